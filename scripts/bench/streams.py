"""Open live streams: what each costs the worker, how soon an event follows its commit, whether other requests wait."""

from __future__ import annotations

import resource
import selectors
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter

from scripts.bench.phones import Phone
from scripts.bench.servers import Server
from scripts.bench.wire import STUCK_S, BenchStuckError, ask, request

OF_ONE = 16
MOVED = b"event: moved\n"
_HERE = b"event: here\n"
_READ_BYTES = 4096


def listen(phone: Phone) -> socket.socket:
    """A stream of this account, of which the first event has been read: nothing is missed from then on."""
    stream = socket.create_connection(("127.0.0.1", phone.port), timeout=STUCK_S)
    stream.sendall(request("GET", "/api/live", {"Cookie": f"__Host-cb={phone.cookie}"}))
    until(stream, _HERE)
    return stream


def until(stream: socket.socket, event: bytes) -> None:
    """Read until this event has come. Raises BenchStuckError when the server hangs up or refuses."""
    got = b""
    while event not in got:
        piece = stream.recv(_READ_BYTES)
        got += piece
        if not piece or (got.startswith(b"HTTP") and b"\r\n" in got and b" 200 " not in got[:16]):
            raise BenchStuckError("A live stream was refused or ended.")


@contextmanager
def listening(server: Server, streams: int) -> Iterator[list[tuple[Phone, list[socket.socket]]]]:
    """So many streams, OF_ONE of each account."""
    _allow_files(streams + 256)
    held: list[tuple[Phone, list[socket.socket]]] = []
    try:
        for number in range(-(-streams // OF_ONE)):
            phone = Phone(server.port, 100 + number).register()
            held.append((phone, []))
            for _ in range(min(OF_ONE, streams - number * OF_ONE)):
                held[-1][1].append(listen(phone))
        yield held
    finally:
        for _, opened in held:
            for stream in opened:
                stream.close()


def event_delays_ms(phone: Phone, streams: Sequence[socket.socket]) -> list[float]:
    """After one push of this account: from its answer to the event on each stream; 0 when it was there before."""
    ask(phone.port, phone.push([phone.record()]), phone.source)
    answered, delays = perf_counter(), []
    with selectors.DefaultSelector() as selector:
        for stream in streams:
            selector.register(stream, selectors.EVENT_READ)
        while len(delays) < len(streams):
            ready = selector.select(STUCK_S)
            if not ready:
                raise BenchStuckError("An event never came.")
            now = perf_counter()
            for key, _ in ready:
                selector.unregister(key.fileobj)
                until(key.fileobj, MOVED)  # type: ignore[arg-type]  # the sockets that were registered
                delays.append(max(0.0, now - answered) * 1000)
    return delays


def _allow_files(files: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < files:
        resource.setrlimit(
            resource.RLIMIT_NOFILE, (files if hard == resource.RLIM_INFINITY else min(files, hard), hard)
        )
