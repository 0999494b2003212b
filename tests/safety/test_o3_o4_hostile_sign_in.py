"""O3, O4: lowered parameters, exchanged slots, exchanged keys: refused before anything is opened or sent."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from couplebridge.client.encoding import b64url_decode
from couplebridge.client.errors import (
    ClientError,
    NotPairedError,
    PairingRefusedError,
    ParametersRefusedError,
    PartnerKeyChangedError,
    PassphraseWrongError,
)
from couplebridge.client.identity import generate_identity
from couplebridge.client.phone import Phone
from couplebridge.client.statements import Tier
from tests.safety.hostile import HostileTransport, Lie, flip, with_body, with_field, with_part, with_value
from tests.support.two_phones import PASSPHRASE, Clock, Couple, on_sqlite, pair, phone
from tests.support.wsgi_transport import WsgiTransport

MALLORY = generate_identity(bytes(16), 1).bundle.to_bytes()


def costs(memory_kib: int, passes: int, lanes: int = 1):
    return lambda params: b"\x01" + struct.pack(">IIB", memory_kib, passes, lanes) + params[10:]


LIES: dict[str, tuple[str, str, Lie]] = {
    "cheap memory": ("POST", "/sign-in/start", with_field("params", costs(8, 3))),
    "one pass": ("POST", "/sign-in/start", with_field("params", costs(65536, 1))),
    "endless memory": ("POST", "/sign-in/start", with_field("params", costs(2**31, 3))),
    "endless passes": ("POST", "/sign-in/start", with_field("params", costs(65536, 2**31))),
    "two lanes": ("POST", "/sign-in/start", with_field("params", costs(65536, 3, 2))),
    "another algorithm": ("POST", "/sign-in/start", with_field("params", lambda p: b"\x02" + p[1:])),
    "no parameters": ("POST", "/sign-in/start", with_field("params", lambda _: b"")),
    "another salt": ("POST", "/sign-in/start", with_field("params", flip)),
    "another user": ("POST", "/sign-in/start", with_field("user", flip)),
    "a slot changed": ("POST", "/sign-in/finish", with_field("slot", flip)),
    "a slot's user changed": ("POST", "/sign-in/finish", with_field("slot", lambda s: flip(s, 30))),
    "a slot's type changed": ("POST", "/sign-in/finish", with_field("slot", lambda s: s[:4] + b"\x02" + s[5:])),
    "a slot's epoch changed": ("POST", "/sign-in/finish", with_field("slot", lambda s: flip(s, 40))),
    "a slot's cost lowered": ("POST", "/sign-in/finish", with_field("slot", lambda s: s[:44] + b"\0\0\0\x08" + s[48:])),
    "a slot cut short": ("POST", "/sign-in/finish", with_field("slot", lambda s: s[:-1])),
    "a slot of nothing": ("POST", "/sign-in/finish", with_field("slot", lambda _: b"")),
    "another bundle": ("GET", "/account", with_field("bundle", lambda _: MALLORY)),
    "a bundle off the curve": ("GET", "/account", with_field("bundle", flip)),
    "another key": ("GET", "/account", with_field("kem_key", flip)),
    "another signing key": ("GET", "/account", with_field("signing_key", flip)),
    "the keys exchanged": ("GET", "/account", with_field("signing_key", lambda key: key[:12] + bytes(20))),
}  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> dict[str, Any]:
    """The server is a liar here, whatever it keeps its lies in."""
    return on_sqlite(tmp_path)


@pytest.fixture
def server(app: Flask) -> HostileTransport:
    return HostileTransport(WsgiTransport(app))


@pytest.mark.parametrize("lie", LIES)
def test_o3_a_new_device_stays_empty_and_locked(server: HostileTransport, alone: Couple, app: Flask, lie: str) -> None:
    server.lie_about(*LIES[lie])
    new = phone(app, alone.clock, transport=server)
    with pytest.raises(ClientError):
        new.sign_in("alice", PASSPHRASE, alone.alice.account_code)
    assert server.told
    assert (new.store.device, new.holder.is_unlocked) == (None, False)


@pytest.mark.parametrize("lie", [name for name in LIES if name.startswith(("cheap", "one pass", "endless"))])
def test_o3_nothing_is_sent_for_a_cheap_guess(server: HostileTransport, alone: Couple, app: Flask, lie: str) -> None:
    server.lie_about(*LIES[lie])
    with pytest.raises(ParametersRefusedError):
        phone(app, alone.clock, transport=server).sign_in("alice", PASSPHRASE, alone.alice.account_code)
    assert [each.path for each in server.honest.requests] == ["/api/sign-in/start"]


def test_o3_another_accounts_slot_does_not_open_this_one(server: HostileTransport, alone: Couple, app: Flask) -> None:
    theirs = alone.bob.account.device.slot
    server.lie_about("POST", "/sign-in/finish", with_field("slot", lambda _: theirs))
    with pytest.raises(ClientError):
        phone(app, alone.clock, transport=server).sign_in("alice", PASSPHRASE, alone.alice.account_code)


def test_o2_the_true_passphrase_without_the_account_code_fails(alone: Couple, app: Flask) -> None:
    device = alone.alice.account.device
    alone.alice.lock()
    alone.alice.store.device = replace(device, account_code=bytes(16))
    with pytest.raises(PassphraseWrongError):
        alone.alice.unlock(PASSPHRASE)
    alone.alice.store.device = device
    alone.alice.unlock(PASSPHRASE)


GARBAGE: dict[str, Lie] = {
    "HTML": with_body(b"<html></html>"),
    "a list": with_body(b"[]"),
    "a number": with_body(b"7"),
    "an empty object": with_body(b"{}"),
    "not UTF-8": with_body(b"\xff\xfe"),
    "a refusal without a code": lambda a: replace(a, status=500, body=b'{"detail":"x"}'),
    "a refusal that is no document": lambda a: replace(a, status=502, body=b"Bad gateway"),
}
ROUTES = [
    "POST /accounts",
    "POST /sign-in/start",
    "POST /sign-in/finish",
    "GET /account",
    "GET /sessions",
    "GET /invites",
    "GET /session",
]


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("lie", GARBAGE)
def test_m3_garbage_on_any_route_is_a_refusal_in_words(
    server: HostileTransport, alone: Couple, app: Flask, ours: Clock, route: str, lie: str
) -> None:
    method, path = route.split()
    link = alone.alice.pairing.invite()
    new = phone(app, ours, transport=server)
    server.lie_about(method, path, GARBAGE[lie])
    with pytest.raises(ClientError) as refused:
        ask_everything(new, alone, link)
    assert server.told
    assert str(refused.value)


def ask_everything(new: Phone, alone: Couple, link: str) -> None:
    new.sign_in("bob", PASSPHRASE, alone.bob.account_code)
    new.changes.sessions()
    new.account.resume()
    new.pairing.join(link)
    new.register("new", PASSPHRASE)


@pytest.mark.parametrize("value", [..., None, 7, True, "", "=", "AA", []])
@pytest.mark.parametrize("name", ["user", "params"])
def test_m3_a_field_of_another_form_is_refused(
    server: HostileTransport, alone: Couple, app: Flask, name: str, value: object
) -> None:
    server.lie_about("POST", "/sign-in/start", with_value(name, value))
    with pytest.raises(ClientError):
        phone(app, alone.clock, transport=server).sign_in("alice", PASSPHRASE, alone.alice.account_code)


INVITE_LIES: dict[str, Lie] = {
    "another bundle": with_field("bundle", lambda _: MALLORY),
    "another mac": with_field("mac", flip),
    "another space": with_field("space", flip),
    "a later end": with_value("expires", 2**52),
    "a truth for an end": with_value("expires", True),
}


@pytest.mark.parametrize("lie", INVITE_LIES)
def test_o4_a_joiner_sends_nothing_for_an_exchanged_invitation(
    server: HostileTransport, alone: Couple, app: Flask, lie: str
) -> None:
    joiner = phone(app, alone.clock, transport=server)
    joiner.register("joiner", PASSPHRASE)
    link = alone.alice.pairing.invite()
    server.lie_about("GET", "/invites", INVITE_LIES[lie])
    with pytest.raises(ClientError):
        joiner.pairing.join(link)
    assert not [each for each in server.honest.requests if each.path.endswith("/join")]
    assert joiner.couples.pinned() is None


PAIRING = 7
ANSWERS = {"bundle": (5, lambda _: MALLORY), "mac": (6, flip), "signature": (7, flip)}


@pytest.mark.parametrize("part", ANSWERS)
def test_o4_an_inviter_pins_nobody_for_an_exchanged_answer(
    server: HostileTransport, alone: Couple, app: Flask, part: str
) -> None:
    inviter = phone(app, alone.clock, transport=server)
    inviter.register("inviter", PASSPHRASE)
    alone.bob.pairing.join(inviter.pairing.invite())
    server.lie_about("GET", "/feed", with_part(PAIRING, *ANSWERS[part]))
    with pytest.raises(ClientError):
        inviter.sync()
    assert inviter.couples.pinned() is None
    assert not [each for each in server.honest.requests if each.path.endswith("/confirm")]


CONFIRMATIONS = {"mac": (8, flip), "signature": (9, flip), "space key": (10, flip), "no space key": (10, lambda _: b"")}


@pytest.mark.parametrize("part", CONFIRMATIONS)
def test_o4_a_joiner_pins_nobody_for_an_exchanged_confirmation(
    server: HostileTransport, alone: Couple, app: Flask, part: str
) -> None:
    joiner = phone(app, alone.clock, transport=server)
    joiner.register("joiner", PASSPHRASE)
    joiner.pairing.join(alone.alice.pairing.invite())
    alone.alice.sync()
    server.lie_about("GET", "/feed", with_part(PAIRING, *CONFIRMATIONS[part]))
    with pytest.raises(ClientError):
        joiner.sync()
    assert joiner.couples.pinned() is None
    with pytest.raises(NotPairedError):
        joiner.pairing.safety_number()


def test_o4_a_changed_key_of_the_partner_stops_everything_until_both_pair_again(
    server: HostileTransport, alone: Couple, app: Flask
) -> None:
    mine = phone(app, alone.clock, transport=server)
    mine.register("mine", PASSPHRASE)
    server.lie_about("GET", "/feed", with_part(8, 1, lambda _: MALLORY))
    alone.bob.pairing.join(mine.pairing.invite())
    with pytest.raises(PartnerKeyChangedError):
        mine.sync()
    entry = mine.journal.write(happened="x", topic="money")
    assert_stopped(mine, entry)
    server.be_honest()
    assert_stopped(mine, entry)  # an honest answer later does not lift it
    mine.pairing.leave(mine.changes.prove(PASSPHRASE))
    alone.bob.sync()
    pair(alone.bob, mine)
    mine.sync()
    assert mine.bridge.offer(entry, Tier.WHOLE)


def assert_stopped(mine: Phone, entry: str) -> None:
    with pytest.raises(PartnerKeyChangedError):
        mine.bridge.offer(entry, Tier.WHOLE)
    with pytest.raises(PartnerKeyChangedError):
        mine.pairing.mark_compared()


def test_o4_the_confirmation_goes_to_the_keys_of_the_link_only(alone: Couple) -> None:
    pair(alone.alice, alone.bob)
    pinned = alone.alice.couples.pinned() or {}
    assert b64url_decode(pinned["partnerBundle"]) == alone.bob.account.device.bundle
    assert alone.alice.pairing.safety_number() == alone.bob.pairing.safety_number()


def test_o4_nobody_is_paired_with_themselves(server: HostileTransport, alone: Couple, app: Flask) -> None:
    inviter = phone(app, alone.clock, transport=server)
    inviter.register("inviter", PASSPHRASE)
    own = inviter.account.device.bundle
    alone.bob.pairing.join(inviter.pairing.invite())
    server.lie_about("GET", "/feed", with_part(PAIRING, 5, lambda _: own))
    with pytest.raises(PairingRefusedError):
        inviter.sync()
    assert inviter.couples.pinned() is None


def test_o4_a_confirmation_that_the_inviter_never_made_is_refused(
    server: HostileTransport, alone: Couple, app: Flask
) -> None:
    inviter = phone(app, alone.clock, transport=server)
    inviter.register("inviter", PASSPHRASE)
    alone.bob.pairing.join(inviter.pairing.invite())
    server.lie_about("GET", "/feed", with_part(PAIRING, 0, lambda _: b"\x03"))
    with pytest.raises(PairingRefusedError):
        inviter.sync()
    assert inviter.couples.pinned() is None
