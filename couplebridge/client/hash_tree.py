"""The tree of a manifest: 256 leaves by the first byte of a record id, eight levels, one root.

Protocol, "Manifest". A change recomputes one leaf and the eight nodes above it; the root is the
same whatever the order in which the records came.
"""

from . import primitives
from .encoding import encode_tuple, exactly, u8, u64

_LEAVES = 256


def _leaf(number: int, entries: dict[bytes, bytes]) -> bytes:
    listed = b"".join(record + entries[record] for record in sorted(entries))
    return primitives.sha256(encode_tuple("manifest-leaf", u8(number), listed))


def _node(left: bytes, right: bytes) -> bytes:
    return primitives.sha256(encode_tuple("manifest-node", left, right))


class HashTree:
    """Which revision of which record exists, as a count and a root of 32 bytes."""

    def __init__(self) -> None:
        self._leaves: list[dict[bytes, bytes]] = [{} for _ in range(_LEAVES)]
        # Heap order: the root is 1, the children of n are 2n and 2n + 1, leaf b is 256 + b.
        self._nodes = [b""] * _LEAVES + [_leaf(b, {}) for b in range(_LEAVES)]
        for at in range(_LEAVES - 1, 0, -1):
            self._refresh(at)

    @property
    def root(self) -> bytes:
        return self._nodes[1]

    @property
    def count(self) -> int:
        return sum(map(len, self._leaves))

    def put(self, record: bytes, revision: int, envelope_hash: bytes) -> None:
        """Adds a record (id 16, hash 32) or replaces the revision that stood for it."""
        entry = u64(revision) + exactly(envelope_hash, 32, "an envelope hash")
        number = exactly(record, 16, "a record id")[0]
        self._leaves[number][record] = entry
        self._climb(number)

    def remove(self, record: bytes) -> None:
        """Takes a record out, as when its bin time is over; one that is not there is no change."""
        number = exactly(record, 16, "a record id")[0]
        self._leaves[number].pop(record, None)
        self._climb(number)

    def _climb(self, number: int) -> None:
        at = _LEAVES + number
        self._nodes[at] = _leaf(number, self._leaves[number])
        while at > 1:
            at //= 2
            self._refresh(at)

    def _refresh(self, at: int) -> None:
        self._nodes[at] = _node(self._nodes[2 * at], self._nodes[2 * at + 1])
