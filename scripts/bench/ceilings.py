"""What this machine could do at best: raw sqlite3, and the primitives alone."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

RECORD_BYTES = 1500


def sqlite_rate(folder: Path, each: int, for_s: float) -> float:
    """Rows a second into a bare table, WAL and synchronous FULL as the server has them, `each` rows a commit."""
    connection = sqlite3.connect(folder / f"raw-{each}.db", isolation_level=None)
    for words in (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "CREATE TABLE raw (id BLOB PRIMARY KEY, b BLOB)",
    ):
        connection.execute(words)
    body = secrets.token_bytes(RECORD_BYTES)

    def commit() -> None:
        rows = [(secrets.token_bytes(16), body) for _ in range(each)]
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO raw VALUES (?, ?)", rows)
        connection.execute("COMMIT")

    rate = _rate(commit, for_s) * each
    connection.close()
    return rate


def aead_rate(for_s: float) -> float:
    """Records a second that AES-256-GCM alone seals."""
    cipher, body = AESGCM(secrets.token_bytes(32)), secrets.token_bytes(RECORD_BYTES)
    return _rate(lambda: cipher.encrypt(secrets.token_bytes(12), body, b""), for_s)


def _rate(job: Callable[[], object], for_s: float) -> float:
    began, done = perf_counter(), 0
    while (passed_s := perf_counter() - began) < for_s:
        job()
        done += 1
    return done / passed_s
