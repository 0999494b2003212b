"""Leaving: at once, with one's own passphrase, needing nobody (consent.md, Leaving; safety.md, R9 and R10)."""

from __future__ import annotations

from tests.browser.couple import linked
from tests.browser.support import PASSPHRASE, PhoneMaker


def test_r9_leaving_needs_ones_own_passphrase_and_nobody_else(phone: PhoneMaker) -> None:
    alice, bob = phone(), phone()
    linked(alice, bob)
    # bob is away, and is not asked
    bob.goes_offline()
    bob.expect_wrong("ERR_INTERNET_DISCONNECTED")
    alice.page.get_by_role("navigation").get_by_role("button", name="Today").click()
    alice.press("Settings and good to know")
    alice.press("Leave the bridge")
    alice.fill("Passphrase", "not my passphrase")
    alice.press("Leave now")
    alice.page.get_by_text("That did not open it").wait_for()
    alice.fill("Passphrase", PASSPHRASE)
    alice.press("Leave now")
    alice.page.get_by_text("You have left the bridge.").wait_for()
    alice.says("Settings")
    assert alice.page.get_by_role("button", name="Leave the bridge", exact=True).count() == 0


def test_pause_is_a_private_setting_that_can_be_taken_back(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("leave-pause")
    alice.press("Settings and good to know")
    pause = alice.page.get_by_role("switch", name="Pause the bridge")
    assert not pause.is_checked()
    pause.check()
    alice.press("Lock")
    alice.unlock()
    alice.press("Settings and good to know")
    assert pause.is_checked()
    pause.uncheck()
