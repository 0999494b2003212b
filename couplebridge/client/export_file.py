"""The encrypted export, written and opened without any server.

Protocol, "The export file": slots, identity, and every item of the feed. It opens with the passphrase
and the account code, or with the recovery code, and the manifest says whether anything is missing.
"""

from collections.abc import Mapping, Sequence

from .encoding import b64url_decode, b64url_encode
from .errors import (
    ExportInvalidError,
    FrameInvalidError,
    ParametersRefusedError,
    ServerAnswerRefusedError,
    SlotRefusedError,
)
from .frames import EXPORT_MAGIC, Frame, decode_frames, encode_frames
from .items import ITEM_TYPES, check_item
from .manifest_state import MANIFEST_FRAME, ManifestState
from .slots import SlotType, parse_slot
from .store import Device, Sealed, Store, Waiting

RECORD_FRAME, SLOT_FRAME, IDENTITY_FRAME, UNSENT_FRAME, CHUNK_FRAME = 1, 20, 21, 22, 30


def write_export(store: Store, manifest: ManifestState) -> bytes:
    """All of it; what is not on the server yet stands beside what the manifest covers."""
    device = store.device
    if device is None:
        raise ExportInvalidError("nobody has signed in on this device")
    slots = [_slot_frame(blob) for blob in (device.slot, device.recovery_slot) if blob is not None]
    identity = Frame(IDENTITY_FRAME, device.user_id, 0, 0, (device.bundle, device.kem_key, device.signing_key))
    records = [_sealed_frame(RECORD_FRAME, record, sealed) for record, sealed in store.records.items()]
    stated = store.manifest if store.manifest is not None else manifest.next({})
    unsent = [_sealed_frame(UNSENT_FRAME, record, waiting.sealed) for record, waiting in store.outbox.items()]
    chunks = [frame for record, held in store.chunks.items() for frame in chunk_frames(record, held)]
    frames = [*slots, identity, *records, manifest.frame(stated), *store.items.values(), *unsent, *chunks]
    return encode_frames(frames, EXPORT_MAGIC)


def _slot_frame(blob: bytes) -> Frame:
    return Frame(SLOT_FRAME, parse_slot(blob).header.slot_id, 0, 0, (blob,))


def chunk_frames(record: str, held: Mapping[int, bytes]) -> list[Frame]:
    """Sealed chunks of one attachment by position, as they travel and as they lie in an export."""
    return [Frame(CHUNK_FRAME, b64url_decode(record), n + 1, 0, (sealed,)) for n, sealed in sorted(held.items())]


def _sealed_frame(kind: int, record: str, sealed: Sealed) -> Frame:
    return Frame(kind, b64url_decode(record), sealed.revision, 0, (sealed.envelope, sealed.wrap))


def read_export(data: bytes) -> Store:
    """A store as a device would hold it, nothing opened yet; ExportInvalidError unless this is a whole file."""
    try:
        return _as_store(decode_frames(data, EXPORT_MAGIC))
    except _MALFORMED as error:
        raise ExportInvalidError("this is not a whole CoupleBridge export") from error


def _as_store(frames: Sequence[Frame]) -> Store:
    store = Store(_device(frames))
    for frame in frames:
        if frame.type in ITEM_TYPES:
            check_item(frame)
            store.items[frame.type, frame.id] = frame
        elif frame.type == RECORD_FRAME:
            store.records[b64url_encode(frame.id)] = Sealed(frame.revision, *_two(frame))
        elif frame.type == UNSENT_FRAME:
            store.outbox[b64url_encode(frame.id)] = Waiting(Sealed(frame.revision, *_two(frame)))
        elif frame.type == CHUNK_FRAME and frame.parts:
            store.chunks.setdefault(b64url_encode(frame.id), {})[frame.revision - 1] = frame.parts[0]
        elif frame.type == MANIFEST_FRAME:
            store.manifest = Sealed(frame.revision, *_two(frame))
    return store


def _device(frames: Sequence[Frame]) -> Device:
    blobs = [frame.parts[0] for frame in frames if frame.type == SLOT_FRAME and frame.parts]
    ways = {parse_slot(blob).header.type: blob for blob in blobs}
    identity = next((frame for frame in frames if frame.type == IDENTITY_FRAME and len(frame.parts) == 3), None)
    if not ways or identity is None:
        raise ExportInvalidError("this file holds no way in")
    recovery = ways.get(SlotType.RECOVERY)
    slot = ways.get(SlotType.PASSPHRASE, recovery or blobs[0])
    bundle, kem_key, signing_key = identity.parts
    return Device(identity.id, "", None, slot, b"", bundle, kem_key, signing_key, recovery)


def _two(frame: Frame) -> tuple[bytes, bytes]:
    if len(frame.parts) != 2:
        raise ExportInvalidError("a record of this file is cut short")
    return frame.parts[0], frame.parts[1]


_MALFORMED = (FrameInvalidError, SlotRefusedError, ParametersRefusedError, ServerAnswerRefusedError)
