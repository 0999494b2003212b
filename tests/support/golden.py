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
    " hidden sync-unsent key-changed".split()
)
MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December|[A-Z][a-z]{2,3})"
WEEKDAY = r"(?:(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday),? )?"
CLOCK = r"(?:,? \d{1,2}:\d{2}(?:\s?[AP]M)?)?"
# what differs from day to day, from run to run and from place to place
VARYING = (
    # first with the day before its month: of "30 Nov 2026" the other one would take "Nov 20"
    (rf"\b{WEEKDAY}\d{{1,2}} {MONTH}(?: \d{{4}})?{CLOCK}", "{day}"),
    (rf"\b{WEEKDAY}{MONTH} \d{{1,2}}(?:, \d{{4}})?{CLOCK}", "{day}"),
    (r"Good (?:morning|afternoon|evening)", "Good {hour}"),
    (r"\b(?:today|yesterday|tomorrow|\d+ days ago|in \d+ days)\b", "{day}"),
    (r"localhost:\d+", "{server}"),
    (r"- code: .+$", "- code: {group}"),
    (r"\bGroup \d+", "Group {n}"),
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
