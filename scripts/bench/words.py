"""`./run bench words`: how well gentle words find what they should, by language and kind (words.js)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_suffix(".js")


def show() -> int:
    """0 when the table was printed; 1 where Node is missing."""
    node = shutil.which("node") or shutil.which("nodejs")
    if node is None:
        print("This needs Node, which is not installed here.", file=sys.stderr)
        return 1
    return subprocess.run([node, "--no-warnings", SCRIPT], timeout=120, check=False).returncode
