"""Covers, moments, turns and parts: sealed for both, signed by one, and opened only after the signature held.

Protocol, "A record", signed shared records. Both hold the space key, so the signature of the pinned
author over exactly this envelope in exactly this place says who wrote it.
"""

import json
from dataclasses import dataclass
from typing import Any

from . import primitives
from .couple import Couple
from .errors import EncodingInvalidError, KeyWrapRefusedError, RecordRefusedError, StatementRefusedError
from .identity import IdentityBundle
from .items import SignedNote
from .records import RecordHeader, open_record, parse_record_header, seal_record, unwrap_record_key, wrap_record_key
from .shared_records import NO_PREV, SharedStatement, describe_shared, sign_shared, verify_shared

SHARED_KIND = 2
SCHEMA = 1


@dataclass(frozen=True)
class Named:
    """A record id of 16 bytes and a revision that are known beforehand; any other is refused."""

    record: bytes
    revision: int


def seal_note(
    couple: Couple, offer: bytes, fields: dict[str, Any], prev: bytes = NO_PREV, named: Named | None = None
) -> SignedNote:
    """A note by this device's owner about this offer (id 16; zeros: about none), after `prev` (32)."""
    author, key = couple.me.bundle, primitives.new_key()
    place = named or Named(primitives.random_bytes(16), 1)
    header = RecordHeader(SHARED_KIND, SCHEMA, couple.space, author.user_id, place.record, place.revision)
    envelope = seal_record(header, key, json.dumps(fields, ensure_ascii=False, separators=(",", ":")))
    said = describe_shared(header, envelope, author.fingerprint(), ref=offer, prev=prev)
    wrap = wrap_record_key(couple.space_key, header, key)
    return SignedNote(envelope, wrap, sign_shared(said, couple.me.signing_private))


def open_note(
    couple: Couple,
    author: IdentityBundle,
    offer: bytes,
    note: SignedNote,
    kind: str,
    prev: bytes = NO_PREV,
    named: Named | None = None,
) -> tuple[dict[str, Any], SharedStatement]:
    """The fields, and what was signed; StatementRefusedError for another author, place, kind or any change."""
    try:
        claimed = named or parse_record_header(note.envelope)
        header = RecordHeader(SHARED_KIND, SCHEMA, couple.space, author.user_id, claimed.record, claimed.revision)
        said = describe_shared(header, note.envelope, author.fingerprint(), ref=offer, prev=prev)
        verify_shared(said, note.signature, author.signing_public)
        key = unwrap_record_key(couple.space_key, header, note.wrap)
        fields = json.loads(open_record(header, key, note.envelope))
    except (RecordRefusedError, KeyWrapRefusedError, EncodingInvalidError, ValueError):
        # `from None`: a JSON error carries the decrypted text.
        raise StatementRefusedError("a shared record is not what its author signed") from None
    if not isinstance(fields, dict) or (fields.get("v"), fields.get("type")) != (1, kind):
        raise StatementRefusedError("a shared record is of another kind")
    return fields, said


def note_fields(note: SignedNote) -> dict[str, bytes]:
    """As the routes take it."""
    return {"envelope": note.envelope, "wrap": note.wrap, "signature": note.signature}
