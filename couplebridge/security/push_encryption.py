"""A web push message for one browser: RFC 8291 over RFC 8188 (aes128gcm), one record.

Only the browser that made the subscription can open it; the push service in between cannot.
"""

from __future__ import annotations

import secrets
import struct

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD_BYTES = 4096
LAST_RECORD = b"\x02"


def encrypt(
    plaintext: bytes,
    p256dh: bytes,
    auth: bytes,
    *,
    ours: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """The body of the request. p256dh is the browser's public key (65 bytes), auth its secret (16 bytes).

    `ours` and `salt` (16 bytes) are fresh each time; only the example of the RFC gives its own.
    Raises ValueError when p256dh is no point of the curve.
    """
    ours, salt = ours or ec.generate_private_key(ec.SECP256R1()), salt or secrets.token_bytes(16)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), p256dh)
    our_public = ours.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = ours.exchange(ec.ECDH(), theirs)
    secret = _hkdf(shared, auth, b"WebPush: info\0" + p256dh + our_public, 32)
    key = _hkdf(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _hkdf(secret, salt, b"Content-Encoding: nonce\0", 12)
    header = salt + struct.pack(">IB", RECORD_BYTES, len(our_public)) + our_public
    return header + AESGCM(key).encrypt(nonce, plaintext + LAST_RECORD, None)


def is_point(p256dh: bytes) -> bool:
    """Whether these 65 bytes can be a browser's public key."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), p256dh)
    except ValueError:
        return False
    return True


def _hkdf(key: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(key)
