"""./run and ./run demo: migrate the database, start gunicorn, say where it is, stop cleanly."""

import os
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from scripts.workflow import environment
from scripts.workflow.paths import INSTANCE, PYTHON, ROOT
from scripts.workflow.words import StepFailedError, call, say

START_LIMIT_S = 60
QR = "import sys, segno; segno.make(sys.argv[1], micro=False).terminal(compact=True)"


def port() -> int:
    text = os.environ.get("PORT", "8321")
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise StepFailedError(f"PORT says {text!r}; it should be a number from 1 to 65535.")
    return int(text)


def is_taken(host: str, number: int) -> bool:
    """True when something listens there already."""
    try:
        socket.create_connection((host, number), timeout=1).close()
    except OSError:
        return False
    return True


def prepare_instance(data: Path) -> dict[str, str]:
    """Make the folder of the data, for its owner alone, and give the settings that lead the app to it."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {"COUPLEBRIDGE_DATA": str(data)}


def migrate(env: dict[str, str]) -> None:
    """Bring the database to the newest form; the first start makes the secrets and the database."""
    say("Bringing the database up to date")
    done = subprocess.run(
        [str(PYTHON), "-m", "flask", "--app", "wsgi", "db", "upgrade"],
        cwd=ROOT, env={**os.environ, **env}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    if done.returncode:
        raise StepFailedError(f"The database could not be brought up to date.\n{done.stdout}")


def show_address(url: str) -> None:
    """Print the address and, for a camera, its QR code."""
    say(f"\nCoupleBridge is at {url}\n")
    call([PYTHON, "-c", QR, url])


def wait_until_up(server: subprocess.Popen[bytes], host: str, number: int) -> None:
    """Come back when the server accepts connections; raise when it ended or took too long instead."""
    until = time.monotonic() + START_LIMIT_S
    while time.monotonic() < until:
        if server.poll() is not None:
            raise StepFailedError("The server ended while starting; its words are above.")
        if is_taken(host, number):
            return
        time.sleep(0.1)
    raise StepFailedError(f"The server did not answer within {START_LIMIT_S} seconds.")


def stop(server: subprocess.Popen[bytes]) -> None:
    """Ask the server to end, and see that it does."""
    if server.poll() is None:
        server.terminate()
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def require_free(number: int, command: str) -> None:
    """Asked before anything is changed: what serves there may be this very app, on the same database."""
    if is_taken("127.0.0.1", number):
        other = number + 1 if number < 65535 else number - 1
        raise StepFailedError(f"Port {number} is in use already. Choose another: PORT={other} {command}")


def start(env: dict[str, str], number: int) -> subprocess.Popen[bytes]:
    """Start gunicorn on this machine's own address, in a group of its own: Ctrl-C reaches it once, through us."""
    return subprocess.Popen(
        [str(PYTHON), "-m", "gunicorn", "--config", "gunicorn.conf.py", "wsgi:app"],
        cwd=ROOT, env={**os.environ, **env, "PORT": str(number)}, start_new_session=True,
    )  # fmt: skip


def serve(data: Path, command: str, when_up: Callable[[str, dict[str, str]], None]) -> int:
    """Serve until interrupted; `when_up` is told the address and the settings once the server answers."""
    number = port()
    environment.prepare("runtime")
    require_free(number, command)
    env = prepare_instance(data)
    migrate(env)
    server = start(env, number)
    try:
        wait_until_up(server, "127.0.0.1", number)
        when_up(f"http://127.0.0.1:{number}/", env)
        return server.wait()
    except KeyboardInterrupt:
        say("\nStopping")
        return 0
    finally:
        stop(server)


def greet(url: str, _env: dict[str, str]) -> None:
    show_address(url)
    say("That address is for this computer. For a phone in the same network: ./run --lan")
    say("Stop with Ctrl-C.")


def run(_arguments: list[str]) -> int:
    return serve(INSTANCE, "./run", greet)


def fill_demo(url: str, env: dict[str, str]) -> None:
    """Let the reference client write a couple's life into the running server, and print both sign-ins."""
    code = call([PYTHON, "-m", "couplebridge.cli", "demo", "--url", url], env=env)
    if code:
        raise StepFailedError("The demonstration couple could not be made; the words above say why.")
    show_address(url)
    say("Two phones on one computer: open one in a window of its own, and the other in a private window.")
    say("Stop with Ctrl-C.")


def demo(_arguments: list[str]) -> int:
    """A couple with some months of life in it, in a folder of its own beside the real data."""
    return serve(INSTANCE / "demo", "./run demo", fill_demo)


def lan(_arguments: list[str]) -> int:
    """HTTPS for the phones of the local network; couplebridge.lan does it inside the environment."""
    environment.prepare("runtime")
    env = prepare_instance(INSTANCE)
    migrate(env)
    return call([PYTHON, "-m", "couplebridge.lan"], env=env)
