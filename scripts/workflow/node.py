"""Node and the locked npm packages, for the tests and checks of the browser code. Nothing of them is served."""

import hashlib
import shutil

from scripts.workflow.environment import alone
from scripts.workflow.paths import JS_TOOLS, NODE_MODULES, ROOT
from scripts.workflow.platform_packages import install
from scripts.workflow.words import StepFailedError, quietly, say

# 20.19 is the first that reads a plain .js file with import statements as a module
NEEDED = (20, 19)


def version(path: str) -> tuple[int, ...]:
    """Give a Node's version as numbers; (0,) when it does not answer."""
    code, output = quietly([path, "--version"])
    numbers = output.strip().lstrip("v").split(".")
    return tuple(map(int, numbers)) if code == 0 and all(part.isdigit() for part in numbers) else (0,)


def find() -> str | None:
    """Give the path of a Node that is new enough; None when there is none."""
    path = shutil.which("node") or shutil.which("nodejs")
    return path if path and version(path) >= NEEDED else None


def prepare() -> str | None:
    """Give the path of a Node, installing one where it can be; None, with a line that says so, where it cannot."""
    path = find()
    if path is None:
        try:
            install("nodejs")
        except StepFailedError as problem:
            say(f"  {problem}")
        path = find()
    if path is None:
        say("LEFT OUT: the JavaScript tests. They need Node 20.19 or newer.")
    return path


def packages_are_ready() -> bool:
    mark = NODE_MODULES / ".stamp"
    return mark.exists() and mark.read_text() == fingerprint()


def fingerprint() -> str:
    return hashlib.sha256((JS_TOOLS / "package-lock.json").read_bytes()).hexdigest()


def prepare_packages() -> None:
    """Install the npm packages of scripts/js/package-lock.json, by its integrity hashes; no package runs a script."""
    with alone():
        link = ROOT / "node_modules"
        if not packages_are_ready():
            npm = shutil.which("npm")
            if npm is None:
                raise StepFailedError("npm is missing here (Debian and Ubuntu: apt-get install npm).")
            say("  installing scripts/js/package-lock.json (checked by integrity hash)")
            code, output = quietly([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=JS_TOOLS)
            if code:
                raise StepFailedError(f"The npm packages could not be installed. Is this machine online?\n{output}")
            (NODE_MODULES / ".stamp").write_text(fingerprint())
        # tests/js imports fake-indexeddb by name: Node looks for it from the file upwards
        if not link.exists():
            link.unlink(missing_ok=True)
            link.symlink_to(NODE_MODULES.relative_to(ROOT), target_is_directory=True)
