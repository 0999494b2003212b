"""Together: propose, lock in, take back, say now, step back.

Protocol, "Together", and consent.md. Everything is checked on what is at hand now, before anything is said; the key of
a text moves in `say_now` and nowhere else, for exactly the two texts that both have locked in.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from . import primitives
from .bridge_rules import LAPSE_MS, REST_MS
from .couple import Couples
from .echo_topics import TOPIC_POINTS
from .encoding import b64url_encode
from .errors import OfferRefusedError
from .items import BOTH_LOCKED, OPEN
from .journal import to_ms
from .journal_fields import OFFERABLE_KINDS
from .key_holder import KeyHolder
from .locks import build_lock, sign_lock
from .merge import Fields
from .notes import Named, note_fields, seal_note
from .offered_text import compose_offered, seal_offered, wrap_locked
from .session import Session
from .share import ShareContext
from .statements import Action, Tier, build_statement, sign_statement
from .together_book import TogetherBook, TogetherView
from .together_check import CheckedTogether, topic_tag
from .vault import Vault

_KIND = "together"


class Togethers:
    """One person's side. Ids of togethers and entries are base64url."""

    def __init__(
        self,
        session: Session,
        vault: Vault,
        holder: KeyHolder,
        couples: Couples,
        book: TogetherBook,
        now_ms: Callable[[], int],
    ) -> None:
        self._session, self._vault, self._holder = session, vault, holder
        self._couples, self._book, self._now_ms = couples, book, now_ms

    def views(self) -> list[TogetherView]:
        """Every together, as this device has checked it; one that lapsed is over whatever the server says."""
        return [self._lapsed(view) for view in self._book.views()]

    def view(self, together: str) -> TogetherView:
        """One of them."""
        return next(view for view in self.views() if view.id == together)

    def why_not(self, topic: str) -> str | None:
        """Why this topic cannot be proposed now, from what this device knows, or None."""
        if topic not in TOPIC_POINTS:
            return "no-topic"
        if any(view.state in ("open", "both-locked") for view in self.views()):
            return "together-open"
        made = (record.fields for record in self._vault.all(_KIND))
        over = [each for each in made if each["topic"] == topic and self._over_since_ms(each) is not None]
        rests = any(self._now_ms() - (self._over_since_ms(each) or 0) < REST_MS for each in over)
        return "topic-rests" if rests else None

    def propose(self, topic: str) -> str:
        """Propose a topic; the together's id. Both see it from here on. OfferRefusedError, ApiProblemError."""
        couple = self._couples.current()
        if reason := self.why_not(topic):
            raise OfferRefusedError(reason)
        tag, record = topic_tag(couple, topic), primitives.random_bytes(16)
        note = seal_note(couple, tag, {"v": 1, "type": "together", "topic": topic}, named=Named(record, 1))
        self._session.ask("POST", "/togethers", {**note_fields(note), "topic_tag": tag})
        return b64url_encode(record)

    def lock(self, together: str, entry: str, tier: Tier, *, text: str = "") -> None:
        """Lock in one tier of an entry of mine. Nothing of it is there for the other before they have done the same."""
        checked = self._going_on(together, OPEN)
        kept = self._vault.get(entry)
        if kept is None or kept["type"] != "entry" or kept["kind"] not in OFFERABLE_KINDS or kept["binnedAt"]:
            raise OfferRefusedError("missing")
        if checked.lock is not None:
            raise OfferRefusedError("not-possible")
        couple, record = checked.couple, primitives.random_bytes(16)
        value = compose_offered(tier, checked.topic, text, kept)
        envelope, wrap = seal_offered(couple, self._holder.keyring, record, 1, value)
        owner, recipient = (bundle.fingerprint() for bundle in couple.people(mine=True))
        context = ShareContext(couple.space, record, 1, owner, recipient, primitives.sha256(envelope))
        lock = build_lock(checked.item.id, context, tier, self._now_ms(), checked.link)
        said = sign_lock(lock, self._holder.identity.signing_private)
        # Remembered first: what is not remembered as locked in can never be opened by this account.
        self._remember(checked, entry=entry, tier=int(tier), text=b64url_encode(record), at=self._vault.now_iso())
        body = {"statement": said.message, "signature": said.signature, "envelope": envelope, "wrap": wrap}
        self._session.ask("POST", f"/togethers/{together}/lock", body)

    def unlock(self, together: str) -> None:
        """Take mine back, as long as not both are in. The other's phone shows nothing of it."""
        checked = self._going_on(together, OPEN)
        self._remember(checked, text=None)
        self._session.ask("POST", f"/togethers/{together}/unlock")

    def say_now(self, together: str) -> None:
        """Now. Once both have said it, both are open, for good."""
        checked = self._going_on(together, BOTH_LOCKED)
        lock, made = checked.lock, self._made(together)
        if lock is None or made is None or made["text"] != b64url_encode(lock.context.record):
            # Taken back by this account, or never said by it, whatever a server shows now.
            raise OfferRefusedError("not-possible")
        if checked.item.now is not None:
            raise OfferRefusedError("not-possible")
        wrap = wrap_locked(checked.couple, self._holder.keyring, lock.context, checked.item.wrap)
        time_ms = self._now_ms()
        statement = build_statement(
            Action.TOGETHER_COMMIT, lock.context, policy=lock.policy, time_ms=time_ms, prev=checked.both, wrap=wrap
        )
        said = sign_statement(statement, self._holder.identity.signing_private)
        body = {"statement": said.message, "signature": said.signature, "wrap": wrap}
        self._session.ask("POST", f"/togethers/{together}/now", body)

    def step_back(self, together: str) -> None:
        """It is gone for both, and nobody is told who."""
        checked = self._going_on(together, OPEN, BOTH_LOCKED)
        self._remember(checked, text=None, endedAt=self._vault.now_iso())
        self._session.ask("POST", f"/togethers/{together}/step-back")

    def _going_on(self, together: str, *states: int) -> CheckedTogether:
        checked = self._book.checked(together)
        if checked.item.state not in states:
            raise OfferRefusedError("not-possible")
        if self._is_over(together, checked.item.lapses_at_ms):
            raise OfferRefusedError("lapsed")
        return checked

    def _lapsed(self, view: TogetherView) -> TogetherView:
        is_over = view.state in ("open", "both-locked") and self._is_over(view.id, view.lapses_at_ms)
        return replace(TogetherView(view.id, "ended"), mine=view.mine) if is_over else view

    def _is_over(self, together: str, lapses_at_ms: int) -> bool:
        made = self._made(together)
        if made is not None and (made["endedAt"] or to_ms(made["at"]) + LAPSE_MS <= self._now_ms()):
            return True
        return lapses_at_ms <= self._now_ms()

    def _over_since_ms(self, made: Fields) -> int | None:
        if made["endedAt"]:
            return to_ms(made["endedAt"])
        lapse_ms = to_ms(made["at"]) + LAPSE_MS
        return lapse_ms if lapse_ms <= self._now_ms() else None

    def _made(self, together: str) -> Fields | None:
        found = self._vault.singleton(_name(together))
        return found if found is not None and found["type"] == _KIND else None

    def _remember(self, checked: CheckedTogether, **fields: Any) -> None:
        together = b64url_encode(checked.item.id)
        blank = {"entry": None, "tier": None, "text": None, "at": self._vault.now_iso(), "endedAt": None}
        about = {"v": 1, "type": _KIND, "together": together, "topic": checked.topic}
        self._vault.put_singleton(_name(together), {**blank, **(self._made(together) or {}), **about, **fields})


def _name(together: str) -> str:
    return f"together:{together}"
