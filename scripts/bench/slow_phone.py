"""A page of the app on a slowed phone, and what one does there by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page

from scripts.bench.servers import Server

PASSPHRASE = "quiet harbour lantern velvet"  # noqa: S105 (of an account that lives for a minute)
# the job, how long it took, and how long it may take where the goals were set
Timed = tuple[str, float, int]
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


def url(server: Server) -> str:
    """Its address; localhost, so that a browser calls it secure."""
    return f"http://localhost:{server.port}"


@contextmanager
def slowed_page(context: BrowserContext) -> Iterator[tuple[Page, CDPSession]]:
    """A page that notes what was painted and what blocked, and the way to its throttles."""
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    page.add_init_script(WATCH)
    devtools = context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    yield page, devtools
    page.close()


def signs_in(page: Page, server: Server, name: str, code: str) -> None:
    """On a phone that knows nobody yet, to Mine with everything on it."""
    page.goto(url(server))
    page.get_by_role("button", name="I have an account").click()
    for label, text in (("Sign-in name", name), ("Account code", code), ("Passphrase", PASSPHRASE)):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Sign in", exact=True).click()
    goes(page, "Mine")
    page.get_by_role("list", name="What you wrote").wait_for()


def goes(page: Page, place: str) -> None:
    """To one of the four places, or to write."""
    page.get_by_role("navigation").get_by_role("button", name=place).click()
