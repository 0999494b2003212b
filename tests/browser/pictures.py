"""Pictures that a phone picks, made by its own browser."""

from __future__ import annotations

import base64
from typing import Any

from tests.browser.support import Phone

# runs in the page: a picture with an orange left half, of this size
DRAW = """async ([width, height]) => {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  for (let at = 0; at < width; at += 4) {
    context.fillStyle = `hsl(${at < width / 2 ? 30 : 190} 70% ${30 + (at * 7) % 40}%)`;
    context.fillRect(at, 0, 4, height);
  }
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
  return btoa(Array.from(new Uint8Array(await blob.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(''));
}"""
SHOWN = """() => [...document.querySelectorAll('.photo__picture:not(.photo__picture--small)')]
  .some((each) => each.complete && each.naturalWidth > 0)"""


def drawn(phone: Phone, width: int = 400, height: int = 300) -> bytes:
    """A JPEG of this size."""
    return base64.b64decode(phone.page.evaluate(DRAW, [width, height]))


def picks(phone: Phone, *pictures: bytes, name: str = "IMG_0001.jpg", mime: str = "image/jpeg") -> None:
    """Add these to the page that is written."""
    files: Any = [{"name": name, "mimeType": mime, "buffer": picture} for picture in pictures]
    phone.page.locator("input[type=file]").set_input_files(files)
