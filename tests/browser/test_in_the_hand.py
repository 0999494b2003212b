"""A phone as one holds it: notch and home bar, the keyboard over the page, a long press, a pull, the way back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from scripts.shots.album import CUT_TITLE
from tests.browser.couple import chooses, goes_to, writes
from tests.browser.support import SMALL, Phone, PhoneMaker

INSETS = {"top": 47, "left": 21, "bottom": 34, "right": 21}
# controls whose box reaches under the notch, the home bar or the round corners; what lies below the fold is not there
COVERED = """({ top, left, bottom, right }) => {
  const isOutside = (box) => box.top < top - 1 || box.left < left - 1 || box.right > innerWidth - right + 1;
  const bars = [...document.querySelectorAll('.tab-bar__label, .sheet__actions .button, .write__end .button')];
  const pressed = 'button:not(.tab-bar button, .card__hit, .icon-button)';
  const own = [...document.querySelectorAll(`${pressed}, .icon, h1, h2, input`)];
  const seen = (each) => each.checkVisibility() && !each.closest('.filters, .visually-hidden');
  const name = (each) => `${each.getAttribute('class')} ${each.textContent.slice(0, 30)}`;
  const low = bars.filter((each) => each.getBoundingClientRect().bottom > innerHeight - bottom + 1);
  const far = own.filter((each) => isOutside(each.getBoundingClientRect()));
  return [...low, ...far].filter(seen).map(name);
}"""
# as on an iPhone: the window stays as large as it was, and only what can be seen of it gets smaller
IPHONE_VIEW = """(() => {
  const size = { height: innerHeight, width: innerWidth, offsetTop: 0, offsetLeft: 0, scale: 1 };
  const view = Object.assign(new EventTarget(), size);
  Object.defineProperty(window, 'visualViewport', { value: view });
})()"""
KEYBOARD = """(heightPx) => {
  visualViewport.height = innerHeight - heightPx;
  visualViewport.dispatchEvent(new Event('resize'));
}"""
KEYBOARD_PX = 290
LONG_MS = 1_500
MENUS = """() => {
  globalThis.menus = [];
  document.addEventListener('contextmenu', (event) => setTimeout(() => globalThis.menus.push(event.defaultPrevented)));
}"""
PULLED = """() => {
  document.addEventListener('touchstart', ({ touches: [finger] }) => { globalThis.fromPx = finger.clientY; });
  document.addEventListener('touchmove', ({ touches: [finger] }) => {
    globalThis.pulledPx = finger.clientY - globalThis.fromPx;
  });
}"""
# where a finger goes from the top of a screen that is not scrolled, down over most of it
PULL_PX = range(90, 590, 25)
ENDS_ABOVE = "(end) => document.querySelector('.sheet__panel').getBoundingClientRect().bottom <= end"
IS_CLEAR = """(keyboardPx) => {
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight - keyboardPx;
}"""


@pytest.fixture
def alice(phone: PhoneMaker) -> Phone:
    alice = phone()
    alice.page.add_init_script(IPHONE_VIEW)
    alice.has_account("in-the-hand")
    writes(alice, "canary-hand the kitchen")
    return alice


@contextmanager
def notch(phone: Phone) -> Iterator[None]:
    """A phone with a notch, round corners and a home bar."""
    session = phone.devtools()
    session.send("Emulation.setSafeAreaInsetsOverride", {"insets": INSETS})
    yield
    session.send("Emulation.setSafeAreaInsetsOverride", {"insets": {}})
    session.detach()


def pulls(phone: Phone) -> None:
    """As one does where a list is renewed by it; returns when the finger is up again."""
    phone.page.evaluate(PULLED)
    session = phone.devtools()
    for kind, y in (("touchStart", PULL_PX[0]), *(("touchMove", each) for each in PULL_PX)):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": 180, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()
    phone.page.wait_for_timeout(500)  # a reload would be under way by now


def test_nothing_lies_under_the_notch_or_the_home_bar(alice: Phone) -> None:
    with notch(alice):
        for size in (SMALL, {"width": 640, "height": 360}, {"width": 1180, "height": 820}):
            alice.page.set_viewport_size(size)  # type: ignore[arg-type]
            for place in ("Today", "Mine", "Bridge", "Path"):
                goes_to(alice, place)
                assert alice.page.evaluate(COVERED, INSETS) == [], f"{place} at {size}"
            goes_to(alice, "Mine")
            alice.press("Choose by topic or feeling")
            alice.page.get_by_role("dialog").wait_for()
            assert alice.page.evaluate(COVERED, INSETS) == [], f"a sheet at {size}"
            alice.page.keyboard.press("Escape")
            alice.page.get_by_role("dialog").wait_for(state="detached")


def test_no_word_of_a_title_is_cut_in_two(alice: Phone) -> None:
    alice.page.set_viewport_size(SMALL)
    goes_to(alice, "Mine")
    alice.page.get_by_role("button", name="What holds me back").click()
    alice.says("Reasons")
    alice.page.get_by_role("checkbox", name="True for me: What it costs").click()
    alice.page.get_by_role("button", name="What it costs", exact=True).click()
    alice.says("Reason")
    # beside a menu
    alice.page.get_by_role("button", name="More", exact=True).wait_for()
    assert alice.page.evaluate(CUT_TITLE) == []
    goes_to(alice, "Today")
    alice.press("Settings and good to know")
    alice.page.get_by_role("button", name="Save a copy of everything").click()
    alice.says("A copy of everything")
    assert alice.page.evaluate(CUT_TITLE) == []


def test_the_keyboard_covers_no_field(alice: Phone) -> None:
    alice.press("Write")
    chooses(alice, "A whole page")
    for label in ("My own part", "Tags", "What happened"):
        field = alice.page.get_by_label(label, exact=False).last
        field.scroll_into_view_if_needed()
        field.focus()
        alice.page.evaluate(KEYBOARD, KEYBOARD_PX)
        alice.page.wait_for_function(IS_CLEAR, arg=KEYBOARD_PX)
        alice.page.evaluate(KEYBOARD, 0)
    alice.press("Done")
    goes_to(alice, "Mine")
    alice.press("Choose by topic or feeling")
    alice.page.get_by_role("dialog").wait_for()
    alice.page.evaluate(KEYBOARD, KEYBOARD_PX)
    alice.page.wait_for_function(ENDS_ABOVE, arg=SMALL["height"] - KEYBOARD_PX)


def test_a_long_press_and_a_right_click_do_what_they_do_everywhere(alice: Phone) -> None:
    goes_to(alice, "Mine")
    page = alice.page
    page.evaluate(MENUS)
    card = page.get_by_role("button", name="canary-hand").first
    box = card.bounding_box()
    assert box
    long = {"x": box["x"] + 40, "y": box["y"] + box["height"] / 2, "duration": LONG_MS, "gestureSourceType": "touch"}
    alice.devtools(page).send("Input.synthesizeTapGesture", long)
    alice.says("Mine")
    card.click(button="right")
    page.wait_for_function("() => globalThis.menus.length > 0")
    alice.says("Mine")
    assert not any(page.evaluate("() => globalThis.menus")), "the browser’s own menu is not kept back"
    page.keyboard.press("Escape")
    card.click()
    alice.says("Page")
    page.locator(".own-text").first.click(click_count=3)
    assert "canary-hand" in page.evaluate("() => getSelection().toString()")


def test_a_pull_from_the_top_reloads_and_moves_nothing_and_no_browser_may_make_more_of_it(alice: Phone) -> None:
    goes_to(alice, "Mine")
    page = alice.page
    page.get_by_label("Search in all you wrote").fill("canary-hand")
    page.evaluate("() => { globalThis.isStill = true; }")
    before = page.locator("main").bounding_box()
    pulls(alice)
    assert page.evaluate("() => [globalThis.isStill, scrollY, globalThis.pulledPx > 300]") == [True, 0, True]
    alice.says("Mine")
    assert page.locator("main").bounding_box() == before
    assert page.get_by_label("Search in all you wrote").input_value() == "canary-hand"
    # a phone’s browser would reload for this pull; none on a desktop does, so that it is told not to is looked up
    assert page.evaluate("() => getComputedStyle(document.documentElement).overscrollBehaviorY") == "none"


def test_a_screen_is_where_it_was_left(alice: Phone) -> None:
    goes_to(alice, "Path")
    page = alice.page
    last = page.locator(".step__words").last
    last.scroll_into_view_if_needed()
    left_at = page.evaluate("() => scrollY")
    assert left_at > 100
    for back in (alice.press_back, lambda: alice.press("Back")):
        last.click()
        alice.says("Step")
        page.wait_for_function("() => scrollY === 0")
        back()
        alice.says("Path")
        page.wait_for_function("(at) => Math.abs(scrollY - at) < 2", arg=left_at)
