"""A server that lies: it stands between a phone and the true server and changes answers on their way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from couplebridge.client.encoding import b64url_decode, b64url_encode
from couplebridge.client.frames import Frame, decode_frames, encode_frames
from couplebridge.client.http import Request, Response
from tests.support.wsgi_transport import WsgiTransport

Lie = Callable[[Response], Response]
FRAMES_AND_HEADERS = Callable[[list[Frame]], Iterable[Frame]]


@dataclass
class HostileTransport:
    """Passes everything on; from `lie_about` on, answers on that route are changed. `told` counts the lies."""

    honest: WsgiTransport
    told: int = 0
    _lies: list[tuple[str, str, Lie]] = field(default_factory=list)

    def lie_about(self, method: str, path: str, lie: Lie) -> None:
        """Change every answer to `method` on paths that begin with /api + `path`."""
        self._lies.append((method, "/api" + path, lie))

    def be_honest(self) -> None:
        """No lies from now on."""
        self._lies.clear()

    def send(self, request: Request) -> Response:
        """One request to the true server, and what this one makes of its answer."""
        answer = self.honest.send(request)
        for method, path, lie in self._lies:
            if request.method == method and request.path.startswith(path) and answer.status != 204:
                self.told += 1
                answer = lie(answer)
        return answer


def flip(data: bytes, at: int = -1) -> bytes:
    """One bit of one byte."""
    changed = bytearray(data)
    changed[at] ^= 1
    return bytes(changed)


def with_body(body: bytes) -> Lie:
    """Another body."""
    return lambda answer: replace(answer, body=body)


def with_header(name: str, value: str) -> Lie:
    """Another header."""
    return lambda answer: replace(answer, headers=(*((n, v) for n, v in answer.headers if n != name), (name, value)))


def with_field(name: str, change: Callable[[bytes], bytes]) -> Lie:
    """Another value of a base64url field."""

    def lie(answer: Response) -> Response:
        fields = json.loads(answer.body)
        if name in fields:
            fields[name] = b64url_encode(change(b64url_decode(fields[name])))
        return replace(answer, body=json.dumps(fields).encode())

    return lie


def with_value(name: str, value: Any) -> Lie:
    """Another value of a field, of any type; `...` takes the field out."""

    def lie(answer: Response) -> Response:
        fields = {n: v for n, v in json.loads(answer.body).items() if n != name}
        return replace(answer, body=json.dumps(fields if value is ... else {**fields, name: value}).encode())

    return lie


def with_frames(change: FRAMES_AND_HEADERS) -> Lie:
    """Other frames, numbered anew in their order, with the cursor that belongs to them."""

    def lie(answer: Response) -> Response:
        frames = decode_frames(answer.body)
        changed = list(change(frames))
        first = frames[0].seq
        numbered = [replace(frame, seq=first + at) for at, frame in enumerate(changed)]
        body = replace(answer, body=encode_frames(numbered))
        return with_header("cb-cursor", str(numbered[-1].seq))(body) if numbered else body

    return lie


def with_part(kind: int, part: int, change: Callable[[bytes], bytes]) -> Lie:
    """Another part in every frame of a type."""

    def one(frame: Frame) -> Frame:
        if frame.type != kind or not frame.parts[part]:
            return frame
        parts = [change(each) if at == part else each for at, each in enumerate(frame.parts)]
        return replace(frame, parts=tuple(parts))

    return with_frames(lambda frames: [one(frame) for frame in frames])
