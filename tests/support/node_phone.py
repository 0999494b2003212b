"""The browser's domain code as a process under Node, told what to do: tests/js/support/real-phone.js."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SCRIPT = "tests/js/support/real-phone.js"


class NodePhone:
    """One device. `call("bridge.accept", offer)`, `get("bridge.opened")`, `assign("link.isOffline", True)`."""

    def __init__(self, origin: str) -> None:
        node = shutil.which("node") or shutil.which("nodejs")
        if node is None:
            raise FileNotFoundError("these tests need Node")
        self._process = subprocess.Popen(
            [node, "--no-warnings", SCRIPT, origin], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def call(self, name: str, *args: Any) -> Any:
        """What the function gives back; AssertionError with the words of what it threw."""
        return self._order({"call": name, "args": args})

    def get(self, name: str) -> Any:
        """The value of an observable."""
        return self._order({"get": name})

    def assign(self, name: str, to: Any) -> None:
        """Set a plain property."""
        self._order({"set": name, "to": to})

    def close(self) -> None:
        """The process ends when nobody speaks to it any more."""
        self._process.communicate(timeout=20)

    def _order(self, order: dict[str, Any]) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order, default=_coded) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "Node ended"
        answer = json.loads(line, object_hook=_decoded)
        assert "problem" not in answer, answer["problem"]
        return answer["ok"]


def _coded(value: object) -> object:
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    raise TypeError


def _decoded(value: dict[str, Any]) -> object:
    return base64.b64decode(value["bytes"]) if list(value) == ["bytes"] else value
