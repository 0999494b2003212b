"""A journal with many photos: two thousand pages, a small picture beside each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playwright.sync_api import BrowserContext

from couplebridge.client.codes import format_code
from couplebridge.client.phone import Phone
from scripts.bench.servers import Server
from scripts.bench.slow_phone import (
    GAPS,
    PASSPHRASE,
    UNLOCK,
    Timed,
    goes,
    is_slowed,
    presses,
    shows_pages,
    signs_in,
    slowed_page,
    url,
)

PAGES = 2_000
NAME = "album"
# a picture of 160 by 160 with something on it, as the app makes them: some 4 KB of JPEG
DRAW = """async () => {
  const canvas = new OffscreenCanvas(160, 160);
  const ink = canvas.getContext('2d');
  for (let at = 0; at < 160; at += 4) {
    ink.fillStyle = `hsl(${at} 45% ${30 + (at * 7) % 40}%)`;
    ink.fillRect((at * 13) % 160, at, 90, 40);
  }
  const bytes = await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.7 })).bytes();
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true });
}"""


def times(context: BrowserContext, server: Server, say: Callable[[str], None]) -> Iterator[Timed]:
    """Unlock, look through the pages, and write, with all the pictures there."""
    say(f"phone: {PAGES:,} pages with photos")
    with slowed_page(context) as (page, devtools):
        is_slowed(devtools, by=1)
        page.goto(url(server))
        signs_in(page, server, NAME, _written(server, page.evaluate(DRAW)))
        shows_pages(page)
        page.locator("main img").first.wait_for()
        page.reload()
        page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
        is_slowed(devtools)
        yield (f"{PAGES:,} photos: unlock, to the first screen", presses(page, UNLOCK)[0], 1_600)
        began_ms = page.evaluate("() => performance.now()")
        goes(page, "Mine")
        page.locator("main img").first.wait_for()
        took_ms = page.evaluate("() => performance.now()") - began_ms
        yield (f"{PAGES:,} photos: until the first small pictures stand", took_ms, 1_500)
        page.evaluate("() => { __seen.longest = 0; }")
        yield (f"{PAGES:,} photos: scrolling, longest wait between two frames", page.evaluate(GAPS), 50)
        yield (f"{PAGES:,} photos: scrolling, longest task", page.evaluate("() => __seen.longest"), 50)
    context.close()


def _written(server: Server, thumbnail: str) -> str:
    """The account code of somebody with a photo on each page; only small pictures are looked at: no large is sent."""
    writer = Phone(url(server))
    writer.register(NAME, PASSPHRASE)
    for number in range(PAGES):
        entry = writer.journal.write(happened=f"A walk, number {number:04}. The light was good.")
        about = {"media": "image/jpeg", "words": "", "width": 1600, "height": 1600, "seconds": None}
        writer.attachments.keep(entry, b"", kind="photo", thumbnail=thumbnail, **about)
    writer.store.unsent_chunks = ()
    writer.sync()
    return format_code(writer.account_code)
