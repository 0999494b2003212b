"""safety.md P1 to P5 and P7: somebody has the phone in their hand and uses the ordinary screens.

That Hide now, title, address and fields are as they should be on every screen is looked at where all screens are walked
through: tests/browser/test_everybody.py, with tests/support/eyes/in_hand.py.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.browser.support import PASSPHRASE, Phone, PhoneMaker
from tests.support.eyes.in_hand import ON_TOP, helped_fields

CANARY = "canary-zrw heron under the pier"
HIDDEN = """hidden => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => hidden ? 'hidden' : 'visible' });
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event('visibilitychange'));
}"""
# what can be seen in the very task in which the person acts, before any frame, timer or answer
LISTEN = """([type]) => {
  window.seen = null;
  window.addEventListener(type, () => { window.seen ??= document.body.innerText; });
}"""


def with_canary(phone: Phone) -> Phone:
    """An account with a canary in a private record, shown on the screen of names."""
    phone.has_account("p-alice")
    phone.press("Settings and good to know")
    phone.press("Names")
    phone.page.get_by_label("What should you be called here?", exact=False).fill(CANARY)
    phone.press("Save")
    phone.says("Settings")
    phone.press("Names")
    phone.page.get_by_label("What should you be called here?", exact=False).wait_for()
    return phone


def put_away(phone: Phone, hidden: bool) -> None:
    phone.page.evaluate(HIDDEN, hidden)


def move_wall_clock(phone: Phone, by_s: int) -> None:
    now_ms: float = phone.page.evaluate("() => Date.now()")
    phone.page.clock.set_system_time(datetime.fromtimestamp(now_ms / 1000 + by_s, UTC))


def is_covered(phone: Phone) -> bool:
    visible: str = phone.page.evaluate("() => getComputedStyle(document.querySelector('#app')).visibility")
    return visible == "hidden"


def test_p1_a_phone_opened_by_its_pin_shows_the_lock_and_keeps_nothing_readable(phone: PhoneMaker) -> None:
    alice = with_canary(phone())
    alice.press("Lock")
    alice.says("Locked")
    kept = alice.storage()
    assert "records" in kept or "outbox" in kept
    for secret in (CANARY, "heron", PASSPHRASE):
        assert secret not in kept
        assert secret not in alice.page.content()
    assert "extractable=true" not in kept
    other = alice.another_tab()
    other.goto(alice.url)
    other.get_by_role("heading", name="Locked").wait_for()


def test_p2_the_page_is_covered_in_the_moment_in_which_it_is_put_away(phone: PhoneMaker) -> None:
    alice = with_canary(phone())
    assert not is_covered(alice)
    put_away(alice, True)
    assert is_covered(alice)
    put_away(alice, False)
    assert not is_covered(alice)


def test_p2_the_keys_go_by_the_wall_clock_also_when_timers_slept(phone: PhoneMaker) -> None:
    alice = phone()
    alice.page.clock.install()
    alice.page.clock.resume()
    with_canary(alice)
    put_away(alice, True)
    # the wall clock moves, and not one timer has run
    move_wall_clock(alice, 121)
    put_away(alice, False)
    alice.says("Locked")
    assert CANARY not in alice.page.content()


def test_p2_two_minutes_away_are_the_default_and_less_does_not_lock(phone: PhoneMaker) -> None:
    alice = phone()
    alice.page.clock.install()
    alice.page.clock.resume()
    with_canary(alice)
    put_away(alice, True)
    move_wall_clock(alice, 100)
    put_away(alice, False)
    alice.says("Names")


def test_p2_five_idle_minutes_lock_the_open_screen(phone: PhoneMaker) -> None:
    alice = phone()
    alice.page.clock.install()
    alice.page.clock.resume()
    with_canary(alice)
    alice.page.clock.fast_forward(301_000)
    alice.says("Locked")


@pytest.mark.parametrize("way", ["button", "three taps", "shift"])
def test_p3_hide_now_blanks_the_screen_before_anything_else_happens(phone: PhoneMaker, way: str) -> None:
    alice = with_canary(phone())
    # no answer ever comes: hiding must not wait for one
    alice.context.route("**/api/**", lambda _: None)
    alice.page.evaluate(LISTEN, ["keydown" if way == "shift" else "click"])
    if way == "button":
        alice.press("Hide now")
    elif way == "three taps":
        alice.page.evaluate("() => { window.seen = null; }")
        for _ in range(3):
            alice.page.evaluate("() => { window.seen = null; document.querySelector('[data-screen-title]').click(); }")
    else:
        alice.page.locator("main").focus()
        for _ in range(3):
            alice.page.evaluate("() => { window.seen = null; }")
            alice.page.keyboard.press("Shift")
    # the listener stood behind the app's own, in the same task: what it saw is what was drawn next
    seen = alice.page.evaluate("() => window.seen")
    assert seen.strip() == "Nothing here."
    assert CANARY not in alice.page.content()
    assert alice.page.title() == "Bridge"
    alice.context.unroute_all(behavior="ignoreErrors")


def test_p3_the_session_is_ended_behind_it_and_a_reload_leads_to_the_lock(phone: PhoneMaker) -> None:
    alice = with_canary(phone())
    # a look at the feed that was under way is answered by a server that knows the session no more
    alice.expect_wrong("answer 401: GET")
    with alice.page.expect_response(lambda answer: answer.url.endswith("/api/session")) as ended:
        alice.press("Hide now")
    assert ended.value.request.method == "DELETE"
    assert ended.value.status == 204
    alice.page.reload()
    alice.says("Locked")
    alice.unlock()


def test_p3_hide_now_is_on_top_before_one_is_in_in_all_places_and_inside_a_dialog(phone: PhoneMaker) -> None:
    alice = phone()
    alice.open()
    for name in (
        "Is this right for us?",
        "What this app cannot do",
        "Start on my own",
        "I have an account",
        "I have a link",
    ):
        alice.press(name)
        assert_hide_now_on_top(alice)
        alice.press("Back")
    account = alice.has_account("p3-everywhere")
    for place in ("Mine", "Bridge", "Path", "Today", "Write"):
        alice.page.get_by_role("navigation").get_by_role("button", name=place).click()
        assert_hide_now_on_top(alice)
    second = phone()
    second.sign_in(account)
    alice.page.get_by_role("navigation").get_by_role("button", name="Today").click()
    alice.press("Settings and good to know")
    alice.press("Signed in on")
    alice.press("End")
    alice.page.get_by_role("dialog").wait_for()
    assert_hide_now_on_top(alice)
    alice.page.get_by_role("dialog").get_by_role("button", name="Hide now").click()
    assert alice.page.locator("body").inner_text().strip() == "Nothing here."


def assert_hide_now_on_top(phone: Phone) -> None:
    phone.page.locator("[data-screen-title]").first.wait_for()
    assert phone.page.evaluate(ON_TOP), phone.title.first.inner_text()


def test_p4_back_reload_and_a_restored_page_lead_to_the_lock(phone: PhoneMaker) -> None:
    alice = with_canary(phone())
    alice.press("Lock")
    alice.says("Locked")
    alice.page.go_back()
    alice.page.go_forward()
    alice.says("Locked")
    assert CANARY not in alice.page.content()
    alice.unlock()
    alice.page.evaluate("() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    alice.says("Locked")
    alice.page.reload()
    alice.says("Locked")


def test_p4_nothing_of_the_data_may_be_kept_by_a_page_cache(phone: PhoneMaker) -> None:
    alice = phone()
    stored: list[str] = []
    alice.context.on(
        "response",
        lambda answer: (
            stored.append(answer.url)
            if "/api/" in answer.url
            and "no-store" not in (answer.headers.get("cache-control") or "")
            and answer.status != 204
            else None
        ),
    )
    with_canary(alice)
    assert [url for url in stored if not url.endswith("/api/release")] == []


def test_p5_one_title_and_one_address_in_all_places_and_the_way_back_names_nothing(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("p5-alice")
    seen = set()
    for name in ("Mine", "Bridge", "Path", "Today"):
        alice.page.get_by_role("navigation").get_by_role("button", name=name).click()
        alice.says(name)
        seen.add(
            (
                alice.page.title(),
                alice.page.url,
                alice.page.evaluate("() => Object.values(history.state).every(Number.isFinite)"),
            )
        )
    alice.press("Settings and good to know")
    alice.press("Names")
    alice.says("Names")
    seen.add(
        (
            alice.page.title(),
            alice.page.url,
            alice.page.evaluate("() => Object.values(history.state).every(Number.isFinite)"),
        )
    )
    assert seen == {("Bridge", alice.url + "/", True)}
    # the way back works all the same
    alice.page.go_back()
    alice.says("Settings")


def test_p7_names_and_a_page_opt_out_of_autofill_spelling_and_suggestions(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("p7-alice")
    alice.press("Settings and good to know")
    alice.press("Names")
    check_private_fields(alice)
    alice.page.get_by_role("navigation").get_by_role("button", name="Write").click()
    alice.page.get_by_text("A whole page").click()
    alice.page.locator("textarea").first.wait_for()
    check_private_fields(alice)


def check_private_fields(phone: Phone) -> None:
    phone.page.locator("input, textarea").first.wait_for()
    assert helped_fields(phone.page) == []
