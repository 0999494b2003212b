"""Settings: seen by nobody else, kept, and asking afresh where an unlocked phone is not enough."""

from __future__ import annotations

from pathlib import Path

from tests.browser.support import PASSPHRASE, PhoneMaker


def test_names_are_kept_over_a_lock(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("set-names")
    alice.press("Settings and good to know")
    alice.press("Names")
    alice.page.get_by_label("What do you call your partner?", exact=False).fill("Bo\u202e <b>")
    alice.press("Save")
    alice.says("Settings")
    alice.press("Lock")
    alice.unlock()
    alice.press("Settings and good to know")
    alice.press("Names")
    assert alice.page.get_by_label("What do you call your partner?", exact=False).input_value() == "Bo\u202e <b>"


def test_lock_times_are_kept(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("set-times")
    alice.press("Settings and good to know")
    alice.press("When it locks")
    away = alice.page.get_by_role("group", name="After you leave the app")
    away.get_by_text("15", exact=True).click()
    alice.press("Lock")
    alice.unlock()
    alice.press("Settings and good to know")
    alice.press("When it locks")
    assert away.get_by_role("radio", name="15").is_checked()


def test_the_kit_and_the_plain_export_ask_for_the_passphrase_first(phone: PhoneMaker) -> None:
    alice = phone()
    account = alice.has_account("set-fresh")
    alice.press("Settings and good to know")
    alice.press("Show the recovery kit")
    assert account.code.split("-")[0] not in alice.page.content()
    alice.fill("Passphrase", "not this one at all")
    alice.press("Show the kit")
    alice.page.get_by_text("That did not open it").wait_for()
    assert account.code.split("-")[0] not in alice.page.content()
    alice.fill("Passphrase", PASSPHRASE)
    alice.press("Show the kit")
    alice.page.get_by_role("list", name="Your account code").wait_for()
    assert alice.code("Your account code") == account.code


def test_the_sealed_copy_holds_nothing_readable_and_the_plain_one_holds_all(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("set-export")
    alice.press("Settings and good to know")
    alice.press("Names")
    alice.page.get_by_label("What should you be called here?", exact=False).fill("canary-zrw")
    alice.press("Save")
    alice.says("Settings")
    alice.press("Save a copy of everything")
    with alice.page.expect_download() as download:
        alice.press("Save the sealed file")
    sealed = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == "bridge.cbx"
    assert sealed.startswith(b"CBX\x01")
    assert b"canary-zrw" not in sealed
    alice.page.get_by_text("Data for programs").click()
    alice.fill("Passphrase", PASSPHRASE)
    with alice.page.expect_download() as download:
        alice.press("Save the plain file")
    assert "canary-zrw" in Path(download.value.path()).read_text()


def test_a_deleted_account_is_gone_from_the_phone_and_can_be_made_anew(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("set-delete")
    alice.press("Settings and good to know")
    alice.press("Delete my account")
    alice.fill("Passphrase", PASSPHRASE)
    assert alice.page.get_by_role("button", name="Delete everything").is_disabled()
    alice.page.get_by_label("I know that it cannot be brought back.").check()
    alice.press("Delete everything")
    alice.says("Yours alone")
    assert "set-delete" not in alice.storage()


def test_the_marks_of_the_files_are_those_of_the_release_in_use(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("set-about")
    alice.press("Settings and good to know")
    alice.press("About this app")
    name = alice.page.evaluate("() => document.querySelector('meta[name=couplebridge-release]').content")
    alice.page.get_by_text(name).wait_for()
    alice.press("Show the marks")
    alice.page.get_by_text("js/main.js").wait_for()
