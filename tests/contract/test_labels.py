"""The labels that docs/protocol.md adds to the fixed cases: the same bytes in every client."""

import json
from pathlib import Path
from typing import Any

import pytest

from couplebridge.client import codes, echo_flow, echo_messages, frames, manifest, shared_records, slot_secrets
from couplebridge.client.couple import Couple
from couplebridge.client.errors import CodeInvalidError, FrameInvalidError
from couplebridge.client.hash_tree import HashTree
from couplebridge.client.identity import generate_identity
from couplebridge.client.keyring import Keyring, RestKind
from couplebridge.client.records import RecordHeader

VECTORS = Path(__file__).parent / "vectors"
BASE: dict[str, Any] = json.loads((VECTORS / "v1.json").read_text("utf-8"))
CASES: dict[str, Any] = json.loads((VECTORS / "labels-v1.json").read_text("utf-8"))

ALICE, SPACE, RECORD = (bytes.fromhex(BASE["ids"][name]) for name in ("alice", "space", "record"))
FINGERPRINT = bytes.fromhex(BASE["identity"]["alice_fingerprint"])
ME = generate_identity(ALICE, 1)
ENVELOPE = bytes.fromhex(BASE["record"]["envelope"])


def keyring(epoch: int = 1) -> Keyring:
    return Keyring(ALICE, epoch, bytes.fromhex(BASE["slot_password"]["account_key"]))


@pytest.mark.parametrize("case", CASES["keyring"])
def test_keys_of_an_epoch(case: dict[str, Any]) -> None:
    ring = keyring(case["epoch"])
    assert ring.vault_key().hex() == case["vault_key"]
    assert ring.identity_wrap_key().hex() == case["identity_wrap_key"]


@pytest.mark.parametrize("case", CASES["rest_tag"])
def test_rest_tag(case: dict[str, Any]) -> None:
    assert keyring().rest_tag(RestKind(case["kind"]), bytes.fromhex(case["bytes"])).hex() == case["out"]


@pytest.mark.parametrize("case", CASES["singleton_id"])
def test_singleton_id(case: dict[str, Any]) -> None:
    assert keyring().singleton_id(case["name"]).hex() == case["out"]


@pytest.mark.parametrize("case", CASES["find_tag"])
def test_find_tag(case: dict[str, Any]) -> None:
    assert slot_secrets.normalize_name(case["name"]).decode() == case["normalized"]
    assert slot_secrets.find_tag(bytes.fromhex(case["code"]), case["type"], case["name"]).hex() == case["out"]


@pytest.mark.parametrize("case", CASES["code"])
def test_code(case: dict[str, Any]) -> None:
    assert codes.format_code(bytes.fromhex(case["bytes"])) == case["text"]
    assert codes.parse_code(case["text"]).hex() == case["bytes"]


@pytest.mark.parametrize("text", CASES["code_refuse"])
def test_code_refused(text: str) -> None:
    with pytest.raises(CodeInvalidError):
        codes.parse_code(text)


def test_manifest() -> None:
    case, tree = CASES["manifest"], HashTree()
    assert tree.root.hex() == case["empty_root"]
    for record, revision, digest in case["entries"]:
        tree.put(bytes.fromhex(record), revision, bytes.fromhex(digest))
    assert tree.root.hex() == case["root"]
    assert manifest.describe_tree(case["counter"], tree).to_text() == case["text"]
    for space, name in ((bytes(16), "header_private"), (SPACE, "header_space")):
        assert manifest.manifest_header(ALICE, space, case["counter"]).to_bytes().hex() == case[name]


def test_shared_statement() -> None:
    case = CASES["shared"]
    header = RecordHeader(2, 1, SPACE, ALICE, RECORD, case["revision"])
    ref, prev = bytes.fromhex(case["ref"]), bytes.fromhex(case["prev"])
    said = shared_records.describe_shared(header, ENVELOPE, FINGERPRINT, ref=ref, prev=prev)
    assert said.to_bytes().hex() == case["message"]


def test_frames() -> None:
    case = CASES["frames"]
    listed = [
        frames.Frame(
            item["type"],
            bytes.fromhex(item["id"]),
            item["revision"],
            item["seq"],
            tuple(bytes.fromhex(part) for part in item["parts"]),
        )
        for item in case["frames"]
    ]
    assert frames.encode_frames(listed).hex() == case["out"]
    assert frames.decode_frames(bytes.fromhex(case["out"])) == listed
    assert frames.decode_frames(bytes.fromhex(case["empty"])) == []


@pytest.mark.parametrize("body", CASES["frames_refuse"])
def test_frames_refused(body: str) -> None:
    with pytest.raises(FrameInvalidError):
        frames.decode_frames(bytes.fromhex(body))


def test_echo_message() -> None:
    case = CASES["echo_message"]
    points = tuple(bytes.fromhex(x) for x in case["points"])
    run = bytes.fromhex(case["run"])
    message = echo_messages.EchoMessage(SPACE, run, case["step"], case["list_version"], FINGERPRINT, points)
    assert message.to_bytes().hex() == case["message"]


def test_echo_runs_and_the_coin() -> None:
    run, hold = bytes.fromhex(CASES["echo_message"]["run"]), CASES["echo_hold"]
    couple = Couple(SPACE, bytes.fromhex(hold["space_key"]), ME, ME.bundle)
    for case in CASES["echo_run"]:
        assert echo_flow.run_id(SPACE, case["week"]).hex() == case["out"]
    assert [echo_flow.is_held(couple, run, each["topic"]) for each in hold["tosses"]] == [
        each["held"] for each in hold["tosses"]
    ]
