"""Where things lie in the checkout."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
REQUIREMENTS = ROOT / "requirements"
JS_TOOLS = ROOT / "scripts" / "js"
NODE_MODULES = JS_TOOLS / "node_modules"
INSTANCE = Path(os.environ.get("COUPLEBRIDGE_DATA", ROOT / "instance"))
