"""The private records of this account: opened in memory, sealed on the device.

It owns reading and writing them. A write lies sealed in the outbox when the call returns; sending it
is the business of sync. It must never keep anything opened after a lock.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from . import primitives
from .encoding import b64url_decode, b64url_encode
from .errors import RecordMissingError, RecordRefusedError
from .key_holder import KeyHolder
from .merge import Fields, merge_records
from .records import RecordHeader, open_record, private_header, seal_record, unwrap_record_key, wrap_record_key
from .store import Sealed, Store, Waiting

SCHEMA = 1


@dataclass(frozen=True)
class Record:
    """An opened record; `id` base64url."""

    id: str
    fields: Fields = field(repr=False)


def to_iso(time_ms: int) -> str:
    """ISO 8601 in UTC with milliseconds, as JavaScript writes it."""
    moment = datetime.fromtimestamp(time_ms / 1000, UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time_ms % 1000:03d}Z"


class Vault:
    """Records of one unlocked device. AccountLockedError from everything that needs keys."""

    def __init__(self, store: Store, holder: KeyHolder, now_ms: Callable[[], int]) -> None:
        self._store, self._holder, self._now_ms = store, holder, now_ms
        self._opened: dict[str, tuple[Sealed, Fields]] = {}
        holder.on_lock(self._opened.clear)

    def now_iso(self) -> str:
        """The time of this device, for what is written inside records."""
        return to_iso(self._now_ms())

    def get(self, record: str) -> Fields | None:
        """The fields of a record, None when there is none (purged ones included)."""
        sealed = self._store.current(record)
        fields = None if sealed is None else self._open_current(record, sealed)
        return None if fields is None or fields["type"] == "gone" else fields

    def is_gone(self, record: str) -> bool:
        """Whether it was purged: a tombstone stands there. What is absent is not gone."""
        sealed = self._store.current(record)
        return sealed is not None and self._open_current(record, sealed)["type"] == "gone"

    def all(self, kind: str) -> list[Record]:
        """Every record of this type."""
        ids = {**self._store.records, **self._store.outbox}
        found = ((each, self.get(each)) for each in ids)
        return [Record(each, fields) for each, fields in found if fields is not None and fields["type"] == kind]

    def put(self, fields: Fields, record: str | None = None) -> str:
        """Write a record as a whole; its id."""
        name = record or b64url_encode(primitives.random_bytes(16))
        held, waiting = self._store.records.get(name), self._store.outbox.get(name)
        before = self._store.current(name)
        sealed = self.seal(name, (held.revision if held else 0) + 1, fields, before.wrap if before else None)
        self._store.outbox[name] = Waiting(sealed, waiting.sent if waiting else ())
        self._opened[name] = (sealed, dict(fields))
        return name

    def patch(self, record: str, fields: Fields) -> None:
        """Change some fields; all others stay, those of later versions included. RecordMissingError."""
        before = self.get(record)
        if before is None:
            raise RecordMissingError("there is no such record on this device")
        self.put({**before, **fields}, record)

    def purge(self, record: str) -> None:
        """For good: a signed-off `gone` stands in its place, the only thing that deletes."""
        self.put({"v": 1, "type": "gone", "at": self.now_iso()}, record)

    def singleton_id(self, name: str) -> str:
        """The id of the record of which there is one."""
        return b64url_encode(self._holder.keyring.singleton_id(name))

    def singleton(self, name: str) -> Fields | None:
        """Its fields."""
        return self.get(self.singleton_id(name))

    def put_singleton(self, name: str, fields: Fields) -> None:
        """Write it."""
        self.put(fields, self.singleton_id(name))

    def header(self, record: str, revision: int) -> RecordHeader:
        """What the header of this revision must be."""
        return private_header(SCHEMA, self._holder.keyring.user_id, b64url_decode(record), revision)

    def seal(self, record: str, revision: int, fields: Fields, wrap: bytes | None) -> Sealed:
        """One revision; the record key is kept over revisions (`wrap` of the one before), or fresh."""
        header, vault_key = self.header(record, revision), self._holder.keyring.vault_key()
        key = primitives.new_key() if wrap is None else unwrap_record_key(vault_key, header, wrap)
        text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
        kept = wrap_record_key(vault_key, header, key) if wrap is None else wrap
        return Sealed(revision, seal_record(header, key, text), kept)

    def open(self, record: str, sealed: Sealed) -> Fields:
        """RecordRefusedError or KeyWrapRefusedError unless this is exactly that revision of that record."""
        header = self.header(record, sealed.revision)
        key = unwrap_record_key(self._holder.keyring.vault_key(), header, sealed.wrap)
        return _parse(open_record(header, key, sealed.envelope))

    def absorb(self, record: str, arrived: Sealed, theirs: Fields) -> None:
        """Take over what the server holds; what this device wrote meanwhile is put on top of it."""
        waiting, before = self._store.outbox.get(record), self._store.records.get(record)
        self._store.records[record] = arrived
        if waiting is None or waiting.sealed.envelope == arrived.envelope:
            self._confirm(record, arrived, theirs)
            return
        mine, lost = self._rebase(record, waiting, before, arrived, theirs)
        if mine == theirs:
            self._confirm(record, arrived, theirs)
            return
        if lost and theirs["type"] == "entry":
            self.put({"v": 1, "type": "version", "of": record, "at": self.now_iso(), "fields": theirs})
        sealed = self.seal(record, arrived.revision + 1, mine, arrived.wrap)
        self._store.outbox[record] = Waiting(sealed)
        self._opened[record] = (sealed, mine)

    def _confirm(self, record: str, arrived: Sealed, theirs: Fields) -> None:
        self._store.outbox.pop(record, None)
        self._opened[record] = (arrived, theirs)

    def _rebase(
        self, record: str, waiting: Waiting, before: Sealed | None, arrived: Sealed, theirs: Fields
    ) -> tuple[Fields, bool]:
        mine = self._open_current(record, waiting.sealed)
        # What arrived is what this device sent a moment ago: mine was written on top of it.
        if primitives.sha256(arrived.envelope) in waiting.sent:
            return mine, False
        return merge_records(self.open(record, before) if before else {}, mine, theirs)

    def _open_current(self, record: str, sealed: Sealed) -> Fields:
        self._holder.keyring  # noqa: B018 (AccountLockedError first: nothing opened outlives a lock)
        held = self._opened.get(record)
        if held is None or held[0] is not sealed:
            held = (sealed, self.open(record, sealed))
            self._opened[record] = held
        return dict(held[1])


def _parse(text: str) -> Fields:
    try:
        fields = json.loads(text)
    except ValueError:
        # `from None`: a JSON error carries the decrypted text.
        raise RecordRefusedError("a record's inside is malformed") from None
    if not isinstance(fields, dict) or not isinstance(fields.get("type"), str):
        raise RecordRefusedError("a record's inside is malformed")
    return fields
