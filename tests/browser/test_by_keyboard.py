"""Without a finger: the first minute, writing, a step, a menu, the way back, Hide now; and where the focus then is."""

from __future__ import annotations

import pytest

from tests.browser.support import PASSPHRASE, Phone, PhoneMaker

TABS_MOST = 60
FOCUSED = """() => {
  const each = document.activeElement;
  if (!each.matches('a, button, input, select, textarea, [tabindex="0"]')) return '';
  const label = each.labels?.[0]?.textContent ?? '';
  return (each.getAttribute('aria-label') || label || each.textContent || '').replace(/\\s+/g, ' ').trim();
}"""
IN_DIALOG = "() => Boolean(document.activeElement.closest('dialog, [role=menu]'))"
# in a page to write on the caret shows where one is
HAS_RING = """() => {
  const each = document.activeElement;
  const places = [[each], [each, '::after'], [each.closest('.card, label') ?? each]];
  const shown = places.map((given) => getComputedStyle(...given));
  return each.matches('textarea')
    || shown.some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px');
}"""


def focused(phone: Phone) -> str:
    """The name of what the keyboard stands on."""
    name: str = phone.page.evaluate(FOCUSED)
    return name


def tabs_to(phone: Phone, name: str) -> None:
    """Forward until it stands on what has this name, and it can be seen where it stands."""
    passed = []
    for _ in range(TABS_MOST):
        phone.page.keyboard.press("Tab")
        passed.append(focused(phone))
        if passed[-1] == name or (" " in name and name in passed[-1]):
            where = phone.page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)")
            assert phone.page.evaluate(HAS_RING), f"{where}: nothing shows that the keyboard is on {name}"
            return
    raise AssertionError(f"{name} was not reached, but {passed}")


def presses(phone: Phone, name: str) -> None:
    tabs_to(phone, name)
    phone.page.keyboard.press("Enter")


def types(phone: Phone, label: str, text: str) -> None:
    tabs_to(phone, label)
    phone.page.keyboard.type(text)


def arrives(phone: Phone, title: str) -> None:
    """The screen is there, and the focus is on its heading: a reader says where one is."""
    phone.says(title)
    phone.page.wait_for_function("(title) => document.activeElement.textContent.trim() === title", arg=title)


@pytest.fixture
def alice(phone: PhoneMaker) -> Phone:
    alice = phone(has_touch=False)
    alice.has_account("by-keyboard")
    return alice


def test_the_first_minute(phone: PhoneMaker) -> None:
    alice = phone(has_touch=False)
    alice.open()
    alice.page.get_by_role("button", name="Start on my own").wait_for()
    presses(alice, "Start on my own")
    alice.page.get_by_label("Sign-in name").wait_for()
    types(alice, "Sign-in name", "keys-only")
    alice.page.keyboard.press("Enter")
    alice.page.get_by_label("Passphrase", exact=True).wait_for()
    types(alice, "Passphrase", PASSPHRASE)
    presses(alice, "Make my account")
    alice.says("Your recovery kit")


def test_a_page_is_written_found_and_read_and_a_sheet_gives_the_focus_back(alice: Phone) -> None:
    presses(alice, "Write")
    arrives(alice, "Write")
    tabs_to(alice, "Two taps")
    alice.page.keyboard.press("ArrowRight")
    types(alice, "What happened?", "canary-key by keyboard alone")
    alice.page.get_by_text("Saved on this phone and sealed on the server.").wait_for()
    presses(alice, "Done")
    alice.page.get_by_role("button", name="Done", exact=True).wait_for(state="detached")
    presses(alice, "Mine")
    arrives(alice, "Mine")
    presses(alice, "canary-key by keyboard alone")
    arrives(alice, "Page")
    presses(alice, "Back")
    arrives(alice, "Mine")
    presses(alice, "Choose by topic or feeling")
    alice.page.wait_for_function(IN_DIALOG)
    alice.page.keyboard.press("Escape")
    alice.page.get_by_role("dialog").wait_for(state="detached")
    assert focused(alice) == "Choose by topic or feeling", "a sheet gives the focus back"


def test_a_step_is_ticked_and_a_menu_gives_the_focus_back(alice: Phone) -> None:
    presses(alice, "Path")
    arrives(alice, "Path")
    tabs_to(alice, "More")
    alice.page.keyboard.press("Enter")
    alice.page.wait_for_function(IN_DIALOG)
    alice.page.keyboard.press("Escape")
    alice.page.wait_for_function("() => document.activeElement.getAttribute('aria-label') === 'More'")
    tabs_to(alice, "Tick “Write down what I hope for”")
    alice.page.keyboard.press("Space")
    alice.page.get_by_text("1 step is done").wait_for()


def test_past_the_top_to_the_content_and_away_at_once(alice: Phone) -> None:
    presses(alice, "Skip to the content")
    assert alice.page.evaluate("() => document.activeElement.id") == "main"
    for _ in range(3):
        alice.page.keyboard.press("Shift")
    alice.page.get_by_text("Nothing here.").wait_for()
