"""The manifest: a sealed record that says how many records there are and what their tree's root is.

Protocol, "Manifest". It is what turns a server that leaves out, rolls back or invents records into
one that is caught. Nothing here deletes anything: a difference is an error, never a deletion.
"""

import json
from dataclasses import dataclass

from . import primitives
from .encoding import b64url_decode, b64url_encode, encode_tuple, exactly
from .errors import EncodingInvalidError, ManifestRefusedError
from .hash_tree import HashTree
from .records import PRIVATE_KIND, RecordHeader, open_record, seal_record

SCHEMA = 1
# Above this JavaScript's numbers skip, and two clients would read two counters.
_MAX_NUMBER = 2**53 - 1


@dataclass(frozen=True)
class Manifest:
    """A counter that only grows, the number of records, and the root of their tree (32 bytes)."""

    counter: int
    count: int
    root: bytes

    def to_text(self) -> str:
        """`{"v":1,"counter":n,"count":n,"root":b64url}`, without spaces, in this order."""
        for number in (self.counter, self.count):
            # Not isinstance: True is an int too, and would be spelled "true".
            if type(number) is not int or not 0 <= number <= _MAX_NUMBER:
                raise EncodingInvalidError("a manifest's number is out of bounds")
        root = b64url_encode(exactly(self.root, 32, "a root"))
        fields = {"v": 1, "counter": self.counter, "count": self.count, "root": root}
        return json.dumps(fields, separators=(",", ":"))


def parse_manifest(text: str) -> Manifest:
    """ManifestRefusedError for anything but the one spelling that `to_text` gives."""
    try:
        fields = json.loads(text)
        manifest = Manifest(fields["counter"], fields["count"], b64url_decode(fields["root"]))
        respelled = manifest.to_text()
    except (ValueError, TypeError, KeyError, EncodingInvalidError):
        # `from None`: a JSON error carries the decrypted text.
        raise ManifestRefusedError("a manifest is malformed") from None
    if respelled != text:
        raise ManifestRefusedError("a manifest is not in its one spelling")
    return manifest


def manifest_header(owner: bytes, space: bytes, counter: int) -> RecordHeader:
    """The header of the one manifest of an owner in a space (zeros: the private records)."""
    record = primitives.sha256(encode_tuple("manifest-id", owner, space))[:16]
    return RecordHeader(PRIVATE_KIND, SCHEMA, space, owner, record, counter)


def describe_tree(counter: int, tree: HashTree) -> Manifest:
    """The manifest of a tree as it is now."""
    return Manifest(counter, tree.count, tree.root)


def seal_manifest(owner: bytes, space: bytes, record_key: bytes, manifest: Manifest) -> bytes:
    """The envelope; its revision is the counter."""
    header = manifest_header(owner, space, manifest.counter)
    return seal_record(header, record_key, manifest.to_text())


def open_manifest(owner: bytes, space: bytes, counter: int, record_key: bytes, envelope: bytes) -> Manifest:
    """RecordRefusedError for another envelope, ManifestRefusedError for a counter that differs."""
    header = manifest_header(owner, space, counter)
    manifest = parse_manifest(open_record(header, record_key, envelope))
    if manifest.counter != counter:
        raise ManifestRefusedError("a manifest's counter is not its revision")
    return manifest


def check_manifest(manifest: Manifest, tree: HashTree, highest_seen: int) -> None:
    """ManifestRefusedError when it is older than one seen, or is not about these records."""
    if manifest.counter < highest_seen:
        raise ManifestRefusedError("a manifest is older than one already seen")
    if describe_tree(manifest.counter, tree) != manifest:
        raise ManifestRefusedError("the records differ from the manifest")
