"""A client of protocol 1, as 0.4 was: what it sends and reads, written down once and never renewed.

The transport makes an old client of the present one: the requests lose what 0.4 did not send, the answers lose what it
did not read, and whatever 0.4 would have refused is refused here.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import Any

from couplebridge.client.frames import Frame, decode_frames
from couplebridge.client.http import Request, Response
from tests.support.wsgi_transport import WsgiTransport

Fields = dict[str, Any]

_NOTE: Fields = {"envelope": None, "wrap": None, "signature": None}
_SIGNED: Fields = {"statement": None, "signature": None}
_OFFERED: Fields = {**_SIGNED, "envelope": None, "wrap": None, "cover": _NOTE}
_SESSION: Fields = dict.fromkeys(("csrf", "device_token", "session", "user"))
_INVITE: Fields = dict.fromkeys(("bundle", "expires", "mac", "space"))
_ACCOUNT = ("auth", "bundle", "find", "kem_key", "label", "recovery", "signing_key", "slot", "user")
_SIGN_IN = ("auth", "device_token", "find", "label", "slot_type")
# route → the fields of its request, of its answer, and the status of a success
ROUTES: dict[str, tuple[Fields, Fields, int]] = {
    "POST /accounts": (dict.fromkeys(_ACCOUNT), _SESSION, 201),
    "GET /account": (
        {},
        {
            **dict.fromkeys(("bundle", "kem_key", "recovery", "signing_key", "user")),
            "space": dict.fromkeys(("id", "partner_bundle")),
        },
        200,
    ),
    "POST /sign-in/start": (dict.fromkeys(("find", "slot_type")), dict.fromkeys(("params", "user")), 200),
    "POST /sign-in/finish": (dict.fromkeys(_SIGN_IN), {**_SESSION, "slot": None}, 200),
    "GET /feed": ({}, {}, 200),
    "POST /feed": ({}, dict.fromkeys(("first", "head")), 200),
    "POST /parts": ({}, {}, 204),
    "POST /invites": ({**_INVITE, "invite": None}, {}, 201),
    "GET /invites/ID": ({}, _INVITE, 200),
    "POST /invites/ID/join": (dict.fromkeys(("bundle", "mac", "signature")), {}, 202),
    "POST /invites/ID/confirm": (dict.fromkeys(("mac", "signature", "wrap")), {}, 204),
    "POST /offers": ({**_OFFERED, "entry_tag": None, "topic_tag": None}, {}, 201),
    "PUT /offers/ID": (_OFFERED, {}, 204),
    "POST /offers/ID/accept": (_SIGNED, {}, 204),
    "POST /offers/ID/moment": (_NOTE, {}, 204),
    "POST /offers/ID/release": ({**_SIGNED, "wrap": None}, {}, 204),
    "POST /offers/ID/turns": ({**_NOTE, "prev": None}, {}, 201),
    "POST /offers/ID/withdraw": (_SIGNED, {}, 204),
    "POST /offers/ID/put-away": ({}, {}, 204),
    # not in 0.4 itself; an app of protocol 1 that was opened between two releases may ask
    "GET /attachments/ID": ({}, {"positions": None}, 200),
    "PUT /attachments/ID": ({}, {}, 204),
}
# frame → the length of each part where it is there (None: any), and how many states it may be in
FRAMES: dict[int, tuple[tuple[int | None, ...], int]] = {
    1: ((None, 60), 0),
    2: ((None, 60), 0),
    3: ((None, 60, 64), 0),
    4: ((None, 60, 64), 0),
    5: ((1, 8, None, None, 60, 64, None, 60, 64, None, 60, 113), 5),
    6: ((16, None, 60, 64, 32), 0),
    7: ((1, 16, 8, 154, 32, 154, 32, 64, 32, 64, 113, 4), 4),
    8: ((1, 154), 2),
}
_ID = re.compile(r"/[A-Za-z0-9_-]{22}(?=/|$)")


@dataclass
class OldTransport(WsgiTransport):
    """Speaks protocol 1. `said`: the header of 0.3 and 0.4, or none as before. `asked`: each route, with its status."""

    said: str | None = "1"
    asked: list[tuple[str, int]] = field(default_factory=list)

    def send(self, request: Request) -> Response:
        """One request in the old form; AssertionError for an answer that an old client could not read."""
        route = f"{request.method} {_ID.sub('/ID', request.path.partition('?')[0]).removeprefix('/api')}"
        sent, read, status = ROUTES[route]
        answer = super().send(replace(request, headers=self._old(request), body=_less(request.body, sent)))
        self.asked.append((route, answer.status))
        if answer.status >= 300:
            assert json.loads(answer.body).keys() >= {"type", "title", "status", "code"}, route
            return answer
        if route == "GET /feed":
            assert answer.header("cb-cursor"), answer.status
            check_frames(decode_frames(answer.body) if answer.status == status else [])
            return answer
        assert answer.status == status, (route, answer.status)
        return replace(answer, body=_less(answer.body, read, is_whole=True))

    def _old(self, request: Request) -> Any:
        kept = {name: value for name, value in dict(request.headers).items() if name != "CB-Client"}
        return kept if self.said is None else {**kept, "CB-Client": self.said}


def check_frames(frames: list[Frame]) -> None:
    """AssertionError for a frame that 0.4 refuses."""
    for frame in frames:
        assert frame.type in FRAMES, f"an old client does not know frames of type {frame.type}"
        lengths, states = FRAMES[frame.type]
        assert len(frame.parts) == len(lengths), frame.type
        found = zip(frame.parts, lengths, strict=True)
        assert all(not part or length is None or len(part) == length for part, length in found), frame.type
        assert not states or 1 <= frame.parts[0][0] <= states, frame.type


def _less(body: bytes, known: Fields, *, is_whole: bool = False) -> bytes:
    """Of JSON only what is known; `is_whole`: and all of that has to be there. Frames and no body stay as they are."""
    if not body.startswith(b"{"):
        assert not (is_whole and known), body
        return body
    return json.dumps(_only(json.loads(body), known, is_whole)).encode()


def _only(value: Fields, known: Fields, is_whole: bool) -> Fields:
    assert not is_whole or known.keys() <= value.keys(), known.keys() - value.keys()
    kept = {name: inner for name, inner in value.items() if name in known}
    return {
        name: _only(inner, known[name], is_whole) if known[name] and isinstance(inner, dict) else inner
        for name, inner in kept.items()
    }
