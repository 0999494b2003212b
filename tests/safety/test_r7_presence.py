"""R7: the same script of alice's requests gets the same answers whether bob is busy or absent."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import Table
from werkzeug.test import TestResponse

from couplebridge import clock
from couplebridge.base64url import encode
from couplebridge.client.attachments import Place, seal_attachment
from couplebridge.client.frames import Frame, encode_frames
from couplebridge.client.statements import Action
from couplebridge.database import reading, writing
from couplebridge.extensions import db
from couplebridge.framing import read_body, with_seq
from couplebridge.views.shaped import FRAMES
from tests.support.bridge import OfferDrive
from tests.support.couple import Pairing
from tests.support.people import Person
from tests.support.phone import push

Bob = Callable[[Person], None]


def absent(bob: Person) -> None:
    """Does nothing."""


class Busy:
    """Fifty private entries and "not now", in pieces between alice's steps: to the server all are private records.

    And photos, which come and go.
    """

    def __init__(self) -> None:
        self.counters = itertools.count(1)

    def __call__(self, bob: Person) -> None:
        for _ in range(10):
            assert push(bob, next(self.counters), secrets.token_bytes(16)).status_code == 200
        photo = secrets.token_bytes(16)
        assert put_chunks(bob, photo).status_code == 204
        bob.get("/attachments")
        if photo[0] % 2:
            bob.delete(f"/attachments/{encode(photo)}")
        bob.get("/feed?cursor=0&limit=1000")
        bob.get("/account")


def put_chunks(person: Person, attachment_id: bytes) -> TestResponse:
    """A photo of one chunk."""
    place = Place(person.user_id, attachment_id, secrets.token_bytes(32))
    body = encode_frames([Frame(30, attachment_id, 1, 0, (seal_attachment(place, b"a photo")[0],))])
    return person.put(f"/attachments/{encode(attachment_id)}", data=body, headers={"Content-Type": FRAMES})


def normalised(response: TestResponse, base: int) -> tuple[object, ...]:
    """An answer without where alice's own feed happened to begin, which is random by design."""
    headers = sorted((name, value) for name, value in response.headers if name not in ("CB-Cursor", "Date"))
    cursor = int(response.headers.get("CB-Cursor", base)) - base
    data: object = response.data
    if response.mimetype == "application/vnd.couplebridge.frames":
        data = [with_seq(frame.raw, frame.seq - base) for frame in read_body(response.data)]
    elif response.json and "head" in response.json:
        data = (response.json["first"] - base, response.json["head"] - base)
    return response.status_code, headers, cursor, data


def script(alice: Person, bob: Person, act: Bob, bodies: dict[str, object]) -> list[object]:
    """Alice pushes, offers, looks, edits, looks, withdraws, tries again. `bodies` are the same bytes each time."""
    base = min(frame.seq for frame in read_body(alice.get("/feed?cursor=0&limit=1000").data))
    answers = []
    for name, body in bodies.items():
        act(bob)
        method, path = name.split()[1:]
        answers.append(normalised(alice.send(method, path, body), base))
        for query in (
            "/feed?cursor=0&limit=1000",
            f"/feed?cursor={base + 10_000}&limit=10",
            "/account",
            "/sessions",
            "/attachments",
        ):
            answers.append(normalised(alice.get(query), base))
    return answers


def test_busy_and_absent_are_the_same_bytes(
    app: Flask, carol: Person, dan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    now_ms = clock.now_ms()
    monkeypatch.setattr(clock, "now_ms", lambda: now_ms)
    alice, bob = Person(app, "alice").register(), Person(app, "bob").register()
    couple = Pairing(alice, bob).run()
    drive = OfferDrive(couple)
    bodies = {"offer POST /offers": drive.new_offer()}
    drive.prev = drive.last.hash()
    bodies[f"edit PUT {drive.path}"] = drive.edited()
    drive.prev = drive.last.hash()
    bodies[f"early POST {drive.path}/release"] = drive.releasing()
    bodies[f"withdraw POST {drive.path}/withdraw"] = drive.signed(drive.statement(Action.WITHDRAW), alice)
    again = OfferDrive(couple)
    again.entry_tag = drive.entry_tag
    bodies["rests POST /offers"] = again.new_offer()
    snapshot = Snapshot(app)
    runs = []
    for act in (absent, Busy()):
        snapshot.restore()
        runs.append(script(alice, bob, act, bodies))
    assert len(runs[0]) == 6 * len(bodies)
    assert runs[0] == runs[1]


class Snapshot:
    """The rows of every table, to begin both runs from one and the same state."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.rows = {table: list(rows) for table, rows in self._each()}

    def _each(self) -> list[tuple[Table, list[dict[str, object]]]]:
        with self.app.app_context(), reading() as connection:
            return [
                (table, [dict(row._mapping) for row in connection.execute(table.select())])
                for table in db.metadata.sorted_tables
            ]

    def restore(self) -> None:
        with self.app.app_context(), writing() as connection:
            for table in reversed(list(self.rows)):
                connection.execute(table.delete())
            for table, rows in self.rows.items():
                if rows:
                    connection.execute(table.insert(), rows)
