"""All offers of this person as this device has checked them.

It owns what was seen before, so that an ended offer stays ended and a chain only grows. What does not
hold is shown as refused, with nothing of it opened.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .chain_check import CheckedOffer, check_offer, seen_of, space_of
from .couple import Couples
from .cover import tidy_cover
from .encoding import b64url_encode
from .errors import RecordMissingError, StatementRefusedError
from .items import ENDED, OFFER, OFFERED, OPENED, PUT_AWAY, READY, TURN, OfferItem, parse_offer, parse_turn
from .journal import to_ms
from .key_holder import KeyHolder
from .notes import open_note
from .offered_text import Offered, open_offered
from .seen import note_seen
from .statements import Action
from .store import Store
from .together_book import TogetherBook
from .turn_chain import Talk, check_turns
from .vault import to_iso

REFUSED = "refused"
STATES = {OFFERED: "offered", READY: "ready", OPENED: "opened", ENDED: "ended", PUT_AWAY: "put-away"}


@dataclass(frozen=True)
class OfferView:
    """An offer as its reader may see it; ids base64url, `mine` None where nothing tells any more.

    `together`: the one in which it opened, at the same moment as another text.
    """

    id: str
    state: str
    mine: bool | None = None
    lapses_at_ms: int = 0
    cover: dict[str, Any] = field(default_factory=dict, repr=False)
    moment: str | None = field(default=None, repr=False)
    offered: Offered | None = field(default=None, repr=False)
    talk: Talk | None = field(default=None, repr=False)
    problem: str | None = None
    together: str | None = None


class BridgeBook:
    """Reads the offers of one unlocked device."""

    def __init__(self, store: Store, holder: KeyHolder, couples: Couples) -> None:
        self._store, self._holder, self._couples = store, holder, couples
        self.togethers = TogetherBook(store, holder, couples)

    def views(self) -> list[OfferView]:
        """Every offer, in the order in which it last moved."""
        return [self._view(item) for item in self._items()]

    def view(self, offer: str) -> OfferView:
        """One of them; RecordMissingError."""
        return self._view(self._item(offer))

    def checked(self, offer: str) -> CheckedOffer:
        """For whoever wants to say something about it: checked now. StatementRefusedError when it does not hold."""
        item = self._item(offer)
        if item.state in (ENDED, PUT_AWAY):
            raise RecordMissingError("this offer is over")
        checked = self._check(item)
        if checked.couple.space != self._couples.current().space:
            raise RecordMissingError("this offer is of a space that was left")
        return checked

    def talk(self, checked: CheckedOffer) -> Talk:
        """Its turns, checked."""
        turns = map(parse_turn, self._store.items_of(TURN))
        return check_turns([turn for turn in turns if turn.offer == checked.item.id], checked)

    def remember(self) -> None:
        """After each pull: note what was seen, so that none of it can be taken back unnoticed."""
        self.togethers.remember()
        note_seen(self._store, self._items(), lambda item: seen_of(self._check(item)))

    def _view(self, item: OfferItem) -> OfferView:
        name = b64url_encode(item.id)
        if item.state in (ENDED, PUT_AWAY):
            return OfferView(name, STATES[item.state])
        try:
            return self._open(name, item)
        except StatementRefusedError as problem:
            return OfferView(name, REFUSED, problem=str(problem))

    def _open(self, name: str, item: OfferItem) -> OfferView:
        checked = self._check(item)
        couple, opened = checked.couple, item.state == OPENED
        if not opened and not self._couples.is_current(couple):
            # Of a space that was left: whatever the server shows of it now, it is over.
            return OfferView(name, STATES[ENDED], checked.mine)
        cover = self._cover(checked)
        offered = open_offered(checked, self._holder.keyring) if checked.mine or opened else None
        talk = self.talk(checked) if opened else None
        place = (name, STATES[item.state], checked.mine, item.lapses_at_ms)
        together = b64url_encode(checked.together) if checked.together else None
        return OfferView(*place, cover, self._moment(checked), offered, talk, together=together)

    def _cover(self, checked: CheckedOffer) -> dict[str, Any]:
        note, statement = checked.item.cover, checked.chain.offer
        if statement.action is Action.TOGETHER_COMMIT:
            return tidy_cover({})  # what opened at the same moment never waited under a cover
        if note is None:
            raise StatementRefusedError("an offer came without its cover")
        text = statement.context.envelope_hash
        fields, _ = open_note(checked.couple, checked.speaker(author=True), checked.item.id, note, "cover", text)
        return tidy_cover(fields)

    def _moment(self, checked: CheckedOffer) -> str | None:
        note = checked.item.moment
        if note is None:
            return None
        fields, _ = open_note(checked.couple, checked.speaker(author=False), checked.item.id, note, "moment")
        try:
            return to_iso(to_ms(fields["at"]))
        except (KeyError, TypeError, ValueError, OverflowError):
            # A time that is none is no moment: whatever else stands there reaches nobody's screen.
            return None

    def _check(self, item: OfferItem) -> CheckedOffer:
        couple = self._couples.of_space(space_of(item))
        if couple is None:
            raise StatementRefusedError("an offer names a space that this person was never in")
        return check_offer(item, couple, self._store.seen.get(item.id), self.togethers.commits().get(item.id))

    def _items(self) -> Iterator[OfferItem]:
        return map(parse_offer, self._store.items_of(OFFER))

    def _item(self, offer: str) -> OfferItem:
        found = next((item for item in self._items() if b64url_encode(item.id) == offer), None)
        if found is None:
            raise RecordMissingError("there is no such offer on this device")
        return found
