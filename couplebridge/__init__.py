"""CoupleBridge: a server that stores and relays what it cannot read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask


def create_app(test_config: Mapping[str, Any] | None = None) -> Flask:
    """Build the application: settings, extensions, guards, blueprints.

    `test_config` wins over the environment. Raises ConfigMissingError when a setting is absent or wrong.
    """
    from couplebridge import catalogues

    catalogues.read_early()
    # imported here because the reference client is in this package too, and starts without Flask
    from flask import Flask

    from couplebridge import config, database, extensions, models, release, security, views

    app = Flask(__name__, static_folder=None, template_folder="../templates")
    # Flask would ask of every hook and view, at every request, whether it is a coroutine: here none is
    app.ensure_sync = lambda func: func  # type: ignore[method-assign]
    config.configure(app, test_config)
    extensions.init_app(app)
    database.init_app(app)
    models.load()
    release.init_app(app)
    security.init_app(app)
    views.init_app(app)
    security.require_permissions(app)
    return app
