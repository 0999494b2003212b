"""M1 for accounts and sessions: whoever dumps the database finds no token, no label, no auth, no share, no address."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select, update

from couplebridge.base64url import decode, encode
from couplebridge.extensions import db
from couplebridge.models.session import Session
from tests.support.people import Person

LABEL = "canary label Zuckmayer"
SHARE = b"canary share of thirty-two bytes"


@pytest.fixture
def dump(app: Flask, alice: Person) -> bytes:
    alice.sign_in(label=LABEL)
    alice.put("/session/share", {"share": SHARE, "idle_s": 600})
    with app.app_context(), db.engine.connect() as connection:
        rows = [row for table in db.metadata.sorted_tables for row in connection.execute(table.select())]
    cells = [cell for row in rows for cell in row]
    return b"\0".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in cells)


def test_the_dump_holds_what_it_must(dump: bytes, alice: Person) -> None:
    assert alice.user_id in dump
    assert alice.bundle in dump


def test_no_secret_is_in_it(dump: bytes, alice: Person) -> None:
    token = alice.client.get_cookie("__Host-cb", domain="bridge.test").value
    assert alice.device_token is not None
    found = {
        "auth": alice.auth, "slot": alice.slot, "share": SHARE, "token": decode(token), "csrf": decode(alice.csrf),
        "device token": alice.device_token, "label": LABEL.encode(), "address": alice.address.encode(),
    }  # fmt: skip
    for name, secret in found.items():
        assert secret not in dump, name
        assert encode(secret).encode() not in dump, name
        assert secret.hex().encode() not in dump, name


def test_labels_of_any_length_look_alike(app: Flask, alice: Person, dump: bytes) -> None:
    alice.new_phone()
    alice.sign_in(label="")
    with app.app_context(), db.engine.connect() as connection:
        sizes = set(connection.exec_driver_sql("SELECT length(label_sealed) FROM sessions").scalars())
    assert len(sizes) == 1


def test_a_share_moved_to_another_session_opens_for_nobody(app: Flask, alice: Person, dump: bytes) -> None:
    """Whoever has the database and the secrets still lacks the cookie of that very device."""
    tablet = Person(app, "tablet")
    tablet.find, tablet.auth = alice.find, alice.auth
    tablet.sign_in()
    columns = Session.__table__.c
    with app.app_context(), db.engine.begin() as connection:
        kept = select(columns.share_sealed, columns.share_idle_s, columns.share_used_at_s)
        row = connection.execute(kept.where(columns.share_sealed.is_not(None))).one()
        theirs = update(Session).where(columns.session_id == tablet.session_id)
        connection.execute(theirs.values(**row._mapping))
    response = tablet.get("/session/share")
    assert response.json["code"] == "broken"
    assert encode(SHARE).encode() not in response.data


def test_the_secrets_file_is_its_owners_alone_and_outside_the_database(app: Flask, dump: bytes) -> None:
    path = app.config["DATA"] / "secrets.json"
    assert path.stat().st_mode & 0o777 == 0o600
    keyring = app.extensions["couplebridge.keyring"]
    for key in (keyring.verifier_pepper, keyring.slot_pepper, keyring.token_key, keyring.label_key(1)):
        assert key not in dump
