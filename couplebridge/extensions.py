"""The Flask extensions, without an app. Models import only this."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from flask import request
from flask_limiter import Limiter
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase

from couplebridge.signals import Signals

if TYPE_CHECKING:
    from flask import Flask


class Base(DeclarativeBase):
    """What every table is made from."""


def _no_key() -> str:
    """Stands where a limiter key must stand: security/limits.py gives every limit a key of its own."""
    return "unused"


class CookieLogin(LoginManager):  # type: ignore[misc]  # it has no types
    """Asks our own table at once: what Flask-Login looks at before costs more, and is for sessions that Flask keeps."""

    def _load_user(self) -> None:
        self._update_request_context_with_user(self._load_user_from_request(request))


db = SQLAlchemy(model_class=Base, disable_autonaming=True)
login_manager = CookieLogin()
limiter = Limiter(key_func=_no_key)  # security/limits.py asks it by name
signals = Signals()


def init_app(app: Flask) -> None:
    """Tie all of them to the app."""
    db.init_app(app)
    if not os.environ.get("SERVER_SOFTWARE", "").startswith("gunicorn"):
        # a worker never migrates, and Alembic would be a tenth of its memory
        from flask_migrate import Migrate

        Migrate(app, db, render_as_batch=True)
    # counted in: it then hooks nothing into every request, where it would look for limits that no view declares
    app.extensions["limiter"] = {limiter}
    limiter.init_app(app)
    signals.init_app(app)
