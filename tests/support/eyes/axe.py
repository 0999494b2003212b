"""axe on a screen as it stands, by day and by night."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from scripts.shots.album import SCHEMES

SOURCE = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# by night only the colours are others; those of more contrast are measured in tests/js/ui/contrast.test.js
RULES = {"light": TAGS, "dark": ["color-contrast"]}
RUN = """async (options) => {
  const { violations } = await axe.run(document, options);
  const meant = violations.filter(({ id }) => id !== 'page-has-heading-one' || !document.querySelector('.neutral'));
  return meant.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
    `${id}: ${target.join(' ')}: ${failureSummary.split('\\n').slice(1, 3).join(' ').trim()}`));
}"""
# the neutral page after Hide now has no structure on purpose: it could be any empty page
HAS_HEADING = "() => Boolean(document.querySelector('h1')?.textContent || document.querySelector('.neutral'))"


def violations(page: Page) -> list[str]:
    """What axe finds in each light, in words."""
    page.wait_for_function(HAS_HEADING)
    if not page.evaluate("() => 'axe' in globalThis"):
        page.evaluate(f"{SOURCE.read_text()};undefined")
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {each}" for each in page.evaluate(RUN, {"runOnly": RULES[scheme]})]
    page.emulate_media(color_scheme="light")
    return found
