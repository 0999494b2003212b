"""Who may do what, and every guard at the door. Only here and in client/ is `cryptography` imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from couplebridge.security import client_age, csrf, headers, keyring, limits, permissions, push_key, quiet, sessions

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Put the guards in their order: who calls, may they, did they mean to."""
    keyring.init_app(app)
    push_key.init_app(app)
    quiet.init_app(app)
    limits.init_app(app)
    client_age.init_app(app)
    sessions.init_app(app)
    permissions.init_app(app)
    csrf.init_app(app)
    headers.init_app(app)


def require_permissions(app: Flask) -> None:
    """Refuse to start when a route has no declared permission."""
    permissions.require_complete(app)
