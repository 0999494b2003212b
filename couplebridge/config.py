"""Every setting, from the environment, checked at the start.

What a setting does is said beside it; docs/operations.md says it to whoever runs the server.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from couplebridge.errors import ConfigMissingError
from couplebridge.versions import OLDEST_CLIENT

if TYPE_CHECKING:
    from flask import Flask

KIB, MIB, GIB = 1024, 1024**2, 1024**3

# The limits of docs/protocol.md: tests make them small, nobody else needs to change them
LIMITS = {
    "MAX_CONTENT_LENGTH": 9 * MIB,
    "JSON_BYTES_MAX": 1 * MIB,
    "ENVELOPE_BYTES_MAX": 256 * KIB,
    "PUSH_RECORDS_MAX": 500,
    "PUSH_BYTES_MAX": 8 * MIB,
    "ACCOUNT_RECORDS_MAX": 200_000,
    "ACCOUNT_BYTES_MAX": 1 * GIB,
    # of photos and voice notes, 64 KiB each: 2 GiB
    "ACCOUNT_CHUNKS_MAX": 32_768,
    "SESSION_LIFETIME_S": 30 * 24 * 3600,
    "LIVE_STREAM_S": 15 * 60,
    "LIVE_PING_S": 25,
    "OLDEST_CLIENT": OLDEST_CLIENT,
}

# Tries in a time (security/limits.py); the first number of each is what a person never reaches. What only looks up a
# random id of 128 bits has no limit: there is nothing to guess, and a bucket of the house would tell who was there
RATES = {
    "RATE_SIGN_IN": "30 per hour; 10 per minute",
    "RATE_SIGN_IN_KNOWN_DEVICE": "60 per hour; 10 per minute",
    "RATE_ACCOUNTS": "20 per hour",
    "RATE_PROOF": "30 per hour; 10 per minute",
    "RATE_JOIN": "120 per hour",
    "RATE_DIRECTORY": "300 per hour",
    # bodies of up to eight chunks: some 1,500 photos an hour
    "RATE_CHUNKS": "3000 per hour",
}

# a Redis that is gone or hangs is noticed soon, and as an error of our own kind (security/limits.py goes on without)
_REDIS_OPTIONS = {"socket_timeout": 2, "socket_connect_timeout": 2, "wrap_exceptions": True}


def configure(app: Flask, test_config: Mapping[str, Any] | None) -> None:
    """Fill app.config from the environment and `test_config`, which wins. Raises ConfigMissingError."""
    app.config.update(from_environment(os.environ))
    app.config.update(test_config or {})
    _check(app.config)
    if app.config["SQLALCHEMY_DATABASE_URI"] != "sqlite://":  # in memory there is one connection
        # the last one used first: while little happens the memory of the others stays small
        pool = {"pool_size": app.config["CONNECTIONS"], "pool_use_lifo": True}
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {**app.config["SQLALCHEMY_ENGINE_OPTIONS"], **pool}
    app.config["RATELIMIT_STORAGE_URI"] = app.config["REDIS_URL"] or "memory://"
    app.config["RATELIMIT_STORAGE_OPTIONS"] = _REDIS_OPTIONS if app.config["REDIS_URL"] else {}


def from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    """The settings as the environment names them."""
    # COUPLEBRIDGE_DATA: the folder of secrets.json and, without DATABASE_URL, of the database
    threads = _number(environ, "COUPLEBRIDGE_THREADS", 32)
    data = Path(environ.get("COUPLEBRIDGE_DATA") or "instance").absolute()
    return {
        **LIMITS,
        **RATES,
        # a failed statement is named in a log without the values it carried
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},
        # COUPLEBRIDGE_CONNECTIONS: database connections that a worker keeps open; opening one costs many requests
        "CONNECTIONS": _number(environ, "COUPLEBRIDGE_CONNECTIONS", 16),
        "DATA": data,
        # DATABASE_URL: postgresql://… ; SQLite in the data folder when it is not set
        "SQLALCHEMY_DATABASE_URI": database_url(environ.get("DATABASE_URL") or f"sqlite:///{data / 'couplebridge.db'}"),
        # REDIS_URL: limits and signals shared between workers; in memory when it is not set
        "REDIS_URL": environ.get("REDIS_URL") or None,
        # PUBLIC_ORIGIN: https://… as people type it; only used to print links and to know that HTTPS is in front
        "PUBLIC_ORIGIN": environ.get("PUBLIC_ORIGIN") or None,
        # COUPLEBRIDGE_CONTACT: mailto:… or https://… of whoever answers for this server; push services are told it
        "PUSH_CONTACT": environ.get("COUPLEBRIDGE_CONTACT") or _contact(environ.get("PUBLIC_ORIGIN")),
        # the origin of a push service on loopback, for tests alone: nothing of the environment can set it
        "PUSH_SEAM": None,
        # COUPLEBRIDGE_WORKERS: how many workers gunicorn starts
        "WORKERS": _number(environ, "COUPLEBRIDGE_WORKERS", 1),
        # COUPLEBRIDGE_FINDABLE: search engines may list the first page and the pages to read; not that of a home
        "FINDABLE": environ.get("COUPLEBRIDGE_FINDABLE") == "1",
        # COUPLEBRIDGE_PROXIES: how many reverse proxies stand in front and say X-Forwarded-For
        "PROXIES": _number(environ, "COUPLEBRIDGE_PROXIES", 0),
        # COUPLEBRIDGE_LIVE_STREAMS: open live streams a worker holds
        "LIVE_STREAMS_MAX": _number(environ, "COUPLEBRIDGE_LIVE_STREAMS", 2_000),
        # of those that hold a thread (under TLS of our own, where a connection cannot be handed over)
        "LIVE_THREADS_MAX": threads // 2,
    }


def database_url(url: str) -> str:
    """The address with the driver we ship: hosts hand out postgres:// and postgresql://."""
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def _contact(origin: str | None) -> str | None:
    """An address that is known to the whole internet says who answers for it; one of a home does not."""
    parts = urlsplit(origin or "")
    return origin if parts.scheme == "https" and _is_public_name(parts.hostname or "") else None


def _is_public_name(host: str) -> bool:
    return "." in host and not host.rsplit(".", 1)[1].isdecimal() and not host.endswith((".local", ".localhost"))


def _number(environ: Mapping[str, str], name: str, otherwise: int) -> int:
    text = environ.get(name) or str(otherwise)
    if not text.isdecimal():
        raise ConfigMissingError(f"{name} must be a whole number, for example {otherwise}.")
    return int(text)


def _check(config: Mapping[str, Any]) -> None:
    """Refuse to start with a sentence, rather than fail in the middle of a night."""
    if not config["SQLALCHEMY_DATABASE_URI"].startswith(("sqlite:", "postgresql+psycopg:")):
        raise ConfigMissingError("DATABASE_URL must begin with sqlite: or postgresql:.")
    if config["WORKERS"] > 1 and not config["REDIS_URL"]:
        raise ConfigMissingError(
            "More than one worker needs REDIS_URL: without it a worker does not hear what another one saved,"
            " and each counts tries alone. Set REDIS_URL, or COUPLEBRIDGE_WORKERS=1."
        )
    origin = config["PUBLIC_ORIGIN"]
    if origin and (urlsplit(origin).scheme not in ("http", "https") or urlsplit(origin).path not in ("", "/")):
        raise ConfigMissingError("PUBLIC_ORIGIN must look like https://bridge.example, without a path.")
    contact = config["PUSH_CONTACT"]
    if contact and not re.fullmatch(r"mailto:[^@\s]+@[^@\s]+\.[^@\s]+|https://[^/\s]+\.[^/\s]+\S*", contact):
        raise ConfigMissingError(
            "COUPLEBRIDGE_CONTACT must look like mailto:me@bridge.example or https://bridge.example."
        )
    try:
        Path(config["DATA"]).mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigMissingError("The folder named by COUPLEBRIDGE_DATA cannot be made.") from error
