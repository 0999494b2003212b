"""Pull: everything new since the cursor, checked as a whole before any of it is kept.

Protocol, "The feed"; safety.md, M2 to M4. A page that goes backwards, a record that was exchanged, an
older revision, or a state that the manifest does not know: refused, and what is here stays as it is.
"""

from dataclasses import dataclass, field

from .api import FeedPage
from .encoding import b64url_encode
from .errors import KeyWrapRefusedError, RecordRefusedError, ServerAnswerRefusedError
from .frames import Frame
from .items import ITEM_TYPES, check_item
from .manifest_state import MANIFEST_FRAME, ManifestState
from .merge import Fields
from .session import Session
from .store import Sealed, Store
from .vault import Vault

RECORD_FRAME = 1


@dataclass
class Arriving:
    """What the pages brought, the latest of each; nothing of it is believed yet."""

    cursor: int
    records: dict[str, Sealed] = field(default_factory=dict)
    items: dict[tuple[int, bytes], Frame] = field(default_factory=dict)
    manifest: Sealed | None = None


class Pulling:
    """Brings one device up to date."""

    def __init__(self, session: Session, store: Store, vault: Vault, manifest: ManifestState) -> None:
        self._session, self._store, self._vault, self._manifest = session, store, vault, manifest

    def pull(self) -> bool:
        """Whether anything was new. ServerAnswerRefusedError changes nothing here."""
        arriving = self._fetch()
        if arriving.cursor == self._store.cursor:
            return False
        changes = self._changes(arriving.records)
        opened = {record: self._open(record, sealed) for record, sealed in changes.items()}
        manifest = arriving.manifest or self._store.manifest
        if manifest is not None:
            self._manifest.accept(manifest, changes)
        elif changes:
            raise ServerAnswerRefusedError("there are records, and no manifest")
        self._keep(arriving, manifest, changes, opened)
        return True

    def _keep(
        self, arriving: Arriving, manifest: Sealed | None, changes: dict[str, Sealed], opened: dict[str, Fields]
    ) -> None:
        self._manifest.confirm(changes)
        for record, sealed in changes.items():
            self._vault.absorb(record, sealed, opened[record])
        self._store.items.update(arriving.items)
        if manifest is not None:
            self._store.manifest, self._store.highest_counter = manifest, manifest.revision
        self._store.cursor = arriving.cursor

    def _fetch(self) -> Arriving:
        arriving = Arriving(self._store.cursor)
        more = True
        while more:
            page = self._session.pull(arriving.cursor)
            _check_page(page, arriving.cursor)
            for frame in page.frames:
                self._sort_in(arriving, frame)
            arriving.cursor, more = page.cursor, page.more
        return arriving

    def _sort_in(self, arriving: Arriving, frame: Frame) -> None:
        if frame.type in ITEM_TYPES:
            check_item(frame)  # refuses what is malformed before anything is kept
            arriving.items[frame.type, frame.id] = frame
            return
        if frame.type not in (RECORD_FRAME, MANIFEST_FRAME) or len(frame.parts) != 2:
            raise ServerAnswerRefusedError("the feed holds something unknown")
        sealed = Sealed(frame.revision, *frame.parts)
        if frame.type == RECORD_FRAME:
            arriving.records[b64url_encode(frame.id)] = sealed
        elif self._manifest.is_ours(frame):
            arriving.manifest = sealed
        else:
            raise ServerAnswerRefusedError("the feed holds another account's manifest")

    def _changes(self, records: dict[str, Sealed]) -> dict[str, Sealed]:
        return {record: sealed for record, sealed in records.items() if self._is_new(record, sealed)}

    def _is_new(self, record: str, sealed: Sealed) -> bool:
        held = self._store.records.get(record)
        if held is None or sealed.revision > held.revision:
            return True
        if (sealed.revision, sealed.envelope) != (held.revision, held.envelope):
            raise ServerAnswerRefusedError("a record was rolled back or exchanged")
        return False

    def _open(self, record: str, sealed: Sealed) -> Fields:
        try:
            return self._vault.open(record, sealed)
        except (RecordRefusedError, KeyWrapRefusedError) as error:
            raise ServerAnswerRefusedError("a record is not this account's") from error


def _check_page(page: FeedPage, cursor: int) -> None:
    seqs = [frame.seq for frame in page.frames]
    in_order = all(before < after for before, after in zip([cursor, *seqs], seqs, strict=False))
    if not in_order or page.cursor != (seqs[-1] if seqs else cursor) or (page.more and not seqs):
        raise ServerAnswerRefusedError("a page of the feed goes backwards")
