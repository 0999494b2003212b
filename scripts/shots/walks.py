"""The ways through the app, one for each person of the pictures; each step shows one screen or one state of it."""

from __future__ import annotations

import re
from collections.abc import Callable

from couplebridge.demo.story import SignIn
from scripts.shots.album import Album
from tests.browser import couple
from tests.browser.support import PASSPHRASE, Account, Phone

NewPhone = Callable[[], Phone]
SETTINGS = {
    "Names": "names", "When it locks": "locking", "Signed in on": "devices", "Add a phone": "add-device",
    "Gentle words": "gentle",
    "Change the passphrase": "passphrase", "Passkeys": "passkeys", "Show the recovery kit": "kit",
    "Recovery code": "recovery", "Pages to read": "good-to-know", "Is this right for us?": "safety",
    "What this app cannot do": "security", "About": "about",
    "Save a copy of everything": "export", "Leave the bridge": "leave", "Delete my account": "delete",
}  # fmt: skip


OUTSIDE = {"/read": "reading-outside-list", "/read/17": "reading-outside-safety", "/read/1": "reading-outside-page"}


def stranger(album: Album, new_phone: NewPhone) -> None:
    """Before one is in, and the first minute."""
    phone = new_phone()
    phone.open()
    album.take(phone, "welcome")
    for button, name in (
        ("I have a link", "have-link"),
        ("I have an account", "sign-in"),
        ("Is this right for us?", "safety-outside"),
    ):
        phone.press(button)
        phone.page.get_by_role("button", name="Back", exact=True).wait_for()
        album.take(phone, name)
        phone.press("Back")
        phone.says("Yours alone")
    reading(album, phone, new_phone)
    phone.press("Start on my own")
    album.take(phone, "create-name")
    phone.fill("Sign-in name", "shots-newcomer")
    phone.press("Go on")
    phone.fill("Passphrase", PASSPHRASE)
    album.take(phone, "create-passphrase")
    phone.press("Make my account")
    phone.says("Your recovery kit")
    album.take(phone, "create-kit")
    code = phone.code("Your account code")
    phone.press("I have it. Go on")
    album.take(phone, "create-check")
    phone.press("Back")
    phone.confirm_kit(code)
    phone.says("Today")


def reading(album: Album, phone: Phone, new_phone: NewPhone) -> None:
    """Good to know: inside the app, and outside of it as on a phone that was never here."""
    phone.press("Good to know")
    phone.page.get_by_role("button", name="What it costs").wait_for()
    album.take(phone, "reading-list")
    phone.page.get_by_role("button", name="What it costs").click()
    phone.page.locator("article").wait_for()
    album.take(phone, "reading-page")
    phone.page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    album.take(phone, "reading-page-end")
    phone.press("Back")
    phone.press("Back")
    phone.says("Yours alone")
    guest = new_phone(service_workers="block", locale="de-DE")
    for path, name in OUTSIDE.items():
        guest.page.goto(guest.url + path)
        album.take(guest, name)
    guest.page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    album.take(guest, "reading-outside-end")


def newcomers(album: Album, new_phone: NewPhone) -> None:
    """Empty screens, the invitation, and the moment of being linked."""
    alice, bob = new_phone(), new_phone()
    alice.create_account("shots-alice")
    bob.create_account("shots-bob")
    album.take(alice, "today-empty")
    for place in ("Mine", "Bridge", "Path"):
        couple.goes_to(alice, place)
        album.take(alice, f"{place.lower()}-empty")
    couple.goes_to(alice, "Mine")
    alice.press("More")
    alice.page.get_by_role("menuitem", name="Bin").click()
    album.take(alice, "bin-empty")
    couple.goes_to(alice, "Bridge")
    alice.press("Invite my partner")
    album.take(alice, "invite-before")
    link = couple.make_invitation(alice)
    album.take(alice, "invite-open")
    couple.goes_to(bob, "Bridge")
    bob.press("I have an invitation")
    album.take(bob, "join-ask")
    bob.fill("The link", f"{bob.url}/join#AAAA")
    bob.press("Look at the invitation")
    album.take(bob, "join-wrong")
    bob.fill("The link", link)
    bob.press("Look at the invitation")
    bob.page.get_by_label("I have read this, and the link came from my partner.", exact=True).wait_for()
    album.take(bob, "join-checked")
    couple.answers_invitation(bob)
    bob.page.get_by_role("heading", name=couple.LINKED).wait_for()
    album.take(bob, "join-linked")
    bob.press("Compare the number")
    album.take(bob, "safety-number")
    couple.goes_to(bob, "Bridge")
    album.take(bob, "bridge-linked-empty")


def author(album: Album, phone: Phone) -> None:
    """One with months of life in the journal."""
    album.take(phone, "today")
    couple.goes_to(phone, "Mine")
    album.take(phone, "mine")
    phone.page.get_by_label("Search in all you wrote").fill("soup")
    album.take(phone, "mine-search")
    phone.page.get_by_label("Search in all you wrote").fill("zebra crossing")
    album.take(phone, "mine-nothing-found")
    phone.press("Show everything")
    phone.press("Choose by topic or feeling")
    album.take(phone, "mine-filter")
    phone.press("Show these")
    phone.press("More")
    phone.page.get_by_role("menuitem", name="Bin").click()
    album.take(phone, "bin")
    couple.goes_to(phone, "Mine")
    phone.page.get_by_role("list", name="What you wrote").get_by_role("button").first.click()
    phone.says("Page")
    album.take(phone, "entry")
    phone.press("More")
    phone.page.get_by_role("menuitem", name="Earlier versions").click()
    album.take(phone, "versions")
    phone.press("Write")
    album.take(phone, "write-quick")
    couple.chooses(phone, "A whole page")
    album.take(phone, "write-whole")
    phone.press("Done")
    couple.goes_to(phone, "Bridge")
    album.take(phone, "bridge")
    couple.goes_to(phone, "Path")
    album.take(phone, "path")
    opened = phone.page.locator("section", has=phone.page.get_by_role("heading", name="Open between you"))
    opened.locator(".card__hit").first.click()
    phone.says("Opened")
    album.take(phone, "opened")


def reasons(album: Album, phone: Phone) -> None:
    """What holds me back, the two rulers, and what I need: empty first, and then with words in them."""
    couple.goes_to(phone, "Mine")
    phone.page.get_by_role("button", name="What I need").click()
    phone.page.get_by_role("heading", name="Your needs count, too").wait_for()
    album.take(phone, "needs-empty")
    phone.press("Write one down")
    phone.page.get_by_label("What I need").fill("Ten minutes with you in the evening")
    phone.page.get_by_label("I feel stuck because …").fill("nothing changes")
    phone.page.get_by_label("… so I will …").fill("see someone for myself")
    couple.saved(phone).wait_for()
    album.take(phone, "need-write")
    phone.press("Done")
    phone.page.get_by_role("button", name="Ten minutes with you").wait_for()
    album.take(phone, "needs")
    phone.page.get_by_role("button", name="Ten minutes with you").click()
    phone.page.get_by_role("heading", name="So I will").wait_for()
    album.take(phone, "need")
    couple.goes_to(phone, "Mine")
    phone.page.get_by_role("button", name="What holds me back").click()
    for reason in ("What it costs", "Opening up to a stranger"):
        phone.page.get_by_role("checkbox", name=f"True for me: {reason}").click()
    phone.page.get_by_role("checkbox", checked=True).nth(1).wait_for()
    album.take(phone, "reasons")
    phone.page.get_by_role("button", name="What it costs", exact=True).click()
    phone.page.get_by_label("What would make it easier").fill("To know the price before we go")
    couple.saved(phone).wait_for()
    album.take(phone, "reason")
    phone.press("Put it on our path")
    album.take(phone, "reason-our-path")
    phone.page.get_by_role("dialog").get_by_role("button", name="Leave it").click()
    phone.press("Back")
    phone.page.get_by_role("button", name="Two rulers").click()
    phone.says("Two rulers")
    want = phone.page.get_by_role("group", name="How much would I want this?")
    want.get_by_text("6", exact=True).click()
    phone.page.get_by_label("Why 6, and not lower?").fill("We laughed on Sunday")
    couple.saved(phone).wait_for()
    album.take(phone, "rulers")


def path(album: Album, phone: Phone) -> None:
    """Steps, the list of therapists, side by side, the choice and the page."""
    couple.goes_to(phone, "Path")
    phone.page.get_by_role("button", name="Try one session").first.click()
    phone.says("Step")
    album.take(phone, "step")
    phone.press("More")
    phone.page.get_by_role("menuitem", name="Change it").click()
    album.take(phone, "step-edit")
    couple.goes_to(phone, "Path")
    phone.press("More")
    phone.page.get_by_role("menuitem", name="Change the order").click()
    album.take(phone, "path-order")
    phone.page.get_by_role("button", name="Done", exact=True).click()
    phone.page.get_by_role("group", name="Whose path").get_by_text("Only mine", exact=True).click()
    album.take(phone, "path-own")
    phone.page.get_by_role("group", name="Whose path").get_by_text("Ours", exact=True).click()
    phone.press("Therapists we look at")
    album.take(phone, "list")
    phone.page.get_by_role("button", name="Ada Linde").click()
    album.take(phone, "card")
    for button, name in (
        ("Change the card", "card-edit"),
        ("Ten questions for the first call", "call-sheet"),
        ("A message to send", "message"),
    ):
        phone.press(button)
        album.take(phone, name)
        phone.press("Back")
        phone.says("Card")
    phone.press("Back")
    for item, name in (
        ("Compare two or three", "compare"),
        ("Add from a file or an address", "add-cards"),
        ("A page for the therapist", "summary"),
    ):
        phone.press("More")
        phone.page.get_by_role("menuitem", name=item).click()
        album.take(phone, name)
        phone.press("Back")
        phone.says("The list")
    phone.page.get_by_role("button", name="Choose one together").click()
    album.take(phone, "choice-begin")
    phone.press("Begin")
    phone.page.get_by_text("Only you see this.").wait_for()
    album.take(phone, "choice-order")
    phone.press("Stop this choice")
    phone.page.get_by_role("dialog").get_by_role("button", name="Stop it").click()
    phone.says("The list")


def offering(album: Album, alice: Phone, bob: Phone) -> None:
    """One offer from the first choice to the listening turn."""
    couple.writes(
        alice, "When the evening is quiet I notice that I wait for you to ask how my day was.", topic="Being heard"
    )
    couple.opens_page(alice, "When the evening is quiet")
    alice.press("Offer this over the bridge")
    album.take(alice, "offer-how-much")
    gentle(album, alice)
    alice.page.get_by_role("radio", name="All of it").check()
    alice.press("Go on")
    alice.page.get_by_label("A line to go with it").fill("It is about our evenings. Just listen, please.")
    alice.page.locator(".gentle__mark").first.wait_for()
    album.take(alice, "offer-cover")
    alice.press("Go on")
    album.take(alice, "offer-last-look")
    alice.press("Offer it")
    alice.says("Your offer")
    album.take(alice, "outgoing")
    couple.goes_to(bob, "Bridge")
    bob.page.locator(".card", has_text="It is about our evenings").locator(".card__hit").click()
    bob.says("For you")
    album.take(bob, "incoming")
    bob.press("At a good moment")
    album.take(bob, "incoming-moment")
    bob.press("Go back")
    bob.press("I’m ready")
    bob.page.get_by_role("heading", name="You said you are ready").wait_for()
    album.take(bob, "incoming-ready")
    alice.page.get_by_role("button", name="Open it to them now").wait_for()
    album.take(alice, "outgoing-ready")
    couple.opens_to_partner(alice)
    bob.says("Opened")
    album.take(bob, "opened-hearer")
    couple.says_back(bob, "You would like me to ask how your day was.")
    alice.page.get_by_text("Is this what you meant?").scroll_into_view_if_needed()
    album.take(alice, "opened-is-that-it")
    alice.press("More")
    alice.page.get_by_role("menuitem", name="Put away").click()
    album.take(alice, "opened-put-away")
    alice.press("Leave it")


def gentle(album: Album, phone: Phone) -> None:
    """From the first step of an offer: the seven-minute page, what is marked in a sentence, and building another."""
    phone.press("Write it")
    phone.says("Seven minutes")
    album.take(phone, "seven-minutes")
    phone.press("Done")
    phone.says("Offer")
    phone.page.get_by_role("radio", name="One sentence").check()
    phone.fill("Your sentence", "You never ask how my day was, and you always look at your phone. You are so selfish.")
    phone.page.locator(".gentle__mark").first.wait_for()
    phone.page.get_by_role("heading", name="Gentle words").scroll_into_view_if_needed()
    album.take(phone, "gentle-marks")
    phone.press("Build a sentence")
    sheet = phone.page.get_by_role("dialog", name="Build a sentence")
    couple.chooses(phone, "lonely", "I feel")
    sheet.get_by_label("About").fill("our quiet evenings")
    sheet.get_by_label("I need").fill("to be asked how my day was")
    sheet.get_by_text("I feel lonely about our quiet evenings.").scroll_into_view_if_needed()
    album.take(phone, "gentle-build")
    sheet.get_by_role("button", name="Close", exact=True).click()


def check_ins(album: Album, robin: Phone, jules: Phone) -> None:
    """Four sliders and a line: empty, with some, and seen together."""
    for phone, values in ((robin, ((6, 4), (7, 5), (3, 8))), (jules, ((5, 5), (8, 2)))):
        couple.goes_to(phone, "Mine")
        phone.press("Check-in")
        if phone is robin:
            album.take(phone, "check-ins-empty")
        phone.press("Seen together")
        phone.page.get_by_role("switch", name="See check-ins together").click()
        if phone is robin:
            album.take(phone, "check-ins-together-ask")
        phone.page.get_by_role("dialog").get_by_role("button", name="From now on").click()
        phone.page.get_by_text("There is nothing to see together now.").wait_for()
        if phone is robin:
            album.take(phone, "check-ins-together-nothing")
        phone.press("Back")
        for communication, trust in values:
            phone.press("New check-in")
            phone.page.get_by_role("slider", name="Communication").fill(str(communication))
            phone.page.get_by_role("slider", name="Trust and teamwork").fill(str(trust))
            phone.page.get_by_label("A line").fill("The walk after dinner was good")
            phone.page.get_by_role("switch", name="My partner may see this line too").check()
            if phone is robin and communication == 6:
                album.take(phone, "check-in")
            phone.press("Keep it")
            phone.page.get_by_role("heading", name="One by one").wait_for()
    album.take(robin, "check-ins")
    robin.press("New check-in")
    robin.page.get_by_role("slider", name="Connection").fill("9")
    robin.press("Keep it")
    robin.press("Seen together")
    robin.page.get_by_role("figure").first.wait_for()
    album.take(robin, "check-ins-together")


def settings(album: Album, phone: Phone) -> None:
    """Settings and what is behind each row, the lock, and the neutral page."""
    couple.goes_to(phone, "Today")
    for row, name in SETTINGS.items():
        phone.press("Settings and good to know")
        if name == "names":
            album.take(phone, "settings")
        phone.page.get_by_role("button", name=re.compile(f"^{re.escape(row)}")).first.click()
        phone.page.get_by_role("button", name="Back", exact=True).wait_for()
        album.take(phone, f"settings-{name}")
        phone.press("Back")
        phone.press("Back")
        phone.says("Today")
    phone.press("Lock")
    phone.says("Locked")
    album.take(phone, "lock")
    phone.press("Hide now")
    album.take(phone, "hidden")


def account_of(sign_in: SignIn) -> Account:
    """As the phones of the tests know it."""
    return Account(sign_in.name, sign_in.passphrase, sign_in.account_code)
