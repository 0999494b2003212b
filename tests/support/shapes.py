"""Well-formed slots and bundles without the work of Argon2id: the server only reads their headers."""

from __future__ import annotations

import secrets
import struct

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ARGON2ID = b"\x01" + struct.pack(">IIB", 64 * 1024, 3, 1)


def make_slot(user_id: bytes, slot_type: int = 1, *, epoch: int = 1, params: bytes | None = None) -> bytes:
    """A slot whose sealed parts are random bytes."""
    if params is None:
        params = ARGON2ID + secrets.token_bytes(16) if slot_type == 1 else b""
    head = b"CBS\x01" + bytes([slot_type]) + secrets.token_bytes(16) + user_id + struct.pack(">IH", epoch, len(params))
    return head + params + secrets.token_bytes(32 + 12 + 48)


def make_bundle(user_id: bytes, kem: ec.EllipticCurvePrivateKey, signing: ec.EllipticCurvePrivateKey) -> bytes:
    """The identity bundle of these two keys, epoch 1."""
    return b"CBI\x01" + user_id + struct.pack(">I", 1) + point(kem) + point(signing)


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    """65 bytes, uncompressed."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
