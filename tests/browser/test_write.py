"""Writing: two taps or a whole page, saved while typing, kept in versions, thrown away and taken back."""

from __future__ import annotations

import pytest

from tests.browser.couple import chooses, goes_to, opens_page, saved, writes
from tests.browser.server import Server
from tests.browser.support import Phone, PhoneMaker

# the clock of this page stands some minutes back, until the next load is told otherwise
TWELVE_MINUTES_AGO = """(() => {
  const backMs = Number(sessionStorage.getItem('backMs') ?? 12 * 60000), now = Date.now.bind(Date);
  Date.now = () => now() - backMs;
})()"""


@pytest.fixture
def alice(phone: PhoneMaker) -> Phone:
    alice = phone()
    alice.has_account("write-alice")
    return alice


def test_two_taps_are_an_entry(alice: Phone) -> None:
    alice.press("Write")
    alice.says("Write")
    chooses(alice, "lonely")
    chooses(alice, "Time together")
    saved(alice).wait_for()
    alice.press("Done")
    goes_to(alice, "Mine")
    alice.page.get_by_role("button", name="Lonely, Time together").wait_for()


def test_what_was_typed_is_there_after_a_reload_without_done(alice: Phone) -> None:
    alice.press("Write")
    alice.says("Write")
    chooses(alice, "A whole page")
    alice.page.get_by_label("What happened?").press_sequentially("The kettle was cold again")
    saved(alice).wait_for()
    alice.page.reload()
    alice.says("Locked")
    alice.unlock()
    opens_page(alice, "The kettle was cold again")


def test_what_is_not_on_the_server_yet_is_said_and_sent_when_it_can_be(phone: PhoneMaker, own_server: Server) -> None:
    alice = phone()
    alice.url = own_server.url
    alice.has_account("write-offline")
    for part in ("ERR_CONNECTION_REFUSED", "ERR_EMPTY_RESPONSE", "ERR_INCOMPLETE_CHUNKED_ENCODING"):
        alice.expect_wrong(part)
    alice.press("Write")
    alice.says("Write")
    alice.keeps_app()
    own_server.stop()
    chooses(alice, "A whole page")
    alice.fill("What happened?", "Written while nobody was there")
    alice.page.get_by_text("Saved on this phone. Not on the server yet.").wait_for()
    alice.press("Done")
    alice.page.get_by_text("Not on the server yet:", exact=False).first.wait_for()
    own_server.start()
    alice.page.evaluate("() => window.dispatchEvent(new Event('online'))")
    alice.page.get_by_text("Not on the server yet:", exact=False).wait_for(state="detached")


def test_an_earlier_version_is_kept_and_comes_back(phone: PhoneMaker) -> None:
    alice = phone()
    alice.page.add_init_script(TWELVE_MINUTES_AGO)
    alice.has_account("write-history")
    writes(alice, "The first way to say it")
    alice.page.evaluate("() => sessionStorage.setItem('backMs', '0')")
    alice.page.reload()
    alice.says("Locked")
    alice.unlock()
    opens_page(alice, "The first way to say it")
    alice.press("Change")
    alice.fill("What happened?", "The second way to say it")
    saved(alice).wait_for()
    alice.press("Done")
    alice.says("Page")
    alice.press("More")
    alice.page.get_by_role("menuitem", name="Earlier versions").click()
    alice.page.get_by_role("button", name="The first way to say it").click()
    alice.press("Bring this back")
    alice.says("Page")
    alice.page.get_by_text("The first way to say it").wait_for()


def test_the_bin_gives_back_what_was_thrown_away(alice: Phone) -> None:
    writes(alice, "A page for the bin")
    opens_page(alice, "A page for the bin")
    alice.press("More")
    alice.page.get_by_role("menuitem", name="Put in the bin").click()
    alice.says("Mine")
    alice.page.get_by_role("button", name="A page for the bin").wait_for(state="detached")
    alice.press("More")
    alice.page.get_by_role("menuitem", name="Bin").click()
    alice.says("Bin")
    alice.press("Take it out of the bin")
    opens_page(alice, "A page for the bin")


def test_a_text_that_is_too_long_is_said_and_stays_on_the_screen(alice: Phone) -> None:
    alice.press("Write")
    chooses(alice, "A whole page")
    alice.fill("What happened?", "é" * 20_001)
    alice.page.get_by_text("This text is too long to be kept in one piece").wait_for()
    assert len(alice.page.get_by_label("What happened?").input_value()) == 20_001
    # words that are taken over elsewhere on the page do not hide that these are not
    alice.page.get_by_label("Beneath it").fill("small")
    alice.page.get_by_text("Saved on this phone", exact=False).wait_for()
    alice.page.get_by_text("This text is too long to be kept in one piece").wait_for()
    alice.press("Done")
    alice.page.get_by_label("What happened?").wait_for()
    # as many as are kept, each of them two to the browser
    alice.fill("What happened?", "\U0001f600" * 20_000)
    saved(alice).wait_for()
    alice.press("Done")
    alice.page.get_by_role("button", name="Done", exact=True).wait_for(state="detached")


# how many texts of the interface are asked for while one letter is drawn: each stands for a piece that is drawn anew
TEXTS_FOR_A_LETTER = """async () => {
  const field = document.activeElement;
  const own = String.prototype.includes;
  let asked = 0;
  String.prototype.includes = function (...given) { asked += Number(given[0] === '{'); return own.apply(this, given); };
  field.value += 's';
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  String.prototype.includes = own;
  return asked;
}"""


def test_a_letter_draws_its_own_field_and_not_the_whole_form(alice: Phone) -> None:
    alice.press("Write")
    alice.says("Write")
    chooses(alice, "A whole page")
    alice.page.get_by_label("What happened?").press_sequentially("The kettle wa")
    saved(alice).wait_for()
    assert 0 < alice.page.evaluate(TEXTS_FOR_A_LETTER) < 40
