"""The first screen stands before the parts of the app are there, and nothing that is done on it by then is lost."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Route, expect

from tests.browser.support import PASSPHRASE, Phone, PhoneMaker

FORGOTTEN = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open('couplebridge');
  opening.onsuccess = () => {
    const writing = opening.result.transaction('meta', 'readwrite');
    writing.objectStore('meta').delete('device');
    writing.oncomplete = () => { opening.result.close(); resolve(); };
    writing.onabort = () => reject(writing.error);
  };
})"""
# Each stretching of a passphrase is one worker.
COUNT_WORKERS = """(() => {
  globalThis.workers = 0;
  globalThis.Worker = class extends Worker {
    constructor(...given) { super(...given); globalThis.workers += 1; }
  };
})()"""
# The parts are there and have had every turn they need; the same file is asked for, so nothing is loaded twice.
PARTS_HAVE_STARTED = """async () => {
  const main = document.querySelector('script[src$="/js/main.js"]').src;
  await import(main.replace('main.js', 'parts.js'));
  for (let turn = 0; turn < 5; turn += 1) await fetch('/api/health');
}"""
# The words that stood on the page first of all. The look is waited for, however long it takes on this machine.
WHAT_CAME_FIRST = """(() => {
  const BLINK_MS = 300, wait = globalThis.setTimeout;
  globalThis.setTimeout = (work, ms, ...given) => (ms === BLINK_MS ? 0 : wait(work, ms, ...given));
  globalThis.cameFirst = new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      const words = document.getElementById('app')?.textContent ?? '';
      if (words === '') return;
      observer.disconnect();
      resolve(words);
    }).observe(document, { subtree: true, childList: true });
  });
})()"""
# A database that answers nobody, as while another tab holds it; and nobody stops waiting for it.
NO_ANSWER = """(() => {
  IDBFactory.prototype.open = () => new EventTarget();
  const LOOK_LIMIT_MS = 1_000, wait = globalThis.setTimeout;
  globalThis.setTimeout = (work, ms, ...given) => (ms === LOOK_LIMIT_MS ? 0 : wait(work, ms, ...given));
})()"""
KEPT_PAGE = """async () => {
  const [name] = (await caches.keys()).filter((each) => each.startsWith('couplebridge-'));
  return (await (await caches.open(name)).match('/')).text();
}"""


class Held:
    """The parts of the app, kept back on the network until `come()`."""

    def __init__(self, phone: Phone) -> None:
        self._waiting: list[Route] = []
        self._is_held = True
        phone.page.route("**/js/parts.js", self._take)

    def _take(self, route: Route) -> None:
        if self._is_held:
            self._waiting.append(route)
        else:
            route.continue_()

    def come(self) -> None:
        """Let them through, now and from now on."""
        self._is_held = False
        for route in self._waiting:
            route.continue_()


def comes_back(make: PhoneMaker, name: str) -> tuple[Phone, Held]:
    """A phone with an account, opened again, of which the parts are on their way.

    Without a service worker: what that answers cannot be held.
    """
    alice = make(service_workers="block")
    alice.page.add_init_script("delete Navigator.prototype.serviceWorker")
    alice.page.add_init_script(COUNT_WORKERS)
    alice.create_account(name)
    held = Held(alice)
    alice.page.reload()
    return alice, held


def passphrase(phone: Phone) -> Locator:
    return phone.page.get_by_label("Passphrase", exact=True)


def workers(phone: Phone) -> int:
    count: int = phone.page.evaluate("() => globalThis.workers")
    return count


def test_the_lock_stands_at_once_and_what_is_typed_stays_when_the_parts_arrive(phone: PhoneMaker) -> None:
    alice, held = comes_back(phone, "first-typed")
    alice.says("Locked")
    passphrase(alice).press_sequentially(PASSPHRASE[:10])
    held.come()
    alice.page.evaluate(PARTS_HAVE_STARTED)
    expect(passphrase(alice)).to_have_value(PASSPHRASE[:10])
    expect(passphrase(alice)).to_be_focused()
    alice.page.keyboard.type(PASSPHRASE[10:])
    alice.press("Unlock")
    alice.says("Today")


def test_pressed_before_the_parts_are_there_it_opens_once_and_says_so_calmly(phone: PhoneMaker) -> None:
    alice, held = comes_back(phone, "first-pressed")
    passphrase(alice).fill(PASSPHRASE)
    alice.press("Unlock")
    button = alice.page.get_by_role("button", name="Opening")
    expect(button).to_have_attribute("aria-busy", "true")
    button.click(force=True)  # it takes no press while it works
    alice.page.evaluate("() => document.querySelector('form').requestSubmit()")
    held.come()
    alice.says("Today")
    assert workers(alice) == 1


def test_a_wrong_passphrase_pressed_before_the_parts_are_there_is_said_and_another_one_opens(phone: PhoneMaker) -> None:
    alice, held = comes_back(phone, "first-wrong")
    alice.expect_wrong("answer 401: POST")
    passphrase(alice).fill("quiet harbour lantern velour")
    alice.press("Unlock")
    held.come()
    alice.page.get_by_text("That did not open it").wait_for()
    alice.unlock()


def test_hidden_before_the_parts_are_there_nothing_opens_behind_the_neutral_page(phone: PhoneMaker) -> None:
    alice, held = comes_back(phone, "first-hidden")
    passphrase(alice).fill(PASSPHRASE)
    alice.press("Unlock")
    alice.page.get_by_role("button", name="Opening").wait_for()
    alice.press("Hide now")
    held.come()
    alice.page.evaluate(PARTS_HAVE_STARTED)
    assert alice.page.locator("body").inner_text().strip() == "Nothing here."
    assert workers(alice) == 0


def test_whoever_goes_on_from_the_lock_before_the_parts_are_there_is_not_called_back(phone: PhoneMaker) -> None:
    alice, held = comes_back(phone, "first-went-on")
    alice.says("Locked")
    alice.press("Is this right for us?")
    held.come()
    alice.says("Is this right for us?")
    alice.page.evaluate(PARTS_HAVE_STARTED)
    alice.says("Is this right for us?")
    alice.press_back()
    alice.unlock()


def test_a_device_without_an_account_is_welcomed_at_once_also_when_the_app_was_here(phone: PhoneMaker) -> None:
    alice, held = comes_back(phone, "first-new")
    alice.says("Locked")
    alice.page.evaluate(FORGOTTEN)
    alice.page.reload()
    alice.page.get_by_role("button", name="Start on my own").wait_for()
    held.come()
    alice.page.get_by_role("button", name="Start on my own").wait_for()


def test_an_account_that_went_meanwhile_makes_way_for_the_welcome(phone: PhoneMaker) -> None:
    alice, held = comes_back(phone, "first-gone")
    alice.says("Locked")
    alice.page.evaluate(FORGOTTEN)
    held.come()
    alice.page.get_by_role("button", name="Start on my own").wait_for()


def test_an_account_that_came_meanwhile_makes_way_for_the_lock(phone: PhoneMaker) -> None:
    alice = phone(service_workers="block")
    alice.page.add_init_script("delete Navigator.prototype.serviceWorker")
    held = Held(alice)
    alice.open()
    other = Phone(alice.context, alice.another_tab(), alice.url)
    other.page.add_init_script("delete Navigator.prototype.serviceWorker")
    other.create_account("first-came")
    held.come()
    alice.says("Locked")


def test_whoever_stays_unlocked_is_shown_no_lock_on_the_way_in(phone: PhoneMaker) -> None:
    alice, held = comes_back(phone, "first-stay")
    held.come()
    alice.unlock()
    stays_unlocked(alice)
    held = Held(alice)
    alice.page.reload()
    alice.page.get_by_text("One moment").wait_for()
    expect(alice.page.get_by_role("heading", name="Locked")).to_have_count(0)
    held.come()
    alice.says("Today")


def stays_unlocked(phone: Phone) -> None:
    """For an hour, on this phone."""
    phone.press("Settings and good to know")
    phone.press("When it locks")
    phone.page.get_by_text("One hour without use").click()
    phone.fill("Passphrase", PASSPHRASE)
    phone.press("Turn it on")
    phone.page.get_by_text("This phone stays unlocked for 1 hour").wait_for()


def test_parts_that_do_not_come_are_said_in_words(phone: PhoneMaker) -> None:
    alice = phone(service_workers="block")
    alice.page.add_init_script("delete Navigator.prototype.serviceWorker")
    alice.create_account("first-missing")
    alice.expect_wrong("page error")
    alice.page.route("**/js/parts.js", lambda route: route.abort())
    alice.page.reload()
    alice.page.get_by_text("The app could not start. Nothing was lost.", exact=False).wait_for()
    alice.page.get_by_role("button", name="Load again").wait_for()


def test_whoever_comes_back_sees_the_lock_and_no_other_screen_before_it(phone: PhoneMaker) -> None:
    alice, held = comes_back(phone, "first-of-all")
    alice.says("Locked")
    alice.page.add_init_script(WHAT_CAME_FIRST)
    alice.page.reload()
    words = alice.page.evaluate("() => cameFirst")
    held.come()
    assert "Locked" in words
    assert "One moment" not in words


def test_where_the_look_takes_long_the_page_does_not_stay_empty(phone: PhoneMaker) -> None:
    alice = phone(service_workers="block")
    alice.page.add_init_script(NO_ANSWER)
    alice.page.goto(alice.url)
    alice.page.get_by_text("One moment").wait_for()


def test_the_page_that_the_phone_keeps_asks_for_the_files_of_the_lock_at_once(phone: PhoneMaker) -> None:
    alice = phone()
    alice.open()
    alice.keeps_app()
    kept = alice.page.evaluate(KEPT_PAGE)
    assert re.search(r'rel="modulepreload" href="/s/\w+/js/ui/screens/lock.js"', kept)
