"""The byte encodings that everything else stands on: tuple, integers, base64url, padding.

Protocol, "Encoding" and "A record". Every parser here refuses trailing bytes and every
second spelling of the same value, so that what was signed is what was read.
"""

import base64
import binascii

from .errors import EncodingInvalidError

PREFIX = b"CB1:"
PAD_FLOOR_BYTES = 1024
MAX_FIELDS = 255


def _uint(value: int, size_bytes: int) -> bytes:
    if not 0 <= value < 1 << (8 * size_bytes):
        raise EncodingInvalidError(f"a number does not fit into {size_bytes} bytes")
    return value.to_bytes(size_bytes, "big")


def u8(value: int) -> bytes:
    """One byte; EncodingInvalidError outside 0 … 255."""
    return _uint(value, 1)


def u16(value: int) -> bytes:
    """Two bytes, big-endian."""
    return _uint(value, 2)


def u32(value: int) -> bytes:
    """Four bytes, big-endian."""
    return _uint(value, 4)


def u64(value: int) -> bytes:
    """Eight bytes, big-endian."""
    return _uint(value, 8)


def exactly(value: bytes, size_bytes: int, what: str) -> bytes:
    """The value itself when it has this length; EncodingInvalidError names `what` otherwise."""
    if len(value) != size_bytes:
        raise EncodingInvalidError(f"{what} must have {size_bytes} bytes")
    return value


def utf8(text: str) -> bytes:
    """UTF-8; EncodingInvalidError for a lone surrogate, which other readers would change."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        # `from None`: the original error carries the text, which may be a passphrase.
        raise EncodingInvalidError("this text is not valid Unicode") from None


class Reader:
    """Takes fields off the front of a byte string; `end` refuses what is left over."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def finished(self) -> bool:
        return self._at == len(self._data)

    def take(self, size_bytes: int) -> bytes:
        end = self._at + size_bytes
        if end > len(self._data):
            raise EncodingInvalidError("the bytes end too early")
        taken = self._data[self._at : end]
        self._at = end
        return taken

    def uint(self, size_bytes: int) -> int:
        return int.from_bytes(self.take(size_bytes), "big")

    def expect(self, wanted: bytes, what: str) -> None:
        if self.take(len(wanted)) != wanted:
            raise EncodingInvalidError(f"{what} is not the one of version 1")

    def end(self) -> None:
        if not self.finished:
            raise EncodingInvalidError("there are bytes after the end")


def encode_tuple(label: str, *fields: bytes) -> bytes:
    """`"CB1:" ‖ label ‖ 00 ‖ u8 n ‖ (u32 length ‖ field)*`.

    The only input ever given to a MAC, a signature, or as HKDF or HPKE info: lengths stand
    before the fields, so two different lists never give the same bytes.
    """
    if len(fields) > MAX_FIELDS:
        raise EncodingInvalidError("a tuple has at most 255 fields")
    parts = [PREFIX, _label_bytes(label), b"\x00", u8(len(fields))]
    for field in fields:
        parts += (u32(len(field)), field)
    return b"".join(parts)


def _label_bytes(label: str) -> bytes:
    # A zero byte ends the label; one inside it would let a label swallow its fields.
    if not label or not label.isascii() or "\x00" in label:
        raise EncodingInvalidError("a label is ASCII without zero bytes")
    return label.encode("ascii")


def decode_tuple(label: str, field_count: int, data: bytes) -> list[bytes]:
    """The fields of a tuple that must have this label and this many fields."""
    reader = Reader(data)
    reader.expect(PREFIX + _label_bytes(label) + b"\x00" + u8(field_count), "the tuple")
    fields = [reader.take(reader.uint(4)) for _ in range(field_count)]
    reader.end()
    return fields


def padme_length(length: int) -> int:
    """The Padmé size for a length: at most about 12 % more, few distinct sizes (PURBs, 2019)."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (length + mask) & ~mask


def _padded_length(body_length: int) -> int:
    return max(PAD_FLOOR_BYTES, padme_length(4 + body_length))


def pad(body: bytes) -> bytes:
    """`u32 length ‖ body ‖ zeros`, filled to the Padmé size, never under 1,024 bytes."""
    framed = u32(len(body)) + body
    return framed.ljust(_padded_length(len(body)), b"\x00")


def unpad(padded: bytes) -> bytes:
    """The body; EncodingInvalidError unless this is exactly what `pad` makes of it."""
    reader = Reader(padded)
    body = reader.take(reader.uint(4))
    # Comparing with the one right padding covers the size and every zero in one step.
    if pad(body) != padded:
        raise EncodingInvalidError("the padding is not the expected one")
    return body


def b64url_encode(data: bytes) -> str:
    """base64url without `=` (RFC 4648, section 5)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def b64url_decode(text: str) -> bytes:
    """The bytes of the one spelling `b64url_encode` gives; any other is refused."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars="-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise EncodingInvalidError("this is not base64url") from error
    if b64url_encode(data) != text:
        raise EncodingInvalidError("this is not the one spelling of base64url")
    return data
