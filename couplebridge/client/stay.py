"""Stay unlocked: the account key on the device, sealed under a share that the server keeps with the session.

Protocol, "The account". Disk alone and server alone open nothing.
"""

from . import primitives
from .encoding import encode_tuple, exactly

SHARE_BYTES = 32


def seal_stay(share: bytes, user_id: bytes, account_key: bytes) -> bytes:
    """60 bytes for the device; the share (32 secret bytes) is never stored beside them."""
    exactly(account_key, primitives.KEY_BYTES, "an account key")
    return primitives.wrap_bytes(_stay_key(share, user_id), account_key, encode_tuple("stay", user_id))


def open_stay(share: bytes, user_id: bytes, sealed: bytes) -> bytes:
    """The account key; KeyWrapRefusedError for another share, user or device."""
    return primitives.unwrap_bytes(_stay_key(share, user_id), sealed, encode_tuple("stay", user_id))


def _stay_key(share: bytes, user_id: bytes) -> bytes:
    return primitives.hkdf(exactly(share, SHARE_BYTES, "a share"), encode_tuple("stay-unlocked", user_id), 32)
