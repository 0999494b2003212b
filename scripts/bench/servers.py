"""Starts the server and the lean route as they run in production, and ends them: both from gunicorn.conf.py."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT_S = 30
END_LIMIT_S = 15
KIB = 1024


class ServerSilentError(Exception):
    """A server of the bench did not start; its own words are on the terminal."""


@dataclass(frozen=True)
class Server:
    """One gunicorn: its port and its master's process id."""

    port: int
    pid: int

    def worker_bytes(self) -> int | None:
        """The resident memory of its largest worker; None where the system does not say."""
        return self._largest("status", "VmRSS:")

    def worker_own_bytes(self) -> int | None:
        """The same, but a page that several processes share counts for each by its part."""
        return self._largest("smaps_rollup", "Pss:")

    def _largest(self, file: str, name: str) -> int | None:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        if not children.exists():
            return None
        sizes = [_bytes_of(Path(f"/proc/{pid}/{file}"), name) for pid in children.read_text().split()]
        return max(sizes, default=None)


def _bytes_of(file: Path, name: str) -> int:
    lines = file.read_text().splitlines() if file.exists() else []
    return next((int(line.split()[1]) * KIB for line in lines if line.startswith(name)), 0)


@contextmanager
def the_server(data: Path, settings: dict[str, str]) -> Iterator[Server]:
    """The server with its database migrated."""
    env = {"COUPLEBRIDGE_DATA": str(data), **settings}
    _run([sys.executable, "-m", "flask", "--app", "wsgi", "db", "upgrade"], env)
    with _gunicorn("wsgi:app", env) as server:
        yield server


@contextmanager
def the_lean_route(database: str) -> Iterator[Server]:
    """The lean route with its tables made."""
    env = {"BENCH_LEAN_DATABASE": database}
    _run([sys.executable, "-m", "scripts.bench.lean"], env)
    with _gunicorn("scripts.bench.lean:app", env) as server:
        yield server


def _run(command: list[str], env: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=ROOT, env=_clean(env), capture_output=True, text=True)
    if done.returncode:
        raise ServerSilentError(done.stdout + done.stderr)


def _clean(env: dict[str, str]) -> dict[str, str]:
    # what the person at the terminal has set for their own server must not reach the one that is measured
    own = ("COUPLEBRIDGE_", "DATABASE_URL", "REDIS_URL", "PUBLIC_ORIGIN", "WEB_CONCURRENCY")
    return {**{name: value for name, value in os.environ.items() if not name.startswith(own)}, **env}


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextmanager
def _gunicorn(app: str, env: dict[str, str]) -> Iterator[Server]:
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", app]
    process = subprocess.Popen(command, cwd=ROOT, env=_clean({**env, "PORT": str(port)}), start_new_session=True)
    try:
        _wait(process, port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(END_LIMIT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + START_LIMIT_S
    while time.monotonic() < until:
        if process.poll() is not None:
            raise ServerSilentError("A server of the bench ended while starting.")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise ServerSilentError(f"A server of the bench did not answer within {START_LIMIT_S} seconds.")
