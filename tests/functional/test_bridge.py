"""The bridge at the level of HTTP: every line of its table, and everything that is not in it."""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from couplebridge import clock
from couplebridge.client.records import RecordHeader, open_record
from couplebridge.client.share import unwrap_from_partner
from couplebridge.client.statements import ZEROS_32, Action
from couplebridge.services import bridge
from tests.support.bridge import OFFER, TURN, OfferDrive
from tests.support.couple import Pairing
from tests.support.people import Person
from tests.support.phone import cursor_of, item, pull

DAY_MS = 24 * 3600 * 1000


class Later:
    """A clock that tests move on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ms = clock.now_ms()
        monkeypatch.setattr(clock, "now_ms", lambda: self.ms)

    def pass_days(self, days: float) -> None:
        self.ms += int(days * DAY_MS)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    return Later(monkeypatch)


@pytest.fixture
def couple(later: Later, alice: Person, bob: Person, carol: Person, dan: Person) -> Pairing:
    OfferDrive(Pairing(carol, dan).run()).offer()
    return Pairing(alice, bob).run()


@pytest.fixture
def drive(couple: Pairing) -> OfferDrive:
    return OfferDrive(couple)


def state(drive: OfferDrive) -> tuple[int, int]:
    """As the author and as the recipient see it."""
    two = (drive.author, drive.recipient)
    return tuple(item(person, OFFER, drive.id).parts[0][0] for person in two)


# from nothing to opened


def test_an_offer_shows_the_recipient_the_cover_and_not_the_text(drive: OfferDrive) -> None:
    body = drive.new_offer()
    assert drive.author.post("/offers", body).status_code == 201
    own, theirs = (item(person, OFFER, drive.id).parts for person in (drive.author, drive.recipient))
    assert own[:9] == theirs[:9]
    assert own[3:6] == tuple(body["cover"][name] for name in ("envelope", "wrap", "signature"))
    assert own[9:] == (drive.envelope, drive.wrap, b"")
    assert theirs[9:] == (b"", b"", b"")
    assert own[2] == len(body["statement"]).to_bytes(4, "big") + body["statement"] + body["signature"]


def test_the_text_reaches_the_recipient_with_the_release_and_opens(drive: OfferDrive) -> None:
    drive.opened()
    own, theirs = (item(person, OFFER, drive.id).parts for person in (drive.author, drive.recipient))
    assert (own[9:], theirs[9:11]) == ((drive.envelope, drive.wrap, b""), (drive.envelope, b""))
    key = unwrap_from_partner(drive.recipient.kem, drive.context, theirs[11])
    header = RecordHeader(1, 1, drive.couple.space_id, drive.author.user_id, drive.id, 1)
    assert open_record(header, key, theirs[9]) == drive.text


def test_every_step_moves_both_feeds_and_no_other(drive: OfferDrive, carol: Person, mallory: Person) -> None:
    steps = [
        drive.offer, drive.accept, lambda: drive.withdraw(drive.recipient), drive.edit, drive.accept, drive.release,
        lambda: drive.turn(drive.recipient), lambda: drive.author.post(drive.path + "/put-away"),
    ]  # fmt: skip
    noise = cursor_of(carol)
    for step in steps:
        before = cursor_of(drive.author), cursor_of(drive.recipient)
        assert step().status_code in (201, 204)
        assert cursor_of(drive.author) > before[0]
        assert cursor_of(drive.recipient) > before[1]
    assert (cursor_of(carol), cursor_of(mallory)) == (noise, 0)


def test_the_states_are_those_of_the_table(drive: OfferDrive) -> None:
    seen = []
    for step in (drive.offer, drive.accept, drive.release, lambda: drive.recipient.post(drive.path + "/put-away")):
        step()
        seen.append(state(drive))
    assert seen == [(1, 1), (2, 2), (3, 3), (5, 5)]


def test_an_edit_voids_the_acceptance_and_keeps_the_day_of_lapsing(drive: OfferDrive, later: Later) -> None:
    drive.offer()
    lapses_at = item(drive.author, OFFER, drive.id).parts[1]
    assert int.from_bytes(lapses_at, "big") == later.ms + 14 * DAY_MS
    drive.accept()
    later.pass_days(3)
    accepted = drive.context
    assert drive.edit().status_code == 204
    assert state(drive) == (1, 1)
    assert item(drive.recipient, OFFER, drive.id).parts[1] == lapses_at
    assert item(drive.recipient, OFFER, drive.id).parts[9] == b""
    drive.context = accepted
    assert drive.accept().json["code"] == "conflict", "the old text cannot be accepted any more"
    assert drive.release().json["code"] == "not-in-this-state"


def test_ready_taken_back_is_offered_again(drive: OfferDrive) -> None:
    drive.offer(), drive.accept()
    assert drive.withdraw(drive.recipient).status_code == 204
    assert state(drive) == (1, 1)
    assert drive.release().json["code"] == "not-in-this-state"
    assert drive.accept().status_code == 204


@pytest.mark.parametrize("accepted", [False, True])
def test_withdrawn_before_the_release_leaves_nothing(accepted: bool, drive: OfferDrive) -> None:
    drive.offer()
    if accepted:
        drive.accept()
    assert drive.withdraw().status_code == 204
    for person in (drive.author, drive.recipient):
        assert item(person, OFFER, drive.id).parts == (b"\x04", *[b""] * 11)
    for step in (drive.accept, drive.release, drive.edit, drive.withdraw):
        assert step().status_code == 404


def test_put_away_by_either_leaves_both_feeds(couple: Pairing) -> None:
    for who in ("author", "recipient"):
        drive = OfferDrive(couple).opened()
        drive.turn(drive.recipient), drive.turn(drive.author)
        assert getattr(drive, who).post(drive.path + "/put-away").status_code == 204
        for person in (drive.author, drive.recipient):
            assert item(person, OFFER, drive.id).parts == (b"\x05", *[b""] * 11)
            turns = [frame for frame in pull(person) if frame.type == TURN]
            assert all(frame.parts == (b"",) * 5 for frame in turns)
        assert drive.author.post(drive.path + "/put-away").status_code == 404
        assert drive.turn(drive.author).status_code == 404


@pytest.mark.parametrize("accepted", [False, True])
def test_after_fourteen_days_it_has_lapsed_and_nothing_was_said(
    accepted: bool, drive: OfferDrive, later: Later
) -> None:
    drive.offer()
    if accepted:
        drive.accept()
    before = cursor_of(drive.author), cursor_of(drive.recipient)
    later.pass_days(14)
    for step in (drive.accept, drive.release, drive.edit, drive.withdraw, lambda: drive.withdraw(drive.recipient)):
        assert step().status_code == 404
    assert (cursor_of(drive.author), cursor_of(drive.recipient)) == before


def test_a_moment_is_seen_by_the_author_and_the_state_stays(drive: OfferDrive) -> None:
    drive.offer()
    moment = drive.note(drive.recipient)
    assert drive.recipient.post(drive.path + "/moment", moment).status_code == 204
    assert item(drive.author, OFFER, drive.id).parts[6:9] == tuple(moment.values())
    assert state(drive) == (1, 1)
    assert drive.author.post(drive.path + "/moment", drive.note(drive.author)).status_code == 404
    assert drive.recipient.post(drive.path + "/moment", drive.note(drive.author)).json["code"] == "bad-signature"
    drive.accept()
    assert drive.recipient.post(drive.path + "/moment", drive.note(drive.recipient)).json["code"] == "not-in-this-state"


def test_each_step_sent_again_is_answered_again_and_moves_nothing(drive: OfferDrive) -> None:
    author, recipient = drive.author, drive.recipient
    steps: list[tuple[Any, str, str, Any]] = [
        (author, "POST", "/offers", drive.new_offer),
        (author, "PUT", drive.path, drive.edited),
        (recipient, "POST", drive.path + "/accept", lambda: drive.signed(drive.statement(Action.ACCEPT), recipient)),
        (
            recipient,
            "POST",
            drive.path + "/withdraw",
            lambda: drive.signed(drive.statement(Action.WITHDRAW), recipient),
        ),
        (recipient, "POST", drive.path + "/accept", lambda: drive.signed(drive.statement(Action.ACCEPT), recipient)),
        (author, "POST", drive.path + "/release", drive.releasing),
    ]
    for person, method, path, make in steps:
        body = make()
        first = person.send(method, path, body)
        drive.prev = drive.last.hash()
        before = cursor_of(author), cursor_of(recipient)
        again = person.send(method, path, body)
        assert (first.status_code, cursor_of(author), cursor_of(recipient)) == (again.status_code, *before)
        assert first.status_code in (201, 204)


# what is not in the table


def test_steps_that_the_state_does_not_allow(drive: OfferDrive) -> None:
    drive.offer()
    assert drive.release().json["code"] == "not-in-this-state"
    assert drive.withdraw(drive.recipient).json["code"] == "not-in-this-state"
    assert drive.turn_code(drive.author) == "not-in-this-state"
    assert drive.author.post(drive.path + "/put-away").json["code"] == "not-in-this-state"
    drive.accept()
    assert drive.accept().json["code"] == "not-in-this-state"
    drive.release()
    for step in (drive.accept, drive.edit, drive.withdraw, drive.release):
        assert step().json["code"] == "not-in-this-state"


def test_only_the_author_edits_and_releases_and_only_the_recipient_accepts(drive: OfferDrive) -> None:
    drive.offer()
    accept = drive.signed(drive.statement(Action.ACCEPT), drive.author)
    assert drive.author.post(drive.path + "/accept", accept).status_code == 404
    drive.accept()
    assert drive.recipient.put(drive.path, drive.edited()).status_code == 404
    drive.revision -= 1
    assert drive.recipient.post(drive.path + "/release", drive.releasing()).status_code == 404
    assert state(drive) == (2, 2)


def test_an_offer_must_be_made_in_ones_own_space(couple: Pairing, carol: Person, mallory: Person) -> None:
    for stranger in (carol, mallory):
        drive = OfferDrive(couple)
        response = stranger.post("/offers", drive.new_offer())
        assert response.status_code == (422 if stranger is carol else 404)
    assert not [frame for frame in pull(couple.joiner) if frame.type == OFFER]


@pytest.mark.parametrize("changed", ["entry_tag", "topic_tag"])
def test_an_entry_and_a_topic_rest_fourteen_days(changed: str, couple: Pairing, later: Later) -> None:
    first = OfferDrive(couple)
    first.offer(), first.withdraw()

    def again() -> Any:
        drive = OfferDrive(couple)
        setattr(drive, changed, getattr(first, changed))
        return drive.offer()

    later.pass_days(13.99)
    assert again().json["code"] == "resting"
    later.pass_days(0.01)
    assert again().status_code == 201


def test_what_was_opened_rests_from_the_opening_and_again_from_putting_away(couple: Pairing, later: Later) -> None:
    first = OfferDrive(couple).opened()

    def again() -> OfferDrive:
        drive = OfferDrive(couple)
        drive.entry_tag, drive.topic_tag = first.entry_tag, first.topic_tag
        return drive

    later.pass_days(13)
    assert again().offer().json["code"] == "resting"
    later.pass_days(1)
    first.author.post(first.path + "/put-away")
    later.pass_days(13.9)
    assert again().offer().json["code"] == "resting"
    later.pass_days(0.1)
    assert again().offer().status_code == 201


def test_what_lapsed_rests_from_the_lapse(couple: Pairing, later: Later) -> None:
    first, again = OfferDrive(couple), OfferDrive(couple)
    first.offer()
    again.entry_tag = first.entry_tag
    later.pass_days(27.9)
    assert again.offer().json["code"] == "resting"
    later.pass_days(0.1)
    again.id, again.revision = secrets.token_bytes(16), 0
    assert again.offer().status_code == 201


def test_anothers_tags_are_not_mine(couple: Pairing) -> None:
    first, theirs = OfferDrive(couple), OfferDrive(couple, couple.joiner)
    first.offer(), first.withdraw()
    theirs.entry_tag = first.entry_tag
    assert theirs.offer().status_code == 201


def test_two_are_open_in_each_direction_at_most(couple: Pairing, later: Later) -> None:
    assert [OfferDrive(couple).offer().status_code for _ in range(2)] == [201, 201]
    assert OfferDrive(couple).offer().json["code"] == "two-open"
    assert OfferDrive(couple, couple.joiner).offer().status_code == 201
    later.pass_days(14)
    assert OfferDrive(couple).offer().status_code == 201, "those that lapsed are not open"


def test_four_that_ended_unopened_are_enough_for_fourteen_days(couple: Pairing, later: Later) -> None:
    for _ in range(4):
        drive = OfferDrive(couple)
        drive.offer(), drive.withdraw()
    assert OfferDrive(couple).offer().json["code"] == "resting"
    assert OfferDrive(couple, couple.joiner).offer().status_code == 201
    later.pass_days(14)
    assert OfferDrive(couple).offer().status_code == 201


def test_opened_ones_do_not_count_among_the_four(couple: Pairing) -> None:
    for _ in range(4):
        drive = OfferDrive(couple).opened()
        drive.author.post(drive.path + "/put-away")
    assert OfferDrive(couple).offer().status_code == 201


def test_an_id_is_never_used_again(couple: Pairing, later: Later) -> None:
    first = OfferDrive(couple)
    first.offer(), first.withdraw()
    later.pass_days(28)
    again = OfferDrive(couple)
    again.id = first.id
    assert again.offer().json["code"] == "conflict"


def test_edits_and_acceptances_are_bounded_but_stepping_back_never(
    drive: OfferDrive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge, "STATEMENTS_MAX", 2)
    drive.offer(), drive.accept()
    assert drive.withdraw(drive.recipient).status_code == 204
    assert drive.accept().json["code"] == "quota"
    assert drive.edit().json["code"] == "quota"
    drive.revision -= 1
    assert drive.withdraw().json["code"] == "conflict", "it names the text that was refused"


# turns


def test_turns_reach_both_in_order(drive: OfferDrive) -> None:
    drive.opened()
    assert [drive.turn(who).status_code for who in (drive.recipient, drive.author, drive.recipient)] == [201] * 3
    for person in (drive.author, drive.recipient):
        turns = [frame for frame in pull(person) if frame.type == TURN]
        assert [frame.parts[0] for frame in turns] == [drive.id] * 3
        assert turns[0].parts[4] == drive.prev
        assert len({frame.parts[4] for frame in turns}) == 3


def test_a_turn_must_follow_the_last_link(drive: OfferDrive) -> None:
    drive.opened()
    drive.turn(drive.recipient)
    body = {**drive.note(drive.author, prev=drive.prev), "prev": drive.prev}
    assert drive.author.post(drive.path + "/turns", body).json["code"] == "conflict"


def test_a_turn_sent_again_is_there_once(drive: OfferDrive) -> None:
    drive.opened()
    body = {**drive.note(drive.author, prev=drive.prev), "prev": drive.prev}
    assert [drive.author.post(drive.path + "/turns", body).status_code for _ in range(2)] == [201, 201]
    assert len([frame for frame in pull(drive.author) if frame.type == TURN]) == 1


def test_forty_turns_are_enough(drive: OfferDrive) -> None:
    drive.opened()
    assert {drive.turn(drive.recipient).status_code for _ in range(40)} == {201}
    assert drive.turn(drive.recipient).json["code"] == "not-in-this-state"


def test_nonces_and_zero_links_are_what_a_first_statement_has(drive: OfferDrive) -> None:
    drive.prev = secrets.token_bytes(32)
    assert drive.offer().json["code"] == "conflict"
    drive.prev, drive.revision = ZEROS_32, 1
    assert drive.offer().json["code"] == "conflict", "a first text has revision 1"
