"""Everything one wrote as JSON and as Markdown: readable, so only ever made after a fresh passphrase.

Keys never go in: neither the records of pairings and spaces, nor that of the ways in.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from .bridge_book import OfferView
from .journal_fields import TEXT_FIELDS
from .merge import Fields
from .offered_text import Offered
from .parts import OWN
from .registers import read_register, standing
from .vault import Record, Vault
from .words import feeling_words, topic_words

_HEADINGS = {
    "happened": "What happened", "felt": "What I felt", "beneath": "Beneath it",
    "longing": "What I long for", "part": "My part",
}  # fmt: skip
_SLIDERS = {
    "communication": "Communication", "connection": "Connection",
    "conflict": "Handling conflict", "trust": "Trust and teamwork",
}  # fmt: skip
_HEADINGS_OF: dict[str, Fields] = {
    "reason": {"happened": "What holds me back", "longing": "What would make it easier"},
    "need": {"longing": "What I need", "felt": "I feel stuck because", "part": "So I will"},
    "rulers": {"happened": "How much I would want it: why not lower", "felt": "How able I feel: why not lower"},
}
_RULERS = {"want": "How much would I want this?", "able": "How able do I feel?"}
_AROUND_WORDS = ("id", "v", "type", "purpose", "at")
_STEPS = {"heard": "What was heard", "yes": "Yes, that's it", "not-quite": "Not quite", "answer": "The answer"}


def to_json(vault: Vault, offers: Iterable[OfferView]) -> str:
    """`{"v":1,"type":"export","entries":[…],"versions":[…],"drafts":[…],"checkIns":[…],"settings":{…}, …}`."""
    settings = next((record.fields for record in vault.all("settings")), {})
    kinds = ("entry", "version", "draft", "check-in")
    lists = {name: [{"id": r.id, **r.fields} for r in _by_time(vault, name)] for name in kinds}
    drafts = [draft for draft in lists["draft"] if _holds_words(draft)]
    body = {"v": 1, "type": "export", "entries": lists["entry"], "versions": lists["version"], "drafts": drafts}
    body["checkIns"] = lists["check-in"]
    body = {**body, "settings": settings, "offers": [_offer_fields(view) for view in offers], "path": _path(vault)}
    return json.dumps(body, ensure_ascii=False, indent=2)


def to_markdown(vault: Vault, offers: Iterable[OfferView]) -> str:
    """A text to read or print, oldest first."""
    entries = _by_time(vault, "entry")
    parts = ["# My journal", *(_entry(entry) for entry in entries if not entry.fields["binnedAt"])]
    opened = [_opened(view, view.offered) for view in offers if view.offered is not None and view.state == "opened"]
    parts += ["# Over the bridge", *opened] if opened else []
    steps = [_step(part) for part in _path(vault) if part["of"] == "step" and part.get("title")]
    parts += ["# What I wrote of the path", "\n".join(steps)] if steps else []
    checked = [_check_in(record.fields) for record in _by_time(vault, "check-in")]
    parts += ["# Check-ins", "\n".join(checked)] if checked else []
    binned = [_entry(entry) for entry in entries if entry.fields["binnedAt"]]
    parts += ["# In the bin", *binned] if binned else []
    return "\n\n".join(parts) + "\n"


def _path(vault: Vault) -> list[Fields]:
    """One's own part of each step, card and note that was not let go; `own` is nobody else's."""
    parts = (record.fields for record in vault.all("part"))
    read = [(part, {n: read_register(standing(e))[0] for n, e in part["registers"].items()}) for part in parts]
    kept = [(part, values) for part, values in read if values.get("gone") is not True]
    listed = [{"id": p["thing"], "of": p["of"], "own": p["space"] == OWN, **values} for p, values in kept]
    return sorted(listed, key=lambda part: part["id"])


def _step(step: Fields) -> str:
    is_ticked = any(value is True for name, value in step.items() if name.startswith("ticked:"))
    return f"- [{'x' if is_ticked else ' '}] {' '.join(str(step['title']).split())}"


def _check_in(fields: Fields) -> str:
    values = [f"{label} {fields[name]} of 10" for name, label in _SLIDERS.items() if fields.get(name) is not None]
    said = " ".join(str(fields.get("line") or "").split())
    return f"- {' · '.join(each for each in (str(fields['on']), ', '.join(values), said) if each)}"


def _holds_words(draft: Fields) -> bool:
    # What was sent is null in it: it is in the offers.
    return any(value is not None for name, value in draft.items() if name not in _AROUND_WORDS)


def _by_time(vault: Vault, kind: str) -> list[Record]:
    field = "createdAt" if kind == "entry" else "at"
    return sorted(vault.all(kind), key=lambda record: (record.fields[field], record.id))


def _entry(entry: Record) -> str:
    fields = entry.fields
    feelings = (feeling_words(each) for each in fields["feelings"])
    about = [topic_words(fields["topic"] or ""), *feelings, *(f"#{tag}" for tag in fields["tags"])]
    title = f"## {fields['createdAt'][:10]}" + (" (safety note)" if fields["kind"] == "safety" else "")
    lines = [title, " · ".join(each for each in about if each)]
    return "\n\n".join([*(line for line in lines if line), *_numbers(fields), *_texts(fields, fields["kind"])])


def _numbers(fields: Fields) -> list[str]:
    # Of the two rulers; no other entry has any.
    is_ruled = fields["kind"] == "rulers"
    return [
        f"{words} {fields[name]} of 10" for name, words in _RULERS.items() if is_ruled and type(fields.get(name)) is int
    ]


def _texts(fields: dict[str, Any], kind: str) -> list[str]:
    headings = {**_HEADINGS, **_HEADINGS_OF.get(kind, {})}
    return [f"**{headings[name]}**\n\n{_quoted(fields[name])}" for name in TEXT_FIELDS if fields.get(name)]


def _opened(view: OfferView, offered: Offered) -> str:
    title = "## What I told" if view.mine else "## What my partner told"
    words = [
        topic_words(offered.topic or ""),
        _quoted(offered.text) if offered.text else "",
        *_texts(offered.fields, offered.kind),
    ]
    turns = view.talk.turns if view.talk else ()
    said = [f"**{_STEPS[turn.step]}**" + (f"\n\n{_quoted(turn.text)}" if turn.text else "") for turn in turns]
    return "\n\n".join([title, *(word for word in words if word), *said])


def _quoted(text: str) -> str:
    # As a quotation a person's own # or * stays theirs, and shows as what they wrote.
    return "\n".join(f"> {line}" for line in text.splitlines())


def _offer_fields(view: OfferView) -> dict[str, Any]:
    fields: dict[str, Any] = {"id": view.id, "state": view.state, "mine": view.mine, "cover": view.cover}
    if view.offered is not None:
        offered = view.offered
        fields["offered"] = {"tier": int(offered.tier), "topic": offered.topic, "text": offered.text, **offered.fields}
    turns: Sequence[Any] = view.talk.turns if view.talk else ()
    said = [{"by": "author" if turn.by_author else "recipient", "step": turn.step, "text": turn.text} for turn in turns]
    return {**fields, "turns": said}
