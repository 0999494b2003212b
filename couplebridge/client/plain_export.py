"""Everything one wrote as JSON: readable, so only ever made after a fresh passphrase.

Keys never go in: neither the records of pairings and spaces, nor that of the ways in. Nor words of a language: a
program reads it.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from .bridge_book import OfferView
from .merge import Fields
from .parts import OWN
from .registers import read_register, standing
from .vault import Record, Vault

_NEVER_OUT = {"calm", "echo"}
# of the record of a photo or voice note: its key goes into no readable file, and the small picture is in the large one
_NOT_SAID = ("v", "type", "key", "sha256", "chunks", "thumbnail")
_ENDINGS = {"image/jpeg": "jpg", "audio/webm": "webm", "audio/mp4": "m4a", "audio/ogg": "ogg"}
_AROUND_WORDS = ("id", "v", "type", "purpose", "at")


def to_json(vault: Vault, offers: Iterable[OfferView]) -> str:
    """`{"v":1,"type":"export","entries":[…],"versions":[…],"drafts":[…],"checkIns":[…],"settings":{…}, …}`."""
    settings = next((record.fields for record in vault.all("settings")), {})
    kinds = ("entry", "version", "draft", "check-in")
    lists = {name: [{"id": r.id, **r.fields} for r in by_time(vault, name)] for name in kinds}
    drafts = [draft for draft in lists["draft"] if _holds_words(draft)]
    body = {"v": 1, "type": "export", "entries": lists["entry"], "versions": lists["version"], "drafts": drafts}
    body["checkIns"] = lists["check-in"]
    body["attachments"] = [{**_said_of(record), "file": file_name(record)} for record in by_time(vault, "attachment")]
    body = {**body, "settings": settings, "offers": [_offer_fields(view) for view in offers], "path": own_parts(vault)}
    return json.dumps(body, ensure_ascii=False, indent=2)


def _said_of(attachment: Record) -> Fields:
    return {"id": attachment.id, **{n: value for n, value in attachment.fields.items() if n not in _NOT_SAID}}


def file_name(attachment: Record) -> str:
    """Where its content stands beside the export; the name says nothing but what kind of file it is."""
    media = str(attachment.fields.get("media", "")).partition(";")[0]
    return f"attachments/{attachment.id}.{_ENDINGS.get(media, 'bin')}"


def own_parts(vault: Vault) -> list[Fields]:
    """One's own part of each step, card and note that was not let go; `own` is nobody else's.

    Without what two phones found out by themselves: before a moment, and in the echo.
    """
    parts = (record.fields for record in vault.all("part"))
    read = [(part, {n: read_register(standing(e))[0] for n, e in part["registers"].items()}) for part in parts]
    kept = [(p, values) for p, values in read if values.get("gone") is not True and p["of"] not in _NEVER_OUT]
    listed = [{"id": p["thing"], "of": p["of"], "own": p["space"] == OWN, **values} for p, values in kept]
    return sorted(listed, key=lambda part: part["id"])


def _holds_words(draft: Fields) -> bool:
    # What was sent is null in it: it is in the offers.
    return any(value is not None for name, value in draft.items() if name not in _AROUND_WORDS)


def by_time(vault: Vault, kind: str) -> list[Record]:
    """The records of a kind, the oldest first."""
    field = "createdAt" if kind == "entry" else "at"
    return sorted(vault.all(kind), key=lambda record: (record.fields[field], record.id))


def _offer_fields(view: OfferView) -> dict[str, Any]:
    fields: dict[str, Any] = {"id": view.id, "state": view.state, "mine": view.mine, "cover": view.cover}
    if view.offered is not None:
        offered = view.offered
        fields["offered"] = {"tier": int(offered.tier), "topic": offered.topic, "text": offered.text, **offered.fields}
    turns: Sequence[Any] = view.talk.turns if view.talk else ()
    said = [{"by": "author" if turn.by_author else "recipient", "step": turn.step, "text": turn.text} for turn in turns]
    return {**fields, "together": view.together, "turns": said}
