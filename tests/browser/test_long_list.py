"""A long list while it is scrolled: rows of different heights never lie over one another, and little is drawn anew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from couplebridge.client.codes import format_code
from couplebridge.client.phone import Phone as ClientPhone
from tests.browser.couple import goes_to
from tests.browser.server import Server
from tests.browser.support import PASSPHRASE, Account, Phone, PhoneMaker
from tests.support.two_phones import CHEAP

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
ENTRIES = 150
# the gaps between each drawn row and the next; none may be below zero
OVERLAPS = """async () => {
  let overlaps = 0;
  for (let turn = 0; turn < 40; turn += 1) {
    window.scrollBy(0, 170);
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    const rows = [...document.querySelectorAll('.windowed-list__row')]
      .sort((a, b) => a.dataset.index - b.dataset.index).map((row) => row.getBoundingClientRect());
    for (let at = 1; at < rows.length; at += 1) if (rows[at].top < rows[at - 1].bottom - 1) overlaps += 1;
    if (!rows.some(({ top, bottom }) => top < innerHeight / 2 && bottom > innerHeight / 2)) overlaps += 1000;
  }
  return overlaps;
}"""
DRAWN_ANEW = """async () => {
  const list = document.querySelector('.windowed-list');
  let changes = 0;
  new MutationObserver((all) => { changes += all.length; })
    .observe(list, { subtree: true, childList: true, attributes: true, characterData: true });
  window.scrollBy(0, 2);
  for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
  return changes;
}"""
# how often, in the worst frame of a scroll, places were looked at after something had been put somewhere else
LAID_OUT_ANEW = """async () => {
  let isMoved = false;
  let [now, most] = [0, 0];
  const before = (prototype, name, work) => {
    const own = prototype[name];
    prototype[name] = function (...given) { work(); return own.apply(this, given); };
    return () => { prototype[name] = own; };
  };
  const put = before(CSSStyleDeclaration.prototype, 'setProperty', () => { isMoved = true; });
  const look = before(Element.prototype, 'getBoundingClientRect', () => { now += Number(isMoved); isMoved = false; });
  for (let frame = 0; frame < 30; frame += 1) {
    [isMoved, now] = [false, 0];
    window.scrollBy(0, 400);
    for (let rest = 0; rest < 2; rest += 1) await new Promise(requestAnimationFrame);
    most = Math.max(most, now);
  }
  put();
  look();
  return most;
}"""
# how many rows stand there when the list comes, and how many a moment later
ROWS_AT_FIRST = """() => {
  const count = () => document.querySelectorAll('.windowed-list__row').length;
  globalThis.rowsAtFirst = new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      if (count() === 0) return;
      observer.disconnect();
      resolve(count());
    }).observe(document.body, { subtree: true, childList: true });
  });
}"""


def years(server: Server) -> Account:
    """Rows of one line and of several, written by the reference client."""
    writer = ClientPhone(server.url, cost=CHEAP)
    writer.register("long-list", PASSPHRASE)
    for number in range(ENTRIES):
        at = (FIRST + timedelta(minutes=number)).isoformat().replace("+00:00", "Z")
        feelings = ["sad", "lonely", "hopeful"][: number % 4]
        words = "a row of many words " * (1 + number % 5)
        writer.journal.write(happened=f"{number:03} {words}", feelings=feelings, createdAt=at)
    writer.sync()
    return Account("long-list", PASSPHRASE, format_code(writer.account_code))


def in_mine(phone: PhoneMaker, server: Server) -> Phone:
    """The list stands, and the rows that are kept ready below the screen as well."""
    alice = phone()
    alice.sign_in(years(server))
    goes_to(alice, "Mine")
    alice.page.get_by_role("button", name=f"{ENTRIES - 1:03} a row").wait_for()
    alice.page.wait_for_function("() => document.querySelectorAll('.windowed-list__row').length > 12")
    return alice


def test_rows_of_different_heights_keep_their_places_while_one_scrolls(phone: PhoneMaker, server: Server) -> None:
    alice = in_mine(phone, server)
    assert alice.page.evaluate(OVERLAPS) == 0
    assert alice.page.evaluate(DRAWN_ANEW) == 0
    alice.page.evaluate("() => window.scrollTo(0, document.documentElement.scrollHeight)")
    alice.page.get_by_role("button", name="000 a row").wait_for()


def test_a_frame_of_a_scroll_is_laid_out_once(phone: PhoneMaker, server: Server) -> None:
    alice = in_mine(phone, server)
    assert alice.page.evaluate(LAID_OUT_ANEW) == 1


def test_what_is_on_screen_comes_first_and_the_spare_rows_follow(phone: PhoneMaker, server: Server) -> None:
    alice = in_mine(phone, server)
    goes_to(alice, "Today")
    alice.page.evaluate(ROWS_AT_FIRST)
    goes_to(alice, "Mine")
    at_first = alice.page.evaluate("() => rowsAtFirst")
    assert 3 < at_first <= 12
    alice.page.wait_for_function(
        "(before) => document.querySelectorAll('.windowed-list__row').length > before", arg=at_first
    )
