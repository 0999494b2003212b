"""Signatures and what they are over: identity bundles, consent statements, shared records (docs/protocol.md).

Only checks; the server has no key to sign with. Must never treat signature bytes as an id: one message has many.
"""

from __future__ import annotations

import hashlib
import struct
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from couplebridge.errors import SignatureWrongError
from couplebridge.security.mac import tuple_bytes

BUNDLE_BYTES = 154
SIGNATURE_BYTES = 64
ZEROS_32 = bytes(32)
_BUNDLE = struct.Struct(">4s16sI65s65s")
_BUNDLE_MAGIC = b"CBI\x01"
_ECDSA = ec.ECDSA(hashes.SHA256())


class Bundle(NamedTuple):
    """An identity bundle: user id 16, epoch, KEM and signing point 65 each, fingerprint 32. All public."""

    user_id: bytes
    epoch: int
    kem_public: bytes
    signing_public: bytes
    fingerprint: bytes


def parse_bundle(data: bytes) -> Bundle:
    """Raises SignatureWrongError unless these are 154 bytes with two points on the curve."""
    if len(data) != BUNDLE_BYTES or not data.startswith(_BUNDLE_MAGIC):
        raise SignatureWrongError("This is not an identity bundle.")
    _, user_id, epoch, kem, signing = _BUNDLE.unpack(data)
    _point(kem)
    _point(signing)
    return Bundle(user_id, epoch, kem, signing, sha256(tuple_bytes("identity", data)))


def _point(data: bytes) -> ec.EllipticCurvePublicKey:
    try:
        # 04 first: the encoding without compression is the only spelling
        if data[:1] != b"\x04":
            raise SignatureWrongError("This key is not one of the curve.")
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), data)
    except ValueError as error:
        raise SignatureWrongError("This key is not one of the curve.") from error


def verify_signature(signing_public: bytes, message: bytes, signature: bytes) -> None:
    """ECDSA P-256 with SHA-256, raw r ‖ s of 64 bytes. Raises SignatureWrongError."""
    if len(signature) != SIGNATURE_BYTES:
        raise SignatureWrongError
    der = encode_dss_signature(int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
    try:
        _point(signing_public).verify(der, message, _ECDSA)
    except InvalidSignature as error:
        raise SignatureWrongError from error


def sha256(data: bytes) -> bytes:
    """32 bytes."""
    return hashlib.sha256(data).digest()
