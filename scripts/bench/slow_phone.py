"""A page of the app on a slowed phone, and what one does there by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page

from scripts.bench.servers import Server

PASSPHRASE = "quiet harbour lantern velvet"  # noqa: S105 (of an account that lives for a minute)
SEARCH = "Search in all you wrote"
# the job, how long it took, and how long it may take where the goals were set; None: no goal of its own
Timed = tuple[str, float, int | None]
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
# from the first of some presses to what is then to be seen after each, by the page's own clock
PRESSES = """async (steps) => {
  const began = performance.now();
  const isThere = ([, selector, words]) =>
    [...document.querySelectorAll(selector)].some((each) => each.textContent.includes(words));
  const seen = (step) => new Promise((resolve, reject) => {
    const observer = new MutationObserver(() => isThere(step) && resolve(observer.disconnect()));
    observer.observe(document, { subtree: true, childList: true, characterData: true });
    setTimeout(() => reject(new Error(`${step} was not seen`)), 120000);
  });
  const took = [];
  for (const step of steps) {
    const isSeen = seen(step);
    [...document.querySelectorAll('button')].find((each) => each.textContent.trim() === step[0]).click();
    await isSeen;
    await new Promise(requestAnimationFrame);
    took.push(performance.now() - began);
  }
  return took;
}"""
# what is pressed, and where the words that are then to be seen stand
Press = tuple[str, str, str]
UNLOCK: Press = ("Unlock", "h1", "Today")
# the list draws what fills the screen at once, and the rest of it while one scrolls
TO_PAGES: Press = ("Mine", "[aria-label='What you wrote'] h3", "")
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
    is_slowed(devtools)
    yield page, devtools
    page.close()


def presses(page: Page, *steps: Press) -> list[float]:
    """Milliseconds from the first press to what each one brings."""
    took: list[float] = page.evaluate(PRESSES, steps)
    return took


def is_slowed(devtools: CDPSession, by: int = SLOWED) -> None:
    """The processor, from now on; by 1: at full speed, for what is not measured."""
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": by})


def signs_in(page: Page, server: Server, name: str, code: str) -> None:
    """On a phone that knows nobody yet, to the first screen."""
    page.goto(url(server))
    page.get_by_role("button", name="I have an account").click()
    for label, text in (("Sign-in name", name), ("Account code", code), ("Passphrase", PASSPHRASE)):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="Today", exact=True).wait_for()


def shows_pages(page: Page) -> None:
    """To Mine, with something on it."""
    goes(page, "Mine")
    page.get_by_role("list", name="What you wrote").wait_for()


def goes(page: Page, place: str) -> None:
    """To one of the four places, or to write."""
    page.get_by_role("navigation").get_by_role("button", name=place).click()
