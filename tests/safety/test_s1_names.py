"""S1: a stranger asks which names exist. Known and unknown get the same text, status and size, at the same cost."""

from __future__ import annotations

import secrets

import pytest
from flask import Flask
from sqlalchemy import event

from couplebridge.base64url import decode
from couplebridge.extensions import db
from couplebridge.security import mac as mac_module
from couplebridge.security import made_up, slotbox, verifier
from tests.support.people import Person
from tests.support.shapes import make_slot

START, FINISH = "/sign-in/start", "/sign-in/finish"


def finish_body(find: bytes, slot_type: int = 1, device_token: bytes | None = None) -> dict[str, object]:
    auth = secrets.token_bytes(32)
    return {"find": find, "slot_type": slot_type, "auth": auth, "label": "x", "device_token": device_token}


def surface(response) -> tuple[object, ...]:
    """What a stranger sees of an answer: its status, size and headers, in order."""
    return response.status, len(response.data), list(response.headers)


@pytest.fixture
def erin(app: Flask, alice: Person) -> Person:
    person = Person(app, "erin")
    recovery = {"slot": make_slot(person.user_id, 2), "find": person.recovery_find, "auth": person.recovery_auth}
    return person.register(recovery=recovery)


@pytest.mark.parametrize("slot_type", [1, 2])
def test_start_answers_known_and_unknown_alike(nobody: Person, erin: Person, slot_type: int) -> None:
    known_find = erin.find if slot_type == 1 else erin.recovery_find
    known = nobody.post(START, {"find": known_find, "slot_type": slot_type})
    unknown = nobody.post(START, {"find": secrets.token_bytes(16), "slot_type": slot_type})
    assert surface(known) == surface(unknown)
    assert known.json.keys() == unknown.json.keys()
    assert len(decode(unknown.json["params"])) == (26 if slot_type == 1 else 0)
    assert decode(known.json["params"])[:10] == decode(unknown.json["params"])[:10]


def test_the_made_up_answer_is_always_the_same_and_another_for_each_tag(nobody: Person) -> None:
    find, other = secrets.token_bytes(16), secrets.token_bytes(16)
    first = nobody.post(START, {"find": find, "slot_type": 1}).json
    assert nobody.post(START, {"find": find, "slot_type": 1}).json == first
    second = nobody.post(START, {"find": other, "slot_type": 1}).json
    assert second["user"] != first["user"]
    assert second["params"] != first["params"]


def test_a_tag_of_the_other_slot_type_is_unknown(nobody: Person, erin: Person) -> None:
    answer = nobody.post(START, {"find": erin.find, "slot_type": 2}).json
    assert decode(answer["user"]) != erin.user_id


@pytest.mark.parametrize("slot_type", [1, 2])
@pytest.mark.parametrize("with_token", [False, True])
def test_finish_refuses_known_and_unknown_alike(nobody: Person, erin: Person, slot_type: int, with_token: bool) -> None:
    token = secrets.token_bytes(32) if with_token else None
    known_find = erin.find if slot_type == 1 else erin.recovery_find
    known = nobody.post(FINISH, finish_body(known_find, slot_type, token))
    unknown = nobody.post(FINISH, finish_body(secrets.token_bytes(16), slot_type, token))
    assert surface(known) == surface(unknown)
    assert known.data == unknown.data
    assert known.status_code == 401


def test_the_slower_down_answer_is_alike_too(app: Flask, nobody: Person, erin: Person) -> None:
    app.config["RATE_SIGN_IN"] = "1 per hour"
    made_up = secrets.token_bytes(16)
    for _ in range(2):
        known = nobody.post(FINISH, finish_body(erin.find))
        unknown = nobody.post(FINISH, finish_body(made_up))
    assert (known.status_code, known.data) == (unknown.status_code, unknown.data) == (429, known.data)


class Work:
    """Counts what the server does for an answer: MACs, openings, statements."""

    def __init__(self, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done: list[str] = []
        for module in (made_up, slotbox, verifier):
            monkeypatch.setattr(module, "mac", self._counted_mac)
        monkeypatch.setattr(slotbox, "AESGCM", self._counted_box(slotbox.AESGCM))
        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", self._count_statement)

    def _counted_mac(self, key: bytes, label: str, *fields: bytes) -> bytes:
        self.done.append(f"mac {label} {[len(one) for one in fields]}")
        return mac_module.mac(key, label, *fields)

    def _counted_box(self, real):
        def box(key: bytes):
            self.done.append("box")
            return Box(real(key), self.done)

        return box

    def _count_statement(self, _connection, _cursor, statement: str, *_: object) -> None:
        self.done.append(f"sql {statement}")

    def of(self, call) -> list[str]:
        self.done.clear()
        call()
        return list(self.done)


class Box:
    def __init__(self, box, done: list[str]) -> None:
        self.box, self.done = box, done

    def encrypt(self, *parts: object) -> bytes:
        return self.box.encrypt(*parts)

    def decrypt(self, nonce: bytes, data: bytes, more: bytes) -> bytes:
        self.done.append(f"open {len(data)}")
        return self.box.decrypt(nonce, data, more)


@pytest.mark.parametrize("slot_type", [1, 2])
def test_the_server_does_the_same_work_for_known_and_unknown(
    app: Flask, nobody: Person, erin: Person, slot_type: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work(app, monkeypatch)
    known_find = erin.find if slot_type == 1 else erin.recovery_find
    steps = (
        (START, lambda find: {"find": find, "slot_type": slot_type}),
        (FINISH, lambda find: finish_body(find, slot_type)),
    )
    for path, body in steps:
        known = work.of(lambda path=path, body=body: nobody.post(path, body(known_find)))
        unknown = work.of(lambda path=path, body=body: nobody.post(path, body(secrets.token_bytes(16))))
        assert known == unknown
        assert any(done.startswith("sql SELECT") for done in known)
    assert sum(done.startswith("open") for done in known) == 1
