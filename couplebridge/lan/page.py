"""The one page without encryption: how a phone comes to trust this host, and how that is taken back.

It must never set a cookie, run a script, ask for anything, or keep who came.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from couplebridge.catalogues import SOURCE, Language, languages, translations

TEMPLATES = Path(__file__).parents[2] / "templates" / "lan"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True)
class Answer:
    """A file as it is sent."""

    mime: str
    body: bytes


def make_answers(app_url: str, authority_der: bytes, authority_fingerprint: str) -> dict[str, Answer]:
    """Everything this server has, by path."""
    pairs = authority_fingerprint.split(" ")
    rows = [" ".join(pairs[start : start + 8]) for start in range(0, len(pairs), 8)]
    pages = {f"/{each.code}": _page(each, app_url=app_url, fingerprint_rows=rows) for each in languages().values()}
    return {
        **pages,
        "/trust.css": Answer("text/css; charset=utf-8", (TEMPLATES / "trust.css").read_bytes()),
        "/ca.crt": Answer("application/x-x509-ca-cert", authority_der),
    }


def _page(language: Language, **filled: object) -> Answer:
    folder, words = FileSystemLoader(TEMPLATES), ["jinja2.ext.i18n"]
    templates = Environment(loader=folder, autoescape=True, trim_blocks=True, lstrip_blocks=True, extensions=words)
    templates.install_gettext_translations(translations(language.code), newstyle=True)  # type: ignore[attr-defined]
    page = templates.get_template("trust.html").render(language=language, languages=languages(), **filled)
    return Answer("text/html; charset=utf-8", page.encode())


def _language_of(accepted: str) -> str:
    """The first that the phone asks for and that there is."""
    return parse_accept_header(accepted, LanguageAccept).best_match(languages(), default=SOURCE) or SOURCE


def make_page_server(address: tuple[str, int], answers: dict[str, Answer]) -> ThreadingHTTPServer:
    """Give a server that answers GET and HEAD for exactly these paths; the caller runs it and ends it."""

    class Handler(BaseHTTPRequestHandler):
        # a connection that says nothing is closed
        timeout = 10

        def do_GET(self) -> None:
            self._answer(with_body=True)

        def do_HEAD(self) -> None:
            self._answer(with_body=False)

        def _answer(self, *, with_body: bool) -> None:
            is_start = self.path == "/"
            found = answers.get(f"/{_language_of(self.headers.get('Accept-Language', ''))}" if is_start else self.path)
            answer = found or Answer("text/plain; charset=utf-8", b"Nothing here.\n")
            self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
            for name, value in HEADERS.items():
                self.send_header(name, value)
            self.send_header("Content-Type", answer.mime)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if with_body:
                self.wfile.write(answer.body)

        def version_string(self) -> str:
            return "CoupleBridge"

        def log_message(self, format: str, *args: object) -> None:
            """Keep nothing about who came."""

    server = ThreadingHTTPServer(address, Handler)
    server.daemon_threads = True
    return server
