"""What a worker has in its memory: nothing that it was not started for (docs/operations.md, How far it goes)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

WORKER = """
import json, sys
from babel import localedata
from couplebridge import create_app
app = create_app()
assert app.test_client().get("/api/release").status_code == 200
print(json.dumps({"modules": sorted(sys.modules), "languages": sorted(localedata._cache)}))
"""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a worker on SQLite holds after its first answer."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    own = {"SERVER_SOFTWARE": "gunicorn", "COUPLEBRIDGE_DATA": str(tmp_path_factory.mktemp("data"))}
    command = [sys.executable, "-c", WORKER]
    done = subprocess.run(command, env={**kept, **own}, cwd=Path(__file__).parents[2], capture_output=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    "name", ["alembic", "redis", "psycopg", "webauthn", "sqlalchemy.dialects.postgresql", "couplebridge.client"]
)
def test_a_worker_on_sqlite_has_not_loaded_what_others_need(name: str, held: dict[str, Any]) -> None:
    assert "sqlalchemy.dialects.sqlite" in held["modules"]
    assert name not in held["modules"]


def test_nothing_is_left_of_the_tables_that_babel_reads_of_a_language(held: dict[str, Any]) -> None:
    assert held["languages"] == []
