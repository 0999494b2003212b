"""What a person's phone makes: private records and their manifest, pushed and pulled as frames."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from werkzeug.test import TestResponse

from couplebridge.base64url import encode
from couplebridge.client.frames import Frame, decode_frames, encode_frames
from couplebridge.client.manifest import manifest_header
from couplebridge.client.records import private_header, seal_record, wrap_record_key
from couplebridge.views.shaped import FRAMES
from tests.support.people import Person

VAULT_KEY = bytes(range(32))
TEXT = '{"v":1,"type":"entry"}'


def record_frame(person: Person, record_id: bytes, revision: int = 1, text: str = TEXT) -> Frame:
    """A sealed private record as it is pushed."""
    return _sealed(1, private_header(1, person.user_id, record_id, revision), text)


def manifest_frame(person: Person, counter: int) -> Frame:
    """A manifest; what it says is the client's business."""
    return _sealed(2, manifest_header(person.user_id, bytes(16), counter), '{"v":1}')


def _sealed(kind: int, header: object, text: str) -> Frame:
    key = secrets.token_bytes(32)
    envelope, wrap = seal_record(header, key, text), wrap_record_key(VAULT_KEY, header, key)
    return Frame(kind, header.record, header.revision, 0, (envelope, wrap))


def push_frames(person: Person, frames: Sequence[Frame], key: bytes | None = None) -> TestResponse:
    """POST /feed with exactly these frames."""
    headers = {"Idempotency-Key": encode(key or secrets.token_bytes(16)), "Content-Type": FRAMES}
    return person.post("/feed", data=encode_frames(frames), headers=headers)


def push(person: Person, counter: int, *record_ids: bytes, revision: int = 1, key: bytes | None = None) -> TestResponse:
    """POST /feed with records of these ids and the manifest."""
    records = [record_frame(person, record_id, revision) for record_id in record_ids]
    return push_frames(person, [*records, manifest_frame(person, counter)], key)


def pull(person: Person, cursor: int = 0, limit: int = 1000) -> list[Frame]:
    """One page of the feed."""
    response = person.get(f"/feed?cursor={cursor}&limit={limit}")
    assert response.status_code in (200, 204), response.json
    return decode_frames(response.data) if response.status_code == 200 else []


def cursor_of(person: Person) -> int:
    """Where the feed stands."""
    return max((frame.seq for frame in pull(person)), default=0)


def item(person: Person, kind: int, item_id: bytes) -> Frame:
    """One item of the feed; fails when it is not there once."""
    (found,) = [frame for frame in pull(person) if (frame.type, frame.id) == (kind, item_id)]
    return found
