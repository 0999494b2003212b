"""A second phone of one's own, the list of them, the passphrase, the way back in."""

from __future__ import annotations

from tests.browser.support import PASSPHRASE, Account, Phone, PhoneMaker

FRESH = "copper meadow window ladder"


def test_a_second_phone_signs_in_with_name_code_and_passphrase(phone: PhoneMaker) -> None:
    first, second = phone(), phone()
    account = first.create_account("dev-two")
    second.sign_in(account)


def test_the_picture_of_the_first_phone_fills_in_the_second_and_leaves_the_address(phone: PhoneMaker) -> None:
    first, second = phone(), phone()
    account = first.create_account("dev-qr")
    first.press("Settings and good to know")
    first.press("Add a phone")
    first.fill("Passphrase", PASSPHRASE)
    first.press("Show the picture")
    first.page.get_by_text("Show it as a link").click()
    link = first.page.locator(".link-text").inner_text()
    second.open(link.removeprefix(second.url))
    second.says("Sign in")
    assert second.page.url == second.url + "/"
    second.page.wait_for_function("() => document.querySelector('[name], input')?.value !== ''")
    assert second.page.get_by_label("Sign-in name", exact=True).input_value() == account.name
    assert second.page.get_by_label("Account code", exact=True).input_value() == account.code
    second.fill("Passphrase", PASSPHRASE)
    second.press("Sign in")
    second.says("Today")
    fragment = link.partition("#")[2]
    assert not any(fragment in line for line in second.sent)


def test_p8_adding_a_phone_asks_afresh_and_the_owner_sees_it_in_their_list(phone: PhoneMaker) -> None:
    first, second = phone(), phone()
    account = first.create_account("dev-list")
    first.press("Settings and good to know")
    first.press("Add a phone")
    assert first.page.locator(".qr").count() == 0
    first.expect_wrong("answer 403")
    first.fill("Passphrase", "not the passphrase at all")
    first.press("Show the picture")
    first.page.get_by_text("That did not open it").wait_for()
    assert first.page.locator(".qr").count() == 0
    second.sign_in(account)
    first.press("Lock")
    first.unlock()
    first.page.get_by_text("A new phone or browser signed in").wait_for()
    first.press("Look")
    first.says("Signed in on")
    first.page.get_by_text("New, since today").wait_for()
    first.press("End")
    first.press("Sign out there")
    first.page.get_by_text("Signed out there.").wait_for()
    first.page.get_by_role("button", name="End", exact=True).wait_for(state="detached")


def test_the_note_of_a_sign_in_stands_on_the_places_alone_and_can_be_closed_until_the_next_unlock(
    phone: PhoneMaker,
) -> None:
    first, second = phone(), phone()
    second.sign_in(first.create_account("dev-note"))
    first.press("Lock")
    first.unlock()
    note = first.page.locator(".banner", has_text="A new phone or browser signed in")
    note.wait_for()
    first.press("Write")
    first.says("Write")
    assert note.count() == 0
    first.press_back()
    note.get_by_role("button", name="Close this note").click()
    note.wait_for(state="detached")
    first.press("Lock")
    first.unlock()
    note.wait_for()


def test_a_changed_passphrase_opens_and_the_old_one_does_not(phone: PhoneMaker) -> None:
    alice = phone()
    alice.create_account("dev-pass")
    alice.press("Settings and good to know")
    alice.press("Change the passphrase")
    alice.fill("Passphrase so far", PASSPHRASE)
    alice.fill("New passphrase", FRESH)
    alice.press("Change it")
    alice.says("Settings")
    alice.press("Lock")
    alice.says("Locked")
    alice.expect_wrong("answer 401")
    alice.fill("Passphrase", PASSPHRASE)
    alice.press("Unlock")
    alice.page.get_by_text("That did not open it").wait_for()
    alice.unlock(FRESH)


def told_to_the_vault(phone: Phone, name: str) -> Account:
    """An account with a recovery code, of which the other phones can learn what they have to know."""
    with phone.page.expect_response(lambda answer: answer.request.method == "POST" and "/api/feed" in answer.url):
        return phone.create_account(name, recovery=True)


def come_in_with_the_recovery_code(phone: Phone, account: Account) -> None:
    phone.open()
    phone.press("I have an account")
    phone.press("Use my recovery code")
    phone.fill("Sign-in name", account.name)
    phone.fill("Recovery code", account.recovery or "")
    phone.press("Open my account")
    phone.says("A new passphrase")


def test_the_recovery_code_leads_back_in_and_to_a_new_passphrase(phone: PhoneMaker) -> None:
    first, second = phone(), phone()
    come_in_with_the_recovery_code(second, told_to_the_vault(first, "dev-recovery"))
    first.expect_wrong("answer 401")  # a new passphrase signs it out
    second.fill("New passphrase", FRESH)
    second.press("Use this one")
    second.says("Today")
    second.press("Lock")
    second.says("Locked")
    second.unlock(FRESH)


def test_until_a_passphrase_was_set_the_lock_asks_for_the_recovery_code(phone: PhoneMaker) -> None:
    first, second = phone(), phone()
    account = told_to_the_vault(first, "dev-code-lock")
    first.expect_wrong("answer 401")  # a new passphrase signs it out
    come_in_with_the_recovery_code(second, account)
    second.press("Hide now")
    second.page.reload()
    second.says("Locked")
    assert second.page.get_by_label("Passphrase", exact=True).count() == 0
    second.fill("Recovery code", account.recovery or "")
    second.press("Unlock")
    second.says("Today")
    second.press("Settings and good to know")
    second.press("Change the passphrase")
    second.says("A new passphrase")
    second.fill("Recovery code", account.recovery or "")
    second.fill("New passphrase", FRESH)
    second.press("Use this one")
    second.says("Settings")
    second.press("Lock")
    second.says("Locked")
    second.unlock(FRESH)


def test_a_mistyped_code_is_told_what_is_wrong_with_it_before_anything_is_sent(phone: PhoneMaker) -> None:
    alice = phone()
    alice.open()
    alice.press("I have an account")
    alice.fill("Sign-in name", "nobody")
    alice.fill("Passphrase", PASSPHRASE)
    alice.fill("Account code", "0000-0000")
    alice.press("Sign in")
    alice.page.get_by_text("A part of the code is missing").wait_for()
    assert not any("/api/sign-in" in line for line in alice.sent)
