"""Hours that pass on a phone: its clock stands ahead from the next load on, as if it had lain in a drawer."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.browser.support import Phone

DAY_MS = 86_400_000
# the clock of a page stands some time ahead, from the next load on
AHEAD = """(() => {
  const aheadMs = Number(sessionStorage.getItem('aheadMs') ?? 0), now = Date.now.bind(Date);
  Date.now = () => now() + aheadMs;
})()"""


def answers_calm(phone: Phone, answer: str, *others: Phone) -> None:
    """The private question before a moment; `others` have answered: with this answer theirs is sent to its end."""
    with ExitStack() as sent:
        # published without a sign, the same for every answer
        for each in (phone, *others):
            sent.enter_context(each.page.expect_response("**/api/parts?quiet=1"))
        phone.press(answer)
    phone.page.get_by_role("heading", name="Your answer is kept.").wait_for()


def pass_by(phone: Phone, minutes: int) -> None:
    """So many minutes from the real now; afterwards the phone stands on Today."""
    # what was published just before the load and not fetched back is published again: answered so, and harmless
    phone.expect_wrong("answer 409: POST")
    phone.page.add_init_script(AHEAD)
    phone.page.evaluate("(aheadMs) => sessionStorage.setItem('aheadMs', aheadMs)", minutes * 60_000)
    phone.page.reload()
    phone.says("Locked")
    phone.unlock()


def days_pass(phone: Phone, days: float) -> None:
    """On a phone that has AHEAD from its start its clock goes on from where it stands; it is opened again, on Today."""
    phone.page.evaluate(
        "(byMs) => sessionStorage.setItem('aheadMs', Number(sessionStorage.getItem('aheadMs') ?? 0) + byMs)",
        days * DAY_MS,
    )
    phone.page.reload()
    phone.unlock()
    phone.says("Today")


def wheel(zone: str, minutes: int) -> str:
    """What the phone's wheel writes for a time so many minutes from now, there."""
    return (datetime.now(ZoneInfo(zone)) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")
