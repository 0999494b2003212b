"""What this device has confirmed, as the tree behind the manifest, and the check of what a server shows.

Protocol, "The manifest"; safety.md, M2 and M4. Nothing here deletes: a difference is an error.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from . import primitives
from .encoding import b64url_decode
from .errors import KeyWrapRefusedError, ManifestRefusedError, RecordRefusedError, ServerAnswerRefusedError
from .frames import Frame
from .hash_tree import HashTree
from .key_holder import KeyHolder
from .manifest import Manifest, check_manifest, describe_tree, manifest_header, open_manifest, seal_manifest
from .records import PRIVATE_SPACE, RecordHeader, unwrap_record_key, wrap_record_key
from .store import Sealed, Store

MANIFEST_FRAME = 2


class ManifestState:
    """The tree of one device's confirmed records."""

    def __init__(self, store: Store, holder: KeyHolder) -> None:
        self._store, self._holder = store, holder
        self._tree: HashTree | None = None

    def forget(self) -> None:
        """The store was changed behind us."""
        self._tree = None

    def confirm(self, changes: Mapping[str, Sealed]) -> None:
        """These are on the server, and checked."""
        _put_all(self._now(), changes)

    def accept(self, manifest: Sealed, changes: Mapping[str, Sealed]) -> None:
        """ServerAnswerRefusedError unless the records here, with these changes, are what this manifest says."""
        try:
            said = self._open(manifest)
            with self._trial(changes) as tree:
                check_manifest(said, tree, self._store.highest_counter)
        except (ManifestRefusedError, RecordRefusedError, KeyWrapRefusedError) as error:
            raise ServerAnswerRefusedError("what the server shows is not what this account holds") from error

    def next(self, changes: Mapping[str, Sealed]) -> Sealed:
        """The manifest of the state after these changes."""
        last = self._store.manifest
        counter = (last.revision if last else 0) + 1
        owner, header = self._holder.keyring.user_id, self._header(counter)
        vault_key = self._holder.keyring.vault_key()
        key = unwrap_record_key(vault_key, header, last.wrap) if last else primitives.new_key()
        with self._trial(changes) as tree:
            envelope = seal_manifest(owner, PRIVATE_SPACE, key, describe_tree(counter, tree))
        return Sealed(counter, envelope, last.wrap if last else wrap_record_key(vault_key, header, key))

    def stated(self) -> Manifest | None:
        """What the manifest on this device says, opened; None when there is none."""
        held = self._store.manifest
        return None if held is None else self._open(held)

    def describe(self, counter: int) -> Manifest:
        """What the records on this device are."""
        return describe_tree(counter, self._now())

    def frame(self, manifest: Sealed) -> Frame:
        """As it is pushed and exported."""
        record = self._header(manifest.revision).record
        return Frame(MANIFEST_FRAME, record, manifest.revision, 0, (manifest.envelope, manifest.wrap))

    def is_ours(self, frame: Frame) -> bool:
        """Whether a frame claims to be the manifest of this account."""
        return frame.id == self._header(frame.revision).record and len(frame.parts) == 2

    def _header(self, counter: int) -> RecordHeader:
        return manifest_header(self._holder.keyring.user_id, PRIVATE_SPACE, counter)

    def _open(self, manifest: Sealed) -> Manifest:
        keyring = self._holder.keyring
        key = unwrap_record_key(keyring.vault_key(), self._header(manifest.revision), manifest.wrap)
        return open_manifest(keyring.user_id, PRIVATE_SPACE, manifest.revision, key, manifest.envelope)

    def _now(self) -> HashTree:
        if self._tree is None:
            self._tree = HashTree()
            _put_all(self._tree, self._store.records)
        return self._tree

    @contextmanager
    def _trial(self, changes: Mapping[str, Sealed]) -> Iterator[HashTree]:
        tree = self._now()
        _put_all(tree, changes)
        try:
            yield tree
        finally:
            # Nothing is confirmed before the server said so, or before all of it was checked.
            for record in changes:
                held = self._store.records.get(record)
                if held is None:
                    tree.remove(b64url_decode(record))
                else:
                    _put_all(tree, {record: held})


def _put_all(tree: HashTree, records: Mapping[str, Sealed]) -> None:
    for record, sealed in records.items():
        tree.put(b64url_decode(record), sealed.revision, primitives.sha256(sealed.envelope))
