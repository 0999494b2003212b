"""The text of an offer: one tier of one entry, sealed for itself under a key of its own.

Protocol, "The bridge". Each revision has a fresh record key, so releasing one text never opens an
earlier one. The key leaves this device in two ways only: `wrap_text`, after the chain was checked,
and `wrap_locked`, after both had locked in.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from . import primitives
from .chain_check import CheckedOffer
from .couple import Couple
from .echo_topics import TOPIC_POINTS
from .errors import KeyWrapRefusedError, OfferRefusedError, RecordRefusedError, ShareRefusedError, StatementRefusedError
from .journal_fields import CONCERN, MAX_TEXT_CHARACTERS
from .keyring import Keyring
from .records import RecordHeader, open_record, seal_record, unwrap_record_key, wrap_record_key
from .share import ShareContext, unwrap_from_partner, wrap_for_partner
from .statement_chain import check_accepted
from .statements import Tier

OFFERED_KIND = 1
SCHEMA = 1
# What "all of it" can carry; nothing else of an entry ever crosses.
SHARED_FIELDS = ("happened", "felt", "feelings", "beneath", "longing", "part")
# Kinds whose parts have names of their own, so that a reader must know which it is. All else is a concern.
NAMED_KINDS = ("reason", "need")


@dataclass(frozen=True)
class Offered:
    """What was offered, opened."""

    tier: Tier
    topic: str | None = field(repr=False)
    text: str = field(repr=False)
    fields: dict[str, Any] = field(repr=False)
    kind: str = field(default=CONCERN, repr=False)


def compose_offered(tier: Tier, topic: str | None, text: str, entry: dict[str, Any]) -> dict[str, Any]:
    """What is sealed: exactly the tier and nothing beyond it; OfferRefusedError when there is nothing to tell."""
    shared = {name: entry[name] for name in SHARED_FIELDS if entry.get(name)}
    if tier is Tier.TOPIC and topic not in TOPIC_POINTS:
        raise OfferRefusedError("no-topic")
    if (tier is Tier.SENTENCE and not text.strip()) or (tier is Tier.WHOLE and not shared):
        raise OfferRefusedError("no-text")
    if len(text) > MAX_TEXT_CHARACTERS:
        raise OfferRefusedError("too-long")
    offered = {"v": 1, "type": "offered", "tier": int(tier), "topic": topic}
    offered["text"] = "" if tier is Tier.TOPIC else text
    if tier is not Tier.WHOLE:
        return offered
    named = {"kind": entry["kind"]} if entry.get("kind") in NAMED_KINDS else {}
    return {**offered, **named, "fields": shared}


def _header(space: bytes, owner: bytes, offer: bytes, revision: int) -> RecordHeader:
    return RecordHeader(OFFERED_KIND, SCHEMA, space, owner, offer, revision)


def seal_offered(
    couple: Couple, keyring: Keyring, offer: bytes, revision: int, fields: dict[str, Any]
) -> tuple[bytes, bytes]:
    """Envelope, and its fresh key wrapped in 60 bytes under the author's own vault key."""
    header, key = _header(couple.space, keyring.user_id, offer, revision), primitives.new_key()
    envelope = seal_record(header, key, json.dumps(fields, ensure_ascii=False, separators=(",", ":")))
    return envelope, wrap_record_key(keyring.vault_key(), header, key)


def wrap_text(checked: CheckedOffer, keyring: Keyring) -> bytes:
    """113 bytes to the pinned partner; StatementRefusedError unless exactly this text was accepted."""
    check_accepted(checked.chain, checked.item.envelope)
    context = checked.chain.offer.context
    key = unwrap_record_key(keyring.vault_key(), _text_header(checked), checked.item.wrap)
    return wrap_for_partner(checked.couple.partner.kem_public, context, key)


def wrap_locked(couple: Couple, keyring: Keyring, context: ShareContext, own_wrap: bytes) -> bytes:
    """113 bytes to the pinned partner, of a text that was locked in. Only together_flow.py, after its checks."""
    key = unwrap_record_key(keyring.vault_key(), text_header(context, keyring.user_id), own_wrap)
    return wrap_for_partner(couple.partner.kem_public, context, key)


def open_offered(checked: CheckedOffer, keyring: Keyring) -> Offered:
    """What this reader may read: the author always, the recipient once it was released and all of it holds."""
    item, header = checked.item, _text_header(checked)
    try:
        if checked.mine:
            key = unwrap_record_key(keyring.vault_key(), header, item.wrap)
        else:
            context = checked.chain.offer.context
            key = unwrap_from_partner(checked.couple.me.kem_private, context, item.share_wrap)
        fields = json.loads(open_record(header, key, item.envelope))
    except (RecordRefusedError, KeyWrapRefusedError, ShareRefusedError, ValueError):
        # `from None`: a JSON error carries the decrypted text.
        raise StatementRefusedError("an offered text does not open as it was released") from None
    return read_offered(fields, checked.chain.offer.policy)


def _text_header(checked: CheckedOffer) -> RecordHeader:
    return text_header(checked.chain.offer.context, checked.speaker(author=True).user_id)


def text_header(context: ShareContext, owner: bytes) -> RecordHeader:
    """The header that the text of this context by this owner (16) must have."""
    return _header(context.space, owner, context.record, context.revision)


def read_offered(fields: Any, tier: Tier) -> Offered:
    """What an opened text says, and nothing that does not belong in it; StatementRefusedError for another tier."""
    said = (fields.get("v"), fields.get("type"), fields.get("tier")) if isinstance(fields, dict) else None
    if said != (1, "offered", tier) or not isinstance(fields.get("text"), str):
        raise StatementRefusedError("an offered text is not of the tier that both agreed to")
    topic, shared = fields.get("topic"), fields.get("fields")
    whole = shared if tier is Tier.WHOLE and isinstance(shared, dict) else {}
    kept = {name: whole[name] for name in SHARED_FIELDS if _is_right(name, whole.get(name))}
    kind = fields.get("kind") if tier is Tier.WHOLE and fields.get("kind") in NAMED_KINDS else CONCERN
    return Offered(tier, topic if topic in TOPIC_POINTS else None, fields["text"], kept, kind)


def _is_right(name: str, value: Any) -> bool:
    if name == "feelings":
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return isinstance(value, str)
