"""Everything one wrote as Markdown, to read or print, in the language of whoever reads it.

Readable, so only ever made after a fresh passphrase. Of the other person it holds what was opened, and nothing beyond.
"""

from collections.abc import Iterable
from gettext import NullTranslations
from typing import Any

from .bridge_book import OfferView
from .journal_fields import TEXT_FIELDS
from .merge import Fields
from .offered_text import Offered
from .plain_export import by_time, own_parts
from .turn_chain import ANSWER, HEARD, NOT_QUITE, YES
from .vault import Record, Vault
from .words import ENGLISH, RULER_WORDS, SLIDER_WORDS, feeling_words, part_names, topic_words


def to_markdown(vault: Vault, offers: Iterable[OfferView], language: NullTranslations = ENGLISH) -> str:
    """A text to read or print, oldest first."""
    return _Letters(vault, language).all(list(offers))


class _Letters:
    """One journal in one language."""

    def __init__(self, vault: Vault, language: NullTranslations) -> None:
        self._vault, self._gettext = vault, language.gettext
        self._captions = _captions(vault)

    def all(self, offers: list[OfferView]) -> str:
        gettext, entries, path = self._gettext, by_time(self._vault, "entry"), own_parts(self._vault)
        told = [(view, view.offered) for view in offers if view.offered is not None and view.state == "opened"]
        steps = [_step(part) for part in path if part["of"] == "step" and part.get("title")]
        met = [line for part in path if part["of"] == "moment" for line in _moment(part)]
        checked = [self._check_in(record.fields) for record in by_time(self._vault, "check-in")]
        binned = [self._entry(each) for each in entries if each.fields["binnedAt"]]
        opened = [self._opened(view, offered) for view, offered in _beside_one_another(told)]
        parts = [f"# {gettext('What I wrote')}", *(self._entry(e) for e in entries if not e.fields["binnedAt"])]
        parts += [f"# {gettext('What was opened between us')}", *opened] if opened else []
        parts += [f"# {gettext('What I wrote of the path')}", "\n".join(steps)] if steps else []
        parts += [f"# {gettext('Good moments that I wrote of')}", "\n".join(met)] if met else []
        parts += [f"# {gettext('Check-ins')}", "\n".join(checked)] if checked else []
        parts += [f"# {gettext('In the bin')}", *binned] if binned else []
        return "\n\n".join(parts) + "\n"

    def _entry(self, entry: Record) -> str:
        gettext, fields = self._gettext, entry.fields
        feelings = [gettext(feeling_words(each)) for each in fields["feelings"]]
        about = [self._topic(fields["topic"]), *feelings, *(f"#{tag}" for tag in fields["tags"])]
        kept = f" ({gettext('safety note')})" if fields["kind"] == "safety" else ""
        lines = [f"## {fields['createdAt'][:10]}{kept}", " · ".join(each for each in about if each)]
        photos = [gettext("On a photo: {words}").format(words=words) for words in self._captions.get(entry.id, ())]
        texts = [*self._numbers(fields), *self._texts(fields, fields["kind"]), *photos]
        return "\n\n".join([*(line for line in lines if line), *texts])

    def _topic(self, topic: str | None) -> str:
        # gettext("") is the head of a catalogue
        return self._gettext(topic_words(topic)) if topic else ""

    def _numbers(self, fields: Fields) -> list[str]:
        # Of the two rulers; no other entry has any.
        if fields["kind"] != "rulers":
            return []
        given = [(question, fields[name]) for name, question in RULER_WORDS.items() if type(fields.get(name)) is int]
        gettext = self._gettext
        return [f"{gettext(question)} {gettext('{n} of 10').format(n=value)}" for question, value in given]

    def _texts(self, fields: dict[str, Any], kind: str) -> list[str]:
        names = part_names(kind)
        written = [name for name in TEXT_FIELDS if fields.get(name)]
        return [f"**{self._gettext(names[name])}**\n\n{_quoted(fields[name])}" for name in written]

    def _check_in(self, fields: Fields) -> str:
        gettext = self._gettext
        values = [
            gettext("{label} {value} of 10").format(label=gettext(label), value=fields[name])
            for name, label in SLIDER_WORDS.items()
            if fields.get(name) is not None
        ]
        said = _one_line(fields.get("line"))
        return f"- {' · '.join(each for each in (str(fields['on']), ', '.join(values), said) if each)}"

    def _opened(self, view: OfferView, offered: Offered) -> str:
        gettext, partner = self._gettext, self._partner()
        title = gettext("What I told") if view.mine else gettext("What {partner} told me").format(partner=partner)
        words = [
            gettext("Opened together, both at the same moment.") if view.together else "",
            self._topic(offered.topic),
            _quoted(offered.text) if offered.text else "",
            *self._texts(offered.fields, offered.kind),
        ]
        said = []
        for turn in view.talk.turns if view.talk else ():
            who = gettext("I") if turn.by_author == view.mine else partner
            said.append(f"{who} ({self._said(turn.step)})" + (f":\n\n{_quoted(turn.text)}" if turn.text else ""))
        return "\n\n".join([f"## {title}", *(word for word in words if word), *said])

    def _partner(self) -> str:
        gettext, settings = self._gettext, next((record.fields for record in self._vault.all("settings")), {})
        return _one_line(settings.get("partnerName")) or gettext("my partner")

    def _said(self, step: str) -> str:
        gettext = self._gettext
        words = {
            HEARD: gettext("said back"), YES: gettext("yes, that’s it"),
            NOT_QUITE: gettext("not quite"), ANSWER: gettext("answered"),
        }  # fmt: skip
        return words[step]


def _captions(vault: Vault) -> dict[str, list[str]]:
    """What is said of the photos that are on a page: by entry, the oldest first."""
    found: dict[str, list[str]] = {}
    for record in by_time(vault, "attachment"):
        words = _one_line(record.fields.get("words"))
        if words and not record.fields.get("removedAt"):
            found.setdefault(record.fields["of"], []).append(words)
    return found


def _step(step: Fields) -> str:
    is_ticked = any(value is True for name, value in step.items() if name.startswith("ticked:"))
    return f"- [{'x' if is_ticked else ' '}] {_one_line(step['title'])}"


def _moment(part: Fields) -> list[str]:
    # Of somebody's own part: what they proposed, and what they picked of the other's.
    written = [
        value for name, value in part.items() if name.startswith(("asks:", "picks:")) and isinstance(value, dict)
    ]
    said = [
        (", ".join(map(str, value.get("times") or [value.get("at")])), _one_line(value.get("place")))
        for value in written
    ]
    return ["- " + " · ".join(each for each in both if each) for both in said]


def _beside_one_another(told: list[tuple[OfferView, Offered]]) -> list[tuple[OfferView, Offered]]:
    """The two of a together one after the other."""
    first: dict[str, int] = {}
    for view, _ in told:
        first.setdefault(view.together or view.id, len(first))
    return sorted(told, key=lambda each: first[each[0].together or each[0].id])


def _quoted(text: str) -> str:
    # As a quotation a person's own # or * stays theirs, and shows as what they wrote.
    return "\n".join(f"> {line}" for line in text.splitlines())


def _one_line(text: Any) -> str:
    return " ".join(str(text or "").split())
