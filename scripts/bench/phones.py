"""Phones: accounts of the server under test, and the sealed records that they push.

Records are sealed by the reference client. Where tens of thousands are wanted, sealed bytes are used again under other
ids: the server cannot tell, and the bench is not about sealing.
"""

from __future__ import annotations

import json
import secrets
from collections import deque
from collections.abc import Iterator
from time import monotonic

from couplebridge.base64url import encode
from couplebridge.client.frames import Frame, encode_frames
from couplebridge.client.identity import generate_identity, wrap_identity_keys
from couplebridge.client.keyring import Keyring
from couplebridge.client.manifest import Manifest, manifest_header, seal_manifest
from couplebridge.client.records import RecordHeader, private_header, seal_record, wrap_record_key
from couplebridge.client.slot_secrets import SlotSecret
from couplebridge.client.slots import SlotHeader, SlotType, lock_slot
from scripts.bench.wire import ask, request

FRAMES = "application/vnd.couplebridge.frames"
# with its frame a record of 1.5 KB, as most of a journal are
TEXT = json.dumps({"v": 1, "type": "entry", "felt": "x" * 1230})
_PARAMS = b"\x01" + (64 * 1024).to_bytes(4, "big") + (3).to_bytes(4, "big") + b"\x01"


class Phone:
    """One account and one session of it."""

    def __init__(self, port: int, number: int) -> None:
        self.port, self.counter, self.head, self.held = port, 0, 0, 0
        # each from a house of its own: making accounts is limited by address
        self.source = f"127.0.1.{number + 1}"
        self.keyring = Keyring(secrets.token_bytes(16), 1, secrets.token_bytes(32))
        self.vault_key, self.manifest_key = self.keyring.vault_key(), secrets.token_bytes(32)
        self.cookie, self.csrf = "", "none"
        self.waiting: deque[bytes] = deque()
        self._spare = [self._sealed(1, self._header(secrets.token_bytes(16)), TEXT) for _ in range(64)]

    def register(self) -> Phone:
        """Make the account. The passphrase's key is random: stretching one is not what is measured."""
        user_id, auth = self.keyring.user_id, secrets.token_bytes(32)
        header = SlotHeader(SlotType.PASSPHRASE, secrets.token_bytes(16), user_id, 1, _PARAMS + secrets.token_bytes(16))
        slot = lock_slot(header, SlotSecret(user_id, secrets.token_bytes(32)), self.keyring.account_key)
        identity = generate_identity(user_id, 1)
        keys = wrap_identity_keys(self.keyring, identity)
        fields = {"user": user_id, "slot": slot, "find": secrets.token_bytes(16), "auth": auth,
                  "bundle": identity.bundle.to_bytes(), "kem_key": keys.kem, "signing_key": keys.signing}  # fmt: skip
        body = {name: encode(value) for name, value in fields.items()} | {"recovery": None, "label": "bench"}
        headers = {"CB-CSRF": "none", "Content-Type": "application/json"}
        answer = ask(self.port, request("POST", "/api/accounts", headers, json.dumps(body).encode()), self.source)
        head, _, said = answer.partition(b"\r\n\r\n")
        self.cookie = head.split(b"__Host-cb=")[1].partition(b";")[0].decode()
        self.csrf = json.loads(said)["csrf"]
        return self

    def pull(self, cursor: int, limit: int = 1000) -> bytes:
        """GET /api/feed."""
        return request("GET", f"/api/feed?cursor={cursor}&limit={limit}", {"Cookie": f"__Host-cb={self.cookie}"})

    def push(self, frames: list[Frame]) -> bytes:
        """POST /api/feed with these records and their manifest."""
        self.counter += 1
        headers = {
            "Cookie": f"__Host-cb={self.cookie}", "CB-CSRF": self.csrf, "Sec-Fetch-Site": "same-origin",
            "Idempotency-Key": encode(secrets.token_bytes(16)), "Content-Type": FRAMES,
        }  # fmt: skip
        return request("POST", "/api/feed", headers, encode_frames([*frames, self._manifest()]))

    def prepare(self, pushes: int, records: int) -> None:
        """Seal so many pushes of so many new records before anything is measured."""
        while len(self.waiting) < pushes:
            self.waiting.append(self.push([self.record() for _ in range(records)]))

    def pushes(self) -> Iterator[bytes]:
        """The prepared pushes, in order, also over several drives."""
        while self.waiting:
            yield self.waiting.popleft()

    def fill(self, records: int, for_s: float, each: int = 500) -> None:
        """Push until the account holds so many, or until the time is over; notes the head and how many it holds."""
        ends_at = monotonic() + for_s
        while self.held < records and (monotonic() < ends_at or self.held < 2 * each):
            said = ask(self.port, self.push([self.record() for _ in range(each)]), self.source).partition(b"\r\n\r\n")[
                2
            ]
            self.head, self.held = json.loads(said)["head"], self.held + each

    def record(self) -> Frame:
        """A sealed record under a new id."""
        made, record_id = secrets.choice(self._spare), secrets.token_bytes(16)
        envelope = self._header(record_id).to_bytes() + made.parts[0][64:]
        return Frame(1, record_id, 1, 0, (envelope, made.parts[1]))

    def _header(self, record_id: bytes) -> RecordHeader:
        return private_header(1, self.keyring.user_id, record_id, 1)

    def _sealed(self, kind: int, header: RecordHeader, text: str) -> Frame:
        key = secrets.token_bytes(32)
        parts = (seal_record(header, key, text), wrap_record_key(self.vault_key, header, key))
        return Frame(kind, header.record, header.revision, 0, parts)

    def _manifest(self) -> Frame:
        owner, space = self.keyring.user_id, bytes(16)
        header = manifest_header(owner, space, self.counter)
        sealed = seal_manifest(owner, space, self.manifest_key, Manifest(self.counter, self.counter, bytes(32)))
        wrap = wrap_record_key(self.vault_key, header, self.manifest_key)
        return Frame(2, header.record, header.revision, 0, (sealed, wrap))
