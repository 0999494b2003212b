"""Commands that start a program of the project inside its environment: the bench, the pictures, the client."""

from scripts.workflow import browser, environment
from scripts.workflow.paths import PYTHON
from scripts.workflow.words import call


def bench(arguments: list[str]) -> int:
    """Measure; arguments go to scripts/bench (--json)."""
    environment.prepare("dev")
    return call([PYTHON, "-m", "scripts.bench", *arguments])


def shots(arguments: list[str]) -> int:
    """Take pictures of every screen into shots/; arguments go to scripts/shots."""
    environment.prepare("dev")
    return call([PYTHON, "-m", "scripts.shots", *arguments], env={"CHROMIUM": browser.prepare()})


def cli(arguments: list[str]) -> int:
    """Run the reference client's command line."""
    environment.prepare("runtime")
    return call([PYTHON, "-m", "couplebridge.cli", *arguments])
