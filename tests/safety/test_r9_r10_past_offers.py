"""R9, R10: what was left, taken back or lapsed stays so, whatever a server shows afterwards, and whoever runs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from couplebridge.client.errors import ApiProblemError, ClientError, StatementRefusedError
from couplebridge.client.frames import Frame
from couplebridge.client.notes import note_fields, seal_note
from couplebridge.client.phone import Phone
from couplebridge.client.statements import LATEST_MS, parse_statement
from tests.safety.hostile import HostileTransport, with_frames
from tests.support.two_phones import DAY_MS, PASSPHRASE, Couple, pair, phone
from tests.support.wsgi_transport import WsgiTransport

OFFER = 5
LAPSES = 1
Show = Callable[[], None]


@pytest.fixture
def server(app: Flask) -> HostileTransport:
    return HostileTransport(WsgiTransport(app))


def kept_back(server: HostileTransport, app: Flask, couple: Couple) -> tuple[Phone, str, Show]:
    """alice's offer that opens at once, accepted by bob; the server has kept that back from her phone until `show`."""
    offer = couple.offer(release="at-once")
    device = phone(app, couple.clock, transport=server)
    device.sign_in("alice", PASSPHRASE, couple.alice.account_code)
    [older] = [frame for frame in device.store.items.values() if frame.type == OFFER]
    kept: dict[bytes, Frame] = {}

    def hide(frames: list[Frame]) -> list[Frame]:
        kept.update({f.id: f for f in frames if f.type == OFFER and f.parts[0] == b"\x02"})
        return [replace(older, seq=f.seq) if f.type == OFFER else f for f in frames]

    server.lie_about("GET", "/feed", with_frames(hide))
    couple.bob.bridge.accept(offer)
    couple.bob.sync()
    device.sync()
    [ready] = kept.values()

    def show() -> None:
        server.be_honest()
        far = (device.bridge._now_ms() + 90 * DAY_MS).to_bytes(8, "big")
        parts = (*ready.parts[:LAPSES], far, *ready.parts[LAPSES + 1 :])
        device.store.items[OFFER, ready.id] = replace(ready, parts=parts)

    return device, offer, show


def assert_nothing_moves(server: HostileTransport, device: Phone, offer: str) -> None:
    assert device.bridge.release_ready() is False
    assert device.bridge.view(offer).state == "ended"
    with pytest.raises(ClientError):
        device.bridge.release(offer)
    assert not [each for each in server.honest.requests if each.path.endswith("/release")]


def test_r10_linked_with_someone_new_the_partner_of_before_opens_nothing(
    server: HostileTransport, paired: Couple, app: Flask
) -> None:
    device, offer, show = kept_back(server, app, paired)
    device.leave(PASSPHRASE)
    carol = phone(app, paired.clock)
    carol.register("carol", PASSPHRASE)
    pair(device, carol)
    show()
    assert_nothing_moves(server, device, offer)


def test_r4_a_server_that_answers_a_withdrawal_and_forgets_it_opens_nothing(
    server: HostileTransport, paired: Couple, app: Flask
) -> None:
    device, offer, show = kept_back(server, app, paired)
    answered = device.session.ask
    device.session.ask = lambda method, path, *rest: (
        None if path.endswith("/withdraw") else answered(method, path, *rest)
    )
    device.bridge.withdraw(offer)
    show()
    assert_nothing_moves(server, device, offer)


def test_r4_a_withdrawal_without_an_answer_does_not_open_by_itself(
    server: HostileTransport, paired: Couple, app: Flask
) -> None:
    device, offer, show = kept_back(server, app, paired)
    with pytest.raises(ApiProblemError, match=r"^conflict"):
        device.bridge.withdraw(offer)
    show()
    assert device.bridge.release_ready() is False


def test_r9_lapsed_by_the_own_clock_an_acceptance_a_month_later_opens_nothing(
    server: HostileTransport, paired: Couple, app: Flask
) -> None:
    device, offer, show = kept_back(server, app, paired)
    paired.clock.days_pass(15)
    show()
    assert_nothing_moves(server, device, offer)


@pytest.mark.parametrize("at", ["soon", "\x1b[2J", 7, None, ["2030-01-01"], "+275760-09-13T00:00:00Z"])
def test_r1_a_moment_that_is_no_time_is_no_moment(paired: Couple, at: object) -> None:
    offer = paired.offer()
    checked = paired.bob.book.checked(offer)
    note = seal_note(checked.couple, checked.item.id, {"v": 1, "type": "moment", "at": at})
    paired.bob.session.ask("POST", f"/offers/{offer}/moment", note_fields(note))
    paired.alice.sync()
    assert (paired.alice.bridge.view(offer).state, paired.alice.bridge.view(offer).moment) == ("offered", None)


def test_r1_a_time_that_no_calendar_has_is_no_statement(paired: Couple) -> None:
    said = paired.book(paired.offer()).chain.last
    with pytest.raises(StatementRefusedError):
        parse_statement(replace(said, time_ms=LATEST_MS + 1).to_bytes())
    assert parse_statement(replace(said, time_ms=LATEST_MS).to_bytes()).time_ms == LATEST_MS
