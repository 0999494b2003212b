"""Calm words on the terminal, and commands with an honest end."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.workflow.paths import ROOT

TIDY_UP_S = 15


class StepFailedError(Exception):
    """A step of the workflow could not be done; the message is for the person at the terminal."""


class AskedToEndError(KeyboardInterrupt):
    """Somebody sent this process SIGTERM; servers and tools it started end with it."""


def say(line: str = "") -> None:
    """Print one line at once, also when the output goes into a file."""
    print(line, flush=True)


def complain(line: str) -> None:
    """Print one line on the error stream."""
    print(line, file=sys.stderr, flush=True)


def call(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> int:
    """Run a command with the terminal of this process and give back its exit code."""
    sys.stdout.flush()
    child = subprocess.Popen([str(part) for part in command], cwd=cwd, env={**os.environ, **(env or {})})
    try:
        return child.wait()
    except AskedToEndError:
        child.terminate()
        child.wait()
        raise
    except KeyboardInterrupt:
        _let_tidy_up(child)
        raise


def _let_tidy_up(child: subprocess.Popen[bytes]) -> None:
    """Ctrl-C at a terminal reached the child too. Sent to this process alone it did not; nothing may stay behind."""
    try:
        child.wait(TIDY_UP_S)
    except (subprocess.TimeoutExpired, AskedToEndError):
        child.terminate()
        child.wait()


def quietly(command: Sequence[str | Path], *, cwd: Path = ROOT) -> tuple[int, str]:
    """Run a command without showing it; give back its exit code and everything it said."""
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return done.returncode, done.stdout
