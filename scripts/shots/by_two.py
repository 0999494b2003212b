"""What two come to, or one holds back: the outcome of the choice, steps put aside, and what waits after an argument."""

from __future__ import annotations

from scripts.shots.album import Album
from scripts.shots.walks import take_bare
from tests.browser import couple
from tests.browser.support import Phone
from tests.browser.test_choice import CARDS, locks, to_the_choice
from tests.browser.test_shortlist import on_the_list


def choosing(album: Album, alice: Phone, bob: Phone) -> None:
    """From the first lock to the card that both said yes to."""
    for each in (alice, bob):
        on_the_list(each)
    to_the_choice(alice, bob, (*CARDS, "Dov Ash"))
    alice.press("Lock my order")
    alice.page.get_by_role("dialog").wait_for()
    album.take(alice, "choice-lock")
    alice.page.get_by_role("dialog").get_by_role("button", name="Lock it").click()
    alice.page.get_by_text("Your order is locked").wait_for()
    album.take(alice, "choice-locked")
    locks(bob)
    for each in (alice, bob):
        each.page.get_by_text("This came out for both of you").wait_for()
    album.take(alice, "choice-result")
    alice.press("Yes, this one")
    alice.page.get_by_text("It is chosen when you have both said yes.").wait_for()
    album.take(alice, "choice-said-yes")
    bob.press("Yes, this one")
    alice.page.get_by_text("You have both chosen").wait_for()
    album.take(alice, "choice-chosen")


def archived(album: Album, phone: Phone) -> None:
    """Steps that were put aside: none yet, and one."""
    for name in ("steps-archived-none", "steps-archived"):
        couple.goes_to(phone, "Path")
        phone.press("More")
        phone.page.get_by_role("menuitem", name="Archived steps").click()
        phone.says("Archived steps")
        album.take(phone, name)
        if name == "steps-archived-none":
            couple.goes_to(phone, "Path")
            phone.page.get_by_role("button", name="Find a calm hour to talk").first.click()
            phone.says("Step")
            phone.press("More")
            phone.page.get_by_role("menuitem", name="Archive it").click()
            phone.press("Close this note")


def held(album: Album, alice: Phone) -> None:
    """An offer that its author holds back after an argument, and what waits when that is over."""
    couple.writes(alice, "You came home late, and I had cooked.")
    couple.goes_to(alice, "Today")
    alice.press("We just argued")
    alice.page.get_by_role("heading", name="Your offers rest until").wait_for()
    couple.opens_page(alice, "You came home late")
    alice.press("Offer this over the bridge")
    alice.page.get_by_role("radio", name="All of it").check()
    alice.press("Go on")
    alice.press("Go on")
    alice.page.get_by_text("You said that you just argued.").scroll_into_view_if_needed()
    take_bare(album, alice, "offer-held")
    alice.press("Keep it for later")
    couple.goes_to(alice, "Bridge")
    alice.page.get_by_role("heading", name="Held by you").scroll_into_view_if_needed()
    take_bare(album, alice, "bridge-held")
    alice.press("End it now")
    alice.page.get_by_text("It waits for you. Nothing was sent.").scroll_into_view_if_needed()
    take_bare(album, alice, "bridge-held-over")
