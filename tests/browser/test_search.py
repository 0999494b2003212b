"""Search as one types, over everything, and by topic and feeling."""

from __future__ import annotations

from playwright.sync_api import Locator

from tests.browser.couple import chooses, goes_to, writes
from tests.browser.support import Phone, PhoneMaker


def search(phone: Phone, words: str) -> None:
    phone.page.get_by_label("Search in all you wrote").fill(words)


def page_named(phone: Phone, words: str) -> Locator:
    return phone.page.get_by_role("list", name="What you wrote").get_by_role("button", name=words)


def test_search_finds_words_in_any_part_without_accents_and_case(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("search-alice")
    writes(alice, "Breakfast at the Café", What_I_long_for="a slow morning")
    writes(alice, "The bill for the car", topic="Money")
    goes_to(alice, "Mine")
    for words in ("CAFE", "slow morn", "breakfast cafe"):
        search(alice, words)
        alice.page.get_by_text("One page found").wait_for()
        page_named(alice, "Breakfast").wait_for()
    search(alice, "zebra")
    alice.page.get_by_text("No page found").wait_for()
    alice.press("Show everything")
    page_named(alice, "The bill").wait_for()


def test_filters_by_topic_and_feeling_and_a_lock_forgets_them(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("search-filter")
    writes(alice, "The bill for the car", topic="Money")
    alice.press("Write")
    chooses(alice, "lonely")
    chooses(alice, "Trust")
    alice.press("Done")
    alice.page.get_by_role("button", name="Done", exact=True).wait_for(state="detached")
    goes_to(alice, "Mine")
    alice.press("Choose by topic or feeling")
    chooses(alice, "Money", "Topic")
    alice.press("Show these")
    page_named(alice, "The bill").wait_for()
    page_named(alice, "Lonely").wait_for(state="detached")
    alice.press("Choose by topic or feeling")
    chooses(alice, "Any", "Topic")
    chooses(alice, "lonely", "Feeling")
    alice.press("Show these")
    page_named(alice, "The bill").wait_for(state="detached")
    page_named(alice, "Lonely").wait_for()
    alice.press("Lock")
    alice.says("Locked")
    alice.unlock()
    goes_to(alice, "Mine")
    page_named(alice, "The bill").wait_for()
