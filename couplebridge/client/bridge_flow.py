"""What can be said over the bridge: offer, change, withdraw, accept, release, turns, put away.

Protocol, "The bridge", and consent.md. Everything is checked on what is at hand now, before anything
is said; the key of a text moves in `release` and nowhere else.
"""

from collections.abc import Callable
from typing import Any

from . import primitives
from .bridge_book import BridgeBook, OfferView
from .bridge_memory import BridgeMemory
from .bridge_rules import why_not_offer
from .chain_check import CheckedOffer
from .couple import Couple, Couples
from .cover import tidy_cover
from .encoding import b64url_decode, b64url_encode, utf8
from .errors import ApiProblemError, OfferRefusedError, ServerUnreachableError
from .items import OFFERED, OPENED, READY
from .key_holder import KeyHolder
from .keyring import RestKind
from .notes import note_fields, seal_note
from .offered_text import compose_offered, seal_offered, wrap_text
from .session import Session
from .share import ShareContext
from .statements import ZEROS_32, Action, Statement, Tier, build_statement, sign_statement
from .turn_chain import Turn, is_allowed, next_turn
from .vault import Vault

ASK, AT_ONCE = "ask", "at-once"


class Bridge:
    """One person's side of the bridge. Ids of offers and entries are base64url."""

    def __init__(
        self,
        session: Session,
        vault: Vault,
        holder: KeyHolder,
        couples: Couples,
        book: BridgeBook,
        now_ms: Callable[[], int],
    ) -> None:
        self._session, self._vault, self._holder = session, vault, holder
        self._couples, self._book, self._now_ms = couples, book, now_ms
        self.memory = BridgeMemory(vault, now_ms)

    def offers(self) -> list[OfferView]:
        """Every offer, as this device has checked it; one that lapsed is over whatever the server says."""
        return [self._lapsed(view) for view in self._book.views()]

    def view(self, offer: str) -> OfferView:
        """One of them."""
        return self._lapsed(self._book.view(offer))

    def why_not(self, entry: str, topic: str | None) -> str | None:
        """The reason why this cannot be offered now, or None (bridge_rules.py)."""
        open_ids = {v.id for v in self.offers() if v.mine and v.state in ("offered", "ready")}
        return why_not_offer(self._vault.get(entry), entry, topic, self.memory.all_out(), open_ids, self._now_ms())

    def offer(
        self,
        entry: str,
        tier: Tier,
        *,
        text: str = "",
        topic: str | None = None,
        cover: dict[str, Any] | None = None,
        release: str = ASK,
    ) -> str:
        """Offer one tier of an entry; the offer's id. OfferRefusedError, ApiProblemError.

        `topic` is the entry's own when not given. `release`: ASK, or AT_ONCE when this device next looks.
        """
        couple = self._couples.current()
        about = topic or (self._vault.get(entry) or {}).get("topic")
        if reason := self.why_not(entry, about):
            raise OfferRefusedError(reason)
        record = primitives.random_bytes(16)
        fields = self._offer_fields(couple, record, 1, ZEROS_32, (entry, tier, text, about, cover))
        name = b64url_encode(record)
        # Remembered first: whatever happens to the answer, the author knows which entry this was.
        kept = {"entry": entry, "tier": int(tier), "topic": about, "release": release}
        self.memory.remember_out(name, **kept, at=self._vault.now_iso(), endedAt=None)
        try:
            self._session.ask("POST", "/offers", {**fields, **self._rest_tags(entry, about)})
        except ApiProblemError:
            self.memory.forget_out(name)
            raise
        except ServerUnreachableError:
            self.memory.unanswered.add(name)
            raise
        return name

    def edit(self, offer: str, tier: Tier, *, text: str = "", cover: dict[str, Any] | None = None) -> None:
        """Another text for the same offer: it voids an acceptance, and the date of lapsing stays."""
        checked = self._under_way(offer, mine=True)
        made = self.memory.out(offer)
        if made is None:
            raise OfferRefusedError("missing")
        revision, prev = checked.chain.offer.context.revision + 1, checked.chain.last.hash()
        content = (made["entry"], tier, text, made["topic"], cover)
        fields = self._offer_fields(checked.couple, checked.item.id, revision, prev, content)
        self._session.ask("PUT", f"/offers/{offer}", fields)
        self.memory.remember_out(offer, tier=int(tier))

    def withdraw(self, offer: str) -> None:
        """The author takes it back; it leaves no trace on the other side beyond being gone."""
        checked = self._under_way(offer, mine=True)
        # Remembered on this side: a server that forgets it, or loses its answer, must not make it open by itself.
        if (self.memory.out(offer) or {}).get("release") == AT_ONCE:
            self.memory.remember_out(offer, release=ASK)
        self._say(checked, Action.WITHDRAW, "withdraw")
        self.memory.remember_out(offer, endedAt=self._vault.now_iso())

    def accept(self, offer: str) -> None:
        """I'm ready, for exactly this text."""
        checked = self._under_way(offer, mine=False)
        if checked.item.state != OFFERED:
            raise OfferRefusedError("not-possible")
        self._say(checked, Action.ACCEPT, "accept")

    def take_back(self, offer: str) -> None:
        """Not ready after all; the offer itself stands."""
        checked = self._under_way(offer, mine=False)
        if checked.item.state != READY:
            raise OfferRefusedError("not-possible")
        self._say(checked, Action.WITHDRAW, "withdraw")

    def not_now(self, offer: str) -> None:
        """A private note of this person and nothing else: no request names the offer."""
        self._under_way(offer, mine=False)
        self.memory.put_off(offer)

    def propose_moment(self, offer: str, at_iso: str) -> None:
        """At a good moment: a time that the author sees."""
        checked = self._under_way(offer, mine=False)
        note = seal_note(checked.couple, checked.item.id, {"v": 1, "type": "moment", "at": at_iso})
        self._session.ask("POST", f"/offers/{offer}/moment", note_fields(note))

    def release(self, offer: str) -> None:
        """The key goes to the pinned partner, for exactly the text that was accepted. For good."""
        checked = self._under_way(offer, mine=True)
        wrap = wrap_text(checked, self._holder.keyring)
        self._say(checked, Action.RELEASE, "release", wrap)

    def release_ready(self) -> bool:
        """Those that the author let go at once beforehand; whether there was one."""
        ready = [view.id for view in self.offers() if view.mine and view.state == "ready"]
        chosen = [offer for offer in ready if (self.memory.out(offer) or {}).get("release") == AT_ONCE]
        for offer in chosen:
            self.release(offer)
        return bool(chosen)

    def next_steps(self, offer: str) -> frozenset[str]:
        """What this person may say now in the listening turn; empty when it is not theirs."""
        checked = self._opened(offer)
        following = next_turn(self._book.talk(checked).turns)
        return following[1] if following is not None and following[0] is checked.mine else frozenset()

    def say(self, offer: str, step: str, text: str = "") -> None:
        """One step of the listening turn. OfferRefusedError out of order."""
        checked = self._opened(offer)
        talk = self._book.talk(checked)
        if not is_allowed(talk.turns, Turn(checked.mine, step, text)):
            raise OfferRefusedError("not-your-turn")
        fields = {"v": 1, "type": "turn", "step": step, **({"text": text} if text else {})}
        note = seal_note(checked.couple, checked.item.id, fields, talk.head)
        self._session.ask("POST", f"/offers/{offer}/turns", {**note_fields(note), "prev": talk.head})

    def put_away(self, offer: str) -> None:
        """Off both screens; nobody pretends that it was forgotten. After leaving: off one's own."""
        if self._book.view(offer).state != "opened":
            raise OfferRefusedError("not-possible")
        self._session.ask("POST", f"/offers/{offer}/put-away")

    def look(self) -> None:
        """After each pull: note what was seen, and from when entries and topics rest."""
        self._book.remember()
        offers = self.offers()
        self.memory.note_ends(offers)
        self.memory.clear_unanswered({view.id for view in offers})

    def _lapsed(self, view: OfferView) -> OfferView:
        is_over = view.state in ("offered", "ready") and self._is_over(view.id, view.lapses_at_ms)
        return OfferView(view.id, "ended", view.mine) if is_over else view

    def _under_way(self, offer: str, *, mine: bool) -> CheckedOffer:
        checked = self._book.checked(offer)
        if checked.mine is not mine or checked.item.state not in (OFFERED, READY):
            raise OfferRefusedError("not-possible")
        if self._is_over(offer, checked.item.lapses_at_ms):
            raise OfferRefusedError("lapsed")
        return checked

    def _is_over(self, offer: str, lapses_at_ms: int) -> bool:
        return min(lapses_at_ms, self.memory.over_from_ms(offer)) <= self._now_ms()

    def _opened(self, offer: str) -> CheckedOffer:
        checked = self._book.checked(offer)
        if checked.item.state != OPENED:
            raise OfferRefusedError("not-possible")
        return checked

    def _offer_fields(
        self,
        couple: Couple,
        record: bytes,
        revision: int,
        prev: bytes,
        content: tuple[str, Tier, str, str | None, dict[str, Any] | None],
    ) -> dict[str, Any]:
        entry, tier, text, topic, cover = content
        value = compose_offered(tier, topic, text, self._vault.get(entry) or {})
        envelope, wrap = seal_offered(couple, self._holder.keyring, record, revision, value)
        owner, recipient = (bundle.fingerprint() for bundle in couple.people(mine=True))
        context = ShareContext(couple.space, record, revision, owner, recipient, primitives.sha256(envelope))
        said = self._signed(build_statement(Action.OFFER, context, policy=tier, time_ms=self._now_ms(), prev=prev))
        note = seal_note(couple, record, {"v": 1, "type": "cover", **tidy_cover(cover or {})}, context.envelope_hash)
        return {**said, "envelope": envelope, "wrap": wrap, "cover": note_fields(note)}

    def _say(self, checked: CheckedOffer, action: Action, route: str, wrap: bytes | None = None) -> None:
        chain, now_ms = checked.chain, self._now_ms()
        offer, prev = chain.offer, chain.last.hash()
        statement = build_statement(action, offer.context, policy=offer.policy, time_ms=now_ms, prev=prev, wrap=wrap)
        fields = self._signed(statement) | ({} if wrap is None else {"wrap": wrap})
        self._session.ask("POST", f"/offers/{b64url_encode(checked.item.id)}/{route}", fields)

    def _signed(self, statement: Statement) -> dict[str, Any]:
        signed = sign_statement(statement, self._holder.identity.signing_private)
        return {"statement": signed.message, "signature": signed.signature}

    def _rest_tags(self, entry: str, topic: str | None) -> dict[str, bytes]:
        keyring, what = self._holder.keyring, b64url_decode(entry)
        # Without a topic the tag is of the entry alone: nothing else may rest because of it.
        about = utf8(topic) if topic else what
        return {
            "entry_tag": keyring.rest_tag(RestKind.ENTRY, what),
            "topic_tag": keyring.rest_tag(RestKind.TOPIC, about),
        }
