"""Sending what is due. No request waits for this: a thread of each worker runs it (push_thread.py), or a command.

Many may run it at once. Who changes the row first sends, and it is changed before the message goes: what breaks in
between loses a sign, and never sends one twice.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from couplebridge import clock
from couplebridge.database import reading, writing
from couplebridge.security.keyring import Keyring
from couplebridge.security.push_address import parse_address
from couplebridge.security.push_encryption import encrypt
from couplebridge.security.push_key import PushKey
from couplebridge.security.push_post import Answer, Outcome
from couplebridge.security.push_wish import Wish, open_wish
from couplebridge.services.push_hours import window
from couplebridge.services.push_message import headers, payload
from couplebridge.services.web_push import HOUR_MS, JITTER_MS, MINUTE_MS, REST_UNOPENED_MS, row_of, table

TRIES_MOST = 4
_WAIT_MS = (2 * MINUTE_MS, 10 * MINUTE_MS, HOUR_MS)
_WAIT_MS_MOST = 6 * HOUR_MS
_BATCH = 50

Post = Callable[[str, Mapping[str, str], bytes], Answer]


@dataclass(frozen=True)
class Sender:
    """What it takes to send. `contact` is whom a push service can ask about this server, `origin` PUBLIC_ORIGIN."""

    keyring: Keyring
    key: PushKey
    contact: str
    origin: str | None
    post: Post
    seam: str | None = None


def send_due(sender: Sender) -> int:
    """Send what is due now; returns how many messages went out."""
    now_ms = clock.now_ms()
    due = select(table).where(row_of.due_at_ms <= now_ms, row_of.expires_at_s > now_ms // 1000)
    with reading() as connection:
        rows = connection.execute(due.order_by(row_of.due_at_ms).limit(_BATCH)).all()
    return sum(_send(sender, row) for row in rows)


def _send(sender: Sender, row: Row[Any]) -> bool:
    wish, now_ms = open_wish(sender.keyring, row.device_hash, row.sealed), clock.now_ms()
    hours = None if wish.held else window(wish.hours, now_ms)
    if hours is None:
        _claim(row, due_at_ms=None)  # the owner rests, or chose no day
        return False
    if hours.opens_ms > now_ms:
        # not in the very minute in which the hours begin: then all phones of a house would buzz at once
        _claim(row, due_at_ms=hours.opens_ms + secrets.randbelow(JITTER_MS[1]))
        return False
    if not _claim(row, due_at_ms=None, was_told=True, rest_until_ms=now_ms + REST_UNOPENED_MS):
        return False
    _note(row, _post(sender, wish, hours.closes_ms - now_ms))
    return True


def _post(sender: Sender, wish: Wish, left_ms: int) -> Answer:
    audience = parse_address(wish.endpoint, sender.seam).origin
    body = encrypt(payload(sender.origin), wish.p256dh, wish.auth)
    return sender.post(wish.endpoint, headers(sender.key.authorization(audience, sender.contact), left_ms), body)


def _claim(row: Row[Any], **changed: Any) -> bool:
    """Change the row if nobody else did since it was read; whether this one did."""
    same = (row_of.device_hash == row.device_hash) & (row_of.due_at_ms == row.due_at_ms)
    with writing() as connection:
        return bool(connection.execute(update(table).where(same).values(**changed)).rowcount)


def _note(row: Row[Any], answer: Answer) -> None:
    """What follows from the answer. A row that has changed meanwhile (opened, asked anew, due again) stays as it is."""
    with writing() as connection:
        if answer.outcome is Outcome.GONE:
            # unless the device has asked anew with another address meanwhile
            connection.execute(delete(table).where(row_of.device_hash == row.device_hash, row_of.sealed == row.sealed))
        elif answer.outcome is not Outcome.TAKEN:
            _not_told(connection, row, answer)


def _not_told(connection: Connection, row: Row[Any], answer: Answer) -> None:
    tries = row.tries + 1
    ends = answer.outcome is Outcome.REFUSED or tries >= TRIES_MOST
    wait_ms = min(_WAIT_MS_MOST, max(answer.retry_after_s * 1000, _WAIT_MS[min(tries, len(_WAIT_MS)) - 1]))
    # given up, it is as if nothing had been due: the next thing that is new tries again
    due_at_ms = None if ends else clock.now_ms() + wait_ms + secrets.randbelow(MINUTE_MS)
    still = (row_of.device_hash == row.device_hash) & row_of.was_told & row_of.due_at_ms.is_(None)
    again = {"was_told": False, "rest_until_ms": row.rest_until_ms, "tries": 0 if ends else tries}
    connection.execute(update(table).where(still).values(due_at_ms=due_at_ms, **again))
