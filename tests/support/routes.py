"""Every route of the app as something that can be called, made from the URL map."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import NamedTuple

from flask import Flask
from werkzeug.routing import Rule

from couplebridge import create_app
from couplebridge.views.converters import Id16Converter


class Route(NamedTuple):
    """A method at an address; names in it are filled with random ids."""

    endpoint: str
    method: str
    rule: str

    def address(self, app: Flask) -> str:
        """The path under /api, with ids that exist nowhere."""
        rule = next(rule for rule in app.url_map.iter_rules(self.endpoint) if rule.rule == self.rule)
        with app.test_request_context():
            built = rule.build({name: _nowhere(rule, name) for name in rule.arguments})
        assert built is not None
        return built[1].removeprefix("/api")


def _nowhere(rule: Rule, name: str) -> object:
    """An id that exists nowhere, or plain digits where the address has no id."""
    return secrets.token_bytes(16) if isinstance(rule._converters[name], Id16Converter) else "999"


def routes(app: Flask) -> Iterator[Route]:
    """All of them under /api."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if rule.rule.startswith("/api/"):
                yield Route(rule.endpoint, method, rule.rule)


def all_routes(folder: str) -> list[Route]:
    """The routes of an app of its own, for parametrised tests."""
    return sorted(
        routes(
            create_app(
                {
                    "DATA": folder,
                    "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/couplebridge.db",
                    "REDIS_URL": None,
                }
            )
        )
    )
