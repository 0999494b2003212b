"""A picture as a camera writes it: turned by a flag, with the place and the phone beside it (EXIF 2.32)."""

from __future__ import annotations

import struct

MAKER = b"CanaryCam 9000"
PLACE = "48.137154"
_SHORT, _ASCII, _LONG, _RATIONAL = 3, 2, 4, 5


def as_taken(jpeg: bytes, orientation: int = 6) -> bytes:
    """`jpeg` with an APP1 segment: orientation, maker, and latitude and longitude."""
    return jpeg[:2] + _segment(orientation) + jpeg[2:]


def _segment(orientation: int) -> bytes:
    # offsets count from the start of the TIFF header: IFD0 at 8 with three entries, the GPS IFD after it, data last
    gps_at = 8 + 2 + 3 * 12 + 4
    data_at = gps_at + 2 + 4 * 12 + 4
    maker = MAKER + b"\x00"
    place = struct.pack("<6I", 48, 1, 8, 1, 1375, 100)
    first = _ifd(
        _entry(0x010F, _ASCII, len(maker), struct.pack("<I", data_at)),
        _entry(0x0112, _SHORT, 1, struct.pack("<HH", orientation, 0)),
        _entry(0x8825, _LONG, 1, struct.pack("<I", gps_at)),
    )
    gps = _ifd(
        _entry(1, _ASCII, 2, b"N\x00\x00\x00"),
        _entry(2, _RATIONAL, 3, struct.pack("<I", data_at + len(maker))),
        _entry(3, _ASCII, 2, b"E\x00\x00\x00"),
        _entry(4, _RATIONAL, 3, struct.pack("<I", data_at + len(maker))),
    )
    body = b"Exif\x00\x00" + b"II*\x00" + struct.pack("<I", 8) + first + gps + maker + place
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _entry(tag: int, kind: int, count: int, value: bytes) -> bytes:
    return struct.pack("<HHI", tag, kind, count) + value


def _ifd(*entries: bytes) -> bytes:
    return struct.pack("<H", len(entries)) + b"".join(entries) + struct.pack("<I", 0)


def size_of(jpeg: bytes) -> tuple[int, int]:
    """Width and height, out of the first frame header."""
    at = 2
    while at < len(jpeg):
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker in (0xC0, 0xC1, 0xC2):
            height, width = struct.unpack(">HH", jpeg[at + 5 : at + 9])
            return width, height
        at += 2 + length
    raise AssertionError("no frame in this picture")
