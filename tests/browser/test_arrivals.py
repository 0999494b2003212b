"""What comes from the other while its screen is open is read aloud, politely; elsewhere nothing is said."""

from __future__ import annotations

from tests.browser.couple import goes_to, linked, offers, opens_to_partner, says_back, writes
from tests.browser.support import Phone, PhoneMaker

HEARD = """() => {
  globalThis.heard = [];
  const announcer = document.querySelector('[data-announcer]');
  new MutationObserver(() => announcer.textContent && globalThis.heard.push(announcer.textContent.trim()))
    .observe(announcer, { childList: true, characterData: true, subtree: true });
}"""


def heard(phone: Phone) -> list[str]:
    """All that was read aloud since `HEARD`."""
    lines: list[str] = phone.page.evaluate("() => globalThis.heard")
    return lines


def hears(phone: Phone, words: str) -> None:
    phone.page.wait_for_function("(words) => globalThis.heard.some((each) => each.includes(words))", arg=words)


def test_an_offer_an_answer_and_a_turn_are_read_on_their_open_screens(phone: PhoneMaker) -> None:
    alice, bob = linked(phone(), phone())
    writes(alice, "canary-arr the evenings")
    for each in (alice, bob):
        each.page.evaluate(HEARD)
    offers(alice, "canary-arr")
    hears(bob, "has something to tell you")
    bob.page.get_by_role("button", name="has something to tell you").first.click()
    bob.says("For you")
    bob.press("I’m ready")
    hears(alice, "Your partner is ready to hear it")
    opens_to_partner(alice)
    bob.says("Opened")
    says_back(bob, "canary-arr that evenings matter")
    hears(alice, "said back what they heard")
    assert not any("canary-arr" in line for line in heard(alice) + heard(bob)), (
        "of what was written nothing is called out"
    )
    alice.press("Lock")
    alice.says("Locked")
    assert alice.page.locator("[data-announcer]").inner_text() == ""


def test_on_a_screen_of_ones_own_nobody_is_called(phone: PhoneMaker) -> None:
    alice, bob = linked(phone(), phone())
    writes(alice, "canary-own the evenings")
    goes_to(bob, "Mine")
    bob.page.evaluate(HEARD)
    offers(alice, "canary-own")
    # there is no sign of it here to wait for, so it is seen on its own screen first, in the same browser
    goes_to(bob, "Bridge")
    bob.page.get_by_role("button", name="has something to tell you").first.wait_for()
    assert [line for line in heard(bob) if "something to tell" in line] == []
