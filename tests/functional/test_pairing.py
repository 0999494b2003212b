"""Two accounts become a couple: invitation, joining, confirmation; and what cannot be done with an invitation."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

import pytest

from couplebridge import clock
from couplebridge.base64url import encode
from couplebridge.client.pair_answers import InviterAnswer, open_inviter_answer
from tests.support.couple import HOUR_MS, Pairing, identity
from tests.support.people import Person
from tests.support.phone import cursor_of, item, pull

PAIRING, SPACE = 7, 8
DAY_MS = 24 * HOUR_MS


@pytest.fixture
def pairing(alice: Person, bob: Person) -> Pairing:
    return Pairing(alice, bob)


def states(person: Person, kind: int) -> list[int]:
    return [frame.parts[0][0] for frame in pull(person) if frame.type == kind]


def test_both_are_in_the_space_and_see_each_others_bundle(pairing: Pairing, carol: Person, dan: Person) -> None:
    Pairing(carol, dan).run()
    pairing.run()
    for person, partner in ((pairing.inviter, pairing.joiner), (pairing.joiner, pairing.inviter)):
        shown = {"id": encode(pairing.space_id), "partner_bundle": encode(partner.bundle)}
        assert person.get("/account").json["space"] == shown
        assert item(person, SPACE, pairing.space_id).parts == (b"\x01", partner.bundle)
        assert states(person, PAIRING) == [3]


def test_the_joiner_gets_the_space_key_and_the_inviter_does_not(pairing: Pairing) -> None:
    pairing.run()
    own = item(pairing.joiner, PAIRING, pairing.invitation.invite).parts
    answer = InviterAnswer(own[8], own[9], own[10])
    people = identity(pairing.joiner), identity(pairing.inviter).bundle
    key = open_inviter_answer(pairing.keys, pairing.transcript, *people, pairing.answer, answer)
    assert key == pairing.space_key
    assert item(pairing.inviter, PAIRING, pairing.invitation.invite).parts[10] == b""


def test_the_inviter_finds_the_joiners_answer_in_their_feed(pairing: Pairing) -> None:
    pairing.inviter.post("/invites", pairing.new_invite())
    pairing.joiner.post(pairing.path + "/join", pairing.joining())
    parts = item(pairing.inviter, PAIRING, pairing.invitation.invite).parts
    assert (parts[0], parts[1], parts[5]) == (b"\x02", pairing.space_id, pairing.joiner.bundle)
    assert parts[6:8] == (pairing.answer.mac, pairing.answer.signature)


def test_anyone_with_the_link_sees_the_open_invitation(pairing: Pairing, nobody: Person) -> None:
    body = pairing.new_invite()
    pairing.inviter.post("/invites", body)
    shown = nobody.get(pairing.path).json
    assert shown == {
        "space": encode(body["space"]), "expires": body["expires"],
        "bundle": encode(body["bundle"]), "mac": encode(body["mac"]),
    }  # fmt: skip


def test_an_invitation_taken_back_is_as_if_it_had_never_been(pairing: Pairing, nobody: Person, mallory: Person) -> None:
    pairing.inviter.post("/invites", pairing.new_invite())
    assert mallory.delete(pairing.path).status_code == 404
    assert pairing.inviter.delete(pairing.path).status_code == 204
    absent = nobody.get(f"/invites/{encode(secrets.token_bytes(16))}")
    assert (nobody.get(pairing.path).data, absent.status_code) == (absent.data, 404)
    assert pairing.joiner.post(pairing.path + "/join", pairing.joining()).status_code == 404
    assert pairing.inviter.delete(pairing.path).status_code == 404
    assert item(pairing.inviter, PAIRING, pairing.invitation.invite).parts[:6] == (b"\x04", *[b""] * 5)


def test_taking_back_after_joining_ends_it_for_both(pairing: Pairing) -> None:
    pairing.inviter.post("/invites", pairing.new_invite())
    pairing.joiner.post(pairing.path + "/join", pairing.joining())
    pairing.inviter.delete(pairing.path)
    assert (states(pairing.inviter, PAIRING), states(pairing.joiner, PAIRING)) == ([4], [4])
    assert pairing.inviter.post(pairing.path + "/confirm", pairing.confirming()).status_code == 404


def test_a_new_invitation_ends_the_last(pairing: Pairing, alice: Person, bob: Person, nobody: Person) -> None:
    alice.post("/invites", pairing.new_invite())
    assert alice.post("/invites", Pairing(alice, bob).new_invite()).status_code == 201
    assert nobody.get(pairing.path).status_code == 404
    assert sorted(states(alice, PAIRING)) == [1, 4]


def test_an_invitation_lasts_a_day_at_most(pairing: Pairing, monkeypatch: pytest.MonkeyPatch, nobody: Person) -> None:
    now_ms = clock.now_ms()
    monkeypatch.setattr(clock, "now_ms", lambda: now_ms)
    for expires_ms in (now_ms, now_ms + DAY_MS + 1):
        assert pairing.inviter.post("/invites", {**pairing.new_invite(), "expires": expires_ms}).status_code == 422
    pairing.context = replace(pairing.context, expires_ms=now_ms + DAY_MS)
    assert pairing.inviter.post("/invites", pairing.new_invite()).status_code == 201
    monkeypatch.setattr(clock, "now_ms", lambda: now_ms + DAY_MS - 1)
    assert nobody.get(pairing.path).status_code == 200
    monkeypatch.setattr(clock, "now_ms", lambda: now_ms + DAY_MS)
    assert nobody.get(pairing.path).status_code == 404
    assert pairing.joiner.post(pairing.path + "/join", pairing.joining()).status_code == 404


def test_who_joined_in_time_can_be_confirmed_later(pairing: Pairing, monkeypatch: pytest.MonkeyPatch) -> None:
    pairing.inviter.post("/invites", pairing.new_invite())
    pairing.joiner.post(pairing.path + "/join", pairing.joining())
    later_ms = clock.now_ms() + 2 * DAY_MS
    monkeypatch.setattr(clock, "now_ms", lambda: later_ms)
    assert pairing.inviter.post(pairing.path + "/confirm", pairing.confirming()).status_code == 204


def test_each_step_sent_again_is_answered_again_and_moves_nothing(pairing: Pairing) -> None:
    two = pairing.inviter, pairing.joiner
    steps: list[tuple[Person, str, dict[str, Any]]] = [
        (pairing.inviter, "/invites", pairing.new_invite()),
        (pairing.joiner, pairing.path + "/join", pairing.joining()),
        (pairing.inviter, pairing.path + "/confirm", pairing.confirming()),
    ]
    for person, path, body in steps:
        first, cursors = person.post(path, body), [cursor_of(each) for each in two]
        again = person.post(path, body)
        assert (first.status_code, [cursor_of(each) for each in two]) == (again.status_code, cursors)
        assert first.status_code in (201, 202, 204)


def test_an_id_is_used_once(pairing: Pairing, alice: Person, bob: Person, mallory: Person) -> None:
    pairing.run()
    other = Pairing(mallory, bob)
    for name in ("invitation", "space_id"):
        again = Pairing(mallory, bob)
        setattr(again, name, getattr(pairing, name))
        again.context = replace(other.context, space=again.space_id, invite=again.invitation.invite)
        assert mallory.post("/invites", again.new_invite()).json["code"] == "conflict"


def test_only_ones_own_bundle_and_signature_count(pairing: Pairing, mallory: Person) -> None:
    alice, bob = pairing.inviter, pairing.joiner
    assert alice.post("/invites", {**pairing.new_invite(), "bundle": mallory.bundle}).json["code"] == "bad-signature"
    alice.post("/invites", pairing.new_invite())
    joining = pairing.joining()
    assert bob.post(pairing.path + "/join", {**joining, "bundle": mallory.bundle}).json["code"] == "bad-signature"
    assert bob.post(pairing.path + "/join", {**joining, "signature": bytes(64)}).json["code"] == "bad-signature"
    assert bob.post(pairing.path + "/join", joining).status_code == 202, "a refused try uses nothing up"
    confirming = {**pairing.confirming(), "signature": joining["signature"]}
    assert alice.post(pairing.path + "/confirm", confirming).json["code"] == "bad-signature"


def test_nobody_is_in_two_spaces(pairing: Pairing, alice: Person, bob: Person, carol: Person, dan: Person) -> None:
    pairing.run()
    assert alice.post("/invites", Pairing(alice, dan).new_invite()).json["code"] == "already-paired"
    other = Pairing(carol, bob)
    carol.post("/invites", other.new_invite())
    assert bob.post(other.path + "/join", other.joining()).json["code"] == "already-paired"
    assert carol.get("/account").json["space"] is None


def test_of_two_pairings_under_way_the_first_confirmed_ends_the_other(
    alice: Person, bob: Person, carol: Person
) -> None:
    one, two = Pairing(alice, bob), Pairing(carol, bob)
    for each in (one, two):
        each.inviter.post("/invites", each.new_invite())
        assert bob.post(each.path + "/join", each.joining()).status_code == 202
    assert alice.post(one.path + "/confirm", one.confirming()).status_code == 204
    assert carol.post(two.path + "/confirm", two.confirming()).status_code == 404
    assert carol.get("/account").json["space"] is None
    assert states(carol, PAIRING) == [4]


def test_nobody_joins_their_own_invitation(pairing: Pairing, alice: Person) -> None:
    alice.post("/invites", pairing.new_invite())
    body = {"bundle": alice.bundle, "mac": bytes(32), "signature": bytes(64)}
    assert alice.post(pairing.path + "/join", body).status_code == 404


def test_confirming_before_anybody_joined_is_absent(pairing: Pairing, alice: Person, mallory: Person) -> None:
    alice.post("/invites", pairing.new_invite())
    pairing.joining()
    body = pairing.confirming()
    assert alice.post(pairing.path + "/confirm", body).status_code == 404
    assert mallory.post(pairing.path + "/confirm", body).status_code == 404


def test_pairing_again_after_leaving_makes_another_space(pairing: Pairing, alice: Person, bob: Person) -> None:
    pairing.run()
    assert alice.post("/space/leave", {"proof": alice.proof()}).status_code == 204
    again = Pairing(bob, alice).run()
    assert alice.get("/account").json["space"]["id"] == encode(again.space_id)
    assert states(alice, SPACE) == [2, 1]
