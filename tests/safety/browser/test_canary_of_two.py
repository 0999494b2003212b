"""The canary in what the two look for together, and in what each marked for the echo: nowhere outside their screens."""

from __future__ import annotations

from couplebridge.base64url import encode
from couplebridge.client.echo_memory import TOPICS
from couplebridge.client.echo_topics import TOPIC_POINTS
from tests.browser.couple import linked
from tests.browser.echo_steps import compare, goes_to_echo, marks, weeks_pass
from tests.browser.hours import AHEAD
from tests.browser.server import Server
from tests.browser.support import Phone, PhoneMaker, as_bytes
from tests.browser.test_shortlist import adds_card, on_the_list, opens_card
from tests.browser.test_summary import on_the_page
from tests.safety.browser.test_canary import CANARY, HEARD, LINE, kept_by

# topics of the echo as the screen and as the protocol name them
MARKED = {"Living apart and together": "living-arrangements", "Trying outside help": "outside-help"}


def test_cards_with_all_that_hangs_on_them_and_a_ballot_are_nowhere_outside_the_unlocked_screens(
    phone: PhoneMaker, own_server: Server
) -> None:
    alice, bob = phone(), phone()
    alice.url = bob.url = own_server.url
    linked(alice, bob)
    for each in (alice, bob):
        on_the_list(each)
    for name in (CANARY, "Ben", "Cleo"):
        adds_card(alice, name, Phone=LINE)
    notes_a_call(alice)
    writes_a_line(alice)
    on_the_page(bob)
    bob.page.get_by_text(f"{CANARY} line").wait_for()
    alice.press("Back")
    alice.page.get_by_role("button", name="Choose one together").click()
    alice.press("Begin")
    alice.press("Lock my order")
    alice.page.get_by_role("dialog").get_by_role("button", name="Lock it").click()
    alice.page.get_by_text("Your order is locked").wait_for()
    for place in (kept_by(alice), kept_by(bob), own_server.stored().decode("latin-1")):
        for word in (CANARY, LINE, HEARD):
            assert word not in place
    for each in (alice, bob):
        each.press("Lock")
        each.says("Locked")
        assert not any(word in each.page.content() + each.storage() for word in (CANARY, LINE, HEARD))


def notes_a_call(alice: Phone) -> None:
    """A note, a line of the log and an answer of the call sheet, on the card with the canary; back on the list."""
    opens_card(alice, CANARY)
    alice.fill("Add a note", f"{HEARD} note")
    alice.press("Keep this note")
    alice.press("Note a call or a message")
    dialog = alice.page.get_by_role("dialog")
    dialog.get_by_label("What comes next").fill(f"{HEARD} next")
    dialog.get_by_role("button", name="Keep it").click()
    alice.press("Ten questions for the first call")
    alice.page.get_by_label("4. What does a first session look like?").fill(f"{HEARD} call")
    alice.press("Keep the answers")
    alice.says("Card")
    for words in ("note", "next"):
        alice.page.get_by_text(f"{HEARD} {words}").first.wait_for()
    alice.press("Back")
    alice.says("The list")


def writes_a_line(alice: Phone) -> None:
    """On the page for the therapist."""
    on_the_page(alice)
    alice.page.get_by_label("A new line").fill(f"{CANARY} line")
    alice.press("Add it")


def test_topics_that_were_marked_are_nowhere_before_and_after_a_week_of_the_echo(
    phone: PhoneMaker, own_server: Server
) -> None:
    alice, bob = phone(), phone()
    alice.url = bob.url = own_server.url
    for each in (alice, bob):
        each.page.add_init_script(AHEAD)
    linked(alice, bob)
    for each in (alice, bob):
        goes_to_echo(each)
        marks(each, *MARKED)
    nowhere(MARKED, (alice, bob), own_server)
    weeks_pass((alice, bob), 1)
    compare((alice, bob))
    nowhere(MARKED, (alice, bob), own_server)
    for each in (alice, bob):
        each.press("Lock")
        each.says("Locked")
        assert not any(label in each.page.content() for label in MARKED)


def nowhere(topics: dict[str, str], phones: tuple[Phone, ...], server: Server) -> None:
    """Not by name, not by place in the list, not by point, in no spelling: kept, sent or stored."""
    places = sorted(TOPICS.index(topic) + 1 for topic in topics.values())
    kept = b"".join(as_bytes(each.storage()) + "".join(each.sent).encode() for each in phones) + server.stored()
    assert b"echo/both" not in kept
    spelt = [encode(bytes([*places, *(0,) * (5 - len(places))])).encode()]
    for label, topic in topics.items():
        point = TOPIC_POINTS[topic]
        spelt += [label.encode(), topic.encode(), point, encode(point).encode(), point.hex().encode()]
        # a body stands among what was sent as Python writes bytes
        spelt += [repr(point)[2:-1].encode()]
    assert [each for each in spelt if each in kept] == []
