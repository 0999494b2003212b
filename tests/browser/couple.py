"""What two people do on their phones, as steps that a test can name: write, link, offer, answer, talk."""

from __future__ import annotations

from playwright.sync_api import Locator

from tests.browser.support import Phone, new_account
from tests.support.two_phones import pair

LINKED = "You are linked"
CATCH_COPY = """() => { navigator.clipboard.writeText = async (text) => { globalThis.copiedText = text; }; }"""


def goes_to(phone: Phone, place: str) -> None:
    """Press one of the four places."""
    phone.page.get_by_role("navigation", name="Places").get_by_role("button", name=place, exact=True).click()
    phone.says(place)


def chooses(phone: Phone, label: str, within: str | None = None) -> None:
    """Press a chip or an answer by its words, in the group with this legend."""
    where = phone.page.get_by_role("group", name=within) if within else phone.page
    where.locator("label", has=phone.page.get_by_text(label, exact=True)).first.click()


def writes(phone: Phone, happened: str, topic: str | None = "Time together", **parts: str) -> None:
    """A whole page, saved on the phone and sealed on the server."""
    phone.press("Write")
    phone.says("Write")
    chooses(phone, "A whole page")
    phone.fill("What happened?", happened)
    for label, text in parts.items():
        phone.page.get_by_label(label.replace("_", " ")).fill(text)
    if topic:
        chooses(phone, topic, "Topic")
    saved(phone).wait_for()
    phone.press("Done")
    phone.page.get_by_role("button", name="Done", exact=True).wait_for(state="detached")


def saved(phone: Phone) -> Locator:
    """The line that says: on this phone, and on the server."""
    return phone.page.get_by_text("Saved on this phone and sealed on the server.")


def invites(phone: Phone) -> str:
    """Make an invitation; the link of it."""
    goes_to(phone, "Bridge")
    phone.press("Invite my partner")
    return make_invitation(phone)


def make_invitation(phone: Phone) -> str:
    """On the screen of the invitation: read, tick, make it; the link of it."""
    phone.says("Invitation")
    phone.page.get_by_label("I have read this.", exact=True).check()
    phone.press("Make the invitation")
    phone.page.get_by_role("img", name="Your invitation").wait_for()
    return copied_link(phone)


def copied_link(phone: Phone) -> str:
    """What the button to copy the link puts into the clipboard; reading it back is forbidden by our own policy."""
    phone.page.evaluate(CATCH_COPY)
    phone.press("Copy the link")
    phone.page.get_by_text("The link is copied").wait_for()
    link: str = phone.page.evaluate("() => globalThis.copiedText")
    return link


def answers_invitation(phone: Phone) -> None:
    """On the screen that shows a checked invitation: read, tick, join."""
    phone.says("Join")
    phone.page.get_by_label("I have read this, and the link came from my partner.", exact=True).check()
    phone.press("Link with my partner")


def become_a_couple(alice: Phone, bob: Phone) -> None:
    """Both have accounts and are in; afterwards they are linked and stand on the bridge."""
    link = invites(alice)
    goes_to(bob, "Bridge")
    bob.press("I have an invitation")
    bob.fill("The link", link)
    bob.press("Look at the invitation")
    answers_invitation(bob)
    for phone in (alice, bob):
        phone.page.get_by_role("heading", name=LINKED).wait_for()
        phone.press("Go to the bridge")
        phone.says("Bridge")


def opens_page(phone: Phone, words: str) -> None:
    """One of the own pages, found in the list."""
    goes_to(phone, "Mine")
    phone.page.get_by_role("button", name=words).first.click()
    phone.says("Page")


def offers(
    phone: Phone,
    words: str,
    how_much: str = "All of it",
    *,
    line: str = "",
    cover: tuple[str, ...] = (),
    sentence: str = "",
    at_once: bool = False,
) -> None:
    """Offer the page with these words; `cover`: what is chosen for it."""
    opens_page(phone, words)
    phone.press("Offer this over the bridge")
    phone.says("Offer")
    phone.page.get_by_role("radio", name=how_much).check()
    if sentence:
        phone.fill("Your sentence", sentence)
    phone.press("Go on")
    for choice in cover:
        chooses(phone, choice)
    if line:
        phone.page.get_by_label("A line to go with it").fill(line)
    phone.press("Go on")
    if at_once:
        phone.page.get_by_role("radio", name="Open it at once").check()
    phone.press("Offer it")
    phone.says("Your offer")


def looks_at_offer(phone: Phone) -> None:
    """The partner's offer, from the bridge."""
    goes_to(phone, "Bridge")
    phone.page.get_by_role("button", name="has something to tell you").first.click()
    phone.says("For you")


def opens_to_partner(phone: Phone) -> None:
    """The second yes of the author."""
    phone.press("Open it to them now")
    phone.says("Opened")


def says_back(phone: Phone, text: str) -> None:
    """The first step of the listening turn, or once more after "not quite"."""
    phone.fill("What did you hear?", text)
    phone.press("Say it back")


def linked(alice: Phone, bob: Phone) -> tuple[Phone, Phone]:
    """Two new accounts, a couple, both on the bridge; linked by the reference client, which takes no time."""
    (one, inviter), (other, joiner) = (new_account(phone.url, name) for phone, name in ((alice, "alice"), (bob, "bob")))
    pair(inviter, joiner)
    inviter.changes.sign_out()
    joiner.changes.sign_out()
    for phone, account in ((alice, one), (bob, other)):
        phone.sign_in(account)
        goes_to(phone, "Bridge")
    return alice, bob


def open_to_bob(alice: Phone, bob: Phone, happened: str, **options: str) -> None:
    """One page of alice, offered, heard and opened: both stand on it."""
    writes(alice, happened)
    offers(alice, happened, **options)  # type: ignore[arg-type]
    looks_at_offer(bob)
    bob.press("I’m ready")
    opens_to_partner(alice)
    bob.says("Opened")


def proposes_together(phone: Phone, topic: str = "Money") -> None:
    """A topic on which both open something at the same moment; the phone stands on it."""
    goes_to(phone, "Bridge")
    phone.press("Open something at the same moment")
    chooses(phone, topic, "About what?")
    phone.press("Propose this topic")
    phone.page.get_by_role("heading", name="Shall we open ours at the same moment?").wait_for()


def looks_at_together(phone: Phone, words: str = "Shall we open ours at the same moment?") -> None:
    """The one that is under way, from the bridge."""
    goes_to(phone, "Bridge")
    phone.page.get_by_role("button", name=words).first.click()
    phone.says("Together")


def locks_in(phone: Phone, words: str, how_much: str = "All of it") -> None:
    """From the together: the page with these words, to the end; the phone stands on the together again."""
    phone.press("Choose a page of mine")
    phone.page.get_by_role("button", name=words).first.click()
    phone.page.get_by_role("radio", name=how_much).check()
    phone.press("Go on")
    phone.press("Lock it in")
    phone.says("Together")
