"""One page for the therapist: every line approved by both, printed or saved as a PDF that the phone makes."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.support import Phone, PhoneMaker
from tests.browser.test_shortlist import couple


def on_the_page(phone: Phone) -> None:
    phone.press("More")
    phone.page.get_by_role("menuitem", name="A page for the therapist").click()
    phone.says("For the therapist")


def test_a_line_is_on_the_page_when_both_have_said_yes_to_its_very_words(phone: PhoneMaker) -> None:
    alice, bob = couple(phone)
    for each in (alice, bob):
        on_the_page(each)
    alice.page.get_by_role("button", name="What brings us:").click()
    expect(alice.page.get_by_label("A new line")).to_have_value("What brings us: ")
    alice.page.get_by_label("A new line").fill("What brings us: the evenings")
    alice.press("Add it")
    bob.page.get_by_text("says yes to these words.", exact=False).wait_for()
    assert bob.page.locator(".print-page").count() == 0
    bob.page.get_by_label("I say yes to these words").check()
    for each in (alice, bob):
        each.page.locator(".print-page").get_by_text("What brings us: the evenings").wait_for()
    with bob.page.expect_download() as saved:
        bob.press("Save as PDF")
    assert saved.value.path().read_bytes().startswith(b"%PDF-1.4")
    alice.press("Take this line away")
    bob.page.locator(".print-page").wait_for(state="detached")


def test_what_is_printed_is_the_page_and_nothing_else(phone: PhoneMaker) -> None:
    alice, bob = couple(phone)
    for each in (alice, bob):
        on_the_page(each)
    for text in ("Łódź and back", "not approved"):
        alice.page.get_by_label("A new line").fill(text)
        alice.press("Add it")
    bob.page.get_by_label("I say yes to these words").first.check()
    alice.page.get_by_text("Print it instead", exact=False).wait_for()
    assert alice.page.get_by_role("button", name="Save as PDF").count() == 0
    alice.page.emulate_media(media="print")
    shown = alice.page.locator("body").inner_text()
    assert "Łódź and back" in shown
    assert "not approved" not in shown
