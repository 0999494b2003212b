"""The ways through the app, one for each person of the pictures; each step shows one screen or one state of it.

Long because it is a list and no logic: one function a way, in the order in which people come to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from couplebridge.demo.story import SignIn
from scripts.shots.album import Album
from tests.browser import couple, echo_steps, pictures
from tests.browser.hours import AHEAD, answers_calm, pass_by, wheel
from tests.browser.support import PASSPHRASE, Account, Phone

NewPhone = Callable[[], Phone]
SETTINGS = {
    "Names": "names", "Language": "language", "When it locks": "locking", "Signed in on": "devices",
    "Add a phone": "add-device", "Gentle words": "gentle",
    "Change the passphrase": "passphrase", "Passkeys": "passkeys", "Show the recovery kit": "kit",
    "Recovery code": "recovery", "Pages to read": "good-to-know", "Is this right for us?": "safety",
    "What this app cannot do": "security", "About this app": "about",
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


def attached(album: Album, phone: Phone) -> None:
    """Photos on a page, and what is said where there is no microphone."""
    couple.goes_to(phone, "Mine")
    phone.press("Write")
    couple.chooses(phone, "A whole page")
    phone.page.get_by_label("What happened?", exact=True).fill("We had tea at the window.")
    pictures.picks(phone, pictures.drawn(phone), pictures.drawn(phone, 300, 500))
    phone.page.locator(".attached-row").nth(1).wait_for()
    phone.page.get_by_label("What is on it").first.fill("Two cups on the sill")
    phone.page.locator(".attaching").scroll_into_view_if_needed()
    album.take(phone, "write-photos")
    phone.press("Done")
    couple.goes_to(phone, "Mine")
    phone.page.get_by_text("2 photos", exact=True).wait_for()
    album.take(phone, "mine-photos")
    phone.page.get_by_role("button", name="We had tea at the window.").first.click()
    phone.page.wait_for_function(pictures.SHOWN)
    album.take(phone, "entry-photos")
    phone.page.locator(".photo-button").first.click()
    phone.says("Photo")
    phone.page.wait_for_function(pictures.SHOWN)
    album.take(phone, "photo")


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


def moments(album: Album, robin: Phone, jules: Phone) -> None:
    """A good moment from the first choice to the hour itself, and the day after an argument."""
    couple.goes_to(robin, "Today")
    robin.press("We just argued")
    robin.page.get_by_role("heading", name="Your offers rest until").wait_for()
    take_bare(album, robin, "today-argued")
    couple.goes_to(robin, "Bridge")
    robin.press("Propose a time to talk")
    take_bare(album, robin, "moment-propose-held")
    robin.press("End it now")
    robin.press("Propose it")
    robin.page.get_by_text("Please choose a day and an hour.").first.wait_for()
    take_bare(album, robin, "moment-propose-wrong")
    _propose(robin, 30, 24 * 60, 48 * 60)
    take_bare(album, robin, "moment-proposed")
    couple.goes_to(jules, "Bridge")
    take_bare(album, jules, "bridge-moment-asked")
    jules.page.get_by_role("button", name="proposes a time to talk").click()
    take_bare(album, jules, "moment-asked")
    jules.press("None of these")
    jules.page.get_by_text("You set these times aside.").wait_for()
    take_bare(album, jules, "moment-aside")
    times = jules.page.get_by_role("list", name="Proposed times").get_by_role("button")
    times.nth(1).click()
    jules.page.get_by_role("heading", name="You agreed on").wait_for()
    take_bare(album, jules, "moment-agreed")
    jules.press("Not this one after all")
    times.nth(0).click()
    jules.page.get_by_role("heading", name="Are you calm enough?").wait_for()
    take_bare(album, jules, "moment-calm")
    couple.goes_to(robin, "Today")
    take_bare(album, robin, "today-moment-calm")
    robin.page.get_by_role("button", name="Are you calm enough?").click()
    answers_calm(robin, "Yes, I am")
    answers_calm(jules, "Yes, I am", robin)
    take_bare(album, robin, "moment-answered")
    pass_by(robin, 31)
    robin.page.get_by_role("button", name="It is a good moment for both of you.").click()
    robin.page.get_by_role("heading", name="It is a good moment for both of you.").wait_for()
    take_bare(album, robin, "moment-stands")
    couple.goes_to(robin, "Bridge")
    robin.press("Propose a time to talk")
    _propose(robin, 50, 24 * 60)
    pass_by(jules, 0)
    jules.page.get_by_role("button", name="proposes a time to talk").click()
    jules.page.get_by_role("list", name="Proposed times").get_by_role("button").first.click()
    jules.page.get_by_role("heading", name="Are you calm enough?").wait_for()
    pass_by(jules, 51)
    jules.page.get_by_role("button", name="Another time is better.").click()
    jules.page.get_by_role("heading", name="Another time is better.").wait_for()
    take_bare(album, jules, "moment-another")
    couple.goes_to(jules, "Bridge")
    take_bare(album, jules, "bridge-moments")


def take_bare(album: Album, phone: Phone, name: str) -> None:
    """Without the notes of what was just done."""
    notes = phone.page.get_by_role("button", name="Close this note")
    while notes.count():
        notes.first.click()
    album.take(phone, name)


def _propose(phone: Phone, *minutes: int) -> None:
    for label, after in zip(("First time", "Second time", "Third time"), minutes, strict=False):
        phone.page.get_by_label(label).fill(wheel("UTC", after))
    phone.page.get_by_label("Where").fill("The bench by the canal, with the dog")
    phone.press("Propose it")
    phone.page.get_by_role("heading", name="You proposed").wait_for()


def together(album: Album, alice: Phone, bob: Phone) -> None:
    """At the same moment: from the topic to both texts side by side."""
    couple.writes(alice, "I add up what we spend at night, and do not tell you.", topic="Money")
    couple.writes(bob, "I am ashamed that I earn less this year.", topic="Money")
    couple.goes_to(alice, "Bridge")
    album.take(alice, "bridge-begin-together")
    alice.press("Open something at the same moment")
    alice.says("Together")
    couple.chooses(alice, "Money", "About what?")
    album.take(alice, "together-new")
    alice.press("Propose this topic")
    alice.page.get_by_role("heading", name="Shall we open ours").wait_for()
    album.take(alice, "together-proposed-by-me")
    couple.looks_at_together(bob)
    album.take(bob, "together-proposed")
    alice.press("Choose a page of mine")
    alice.page.get_by_role("button", name="I add up").wait_for()
    album.take(alice, "together-pick")
    alice.page.get_by_role("button", name="I add up").click()
    alice.page.get_by_role("radio", name="All of it").wait_for()
    album.take(alice, "together-how-much")
    alice.page.get_by_role("radio", name="All of it").check()
    alice.press("Go on")
    alice.page.get_by_role("button", name="Lock it in").wait_for()
    album.take(alice, "together-last-look")
    alice.press("Lock it in")
    alice.page.get_by_role("heading", name="Yours is locked in").wait_for()
    album.take(alice, "together-locked")
    couple.locks_in(bob, "I am ashamed")
    bob.page.get_by_role("heading", name="Both are locked in").wait_for()
    album.take(bob, "together-both-locked")
    bob.press("Step back")
    album.take(bob, "together-step-back")
    bob.press("Go on with it")
    couple.goes_to(bob, "Bridge")
    album.take(bob, "bridge-together")
    couple.looks_at_together(bob, "Both are locked in")
    bob.page.get_by_role("button", name="Now", exact=True).click()
    bob.page.get_by_role("heading", name="You said now").wait_for()
    album.take(bob, "together-said-now")
    alice.page.get_by_role("button", name="Now", exact=True).click()
    alice.page.get_by_role("heading", name="told you this").wait_for()
    album.take(alice, "together-opened")
    alice.press("Put both away")
    album.take(alice, "together-put-away")
    alice.press("Leave it")
    alice.page.get_by_role("button", name="Your words next").click()
    alice.says("Opened")
    album.take(alice, "opened-beside")


def echo(album: Album, robin: Phone, jules: Phone) -> None:
    """Before, marking, the hour, the honest page, and a match of two who were linked just now."""
    for phone in (robin, jules):
        phone.page.add_init_script(AHEAD)
    echo_steps.goes_to_echo(robin)
    album.take(robin, "echo")
    robin.press("Choose topics afresh")
    for topic in ("Money", "Trust", "Plans", "Sex", "Living apart and together"):
        couple.chooses(robin, topic, "I would talk about")
    album.take(robin, "echo-topics")
    robin.press("Close")
    robin.page.get_by_role("button", name="Every week.").or_(robin.page.get_by_role("button", name="Sunday")).click()
    robin.says("When")
    album.take(robin, "echo-hour")
    robin.press("Back")
    robin.press("What this can and cannot do")
    robin.says("Its limits")
    album.take(robin, "echo-limits")
    robin.press("Back")
    # one topic of both: of two, either may be held back a week, and stand below the other
    for phone, other in ((robin, "Trust"), (jules, "Plans")):
        echo_steps.goes_to_echo(phone)
        echo_steps.marks(phone, "Money", other)
    echo_steps.weeks_pass((robin, jules), 1)
    echo_steps.compare((robin, jules))
    echo_steps.weeks_pass((robin, jules), 3)
    robin.page.get_by_role("button", name="There is something that you would both talk about.").wait_for()
    album.take(robin, "today-echo")
    couple.goes_to(robin, "Bridge")
    robin.page.get_by_role("button", name="You would both talk about").wait_for()
    album.take(robin, "bridge-echo")
    echo_steps.goes_to_echo(robin)
    album.take(robin, "echo-match")


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
