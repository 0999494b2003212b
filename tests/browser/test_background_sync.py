"""Written without a network, the app closed: the browser sends it when the network is back, sealed, once."""

from __future__ import annotations

import threading

import pytest
from playwright.sync_api import CDPSession
from sqlalchemy import func, select

from couplebridge.extensions import db
from couplebridge.framing import RECORD
from couplebridge.models.item import Item
from tests.browser.couple import chooses, goes_to, writes
from tests.browser.server import Server
from tests.browser.support import PASSPHRASE, Phone, PhoneMaker

CANARY = "canary-bgs the kettle was still warm"


@pytest.fixture
def server(own_server: Server) -> Server:
    return own_server


def records(server: Server) -> int:
    with server.app.app_context():
        return db.session.execute(select(func.count()).select_from(Item).where(Item.type == RECORD)).scalar_one()


def registration(devtools: CDPSession, phone: Phone) -> str:
    """The id of the app's service worker."""
    found: list[str] = []

    def look(event: dict[str, list[dict[str, str]]]) -> None:
        found.extend(each["registrationId"] for each in event["registrations"] if phone.url in each["scopeURL"])

    devtools.on("ServiceWorker.workerRegistrationUpdated", look)
    devtools.send("ServiceWorker.enable")
    for _ in range(100):
        if found:
            return found[0]
        phone.page.context.pages[0].evaluate("() => new Promise((resolve) => setTimeout(resolve, 50))")
    raise AssertionError("no service worker")


def test_the_browser_sends_what_was_written_without_a_network(phone: PhoneMaker, server: Server) -> None:
    alice = phone()
    alice.has_account("background")
    writes(alice, "Before the tunnel")
    alice.keeps_app()
    before = records(server)
    alice.goes_offline()
    alice.expect_wrong("ERR_INTERNET_DISCONNECTED")
    alice.press("Write")
    chooses(alice, "A whole page")
    alice.fill("What happened?", CANARY)
    alice.page.get_by_text("Saved on this phone. Not on the server yet.").wait_for()
    alice.press("Done")
    alice.page.get_by_text("Not on the server yet:", exact=False).first.wait_for()
    alice.page.wait_for_function(
        """() => new Promise((resolve) => {
          const opening = indexedDB.open('couplebridge');
          opening.onsuccess = () => {
            const asked = opening.result.transaction('meta').objectStore('meta').get('readyPush');
            asked.onsuccess = () => { opening.result.close(); resolve(Boolean(asked.result)); };
          };
        })"""
    )
    elsewhere = alice.another_tab()
    alice.page.close()
    assert records(server) == before
    alice.comes_online()
    devtools = alice.devtools(elsewhere)
    woken = {"origin": server.url, "registrationId": registration(devtools, alice), "tag": "outbox"}
    devtools.send("ServiceWorker.dispatchSyncEvent", {**woken, "lastChance": False})
    pause = threading.Event()
    for _ in range(600):
        if records(server) > before:
            break
        pause.wait(0.05)
    sent = records(server)
    assert sent > before
    assert CANARY.encode() not in server.stored()
    # the app sees that it is there, and sends nothing again
    alice.page = elsewhere
    alice.open()
    alice.says("Locked")
    alice.unlock(PASSPHRASE)
    goes_to(alice, "Mine")
    alice.page.get_by_role("button", name=CANARY).wait_for()
    assert alice.page.get_by_text("Not on the server yet", exact=False).count() == 0
    assert records(server) == sent
