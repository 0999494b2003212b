"""The app under test as a transport of the reference client: no socket, and every request kept for a look."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Flask

from couplebridge.client.http import Request, Response

ORIGIN = "https://bridge.test"


@dataclass
class WsgiTransport:
    """Sends requests into `app`. `requests` and `answers` hold everything that went over the wire."""

    app: Flask
    address: str = "203.0.113.7"
    requests: list[Request] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)

    def send(self, request: Request) -> Response:
        """One request, one answer. The cookie jar is the client's own."""
        self.requests.append(request)
        got = self.app.test_client(use_cookies=False).open(
            request.path, base_url=ORIGIN, method=request.method, headers=dict(request.headers), data=request.body,
            environ_overrides={"REMOTE_ADDR": self.address},
        )  # fmt: skip
        headers = tuple((name.lower(), value) for name, value in got.headers.items())
        answer = Response(got.status_code, headers, got.data)
        self.answers.append(answer)
        return answer

    def everything_sent(self) -> bytes:
        """All bytes that ever reached the server, paths and headers included."""
        parts = ((each.path.encode(), repr(dict(each.headers)).encode(), each.body) for each in self.requests)
        return b"\n".join(part for each in parts for part in each)

    def everything_received(self) -> list[bytes]:
        """Every body the server ever answered with."""
        return [each.body for each in self.answers]
