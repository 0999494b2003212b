"""The project's own Python environment: made once, from locks with hashes, and made again when a lock changes."""

import fcntl
import hashlib
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.workflow.paths import PYTHON, REQUIREMENTS, ROOT, VENV
from scripts.workflow.words import StepFailedError, quietly, say

NETWORK_SIGNS = (
    "NewConnectionError",
    "Temporary failure in name resolution",
    "No matching distribution",
    "ReadTimeout",
)

COMMAND = VENV / "bin" / "couplebridge"


@contextmanager
def alone() -> Iterator[None]:
    """Let one ./run at a time change the environment; a second one waits and then finds it done."""
    with (ROOT / ".venv.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def fingerprint(lock: Path) -> str:
    """Name the state an environment made from this lock, by this Python, would be in."""
    version = ".".join(map(str, sys.version_info[:2]))
    return f"{version} {hashlib.sha256(lock.read_bytes()).hexdigest()}"


def stamp(name: str) -> Path:
    return VENV / f"{name}.stamp"


def is_ready(name: str) -> bool:
    """True when the environment already holds exactly this lock."""
    mark = stamp(name)
    return PYTHON.exists() and mark.exists() and mark.read_text() == fingerprint(REQUIREMENTS / f"{name}.lock")


def make_venv() -> None:
    """Make an empty environment, in place of one that another Python had made."""
    if VENV.exists():
        shutil.rmtree(VENV)
    say("  making the environment .venv")
    code, output = quietly([sys.executable, "-m", "venv", VENV])
    if code:
        raise StepFailedError(
            "The environment could not be made. On Debian and Ubuntu this needs: apt-get install python3-venv\n"
            + output
        )


def install(name: str) -> None:
    """Install one lock: every file must have the hash written there, and nothing else comes along."""
    say(f"  installing requirements/{name}.lock (checked by hash; a minute the first time)")
    command = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--require-hashes",
    ]
    code, output = quietly([*command, "-r", REQUIREMENTS / f"{name}.lock"])
    if code:
        if any(sign in output for sign in NETWORK_SIGNS):
            output += "\nThe package index did not answer as needed. Is this machine online?"
        raise StepFailedError(f"The packages of requirements/{name}.lock could not be installed.\n{output}")


def prepare(name: str) -> None:
    """Make sure that .venv holds the lock `runtime` or `dev`; dev contains all of runtime."""
    with alone():
        if COMMAND.exists() and (is_ready(name) or (name == "runtime" and is_ready("dev"))):
            return
        say("Setting up (once):")
        if not PYTHON.exists() or made_by_another_python():
            make_venv()
        install(name)
        stamp(name).write_text(fingerprint(REQUIREMENTS / f"{name}.lock"))
        make_command()


def make_command() -> None:
    """Let `.venv/bin/couplebridge` run from any folder; the project itself is no package of the lock."""
    COMMAND.write_text(
        f"#!{PYTHON}\nimport sys\n\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from couplebridge.cli import main\n\nsys.exit(main())\n"
    )
    COMMAND.chmod(0o755)


def made_by_another_python() -> bool:
    """True when .venv belongs to a Python of another minor version, whose packages this one cannot load."""
    code, output = quietly([PYTHON, "-c", "import sys; print(*sys.version_info[:2])"])
    return code != 0 or output.split() != [str(part) for part in sys.version_info[:2]]
