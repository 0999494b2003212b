"""What passkeys need beyond WebAuthn: the PRF salt, and keeping the PRF's value off the wire.

Protocol, "The account". A browser's `credential.toJSON()` contains the secret that opens the slot:
it must be taken out before anything is sent, and whoever receives it must refuse.
"""

from typing import TypeAlias

from . import primitives
from .encoding import exactly
from .errors import PasskeyUnstableError
from .slot_secrets import PRF_BYTES

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

PRF_SALT = primitives.sha256(b"CB1:prf-salt")
_PRF = "prf"


def strip_prf(credential: Json) -> Json:
    """A copy without any `prf` member, at whatever depth a browser put it."""
    if isinstance(credential, dict):
        return {k: strip_prf(v) for k, v in credential.items() if k != _PRF}
    if isinstance(credential, list):
        return [strip_prf(item) for item in credential]
    return credential


def carries_prf(credential: Json) -> bool:
    """Whether a `prf` member is in there anywhere: then it must neither be sent nor accepted."""
    return strip_prf(credential) != credential


def confirm_prf(first: bytes, second: bytes) -> bytes:
    """The 32 secret bytes when two get() calls gave the same; PasskeyUnstableError otherwise.

    A slot on a value that changes would lock its owner out.
    """
    exactly(first, PRF_BYTES, "a passkey's value")
    if not primitives.same_bytes(first, second):
        raise PasskeyUnstableError("this passkey did not give the same value twice")
    return first
