"""The offer to keep the app on the home screen: after the first entry, and never twice."""

from __future__ import annotations

from tests.browser.support import Phone, PhoneMaker

OFFER = """() => {
  const event = new Event('beforeinstallprompt', { cancelable: true });
  window.dispatchEvent(Object.assign(event, { prompt: async () => ({ outcome: 'accepted' }) }));
}"""
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/18.5 Mobile/15E148 Safari/604.1"
)
NOTE = "You can keep Bridge on your home screen."


def write_one(phone: Phone) -> None:
    phone.page.get_by_role("navigation").get_by_role("button", name="Write").click()
    phone.page.locator(".chip").first.click()
    phone.page.get_by_role("button", name="Done", exact=False).first.click()
    phone.page.get_by_role("navigation").get_by_role("button", name="Today").click()
    phone.says("Today")


def test_it_is_offered_after_the_first_entry_and_never_twice(phone: PhoneMaker) -> None:
    alice = phone()
    alice.create_account("install-once")
    alice.page.evaluate(OFFER)
    assert alice.page.get_by_text(NOTE, exact=False).count() == 0
    write_one(alice)
    alice.page.get_by_text(NOTE, exact=False).wait_for()
    alice.press("Close this note")
    alice.page.get_by_text(NOTE, exact=False).wait_for(state="detached")
    alice.press("Lock")
    alice.unlock()
    alice.page.evaluate(OFFER)
    assert alice.page.get_by_text(NOTE, exact=False).count() == 0


def test_on_an_iphone_the_steps_are_shown(phone: PhoneMaker) -> None:
    alice = phone(user_agent=IPHONE)
    alice.create_account("install-iphone")
    write_one(alice)
    alice.press("Show me how")
    alice.says("Home screen")
    alice.page.get_by_text("Add to Home Screen", exact=False).wait_for()
