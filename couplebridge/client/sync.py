"""Push what waits in the outbox, each batch with the manifest of the state after it; pull, merge, try again.

Order comes from revisions, never from clocks. Nothing leaves the outbox before the server has it.
"""

from itertools import islice

from . import primitives
from .encoding import b64url_decode, b64url_encode
from .errors import ApiProblemError, ServerAnswerRefusedError, SyncUnsettledError
from .frames import Frame
from .manifest_state import ManifestState
from .pulling import RECORD_FRAME, Pulling
from .session import Session
from .store import Sealed, Store, Waiting
from .vault import Vault

BATCH_RECORDS = 200
ATTEMPTS = 8


class Sync:
    """Keeps one device and its account the same."""

    def __init__(self, session: Session, store: Store, vault: Vault, manifest: ManifestState) -> None:
        self._session, self._store, self._vault, self._manifest = session, store, vault, manifest
        self._pulling = Pulling(session, store, vault, manifest)

    def run(self) -> None:
        """Pull, then push. SyncUnsettledError when others are faster again and again."""
        for _ in range(ATTEMPTS):
            self._pulling.pull()
            if self._push_all():
                return
        raise SyncUnsettledError("other devices wrote at the same time; please try again")

    def pull(self) -> bool:
        """Only pull; whether anything was new."""
        return self._pulling.pull()

    def _push_all(self) -> bool:
        while batch := dict(islice(self._store.outbox.items(), BATCH_RECORDS)):
            try:
                self._push(batch)
            except ApiProblemError as problem:
                if problem.code != "conflict":
                    raise
                self._check_conflicts(problem)
                return False
        return True

    def _push(self, batch: dict[str, Waiting]) -> None:
        changes = {record: waiting.sealed for record, waiting in batch.items()}
        manifest = self._manifest.next(changes)
        for record, waiting in batch.items():
            # Noted before it is sent: when the answer is lost, the next pull can tell.
            sent = (*waiting.sent, primitives.sha256(waiting.sealed.envelope))
            self._store.outbox[record] = Waiting(waiting.sealed, sent)
        frames = [*(_frame(record, sealed) for record, sealed in changes.items()), self._manifest.frame(manifest)]
        first, head = self._session.push(frames, primitives.random_bytes(16))
        if head - first != len(changes):
            raise ServerAnswerRefusedError("the server counted otherwise")
        self._keep(changes, manifest, first, head)

    def _keep(self, changes: dict[str, Sealed], manifest: Sealed, first: int, head: int) -> None:
        self._manifest.confirm(changes)
        for record, sealed in changes.items():
            self._vault.absorb(record, sealed, self._vault.open(record, sealed))
        self._store.manifest, self._store.highest_counter = manifest, manifest.revision
        if self._store.cursor == first - 1:
            # Nothing came in between, so these need not be pulled back.
            self._store.cursor = head

    def _check_conflicts(self, problem: ApiProblemError) -> None:
        conflicts = problem.extra.get("conflicts")
        for each in conflicts if isinstance(conflicts, list) else []:
            held = self._held(each.get("id")) if isinstance(each, dict) else None
            if held is not None and each["revision"] < held.revision:
                raise ServerAnswerRefusedError("the server holds an older state than this device")

    def _held(self, record: object) -> Sealed | None:
        manifest = self._store.manifest
        if manifest is not None and record == b64url_encode(self._manifest.frame(manifest).id):
            return manifest
        return self._store.records.get(record) if isinstance(record, str) else None


def _frame(record: str, sealed: Sealed) -> Frame:
    return Frame(RECORD_FRAME, b64url_decode(record), sealed.revision, 0, (sealed.envelope, sealed.wrap))
