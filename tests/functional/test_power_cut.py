"""A power cut in the middle of saving: nothing that was acknowledged is lost, and nothing is half there."""

from __future__ import annotations

import http.client
import json
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from couplebridge.base64url import encode
from couplebridge.client.frames import decode_frames, encode_frames
from couplebridge.database import reading
from couplebridge.extensions import db
from couplebridge.views.shaped import FRAMES
from tests.support.people import Person
from tests.support.phone import manifest_frame, record_frame

# prints its port, then serves until it is killed
SERVER = """
import json, sys
from pathlib import Path
from werkzeug.serving import make_server
from couplebridge import create_app
settings = json.loads(sys.argv[1])
app = create_app({**settings, "DATA": Path(settings["DATA"])})
server = make_server("127.0.0.1", 0, app, threaded=True)
print(server.port, flush=True)
server.serve_forever()
"""
RECORDS = 20


@contextmanager
def server(database: dict[str, Any]) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server process of its own on this database."""
    settings = json.dumps({**database, "DATA": str(database["DATA"])})
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-c", SERVER, settings]
    environ = {**os.environ, "PYTHONPATH": root}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environ
    ) as process:
        try:
            yield process, int(process.stdout.readline())
        finally:
            process.kill()


def request(
    port: int, person: Person, method: str, path: str, body: bytes = b"", key: bytes = b""
) -> tuple[int, bytes]:
    """One raw request with the person's own cookie."""
    cookie = person.client.get_cookie("__Host-cb", domain="bridge.test")
    headers = {
        "Cookie": f"__Host-cb={cookie.value}",
        "CB-CSRF": person.csrf,
        "Content-Type": FRAMES,
        "Idempotency-Key": encode(key),
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, "/api" + path, body, headers)
    response = connection.getresponse()
    return response.status, response.read()


def push_until_cut(process: subprocess.Popen[str], port: int, alice: Person) -> tuple[list[bytes], bytes, bytes]:
    """Push one batch after another; the power goes while one is on its way. What was acknowledged, and that one."""
    acknowledged: list[bytes] = []
    for counter in range(1, 200):
        ids, key = [secrets.token_bytes(16) for _ in range(RECORDS)], secrets.token_bytes(16)
        body = encode_frames([*[record_frame(alice, each) for each in ids], manifest_frame(alice, counter)])
        if counter == 4:
            # in the middle of the request: all but the last bytes are there
            os.kill(process.pid, signal.SIGSTOP)
            connection = send_only(port, alice, body, key)
            os.kill(process.pid, signal.SIGCONT)
            os.kill(process.pid, signal.SIGKILL)
            connection.close()
            return acknowledged, body, key
        status, _ = request(port, alice, "POST", "/feed", body, key)
        assert status == 200
        acknowledged += ids
    raise AssertionError("the power never went")


def send_only(port: int, person: Person, body: bytes, key: bytes) -> http.client.HTTPConnection:
    """Send a push and do not wait for its answer."""
    cookie = person.client.get_cookie("__Host-cb", domain="bridge.test")
    headers = {
        "Cookie": f"__Host-cb={cookie.value}",
        "CB-CSRF": person.csrf,
        "Content-Type": FRAMES,
        "Idempotency-Key": encode(key),
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("POST", "/api/feed", body, headers)
    return connection


@pytest.mark.parametrize("again", [False, True], ids=["the first phone", "sent again"])
def test_nothing_acknowledged_is_lost(again: bool, app: Flask, alice: Person, database: dict[str, Any]) -> None:
    with app.app_context():
        db.engine.dispose()
    with server(database) as (process, port):
        acknowledged, body, key = push_until_cut(process, port, alice)
        process.wait(30)
    with server(database) as (_, port):
        if again:
            # the client cannot know whether it was saved: it sends the same again, and either way it is there once
            assert request(port, alice, "POST", "/feed", body, key)[0] == 200
        _, pulled = request(port, alice, "GET", "/feed?cursor=0&limit=1000")
    frames = decode_frames(pulled)
    stored = [frame.id for frame in frames if frame.type == 1]
    cut = [frame.id for frame in decode_frames(body) if frame.type == 1]
    assert set(acknowledged) <= set(stored)
    assert set(stored) - set(acknowledged) in ((set(), set(cut)) if not again else (set(cut),)), (
        "all of a push or nothing"
    )
    assert len(stored) == len(set(stored))
    (manifest,) = [frame for frame in frames if frame.type == 2]
    assert manifest.revision == 3 + (len(stored) > len(acknowledged)), "the manifest is that of what is there"


def test_an_acknowledged_push_is_on_the_disk(app: Flask) -> None:
    """Not only in the memory of the machine: a cut of the power takes that too."""
    with app.app_context(), reading() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        else:
            # the database of the tests waits for no disk; the app is to leave that to whoever runs the database
            asked = "SELECT source FROM pg_settings WHERE name = 'synchronous_commit'"
            assert connection.exec_driver_sql(asked).scalar() not in ("session", "client")
