"""The path after ten years of use, in the browser's own code under Node (path.js beside this file)."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from scripts.bench.figures import Figure

SCRIPT = Path(__file__).with_suffix(".js")
TOUCH_MS = 50
AS_BARE = 3.0


def figures() -> list[Figure]:
    """300 cards, 500 steps and 2,600 lines of log; none where Node is missing."""
    node = shutil.which("node") or shutil.which("nodejs")
    if node is None:
        return []
    done = subprocess.run([node, "--no-warnings", SCRIPT], capture_output=True, text=True, timeout=120, check=True)
    said = json.loads(done.stdout)
    parts, bare = said["parts"], said["bareMs"]
    return [
        Figure("path", f"opening {parts:,} parts of the other", said["openMs"], "ms", "bare cryptography", bare,
               f"≤ {AS_BARE:.1f}", said["openMs"] <= AS_BARE * bare, "In bites of 12 ms, behind the first screen."),
        _touch("a tick among 500 steps, until the list stands", said["tickMs"]),
        _touch("a change among 300 cards and 2,600 lines of log", said["listMs"]),
    ]  # fmt: skip


def _touch(job: str, took_ms: float) -> Figure:
    return Figure("path", job, took_ms, "ms", goal=f"≤ {TOUCH_MS} ms", reached=took_ms <= TOUCH_MS)
