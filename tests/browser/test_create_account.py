"""Making an account: under a minute, nothing asked that is not needed, and a kit that is really somewhere."""

from __future__ import annotations

from pathlib import Path

from tests.browser.server import Server
from tests.browser.support import PASSPHRASE, PhoneMaker


def test_an_account_is_made_from_a_name_a_passphrase_and_a_kit(phone: PhoneMaker) -> None:
    alice = phone()
    account = alice.create_account("alice-one")
    assert len(account.code.replace("-", "")) == 27
    assert alice.page.title() == "Bridge"


def test_the_name_the_passphrase_and_the_codes_never_leave_the_phone(phone: PhoneMaker, own_server: Server) -> None:
    alice = phone()
    alice.url = own_server.url
    account = alice.create_account("canary-name-zrw", "canary passphrase zrw velvet", recovery=True)
    told = "\n".join(alice.sent)
    assert "/api/accounts" in told
    stored = own_server.stored()
    for secret in (
        account.name,
        account.passphrase,
        account.code,
        account.recovery or "",
        account.code.replace("-", ""),
    ):
        assert secret not in told
        assert secret.encode() not in stored


def test_a_weak_passphrase_is_told_why_and_goes_no_further(phone: PhoneMaker) -> None:
    alice = phone()
    alice.open()
    alice.press("Start on my own")
    alice.fill("Sign-in name", "alice")
    alice.press("Go on")
    make = alice.page.get_by_role("button", name="Make my account")
    alice.fill("Passphrase", "password1234")
    alice.page.get_by_text("Many people use this one").wait_for()
    assert make.is_disabled()
    alice.fill("Passphrase", "short")
    alice.page.get_by_text("Use at least 10 characters").wait_for()
    assert make.is_disabled()
    alice.fill("Passphrase", PASSPHRASE)
    alice.page.get_by_text("Strong").wait_for()
    assert make.is_enabled()


def test_a_recovery_code_is_made_only_when_it_was_chosen(phone: PhoneMaker) -> None:
    alice = phone()
    assert alice.create_account("alice-two").recovery is None
    bob = phone()
    assert len((bob.create_account("bob-two", recovery=True).recovery or "").replace("-", "")) == 27


def test_wrong_groups_do_not_confirm_the_kit(phone: PhoneMaker) -> None:
    alice = phone()
    alice.open()
    alice.press("Start on my own")
    alice.fill("Sign-in name", "alice")
    alice.press("Go on")
    alice.fill("Passphrase", PASSPHRASE)
    alice.press("Make my account")
    alice.says("Your recovery kit")
    code = alice.code("Your account code")
    alice.press("I have it. Go on")
    for label in alice.page.locator(".field__label").all_inner_texts():
        alice.fill(label, "0000")
    alice.press("Check it")
    alice.page.get_by_text("That is not what the kit says").wait_for()
    alice.press("Show me the kit again")
    alice.confirm_kit(code)
    alice.says("Today")


def test_the_kit_is_saved_as_a_page_without_anything_fetched(phone: PhoneMaker, tmp_path: Path) -> None:
    alice = phone()
    account = alice.create_account("alice & <kit>")
    alice.press("Settings and good to know")
    alice.press("Show the recovery kit")
    alice.fill("Passphrase", account.passphrase)
    alice.press("Show the kit")
    with alice.page.expect_download() as download:
        alice.press("Save as a page")
    page = Path(download.value.path()).read_text()
    assert account.code in page
    assert "alice &amp; &lt;kit&gt;" in page
    assert "<script" not in page
    assert "http-equiv" in page
    assert "default-src 'none'" in page


def test_neither_back_nor_forward_leads_to_the_kit_again(phone: PhoneMaker) -> None:
    alice = phone()
    alice.create_account("alice-three")
    alice.page.go_forward()
    alice.says("Today")
    alice.press("Settings and good to know")
    alice.says("Settings")
    alice.page.go_back()
    alice.says("Today")


def test_a_kit_that_was_not_confirmed_is_asked_for_on_today_until_it_is_kept(phone: PhoneMaker) -> None:
    alice = phone()
    alice.open()
    alice.press("Start on my own")
    alice.fill("Sign-in name", "alice-called-away")
    alice.press("Go on")
    alice.fill("Passphrase", PASSPHRASE)
    alice.press("Make my account")
    alice.says("Your recovery kit")
    code = alice.code("Your account code")
    alice.page.reload()
    alice.unlock()
    alice.press("Keep your recovery kit. Without it no other phone can open what you wrote.")
    alice.fill("Passphrase", PASSPHRASE)
    alice.press("Show the kit")
    alice.page.get_by_role("list", name="Your account code").wait_for()
    assert alice.code("Your account code") == code
    alice.press("I have it")
    alice.says("Today")
    assert alice.page.get_by_text("Keep your recovery kit").count() == 0
