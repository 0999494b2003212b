"""A screen for whoever holds the phone (safety.md P3, P5, P7): Hide now on top of everything, one neutral title and
address, and no help of the browser in fields for words of one's own."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.support.eyes.typing import LINES

TITLE = "Bridge"
# runs in the page, far down and at the top: the button belongs to what lies on top, and nothing lies over it
ON_TOP = """() => {
  const isOnTop = () => {
    const around = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
    const button = around.querySelector('.hide-now');
    if (!button) return false;
    const { left, top, width, height } = button.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)?.closest('.hide-now');
    return hit === button && top >= 0 && top < innerHeight;
  };
  const before = scrollY;
  const found = [0, document.body.scrollHeight].every((to) => { scrollTo(0, to); return isOnTop(); });
  scrollTo(0, before);
  return found || document.querySelector('.neutral') !== null;
}"""
# the pages to read are the same for everybody and have numbers; in the app the history holds numbers alone
ADDRESS = """() => {
  const isApp = document.getElementById('app') !== null;
  const rest = location.pathname + location.search + location.hash;
  const isNeutral = isApp ? rest === '/' : /^\\/read(\\/\\d+)?$/.test(rest);
  const isNamed = Object.values(history.state ?? {}).some((each) => !Number.isFinite(each));
  return isNeutral && !isNamed ? [] : [`${rest} ${JSON.stringify(history.state)}`];
}"""
# a passphrase and a sign-in name are for the keeper of passwords, if somebody has one
HELPED = """(lines) => {
  const helpers = ['autocomplete', 'autocorrect', 'spellcheck', 'writingsuggestions'];
  return [...document.querySelectorAll(`${lines}, textarea`)]
    .filter((field) => !field.matches('[type=password], [autocomplete=username]'))
    .filter((field) => helpers.some((name) => !['off', 'false'].includes(field.getAttribute(name))))
    .map((field) => field.labels?.[0]?.textContent ?? field.outerHTML.slice(0, 120));
}"""


def wrong_in_hand(page: Page) -> list[str]:
    """What somebody who picks the phone up could not hide, or would read beside the screen, in words."""
    found = [] if page.evaluate(ON_TOP) else ["Hide now is missing, covered or scrolled away"]
    found += [] if page.title() == TITLE else [f"the title says {page.title()}"]
    found += [f"the address or the history says {each}" for each in page.evaluate(ADDRESS)]
    return found + [f"the browser helps with: {each}" for each in helped_fields(page)]


def helped_fields(page: Page) -> list[str]:
    """The fields for own words that autofill, spelling or suggestions may read, by their labels."""
    fields: list[str] = page.evaluate(HELPED, LINES)
    return fields
