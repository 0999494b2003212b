import random

import pytest

from couplebridge.client import manifest
from couplebridge.client.encoding import b64url_encode, encode_tuple
from couplebridge.client.errors import EncodingInvalidError, ManifestRefusedError, RecordRefusedError
from couplebridge.client.hash_tree import HashTree
from couplebridge.client.primitives import sha256

from .cast import ALICE_ID, BOB_ID, KEY, SPACE

ENTRIES = [(bytes([n % 7]) + sha256(bytes([n]))[:15], n, sha256(bytes([n, n]))) for n in range(40)]


def plain_root(entries: list[tuple[bytes, int, bytes]]) -> bytes:
    """The tree as the protocol writes it, without any increment: what HashTree must equal."""
    level = []
    for b in range(256):
        mine = sorted(e for e in entries if e[0][0] == b)
        listed = b"".join(record + revision.to_bytes(8, "big") + digest for record, revision, digest in mine)
        level.append(sha256(encode_tuple("manifest-leaf", bytes([b]), listed)))
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=True)
        level = [sha256(encode_tuple("manifest-node", *pair)) for pair in pairs]
    return level[0]


def tree_of(entries: list[tuple[bytes, int, bytes]]) -> HashTree:
    tree = HashTree()
    for entry in entries:
        tree.put(*entry)
    return tree


def test_the_root_is_that_of_the_protocol_in_whatever_order_records_came() -> None:
    shuffled = random.Random(1).sample(ENTRIES, len(ENTRIES))
    assert HashTree().root == plain_root([])
    assert tree_of(ENTRIES).root == tree_of(shuffled).root == plain_root(ENTRIES)
    assert tree_of(ENTRIES).count == len(ENTRIES)


def test_a_change_and_a_removal_give_the_root_of_what_remains() -> None:
    tree = tree_of(ENTRIES)
    record, revision, digest = ENTRIES[0]
    tree.put(record, revision + 1, digest)
    assert tree.root == plain_root([(record, revision + 1, digest), *ENTRIES[1:]])
    tree.remove(record)
    tree.remove(record)
    assert (tree.root, tree.count) == (plain_root(ENTRIES[1:]), len(ENTRIES) - 1)


def test_what_is_not_an_id_or_a_hash_never_enters_the_tree() -> None:
    tree = HashTree()
    for change in (
        lambda: tree.put(bytes(15), 1, bytes(32)),
        lambda: tree.put(bytes(16), 1, bytes(31)),
        lambda: tree.put(bytes(16), -1, bytes(32)),
        lambda: tree.remove(bytes(17)),
    ):
        with pytest.raises(EncodingInvalidError):
            change()
    assert tree.root == HashTree().root


def test_a_sealed_manifest_comes_back() -> None:
    tree = tree_of(ENTRIES)
    wanted = manifest.describe_tree(7, tree)
    envelope = manifest.seal_manifest(ALICE_ID, SPACE, KEY, wanted)
    opened = manifest.open_manifest(ALICE_ID, SPACE, 7, KEY, envelope)
    assert opened == wanted
    manifest.check_manifest(opened, tree, highest_seen=7)


def test_a_manifest_of_another_counter_owner_or_space_is_refused() -> None:
    envelope = manifest.seal_manifest(ALICE_ID, SPACE, KEY, manifest.describe_tree(7, HashTree()))
    for owner, space, counter in ((BOB_ID, SPACE, 7), (ALICE_ID, bytes(16), 7), (ALICE_ID, SPACE, 8)):
        with pytest.raises(RecordRefusedError):
            manifest.open_manifest(owner, space, counter, KEY, envelope)


def test_a_counter_inside_that_is_not_the_revision_outside_is_refused() -> None:
    from couplebridge.client.records import seal_record

    inside = manifest.describe_tree(6, HashTree()).to_text()
    envelope = seal_record(manifest.manifest_header(ALICE_ID, SPACE, 7), KEY, inside)
    with pytest.raises(ManifestRefusedError, match="counter"):
        manifest.open_manifest(ALICE_ID, SPACE, 7, KEY, envelope)


def test_an_older_manifest_and_a_state_that_differs_are_refused() -> None:
    tree = tree_of(ENTRIES)
    known = manifest.describe_tree(7, tree)
    with pytest.raises(ManifestRefusedError, match="older"):
        manifest.check_manifest(known, tree, highest_seen=8)
    for other in (tree_of(ENTRIES[1:]), tree_of([*ENTRIES[1:], (ENTRIES[0][0], 99, ENTRIES[0][2])])):
        with pytest.raises(ManifestRefusedError, match="differ"):
            manifest.check_manifest(known, other, highest_seen=7)


ROOT = b64url_encode(bytes(32))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"v":1}',
        f'{{"v":2,"counter":1,"count":1,"root":"{ROOT}"}}',
        f'{{"v":1,"counter":1,"count":1,"root":"{ROOT}"}} ',
        f'{{"v":1,"counter":true,"count":1,"root":"{ROOT}"}}',
        f'{{"v":1,"counter":1.0,"count":1,"root":"{ROOT}"}}',
        f'{{"v":1,"counter":9007199254740992,"count":1,"root":"{ROOT}"}}',
        f'{{"v":1,"counter":1,"count":-1,"root":"{ROOT}"}}',
        f'{{"v":1,"counter":1,"counter":1,"count":1,"root":"{ROOT}"}}',
        '{"v":1,"counter":1,"count":1,"root":"AA"}',
        '{"v":1,"counter":1,"count":1,"root":5}',
    ],
)
def test_a_manifest_has_one_spelling(text: str) -> None:
    with pytest.raises(ManifestRefusedError):
        manifest.parse_manifest(text)
