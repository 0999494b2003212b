"""What people do in the core story, step by step, in words of `Hands`: the same in every engine."""

from __future__ import annotations

from tests.browser.support import PASSPHRASE
from tests.engines.hands import Hands

CATCH_COPY = "() => { navigator.clipboard.writeText = async (text) => { globalThis.copiedText = text; }; }"
SAVED = "Saved on this phone and sealed on the server."
NOT_YET = "Saved on this phone. Not on the server yet."


def creates(hands: Hands, name: str) -> None:
    """From the welcome to the first screen of one's own, the kit checked."""
    hands.open()
    hands.press("Start on my own")
    hands.fill("Sign-in name", name)
    hands.press("Go on")
    hands.fill("Passphrase", PASSPHRASE)
    hands.press("Make my account")
    hands.says("Your recovery kit")
    groups = hands.code("Your account code").split("-")
    hands.press("I have it. Go on")
    hands.says("Check your kit")
    for label in hands.labels():
        hands.fill(label, groups[int(label.removeprefix("Group ")) - 1])
    hands.press("That is it")
    hands.says("Today")


def goes_to(hands: Hands, place: str) -> None:
    """One of the four places."""
    hands.press(place)
    hands.says(place)


def begins_page(hands: Hands, happened: str) -> None:
    """A whole page about something, as far as its first words."""
    hands.press("Write")
    hands.says("Write")
    hands.choose("A whole page")
    hands.fill("What happened?", happened)


def writes(hands: Hands, happened: str) -> None:
    """A whole page with a topic, saved on the phone and sealed on the server."""
    begins_page(hands, happened)
    hands.choose("Time together", "Topic")
    hands.sees(SAVED)
    hands.press("Done")
    hands.misses(SAVED)


def opens_page(hands: Hands, words: str) -> None:
    """One of the own pages, found in the list."""
    goes_to(hands, "Mine")
    hands.press(words, exact=False)
    hands.says("Page")


def pair(alice: Hands, bob: Hands) -> None:
    """Two accounts become a couple by a link; both stand on the bridge."""
    goes_to(alice, "Bridge")
    alice.press("Invite my partner")
    alice.says("Invitation")
    alice.tick("I have read this.")
    alice.press("Make the invitation")
    alice.run(CATCH_COPY)
    alice.press("Copy the link")
    alice.sees("The link is copied")
    link = alice.run("() => globalThis.copiedText")
    goes_to(bob, "Bridge")
    bob.press("I have an invitation")
    bob.fill("The link", link)
    bob.press("Look at the invitation")
    bob.says("Join")
    bob.tick("I have read this, and the link came from my partner.")
    bob.press("Link with my partner")
    for each in (alice, bob):
        each.sees("You are linked")
        each.press("Go to the bridge")
        each.says("Bridge")


def offers(hands: Hands, words: str) -> None:
    """All of the page with these words, with nothing chosen to go with it."""
    opens_page(hands, words)
    hands.press("Offer this over the bridge")
    hands.says("Offer")
    hands.tick("All of it")
    hands.press("Go on")
    hands.press("Go on")
    hands.press("Offer it")
    hands.says("Your offer")


def looks_at_offer(hands: Hands) -> None:
    """The partner's offer, from the bridge."""
    goes_to(hands, "Bridge")
    hands.press("has something to tell you", exact=False)
    hands.says("For you")


def locks(hands: Hands) -> None:
    """The keys are gone."""
    hands.press("Lock")
    hands.says("Locked")


def unlocks(hands: Hands, passphrase: str = PASSPHRASE) -> None:
    """With the passphrase, to the first screen of one's own."""
    hands.fill("Passphrase", passphrase)
    hands.press("Unlock")
    hands.says("Today")
