"""Making an account."""

from __future__ import annotations

import secrets
import struct

import pytest

from couplebridge.base64url import encode
from tests.support.people import Person
from tests.support.shapes import make_slot


def test_an_account_is_made_in_one_request_and_its_first_device_is_signed_in(nobody: Person) -> None:
    response = nobody.post("/accounts", nobody.new_account())
    assert response.status_code == 201
    assert set(response.json) == {"csrf", "user", "session", "device_token"}
    assert response.json["user"] == encode(nobody.user_id)
    shown = nobody.get("/session").json
    assert shown == {name: response.json[name] for name in ("csrf", "user", "session")}


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(nobody: Person) -> None:
    cookie = nobody.post("/accounts", nobody.new_account()).headers["Set-Cookie"]
    assert cookie.startswith("__Host-cb=")
    for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=2592000"):
        assert part in cookie
    assert "Domain" not in cookie


def test_the_owner_reads_back_their_own_keys(alice: Person) -> None:
    assert alice.get("/account").json == {
        "user": encode(alice.user_id), "bundle": encode(alice.bundle), "kem_key": encode(alice.kem_key),
        "signing_key": encode(alice.signing_key), "recovery": False, "space": None,
    }  # fmt: skip


def test_an_id_that_is_taken_is_refused_and_its_account_unchanged(alice: Person, nobody: Person) -> None:
    other = Person(nobody.app, "other")
    body = other.new_account(user=alice.user_id, slot=make_slot(alice.user_id), bundle=alice.bundle)
    assert nobody.post("/accounts", body).json["code"] == "conflict"
    assert alice.get("/account").json["kem_key"] == encode(alice.kem_key)
    alice.new_phone()
    alice.sign_in()


def test_a_find_tag_that_is_taken_leaves_no_half_account(alice: Person, nobody: Person) -> None:
    assert nobody.post("/accounts", nobody.new_account(find=alice.find)).json["code"] == "conflict"
    assert nobody.post("/accounts", nobody.new_account()).status_code == 201


def params(memory_kib: int, rounds: int = 3, lanes: int = 1, algorithm: int = 1) -> bytes:
    return struct.pack(">BIIB16s", algorithm, memory_kib, rounds, lanes, bytes(16))


WRONG = {
    "slot of another account": lambda p: {"slot": make_slot(secrets.token_bytes(16))},
    "slot of another type": lambda p: {"slot": make_slot(p.user_id, 2)},
    "slot with a byte missing": lambda p: {"slot": make_slot(p.user_id)[:-1]},
    "slot of another epoch": lambda p: {"slot": make_slot(p.user_id, epoch=2)},
    "slot with little memory": lambda p: {"slot": make_slot(p.user_id, params=params(1024))},
    "slot with more memory than a phone has": lambda p: {"slot": make_slot(p.user_id, params=params(2**20))},
    "slot with one round": lambda p: {"slot": make_slot(p.user_id, params=params(65536, rounds=1))},
    "slot with many lanes": lambda p: {"slot": make_slot(p.user_id, params=params(65536, lanes=4))},
    "slot of another algorithm": lambda p: {"slot": make_slot(p.user_id, params=params(65536, algorithm=2))},
    "bundle of another account": lambda p: {"bundle": Person(p.app, "x").bundle},
    "bundle with a point off the curve": lambda p: {"bundle": p.bundle[:-1] + bytes([p.bundle[-1] ^ 1])},
    "short id": lambda p: {"user": bytes(15)},
    "label too long": lambda p: {"label": "x" * 61},
    "label missing": lambda p: {"label": None},
    "unknown field": lambda p: {"e-mail": "alice@example.org"},
    "recovery that is a passphrase slot": lambda p: {
        "recovery": {"slot": make_slot(p.user_id), "find": bytes(16), "auth": bytes(32)}
    },
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_not_as_it_must_be_makes_no_account(nobody: Person, wrong: str) -> None:
    response = nobody.post("/accounts", nobody.new_account(**WRONG[wrong](nobody)))
    assert (response.status_code, response.json["code"]) == (422, "bad-shape")
    assert response.json["fields"]
    assert nobody.post("/accounts", nobody.new_account()).status_code == 201
