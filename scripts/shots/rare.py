"""What is seldom seen: other ways in, what is not on the server yet, and the two full stops."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import delete, func, select, update

from couplebridge import create_app
from couplebridge.extensions import db
from couplebridge.models.account import Account as StoredAccount
from couplebridge.models.item import Item
from couplebridge.release import STATIC
from scripts.shots.album import Album
from tests.browser import couple
from tests.browser.server import Server
from tests.browser.signs import FORBIDS, NO_PUSH, opens_signs, subscribing
from tests.browser.support import PASSPHRASE, Account, Phone, PhoneMaker
from tests.browser.test_install import IPHONE

RECORD, SPACE = 1, 8
FRESH = "copper meadow window ladder"
OFFLINE = "ERR_INTERNET_DISCONNECTED"
LOOK_FOR_UPDATE = "() => document.dispatchEvent(new Event('visibilitychange'))"


def ways_in(album: Album, new_phone: PhoneMaker) -> None:
    """A second phone by recovery code, its lock, and what the first one shows of it."""
    first, second, third = new_phone(), new_phone(), new_phone()
    account = first.create_account("shots-ways", recovery=True)
    in_settings(first, "Show the recovery kit")
    first.fill("Passphrase", PASSPHRASE)
    first.press("Show the kit")
    first.page.get_by_role("list", name="Your account code").wait_for()
    album.take(first, "kit-again")
    in_settings(first, "Add a phone")
    first.fill("Passphrase", PASSPHRASE)
    first.press("Show the picture")
    first.page.locator(".qr").wait_for()
    album.take(first, "add-device-shown")
    second.open()
    second.press("I have an account")
    album.take(second, "sign-in-empty")
    second.fill("Account code", "0000-0000")
    second.fill("Sign-in name", account.name)
    second.fill("Passphrase", PASSPHRASE)
    second.press("Sign in")
    album.take(second, "sign-in-wrong-code")
    second.press("Use my recovery code")
    album.take(second, "recovery")
    second.fill("Sign-in name", account.name)
    second.fill("Recovery code", account.recovery or "")
    second.press("Open my account")
    second.says("A new passphrase")
    album.take(second, "recovery-new-passphrase")
    second.press("Lock")
    second.says("Locked")
    album.take(second, "lock-recovery")
    third.sign_in(account)
    first.press("Lock")
    first.unlock()
    first.page.get_by_text("A new phone or browser signed in").wait_for()
    album.take(first, "devices-line")
    first.press("Look")
    first.page.get_by_role("button", name="End", exact=True).first.wait_for()
    album.take(first, "devices-new")
    first.page.get_by_role("button", name="End", exact=True).first.click()
    first.says("Signed in on")
    album.take(first, "devices-end")
    in_settings(third, "Recovery code")
    third.fill("Passphrase", PASSPHRASE)
    third.press("Make a new one")
    third.page.get_by_role("list", name="Your recovery code").wait_for()
    album.take(third, "recovery-made")
    in_settings(third, "When it locks")
    third.page.get_by_text("One hour without use").click()
    album.take(third, "locking-stay")


def on_an_iphone(album: Album, new_phone: PhoneMaker) -> None:
    """The offer to install after the first entry, and the steps."""
    phone = new_phone(user_agent=IPHONE)
    phone.create_account("shots-iphone")
    couple.writes(phone, "Soup, and nobody looked at a phone.")
    couple.goes_to(phone, "Today")
    phone.page.get_by_text("You can keep Bridge on your home screen.").wait_for()
    album.take(phone, "install-line")
    phone.press("Show me how")
    phone.says("Home screen")
    album.take(phone, "install")


def signs(album: Album, new_phone: PhoneMaker) -> None:
    """Signs: off, on, paused, forbidden by the phone, and on an iPhone that has the app in a tab."""
    phone, strict, tab = new_phone(), new_phone(), new_phone(user_agent=IPHONE)
    subscribing(phone, "https://push.example")
    phone.create_account("shots-signs")
    opens_signs(phone)
    phone.page.get_by_role("switch").wait_for()
    album.take(phone, "signs-off")
    phone.page.get_by_role("switch").click()
    phone.page.get_by_label("Until", exact=True).scroll_into_view_if_needed()
    album.take(phone, "signs-on")
    phone.press("Back")
    phone.page.get_by_role("switch", name="Pause the bridge").click()
    phone.press("A sign of something new")
    phone.page.get_by_text("While the bridge is paused, no sign comes.").scroll_into_view_if_needed()
    album.take(phone, "signs-paused")
    subscribing(strict, "https://push.example", allowed=False)
    strict.page.add_init_script(FORBIDS)
    strict.create_account("shots-signs-forbidden")
    opens_signs(strict)
    strict.page.get_by_role("switch").click()
    strict.page.get_by_text("Your phone does not let this app show anything.").scroll_into_view_if_needed()
    album.take(strict, "signs-blocked")
    tab.page.add_init_script(NO_PUSH)
    tab.create_account("shots-signs-tab")
    opens_signs(tab)
    tab.page.get_by_text("On an iPhone, signs come only").scroll_into_view_if_needed()
    album.take(tab, "signs-iphone")


def not_sent(album: Album, new_phone: PhoneMaker) -> Account:
    """Without a network: what is not on the server yet, and calmly so. Leaves an account with entries."""
    phone = new_phone()
    account = phone.create_account("shots-offline")
    couple.writes(phone, "The first one, with a network.")
    couple.writes(phone, "The second one, with a network.")
    phone.expect_wrong(OFFLINE)
    phone.goes_offline()
    phone.press("Write")
    phone.says("Write")
    couple.chooses(phone, "A whole page")
    phone.fill("What happened?", "The third one, in the train.")
    phone.page.get_by_text("Not on the server yet").first.wait_for()
    phone.press("Done")
    couple.goes_to(phone, "Mine")
    phone.page.get_by_text("Not on the server yet").first.wait_for()
    album.take(phone, "unsent-line")
    phone.press("What this means")
    phone.says("On this phone")
    album.take(phone, "sync-unsent")
    phone.comes_online()
    phone.press("Try now")
    phone.page.get_by_text("Everything is on the server.").wait_for()
    album.take(phone, "sync-all-sent")
    return account


def sync_stopped(album: Album, server: Server, account: Account, phone: Phone) -> None:
    """A server that lost a page: a phone that is new to it takes nothing over."""
    with server.app.app_context(), db.session.begin():
        oldest = select(func.min(Item.seq)).where(Item.type == RECORD).group_by(Item.user_id)
        db.session.execute(delete(Item).where(Item.type == RECORD, Item.seq.in_(oldest)))
    phone.sign_in(account)
    phone.page.get_by_text("Keeping up with the server has stopped.").first.wait_for()
    album.take(phone, "stopped-line")
    phone.press("What this means")
    phone.says("On this phone")
    album.take(phone, "sync-stopped")


def key_changed(album: Album, server: Server, new_phone: PhoneMaker) -> None:
    """A server that shows another key for the partner: the full stop."""
    alice, bob, second = new_phone(), new_phone(), new_phone()
    account = alice.create_account("shots-stop-a")
    bob.create_account("shots-stop-b")
    couple.become_a_couple(alice, bob)
    in_settings(alice, "Leave the bridge")
    album.take(alice, "leave")
    with server.app.app_context(), db.session.begin():
        bundles = db.session.scalars(select(StoredAccount.bundle)).all()
        for item in db.session.scalars(select(Item).where(Item.type == SPACE)):
            frame = bytearray(item.frame)
            for at in (item.frame.find(bundle) for bundle in bundles):
                frame[at + 10] ^= 1 if at >= 0 else 0
            db.session.execute(
                update(Item).where(Item.user_id == item.user_id, Item.type == SPACE).values(frame=bytes(frame))
            )
    second.open()
    second.press("I have an account")
    second.fill("Sign-in name", account.name)
    second.fill("Account code", account.code)
    second.fill("Passphrase", account.passphrase)
    second.press("Sign in")
    second.says("The bridge has stopped")
    album.take(second, "key-changed")


def newer_release(album: Album, server: Server, folder: Path, phone: Phone) -> None:
    """A newer version is on the phone and waits. The last walk: afterwards the server serves other files."""
    phone.create_account("shots-update")
    phone.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    static = folder / "static"
    shutil.copytree(STATIC, static)
    (static / "img" / "favicon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    settings = {"DATA": server.folder, "SQLALCHEMY_DATABASE_URI": f"sqlite:///{server.database}", "REDIS_URL": None}
    server.stop()
    server.app = create_app({**settings, "STATIC": static})
    server.start()
    phone.page.evaluate(LOOK_FOR_UPDATE)
    phone.page.get_by_text("A newer version is ready.").wait_for()
    album.take(phone, "update-line")


def in_settings(phone: Phone, row: str) -> None:
    """From anywhere to what is behind a row of the settings."""
    couple.goes_to(phone, "Today")
    phone.press("Settings and good to know")
    phone.page.get_by_role("button", name=row, exact=True).first.click()
    phone.page.get_by_role("button", name="Back").wait_for()
