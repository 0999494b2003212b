"""One wrapper around every request: JSON or frames, the cookie, and the CSRF token."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..versions import CLIENT_HEADER, PROTOCOL
from .answers import Answer, read_answer, read_problem
from .cookies import COOKIE, read_cookie
from .encoding import b64url_encode
from .errors import FrameInvalidError, ServerAnswerRefusedError
from .frames import Frame, decode_frames, encode_frames
from .http import Request, Response, Transport
from .store import Store

FRAMES_TYPE = "application/vnd.couplebridge.frames"
PAGE_ITEMS = 1000


@dataclass(frozen=True)
class FeedPage:
    """Frames of one page, the cursor to go on from, and whether there is more."""

    frames: list[Frame]
    cursor: int
    more: bool


class Api:
    """Speaks with one server for one device. `csrf` is the token of the session, "none" without one."""

    def __init__(self, transport: Transport, store: Store) -> None:
        self._transport, self._store = transport, store
        self.csrf = "none"

    def ask(self, method: str, path: str, fields: dict[str, Any] | None = None) -> Answer:
        """JSON there, JSON back; byte strings become base64url. ApiProblemError when the server says no."""
        headers = {} if fields is None else {"Content-Type": "application/json"}
        body = b"" if fields is None else json.dumps(as_text(fields)).encode()
        return read_answer(self._send(method, path, headers, body))

    def pull(self, cursor: int, limit: int = PAGE_ITEMS) -> FeedPage:
        """One page of the feed after this cursor."""
        response = self._send("GET", f"/feed?cursor={cursor}&limit={limit}", {}, b"")
        if response.status >= 400:
            raise read_problem(response)
        if response.status == 204:
            return FeedPage([], cursor, False)
        try:
            frames = decode_frames(response.body)
        except FrameInvalidError as error:
            raise ServerAnswerRefusedError("a page of the feed is malformed") from error
        return FeedPage(frames, _number(response.header("cb-cursor")), response.header("cb-more") == "1")

    def push(self, frames: Iterable[Frame], key: bytes) -> tuple[int, int]:
        """The first and the last sequence number given; `key` is the idempotency key of 16 bytes."""
        headers = {"Content-Type": FRAMES_TYPE, "Idempotency-Key": b64url_encode(key)}
        answer = read_answer(self._send("POST", "/feed", headers, encode_frames(frames)))
        return answer.number("first"), answer.number("head")

    def publish(self, frames: Iterable[Frame], *, quiet: bool = False) -> None:
        """Parts and, last, the manifest over them, into both feeds; `quiet`: no sign is due for it."""
        read_answer(
            self._send(
                "POST", "/parts?quiet=1" if quiet else "/parts", {"Content-Type": FRAMES_TYPE}, encode_frames(frames)
            )
        )

    def put_frames(self, path: str, frames: Iterable[Frame]) -> None:
        """A body of frames, to where it is kept under this address."""
        read_answer(self._send("PUT", path, {"Content-Type": FRAMES_TYPE}, encode_frames(frames)))

    def get_frames(self, path: str) -> list[Frame]:
        """The frames of an answer; ServerAnswerRefusedError."""
        response = self._send("GET", path, {}, b"")
        if response.status >= 400:
            raise read_problem(response)
        try:
            return decode_frames(response.body)
        except FrameInvalidError as error:
            raise ServerAnswerRefusedError("an answer of frames is malformed") from error

    def _send(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Response:
        headers = {**headers, CLIENT_HEADER: str(PROTOCOL)}
        if method != "GET":
            headers = {**headers, "CB-CSRF": self.csrf}
        if self._store.cookie is not None:
            headers = {**headers, "Cookie": f"{COOKIE}={self._store.cookie}"}
        response = self._transport.send(Request(method, "/api" + path, headers, body))
        self._store.cookie = read_cookie(response, self._store.cookie)
        return response


def _number(text: str | None) -> int:
    if text is None or not text.isascii() or not text.isdigit():
        raise ServerAnswerRefusedError("a page of the feed has no cursor")
    return int(text)


def as_text(value: Any) -> Any:
    """JSON-ready: bytes become base64url."""
    if isinstance(value, bytes):
        return b64url_encode(value)
    if isinstance(value, dict):
        return {name: as_text(inner) for name, inner in value.items()}
    return value
