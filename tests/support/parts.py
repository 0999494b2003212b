"""Parts of shared things as two phones publish them: sealed under the space key, signed, and their manifest."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from werkzeug.test import TestResponse

from couplebridge.client.frames import Frame, encode_frames
from couplebridge.client.manifest import manifest_header
from couplebridge.client.records import RecordHeader, seal_record, wrap_record_key
from couplebridge.client.shared_records import describe_shared, sign_shared
from couplebridge.views.shaped import FRAMES
from tests.support.couple import Pairing, identity
from tests.support.people import Person

PART, PARTS_MANIFEST, SHARED_KIND = 3, 4, 2
TEXT = '{"v":1,"type":"part"}'


class PartsDrive:
    """What one member of a couple publishes."""

    def __init__(self, couple: Pairing, author: Person) -> None:
        self.couple, self.author, self.counter = couple, author, 0

    def frame(self, frame_type: int, item_id: bytes, revision: int, text: str = TEXT, **changes: Any) -> Frame:
        """A sealed and signed frame; `changes` replace fields of its header or name another `signer`."""
        signer = changes.pop("signer", self.author)
        places = {"kind": SHARED_KIND, "schema": 1, "space": self.couple.space_id, "owner": self.author.user_id}
        header = RecordHeader(**{**places, "record": item_id, "revision": revision, **changes})
        key = secrets.token_bytes(32)
        envelope = seal_record(header, key, text)
        statement = describe_shared(header, envelope, identity(signer).bundle.fingerprint())
        wrap = wrap_record_key(self.couple.space_key, header, key)
        return Frame(frame_type, item_id, revision, 0, (envelope, wrap, sign_shared(statement, signer.signing)))

    def part(self, item_id: bytes, revision: int = 1, text: str = TEXT, **changes: Any) -> Frame:
        """One part."""
        return self.frame(PART, item_id, revision, text, **changes)

    def manifest(self, counter: int, **changes: Any) -> Frame:
        """The manifest; what it says is the client's business."""
        item_id = manifest_header(self.author.user_id, self.couple.space_id, counter).record
        return self.frame(PARTS_MANIFEST, item_id, counter, '{"v":1}', **changes)

    def send(self, frames: Sequence[Frame], content_type: str = FRAMES) -> TestResponse:
        """POST /parts with exactly these."""
        return self.author.post("/parts", data=encode_frames(frames), headers={"Content-Type": content_type})

    def publish(self, *item_ids: bytes, revision: int = 1) -> TestResponse:
        """Parts of these ids and the next manifest."""
        answer = self.send([*[self.part(each, revision) for each in item_ids], self.manifest(self.counter + 1)])
        self.counter += answer.status_code == 204
        return answer
