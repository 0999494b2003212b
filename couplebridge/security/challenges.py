"""What a passkey signs: a challenge that this server made, for one purpose and five minutes (WebAuthn Level 3, 13.4.3).

Nothing is kept for one that is only asked for, so asking fills no table. That one is not used twice is seen to by
services/passkeys.py, which remembers what was used until it is stale anyway.
"""

from __future__ import annotations

import secrets
from enum import StrEnum

from couplebridge import clock
from couplebridge.security.keyring import Keyring
from couplebridge.security.mac import mac, same

CHALLENGE_BYTES = 40
LIFETIME_MS = 5 * 60_000
_NONCE_BYTES, _TIME_BYTES = 16, 8


class Purpose(StrEnum):
    """One challenge never serves another purpose."""

    SIGN_IN = "sign-in"  # bound to nothing: nobody is known yet
    ACCOUNT = "account"  # bound to a session: a fresh proof, or a new passkey


def make_challenge(keyring: Keyring, purpose: Purpose, bound: bytes) -> bytes:
    """40 bytes: nonce 16 ‖ u64 the time it ends, in ms ‖ first 16 of a MAC. `bound`: the session's id, or nothing."""
    body = secrets.token_bytes(_NONCE_BYTES) + (clock.now_ms() + LIFETIME_MS).to_bytes(_TIME_BYTES, "big")
    return body + _seal(keyring, purpose, bound, body)


def is_own_challenge(keyring: Keyring, purpose: Purpose, bound: bytes, challenge: bytes) -> bool:
    """Whether this server made it for this purpose, and its time is not over."""
    body, seal = challenge[: _NONCE_BYTES + _TIME_BYTES], challenge[_NONCE_BYTES + _TIME_BYTES :]
    made_here = same(_seal(keyring, purpose, bound, body), seal)
    return made_here and len(challenge) == CHALLENGE_BYTES and ends_at_ms(challenge) > clock.now_ms()


def ends_at_ms(challenge: bytes) -> int:
    """When a challenge of ours is over."""
    return int.from_bytes(challenge[_NONCE_BYTES : _NONCE_BYTES + _TIME_BYTES], "big")


def _seal(keyring: Keyring, purpose: Purpose, bound: bytes, body: bytes) -> bytes:
    return mac(keyring.token_key, "passkey-challenge", purpose.encode(), bound, body)[:16]
