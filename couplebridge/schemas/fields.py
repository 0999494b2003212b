"""The byte types of requests and answers: base64url text outside, bytes of an exact length inside."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from couplebridge.base64url import decode, encode


class Shape(BaseModel):
    """A request or an answer: strict, nothing unknown, nothing changed after."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)


def between(least: int, most: int) -> Any:
    """The type of a byte string of `least` to `most` bytes."""
    letters = (-(-least * 4 // 3), -(-most * 4 // 3))
    words = f"{least} bytes" if least == most else f"{least} to {most} bytes"

    def read(value: object) -> bytes:
        data = _read(value, letters[1])
        if not least <= len(data) <= most:
            raise PydanticCustomError("byte_length", f"This must be {words} as base64url without padding.")
        return data

    schema = {
        "type": "string",
        "format": "base64url",
        "minLength": letters[0],
        "maxLength": letters[1],
        "pattern": "^[A-Za-z0-9_-]*$",
        "description": words,
    }
    return Annotated[bytes, BeforeValidator(read), PlainSerializer(encode, return_type=str), WithJsonSchema(schema)]


def _read(value: object, letters_max: int) -> bytes:
    if isinstance(value, bytes):  # an answer made by our own code
        return value
    if not isinstance(value, str) or len(value) > letters_max:
        raise PydanticCustomError("base64url", "This must be base64url text of the right length.")
    try:
        return decode(value)
    except ValueError:
        raise PydanticCustomError("base64url", "This is not base64url without padding.") from None


B16 = between(16, 16)
B32 = between(32, 32)
B60 = between(60, 60)
B64 = between(64, 64)
B65 = between(65, 65)
B113 = between(113, 113)
Bundle = between(154, 154)
SealedKey = between(12 + 16 + 1, 512)
SlotParams = between(0, 26)
# of a passkey: with a credential id of up to 960 bytes
SlotBlob = between(135, 135 + 960)
# of passkeys
CredentialId = between(1, 960)
ClientData = between(1, 4096)
PasskeySignature = between(1, 1024)
AuthenticatorData = between(37, 2048)
Attestation = between(1, 16_384)
Challenge = between(40, 40)
Envelope = between(108 + 1040, 262_144)
Label = Annotated[str, Field(max_length=60)]
