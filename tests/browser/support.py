"""Two phones against a real server: the server, a phone, and what a phone said and kept."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Playwright,
    Request,
    Response,
    sync_playwright,
)
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from couplebridge import create_app
from couplebridge.extensions import db

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
SMALL = {"width": 360, "height": 640}
PASSPHRASE = "quiet harbour lantern velvet"
# every test is a stranger to the limits: they have tests of their own
RATES = dict.fromkeys(
    ("RATE_SIGN_IN", "RATE_SIGN_IN_KNOWN_DEVICE", "RATE_ACCOUNTS", "RATE_PROOF", "RATE_JOIN"), "10000 per hour",
)  # fmt: skip


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
    """The Chromium of this process."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with launched("chromium", executable_path=path, args=FLAGS) as browser:
        yield browser


class QuietHandler(WSGIRequestHandler):
    """Says nothing about requests: a log line would be noise here."""

    def log(self, *_: Any) -> None:
        """Keep still."""


class Server:
    """The app on SQLite in a folder of its own, in threads of this process. It can go away and come back.

    `https`: with a certificate that nobody vouches for.
    """

    def __init__(self, folder: Path, https: bool = False, **more: Any) -> None:
        self.folder = folder
        self._tls = "adhoc" if https else None
        self.database = folder / "couplebridge.db"
        settings = {"DATA": folder, "SQLALCHEMY_DATABASE_URI": f"sqlite:///{self.database}", "REDIS_URL": None}
        self.app = create_app({**settings, **RATES, **more})
        with self.app.app_context():
            db.create_all()
        self.port = 0
        self._http: BaseWSGIServer | None = None

    @property
    def url(self) -> str:
        """Its address; localhost, so that a browser calls it secure."""
        return f"{'https' if self._tls else 'http'}://localhost:{self.port}"

    def start(self) -> None:
        """Serve, after a stop on the same port as before."""
        self._http = make_server(
            "127.0.0.1", self.port, self.app, threaded=True, request_handler=QuietHandler, ssl_context=self._tls
        )
        self._http.daemon_threads = True  # type: ignore[attr-defined]
        self.port = self._http.server_port
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Be gone: connections are refused from now on."""
        if self._http:
            self._http.shutdown()
            self._http.server_close()
            self._http = None

    def stored(self) -> bytes:
        """Everything that is in the folder: database, write-ahead log, secrets."""
        return b"".join(path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file())


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

    context: BrowserContext
    page: Page
    url: str
    sent: list[str] = field(default_factory=list)
    received: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

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

    def confirm_kit(self, code: str) -> None:
        """Retype the two groups that are asked for."""
        groups = code.split("-")
        self.press("I have it. Go on")
        self.says("Check your kit")
        for label in self.page.locator(".field__label").all_inner_texts():
            self.fill(label, groups[int(label.removeprefix("Group ")) - 1])
        self.press("That is it")

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

    def until(self, predicate: str) -> None:
        """Wait for a predicate that promises its answer: `wait_for_function` takes the promise itself for a yes."""
        self.page.evaluate(UNTIL.replace("PREDICATE", predicate))

    def storage(self) -> str:
        """Everything this browser keeps for the app, as text: databases, caches, storages, cookies."""
        kept: str = self.page.evaluate(STORAGE)
        return kept + repr(self.context.cookies())

    def watch(self) -> None:
        """Remember what is sent and what goes wrong, from now on."""
        self.context.on("request", self._remember_request)
        self.context.on("response", self._remember_response)
        self.context.on("console", self._remember_console)
        self.context.on("weberror", lambda error: self.wrong.append(f"page error: {error.error}"))

    def _remember_request(self, request: Request) -> None:
        body = request.post_data_buffer or b""
        self.sent.append(f"{request.method} {request.url} {request.headers} {body!r}")
        if not request.url.startswith((self.url, "blob:", "data:")):
            self.wrong.append(f"third party: {request.url}")

    def _remember_response(self, response: Response) -> None:
        if response.status >= 400:
            self.wrong.append(f"answer {response.status}: {response.request.method} {response.url}")

    def _remember_console(self, message: ConsoleMessage) -> None:
        # a failed request is remembered by its answer, which says more
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.wrong.append(f"console: {message.text}")


def new_phone(browser: Browser, url: str, **options: Any) -> Phone:
    """A phone of 360 by 640 in daylight, unless told otherwise."""
    settings = {"viewport": SMALL, "color_scheme": "light", "reduced_motion": "reduce", "has_touch": True,
                "locale": "en-GB", **options}  # fmt: skip
    context = browser.new_context(**settings)
    context.set_default_timeout(45_000)
    phone = Phone(context, context.new_page(), url)
    phone.watch()
    return phone


# each turn asks anew; it ends with the page, or after two minutes in an error
UNTIL = """async () => {
  for (let tries = 0; !(await (PREDICATE)()); tries += 1) {
    if (tries === 2400) throw new Error('what was waited for did not come');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""

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
