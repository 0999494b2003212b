"""O2 and O3 where the server can see them: it holds nothing to guess at, and takes no weak slot from anybody.

The clients' own refusals are in tests/unit/client and tests/js.
"""

from __future__ import annotations

import secrets

from flask import Flask

from couplebridge.extensions import db
from couplebridge.models.slot import Slot
from couplebridge.security.keyring import Keyring
from couplebridge.security.slotbox import open_slot
from couplebridge.security.verifier import is_verified
from tests.support.people import Person


def stored(app: Flask, person: Person):
    with app.app_context(), db.engine.connect() as connection:
        return connection.execute(Slot.__table__.select().where(Slot.find == person.find)).one()


def test_o2_the_database_alone_cannot_tell_a_true_auth_from_a_false_one(app: Flask, alice: Person, tmp_path) -> None:
    row, other_server = stored(app, alice), tmp_path / "other"
    other_server.mkdir()
    peppers = Keyring(other_server)
    assert not is_verified(peppers, row.slot_id, alice.auth, row.verifier)
    assert open_slot(peppers, row.slot_id, alice.auth, row.sealed) is None


def test_o2_with_the_secrets_too_nothing_opens_without_auth(app: Flask, alice: Person) -> None:
    row, keyring = stored(app, alice), app.extensions["couplebridge.keyring"]
    assert open_slot(keyring, row.slot_id, secrets.token_bytes(32), row.sealed) is None
    assert alice.slot not in row.sealed
    assert alice.slot[69:] not in b"".join(cell for cell in row if isinstance(cell, bytes))


def test_o3_a_slot_moved_to_another_row_does_not_open(app: Flask, alice: Person, bob: Person) -> None:
    alice.sign_in()
    mine, theirs = stored(app, alice), stored(app, bob)
    with app.app_context(), db.engine.begin() as connection:
        swap = Slot.__table__.update().where(Slot.slot_id == mine.slot_id)
        connection.execute(swap.values(sealed=theirs.sealed, verifier=theirs.verifier))
    alice.new_phone()
    assert alice.try_sign_in(alice.auth).status_code == 401
    assert alice.try_sign_in(bob.auth).status_code == 401
