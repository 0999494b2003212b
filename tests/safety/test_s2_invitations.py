"""S2: who finds or guesses an invitation. Single use, a day at most; a second use fails and the inviter sees it."""

from __future__ import annotations

import secrets

import pytest
from werkzeug.test import TestResponse

from couplebridge import clock
from couplebridge.base64url import encode
from couplebridge.services import pairing as service
from tests.support.couple import HOUR_MS, Pairing
from tests.support.people import Person
from tests.support.phone import cursor_of, item

PAIRING = 7


@pytest.fixture
def pairing(alice: Person, bob: Person) -> Pairing:
    pairing = Pairing(alice, bob)
    alice.post("/invites", pairing.new_invite())
    return pairing


def refused_uses(pairing: Pairing) -> int:
    return int.from_bytes(item(pairing.inviter, PAIRING, pairing.invitation.invite).parts[11], "big")


def second_use(pairing: Pairing, who: Person) -> TestResponse:
    found = Pairing(pairing.inviter, who)
    found.invitation, found.context, found.keys = pairing.invitation, pairing.context, pairing.keys
    return who.post(pairing.path + "/join", found.joining())


@pytest.mark.parametrize("confirmed", [False, True])
def test_a_second_use_is_answered_as_absent_and_the_inviter_sees_it(
    confirmed: bool, pairing: Pairing, mallory: Person
) -> None:
    pairing.joiner.post(pairing.path + "/join", pairing.joining())
    if confirmed:
        pairing.inviter.post(pairing.path + "/confirm", pairing.confirming())
    assert refused_uses(pairing) == 0
    before = cursor_of(pairing.inviter)
    second = second_use(pairing, mallory)
    body = {"bundle": mallory.bundle, "mac": bytes(32), "signature": bytes(64)}
    absent = mallory.post(f"/invites/{encode(secrets.token_bytes(16))}/join", body)
    assert (second.status_code, second.data) == (absent.status_code, absent.data) == (404, absent.data)
    assert refused_uses(pairing) == 1
    assert cursor_of(pairing.inviter) > before
    assert item(pairing.joiner, PAIRING, pairing.invitation.invite).parts[11] == b"", "that is the inviter's to know"


def test_the_joiner_found_first_keeps_the_place(pairing: Pairing, mallory: Person) -> None:
    pairing.joiner.post(pairing.path + "/join", pairing.joining())
    second_use(pairing, mallory)
    assert item(pairing.inviter, PAIRING, pairing.invitation.invite).parts[5] == pairing.joiner.bundle
    assert pairing.inviter.post(pairing.path + "/confirm", pairing.confirming()).status_code == 204
    assert mallory.get("/account").json["space"] is None


def test_once_used_it_is_not_shown_any_more(pairing: Pairing, nobody: Person) -> None:
    assert nobody.get(pairing.path).status_code == 200
    pairing.joiner.post(pairing.path + "/join", pairing.joining())
    absent = nobody.get(f"/invites/{encode(secrets.token_bytes(16))}")
    assert (nobody.get(pairing.path).status_code, nobody.get(pairing.path).data) == (404, absent.data)


def test_when_its_time_is_over_nobody_joins(pairing: Pairing, monkeypatch: pytest.MonkeyPatch) -> None:
    later_ms = clock.now_ms() + HOUR_MS
    monkeypatch.setattr(clock, "now_ms", lambda: later_ms)
    assert pairing.joiner.post(pairing.path + "/join", pairing.joining()).status_code == 404


def test_knocking_on_and_on_moves_the_inviters_feed_a_bounded_number_of_times(
    pairing: Pairing, mallory: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "REFUSED_USES_MAX", 2)
    pairing.joiner.post(pairing.path + "/join", pairing.joining())
    for _ in range(3):
        second_use(pairing, mallory)
    assert refused_uses(pairing) == 2


@pytest.mark.parametrize("settings", [{"RATE_JOIN": "3 per hour"}], ids=["three an hour"])
def test_joining_at_random_is_slowed_down(settings: dict[str, str], pairing: Pairing, mallory: Person) -> None:
    """Looking up is not: 128 bits are not guessed, and a count by house would say that the other opened the link."""
    ids = [encode(secrets.token_bytes(16)) for _ in range(4)]
    codes = [mallory.post(f"/invites/{one}/join", pairing.joining()).status_code for one in ids]
    assert codes == [404, 404, 404, 429]
