"""Two phones against a real server: the server, a phone, and what a phone said and kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    CDPSession,
    Locator,
    Page,
    Playwright,
    sync_playwright,
)

from couplebridge.client.codes import format_code
from couplebridge.client.phone import Phone as Client
from couplebridge.client.ways_in import PassphraseCost
from tests.browser.recording import Recording
from tests.support import camera

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
SMALL = {"width": 360, "height": 640}
PASSPHRASE = "quiet harbour lantern velvet"
# the least that the protocol allows: stretching it well has tests of its own
CHEAP = PassphraseCost(memory_kib=19 * 1024, passes=2)


_users: list[Playwright] = []
_open: dict[str, Browser] = {}
_closing = ExitStack()


@contextmanager
def launched(engine: str, **how: Any) -> Iterator[Browser]:
    """The browser of this engine in this process: two folders of tests ask, and Playwright can be started only once."""
    _users.append(_users[0] if _users else _closing.enter_context(sync_playwright()))
    try:
        if engine not in _open:
            _open[engine] = getattr(_users[0], engine).launch(**how)
            _closing.callback(_open[engine].close)
        yield _open[engine]
    finally:
        _users.pop()
        if not _users:
            _open.clear()
            _closing.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium of this process, with a camera and a microphone that nobody may use unasked."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    camera.nothing_to_see()
    try:
        with launched("chromium", executable_path=path, args=[*FLAGS, *camera.DEVICES]) as browser:
            yield browser
    finally:
        camera.FILM.unlink(missing_ok=True)


@dataclass
class Account:
    """What a person knows of their account."""

    name: str
    passphrase: str
    code: str
    recovery: str | None = None


@dataclass
class Phone:
    """One browser context: storage, cookies and service worker of its own. It remembers all that it sent and said."""

    _context: BrowserContext
    page: Page
    url: str
    expected: list[str] = field(default_factory=list)
    # whoever reaches for the context may leave something in it: such a phone is used for no second test
    is_as_made: bool = True

    def __post_init__(self) -> None:
        self._recording = Recording(self._context, lambda: self.url)

    @property
    def sent(self) -> list[str]:
        """Every request with all that went with it, in turn."""
        return self._recording.sent

    @property
    def received(self) -> list[str]:
        """What the server answered to the app, so that a test can say that a phone asked for nothing."""
        return self._recording.received

    @property
    def wrong(self) -> list[str]:
        """What went wrong so far, whether expected or not."""
        return self._recording.wrong

    @property
    def context(self) -> BrowserContext:
        """What Playwright calls it. What the methods below do to it is undone when the phone is wiped."""
        self.is_as_made = False
        return self._context

    def goes_offline(self) -> None:
        """No network from now on; the app is on the phone by then."""
        self.keeps_app()
        self._context.set_offline(True)

    def comes_online(self) -> None:
        """The network is back."""
        self._context.set_offline(False)

    def allows(self, *permissions: str) -> None:
        """As if the person had said yes when the browser asked for these, and no to all else."""
        self._context.grant_permissions(permissions)

    def another_tab(self) -> Page:
        """A second page of the same browser."""
        return self._context.new_page()

    def devtools(self, page: Page | None = None) -> CDPSession:
        """What Chromium lets its developers do to a page; it ends with the page."""
        return self._context.new_cdp_session(page or self.page)

    def expect_wrong(self, part: str) -> None:
        """A console error or failed request with this in it is what the test is about."""
        self.expected.append(part)

    def surprises(self) -> list[str]:
        """Console errors, refusals by the content policy, missing files: none is ever all right."""
        return [line for line in self.wrong if not any(part in line for part in self.expected)]

    def open(self, path: str = "/") -> Page:
        """Go to the app and wait until a screen stands."""
        self.page.goto(self.url + path)
        self.title.wait_for()
        return self.page

    @property
    def title(self) -> Locator:
        """The heading of the screen."""
        return self.page.locator("[data-screen-title]")

    def says(self, title: str) -> None:
        """Wait for the screen with this heading."""
        self.page.locator("[data-screen-title]", has_text=title).wait_for()

    def press(self, name: str, exact: bool = True) -> None:
        """Press the button with these words."""
        self.page.get_by_role("button", name=name, exact=exact).click()

    def press_back(self) -> None:
        """Android's own back."""
        self.page.go_back()

    def fill(self, label: str, text: str) -> None:
        """Type into the field with this label."""
        self.page.get_by_label(label, exact=True).fill(text)

    def create_account(self, name: str = "alice", passphrase: str = PASSPHRASE, recovery: bool = False) -> Account:
        """From the welcome to the first screen of one's own."""
        self.open()
        self.press("Start on my own")
        self.fill("Sign-in name", name)
        self.press("Go on")
        self.fill("Passphrase", passphrase)
        if recovery:
            self.page.get_by_label("Also make a recovery code", exact=False).check()
        self.press("Make my account")
        self.says("Your recovery kit")
        code = self.code("Your account code")
        found = self.code("Your recovery code") if recovery else None
        self.confirm_kit(code)
        self.says("Today")
        return Account(name, passphrase, code, found)

    def has_account(self, name: str = "alice", passphrase: str = PASSPHRASE, recovery: bool = False) -> Account:
        """Made by the reference client and signed in to here: for all that is not about making one."""
        account, device = new_account(self.url, name, passphrase, recovery)
        device.changes.sign_out()
        self.sign_in(account)
        return account

    def confirm_kit(self, code: str) -> None:
        """Retype the two groups that are asked for."""
        groups = code.split("-")
        self.press("I have it. Go on")
        self.says("Check your kit")
        for label in self.page.locator(".field__label").all_inner_texts():
            self.fill(label, groups[int(label.removeprefix("Group ")) - 1])
        self.press("Check it")

    def code(self, label: str) -> str:
        """A code that is shown in groups."""
        groups = self.page.get_by_role("list", name=label, exact=True).locator("code").all_inner_texts()
        return "-".join(groups)

    def sign_in(self, account: Account) -> None:
        """On a phone that does not know the account yet."""
        self.open()
        self.press("I have an account")
        self.fill("Sign-in name", account.name)
        self.fill("Account code", account.code)
        self.fill("Passphrase", account.passphrase)
        self.press("Sign in")
        self.says("Today")

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """From the lock to the first screen of one's own."""
        self.fill("Passphrase", passphrase)
        self.press("Unlock")
        self.says("Today")

    def keeps_app(self) -> None:
        """Wait until the app is on the phone whole, so that it needs no server."""
        self.until("() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)")

    def until(self, predicate: str) -> None:
        """Wait for a predicate that promises its answer: `wait_for_function` takes the promise itself for a yes."""
        self.page.evaluate(UNTIL.replace("PREDICATE", predicate))

    def storage(self) -> str:
        """Everything this browser keeps for the app, as text: databases, caches, storages, cookies."""
        kept: str = self.page.evaluate(STORAGE)
        return kept + repr(self._context.cookies())

    def close(self) -> None:
        """For good."""
        self._context.close()

    def wiped(self) -> Phone | None:
        """The same phone as if it had been wiped with the app still on it; None where it is not as it was made."""
        if not self.is_as_made:
            return None
        self._recording.stop()
        used, fresh = self._context.pages, self._context.new_page()
        # left before it is closed: a page that is closed as it stands may take the worker with it, under the next one
        for page in used:
            page.goto("about:blank")
        devtools = self.devtools(fresh)
        devtools.send("Storage.clearDataForOrigin", {"origin": self.url, "storageTypes": PERSONAL})
        devtools.detach()
        for page in used:
            page.close()
        self._context.clear_cookies()
        self._context.clear_permissions()
        self.comes_online()
        return Phone(self._context, fresh, self.url)


def as_bytes(storage: str) -> bytes:
    """What `Phone.storage` gives, as it lies there: a browser's "latin1" is Windows-1252 between 0x80 and 0x9f."""
    return storage.translate(_AS_LATIN_1).encode("latin1", "replace")


def new_account(url: str, name: str, passphrase: str = PASSPHRASE, recovery: bool = False) -> tuple[Account, Client]:
    """An account that another device of the same person made, and that device."""
    device = Client(url, cost=CHEAP)
    found = device.register(name, passphrase, with_recovery=recovery)
    return Account(name, passphrase, format_code(device.account_code), found and format_code(found)), device


def new_phone(browser: Browser, url: str, **options: Any) -> Phone:
    """A phone of 360 by 640 in daylight, unless told otherwise."""
    settings = {"viewport": SMALL, "color_scheme": "light", "reduced_motion": "reduce", "has_touch": True,
                "locale": "en-GB", **options}  # fmt: skip
    context = browser.new_context(**settings)
    context.set_default_timeout(45_000)
    return Phone(context, context.new_page(), url)


# each turn asks anew; it ends with the page, or after two minutes in an error
UNTIL = """async () => {
  for (let tries = 0; !(await (PREDICATE)()); tries += 1) {
    if (tries === 2400) throw new Error('what was waited for did not come');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""

_OTHERWISE = [byte for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)]
_AS_LATIN_1 = {ord(bytes([byte]).decode("cp1252")): byte for byte in _OTHERWISE}

# all but the worker and its files: the app itself stays
PERSONAL = "cookies,indexeddb,local_storage,file_systems"

PhoneMaker = Callable[..., Phone]

STORAGE = """async () => {
  const text = (value) => {
    if (value instanceof CryptoKey) return `key extractable=${value.extractable}`;
    if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value);
    if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(new Uint8Array(value));
    if (Array.isArray(value)) return value.map(text).join(' ');
    if (value && typeof value === 'object') {
      return Object.entries(value).map(([key, inner]) => `${key}=${text(inner)}`).join(' ');
    }
    return String(value);
  };
  const small = [{ ...localStorage }, { ...sessionStorage }, history.state].map((value) => JSON.stringify(value));
  const out = [...small, document.title, location.href];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const store of database.objectStoreNames) {
      const rows = await new Promise((resolve, reject) => {
        const request = database.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      out.push(`${store}: ${rows.map(text).join('\\n')}`);
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (/\\/s\\//.test(request.url)) { out.push(request.url); continue; }
      out.push(request.url, await (await cache.match(request)).text());
    }
  }
  return out.join('\\n');
}"""
