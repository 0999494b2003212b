"""./run test: JavaScript under Node first (a second), then pytest, browser tests included."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from scripts.workflow import browser, engines, environment, node
from scripts.workflow.paths import PYTHON, ROOT
from scripts.workflow.words import call, say

POSTGRESQL = "postgresql://postgres@127.0.0.1:5432/postgres"
PROCESSES_MOST = 6
IN_MEMORY = Path("/dev/shm")  # noqa: S108 (a folder of our own is made in it)
ROOM_LEAST_BYTES = 2 * 1024**3
REDIS = "redis://127.0.0.1:6379/0"


def answers(url: str, default_port: int) -> bool:
    """True when something accepts a connection at the address of this URL."""
    parts = urlsplit(url)
    try:
        socket.create_connection((parts.hostname or "127.0.0.1", parts.port or default_port), timeout=1).close()
    except OSError:
        return False
    return True


def describe(name: str, url: str, port: int) -> str:
    parts = urlsplit(url)
    where = f"{parts.hostname}:{parts.port or port}"
    return f"{name} answers at {where}" if answers(url, port) else f"{name} does not answer at {where}"


def stores_line(environ: Mapping[str, str]) -> str:
    """One line that says which databases the server tests will run on."""
    postgresql = describe("PostgreSQL", environ.get("TEST_DATABASE_URL", POSTGRESQL), 5432)
    redis = describe("Redis", environ.get("TEST_REDIS_URL", REDIS), 6379)
    return f"Databases: SQLite always; {postgresql}; {redis}. Server tests run on those that answer."


def javascript(path: str) -> int:
    """Run tests/js under Node's own runner; 0 when all pass."""
    node.prepare_packages()
    files = sorted((ROOT / "tests" / "js").rglob("*.test.js"))
    if not files:
        say("JavaScript: no tests/js/**/*.test.js")
        return 0
    say(f"JavaScript: {len(files)} files under Node {'.'.join(map(str, node.version(path)))}")
    # from 22 on Node remarks on modules without a package.json; this project has none on purpose
    quiet = ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"] if node.version(path) >= (21, 3) else []
    # its own choice leaves a core idle, which is half of a small machine
    at_once = f"--test-concurrency={os.cpu_count() or 1}"
    return call([path, *quiet, "--test", at_once, "--test-reporter=dot", *files])


@contextmanager
def place_for_files(memory: Path = IN_MEMORY, least_bytes: int = ROOM_LEAST_BYTES) -> Iterator[dict[str, str]]:
    """Where tests put their databases and browsers what they keep: memory where there is room, and no disk to wait for.

    Every write of a database waits until the disk has it, which on a slow one is more than half of a test's time; what
    a process keeps when it is killed is there in memory too.
    """
    if "TMPDIR" in os.environ or not memory.is_dir() or shutil.disk_usage(memory).free < least_bytes:
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="couplebridge-tests-", dir=memory, ignore_cleanup_errors=True) as folder:
        yield {"TMPDIR": folder}


def python(arguments: list[str], env: Mapping[str, str]) -> int:
    """Run pytest over everything, or over what the arguments name, in several processes."""
    processes = str(max(2, min(PROCESSES_MOST, os.cpu_count() or 1)))
    says_how = any(part.startswith("-n") or part == "--pdb" for part in arguments)
    spread = [] if says_how else ["-n", processes, "--dist", "loadfile", "--no-loadscope-reorder"]
    with place_for_files() as place:
        return call([PYTHON, "-m", "pytest", *spread, *arguments], env={**env, **place})


def run(arguments: list[str]) -> int:
    """Everything without arguments; with arguments pytest alone, as they say. --engines: where the core runs."""
    asked, arguments = engines.split(arguments)
    environment.prepare("dev")
    chromium = browser.prepare()
    used = engines.prepare(asked)
    say(engines.line(used))
    say(stores_line(os.environ))
    failures = 0
    if not arguments:
        path = node.prepare()
        failures = javascript(path) if path else 0
    code = python(arguments, {"CHROMIUM": chromium, "ENGINES": ",".join(used)})
    if failures:
        say("The JavaScript tests above did not pass.")
    return code or failures
