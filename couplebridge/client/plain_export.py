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
_NEVER_OUT = {"calm", "echo"}
# of the record of a photo or voice note: its key goes into no readable file, and the small picture is in the large one
_NOT_SAID = ("v", "type", "key", "sha256", "chunks", "thumbnail")
_ENDINGS = {"image/jpeg": "jpg", "audio/webm": "webm", "audio/mp4": "m4a", "audio/ogg": "ogg"}
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
    body["attachments"] = [{**_said_of(record), "file": file_name(record)} for record in _by_time(vault, "attachment")]
    body = {**body, "settings": settings, "offers": [_offer_fields(view) for view in offers], "path": _path(vault)}
    return json.dumps(body, ensure_ascii=False, indent=2)


def to_markdown(vault: Vault, offers: Iterable[OfferView]) -> str:
    """A text to read or print, oldest first."""
    entries, captions = _by_time(vault, "entry"), _captions(vault)
    parts = ["# My journal", *(_entry(each, captions) for each in entries if not each.fields["binnedAt"])]
    told = [(view, view.offered) for view in offers if view.offered is not None and view.state == "opened"]
    opened = [_opened(view, offered) for view, offered in _beside_one_another(told)]
    parts += ["# Over the bridge", *opened] if opened else []
    steps = [_step(part) for part in _path(vault) if part["of"] == "step" and part.get("title")]
    parts += ["# What I wrote of the path", "\n".join(steps)] if steps else []
    met = [_moment(part) for part in _path(vault) if part["of"] == "moment"]
    parts += ["# Good moments that I wrote of", "\n".join(each for each in met if each)] if any(met) else []
    checked = [_check_in(record.fields) for record in _by_time(vault, "check-in")]
    parts += ["# Check-ins", "\n".join(checked)] if checked else []
    binned = [_entry(each, captions) for each in entries if each.fields["binnedAt"]]
    parts += ["# In the bin", *binned] if binned else []
    return "\n\n".join(parts) + "\n"


def _said_of(attachment: Record) -> Fields:
    return {"id": attachment.id, **{n: value for n, value in attachment.fields.items() if n not in _NOT_SAID}}


def file_name(attachment: Record) -> str:
    """Where its content stands beside the export; the name says nothing but what kind of file it is."""
    media = str(attachment.fields.get("media", "")).partition(";")[0]
    return f"attachments/{attachment.id}.{_ENDINGS.get(media, 'bin')}"


def _path(vault: Vault) -> list[Fields]:
    """One's own part of each step, card and note that was not let go; `own` is nobody else's.

    Without what two phones found out by themselves: before a moment, and in the echo.
    """
    parts = (record.fields for record in vault.all("part"))
    read = [(part, {n: read_register(standing(e))[0] for n, e in part["registers"].items()}) for part in parts]
    kept = [(p, values) for p, values in read if values.get("gone") is not True and p["of"] not in _NEVER_OUT]
    listed = [{"id": p["thing"], "of": p["of"], "own": p["space"] == OWN, **values} for p, values in kept]
    return sorted(listed, key=lambda part: part["id"])


def _step(step: Fields) -> str:
    is_ticked = any(value is True for name, value in step.items() if name.startswith("ticked:"))
    return f"- [{'x' if is_ticked else ' '}] {' '.join(str(step['title']).split())}"


def _moment(part: Fields) -> str:
    # Of somebody's own part: what they proposed, and what they picked of the other's.
    written = [
        value for name, value in part.items() if name.startswith(("asks:", "picks:")) and isinstance(value, dict)
    ]
    lines = [(value.get("times") or [value.get("at")], value.get("place") or "") for value in written]
    said = [
        " · ".join(each for each in (", ".join(map(str, times)), " ".join(place.split())) if each)
        for times, place in lines
    ]
    return "\n".join(f"- {each}" for each in said)


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


def _captions(vault: Vault) -> dict[str, list[str]]:
    """What is said of the photos that are on a page: by entry, the oldest first."""
    found: dict[str, list[str]] = {}
    for record in _by_time(vault, "attachment"):
        words = " ".join(str(record.fields.get("words") or "").split())
        if words and not record.fields.get("removedAt"):
            found.setdefault(record.fields["of"], []).append(words)
    return found


def _entry(entry: Record, captions: dict[str, list[str]]) -> str:
    fields = entry.fields
    feelings = (feeling_words(each) for each in fields["feelings"])
    about = [topic_words(fields["topic"] or ""), *feelings, *(f"#{tag}" for tag in fields["tags"])]
    title = f"## {fields['createdAt'][:10]}" + (" (safety note)" if fields["kind"] == "safety" else "")
    lines = [title, " · ".join(each for each in about if each)]
    photos = [f"On a photo:\n\n{_quoted(words)}" for words in captions.get(entry.id, ())]
    texts = [*_numbers(fields), *_texts(fields, fields["kind"]), *photos]
    return "\n\n".join([*(line for line in lines if line), *texts])


def _numbers(fields: Fields) -> list[str]:
    # Of the two rulers; no other entry has any.
    is_ruled = fields["kind"] == "rulers"
    return [
        f"{words} {fields[name]} of 10" for name, words in _RULERS.items() if is_ruled and type(fields.get(name)) is int
    ]


def _texts(fields: dict[str, Any], kind: str) -> list[str]:
    headings = {**_HEADINGS, **_HEADINGS_OF.get(kind, {})}
    return [f"**{headings[name]}**\n\n{_quoted(fields[name])}" for name in TEXT_FIELDS if fields.get(name)]


def _beside_one_another(told: list[tuple[OfferView, Offered]]) -> list[tuple[OfferView, Offered]]:
    """The two of a together one after the other."""
    first: dict[str, int] = {}
    for view, _ in told:
        first.setdefault(view.together or view.id, len(first))
    return sorted(told, key=lambda each: first[each[0].together or each[0].id])


def _opened(view: OfferView, offered: Offered) -> str:
    title = "## What I told" if view.mine else "## What my partner told"
    words = [
        "Opened together, both at the same moment." if view.together else "",
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
    return {**fields, "together": view.together, "turns": said}
