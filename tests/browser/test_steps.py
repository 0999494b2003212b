"""The path on two phones: steps that both tick, own steps, notes, the order, letting go; offline on both at once."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.couple import goes_to, linked, open_to_bob
from tests.browser.support import Phone, PhoneMaker

TRIAL = "Try one session"


def tick(phone: Phone, title: str) -> Locator:
    """My own tick of a step."""
    return phone.page.get_by_role("checkbox", name=f"Tick “{title}”")


def opens_step(phone: Phone, title: str) -> None:
    phone.page.get_by_role("button", name=title, exact=False).first.click()
    phone.says("Step")


def on_the_path(phone: Phone, whose: str | None = None) -> None:
    goes_to(phone, "Path")
    if whose:
        phone.page.get_by_role("group", name="Whose path").get_by_text(whose, exact=True).click()


def adds_step(phone: Phone, title: str, **choices: str) -> None:
    """A new step of the first stage; choices: whose, by (a day)."""
    phone.page.get_by_role("button", name="Add a step").first.click()
    phone.says("New step")
    phone.page.get_by_label("What is the step?").fill(title)
    if "whose" in choices:
        phone.page.get_by_role("radio", name=choices["whose"]).check()
    if "by" in choices:
        phone.page.get_by_label("By when").fill(choices["by"])
    phone.press("Keep it")
    phone.says("Path")


def couple(phone: PhoneMaker) -> tuple[Phone, Phone]:
    alice, bob = linked(phone(), phone())
    for each in (alice, bob):
        on_the_path(each)
    return alice, bob


def test_take_the_first_step_together_a_single_trial_session_is_done_when_both_have_ticked_it(
    phone: PhoneMaker,
) -> None:
    alice, bob = couple(phone)
    tick(alice, TRIAL).click()
    alice.page.get_by_text("You have ticked it.").wait_for()
    bob.page.get_by_text("has ticked it.").wait_for()
    tick(bob, TRIAL).click()
    for each in (alice, bob):
        each.page.get_by_text("1 step is done").click()
        each.page.locator(".stage__over").get_by_text("You have both ticked it.").wait_for()
    opens_step(bob, TRIAL)
    bob.press("Open it again")
    alice.page.get_by_text("1 step is done").wait_for(state="detached")
    assert tick(alice, TRIAL).get_attribute("aria-checked") == "false"


def test_both_tick_without_a_network_and_both_ticks_are_there_when_it_is_back(phone: PhoneMaker) -> None:
    alice, bob = couple(phone)
    for each in (alice, bob):
        each.expect_wrong("ERR_INTERNET_DISCONNECTED")
        each.expect_wrong("net::")
        each.goes_offline()
    for each in (alice, bob):
        tick(each, TRIAL).click()
        each.page.get_by_text("You have ticked it.").wait_for()
    for each in (alice, bob):
        each.comes_online()
    for each in (alice, bob):
        each.page.get_by_text("1 step is done").wait_for()


def test_own_steps_a_day_and_whose_it_is_are_seen_by_the_other(phone: PhoneMaker) -> None:
    alice, bob = couple(phone)
    adds_step(alice, "Ring the practice", whose="Mine", by="2027-03-05")
    bob.page.get_by_text("Ring the practice").wait_for()
    bob.page.get_by_text("does this one.").wait_for()
    assert tick(bob, "Ring the practice").is_disabled()
    opens_step(alice, "Ring the practice")
    with alice.page.expect_download() as saved:
        alice.press("Put it in my calendar")
    calendar = saved.value.path().read_text()
    assert "DTSTART;VALUE=DATE:20270305" in calendar
    assert "SUMMARY:Ring the practice" in calendar


def test_a_step_is_made_of_a_worry_in_words_that_do_not_say_whose_it_is(phone: PhoneMaker) -> None:
    alice, bob = couple(phone)
    alice.page.get_by_role("button", name="Add a step").first.click()
    alice.press("From something that holds one of us back")
    alice.page.get_by_role("button", name="What it costs Ask about the price").click()
    alice.press("Keep it")
    bob.page.get_by_text("Ask about the price on the phone").wait_for()
    assert "costs" not in bob.page.locator("main").inner_text()


def test_a_step_is_made_out_of_an_opened_concern(phone: PhoneMaker) -> None:
    alice, bob = linked(phone(), phone())
    open_to_bob(alice, bob, "the sink again")
    bob.press("More")
    bob.page.get_by_role("menuitem", name="Make a step of it").click()
    bob.page.get_by_label("What is the step?").fill("Share the evenings")
    bob.press("Keep it")
    on_the_path(alice)
    alice.page.get_by_text("Share the evenings").wait_for()


def test_notes_are_each_by_whoever_wrote_them(phone: PhoneMaker) -> None:
    alice, bob = couple(phone)
    for each in (alice, bob):
        opens_step(each, TRIAL)
    alice.page.get_by_label("Add a note").fill("After the holidays?")
    alice.press("Keep this note")
    bob.page.get_by_text("After the holidays?").wait_for()
    assert bob.page.get_by_role("button", name="Take this note away").count() == 0
    alice.press("Take this note away")
    bob.page.get_by_text("After the holidays?").wait_for(state="detached")
    alice.press("Undo")
    bob.page.get_by_text("After the holidays?").wait_for()


def test_a_step_is_moved_with_the_keyboard_and_with_a_finger(phone: PhoneMaker) -> None:
    alice, bob = couple(phone)
    names = alice.page.get_by_role("list", name="Understand").locator(".sortable__name")
    alice.press("More")
    alice.page.get_by_role("menuitem", name="Change the order").click()
    first, second = names.all_inner_texts()
    alice.page.get_by_role("button", name=f"Move “{first}” with the arrow keys").press("ArrowDown")
    alice.page.get_by_text("Now at place 2 of 2.").wait_for(state="attached")
    assert names.all_inner_texts() == [second, first]
    handle = alice.page.get_by_role("button", name=f"Move “{first}” with the arrow keys")
    box, target = handle.bounding_box(), alice.page.get_by_role("list", name="Understand").bounding_box()
    assert box
    assert target
    alice.page.mouse.move(box["x"] + 10, box["y"] + 10)
    alice.page.mouse.down()
    alice.page.mouse.move(box["x"] + 10, target["y"] + 5, steps=5)
    alice.page.mouse.up()
    alice.page.wait_for_function("first => document.querySelector('.sortable__name').innerText === first", arg=first)
    alice.page.get_by_role("button", name="Done", exact=True).click()
    row = bob.page.get_by_role("list", name="Understand").locator(".row__title")
    expect(row).to_have_text([first, second])


def test_a_step_is_let_go_and_archived_with_a_way_back(phone: PhoneMaker) -> None:
    alice, bob = couple(phone)
    for item, note in (("Let it go", "It is let go."), ("Archive it", "It is archived.")):
        opens_step(alice, "Find a calm hour to talk")
        alice.press("More")
        alice.page.get_by_role("menuitem", name=item).click()
        alice.page.get_by_text(note).wait_for()
        bob.page.get_by_text("Find a calm hour to talk").wait_for(state="detached")
        alice.press("Undo")
        bob.page.get_by_text("Find a calm hour to talk").wait_for()


def test_take_the_first_step_together_a_single_trial_session_may_end_well_in_not_now(phone: PhoneMaker) -> None:
    alice, bob = couple(phone)
    opens_step(alice, TRIAL)
    alice.press("Not now")
    bob.page.get_by_text("1 step is done").click()
    bob.page.get_by_text("Not now. That is a good answer too.").wait_for()


def test_seek_support_individually_on_a_path_that_is_nobody_elses_in_count_or_existence(phone: PhoneMaker) -> None:
    alice, bob = couple(phone)
    seen, received = bob.page.locator("main").inner_text(), len(bob.received)
    on_the_path(alice, "Only mine")
    adds_step(alice, "canary-own-step talk to my sister")
    alice.page.get_by_text("canary-own-step").wait_for()
    goes_to(alice, "Mine")
    writes = [line for line in alice.sent if "/api/parts" in line]
    on_the_path(bob, "Only mine")
    on_the_path(bob, "Ours")
    assert bob.page.locator("main").inner_text() == seen
    assert bob.received[received:] == []
    assert "canary-own-step" not in "\n".join(alice.sent)
    assert writes == []


def test_one_alone_has_a_path_before_anybody_is_invited(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("alone-alice")
    on_the_path(alice)
    adds_step(alice, "Ring one practice")
    tick(alice, "Ring one practice").click()
    alice.page.get_by_text("1 step is done").wait_for()
    alice.page.reload()
    alice.unlock()
    on_the_path(alice)
    alice.page.get_by_text("1 step is done").click()
    alice.page.get_by_text("Ring one practice").wait_for()


def test_words_that_were_typed_and_not_kept_are_there_again(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("draft-alice")
    on_the_path(alice)
    alice.page.get_by_role("button", name="Add a step").first.click()
    alice.page.get_by_label("What is the step?").fill("half a")
    alice.press("Back")
    alice.says("Path")
    alice.page.get_by_role("button", name="Add a step").first.click()
    assert alice.page.get_by_label("What is the step?").input_value() == "half a"
