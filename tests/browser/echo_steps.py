"""What two people do with the echo on their phones, and weeks that pass."""

from __future__ import annotations

import time

from tests.browser.couple import chooses, goes_to
from tests.browser.support import Phone

WEEK_MS = 7 * 86_400_000
TIMEOUT_S = 60


def goes_to_echo(phone: Phone) -> None:
    goes_to(phone, "Bridge")
    phone.page.get_by_role("button", name="Would you talk about this too?").click()
    phone.says("Echo")


def marks(phone: Phone, *topics: str) -> None:
    """On the screen of the echo."""
    phone.press("Choose topics afresh")
    for topic in topics:
        chooses(phone, topic, "I would talk about")
    phone.page.get_by_role("dialog").get_by_role("button", name="Save", exact=True).click()
    # one of an earlier choice may still stand there
    phone.page.get_by_role("dialog").wait_for(state="detached")
    phone.page.get_by_text("Saved. The last choice before the hour counts.").last.wait_for()


def weeks_pass(phones: tuple[Phone, Phone], weeks: int) -> None:
    """Both phones lay in a drawer, and are unlocked that many weeks after the test began."""
    for each in phones:
        each.page.evaluate("(aheadMs) => sessionStorage.setItem('aheadMs', aheadMs)", weeks * WEEK_MS)
        each.page.reload()
        each.says("Locked")
        each.unlock()


def compare(phones: tuple[Phone, Phone], runs: int = 1) -> None:
    """Until the three messages of so many runs went over."""
    went_over(phones, 3 * runs)


def went_over(phones: tuple[Phone, ...], most: int) -> None:
    """Until so many messages of the echo went from these phones."""
    until = time.monotonic() + TIMEOUT_S
    while quiet_posts(*phones) < most:
        assert time.monotonic() < until, f"{quiet_posts(*phones)} messages went over"
        phones[0].page.wait_for_timeout(200)


def quiet_posts(*phones: Phone) -> int:
    return sum("/api/parts?quiet=1" in line for each in phones for line in each.sent)
