"""The jobs of the server's table, each driven in turns with the lean route so that both meet the same moment."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable, Iterator
from typing import NamedTuple

from scripts.bench import lean
from scripts.bench.phones import Phone
from scripts.bench.servers import Server
from scripts.bench.wire import Line, Run, drive, request

PHONES = 16
BATCH = 100
PAGE = 1000
# what a record's frame has: 38 of its head, two lengths, envelope, wrap
FRAME_BYTES = 1510
# on a machine with other work fewer records have to do; the table says how many there were
FILL_S = 35
_PULLER = 20
_NEVER = 2**53 - 1


class Effort(NamedTuple):
    """How long: seconds a drive, drives of each kind, records prepared for a drive, records of the big account."""

    for_s: float
    rounds: int
    pushes: int
    many: int


class Turns(NamedTuple):
    """The drives of the server, and those of the lean route."""

    ours: list[Run]
    lean: list[Run]

    @property
    def failures(self) -> int:
        """Answers of the server that were not the expected ones."""
        return sum(run.failures for run in self.ours)


class Jobs:
    """The server and the lean route with the same phones."""

    def __init__(self, server: Server, beside: Server, effort: Effort) -> None:
        self.effort, self._server, self._beside = effort, server, beside
        self._phones = [Phone(server.port, number).register() for number in range(PHONES)]
        self._lean_seqs = [itertools.count(1) for _ in range(PHONES)]
        self._frame = secrets.token_bytes(FRAME_BYTES)
        self.few, self.many = (Phone(server.port, number).register() for number in (40, 41))

    def fill(self) -> None:
        """Give one account 1,000 records and another many; the lean route 1,000 rows."""
        self.few.fill(PAGE, FILL_S)
        self.many.fill(self.effort.many, FILL_S)
        body, cookie = self._frame * PAGE, self._cookie(_PULLER)
        drive([Line(self._beside.port, iter([request("POST", f"/lean/1/{FRAME_BYTES}", cookie, body)]), 200)], 30)

    def push(self, phones: int, records: int) -> Turns:
        """New records, `records` a push, from so many phones at once, each with an account of its own."""

        def ours() -> list[Line]:
            used = self._phones[:phones]
            for phone in used:
                # in a batch most records are sealed bytes under another id, which are made sooner; and fewer of them
                # would be over before SQLite has brought its log home once, or while it does
                phone.prepare(max(2, self.effort.pushes * (8 if records > 1 else 1) // (phones * records)), records)
            return [Line(phone.port, phone.pushes(), 200, phone.source) for phone in used]

        def beside() -> list[Line]:
            return [Line(self._beside.port, self._lean_pushes(number, records), 200) for number in range(phones)]

        return self._turns(ours, beside)

    def pull(self, phone: Phone) -> Turns:
        """The last 1,000 records of this account."""
        asked, page = phone.pull(phone.head - PAGE - 1), self._lean_pull(0)
        return self._turns(lambda: [self._again(phone, asked, 200)], lambda: [self._lean_again(page, 200)])

    def nothing_new(self, phone: Phone, phones: int = 1) -> Turns:
        """The question that is asked most: is there anything after the head."""
        asked, page = phone.pull(phone.head), self._lean_pull(_NEVER)
        return self._turns(
            lambda: [self._again(phone, asked, 204) for _ in range(phones)],
            lambda: [self._lean_again(page, 204) for _ in range(phones)],
        )

    def _turns(self, ours: Callable[[], list[Line]], beside: Callable[[], list[Line]]) -> Turns:
        turns = Turns([], [])
        for _ in range(self.effort.rounds):
            turns.ours.append(self._drive(ours()))
            turns.lean.append(self._drive(beside()))
        return turns

    def _drive(self, lines: list[Line]) -> Run:
        try:
            return drive(lines, self.effort.for_s)
        finally:
            for line in lines:
                line.socket.close()

    def _again(self, phone: Phone, asked: bytes, status: int) -> Line:
        return Line(phone.port, itertools.repeat(asked), status, phone.source)

    def _lean_again(self, asked: bytes, status: int) -> Line:
        return Line(self._beside.port, itertools.repeat(asked), status)

    def _lean_pull(self, cursor: int) -> bytes:
        return request("GET", f"/lean/{cursor}", self._cookie(_PULLER))

    def _lean_pushes(self, number: int, records: int) -> Iterator[bytes]:
        body, cookie = self._frame * records, self._cookie(number)
        for _ in range(100_000):
            seq = next(self._lean_seqs[number]) * records
            yield request("POST", f"/lean/{seq}/{FRAME_BYTES}", cookie, body)

    def _cookie(self, number: int) -> dict[str, str]:
        return {"Cookie": f"{lean.COOKIE}={lean.token(number).hex()}"}
