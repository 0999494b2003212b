"""Commands that start a program of the project inside its environment: the bench, the pictures, the client."""

import sys
from contextlib import redirect_stdout

from scripts.workflow import browser, environment, node
from scripts.workflow.paths import PYTHON
from scripts.workflow.words import call


def bench(arguments: list[str]) -> int:
    """Measure; arguments go to scripts/bench (--json)."""
    # what is set up is said beside the figures: whoever reads them as JSON reads nothing else
    with redirect_stdout(sys.stderr):
        environment.prepare("dev")
        chromium = browser.prepare()
        if node.prepare():
            node.prepare_packages()
    return call([PYTHON, "-m", "scripts.bench", *arguments], env={"CHROMIUM": chromium})


def shots(arguments: list[str]) -> int:
    """Take pictures of every screen into shots/; arguments go to scripts/shots."""
    environment.prepare("dev")
    return call([PYTHON, "-m", "scripts.shots", *arguments], env={"CHROMIUM": browser.prepare()})


def catalogues(arguments: list[str]) -> int:
    """Renew the catalogues of every language and say what is missing; arguments go to scripts/catalogues."""
    environment.prepare("dev")
    if node.prepare() is not None:
        node.prepare_packages()
    return call([PYTHON, "-m", "scripts.catalogues", *arguments])


def cli(arguments: list[str]) -> int:
    """Run the reference client's command line."""
    environment.prepare("runtime")
    return call([PYTHON, "-m", "couplebridge.cli", *arguments])
