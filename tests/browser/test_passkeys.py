"""Passkeys: made with a touch, unlocking without a network, signing a new phone in, taken away; and what goes wrong."""

from __future__ import annotations

from typing import Any

from tests.browser.couple import goes_to, writes
from tests.browser.support import PASSPHRASE, Phone, PhoneMaker

INTERNAL = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "hasPrf": True, "automaticPresenceSimulation": True,
}  # fmt: skip

# from now on its secret is another one
OTHER_SECRET = """() => {
  const get = navigator.credentials.get.bind(navigator.credentials);
  navigator.credentials.get = async (options) => {
    const credential = await get(options);
    const results = credential.getClientExtensionResults();
    new Uint8Array(results.prf.results.first)[0] ^= 1;
    credential.getClientExtensionResults = () => results;
    return credential;
  };
}"""


class Authenticator:
    """The part of a phone that keeps passkeys, as Chromium plays it."""

    def __init__(self, phone: Phone, **options: Any) -> None:
        self.cdp = phone.devtools()
        self.cdp.send("WebAuthn.enable")
        made = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": {**INTERNAL, **options}})
        self.id = made["authenticatorId"]

    def credentials(self) -> list[dict[str, Any]]:
        answer: dict[str, list[dict[str, Any]]] = self.cdp.send("WebAuthn.getCredentials", {"authenticatorId": self.id})
        return answer["credentials"]

    def clear(self) -> None:
        self.cdp.send("WebAuthn.clearCredentials", {"authenticatorId": self.id})

    def nobody_is_verified(self) -> None:
        self.cdp.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": False})


def goes_to_passkeys(phone: Phone) -> None:
    phone.press("Settings and good to know")
    phone.press("Passkeys")
    phone.says("Passkeys")


def begins_passkey(phone: Phone, name: str = "Kitchen phone") -> None:
    goes_to_passkeys(phone)
    phone.fill("What to call it", name)
    phone.fill("Passphrase", PASSPHRASE)
    phone.press("Make a passkey")


def asks_phone(phone: Phone, step: int) -> None:
    phone.page.get_by_text(f"Step {step} of 3").wait_for()
    phone.press("Ask my phone")


def makes_passkey(phone: Phone, name: str = "Kitchen phone") -> None:
    begins_passkey(phone, name)
    for step in (1, 2, 3):
        asks_phone(phone, step)
    phone.page.get_by_text("On this phone, since").wait_for()


def forgets_everything(phone: Phone) -> None:
    """As a phone that was never here, which the same passkeys have reached."""
    phone.page.goto("about:blank")
    cdp = phone.context.new_cdp_session(phone.page)
    cdp.send("Storage.clearDataForOrigin", {"origin": phone.url, "storageTypes": "all"})
    phone.open()
    phone.says("Yours alone")


def test_a_touch_unlocks_also_without_a_network_and_what_is_written_goes_out_after_it(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("key-unlock")
    keys = Authenticator(alice)
    makes_passkey(alice)
    alice.page.get_by_text("Kitchen phone").wait_for()
    made = keys.credentials()
    assert [(each["userName"], each["isResidentCredential"]) for each in made] == [("Kitchen phone", True)]
    alice.page.get_by_text("From now on a touch opens it.").wait_for()
    alice.press("Lock")
    alice.says("Locked")
    alice.page.locator(".toast").wait_for(state="detached", timeout=2_000)
    alice.expect_wrong("ERR_INTERNET_DISCONNECTED")
    alice.expect_wrong("answer 401: GET")
    alice.goes_offline()
    alice.press("Unlock with my passkey")
    alice.says("Today")
    alice.comes_online()
    writes(alice, "Opened by a touch, sealed as ever.")
    alice.press("Hide now")
    alice.page.goto(alice.url)
    alice.says("Locked")
    alice.press("Unlock with my passkey")
    alice.says("Today")
    goes_to(alice, "Mine")
    alice.page.get_by_text("Opened by a touch").wait_for()
    assert "prf" not in "".join(alice.sent).lower()


def test_a_phone_that_does_not_know_the_account_signs_in_with_it_and_the_passphrase_works_there_too(
    phone: PhoneMaker,
) -> None:
    alice = phone()
    alice.has_account("key-second")
    Authenticator(alice)
    makes_passkey(alice)
    forgets_everything(alice)
    alice.press("I have an account")
    alice.press("Sign in with a passkey")
    alice.says("Today")
    alice.press("Lock")
    alice.press("Unlock with my passkey")
    alice.says("Today")
    alice.press("Lock")
    alice.unlock()
    goes_to_passkeys(alice)
    alice.page.get_by_text("Kitchen phone").wait_for()


def test_a_sealed_copy_from_a_phone_that_only_knows_the_passkey_opens_with_the_passphrase(phone: PhoneMaker) -> None:
    alice = phone()
    account = alice.has_account("key-copy")
    Authenticator(alice)
    writes(alice, "To be taken along.")
    makes_passkey(alice)
    forgets_everything(alice)
    alice.press("I have an account")
    alice.press("Sign in with a passkey")
    goes_to(alice, "Mine")
    alice.page.get_by_text("To be taken along.").wait_for()
    alice.press("Settings and good to know")
    alice.press("Save a copy of everything")
    alice.page.get_by_label("Passphrase", exact=True).first.fill(account.passphrase)
    with alice.page.expect_download() as download:
        alice.press("Save the sealed file")
    slot = download.value.path().read_bytes()
    assert slot.count(b"CBS\x01\x01") == 1
    assert b"CBS\x01\x03" not in slot


def test_one_that_was_deleted_on_the_phone_opens_nothing_and_the_passphrase_does(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("key-deleted")
    keys = Authenticator(alice)
    makes_passkey(alice)
    keys.clear()
    alice.press("Lock")
    alice.press("Unlock with my passkey")
    alice.page.get_by_text("The passkey did not answer.").wait_for()
    alice.unlock()


def test_one_whose_secret_changed_opens_nothing_and_the_passphrase_does(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("key-changed")
    Authenticator(alice)
    makes_passkey(alice)
    alice.press("Lock")
    alice.page.evaluate(OTHER_SECRET)
    alice.press("Unlock with my passkey")
    alice.page.get_by_text("This passkey does not open your account.").wait_for()
    alice.unlock()


def test_one_that_gives_two_secrets_is_not_taken(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("key-twice")
    keys = Authenticator(alice)
    begins_passkey(alice)
    for step in (1, 2):
        asks_phone(alice, step)
    alice.page.get_by_text("Step 3 of 3").wait_for()
    alice.page.evaluate(OTHER_SECRET)
    asks_phone(alice, 3)
    alice.page.get_by_text("it cannot keep a secret for us").wait_for()
    assert keys.credentials() == []
    assert not [each for each in alice.sent if each.startswith(f"POST {alice.url}/api/account/passkeys")]


def test_where_nobody_is_verified_none_is_made(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("key-nobody")
    keys = Authenticator(alice)
    keys.nobody_is_verified()
    begins_passkey(alice)
    asks_phone(alice, 1)
    alice.page.get_by_text("The passkey did not answer.").wait_for()
    assert keys.credentials() == []


def test_a_phone_without_the_secret_is_told_so_and_not_offered_it_again(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("key-unfit")
    Authenticator(alice, hasPrf=False)
    begins_passkey(alice)
    asks_phone(alice, 1)
    asks_phone(alice, 2)
    alice.page.get_by_text("it cannot keep a secret for us").wait_for()
    alice.press("Back")
    alice.press("Passkeys")
    alice.page.get_by_text("This browser or phone has no passkeys that work here.").wait_for()
    alice.press("Back")
    alice.press("Lock")
    assert alice.page.get_by_role("button", name="Unlock with my passkey").count() == 0
    alice.unlock()


def test_a_wrong_passphrase_makes_none(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("key-wrong")
    keys = Authenticator(alice)
    goes_to_passkeys(alice)
    alice.fill("Passphrase", "quiet harbour lantern velour")
    alice.press("Make a passkey")
    alice.page.get_by_text("That did not open it.").wait_for()
    assert keys.credentials() == []


def test_one_that_is_taken_away_on_another_phone_opens_nothing_here(phone: PhoneMaker) -> None:
    alice, tablet = phone(), phone()
    account = alice.has_account("key-away")
    tablet.sign_in(account)
    Authenticator(tablet)
    makes_passkey(tablet, "Tablet")
    tablet.press("Lock")
    goes_to_passkeys(alice)
    alice.page.get_by_text("Tablet").wait_for()
    alice.press("Take away")
    dialog = alice.page.get_by_role("dialog")
    dialog.get_by_label("Passphrase", exact=True).fill(account.passphrase)
    dialog.get_by_role("button", name="Take it away").click()
    alice.page.get_by_text("This passkey opens nothing any more.").wait_for()
    tablet.expect_wrong("answer 401")
    tablet.press("Unlock with my passkey")
    tablet.page.get_by_text("This passkey was taken away on another device.").first.wait_for()
    tablet.press("Lock")
    tablet.says("Locked")
    assert tablet.page.get_by_role("button", name="Unlock with my passkey").count() == 0
    tablet.unlock(account.passphrase)


def test_it_may_be_taken_away_by_its_own_touch(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("key-own")
    keys = Authenticator(alice)
    makes_passkey(alice)
    alice.press("Take away")
    alice.page.get_by_role("dialog").get_by_role("button", name="Use my passkey").click()
    alice.page.get_by_text("This passkey opens nothing any more.").wait_for()
    assert keys.credentials() == [], "where the browser can be told, the phone forgets it too"
    alice.press("Lock")
    alice.says("Locked")
    assert alice.page.get_by_role("button", name="Unlock with my passkey").count() == 0
    alice.unlock()


def test_its_owner_is_told_at_the_next_unlock_that_there_is_a_new_one(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("key-told")
    Authenticator(alice)
    makes_passkey(alice)
    alice.press("Lock")
    alice.unlock()
    alice.page.get_by_text("A new passkey opens your account.").wait_for()
    with alice.page.expect_response("**/api/account/passkeys/acknowledge"):
        alice.press("Look")
    alice.page.get_by_text("Kitchen phone").wait_for()
    alice.press("Lock")
    alice.unlock()
    with alice.page.expect_response("**/api/sessions"):
        alice.page.reload()
        alice.says("Locked")
        alice.unlock()
    assert alice.page.get_by_text("A new passkey opens your account.").count() == 0


def test_a_forgotten_passphrase_is_set_anew_with_a_touch(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("key-forgot")
    Authenticator(alice)
    makes_passkey(alice)
    alice.press("Back")
    alice.press("Change the passphrase")
    alice.fill("New passphrase", "another quiet lantern harbour")
    alice.press("I forgot it: use my passkey")
    alice.page.get_by_text("Changed.").wait_for()
    alice.press("Lock")
    alice.unlock("another quiet lantern harbour")
