"""What the server checks of signed bytes, against the fixed cases that both clients reproduce."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from couplebridge.errors import SignatureWrongError
from couplebridge.security.shared_records import SHARED, Header
from couplebridge.security.signatures import parse_bundle, verify_signature
from couplebridge.security.statements import parse_statement

VECTORS: dict[str, Any] = json.loads((Path(__file__).parents[2] / "contract" / "vectors" / "v1.json").read_text())
ALICE = bytes.fromhex(VECTORS["identity"]["alice_bundle"])
STATEMENTS = [
    {name: bytes.fromhex(value) for name, value in case.items() if name not in ("action", "signer")}
    for case in VECTORS["statements"]
]


def test_a_bundle_gives_its_fingerprint() -> None:
    bundle = parse_bundle(ALICE)
    assert bundle.fingerprint.hex() == VECTORS["identity"]["alice_fingerprint"]
    assert (bundle.user_id.hex(), bundle.epoch) == (VECTORS["ids"]["alice"], 1)


@pytest.mark.parametrize(
    "bad",
    [
        ALICE[:-1],
        ALICE + b"\0",
        b"CBX" + ALICE[3:],
        ALICE[:24] + b"\x02" + ALICE[25:],
        ALICE[:-1] + bytes([ALICE[-1] ^ 1]),
    ],
    ids=["short", "long", "other magic", "compressed", "off the curve"],
)
def test_a_bundle_that_is_not_one_is_refused(bad: bytes) -> None:
    with pytest.raises(SignatureWrongError):
        parse_bundle(bad)


@pytest.mark.parametrize("case", STATEMENTS, ids=[case["action"] for case in VECTORS["statements"]])
def test_the_fixed_statements_are_read_and_their_signatures_hold(case: dict[str, bytes]) -> None:
    verify_signature(case["public_key"], case["message"], case["signature"])
    assert parse_statement(case["message"]).space_id.hex() == VECTORS["ids"]["space"]
    for at in (0, 31, 32, 63):
        broken = bytearray(case["signature"])
        broken[at] ^= 1
        with pytest.raises(SignatureWrongError):
            verify_signature(case["public_key"], case["message"], bytes(broken))
    for signature in (case["signature"][:-1], case["signature"] + b"\0", b"", bytes(64)):
        with pytest.raises(SignatureWrongError):
            verify_signature(case["public_key"], case["message"], signature)


def test_statements_of_another_layout_are_refused() -> None:
    message = STATEMENTS[0]["message"]
    # the lengths of two neighbours exchanged: the same size in all, another layout
    moved = message[:13] + (2).to_bytes(4, "big") + message[17:18] + (15).to_bytes(4, "big") + message[22:]
    assert len(moved) == len(message)
    for bad in (message[:-1], message + b"\0", b"CB1:shared" + message[10:], moved):
        with pytest.raises(SignatureWrongError):
            parse_statement(bad)


def test_a_header_must_be_of_this_kind_space_and_owner_and_have_a_revision() -> None:
    space, owner, record = bytes([1]) * 16, bytes([2]) * 16, bytes([3]) * 16
    good = b"CB\x01\x01\x02\x00\x00\x01" + space + owner + record + (5).to_bytes(8, "big")
    header = Header(good, SHARED, space, owner)
    assert (header.record_id, header.revision) == (record, 5)
    for at in range(40):
        bad = bytearray(good)
        bad[at] ^= 1
        with pytest.raises(SignatureWrongError):
            Header(bytes(bad), SHARED, space, owner)
    for revision in (0, 2**53):
        with pytest.raises(SignatureWrongError):
            Header(good[:56] + revision.to_bytes(8, "big"), SHARED, space, owner)
