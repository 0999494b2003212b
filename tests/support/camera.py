"""A film of a QR code for Chromium's fake camera: held a little askew, as a hand does."""

from __future__ import annotations

import math
import os
import tempfile
from pathlib import Path

import segno

WIDTH, HEIGHT, MODULE_PX, TURN_DEG = 640, 480, 7, 8
LIGHT, DARK = 235, 16
# what the camera of this process's Chromium sees; it is looked at when a page turns the camera on
FILM = Path(tempfile.gettempdir()) / f"couplebridge-film-{os.getpid()}.y4m"
# a microphone that hums and this camera; a page gets them when the test says that the person allows it
DEVICES = (
    "--use-fake-device-for-media-stream",
    f"--use-file-for-fake-video-capture={FILM}",
    "--deny-permission-prompts",
)
_FORMAT = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420\n".encode()
_GREY = bytes([128]) * (WIDTH * HEIGHT // 2)
# whatever the page holds of a camera or a microphone, and whether it has let go of all
TRACKS = """(() => {
  globalThis.tracks = [];
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wish) => {
    const stream = await open(wish);
    tracks.push(...stream.getTracks());
    return stream;
  };
})();"""
TRACKS_OFF = "() => tracks.length > 0 && tracks.every((track) => track.readyState === 'ended')"


def nothing_to_see() -> None:
    """A film of nothing but grey: Chromium wants to know its size before anybody asks for it."""
    FILM.write_bytes(_FORMAT + b"FRAME\n" + 3 * _GREY)


def film(text: str) -> None:
    """Two frames that show the code of this text, for the camera to see."""
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
    FILM.write_bytes(_FORMAT + 2 * (b"FRAME\n" + picture + _GREY))
