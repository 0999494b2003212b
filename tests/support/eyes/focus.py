"""Whether whoever uses a keyboard or a reader still stands somewhere."""

from __future__ import annotations

from playwright.sync_api import Page, TimeoutError

# the neutral page has nothing that could have it; a page of the server begins where every page begins
HAS_FOCUS = """() => {
  const [each, open] = [document.activeElement, document.querySelector('dialog[open]')];
  if (document.querySelector('.neutral') || !document.getElementById('app')) return true;
  return Boolean(each && each !== document.body && (!open || open.contains(each)));
}"""
PATIENCE_MS = 10_000


def lost(page: Page) -> list[str]:
    """What is wrong with the place of the focus, in words; a screen may still be on its way."""
    try:
        page.wait_for_function(HAS_FOCUS, timeout=PATIENCE_MS)
    except TimeoutError:
        return ["the focus is nowhere, or behind what lies over the screen"]
    return []
