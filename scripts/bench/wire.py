"""Raw HTTP/1.1 over a few kept-alive connections: the client costs as little as it can beside the server."""

from __future__ import annotations

import selectors
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from time import perf_counter

STUCK_S = 60
_READ_BYTES = 1 << 18
_HOST = b"127.0.0.1"


class BenchStuckError(Exception):
    """A server did not answer at all; a figure from such a run would say nothing."""


def request(method: str, path: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    """The bytes of one request."""
    named = {"Host": _HOST.decode(), **headers, **({"Content-Length": str(len(body))} if method != "GET" else {})}
    head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return head.encode() + b"\r\n" + body


class Line:
    """One connection, and the requests that go over it one after the other."""

    def __init__(self, port: int, requests: Iterator[bytes], status: int, source: str = "127.0.0.1") -> None:
        self.socket = socket.create_connection((_HOST, port), timeout=STUCK_S, source_address=(source, 0))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.requests, self.status = requests, status
        self._got, self._whole = bytearray(), 0
        self.sent_at = 0.0

    def send(self) -> bool:
        """Send the next request; False when there is none."""
        asked = next(self.requests, None)
        if asked is None:
            return False
        self._got, self._whole = bytearray(), 0
        self.sent_at = perf_counter()
        self.socket.sendall(asked)
        return True

    def receive(self) -> bytes | None:
        """The whole answer, or None while some of it is missing."""
        piece = self.socket.recv(_READ_BYTES)
        if not piece:
            raise BenchStuckError("The server hung up.")
        self._got += piece
        if not self._whole:
            end = self._got.find(b"\r\n\r\n")
            if end < 0:
                return None
            self._whole = end + 4 + _body_bytes(bytes(self._got[:end]).lower())
        return bytes(self._got) if len(self._got) >= self._whole else None


def _body_bytes(head: bytes) -> int:
    _, found, rest = head.partition(b"\r\ncontent-length:")
    return int(rest.partition(b"\r\n")[0]) if found else 0


@dataclass
class Run:
    """What one drive measured: the time of each answer, how many were not the expected one, and the whole."""

    latencies_s: list[float] = field(default_factory=list)
    failures: int = 0
    elapsed_s: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies_s) / self.elapsed_s if self.elapsed_s else 0.0

    def at(self, share: float) -> float:
        """The latency that this share of the answers stayed below, in milliseconds."""
        ordered = sorted(self.latencies_s)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


def drive(lines: Sequence[Line], for_s: float) -> Run:
    """Each line sends its next request when the last is answered, for a time or until it has none left."""
    run, began = Run(), perf_counter()
    with selectors.DefaultSelector() as selector:
        busy = 0
        for line in lines:
            if line.send():
                selector.register(line.socket, selectors.EVENT_READ, line)
                busy += 1
        while busy:
            ready = selector.select(STUCK_S)
            if not ready:
                raise BenchStuckError(f"No answer for {STUCK_S} seconds.")
            for key, _ in ready:
                if not _settle(key.data, run, began + for_s):
                    selector.unregister(key.fileobj)
                    busy -= 1
    run.elapsed_s = perf_counter() - began
    return run


def _settle(line: Line, run: Run, ends_at: float) -> bool:
    answer = line.receive()
    if answer is None:
        return True
    now = perf_counter()
    run.latencies_s.append(now - line.sent_at)
    run.failures += int(answer[9:12]) != line.status
    return now < ends_at and line.send()


def ask(port: int, asked: bytes, source: str = "127.0.0.1") -> bytes:
    """One request over a connection of its own; the whole answer."""
    line = Line(port, iter([asked]), 0, source)
    try:
        line.send()
        while (answer := line.receive()) is None:
            continue
        return answer
    finally:
        line.socket.close()
