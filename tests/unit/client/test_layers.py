"""The walls of the client itself."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import couplebridge.client

ROOM = Path(couplebridge.client.__file__).parent
MODULES = sorted(ROOM.glob("*.py"))
PRIMITIVES = {"primitives.py", "curve.py"}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("name", [path.name for path in MODULES if path.name not in PRIMITIVES])
def test_only_the_primitives_touch_a_cryptographic_library(name: str) -> None:
    assert not imported(ROOM / name) & {"cryptography", "argon2", "hmac", "hashlib", "secrets"}


def test_the_client_starts_without_flask_or_a_database() -> None:
    names = ", ".join(f"couplebridge.client.{p.stem}" for p in MODULES if p.stem != "__init__")
    code = f"import sys; sys.modules.update(flask=None, sqlalchemy=None, werkzeug=None)\nimport {names}"
    subprocess.run([sys.executable, "-c", code], check=True)
