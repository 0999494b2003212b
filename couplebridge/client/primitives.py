"""The symmetric primitives. With curve.py the only file that touches a cryptographic library.

It owns randomness, SHA-256, HMAC, HKDF, AES-256-GCM and Argon2id, and it must never decide what
a key is for: labels, headers and refusals belong to the formats that call it.
"""

import hashlib
import hmac
import os

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .encoding import exactly
from .errors import KeyWrapRefusedError, ParametersRefusedError

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
WRAPPED_KEY_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES

ARGON2_MIN_KIB = 19 * 1024
ARGON2_MAX_KIB = 256 * 1024
ARGON2_MIN_PASSES = 2
ARGON2_MAX_PASSES = 16


def random_bytes(size_bytes: int) -> bytes:
    """Fresh bytes from the system."""
    return os.urandom(size_bytes)


def new_key() -> bytes:
    """32 fresh secret bytes."""
    return random_bytes(KEY_BYTES)


def new_nonce() -> bytes:
    """A fresh 12-byte nonce. Callers have no way to choose one: a repeat would be fatal to GCM."""
    return random_bytes(NONCE_BYTES)


def sha256(data: bytes) -> bytes:
    """32 bytes."""
    return hashlib.sha256(data).digest()


def hmac_sha256(key: bytes, data: bytes) -> bytes:
    """32 bytes."""
    return hmac.digest(key, data, "sha256")


def same_bytes(left: bytes, right: bytes) -> bool:
    """Equality in constant time, for MACs and commitments."""
    return hmac.compare_digest(left, right)


def hkdf(secret: bytes, info: bytes, size_bytes: int, salt: bytes = b"") -> bytes:
    """HKDF-SHA256 (RFC 5869). An empty salt is the standard's default of zeros."""
    return HKDF(SHA256(), size_bytes, salt or None, info).derive(secret)


def aead_seal(key: bytes, nonce: bytes, plaintext: bytes, aad: bytes) -> bytes:
    """AES-256-GCM: ciphertext ‖ tag 16. The key has 32 bytes."""
    return AESGCM(exactly(key, KEY_BYTES, "a key")).encrypt(nonce, plaintext, aad)


def aead_open(key: bytes, nonce: bytes, sealed: bytes, aad: bytes) -> bytes | None:
    """The plaintext, or None: each format names its own refusal."""
    try:
        return AESGCM(exactly(key, KEY_BYTES, "a key")).decrypt(nonce, sealed, aad)
    except InvalidTag:
        return None


def wrap_bytes(key: bytes, plaintext: bytes, aad: bytes) -> bytes:
    """`nonce 12 ‖ AES-256-GCM`, the form of every key wrapped under a key."""
    nonce = new_nonce()
    return nonce + aead_seal(key, nonce, plaintext, aad)


def unwrap_bytes(key: bytes, wrapped: bytes, aad: bytes) -> bytes:
    """What `wrap_bytes` wrapped; KeyWrapRefusedError for another key, context or length."""
    nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
    if len(sealed) < TAG_BYTES:
        raise KeyWrapRefusedError("a wrapped key is cut short")
    plaintext = aead_open(key, nonce, sealed, aad)
    if plaintext is None:
        raise KeyWrapRefusedError("a wrapped key does not open here")
    return plaintext


def check_argon2_cost(memory_kib: int, passes: int, lanes: int) -> None:
    """ParametersRefusedError outside 19 … 256 MiB, 2 … 16 passes, one lane.

    The server sends these numbers: without a floor it could ask for a passphrase that is cheap
    to guess, without a ceiling for one that a phone never finishes.
    """
    if not ARGON2_MIN_KIB <= memory_kib <= ARGON2_MAX_KIB:
        raise ParametersRefusedError("the memory for the passphrase is out of bounds")
    if not ARGON2_MIN_PASSES <= passes <= ARGON2_MAX_PASSES:
        raise ParametersRefusedError("the passes for the passphrase are out of bounds")
    if lanes != 1:
        raise ParametersRefusedError("the lanes for the passphrase must be one")


def argon2id(secret: bytes, salt: bytes, memory_kib: int, passes: int, lanes: int) -> bytes:
    """32 secret bytes (RFC 9106, version 1.3), after the cost has been checked."""
    check_argon2_cost(memory_kib, passes, lanes)
    return hash_secret_raw(secret, salt, passes, memory_kib, lanes, KEY_BYTES, Type.ID)
