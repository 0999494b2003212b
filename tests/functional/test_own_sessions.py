"""Seeing and ending one's own sessions; staying unlocked for a chosen time; signing out."""

from __future__ import annotations

import secrets

import pytest

from couplebridge import clock
from couplebridge.base64url import encode
from couplebridge.services import sessions as service
from tests.support.people import Person

DAY_S = 24 * 3600


class Later:
    """A clock that tests move on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ms = clock.now_ms()
        monkeypatch.setattr(clock, "now_ms", lambda: self.ms)

    def pass_s(self, seconds: float) -> None:
        self.ms += int(seconds * 1000)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    return Later(monkeypatch)


def other_phone(person: Person) -> Person:
    """The same person on a second phone that was never here."""
    phone = Person(person.app, person.name)
    phone.user_id, phone.find, phone.auth = person.user_id, person.find, person.auth
    return phone.sign_in(label="kitchen tablet")


def test_the_list_shows_my_devices_by_day_and_no_one_elses(alice: Person, bob: Person, mallory: Person) -> None:
    tablet = other_phone(alice)
    found = {one["id"]: one for one in alice.get("/sessions").json["sessions"]}
    day = clock.today().isoformat()
    assert found == {
        encode(alice.session_id): {
            "id": encode(alice.session_id), "label": "phone of alice", "since": day, "current": True, "new": False,
        },
        encode(tablet.session_id): {
            "id": encode(tablet.session_id), "label": "kitchen tablet", "since": day, "current": False, "new": True,
        },
    }  # fmt: skip


def test_what_was_acknowledged_is_not_new_any_more(alice: Person) -> None:
    other_phone(alice)
    assert alice.post("/sessions/acknowledge").status_code == 204
    assert not any(one["new"] for one in alice.get("/sessions").json["sessions"])


def test_acknowledging_changes_no_one_elses_list(alice: Person, mallory: Person) -> None:
    other_phone(alice)
    mallory.post("/sessions/acknowledge")
    assert any(one["new"] for one in alice.get("/sessions").json["sessions"])


def test_an_ended_session_is_ended_at_once(alice: Person) -> None:
    tablet = other_phone(alice)
    assert alice.delete(f"/sessions/{encode(tablet.session_id)}").status_code == 204
    late = tablet.get("/session")
    assert late.json["code"] == "no-session"
    # another tab may have signed in meanwhile: a late refusal takes nothing from it
    assert "Set-Cookie" not in late.headers
    assert alice.get("/session").status_code == 200


def test_another_persons_session_cannot_be_told_from_one_that_is_not_there(alice: Person, mallory: Person) -> None:
    theirs = mallory.delete(f"/sessions/{encode(alice.session_id)}")
    absent = mallory.delete(f"/sessions/{encode(secrets.token_bytes(16))}")
    assert (theirs.status_code, theirs.data) == (absent.status_code, absent.data) == (404, theirs.data)
    assert alice.get("/session").status_code == 200


def test_signing_out_ends_the_session_and_takes_the_cookie_back(alice: Person) -> None:
    cookie = alice.client.get_cookie("__Host-cb", domain="bridge.test").value
    response = alice.delete("/session")
    assert response.status_code == 204
    assert alice.client.get_cookie("__Host-cb", domain="bridge.test") is None
    alice.client.set_cookie("__Host-cb", cookie, domain="bridge.test", secure=True)
    assert alice.get("/session").json["code"] == "no-session"


def test_a_session_ends_after_thirty_days_and_not_before(alice: Person, later: Later) -> None:
    later.pass_s(30 * DAY_S - 60)
    assert alice.get("/session").status_code == 200
    later.pass_s(61)
    assert alice.get("/session").status_code == 401


def test_reading_writes_nothing(alice: Person, later: Later) -> None:
    before = alice.get("/sessions").data
    later.pass_s(3 * DAY_S)
    alice.get("/session")
    alice.get("/account")
    assert alice.get("/sessions").data == before


def test_the_oldest_session_makes_room_when_there_are_too_many(
    alice: Person, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "SESSIONS_MAX", 3)
    phones = [alice]
    for _ in range(3):
        later.pass_s(60)
        phones.append(other_phone(alice))
    assert [phone.get("/session").status_code for phone in phones] == [401, 200, 200, 200]


class TestShare:
    """The share with which a device stays unlocked."""

    SHARE = bytes(range(32))

    def put(self, person: Person, idle_s: int = 600) -> None:
        assert person.put("/session/share", {"share": self.SHARE, "idle_s": idle_s}).status_code == 204

    def test_it_comes_back_to_the_device_that_left_it(self, alice: Person) -> None:
        self.put(alice)
        assert alice.get("/session/share").json == {"share": encode(self.SHARE)}

    def test_no_other_device_of_the_same_person_gets_it(self, alice: Person) -> None:
        self.put(alice)
        assert other_phone(alice).get("/session/share").status_code == 404

    def test_it_is_forgotten_after_its_time_for_good(self, alice: Person, later: Later) -> None:
        self.put(alice)
        later.pass_s(601)
        assert alice.get("/session/share").json["code"] == "not-found"
        later.pass_s(-601)
        assert alice.get("/session/share").json["code"] == "not-found"

    def test_asking_for_it_starts_its_time_anew_and_nothing_else_does(self, alice: Person, later: Later) -> None:
        self.put(alice)
        later.pass_s(590)
        assert alice.get("/session/share").status_code == 200
        later.pass_s(590)
        assert alice.get("/session/share").status_code == 200
        later.pass_s(590)
        alice.get("/session")
        later.pass_s(20)
        assert alice.get("/session/share").status_code == 404

    def test_it_is_forgotten_on_lock(self, alice: Person) -> None:
        self.put(alice)
        assert alice.delete("/session/share").status_code == 204
        assert alice.get("/session/share").status_code == 404

    def test_it_is_gone_with_the_session(self, alice: Person) -> None:
        self.put(alice)
        alice.delete("/session")
        alice.sign_in()
        assert alice.get("/session/share").status_code == 404

    @pytest.mark.parametrize("idle_s", [59, 2_592_001, "600", 60.5, None])
    def test_its_time_has_bounds(self, alice: Person, idle_s: object) -> None:
        response = alice.put("/session/share", {"share": self.SHARE, "idle_s": idle_s})
        assert response.json["code"] == "bad-shape"
        assert alice.get("/session/share").status_code == 404
