"""The therapists on two phones: a card of one name, the log, the call sheet, a message, side by side."""

from __future__ import annotations

import io
from collections import Counter

from playwright.sync_api import expect

from couplebridge.services import directory, nppes
from tests.browser.couple import CATCH_COPY, chooses, goes_to, linked
from tests.browser.server import Server
from tests.browser.support import PASSPHRASE, Phone, PhoneMaker
from tests.safety.browser.test_r1_hostile_strings import HOSTILE, stands_unharmed
from tests.support.nppes import row, table


def on_the_list(phone: Phone) -> None:
    goes_to(phone, "Path")
    phone.press("Therapists we look at")
    phone.says("The list")


def adds_card(phone: Phone, name: str, **fields: str) -> None:
    """A name and what else is given, by its label with underscores; groups are opened as needed."""
    phone.page.get_by_role("button", name="Add a therapist").click()
    phone.says("New card")
    phone.fill("Name", name)
    fills(phone, **fields)
    phone.press("Keep it")
    phone.says("The list")


def fills(phone: Phone, **fields: str) -> None:
    phone.page.locator(".more-fields").last.wait_for()
    for group in phone.page.locator(".more-fields:not([open]) > summary").all()[::-1]:
        group.click()
    for label, text in fields.items():
        phone.page.get_by_label(label.replace("_", " "), exact=True).fill(text)


def opens_card(phone: Phone, name: str) -> None:
    phone.page.get_by_role("button", name=name).click()
    phone.says("Card")


def couple(phone: PhoneMaker) -> tuple[Phone, Phone]:
    alice, bob = linked(phone(), phone())
    for each in (alice, bob):
        on_the_list(each)
    return alice, bob


def test_research_therapists_together_on_a_card_of_one_name_that_both_let_grow(phone: PhoneMaker) -> None:
    alice, bob = couple(phone)
    bob.page.get_by_text("Nobody is on the list yet").wait_for()
    adds_card(alice, "Ada Linde", Phone="030 1234567")
    opens_card(bob, "Ada Linde")
    bob.press("Change the card")
    fills(bob, Fee_for_a_session="1,250.50", Currency="eur")
    bob.press("Keep it")
    opens_card(alice, "Ada Linde")
    alice.page.get_by_text("€1,250.50").wait_for()
    for each in (alice, bob):
        each.page.get_by_text("030 1234567").wait_for()


def test_both_change_different_fields_without_a_network_and_both_stay(phone: PhoneMaker) -> None:
    alice, bob = couple(phone)
    adds_card(alice, "Ada Linde")
    for each in (alice, bob):
        opens_card(each, "Ada Linde")
    for each in (alice, bob):
        each.expect_wrong("net::")
        each.goes_offline()
    for each, fields in ((alice, {"Town": "Leipzig"}), (bob, {"Practice": "By the park"})):
        each.press("Change the card")
        fills(each, **fields)
        each.press("Keep it")
        each.says("Card")
    for each in (alice, bob):
        each.comes_online()
    for each in (alice, bob):
        each.page.get_by_text("Leipzig").first.wait_for()
        each.page.get_by_text("By the park").first.wait_for()


def test_what_helps_is_said_while_one_types(phone: PhoneMaker) -> None:
    alice, _bob = couple(phone)
    alice.page.get_by_role("button", name="Add a therapist").click()
    fills(alice, Name="Ada", US_NPI_number="1234567890", Web_page="javascript:alert(1)")
    alice.page.get_by_text("This cannot be an NPI", exact=False).wait_for()
    alice.page.get_by_text("This is not a web address that can be opened.", exact=False).wait_for()
    alice.press("Keep it")
    opens_card(alice, "Ada")
    assert alice.page.get_by_role("button", name="javascript:").count() == 0
    assert alice.page.locator("main a[href]").count() == 0, "a link is text until it is pressed"


def test_research_therapists_together_by_a_log_that_says_when_it_is_the_turn_of_the_next_one(phone: PhoneMaker) -> None:
    alice, bob = couple(phone)
    adds_card(alice, "Ada Linde")
    bob.page.get_by_text("Nobody has been in touch yet.").wait_for()
    opens_card(alice, "Ada Linde")
    alice.press("Note a call or a message")
    alice.page.get_by_label("On which day").fill("2026-01-12")
    alice.page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    bob.page.get_by_text("No answer in five working days. You could try the next one.").wait_for()
    chooses(alice, "They call back")
    bob.page.get_by_text("They call back").wait_for()
    alice.press("Take this line away")
    bob.page.get_by_text("Nobody has been in touch yet.").wait_for()
    alice.press("Undo")
    bob.page.get_by_text("They call back").wait_for()


def test_research_therapists_together_answers_of_the_first_call_stand_side_by_side_where_they_differ(
    phone: PhoneMaker,
) -> None:
    alice, bob = couple(phone)
    for name, fee in (("Ada Linde", "120"), ("Ben Roth", "90")):
        adds_card(alice, name, Fee_for_a_session=fee, Currency="EUR", Town="Leipzig")
    opens_card(alice, "Ben Roth")
    alice.press("Ten questions for the first call")
    alice.page.get_by_label("4. What does a first session look like?").fill("Ninety minutes, the two of us")
    alice.press("Keep the answers")
    alice.says("Card")
    bob.press("More")
    bob.page.get_by_role("menuitem", name="Compare two or three").click()
    bob.page.get_by_text("Ninety minutes, the two of us").wait_for()
    rows = bob.page.locator(".compare__table tbody th").all_inner_texts()
    assert rows[:2] == ["A first session, for us", "Six sessions, for us"]
    assert rows.index("Fee for a session") < rows.index("Town"), "differences come first"
    expect(bob.page.locator(".compare__table tbody tr").nth(1).locator("td")).to_have_text(["€720", "€540"])
    assert bob.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_message_is_copied_in_the_language_of_whoever_gets_it(phone: PhoneMaker) -> None:
    alice, _bob = couple(phone)
    adds_card(alice, "Ada Linde")
    opens_card(alice, "Ada Linde")
    alice.press("A message to send")
    chooses(alice, "Deutsch")
    alice.page.get_by_label("What you sign with").fill("Robin und Jules")
    alice.page.evaluate(CATCH_COPY)
    alice.press("Copy the message")
    alice.page.get_by_text("It is copied.").wait_for()
    text: str = alice.page.evaluate("() => globalThis.copiedText")
    assert text.startswith("Guten Tag Ada Linde,")
    assert text.endswith("Robin und Jules")


def test_hostile_strings_in_a_card_are_inert_on_the_other_phone(phone: PhoneMaker) -> None:
    alice, bob = couple(phone)
    words = " ".join(HOSTILE)[:280]
    adds_card(
        alice, words, Practice=words, Phone=words, Notes=" ".join(HOSTILE), Town=HOSTILE[6], Insurance=HOSTILE[10]
    )
    bob.page.get_by_role("button", name="globalThis.hit").first.click()
    bob.says("Card")
    stands_unharmed(bob)
    bob.press("Back")
    bob.says("The list")
    stands_unharmed(bob)


def test_seek_support_individually_on_a_list_that_is_nobody_elses(phone: PhoneMaker) -> None:
    alice, bob = couple(phone)
    goes_to(alice, "Path")
    alice.page.get_by_role("group", name="Whose path").get_by_text("Only mine", exact=True).click()
    alice.page.get_by_role("button", name="Therapists I look at").click()
    adds_card(alice, "canary-own-card")
    alice.page.get_by_text("canary-own-card").wait_for()
    assert not [line for line in alice.sent if "/api/parts" in line]
    bob.page.get_by_text("Nobody is on the list yet").wait_for()


def test_what_was_typed_and_not_kept_is_there_again(phone: PhoneMaker) -> None:
    alice, _bob = couple(phone)
    alice.page.get_by_role("button", name="Add a therapist").click()
    alice.fill("Name", "half a na")
    alice.press("Back")
    alice.page.get_by_role("button", name="Add a therapist").click()
    expect(alice.page.get_by_label("Name", exact=True)).to_have_value("half a na")


def adds_file(phone: Phone, name: str, content: bytes) -> None:
    phone.press("More")
    phone.page.get_by_role("menuitem", name="Add from a file or an address").click()
    phone.says("Add more")
    phone.page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})


def test_a_table_is_looked_at_first_and_what_is_not_taken_is_told(phone: PhoneMaker) -> None:
    alice, bob = couple(phone)
    rows = ("Nachname;Vorname;Telefon;Kammer", "Linde;Ada;030 1234567;7", ";;;", "Roth;Ben;030 7654321;8")
    lines = "\n".join((*rows, "Linde;A.;030 1234567;9", ";;030 5;1", ""))
    adds_file(alice, "list.csv", lines.encode("latin-1"))
    alice.page.get_by_text("2 cards can be added").wait_for()
    alice.page.get_by_text("2 rows are not taken").click()
    alice.page.get_by_text("already, or twice in the file", exact=False).wait_for()
    alice.page.get_by_text("There is no name in it.", exact=False).wait_for()
    alice.page.get_by_text("Kammer", exact=False).wait_for()
    alice.press("Add them")
    alice.says("The list")
    for name in ("Ada Linde", "Ben Roth"):
        bob.page.get_by_role("button", name=name).wait_for()


def test_ten_thousand_rows_show_their_progress_and_are_stopped_with_nothing_half_done(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("import-alice")
    goes_to(alice, "Path")
    alice.press("Therapists I look at")
    table = "name,phone\n" + "".join(f"Person {n},+1 555 {n:07d}\n" for n in range(10_000))
    adds_file(alice, "list.csv", table.encode())
    alice.page.get_by_text("10,000 cards can be added").wait_for(timeout=60_000)
    alice.press("Add them")
    alice.page.get_by_role("progressbar", name="Progress").wait_for()
    alice.press("Stop")
    alice.page.get_by_text("Stopped. Nothing was added.").wait_for()
    alice.press("Back")
    alice.page.get_by_text("Nobody is on the list yet").wait_for()


def test_contacts_and_a_pasted_address_become_cards_and_the_list_goes_out_again(phone: PhoneMaker) -> None:
    alice, _bob = couple(phone)
    adds_file(alice, "c.vcf", b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Linde\r\nTEL:030 1\r\nEND:VCARD\r\n")
    alice.page.get_by_text("1 card can be added").wait_for()
    alice.press("Add them")
    alice.says("The list")
    alice.press("More")
    alice.page.get_by_role("menuitem", name="Add from a file or an address").click()
    alice.page.get_by_label("Name, street, town, phone", exact=False).fill(
        "Ben Roth\nElm St 12\n04109 Leipzig\n0341 123456"
    )
    alice.press("Make a card of it")
    alice.says("Change the card")
    expect(alice.page.get_by_label("Phone", exact=True)).to_have_value("0341 123456")
    alice.press("Back")
    alice.says("The list")
    alice.press("More")
    with alice.page.expect_download() as saved:
        alice.page.get_by_role("menuitem", name="Save the list as a table").click()
    assert "0341 123456" in saved.value.path().read_text()
    alice.press("More")
    with alice.page.expect_download() as saved:
        alice.page.get_by_role("menuitem", name="Save the list as contacts").click()
    assert saved.value.path().read_text().count("BEGIN:VCARD") == 2


SHARE = """([title, url]) => {
  const how = { method: 'post', action: '/share', enctype: 'multipart/form-data' };
  const form = Object.assign(document.createElement('form'), how);
  for (const [name, value] of [['title', title], ['text', 'canary-shared'], ['url', url]]) {
    form.append(Object.assign(document.createElement('input'), { name, value }));
  }
  document.body.append(form);
  form.submit();
}"""


def test_a_page_that_is_shared_into_the_app_becomes_a_card_and_reaches_no_server(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("share-alice")
    alice.page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    alice.page.evaluate(SHARE, ["Ada Linde | Couples", "https://linde.example/about"])
    alice.says("Locked")
    assert alice.page.url == f"{alice.url}/"
    alice.fill("Passphrase", PASSPHRASE)
    alice.press("Unlock")
    alice.says("Add more")
    alice.page.get_by_text("Ada Linde", exact=True).wait_for()
    alice.page.get_by_role("button", name="Make a card of it").first.click()
    alice.says("Change the card")
    expect(alice.page.get_by_label("Web page", exact=True)).to_have_value("https://linde.example/about")
    sent = [line for line in alice.sent if not line.startswith(f"POST {alice.url}/share")]
    assert not [line for line in sent if "linde" in line or "canary-shared" in line]


def test_what_is_shared_while_no_worker_is_there_is_said_to_be_missing(phone: PhoneMaker) -> None:
    alice = phone(service_workers="block")
    for words in ("Service Worker registration blocked", "reading 'installing'"):
        alice.expect_wrong(words)
    alice.has_account("share-missed")
    alice.page.evaluate(SHARE, ["canary-missed", "https://linde.example/about"])
    alice.says("Locked")
    assert alice.page.url == f"{alice.url}/"
    alice.fill("Passphrase", PASSPHRASE)
    alice.press("Unlock")
    alice.says("Add more")
    alice.page.get_by_text("What you shared did not arrive here").wait_for()
    assert "canary-missed" not in alice.page.locator("body").inner_text()


def test_the_public_directory_is_searched_on_the_phone_and_the_server_learns_three_digits(
    phone: PhoneMaker, own_server: Server
) -> None:
    alice = phone()
    alice.url = own_server.url
    alice.has_account("directory-alice")
    rows = io.StringIO(table([row(1, first="ADA", last="LINDE"), row(2, first="BEN", last="ROTH")]), newline="")
    with own_server.app.app_context():
        directory.replace(nppes.read_providers(rows, Counter()))
    goes_to(alice, "Path")
    alice.press("Therapists I look at")
    alice.press("More")
    alice.page.get_by_role("menuitem", name="Add from a file or an address").click()
    alice.page.get_by_label("ZIP code").fill("62704")
    alice.page.get_by_label("Name or town").fill("linde")
    alice.press("Look")
    alice.page.get_by_text("1 found").wait_for()
    alice.page.get_by_role("button", name="Ada Linde").click()
    alice.says("Card")
    alice.page.get_by_text("Marriage and family therapist, LMFT").wait_for()
    asked = [line.split(" {")[0] for line in alice.sent if "/api/directory" in line]
    assert asked == [f"GET {alice.url}/api/directory", f"GET {alice.url}/api/directory/blocks/627"]


def test_hostile_strings_in_the_log_the_answers_and_the_page_are_inert_too(phone: PhoneMaker) -> None:
    alice, bob = couple(phone)
    words = " ".join(HOSTILE)
    adds_card(alice, "Ada Linde")
    opens_card(alice, "Ada Linde")
    alice.press("Ten questions for the first call")
    alice.page.get_by_label("4. What does a first session look like?").fill(words)
    alice.press("Keep the answers")
    alice.press("Note a call or a message")
    alice.page.get_by_label("What comes next").fill(words[:290])
    alice.page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    alice.page.get_by_role("dialog").wait_for(state="detached")  # nothing can be typed behind it
    alice.fill("Add a note", words)
    alice.press("Keep this note")
    opens_card(bob, "Ada Linde")
    bob.page.locator(".contact", has_text="globalThis.hit").wait_for()
    bob.page.locator(".known", has_text="globalThis.hit").wait_for()
    bob.page.locator(".step-note", has_text="globalThis.hit").wait_for()
    stands_unharmed(bob)
    for each in (alice, bob):
        each.press("Back")
        each.press("More")
        each.page.get_by_role("menuitem", name="A page for the therapist").click()
    alice.page.get_by_label("A new line").fill(words[:580])
    alice.press("Add it")
    bob.page.get_by_label("I say yes to these words").check()
    bob.page.locator(".print-page").wait_for()
    stands_unharmed(bob)
