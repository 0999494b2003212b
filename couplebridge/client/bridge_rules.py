"""What may be offered now, from what this device knows; the server holds the same line with tags it cannot read.

consent.md, "Offer". Reasons: missing, safety, private, binned, already-offered, two-open, entry-rests, topic-rests.
"""

from collections.abc import Collection, Sequence

from .journal import to_ms
from .journal_fields import OFFERABLE_KINDS, SAFETY
from .merge import Fields

REST_MS = 14 * 86_400_000
LAPSE_MS = REST_MS
MAX_OPEN = 2


def why_not_offer(
    entry: Fields | None, name: str, topic: str | None, made: Sequence[Fields], open_ids: Collection[str], now_ms: int
) -> str | None:
    """The reason against it, or None. `made`: every `offer-out` of mine; `open_ids`: mine that are under way."""
    if entry is None or entry["type"] != "entry":
        return "missing"
    # Before all else: there is no order of checks in which a safety note or a ruler is offered.
    if entry["kind"] not in OFFERABLE_KINDS:
        return "safety" if entry["kind"] == SAFETY else "private"
    if entry["binnedAt"]:
        return "binned"
    if any(offer["entry"] == name and offer["offer"] in open_ids for offer in made):
        return "already-offered"
    if len(open_ids) >= MAX_OPEN:
        return "two-open"
    resting = [offer for offer in made if offer["endedAt"] and now_ms - to_ms(offer["endedAt"]) < REST_MS]
    if any(offer["entry"] == name for offer in resting):
        return "entry-rests"
    return "topic-rests" if topic and any(offer["topic"] == topic for offer in resting) else None
