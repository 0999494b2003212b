"""safety.md R1: HTML, script and odd Unicode in every shared field are inert text, and cover nothing that is ours."""

from __future__ import annotations

import json
from pathlib import Path

from tests.browser.couple import (
    goes_to,
    linked,
    locks_in,
    looks_at_offer,
    looks_at_together,
    offers,
    opens_page,
    opens_to_partner,
    proposes_together,
    says_back,
    writes,
)
from tests.browser.hours import AHEAD, days_pass
from tests.browser.support import Phone, PhoneMaker
from tests.browser.test_check_in import checks_in, goes_to_check_ins, turns_on
from tests.browser.test_days import QUESTION
from tests.browser.test_good_moment import proposes
from tests.browser.test_import import goes_to_import

HOSTILE = [
    "<script>globalThis.hit = 1</script>",
    "<img src=x onerror='globalThis.hit = 1'>",
    "<svg onload=globalThis.hit=1><iframe srcdoc='<script>parent.hit=1</script>'>",
    "javascript:globalThis.hit=1",
    "${globalThis.hit = 1} {{hit}} {partner} %s \\u003cb\\u003e &lt;b&gt; &#60;b&#62;",
    "</textarea></title></style><style>*{display:none}</style>",
    "\u202egnp.exe safe \u2066 never closed",
    "zero\u200bwidth\u200d\u2060 and \u0000\u0007\u001b[31m controls \u009b2J",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f" * 6,
    "tags \U000e0041\U000e0042 private \ue000 lonely surrogate-free \U0001f469\u200d\U0001f469\u200d\U0001f467",
    "ؙالسلام עליכם " + "W" * 120,
    "line\u2028break\u2029and\u0085more",
    "=cmd|' /C calc'!A0 '; DROP TABLE entries; --",
]
# a list shows the first line alone, so what turns the writing round stands in it as well
CORPUS = "\n".join([HOSTILE[0] + HOSTILE[6], *HOSTILE])
# elements that no screen of ours makes out of text; addresses that lead out
FOREIGN = "main :is(script, img, iframe, style, a[href], object, embed, form[action], [onload], [onerror])"
CHANGES_DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def stands_unharmed(phone: Phone) -> None:
    """Nothing ran, nothing was built, nothing runs over, and our own words and Hide now are where they were."""
    page = phone.page
    assert page.evaluate("() => globalThis.hit") is None
    assert page.locator(FOREIGN).count() == 0
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), "it runs over the side"
    texts: list[str] = page.locator("main .own-text, main .own-line").all_inner_texts()
    assert texts
    shown = "".join(texts)
    assert not set(CHANGES_DIRECTION) & set(shown), "what turns the writing round reached the screen"
    assert not [letter for letter in shown if ord(letter) < 32 and letter not in "\n\t"]
    for element in page.locator("main .own-text, main .own-line").all():
        assert element.evaluate("element => getComputedStyle(element).unicodeBidi") == "isolate"
    box = page.get_by_role("button", name="Hide now").bounding_box()
    assert box is not None
    assert page.evaluate("([x, y]) => Boolean(document.elementFromPoint(x, y).closest('.hide-now'))",
                         [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2])  # fmt: skip


def test_a_corpus_of_hostile_strings_is_inert_in_every_shared_field(phone: PhoneMaker) -> None:
    alice, bob = linked(phone(), phone())
    name = "<b>Al\u202eice</b> ${hit} \u2066"
    bob.press("Settings and good to know")
    bob.press("Names")
    bob.page.get_by_label("What do you call your partner?", exact=False).fill(name)
    bob.press("Save")

    writes(alice, CORPUS, In_my_own_words=CORPUS, What_I_long_for=CORPUS)
    stands_unharmed_list(alice)
    goes_to(alice, "Mine")
    offers(alice, "script", line=CORPUS[:290])
    stands_unharmed(alice)
    goes_to(bob, "Bridge")
    bob.page.get_by_role("button", name="has something to tell you").wait_for()
    stands_unharmed(bob)
    looks_at_offer(bob)
    stands_unharmed(bob)
    bob.press("I’m ready")
    opens_to_partner(alice)
    bob.says("Opened")
    bob.page.get_by_text("globalThis.hit = 1</script>").first.wait_for()
    says_back(bob, CORPUS)
    alice.page.get_by_text("Is this what you meant?").wait_for()
    stands_unharmed(alice)
    alice.press("Not quite")
    alice.fill("What is missing?", CORPUS)
    alice.press("Tell them")
    says_back(bob, CORPUS)
    alice.press("Yes, that’s it")
    bob.fill("Your own answer", CORPUS)
    bob.press("Give this answer")
    for each in (alice, bob):
        each.page.get_by_text("You have both been heard.").wait_for()
        stands_unharmed(each)
        goes_to(each, "Path")
        stands_unharmed(each)


def stands_unharmed_list(phone: Phone) -> None:
    goes_to(phone, "Mine")
    phone.page.get_by_role("list", name="What you wrote").wait_for()
    stands_unharmed(phone)


def test_one_sentence_may_be_hostile_too(phone: PhoneMaker) -> None:
    alice, bob = linked(phone(), phone())
    writes(alice, "Something")
    offers(alice, "Something", "One sentence", sentence=CORPUS[:490], at_once=True)
    looks_at_offer(bob)
    bob.press("I’m ready")
    bob.says("Opened")
    bob.page.get_by_text("globalThis.hit = 1</script>").first.wait_for()
    stands_unharmed(bob)
    for each in (alice, bob):
        goes_to(each, "Bridge")
        each.page.get_by_role("button", name="globalThis.hit").wait_for()
        stands_unharmed(each)


def test_the_same_strings_are_inert_on_the_path(phone: PhoneMaker) -> None:
    alice, bob = linked(phone(), phone())
    for each in (alice, bob):
        goes_to(each, "Path")
    for text in (CORPUS.replace("\n", " ")[:200], HOSTILE[6], HOSTILE[10][:200]):
        alice.page.get_by_role("button", name="Add a step").first.click()
        alice.page.get_by_label("What is the step?").fill(text)
        alice.press("Keep it")
        alice.says("Path")
    bob.page.locator(".step", has_text="globalThis.hit").first.wait_for()
    bob.page.locator(".step", has_text="WWWW").wait_for()
    stands_unharmed_rows(bob)
    bob.press("More")
    bob.page.get_by_role("menuitem", name="Change the order").click()
    stands_unharmed_rows(bob)
    bob.press("Done")
    alice.page.get_by_role("button", name="globalThis.hit").first.click()
    bob.page.get_by_role("button", name="globalThis.hit").first.click()
    alice.fill("Add a note", CORPUS)
    alice.press("Keep this note")
    bob.page.locator(".step-note").wait_for()
    for each in (alice, bob):
        stands_unharmed(each)


def test_the_same_strings_are_inert_in_check_ins(phone: PhoneMaker) -> None:
    alice, bob = linked(phone(), phone())
    turns_on(alice)
    turns_on(bob)
    goes_to_check_ins(alice)
    for text in (CORPUS.replace("\n", " ")[:280], HOSTILE[6], HOSTILE[10][:280]):
        checks_in(alice, text, tells=True, Communication=7)
    stands_unharmed_rows(alice)
    bob.page.locator(".own-text", has_text="WWWW").wait_for()
    bob.page.locator(".own-text", has_text="globalThis.hit").wait_for()
    stands_unharmed(bob)


def test_the_same_strings_are_inert_in_reminders_still_true_and_what_a_file_brings(
    phone: PhoneMaker, tmp_path: Path
) -> None:
    alice = phone()
    alice.page.add_init_script(AHEAD)
    alice.has_account("hostile-days")
    entries = [{"creationDate": "2020-05-03T10:00:00Z", "text": CORPUS, "tags": HOSTILE[:4], "uuid": HOSTILE[0]}]
    file = tmp_path / "hostile.json"
    file.write_text(json.dumps({"entries": entries, "__proto__": {"hit": 1}}))
    goes_to_import(alice)
    alice.page.get_by_label("Choose a file").set_input_files(file)
    alice.press("Add it")
    alice.press("Look at it")
    alice.page.get_by_role("list", name="What you wrote").wait_for()
    stands_unharmed(alice)
    alice.page.locator(".card__hit").first.click()
    alice.says("Page")
    stands_unharmed(alice)
    writes(alice, "a page to ask about")
    goes_to(alice, "Mine")
    alice.press("More")
    alice.page.get_by_role("menuitem", name="Reminders to myself").click()
    alice.press("New reminder")
    alice.fill("Remind me of", CORPUS.replace("\n", " ")[:280])
    alice.page.get_by_label("Hour").fill("00:00")
    alice.press("Keep it")
    alice.page.locator(".row__title").first.wait_for()
    stands_unharmed_rows(alice)
    days_pass(alice, 31)
    alice.page.locator(".card", has_text="globalThis.hit").wait_for()
    stands_unharmed(alice)
    alice.page.get_by_role("button", name=QUESTION).click()
    alice.press("It changed")
    alice.fill("What changed?", CORPUS)
    alice.press("Keep it")
    opens_page(alice, "a page to ask about")
    alice.page.get_by_text("globalThis.hit = 1</script>").first.wait_for()
    stands_unharmed(alice)


def stands_unharmed_rows(phone: Phone) -> None:
    """The same for rows, whose words stand in a list."""
    page = phone.page
    assert page.evaluate("() => globalThis.hit") is None
    assert page.locator(FOREIGN).count() == 0
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), "it runs over the side"
    shown = "".join(page.locator(".row__title, .sortable__name").all_inner_texts())
    assert "globalThis.hit" in shown
    assert not set(CHANGES_DIRECTION) & set(shown), "what turns the writing round reached the screen"


def test_the_same_strings_are_inert_in_a_reason_and_a_need(phone: PhoneMaker) -> None:
    alice, bob = linked(phone(), phone())
    goes_to(alice, "Mine")
    alice.page.get_by_role("button", name="What I need").click()
    alice.press("Write one down")
    for label in ("What I need", "I feel stuck because …", "… so I will …"):
        alice.page.get_by_label(label).fill(CORPUS)
    stands_unharmed(alice)
    alice.press("Done")
    alice.page.locator(".card__hit").first.wait_for()
    stands_unharmed(alice)
    goes_to(alice, "Mine")
    alice.page.get_by_role("button", name="What holds me back").click()
    alice.page.get_by_label("Something else that holds me back").fill(CORPUS[:200])
    alice.press("Add it")
    alice.page.get_by_role("button", name="globalThis.hit").click()
    alice.page.get_by_label("What would make it easier").fill(CORPUS)
    alice.page.get_by_text("Saved on this phone and sealed on the server.").wait_for()
    alice.press("Offer this over the bridge")
    alice.page.get_by_role("radio", name="All of it").check()
    stands_unharmed(alice)
    alice.press("Go on")
    alice.press("Go on")
    alice.press("Offer it")
    looks_at_offer(bob)
    bob.press("I’m ready")
    opens_to_partner(alice)
    bob.says("Opened")
    bob.page.get_by_role("heading", name="What would make it easier").wait_for()
    stands_unharmed(bob)


def test_hostile_strings_as_the_place_of_a_moment_are_inert(phone: PhoneMaker) -> None:
    alice, bob = linked(phone(timezone_id="UTC"), phone(timezone_id="UTC"))
    for text in (HOSTILE[0] + HOSTILE[1], HOSTILE[6] + HOSTILE[4], HOSTILE[8], HOSTILE[10]):
        proposes(alice, 24 * 60, 48 * 60, zone="UTC", place=text)
        stands_unharmed(alice)
        goes_to(bob, "Bridge")
        bob.page.get_by_role("button", name="proposes a time to talk").click()
        bob.page.get_by_role("list", name="Proposed times").wait_for()
        stands_unharmed(bob)
        bob.page.get_by_role("list", name="Proposed times").get_by_role("button").first.click()
        bob.page.get_by_role("heading", name="You agreed on").wait_for()
        stands_unharmed(bob)
        goes_to(bob, "Today")


def test_what_opens_at_the_same_moment_may_be_hostile_on_both_sides(phone: PhoneMaker) -> None:
    two = linked(phone(), phone())
    for each in two:
        writes(each, CORPUS, topic="Money", In_my_own_words=CORPUS)
    proposes_together(two[0])
    looks_at_together(two[1])
    for each in two:
        locks_in(each, "script")
        each.page.get_by_role("heading", name="What you locked in").wait_for()
        stands_unharmed(each)
    for each in two:
        each.page.get_by_role("button", name="Now", exact=True).click()
    for each in two:
        each.page.get_by_role("heading", name="told you this").wait_for()
        each.page.get_by_text("globalThis.hit = 1</script>").first.wait_for()
        stands_unharmed(each)
        goes_to(each, "Bridge")
        each.page.get_by_role("button", name="globalThis.hit").first.wait_for()
        stands_unharmed(each)
