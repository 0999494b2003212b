"""Chunks of photos and voice notes: the fixed cases byte for byte, and everything that must be refused."""

import hashlib
import json
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from couplebridge.client import primitives
from couplebridge.client.attachments import Place, count_chunks, open_attachment, open_chunk, seal_attachment
from couplebridge.client.encoding import encode_tuple
from couplebridge.client.errors import AttachmentRefusedError, EncodingInvalidError

CASES: dict[str, Any] = json.loads((Path(__file__).parent / "vectors" / "attachments-v1.json").read_text("utf-8"))
PLACE = Place(*(bytes.fromhex(CASES[name]) for name in ("owner", "record", "key")))
SIZE = 200_000


def content_of(size: int) -> bytes:
    return bytes((31 * at + (at >> 8)) & 255 for at in range(size))


@pytest.fixture(autouse=True)
def nonces(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the cases say: twelve times the position plus one."""
    numbers = count(1)
    monkeypatch.setattr(primitives, "new_nonce", lambda: bytes([next(numbers)]) * 12)


@pytest.mark.parametrize(("size", "chunks"), CASES["counts"])
def test_how_many_chunks(size: int, chunks: int) -> None:
    assert count_chunks(size) == chunks


def test_too_long() -> None:
    with pytest.raises(EncodingInvalidError):
        count_chunks(CASES["too_long"])


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: str(case["size"]))
def test_sealed_byte_for_byte_and_opened_again(case: dict[str, Any]) -> None:
    content = content_of(case["size"])
    sealed = seal_attachment(PLACE, content)
    assert [each[:85].hex() for each in sealed] == case["starts"]
    assert [hashlib.sha256(each).hexdigest() for each in sealed] == case["sealed_sha256"]
    assert open_attachment(PLACE, case["size"], bytes.fromhex(case["content_sha256"]), sealed) == content


def flipped(chunk: bytes, at: int) -> bytes:
    return chunk[:at] + bytes([chunk[at] ^ 1]) + chunk[at + 1 :]


def other(**changes: bytes) -> list[bytes]:
    return seal_attachment(
        Place(**{"owner": PLACE.owner, "record": PLACE.record, "key": PLACE.key, **changes}), content_of(SIZE)
    )


REFUSE: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "swap two chunks": lambda c: [c[1], c[0], *c[2:]],
    "leave out the last chunk": lambda c: c[:-1],
    "leave out the first chunk": lambda c: c[1:],
    "the first chunk twice": lambda c: [c[0], c[0], *c[2:]],
    "append the last chunk again": lambda c: [*c, c[-1]],
    "change a byte of the ciphertext": lambda c: [flipped(c[0], 5000), *c[1:]],
    "change a byte of the commitment": lambda c: [flipped(c[0], 50), *c[1:]],
    "change the last flag": lambda c: [*c[:-1], flipped(c[-1], 40)],
    "change the position": lambda c: [flipped(c[0], 39), *c[1:]],
    "another record's chunk": lambda c: [other(record=b"\x02" * 16)[0], *c[1:]],
    "another owner's chunk": lambda c: [other(owner=b"\x02" * 16)[0], *c[1:]],
    "under another key": lambda c: [other(key=b"\x02" * 32)[0], *c[1:]],
    "one byte short": lambda c: [c[0][:-1], *c[1:]],
    "one byte long": lambda c: [c[0] + b"\x00", *c[1:]],
}
SAID: dict[str, tuple[int, bytes]] = {
    "size one less": (-1, b""), "size one more": (1, b""), "another hash": (0, b"\x01" * 32),
}  # fmt: skip


def test_a_chunk_that_opens_with_the_commitment_of_another_key_is_refused() -> None:
    (chunk,) = seal_attachment(PLACE, b"")
    material = primitives.hkdf(PLACE.key, encode_tuple("attachment-key", PLACE.owner, PLACE.record), 64)
    before = chunk[:41] + bytes(32) + bytes(12)
    crafted = before + primitives.aead_seal(material[:32], bytes(12), bytes(65_536), before)
    with pytest.raises(AttachmentRefusedError, match="under this key"):
        open_chunk(PLACE, 0, 1, crafted)


def test_no_case_of_what_is_refused_is_left_out() -> None:
    assert sorted([*REFUSE, *SAID]) == sorted(CASES["refuse"])


@pytest.mark.parametrize("name", CASES["refuse"])
def test_refused(name: str) -> None:
    content = content_of(SIZE)
    change, (more, digest) = REFUSE.get(name, list), SAID.get(name, (0, b""))
    sealed = change(seal_attachment(PLACE, content))
    said = digest or hashlib.sha256(content).digest()
    with pytest.raises(AttachmentRefusedError):
        open_attachment(PLACE, SIZE + more, said, sealed)
