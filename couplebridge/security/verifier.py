"""The peppered verifier of auth: HMAC(pepper, tuple("verifier", slot id, auth)) (docs/protocol.md, The account)."""

from __future__ import annotations

from couplebridge.security.keyring import Keyring
from couplebridge.security.mac import mac, same


def make_verifier(keyring: Keyring, slot_id: bytes, auth: bytes) -> bytes:
    """32 bytes for the database; auth (32 bytes) is secret and kept nowhere."""
    return mac(keyring.verifier_pepper, "verifier", slot_id, auth)


def is_verified(keyring: Keyring, slot_id: bytes, auth: bytes, verifier: bytes) -> bool:
    """Whether auth is the one this slot was made with, in constant time."""
    return same(make_verifier(keyring, slot_id, auth), verifier)
