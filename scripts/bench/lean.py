"""The lean route: the least Flask can do that still authenticates by token and keeps what it is given.

Its own tables, plain core statements, no manifest, no compare-and-set, no idempotency key, no guards. It runs in the
same gunicorn form as the server, on the same kind of database: what the server is measured against.
"""

from __future__ import annotations

import hashlib
import os
from typing import Any

from flask import Flask, Response, request
from sqlalchemy import BigInteger, Column, LargeBinary, MetaData, Table, bindparam, create_engine, event, select
from sqlalchemy.dialects import postgresql, sqlite

MAGIC = b"CBF\x01"
COOKIE = "lean"
metadata = MetaData()
sessions = Table(
    "lean_sessions", metadata, Column("token_hash", LargeBinary, primary_key=True), Column("user", LargeBinary)
)
records = Table(
    "lean_records",
    metadata,
    Column("user", LargeBinary, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("frame", LargeBinary),
)
_session = select(sessions.c.user).where(sessions.c.token_hash == bindparam("hash"))
_after = (
    select(records.c.seq, records.c.frame)
    .where(records.c.user == bindparam("owner"), records.c.seq > bindparam("cursor"))
    .order_by(records.c.seq)
    .limit(1000)
)


def _engine(*, writes: bool) -> Any:
    """A read needs no transaction; a write on SQLite takes its lock at once."""
    url = os.environ["BENCH_LEAN_DATABASE"]
    if url.startswith("sqlite"):
        engine = create_engine(url, pool_size=32)
        event.listen(engine, "connect", _pragmas)
        if writes:
            event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        return engine
    return (
        create_engine(url, pool_size=16) if writes else create_engine(url, pool_size=16, isolation_level="AUTOCOMMIT")
    )


def _pragmas(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 60000"):
        connection.execute(f"PRAGMA {pragma}")


def make() -> Flask:
    """The app. Rows are {user, seq}; a body is frames of one size, named in the address."""
    app, engine, reader = Flask(__name__), _engine(writes=True), _engine(writes=False)
    # gunicorn.conf.py gives every worker the thread that sends signs; this one has none to send
    app.config.update(PUSH_CONTACT=None, PUSH_SEAM=None)
    insert = (sqlite if engine.dialect.name == "sqlite" else postgresql).insert(records)
    upsert = insert.on_conflict_do_update(index_elements=["user", "seq"], set_={"frame": insert.excluded.frame})

    def caller() -> bytes | None:
        token = bytes.fromhex(request.cookies.get(COOKIE, ""))
        with reader.connect() as connection:
            return connection.execute(_session, {"hash": hashlib.sha256(token).digest()}).scalar()

    @app.post("/lean/<int:seq>/<int:size>")
    def push(seq: int, size: int) -> Response:
        owner, body = caller(), request.get_data(cache=False)
        pieces = [body[at : at + size] for at in range(0, len(body), size)]
        rows = [{"user": owner, "seq": n, "frame": piece} for n, piece in enumerate(pieces, seq)]
        with engine.begin() as connection:
            connection.execute(upsert, rows)
        return Response(f'{{"head":{seq + len(rows) - 1}}}', mimetype="application/json")

    @app.get("/lean/<int:cursor>")
    def pull(cursor: int) -> Response:
        owner = caller()
        with reader.connect() as connection:
            rows = connection.execute(_after, {"owner": owner, "cursor": cursor}).all()
        if not rows:
            return Response(status=204)
        return Response(MAGIC + b"".join(row.frame for row in rows), mimetype="application/octet-stream")

    return app


def prepare() -> None:
    """Make the tables, and a session for each token "00…", "01…" of sixteen phones."""
    engine = _engine(writes=True)
    metadata.create_all(engine)
    with engine.begin() as connection:
        for number in range(32):
            row = {"token_hash": hashlib.sha256(token(number)).digest(), "user": bytes([number]) * 16}
            connection.execute(sessions.insert(), row)
    engine.dispose()


def token(number: int) -> bytes:
    """The session of phone `number`, 32 bytes."""
    return bytes([number]) * 32


if __name__ == "__main__":
    prepare()
elif os.environ.get("BENCH_LEAN_DATABASE"):
    app = make()
