"""alice and bob, each with a device of the reference client against the app under test, and one clock for all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from couplebridge import clock
from couplebridge.client.chain_check import CheckedOffer
from couplebridge.client.phone import Phone, now_ms
from couplebridge.client.records import RecordHeader, unwrap_record_key
from couplebridge.client.statements import Tier
from couplebridge.client.store import Store
from couplebridge.client.ways_in import PassphraseCost
from tests.support.wsgi_transport import WsgiTransport

CHEAP = PassphraseCost(memory_kib=19 * 1024, passes=2)
DAY_MS = 86_400_000
PASSPHRASE = "seven quiet herons at low tide"


def on_sqlite(folder: Path) -> dict[str, Any]:
    """The settings of one database, for tests of the client alone: to them all databases are the same."""
    return {"DATA": folder / "data", "REDIS_URL": None, "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / 'test.db'}"}


@dataclass
class Clock:
    """Moves the server's clock and the phones' clocks together."""

    ahead_ms: int = 0

    def __call__(self) -> int:
        return now_ms() + self.ahead_ms

    def days_pass(self, days: float) -> None:
        self.ahead_ms += round(days * DAY_MS)


def make_clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """One clock for the server and everybody; it never touches the operating system's."""
    ours = Clock()
    monkeypatch.setattr(clock, "now_ms", ours)
    return ours


def phone(app: Flask, ours: Clock, *, store: Store | None = None, transport: Any = None, label: str = "phone") -> Phone:
    """A device that stretches passphrases as cheaply as the protocol allows."""
    return Phone(transport or WsgiTransport(app), store, label=label, clock_ms=ours, cost=CHEAP)


def sent_by(device: Phone) -> WsgiTransport:
    """The transport of a device, with everything that it sent and received."""
    transport = device.api._transport
    assert isinstance(transport, WsgiTransport)
    return transport


def pair(inviter: Phone, joiner: Phone) -> None:
    """Make the two a couple, by link, as they do."""
    joiner.pairing.join(inviter.pairing.invite("https://bridge.test"))
    joiner.sync()
    inviter.sync()
    joiner.sync()


CONCERN = {
    "happened": "We ate apart three evenings in a row.",
    "felt": "I felt far away from you.",
    "feelings": ["distant"],
    "beneath": "I was afraid it would stay like this.",
    "longing": "One evening at the table, the two of us.",
    "part": "I said nothing and went to bed early.",
    "topic": "time-together",
}


@dataclass
class Couple:
    """Two paired phones and the clock."""

    alice: Phone
    bob: Phone
    clock: Clock

    def both(self) -> None:
        """Both phones look, until each has what the other did."""
        for device in (self.alice, self.bob, self.alice):
            device.sync()

    def write(self, **fields: Any) -> str:
        """alice writes a concern, and it reaches the server."""
        entry = self.alice.journal.write(**{**CONCERN, **fields})
        self.alice.sync()
        return entry

    def offer(self, tier: Tier = Tier.WHOLE, *, release: str = "ask", text: str = "A sentence.", **fields: Any) -> str:
        """alice offers a new concern, and both see it."""
        offer = self.alice.bridge.offer(self.write(**fields), tier, text=text, cover=COVER, release=release)
        self.both()
        return offer

    def accepted(self, **fields: Any) -> str:
        """The same, and bob is ready."""
        offer = self.offer(**fields)
        self.bob.bridge.accept(offer)
        self.both()
        return offer

    def opened(self, **fields: Any) -> str:
        """The same, and alice let it go."""
        offer = self.accepted(**fields)
        self.alice.bridge.release(offer)
        self.both()
        return offer

    def book(self, offer: str) -> CheckedOffer:
        """The offer as alice's phone checked it."""
        return self.alice.book.checked(offer)

    def key(self, checked: CheckedOffer) -> bytes:
        """The record key of an offered text, which only its author can unwrap before the release."""
        context, keyring = checked.chain.offer.context, self.alice.holder.keyring
        header = RecordHeader(1, 1, context.space, keyring.user_id, context.record, context.revision)
        return unwrap_record_key(keyring.vault_key(), header, checked.item.wrap)

    def states(self, offer: str) -> tuple[str, str]:
        """What alice's and bob's phones say of it."""
        return self.alice.bridge.view(offer).state, self.bob.bridge.view(offer).state


COVER = {"minutes": 15, "tone": "calm", "hope": "listen", "line": "Just listen, please."}


def make_couple(app: Flask, ours: Clock) -> Couple:
    """Both have an account, and each a phone."""
    alice, bob = phone(app, ours), phone(app, ours)
    alice.register("alice", PASSPHRASE, with_recovery=False)
    bob.register("bob", PASSPHRASE)
    return Couple(alice, bob, ours)
