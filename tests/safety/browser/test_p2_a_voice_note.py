"""safety.md P2: a voice note is heard only while the page is seen; a phone that was put away says nothing more."""

from __future__ import annotations

import pytest

from tests.browser.support import Phone
from tests.browser.test_photos import opens, writes
from tests.browser.test_voice import Speaking, speaking, speaks
from tests.safety.browser.test_p1_p5_phone_in_hand import HIDDEN
from tests.support.camera import TRACKS_OFF

__all__ = ["speaking"]
HIDE = f"({HIDDEN})(true);"
SHOW = f"({HIDDEN})(false);"
# a page that goes away before it is called hidden, as when another address is opened
LEAVE = "window.dispatchEvent(new PageTransitionEvent('pagehide'));"
COME_BACK = "window.dispatchEvent(new PageTransitionEvent('pageshow'));"
PLAYED = "() => document.querySelector('audio')?.currentTime > 0.8"
PLAYS = (
    "() => { const audio = document.querySelector('audio'); return audio && !audio.paused && audio.currentTime > 0; }"
)
A_WHILE_MS = 500


def with_a_voice_note(phone: Phone) -> Phone:
    phone.has_account("p2-voice")
    writes(phone)
    speaks(phone)
    phone.press("Stop and keep it")
    phone.page.wait_for_function(TRACKS_OFF)
    phone.press("Done")
    opens(phone)
    phone.page.get_by_role("button", name="Listen").wait_for()
    return phone


def is_silent(phone: Phone) -> bool:
    silent: bool = phone.page.evaluate("() => [...document.querySelectorAll('audio')].every((each) => each.paused)")
    return silent


@pytest.mark.parametrize(("away", "back"), [(HIDE, SHOW), (LEAVE, COME_BACK)], ids=["hidden", "left"])
def test_p2_put_away_it_is_silent_at_once_and_a_tap_goes_on_where_it_was(
    speaking: Speaking, away: str, back: str
) -> None:
    phone = with_a_voice_note(speaking("microphone"))
    phone.press("Listen")
    phone.page.wait_for_function(PLAYED)
    at_once = phone.page.evaluate(f"""() => {{
      globalThis.heard = document.querySelector('audio');
      {away}
      return [heard.paused, heard.hasAttribute('src'), heard.readyState === HTMLMediaElement.HAVE_NOTHING];
    }}""")
    assert at_once == [True, False, True]
    phone.page.locator("audio").wait_for(state="detached")
    phone.page.evaluate(f"() => {{ {back} }}")
    phone.page.locator("audio").wait_for(state="attached")
    phone.page.wait_for_timeout(A_WHILE_MS)
    assert is_silent(phone), "nobody had tapped"
    place = float(phone.page.get_by_role("slider", name="Where you are in it").input_value())
    assert place > 0.5
    phone.press("Listen")
    phone.page.wait_for_function(PLAYS)
    assert phone.page.evaluate("() => document.querySelector('audio').currentTime") >= place - 0.1
    assert phone.page.evaluate("() => heard !== document.querySelector('audio') && heard.paused")
    assert phone.page.get_by_role("alert").count() == 0


def test_p2_what_was_asked_for_before_it_was_put_away_waits_for_another_tap(speaking: Speaking) -> None:
    phone = with_a_voice_note(speaking("microphone"))
    # away and back before the content is there
    phone.page.get_by_role("button", name="Listen").evaluate(f"(button) => {{ button.click(); {HIDE} {SHOW} }}")
    phone.page.locator("audio").wait_for(state="attached")
    phone.page.wait_for_timeout(A_WHILE_MS)
    assert is_silent(phone), "it began by itself"
    phone.press("Listen")
    phone.page.wait_for_function(PLAYS)


@pytest.mark.parametrize("way", ["Hide now", "Lock"])
def test_p2_hidden_or_locked_nothing_is_left_to_be_started(speaking: Speaking, way: str) -> None:
    phone = with_a_voice_note(speaking("microphone"))
    phone.press("Listen")
    phone.page.wait_for_function(PLAYED)
    phone.page.evaluate("() => { globalThis.heard = document.querySelector('audio'); }")
    phone.page.get_by_role("button", name=way).first.click()
    phone.page.wait_for_function("() => heard.paused && !heard.hasAttribute('src')")
