"""Whatever is wrong with a request: a problem document says what, echoes nothing, and nothing changed."""

from __future__ import annotations

import json

import pytest
from flask import Flask

from couplebridge.views.errors import PROBLEMS
from tests.support.people import Person, in_text

CANARY = "canary-7f3a-do-not-repeat"


def checked(response, code: str) -> dict[str, object]:
    assert response.mimetype == "application/problem+json"
    document = response.json
    assert document["code"] == code
    assert document["status"] == response.status_code == PROBLEMS[code][0]
    assert (document["type"], bool(document["title"]), bool(document["detail"])) == ("about:blank", True, True)
    assert CANARY not in response.get_data(as_text=True)
    assert CANARY not in str(response.headers)
    return document


def start(**changes: object) -> str:
    return json.dumps({**in_text({"find": bytes(16), "slot_type": 1}), **changes})


BODIES = {
    "no JSON": CANARY,
    "half of JSON": '{"find": "' + CANARY,
    "nothing": "",
    "a list": json.dumps([CANARY]),
    "a text": json.dumps(CANARY),
    "null": "null",
    "an unknown field": start(**{CANARY: CANARY}),
    "a missing field": json.dumps({"slot_type": 1}),
    "a number for bytes": start(find=17),
    "padding": start(find="A" * 22 + "=="),
    "another alphabet": start(find="+" * 22),
    "a second spelling of the same bytes": start(find="A" * 21 + "B"),
    "a text too short": start(find="AAAA"),
    "a text too long": start(find=CANARY * 40),
    "a text for a number": start(slot_type=CANARY),
    "deep nesting": "[" * 5000,
    "bytes that are no text": b'{"find": "\xff\xfe"}',
}


@pytest.mark.parametrize("body", BODIES)
def test_a_wrong_shape_is_said_by_field_and_never_echoed(nobody: Person, body: str) -> None:
    response = nobody.post("/sign-in/start", data=BODIES[body], content_type="application/json")
    fields = checked(response, "bad-shape")["fields"]
    assert fields
    assert all(set(one) == {"path", "problem"} for one in fields)


def test_the_field_that_is_wrong_is_named(nobody: Person) -> None:
    recovery = {"slot": b"", "find": bytes(16), "auth": bytes(32)}
    response = nobody.post("/accounts", nobody.new_account(recovery=recovery))
    assert [one["path"] for one in response.json["fields"]] == ["recovery.slot"]


def test_a_flood_of_wrong_fields_makes_a_short_answer(nobody: Person) -> None:
    body = start(**{f"field{number}": 1 for number in range(5000)})
    assert len(nobody.post("/sign-in/start", data=body, content_type="application/json").json["fields"]) == 20


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", CANARY]
)
def test_a_content_type_that_a_form_can_send_is_refused(nobody: Person, content_type: str) -> None:
    checked(nobody.post("/sign-in/start", data=start(), content_type=content_type), "wrong-type")


@pytest.mark.parametrize("content_type", [None, "application/vnd.couplebridge.frames"])
def test_a_json_route_reads_json_only(nobody: Person, content_type: str | None) -> None:
    checked(nobody.post("/sign-in/start", data=start(), content_type=content_type), "wrong-type")


class TestOversize:
    @pytest.fixture
    def settings(self) -> dict[str, object]:
        return {"JSON_BYTES_MAX": 2000, "MAX_CONTENT_LENGTH": 4000}

    @pytest.mark.parametrize("size", [2001, 4001, 100_000])
    def test_a_body_that_is_too_long_is_refused(self, nobody: Person, size: int) -> None:
        checked(nobody.post("/sign-in/start", data=CANARY.ljust(size), content_type="application/json"), "too-large")

    def test_a_body_within_the_limit_is_read(self, nobody: Person) -> None:
        body = start().ljust(2000)
        assert nobody.post("/sign-in/start", data=body, content_type="application/json").status_code == 200


def test_what_is_not_there_is_not_echoed(nobody: Person) -> None:
    checked(nobody.get(f"/{CANARY}?q={CANARY}"), "not-found")


def test_a_method_that_a_route_does_not_know_is_named_by_what_it_knows(nobody: Person) -> None:
    response = nobody.send("PATCH", "/session")
    checked(response, "not-allowed")
    assert "GET" in response.headers["Allow"]


def test_nothing_changed_after_any_of_it(alice: Person, app: Flask) -> None:
    before = alice.get("/account").data, alice.get("/sessions").data
    for body in BODIES.values():
        for path in ("/account/passphrase", "/account/recovery", "/session/share"):
            assert alice.put(path, data=body, content_type="application/json").status_code == 422
    assert (alice.get("/account").data, alice.get("/sessions").data) == before


def test_a_fault_of_ours_is_answered_without_its_words(app: Flask, alice: Person, monkeypatch, caplog) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError(CANARY)

    monkeypatch.setattr("couplebridge.services.accounts.facts", broken)
    checked(alice.get("/account"), "broken")
    assert "ZeroDivisionError at test_bad_requests.py" in caplog.text
    assert CANARY not in caplog.text
