"""How soon the other sees it: from a press on one phone to the sight of it on the open screen of the other."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from contextlib import ExitStack

from playwright.sync_api import BrowserContext, Page

from couplebridge.client.codes import format_code
from couplebridge.client.phone import Phone
from scripts.bench.servers import Server
from scripts.bench.slow_phone import PASSPHRASE, Timed, goes, is_slowed, signs_in, slowed_page, url

ROUNDS = 9
NAMES = ("sight-one", "sight-other")
# both phones stand on one machine and read one clock
TICK = """() => {
  const began = Date.now();
  document.querySelector('[role=checkbox][aria-label*="Try one session"]').click();
  return began;
}"""
LOOK = """(isTicked) => {
  __seen.came = 0;
  const isThere = () => document.querySelector('main').textContent.includes('has ticked it.') === isTicked;
  new MutationObserver((_, observer) => {
    if (!isThere()) return;
    observer.disconnect();
    requestAnimationFrame(() => { __seen.came = Date.now(); });
  }).observe(document, { subtree: true, childList: true, characterData: true });
}"""


def times(contexts: list[BrowserContext], server: Server, say: Callable[[str], None]) -> Iterator[Timed]:
    """A tick of a step for two, set and taken back in turn."""
    say("phone: two of them, from a press to the other's sight")
    with ExitStack() as stack:
        pages = []
        for context, (name, code) in zip(contexts, _couple(server), strict=True):
            page, devtools = stack.enter_context(slowed_page(context))
            is_slowed(devtools, by=1)
            signs_in(page, server, name, code)
            goes(page, "Path")
            page.get_by_role("checkbox", name="Try one session").wait_for()
            is_slowed(devtools)
            pages.append(page)
        one, other = pages
        found = [_seen(one, other, number % 2 == 0) for number in range(ROUNDS)]
    yield ("a tick, from the press to the sight on the other's phone", statistics.median(found), 1_000)
    for context in contexts:
        context.close()


def _seen(one: Page, other: Page, is_ticked: bool) -> float:
    other.evaluate(LOOK, is_ticked)
    began = float(one.evaluate(TICK))
    other.wait_for_function("() => __seen.came > 0")
    return float(other.evaluate("() => __seen.came")) - began


def _couple(server: Server) -> Iterator[tuple[str, str]]:
    """Names and account codes of two who are linked."""
    one, other = Phone(url(server)), Phone(url(server))
    for phone, name in zip((one, other), NAMES, strict=True):
        phone.register(name, PASSPHRASE)
    other.pairing.join(one.pairing.invite(url(server)))
    for phone in (other, one, other):
        phone.sync()
    for phone, name in zip((one, other), NAMES, strict=True):
        yield name, format_code(phone.account_code)
