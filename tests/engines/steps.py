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
    hands.press("Check it")
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


ATTACH = """() => {
  const input = document.querySelector('input[type=file]');
  const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 30 });
  canvas.getContext('2d').fillRect(0, 0, 20, 30);
  return new Promise((resolve) => canvas.toBlob((blob) => {
    const files = new DataTransfer();
    files.items.add(new File([blob], 'photo.png', { type: 'image/png' }));
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    resolve(null);
  }, 'image/png'));
}"""
IS_SHOWN = """() => [...document.querySelectorAll('main img')].some((each) => each.complete && each.naturalWidth > 0)"""
# what a wheel for days and hours writes: no engine's keyboard types it alike
TURN_WHEELS = """() => {
  const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);
  [...document.querySelectorAll('input[type=datetime-local]')].slice(0, 2).forEach((field, at) => {
    field.value = inDays(at + 2);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}"""


def attaches_photo(hands: Hands, happened: str) -> None:
    """A page with a photo that this browser drew: shrunk, sealed, sent, and shown on its page."""
    begins_page(hands, happened)
    hands.choose("Money", "Topic")
    hands.sees(SAVED)
    hands.run(ATTACH)
    hands.sees("What is on it")
    hands.press("Done")
    hands.misses(SAVED)


def proposes_moment(hands: Hands) -> None:
    """Two times, and no place."""
    goes_to(hands, "Bridge")
    hands.press("Propose a time to talk")
    hands.says("Good moment")
    hands.run(TURN_WHEELS)
    hands.press("Propose it")
    hands.sees("You proposed")


def picks_moment(hands: Hands, time: str) -> None:
    """The partner's proposal, from the bridge."""
    goes_to(hands, "Bridge")
    hands.press("proposes a time to talk", exact=False)
    hands.press(time, exact=False)
    hands.sees("You agreed on")


def marks_in_echo(hands: Hands, topic: str) -> None:
    """What I would talk about; the sheet says the same, whatever was marked."""
    goes_to(hands, "Bridge")
    hands.press("Would you talk about this too?", exact=False)
    hands.says("Echo")
    hands.press("Choose topics afresh")
    hands.choose(topic, "I would talk about")
    hands.press("Save")
    hands.sees("Saved. The last choice before the hour counts.")


def proposes_together(hands: Hands, topic: str) -> None:
    """A topic on which both open something at the same moment."""
    goes_to(hands, "Bridge")
    hands.press("Open something at the same moment", exact=False)
    hands.choose(topic, "About what?")
    hands.press("Propose this topic")
    hands.sees("Shall we open ours at the same moment?")


def locks_in(hands: Hands, words: str) -> None:
    """From the together: all of the page with these words."""
    hands.press("Choose a page of mine")
    hands.press(words, exact=False)
    hands.tick("All of it")
    hands.press("Go on")
    hands.press("Lock it in")
    hands.says("Together")
