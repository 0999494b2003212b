"""Runs the migrations on the app's own engine: `flask db upgrade`, and `flask db migrate` after a model changed."""

from alembic import context
from flask import current_app

db = current_app.extensions["migrate"].db


def skip_empty(_context, _revision, directives):
    """Nothing changed: no empty file."""
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []


if context.is_offline_mode():
    url = db.engine.url.render_as_string(hide_password=False)
    context.configure(url=url, target_metadata=db.metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    with db.engine.connect() as connection:
        settings = {**current_app.extensions["migrate"].configure_args, "process_revision_directives": skip_empty}
        # one transaction for all: a cut in the middle leaves the database as it was, also on SQLite
        context.configure(connection=connection, target_metadata=db.metadata, transactional_ddl=True, **settings)
        with context.begin_transaction():
            context.run_migrations()
