"""The fields of a screen: large enough that no phone zooms in, and with a word on the key that ends the line."""

from __future__ import annotations

from playwright.sync_api import Page

OTHERS = "checkbox radio file date time datetime-local range"
LINES = f"input:not({', '.join(f'[type={each}]' for each in OTHERS.split())}, .visually-hidden)"
WRONG = """(lines) => {
  const fields = [...document.querySelectorAll(`${lines}, select, textarea`)].filter((each) => each.checkVisibility());
  const name = (each) => each.labels?.[0]?.textContent ?? each.outerHTML.slice(0, 80);
  const small = fields.filter((each) => parseFloat(getComputedStyle(each).fontSize) < 16);
  const wordless = fields.filter((each) => each.matches(lines) && !each.hasAttribute('enterkeyhint'));
  const unlabelled = fields.filter((each) => !each.labels?.length && !each.hasAttribute('aria-label'));
  return [...small.map((each) => `smaller than 16 pixels: ${name(each)}`),
    ...wordless.map((each) => `no word on the key that ends the line: ${name(each)}`),
    ...unlabelled.map((each) => `without a label: ${name(each)}`)];
}"""


def wrong_fields(page: Page) -> list[str]:
    """What is wrong with the fields that are on the screen, in words."""
    found: list[str] = page.evaluate(WRONG, LINES)
    return found
