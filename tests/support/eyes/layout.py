"""A screen narrow, with large text, turned round, on a tablet, at a desk, and written from right to left."""

from __future__ import annotations

from playwright.sync_api import Page

from scripts.shots.album import SIDEWAYS, SMALL_TARGETS

SIZES = {
    "at 320 pixels": {"width": 320, "height": 640},
    "turned round": {"width": 640, "height": 360},
    "on a tablet": {"width": 820, "height": 1180},
    "at a desk": {"width": 1280, "height": 800},
}
LARGE_TEXT = "(size) => document.documentElement.style.setProperty('font-size', size)"
CUT_OFF = """() => [...document.querySelectorAll('h1, h2, h3, button, label, p')]
  .filter((each) => each.checkVisibility() && !each.closest('.visually-hidden'))
  .filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== 'visible')
  .filter((each) => getComputedStyle(each).textOverflow !== 'ellipsis')
  .map((each) => `${each.tagName} ${each.className}: ${each.textContent.slice(0, 40)}`)"""
# rows that are moved sideways by a finger may reach out; the light on the arch is a picture; a page to read keeps the
# direction of its own language
PLACES = """() => [...document.querySelectorAll('button, input, select, textarea, a, .icon, h1, h2, h3')]
  .filter((each) => each.checkVisibility() && !each.closest('.filters, .compare, .visually-hidden, .install-picture'))
  .filter((each) => !each.matches('.visually-hidden, .skip-link') && !each.closest('body [dir="ltr"]'))
  .map((each) => [each, each.getBoundingClientRect()])
  .map(([each, { left, right }]) => [`${each.tagName} ${each.getAttribute('class')} ${each.textContent.slice(0, 30)}`,
    left, right])"""
DIRECTION = "(dir) => document.documentElement.setAttribute('dir', dir)"
NEAR_PX = 2.5


def wrong_at_any_size(page: Page) -> list[str]:
    """What runs over the side, is cut off, or is too small for a finger."""
    found = [f"small target {each}" for each in page.evaluate(SMALL_TARGETS)]
    before = page.viewport_size
    for name, size in SIZES.items():
        page.set_viewport_size(size)  # type: ignore[arg-type]  # Playwright's own shape
        found += [f"{name}: {each}" for each in _wrong(page)]
    if before:
        page.set_viewport_size(before)
    page.evaluate(LARGE_TEXT, "200%")
    found += [f"with text twice as large: {each}" for each in _wrong(page)]
    page.evaluate(LARGE_TEXT, "")
    return found


def not_mirrored(page: Page) -> list[str]:
    """What does not change its side where one writes from right to left."""
    if page.locator("#app").count() == 0:
        return []  # a page of the server is in the direction of its own language
    before = page.evaluate(PLACES)
    page.evaluate(DIRECTION, "rtl")
    found, after = _wrong(page), page.evaluate(PLACES)
    page.evaluate(DIRECTION, "ltr")
    width = page.evaluate("() => document.documentElement.clientWidth")
    for (name, left, right), (_, new_left, new_right) in zip(before, after, strict=True):
        if abs(left - (width - new_right)) > NEAR_PX or abs(right - (width - new_left)) > NEAR_PX:
            found.append(f"{name} stood at {left:.0f}–{right:.0f} and stands at {new_left:.0f}–{new_right:.0f}")
    return [f"from right to left: {each}" for each in found]


def _wrong(page: Page) -> list[str]:
    sideways = ["runs over the side"] if page.evaluate(SIDEWAYS) else []
    return sideways + [f"cut off: {each}" for each in page.evaluate(CUT_OFF)]
