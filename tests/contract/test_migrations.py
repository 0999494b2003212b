"""The migrated schema is the schema of the models, on both databases; and going back leaves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from couplebridge import create_app
from couplebridge.extensions import db

DIRECTORY = str(Path(__file__).parents[2] / "migrations")


@pytest.fixture
def empty_app(database: dict[str, Any]) -> Iterator[Flask]:
    """An app whose database has no table yet; afterwards it has none again."""
    app = create_app({"TESTING": True, **database})
    with app.app_context():
        db.drop_all()
        yield app
        with db.engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
        db.drop_all()
        db.engine.dispose()


def differences() -> list[Any]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return compare_metadata(context, db.metadata)


def test_the_migrated_schema_is_that_of_the_models(empty_app: Flask) -> None:
    assert differences(), "before, every table is missing"
    upgrade(directory=DIRECTORY)
    assert differences() == []


def test_going_back_leaves_nothing(empty_app: Flask) -> None:
    upgrade(directory=DIRECTORY)
    downgrade(directory=DIRECTORY, revision="base")
    assert inspect(db.engine).get_table_names() == ["alembic_version"]
