"""R7 on two phones: what bob does alone moves nothing on alice's phone, and nothing in all that she can ask for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from couplebridge.versions import PROTOCOL
from tests.browser.couple import chooses, goes_to, linked, opens_page, saved, writes
from tests.browser.echo_steps import goes_to_echo, marks, went_over
from tests.browser.hours import AHEAD, days_pass
from tests.browser.pictures import drawn
from tests.browser.pictures import picks as picks_pictures
from tests.browser.server import Server
from tests.browser.support import Phone, PhoneMaker
from tests.browser.test_check_in import checks_in, goes_to_check_ins
from tests.browser.test_days import QUESTION
from tests.browser.test_good_moment import ANSWERED, AT_ONCE, heading, picks, proposes
from tests.browser.test_import import goes_to_import
from tests.browser.test_photos import is_sent
from tests.browser.test_reasons import goes_to_needs, goes_to_reasons, mark
from tests.browser.test_voice import Speaking, speaking, speaks
from tests.support.camera import TRACKS_OFF
from tests.support.routes import routes

__all__ = ["speaking"]
PLACES = ("Today", "Bridge", "Path", "Mine")
# runs in alice's page, as a changed app of hers might: [path, status, headers but the date, body as hexadecimal]
ASK = """async ([paths, client]) => {
  const answers = [];
  for (const path of paths) {
    const got = await fetch(`/api${path}`, { headers: { 'CB-Client': client }, cache: 'no-store' });
    const headers = [...got.headers].filter(([name]) => name !== 'date').map((pair) => pair.join(': ')).sort();
    const body = new Uint8Array(await got.arrayBuffer());
    answers.push([path, got.status, headers, Array.from(body, (byte) => byte.toString(16).padStart(2, '0')).join('')]);
  }
  return answers;
}"""
# a stream has no end; the others are files for everybody
NOT_HERS = {"live.stream", "feed.pull", "openapi.show", "directory.show", "directory.block"}


def asks(alice: Phone, server: Server) -> list[list[Any]]:
    """Everything that she can read; things by an id that is not hers are asked for in tests/safety/test_r7_alone.py."""
    named = [each for each in routes(server.app) if each.method == "GET" and "<" not in each.rule]
    paths = [each.rule.removeprefix("/api") for each in named if each.endpoint not in NOT_HERS]
    alice.expect_wrong("answer 40")  # what this account does not have
    answers: list[list[Any]] = alice.page.evaluate(ASK, [["/feed?cursor=0&limit=1000", *sorted(paths)], str(PROTOCOL)])
    assert answers[0][1] == 200
    return answers


def sees(alice: Phone) -> dict[str, str]:
    """Each of her four places, in words."""
    texts = {}
    for place in PLACES:
        goes_to(alice, place)
        texts[place] = alice.page.locator("main").inner_text()
    return texts


def weighs_what_holds_back(bob: Phone) -> None:
    """Reasons, both rulers and a need."""
    goes_to_reasons(bob)
    mark(bob, "What it costs").click()
    bob.page.get_by_role("button", name="Two rulers").click()
    for question, number in (("How much would I want this?", "2"), ("How able do I feel?", "9")):
        bob.page.get_by_role("group", name=question).get_by_text(number, exact=True).click()
        bob.page.get_by_label(f"Why {number}, and not lower?").fill("for my own sake")
    saved(bob).wait_for()
    goes_to_needs(bob)
    bob.press("Write one down")
    bob.page.get_by_label("What I need").fill("an evening alone")
    saved(bob).wait_for()
    bob.press("Done")


def checks_in_and_marks_topics(bob: Phone) -> None:
    goes_to_check_ins(bob)
    checks_in(bob, "not a good week", Communication=1, Connection=2)
    goes_to_echo(bob)
    marks(bob, "Money", "Trying outside help")


def begins_to_offer(bob: Phone) -> None:
    """The seven-minute page and a sentence that is built: all of it before anything is offered."""
    writes(bob, "the dinner went cold")
    opens_page(bob, "the dinner went cold")
    bob.press("Offer this over the bridge")
    bob.press("Write it")
    bob.fill("As they would see it", "Two tired people")
    saved(bob).wait_for()
    bob.press("Done")
    bob.says("Offer")
    bob.page.get_by_role("radio", name="One sentence").check()
    bob.fill("Your sentence", "You never call")
    bob.press("Build a sentence")
    sheet = bob.page.get_by_role("dialog", name="Build a sentence")
    sheet.get_by_label("I need").fill("a call when it gets late")
    sheet.get_by_text("I need a call when it gets late.").wait_for()
    bob.press("Put it there")
    sheet.wait_for(state="detached")


def argues_and_holds_back(bob: Phone) -> None:
    writes(bob, "you came home late")
    goes_to(bob, "Today")
    bob.press("We just argued")
    heading(bob, "Your offers rest until")
    opens_page(bob, "you came home late")
    bob.press("Offer this over the bridge")
    bob.page.get_by_role("radio", name="All of it").check()
    bob.press("Go on")
    bob.press("Go on")
    bob.press("Keep it for later")
    goes_to(bob, "Bridge")
    heading(bob, "Held by you")


def keeps_a_photo_and_a_voice_note(bob: Phone) -> None:
    bob.press("Write")
    chooses(bob, "A whole page")
    bob.fill("What happened?", "two cups")
    picks_pictures(bob, drawn(bob))
    bob.page.get_by_label("What is on it").fill("on the table")
    is_sent(bob)
    speaks(bob)
    bob.press("Stop and keep it")
    bob.page.wait_for_function(TRACKS_OFF)
    is_sent(bob)
    bob.press("Done")


def brings_in_a_journal(bob: Phone, folder: Path) -> None:
    file = folder / "journal.json"
    entries = [{"creationDate": f"2020-05-{day:02d}T10:00:00Z", "text": f"old {day}"} for day in range(1, 29)]
    file.write_text(json.dumps({"entries": entries}))
    goes_to_import(bob)
    bob.page.get_by_label("Choose a file").set_input_files(file)
    bob.press("Add it")
    bob.press("Look at it")


def makes_a_reminder(bob: Phone) -> None:
    goes_to(bob, "Mine")
    bob.press("More")
    bob.page.get_by_role("menuitem", name="Reminders to myself").click()
    bob.press("New reminder")
    bob.fill("Remind me of", "ring the practice")
    bob.press("Keep it")
    bob.page.get_by_role("button", name="ring the practice").wait_for()


def test_r7_what_one_does_alone_moves_nothing_on_the_other_phone(
    phone: PhoneMaker, server: Server, speaking: Speaking, tmp_path: Path
) -> None:
    alice = phone(timezone_id="Europe/Berlin")
    bob = speaking("microphone")
    bob.page.add_init_script(AHEAD)
    linked(alice, bob)
    proposes(alice, 60 * 24 * 60, 61 * 24 * 60)
    goes_to(bob, "Bridge")
    bob.page.get_by_role("button", name="proposes a time to talk").click()
    seen, answers = sees(alice), asks(alice, server)
    received = len(alice.received)
    bob.press("None of these")
    bob.page.get_by_text("You set these times aside.").wait_for()
    for does in (weighs_what_holds_back, checks_in_and_marks_topics, begins_to_offer):
        does(bob)
    argues_and_holds_back(bob)
    keeps_a_photo_and_a_voice_note(bob)
    brings_in_a_journal(bob, tmp_path)
    makes_a_reminder(bob)
    assert alice.received[received:] == []
    assert asks(alice, server) == answers
    assert sees(alice) == seen
    assert "/api/attachments/" in "".join(bob.sent), "the photo is not where it should be"
    # of the weeks that pass on his phone bob's echo speaks by itself; all else that he sends is a private record
    days_pass(bob, 31)
    sent = len(bob.sent)
    bob.page.locator(".card", has_text="ring the practice").get_by_role("button", name="Done").click()
    bob.page.get_by_role("button", name=QUESTION).click()
    bob.press("It changed")
    bob.fill("What changed?", "less so")
    with bob.page.expect_response("**/api/feed"):
        bob.press("Keep it")
    told = [line.partition(" {")[0] for line in bob.sent[sent:] if line.startswith(("POST", "PUT", "DELETE"))]
    by_itself = ("/api/parts?quiet=1", "/api/push/opened")  # the echo, and that the app was opened
    assert {line for line in told if not line.endswith(by_itself)} == {f"POST {bob.url}/api/feed"}


def test_r7_whether_one_is_calm_enough_is_not_seen_by_the_other(phone: PhoneMaker, server: Server) -> None:
    """That something was answered, a changed app of hers can tell from what arrives (threat model); what, it cannot."""
    found = []
    for his in ("Yes, I am", "Rather another time"):
        alice, bob = linked(phone(timezone_id="Europe/Berlin"), phone(timezone_id="Europe/Berlin"))
        proposes(alice, AT_ONCE, 24 * 60)
        picks(bob)
        heading(bob, "Are you calm enough?")
        goes_to(alice, "Today")
        alice.page.get_by_role("button", name="Are you calm enough?").click()
        heading(alice, "Are you calm enough?")
        words = alice.page.locator("main").inner_text()
        bob.press(his)
        heading(bob, ANSWERED)
        went_over((bob,), 1)
        found.append([(path, status, len(body)) for path, status, _headers, body in asks(alice, server)])
        assert alice.page.locator("main").inner_text() == words
    assert found[0] == found[1]
