"""How soon the shape of a screen stands while its file is still on the way."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator

from playwright.sync_api import BrowserContext, Route

from couplebridge.client.codes import format_code
from couplebridge.client.phone import Phone
from scripts.bench.servers import Server
from scripts.bench.slow_phone import PASSPHRASE, Timed, is_slowed, presses, signs_in, slowed_page, url

NAME = "waits"
# the places that are not there yet after an unlock, each with the file that is held back
PLACES = {"Mine": "mine.js", "Bridge": "bridge.js", "Path": "path.js"}
# that a file is held back is told on another way than what the page answers
TOLD_MS = 500
# it would have every file at hand
NO_WORKER = "delete Navigator.prototype.serviceWorker;"


def times(context: BrowserContext, server: Server, say: Callable[[str], None]) -> Iterator[Timed]:
    """From a press on a place until its skeleton is drawn."""
    say("phone: the shape of what comes")
    writer = Phone(url(server))
    writer.register(NAME, PASSPHRASE)
    held: list[Route] = []
    found = []

    def hold(route: Route) -> None:
        held.append(route)

    with slowed_page(context) as (page, devtools):
        page.add_init_script(NO_WORKER)
        is_slowed(devtools, by=1)
        signs_in(page, server, NAME, format_code(writer.account_code))
        is_slowed(devtools)
        for place, file in PLACES.items():
            page.route(f"**/js/ui/screens/{file}", hold)
            found += presses(page, (place, ".skeleton", ""))
            page.wait_for_timeout(TOLD_MS)
            held.pop().continue_()
            page.get_by_role("heading", name=place, exact=True).wait_for()
    yield ("a screen on its way: from the press to its skeleton", statistics.median(found), 100)
    context.close()
