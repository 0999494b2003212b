"""All togethers of this person as this device has checked them. What does not hold is shown as refused."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from .couple import Couples
from .encoding import b64url_encode
from .errors import KeyWrapRefusedError, RecordMissingError, RecordRefusedError, StatementRefusedError
from .items import BOTH_LOCKED, ENDED, OPEN, OPENED, PUT_AWAY, TOGETHER, TogetherItem, parse_together
from .key_holder import KeyHolder
from .offered_text import Offered, read_offered, text_header
from .records import open_record, unwrap_record_key
from .seen import note_seen
from .store import Store
from .together_check import CheckedTogether, Commit, check_together, commits_of, seen_of, space_of

REFUSED = "refused"
STATES = {OPEN: "open", BOTH_LOCKED: "both-locked", OPENED: "opened", ENDED: "ended", PUT_AWAY: "put-away"}


@dataclass(frozen=True)
class TogetherView:
    """A together as its reader may see it; ids base64url. `own`: the text that I locked in, until it is opened."""

    id: str
    state: str
    mine: bool | None = None
    topic: str | None = field(default=None, repr=False)
    lapses_at_ms: int = 0
    locked: bool = False
    said_now: bool = False
    own: Offered | None = field(default=None, repr=False)
    texts: tuple[str, ...] = ()
    problem: str | None = None


class TogetherBook:
    """Reads the togethers of one unlocked device."""

    def __init__(self, store: Store, holder: KeyHolder, couples: Couples) -> None:
        self._store, self._holder, self._couples = store, holder, couples

    def views(self) -> list[TogetherView]:
        """Every together, in the order in which it last moved."""
        return [self._view(item) for item in self._items()]

    def checked(self, together: str) -> CheckedTogether:
        """For whoever wants to act on it: checked now. RecordMissingError, StatementRefusedError."""
        item = next((item for item in self._items() if b64url_encode(item.id) == together), None)
        if item is None or item.state in (ENDED, PUT_AWAY):
            raise RecordMissingError("there is no such together on this device")
        checked = self._check(item)
        if checked.couple.space != self._couples.current().space:
            raise RecordMissingError("this together is of a space that was left")
        return checked

    def commits(self) -> dict[bytes, Commit]:
        """The texts that may stand open because both said now to them."""
        found: dict[bytes, Commit] = {}
        for item in self._items():
            if item.state != OPENED:
                continue
            try:
                found |= commits_of(self._check(item))
            except StatementRefusedError:
                # Then its texts are of no together, and are refused where they stand.
                continue
        return found

    def remember(self) -> None:
        """After each pull: note what was seen, so that none of it can be taken back unnoticed."""
        note_seen(self._store, self._items(), lambda item: seen_of(self._check(item)))

    def _view(self, item: TogetherItem) -> TogetherView:
        name = b64url_encode(item.id)
        if item.state in (ENDED, PUT_AWAY):
            return TogetherView(name, STATES[item.state])
        try:
            checked = self._check(item)
            if item.state != OPENED and not self._couples.is_current(checked.couple):
                return TogetherView(name, STATES[ENDED], checked.mine)
            return self._open(name, checked)
        except StatementRefusedError as problem:
            return TogetherView(name, REFUSED, problem=str(problem))

    def _open(self, name: str, checked: CheckedTogether) -> TogetherView:
        item = checked.item
        texts = tuple(map(b64url_encode, commits_of(checked))) if item.state == OPENED else ()
        place = (name, STATES[item.state], checked.mine, checked.topic, item.lapses_at_ms)
        return TogetherView(*place, item.lock is not None, item.now is not None, self._own_text(checked), texts)

    def _own_text(self, checked: CheckedTogether) -> Offered | None:
        item, lock = checked.item, checked.lock
        if not item.envelope or lock is None:
            return None
        keyring = self._holder.keyring
        header = text_header(lock.context, keyring.user_id)
        try:
            key = unwrap_record_key(keyring.vault_key(), header, item.wrap)
            fields = json.loads(open_record(header, key, item.envelope))
        except (RecordRefusedError, KeyWrapRefusedError, ValueError):
            # `from None`: a JSON error carries the decrypted text.
            raise StatementRefusedError("a text that was locked in does not open") from None
        return read_offered(fields, lock.policy)

    def _check(self, item: TogetherItem) -> CheckedTogether:
        couple = self._couples.of_space(space_of(item))
        if couple is None:
            raise StatementRefusedError("a together names a space that this person was never in")
        return check_together(item, couple, self._store.seen.get(item.id))

    def _items(self) -> Iterator[TogetherItem]:
        return map(parse_together, self._store.items_of(TOGETHER))
