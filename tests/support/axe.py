"""axe on a screen as it stands: an album of the walks of ./run shots, that looks instead of taking pictures."""

from __future__ import annotations

from pathlib import Path

from scripts.shots.album import SCHEMES, SIDEWAYS, SMALL_TARGETS, Album
from tests.browser.support import Phone

SOURCE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (options) => {
  const { violations } = await axe.run(document, options);
  const meant = violations.filter(({ id }) => id !== 'page-has-heading-one' || !document.querySelector('.neutral'));
  return meant.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
    `${id}: ${target.join(' ')}: ${failureSummary.split('\\n').slice(1, 3).join(' ').trim()}`));
}"""
# the neutral page after Hide now has no structure on purpose: it could be any empty page
HAS_HEADING = "() => Boolean(document.querySelector('h1')?.textContent || document.querySelector('.neutral'))"
LARGE_TEXT = "(size) => document.documentElement.style.setProperty('font-size', size)"
NARROW = {"width": 320, "height": 640}
CUT_OFF = """() => [...document.querySelectorAll('h1, h2, h3, button, label, p')]
  .filter((each) => each.checkVisibility() && !each.closest('.visually-hidden'))
  .filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== 'visible')
  .filter((each) => getComputedStyle(each).textOverflow !== 'ellipsis')
  .map((each) => `${each.tagName} ${each.className}: ${each.textContent.slice(0, 40)}`)"""


class Looks(Album):
    """`take` runs axe by day and by night, and looks at the screen at 320 pixels and with text twice as large."""

    def take(self, phone: Phone, name: str) -> None:
        """Notes what is wrong with the screen; the phone is given back as it was."""
        self.taken += 1
        page, before = phone.page, phone.page.viewport_size
        page.wait_for_function(HAS_HEADING)
        if not page.evaluate("() => 'axe' in globalThis"):
            page.evaluate(f"{SOURCE.read_text()};undefined")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            only = {"runOnly": TAGS if scheme == "light" else ["color-contrast"]}
            self.wrong += [f"{name} {scheme}: {found}" for found in page.evaluate(RUN, only)]
        page.emulate_media(color_scheme="light")
        self.wrong += [f"{name}: small target {found}" for found in page.evaluate(SMALL_TARGETS)]
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # Playwright's own shape
        self._measure_text(phone, f"{name} at 320 pixels")
        if before:
            page.set_viewport_size(before)
        page.evaluate(LARGE_TEXT, "200%")
        self._measure_text(phone, f"{name} with text twice as large")
        page.evaluate(LARGE_TEXT, "")

    def _measure_text(self, phone: Phone, what: str) -> None:
        if phone.page.evaluate(SIDEWAYS):
            self.wrong.append(f"{what}: runs over the side")
        self.wrong += [f"{what}: cut off: {found}" for found in phone.page.evaluate(CUT_OFF)]
