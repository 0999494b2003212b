"""./run at a terminal: nothing stays behind when it ends, and a busy port is said before anything is changed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.workflow import browser, environment, looking, node, serve
from scripts.workflow.words import StepFailedError, say

ROOT = Path(__file__).parents[2]
# a shell that starts us in the background has SIGINT ignored, and Python then leaves it so
CALLER = """
import signal, sys
from scripts.workflow import words
signal.signal(signal.SIGINT, signal.default_int_handler)
words.TIDY_UP_S = 0.1
words.call([sys.executable, "-c", "import os, signal; print(os.getpid(), flush=True); signal.pause()"])
"""


def test_what_was_started_ends_also_when_only_its_starter_is_interrupted() -> None:
    caller = subprocess.Popen(
        [sys.executable, "-c", CALLER], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert caller.stdout
    child = int(caller.stdout.readline())
    caller.send_signal(signal.SIGINT)
    caller.wait(20)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    caller.stdout.close()


def test_a_port_in_use_is_said_before_the_database_is_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "prepare", lambda _kind: None)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        with pytest.raises(StepFailedError, match=r"is in use already\. Choose another: PORT=\d+ \./run demo"):
            serve.serve(tmp_path / "data", "./run demo", lambda _url, _env: None)
    assert not (tmp_path / "data").exists()


def test_the_bench_gives_nothing_but_its_figures_on_the_standard_output(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def prepared(*_kind: str) -> str:
        say("Setting up …")
        return "chromium"

    for room, name in ((environment, "prepare"), (browser, "prepare"), (node, "prepare"), (node, "prepare_packages")):
        monkeypatch.setattr(room, name, prepared)
    monkeypatch.setattr(looking, "call", lambda _command, env: say(f"{{}} by {env['CHROMIUM']}"))
    looking.bench(["--json"])
    said = capsys.readouterr()
    assert said.out == "{} by chromium\n"
    assert said.err == "Setting up …\n" * 4
