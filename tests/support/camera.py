"""A film of a QR code for Chromium's fake camera: held a little askew, as a hand does."""

from __future__ import annotations

import math
from pathlib import Path

import segno

WIDTH, HEIGHT, MODULE_PX, TURN_DEG = 640, 480, 7, 8
LIGHT, DARK = 235, 16


def film(text: str, path: Path) -> Path:
    """A y4m of two frames that show the code of this text."""
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    side = len(rows) + 8
    turn = math.radians(TURN_DEG)
    cosine, sine = math.cos(turn), math.sin(turn)
    scale = min(MODULE_PX, 0.9 * HEIGHT / (side * (cosine + sine)))
    picture = bytearray()
    for y in range(HEIGHT):
        for x in range(WIDTH):
            across, down = (x - WIDTH / 2) / scale, (y - HEIGHT / 2) / scale
            column = math.floor(across * cosine + down * sine + side / 2) - 4
            row = math.floor(down * cosine - across * sine + side / 2) - 4
            is_dark = 0 <= row < len(rows) and 0 <= column < len(rows) and rows[row][column]
            picture.append(DARK if is_dark else LIGHT)
    grey = bytes([128]) * (WIDTH * HEIGHT // 2)
    path.write_bytes(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420\n".encode() + 2 * (b"FRAME\n" + picture + grey))
    return path
