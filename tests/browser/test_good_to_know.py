"""Good to know, as people come to it: before signing in, without a network, from a worry, and by its address."""

from __future__ import annotations

import pytest

from couplebridge.catalogues import translations
from couplebridge.services.good_to_know import read_shelves
from tests.browser.couple import goes_to
from tests.browser.server import Server
from tests.browser.support import Phone, PhoneMaker
from tests.browser.test_stillness import BLOCKED

EN, ES, DE = (read_shelves()[language] for language in ("en", "es", "de"))
COST, SAFETY = EN.page("cost"), EN.page("safety")


def has_the_app(phone: Phone) -> None:
    """From the first visit on."""
    phone.open()
    phone.keeps_app()


def chooses_page(phone: Phone, title: str) -> None:
    """Press its row, wherever rows of pages are; wait until it is read."""
    phone.page.locator("main").get_by_role("button", name=title).click()
    reads(phone, title)


def reads(phone: Phone, title: str) -> None:
    phone.page.locator("article h2", has_text=title).wait_for()


def is_hidden(phone: Phone, words: str = "Nothing here.") -> bool:
    return phone.page.locator("body").inner_text().strip() == words


def test_normalise_therapy_by_pages_with_sources_read_before_one_has_an_account_and_back_leads_where_one_was(
    phone: PhoneMaker,
) -> None:
    alice = phone()
    alice.open()
    alice.press("Good to know")
    for name in ("first-session", "can", "others"):
        chooses_page(alice, EN.page(name).title)
        for source in EN.page(name).sources:
            alice.page.get_by_text(source).wait_for()
        alice.press_back()
    chooses_page(alice, COST.title)
    alice.page.get_by_text(COST.sources[0]).wait_for()
    assert alice.page.get_by_role("button", name="Make it a step").count() == 0
    chooses_page(alice, EN.page(COST.related[0]).title)
    alice.press_back()
    reads(alice, COST.title)
    alice.press_back()
    alice.page.get_by_role("heading", name=EN.words["groups"]["find"]).wait_for()
    alice.press("Back")
    alice.says("Yours alone")
    assert (alice.page.url, alice.page.title()) == (f"{alice.url}/", "Bridge")


def test_going_back_leads_to_the_place_in_the_list_where_one_was(phone: PhoneMaker) -> None:
    alice = phone()
    alice.open()
    alice.press("Good to know")
    row = alice.page.get_by_role("button", name=EN.page("no").title)
    row.scroll_into_view_if_needed()
    left_at = alice.page.evaluate("() => scrollY")
    assert left_at > 300
    row.click()
    reads(alice, EN.page("no").title)
    alice.press_back()
    row.wait_for()
    alice.page.wait_for_function("(at) => Math.abs(scrollY - at) < 60", arg=left_at)


def test_a_link_in_the_words_leads_to_the_page_it_names(phone: PhoneMaker) -> None:
    alice = phone()
    alice.open()
    alice.press("Good to know")
    chooses_page(alice, EN.page("resist").title)
    alice.page.locator("article").get_by_role("link", name="what it costs").click()
    reads(alice, COST.title)
    alice.press_back()
    reads(alice, EN.page("resist").title)


def test_normalise_therapy_by_pages_that_all_open_with_the_server_gone(phone: PhoneMaker, own_server: Server) -> None:
    spanish = translations("es").gettext
    alice = phone(locale="es-ES")
    alice.url = own_server.url
    has_the_app(alice)
    own_server.stop()
    alice.expect_wrong("ERR_CONNECTION_REFUSED")
    alice.page.reload()
    alice.says(spanish("Yours alone, until you both say yes"))
    alice.press(spanish("Good to know"))
    for page in ES.pages:
        if page.id != "safety":
            chooses_page(alice, page.title)
            alice.press(spanish("Back"))
    alice.page.locator("main").get_by_role("button", name=ES.page("safety").title).click()
    alice.page.get_by_text("116 016").wait_for()
    # another language is not on this phone, which is said, and one's own is still there
    alice.page.get_by_text("Deutsch", exact=True).click()
    alice.page.get_by_role("alert").wait_for()
    alice.page.get_by_text("Español", exact=True).click()
    alice.page.get_by_text("116 016").wait_for()


def test_its_address_opens_it_offline_too_and_says_nothing_of_it(phone: PhoneMaker) -> None:
    alice = phone()
    has_the_app(alice)
    alice.expect_wrong("ERR_INTERNET_DISCONNECTED")
    alice.goes_offline()
    alice.page.goto(f"{alice.url}/read/{COST.number}")
    reads(alice, COST.title)
    assert alice.page.url == f"{alice.url}/"
    alice.press("Back")
    alice.says("Yours alone")
    alice.page.goto(f"{alice.url}/read/99")
    alice.page.get_by_text(EN.words["absent"]).wait_for()
    alice.page.goto(f"{alice.url}/read")
    chooses_page(alice, COST.title)
    alice.comes_online()


def test_i4_no_request_and_no_trace_tells_which_page_was_read(phone: PhoneMaker) -> None:
    alice = phone()
    has_the_app(alice)
    alice.page.reload()
    alice.says("Yours alone")
    alice.page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    before, received = alice.storage(), []
    alice.context.on("request", lambda request: received.append(request.url))
    alice.press("Good to know")
    for page in ("leaving", "no"):
        chooses_page(alice, EN.page(page).title)
        alice.press("Back")
        alice.page.get_by_role("heading", name=EN.words["groups"]["find"]).wait_for()
    alice.press("Back")
    alice.says("Yours alone")
    assert [url for url in received if "/pages/" in url and not url.endswith("/pages/en.json")] == []
    assert [url for url in received if "/api/" in url or "/read" in url] == []
    assert alice.storage() == before


def test_it_opens_over_the_lock_and_after_unlocking(phone: PhoneMaker) -> None:
    alice = phone()
    account = alice.has_account("reader-lock")
    alice.keeps_app()
    alice.page.goto(f"{alice.url}/read/{COST.number}")
    reads(alice, COST.title)
    assert alice.page.get_by_role("button", name="Make it a step").count() == 0
    alice.press("Back")
    alice.says("Locked")
    alice.press("Good to know")
    chooses_page(alice, COST.title)
    alice.press_back()
    alice.press_back()
    alice.says("Locked")
    alice.unlock(account.passphrase)
    alice.press("Settings and good to know")
    alice.page.get_by_role("button", name="Pages to read").click()
    chooses_page(alice, COST.title)


def test_the_small_step_of_a_page_goes_onto_the_path(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("reader-step")
    goes_to(alice, "Path")
    alice.press("Good to know")
    chooses_page(alice, COST.title)
    alice.press("Make it a step")
    alice.says("New step")
    assert alice.page.get_by_label("What is the step?").input_value() == COST.step
    alice.press("Keep it")
    alice.page.get_by_text("It is on the path.").wait_for()
    reads(alice, COST.title)
    goes_to_path(alice)
    alice.page.get_by_role("button", name=COST.step).first.wait_for()


def goes_to_path(phone: Phone) -> None:
    phone.press("Back")
    phone.press("Back")
    phone.says("Path")


def test_the_step_of_a_page_about_leaving_is_offered_to_no_path(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("reader-leaving")
    goes_to(alice, "Path")
    alice.press("Good to know")
    chooses_page(alice, EN.page("leaving").title)
    alice.page.get_by_text(EN.page("leaving").step).wait_for()
    assert alice.page.get_by_role("button", name="Make it a step").count() == 0


def test_a_worry_and_a_step_lead_to_their_pages_and_back_to_what_was_typed(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("reader-worry")
    goes_to(alice, "Path")
    alice.page.get_by_role("button", name="Read what going alone does").click()
    alice.says("Step")
    alice.press("Read about it")
    reads(alice, EN.page("alone").title)
    alice.press_back()
    alice.says("Step")
    alice.press("Back")
    alice.says("Path")
    alice.page.get_by_role("button", name="Add a step").first.click()
    alice.says("New step")
    alice.fill("What is the step?", "canary in a step")
    alice.press("From something that holds one of us back")
    alice.press("Read about it: What it costs")
    reads(alice, COST.title)
    alice.press_back()
    alice.says("New step")
    assert alice.page.get_by_label("What is the step?").input_value() == "canary in a step"


def test_the_reader_chooses_the_language_and_the_words_are_marked_as_its(phone: PhoneMaker) -> None:
    alice = phone(locale="de-AT")
    alice.open()
    alice.press(translations("de").gettext("Good to know"))
    chooses_page(alice, DE.page("cost").title)
    assert alice.page.locator("article").evaluate("(found) => found.closest('[lang]').lang") == "de"
    alice.page.get_by_text("Español", exact=True).click()
    reads(alice, ES.page("cost").title)
    alice.press(translations("de").gettext("Back"))
    alice.page.get_by_role("heading", name=ES.words["groups"]["find"]).wait_for()


# Outside of the app: no service worker, as on a phone that was never here.


def test_without_the_app_a_page_leads_to_the_next_and_to_other_languages(phone: PhoneMaker) -> None:
    alice = phone(service_workers="block")
    for words in BLOCKED:  # the app is reached at the end
        alice.expect_wrong(words)
    alice.page.goto(f"{alice.url}/read")
    alice.page.get_by_role("link", name=COST.title).click()
    alice.page.get_by_role("heading", name=COST.title, level=1).wait_for()
    alice.page.get_by_role("link", name="Deutsch").click()
    alice.page.get_by_role("heading", name=DE.page("cost").title, level=1).wait_for()
    alice.page.get_by_role("link", name=DE.page(COST.related[0]).title).click()
    alice.page.get_by_role("heading", name=DE.page(COST.related[0]).title, level=1).wait_for()
    alice.press_back()
    alice.page.get_by_role("heading", name=DE.page("cost").title, level=1).wait_for()
    alice.page.get_by_role("link", name="Zur App").click()
    alice.says("Yours alone")


def test_it_reads_the_same_without_javascript_and_hide_now_leaves(phone: PhoneMaker) -> None:
    alice = phone(java_script_enabled=False)
    alice.page.goto(f"{alice.url}/")
    alice.page.get_by_role("link", name="Good to know").click()
    alice.page.get_by_role("link", name=SAFETY.title).first.click()
    alice.page.get_by_role("heading", name=SAFETY.title, level=1).wait_for()
    alice.page.get_by_text("116 016").wait_for()
    alice.page.get_by_role("link", name="Hide now").click()
    alice.page.wait_for_url("**/nothing?lang=en")
    assert is_hidden(alice)


@pytest.mark.parametrize("way", ["button", "taps", "shift"])
def test_p3_hide_now_outside_of_the_app_waits_for_no_server(phone: PhoneMaker, own_server: Server, way: str) -> None:
    alice = phone(service_workers="block", locale="de-DE")
    alice.url = own_server.url
    alice.page.goto(f"{own_server.url}/read/{SAFETY.number}")
    alice.page.wait_for_load_state("networkidle")
    own_server.stop()
    if way == "button":
        alice.page.get_by_role("link", name=DE.words["hide_now"]).click()
    for _ in range(3):
        if way == "taps":
            alice.page.locator(".top-bar__title").click()
        if way == "shift":
            alice.page.keyboard.press("Shift")
    assert is_hidden(alice, DE.words["nothing"])
    assert alice.page.url == f"{own_server.url}/nothing"


def test_two_taps_hide_nothing(phone: PhoneMaker) -> None:
    alice = phone(service_workers="block")
    alice.page.goto(f"{alice.url}/read/{COST.number}")
    alice.page.wait_for_load_state("networkidle")
    alice.page.locator(".top-bar__title").dblclick()
    for key in ("Shift", "Shift", "Escape"):
        alice.page.keyboard.press(key)
    alice.page.get_by_role("heading", name=COST.title, level=1).wait_for()


def test_hide_now_stays_in_sight_however_far_one_reads(phone: PhoneMaker) -> None:
    alice = phone(service_workers="block")
    alice.page.goto(f"{alice.url}/read/{COST.number}")
    alice.page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    box = alice.page.get_by_role("link", name="Hide now").bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 40
    assert box["height"] >= 44
