"""The shape of an entry (protocol, "What is inside a private record"), and what a new one looks like."""

from .echo_topics import TOPIC_POINTS
from .errors import EncodingInvalidError, TextTooLongError
from .merge import Fields

TEXT_FIELDS = ("happened", "felt", "beneath", "longing", "part")
MAX_TEXT_CHARACTERS = 20_000
CONCERN, SAFETY = "concern", "safety"
# What may cross the bridge: safety notes and the rulers never do, nor a kind that is not known here.
OFFERABLE_KINDS = (CONCERN, "reason", "need")

_EMPTY: Fields = {
    "kind": CONCERN, "happenedOn": None, "happened": "", "felt": "", "feelings": [], "beneath": "", "longing": "",
    "part": "", "topic": None, "size": None, "tags": [], "safeToRaise": None, "binnedAt": None,
}  # fmt: skip


def new_entry(now_iso: str, fields: Fields) -> Fields:
    """A whole entry; `createdAt` may be given by an import. TextTooLongError."""
    check_entry(fields)
    times = {"createdAt": now_iso, "editedAt": fields.get("createdAt", now_iso)}
    return {**_EMPTY, **times, **fields, "v": 1, "type": "entry"}


def check_entry(fields: Fields) -> None:
    """TextTooLongError; EncodingInvalidError for a field that entries do not have."""
    if unknown := fields.keys() - _EMPTY.keys() - {"createdAt", "editedAt"}:
        raise EncodingInvalidError(f"an entry has no {', '.join(sorted(unknown))}")
    if any(len(fields.get(name) or "") > MAX_TEXT_CHARACTERS for name in TEXT_FIELDS):
        raise TextTooLongError("a text has at most 20,000 characters")
    if fields.get("topic") is not None and fields["topic"] not in TOPIC_POINTS:
        raise EncodingInvalidError("this topic is not in the list")
