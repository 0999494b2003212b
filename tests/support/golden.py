"""What a reader hears of the main screens, word for word, kept in tests/browser/golden: roles, names, states, order.

Made anew with RENEW_GOLDEN=1 (CONTRIBUTING.md); the difference is then read like any other change.
"""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(__file__).parents[1] / "browser" / "golden"
RENEWS = bool(os.environ.get("RENEW_GOLDEN"))
MAIN = frozenset(
    "welcome have-link sign-in safety-outside create-name create-passphrase create-kit create-check today-empty"
    " mine-empty bridge-empty path-empty invite-before invite-open join-ask join-checked join-linked safety-number"
    " bridge-linked-empty mine-filter entry write-quick write-whole opened step list card call-sheet compare"
    " offer-how-much offer-cover offer-last-look outgoing incoming incoming-moment incoming-ready"
    " outgoing-ready opened-hearer opened-is-that-it opened-put-away settings settings-names settings-locking lock"
    " hidden sync-unsent key-changed"
    " check-ins-empty check-in check-ins check-ins-together moment-propose-wrong moment-proposed moment-asked"
    " moment-agreed moment-calm moment-answered moment-stands moment-another today-argued offer-held bridge-held"
    " together-new together-proposed together-pick together-how-much together-last-look together-locked"
    " together-both-locked together-said-now together-opened echo echo-topics echo-hour echo-limits echo-match"
    " reasons reason rulers needs-empty need-write needs need calendar-empty calendar day feelings feelings-table"
    " still-true still-true-changed on-this-day reminders-empty reminder-new reminders reminder photo entry-photos"
    " import import-plan import-adding import-done gentle-marks gentle-build settings-gentle seven-minutes"
    " passkeys-none passkey-asking passkeys lock-passkey signs-off signs-on signs-blocked settings-language"
    " entry-voice scanner choice-locked"
    " steps-archived".split()
)
MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
WEEKDAY = r"(?:(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday),? )?"
HOUR = r"\d{1,2}:\d{2}(?:\s?[AP]M)?"
CLOCK = rf"(?:(?:,| at)? {HOUR})?"
# what differs from day to day, from run to run and from place to place
VARYING = (
    # first with the day before its month: of "30 Nov 2026" the other one would take "Nov 20"
    (rf"\b{WEEKDAY}\d{{1,2}} {MONTH}(?: \d{{4}})?{CLOCK}", "{day}"),
    (rf"\b{MONTH} \d{{4}}\b", "{month}"),
    (rf"\b{WEEKDAY}{MONTH} \d{{1,2}}(?:, \d{{4}})?{CLOCK}", "{day}"),
    (rf"\buntil [A-Z][a-z]+day {HOUR}", "until {day}"),
    (r"Good (?:morning|afternoon|evening)", "Good {hour}"),
    (r"\b(?:today|yesterday|tomorrow|\d+ days ago|in \d+ days)\b", "{day}"),
    (r"localhost:\d+", "{server}"),
    (r"- code: .+$", "- code: {group}"),
    (r"\bGroup \d+", "Group {n}"),
    # the calendar: the months one can go to, its weeks, and the days of it on which something was written
    (r"(?:^ +- option \"{month}\".*\n)+", "    {months}\n"),
    (r"(columnheader \"Sunday\"\n +- rowgroup:\n)(?: {6,}.*\n)+", r"\1      {weeks}\n"),
    (r"(list \"Days of this month\":\n)(?: {4,}.*\n)+", r"\1    {days}\n"),
    # a phone that had little time for its key
    (r"^ *- paragraph: This phone is slow, .+\n", ""),
    # what was read aloud last; the place for notes is there as soon as the parts are
    (r"(?:^- status.*\n?)+\Z", "- status"),
)


def differences(page: Page, name: str) -> list[str]:
    """What a reader hears otherwise than it is kept; nothing for a screen that is not among the main ones."""
    if name not in MAIN:
        return []
    heard = heard_on(page)
    path = FOLDER / f"{name}.yml"
    if RENEWS:
        FOLDER.mkdir(exist_ok=True)
        path.write_text(heard, "utf-8")
    kept = path.read_text("utf-8") if path.exists() else ""
    lines = difflib.unified_diff(kept.splitlines(), heard.splitlines(), "kept", "heard", lineterm="", n=1)
    found = "\n".join(lines)
    return [f"is heard otherwise than in {path.name}:\n{found}"] if found else []


def heard_on(page: Page) -> str:
    """Roles, names, states and order of all that is on the screen, without what differs from day to day."""
    heard = page.locator("body").aria_snapshot().rstrip()
    for pattern, instead in VARYING:
        heard = re.sub(pattern, instead, heard, flags=re.MULTILINE)
    return heard + "\n"
