"""The phone's table: the app in Chromium with the processor slowed four times, the first visit over slow 4G.

Left out where Chromium is missing. Times and no ratios: the goals are those of the person who waits.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Locator, Page, sync_playwright

from couplebridge.client.codes import format_code
from couplebridge.client.phone import Phone as ClientPhone
from scripts.bench.figures import Figure
from scripts.bench.servers import Server, the_server

ENTRIES = 10_000
RETURNS = 7
TALK = "We talked, and then we did not. " * 12
PASSPHRASE = "quiet harbour lantern velvet"  # noqa: S105 (of an account that lives for a minute)
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 640},
    "has_touch": True,
    "is_mobile": True,
    "reduced_motion": "reduce",
}
SLOWED = 4
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 95_000}
AT_FULL_SPEED = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
WAIT_MS = 120_000
# kept by the page from its first line on: what was painted, what blocked, how long a touch waited
WATCH = """
globalThis.__seen = { lcp: 0, longest: 0, event: 0 };
const watch = (type, take, options) =>
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...options });
watch('largest-contentful-paint', (entry) => { __seen.lcp = entry.startTime; });
watch('longtask', (entry) => { __seen.longest = Math.max(__seen.longest, entry.duration); });
const touched = (entry) => { if (entry.interactionId) __seen.event = Math.max(__seen.event, entry.duration); };
watch('event', touched, { durationThreshold: 16 });
"""
# from a press to what is then to be seen, by the page's own clock
PRESS = """([button, seen]) => new Promise((resolve) => {
  const isThere = () => [...document.querySelectorAll('h1')].some((title) => title.textContent === seen);
  const began = performance.now();
  new MutationObserver((_, observer) => {
    if (!isThere()) return;
    observer.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - began));
  }).observe(document, { subtree: true, childList: true, characterData: true });
  [...document.querySelectorAll('button')].find((each) => each.textContent.trim() === button).click();
})"""
ALL_PACKED = """() => new Promise((resolve) => {
  const opening = indexedDB.open('couplebridge');
  opening.onsuccess = () => {
    const asked = opening.result.transaction('packs').objectStore('packs').count();
    asked.onsuccess = () => { opening.result.close(); resolve(asked.result >= 99); };
  };
})"""
GAPS = """() => new Promise((resolve) => {
  let last = performance.now();
  let longest = 0;
  const end = last + 3000;
  const turn = (now) => {
    longest = Math.max(longest, now - last);
    last = now;
    window.scrollBy(0, 400);
    if (now < end) requestAnimationFrame(turn);
    else resolve(longest);
  };
  requestAnimationFrame(turn);
})"""


def figures(say: Callable[[str], None]) -> Iterator[Figure]:
    """Every figure of the phone's table."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        say("phone: no Chromium, left out")
        return
    with (
        tempfile.TemporaryDirectory(prefix="couplebridge-bench-") as folder,
        the_server(Path(folder) / "data", {}) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        say("phone: first visits")
        yield from _first_visits(browser.new_context(**PHONE), server)
        say(f"phone: {ENTRIES:,} entries")
        yield from _years(browser.new_context(**PHONE), server, _months_of_life(server))
        browser.close()


def _url(server: Server) -> str:
    return f"http://localhost:{server.port}"


@contextmanager
def _page(context: BrowserContext) -> Iterator[tuple[Page, CDPSession]]:
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    page.add_init_script(WATCH)
    devtools = context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    yield page, devtools
    page.close()


def _first_visits(context: BrowserContext, server: Server) -> Iterator[Figure]:
    with _page(context) as (page, devtools):
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", SLOW_4G)
        yield _ms("first visit, slow 4G: largest paint", _largest_paint(page, server), 2_000)
        page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        devtools.send("Network.emulateNetworkConditions", AT_FULL_SPEED)
    with _page(context) as (page, _):
        yield _ms("return visit without an account: largest paint", _largest_paint(page, server), 500)
    context.close()


def _largest_paint(page: Page, server: Server, shown: str = "I have an account") -> float:
    page.goto(_url(server))
    page.get_by_role("button", name=shown, exact=True).wait_for()
    return float(page.evaluate("() => __seen.lcp"))


def _locks(context: BrowserContext, server: Server) -> Iterator[Figure]:
    """Coming back to one's own lock: the middle and the best of a few, for other work here only adds to it."""
    found = []
    for _ in range(RETURNS):
        with _page(context) as (page, _devtools):
            found.append(_largest_paint(page, server, "Unlock"))
    yield _ms("return visit, locked: largest paint", statistics.median(found), 500)
    yield _ms("return visit, locked: the best of them", min(found), 500)


def _months_of_life(server: Server) -> str:
    """The account code of somebody who wrote much."""
    writer = ClientPhone(_url(server))
    writer.register("years", PASSPHRASE)
    for number in range(ENTRIES):
        writer.journal.write(happened=f"An evening like others, number {number:05}. {TALK}")
    writer.sync()
    return format_code(writer.account_code)


def _years(context: BrowserContext, server: Server, code: str) -> Iterator[Figure]:
    with _page(context) as (page, devtools):
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        _fill_the_phone(page, server, code)
        yield from _locks(context, server)
        page.reload()
        page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        page.evaluate("() => { __seen.longest = 0; }")
        yield _ms("unlock with a passphrase, to the first screen", page.evaluate(PRESS, ["Unlock", "Today"]), 1_600)
        began_ms = page.evaluate("() => performance.now()")
        _goes(page, "Mine")
        field = page.get_by_label("Search in all you wrote")
        field.fill("number 00000")
        page.get_by_text("One page found").wait_for()
        took_ms = page.evaluate("() => performance.now()") - began_ms
        yield _ms(f"{ENTRIES:,} entries all searchable, after that", took_ms, 1_500)
        yield _ms("longest task meanwhile", page.evaluate("() => __seen.longest"), 50)
        yield _ms(f"a search over {ENTRIES:,}: slowest letter until painted", _typed(page, field, "number 0421"), 100)
        field.fill("")
        page.evaluate("() => { __seen.longest = 0; }")
        yield _ms(f"scrolling {ENTRIES:,}: longest wait between two frames", page.evaluate(GAPS), 50)
        yield _ms(f"scrolling {ENTRIES:,}: longest task", page.evaluate("() => __seen.longest"), 50)
        _goes(page, "Write")
        page.locator("label", has=page.get_by_text("A whole page", exact=True)).first.click()
        page.evaluate("() => { __seen.longest = 0; }")
        slowest_ms = _written(page, page.get_by_label("What happened?"), "It went well, and we talked about the sea.")
        yield _ms("writing a page, saves between the words: slowest letter until painted", slowest_ms, 100)
        yield _ms("longest task while writing", page.evaluate("() => __seen.longest"), 50)
    context.close()


def _fill_the_phone(page: Page, server: Server, code: str) -> None:
    """Signed in, everything here, and the local cache packed, which is done while the phone is idle."""
    page.goto(_url(server))
    page.get_by_role("button", name="I have an account").click()
    for label, text in (("Sign-in name", "years"), ("Account code", code), ("Passphrase", PASSPHRASE)):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Sign in", exact=True).click()
    _goes(page, "Mine")
    page.get_by_role("list", name="What you wrote").wait_for()
    page.wait_for_function(ALL_PACKED, polling=500)


def _typed(page: Page, field: Locator, text: str) -> float:
    """Milliseconds from the slowest letter to its paint."""
    field.fill("")
    page.evaluate("() => { __seen.event = 0; }")
    field.press_sequentially(text, delay=100)
    page.wait_for_timeout(500)
    return float(page.evaluate("() => __seen.event"))


def _written(page: Page, field: Locator, text: str) -> float:
    """As `_typed`, with a rest after each word that is long enough for a save."""
    field.fill("")
    page.evaluate("() => { __seen.event = 0; }")
    for word in text.split():
        field.press_sequentially(f"{word} ", delay=60)
        page.wait_for_timeout(500)
    return float(page.evaluate("() => __seen.event"))


def _goes(page: Page, place: str) -> None:
    page.get_by_role("navigation").get_by_role("button", name=place).click()


def _ms(job: str, took_ms: float, most_ms: int) -> Figure:
    return Figure("phone", job, took_ms, "ms", goal=f"≤ {most_ms:,} ms", reached=took_ms <= most_ms)
