"""Photos and voice notes of one's entries: kept sealed on the device, sent and fetched in chunks.

The record of an attachment is a private one and syncs as all do; its chunks go their own way, and what was sent
already is not sent again. Whoever purges the record takes the chunks off the server too.
"""

from collections.abc import Mapping
from typing import Any

from . import primitives
from .attachments import Place, count_chunks, open_attachment, place_of, read_bytes, seal_attachment
from .encoding import b64url_encode
from .errors import ApiProblemError, AttachmentRefusedError, RecordMissingError
from .export_file import CHUNK_FRAME, chunk_frames
from .key_holder import KeyHolder
from .session import Session
from .store import Store
from .vault import Record, Vault

CHUNKS_A_BODY = 8
TYPE = "attachment"


class Attachments:
    """Of one device. Ids are base64url."""

    def __init__(self, session: Session, store: Store, vault: Vault, holder: KeyHolder) -> None:
        self._session, self._store, self._vault, self._holder = session, store, vault, holder

    def of(self, entry: str) -> list[Record]:
        """Those of an entry, oldest first."""
        found = [each for each in self._vault.all(TYPE) if each.fields["of"] == entry]
        return sorted(found, key=lambda each: (each.fields["at"], each.id))

    def keep(self, entry: str, content: bytes, **about: Any) -> str:
        """Seal it and keep it on this device; `about`: kind, media, words, and what a photo or a voice note adds."""
        record, key = b64url_encode(primitives.random_bytes(16)), primitives.new_key()
        size = {"size": len(content), "chunks": count_chunks(len(content))}
        digest = b64url_encode(primitives.sha256(content))
        fields = {"v": 1, "type": TYPE, "of": entry, "at": self._vault.now_iso(), "key": b64url_encode(key), **about}
        place = place_of(self._holder.keyring.user_id, record, fields)
        self._store.chunks[record] = dict(enumerate(seal_attachment(place, content)))
        self._store.unsent_chunks = (*self._store.unsent_chunks, record)
        return self._vault.put({**fields, **size, "sha256": digest, "removedAt": None}, record)

    def send(self) -> None:
        """What the server does not have yet; the next try goes on where this one ended."""
        for record in self._store.unsent_chunks:
            there = self._session.ask("GET", f"/attachments/{record}").numbers("positions")
            missing = [position for position in self._store.chunks[record] if position not in there]
            for at in range(0, len(missing), CHUNKS_A_BODY):
                held = {position: self._store.chunks[record][position] for position in missing[at : at + CHUNKS_A_BODY]}
                self._session.put_frames(f"/attachments/{record}", chunk_frames(record, held))
            self._store.unsent_chunks = tuple(each for each in self._store.unsent_chunks if each != record)

    def read(self, record: str) -> bytes:
        """The content, from this device or from the server; AttachmentRefusedError, RecordMissingError."""
        fields = self._vault.get(record)
        if fields is None or fields["type"] != TYPE:
            raise RecordMissingError("there is no such attachment on this device")
        place = place_of(self._holder.keyring.user_id, record, fields)
        held = dict(self._store.chunks.get(record, {}))
        while len(held) < fields["chunks"]:
            held = {**held, **self._fetch(record, next(n for n in range(fields["chunks"]) if n not in held))}
        content = opened(place, fields, held)
        self._store.chunks[record] = held
        return content

    def purge(self, record: str) -> None:
        """For good, here and on the server."""
        self._vault.purge(record)
        self.forget(record)

    def tidy(self) -> None:
        """Take off the server what belongs to purged records; nothing goes because it is absent here."""
        for record in self._session.ask("GET", "/attachments").texts("attachments"):
            if self._vault.is_gone(record):
                self.forget(record)

    def forget(self, record: str) -> None:
        """Its chunks, of which the record is gone already."""
        self._store.chunks.pop(record, None)
        self._store.unsent_chunks = tuple(each for each in self._store.unsent_chunks if each != record)
        self._session.ask("DELETE", f"/attachments/{record}")

    def _fetch(self, record: str, first: int) -> dict[int, bytes]:
        try:
            frames = self._session.get_frames(f"/attachments/{record}/chunks?from={first}")
        except ApiProblemError as problem:
            if problem.code != "not-found":
                raise
            raise AttachmentRefusedError("a chunk has not reached the server") from problem
        found = {frame.revision - 1: frame.parts[0] for frame in frames if frame.type == CHUNK_FRAME and frame.parts}
        if first not in found:
            raise AttachmentRefusedError("the server answers with another chunk")
        return found


def opened(place: Place, fields: Mapping[str, Any], held: Mapping[int, bytes]) -> bytes:
    """The content of a record of this type out of its chunks; AttachmentRefusedError."""
    wanted = range(count_chunks(fields["size"]))
    if any(position not in held for position in wanted):
        raise AttachmentRefusedError("a chunk is missing")
    return open_attachment(place, fields["size"], read_bytes(fields, "sha256"), [held[n] for n in wanted])
