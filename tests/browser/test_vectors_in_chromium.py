"""The fixed cases of the protocol in a real browser: the list that Node runs, under the content policy of the app."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from couplebridge.security.headers import HEADERS

ROOT = Path(__file__).parents[2]
VECTORS = ROOT / "tests" / "contract" / "vectors" / "v1.json"
OPEN_FOLDERS = ("/static/js/", "/tests/js/crypto/", "/tests/contract/vectors/")
PAGE = "/tests/js/crypto/"

RUN = """async () => {
  const { vectorCases } = await import('/tests/js/crypto/vector-cases.js');
  const vectors = await (await fetch('/tests/contract/vectors/v1.json')).json();
  const results = [];
  for (const { name, run } of vectorCases(vectors)) {
    results.push([name, await run().then(() => null, (problem) => `${problem.name}: ${problem.message}`)]);
  }
  return results;
}"""


class Files(SimpleHTTPRequestHandler):
    """The modules and the cases as they lie in the repository, and one empty page to run them in."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}  # noqa: RUF012 (as the base has it)

    def do_GET(self) -> None:
        if self.path == PAGE:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Cases</title>")
        elif self.path.startswith(OPEN_FOLDERS) and ".." not in self.path:
            super().do_GET()
        else:
            self.send_error(404)

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Keep still."""


@pytest.fixture(scope="module")
def results(browser: Browser) -> Iterator[dict[str, str | None]]:
    """What became of each case: None, or what went wrong."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(ROOT)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(f"http://localhost:{server.server_port}{PAGE}")
        listed = page.evaluate(RUN)
        found = dict(listed)
        assert len(found) == len(listed), "two cases have one name"
        yield found
    finally:
        context.close()
        server.shutdown()
        server.server_close()


def test_no_case_is_left_out(results: dict[str, str | None]) -> None:
    refused = [f"refused: {row['what']}" for row in json.loads(VECTORS.read_text("utf-8"))["refuse"]]
    assert set(refused) == {name for name in results if name.startswith("refused: ")}
    assert len(results) > len(refused) + 30


def test_every_case_holds_in_chromium(results: dict[str, str | None], subtests: pytest.Subtests) -> None:
    for name, problem in results.items():
        with subtests.test(msg=name):
            assert problem is None
