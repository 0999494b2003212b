"""The table of ./run: every command, what it does in a line, and the function that does it."""

import signal
import sys
from collections.abc import Callable
from types import FrameType

from scripts.workflow import check, locks, looking, serve, tests
from scripts.workflow.words import AskedToEndError, StepFailedError, complain, say

Command = Callable[[list[str]], int]

COMMANDS: dict[str, tuple[str, Command]] = {
    "": ("set up what is missing, then serve on this computer", serve.run),
    "--lan": ("serve over HTTPS to the phones of the local network", serve.lan),
    "demo": ("serve a couple with some months of life in it; prints both sign-ins", serve.demo),
    "test": ("all tests; with arguments: pytest with them; --engines all: the core in every browser engine", tests.run),
    "check": ("lint, types, layers, licences, audit, checksums; --fast: what needs no network", check.run),
    "bench": ("speed, as ratios measured in one run", looking.bench),
    "shots": ("pictures of every screen", looking.shots),
    "catalogues": (
        "every text into its catalogues, and what is missing; --check: nothing is written; fr: French begins",
        looking.catalogues,
    ),
    "cli": ("the command line client: ./run cli open export.cbx", looking.cli),
    "lock": ("remake the Python locks; --upgrade for newer versions", locks.lock),
    "vendor": ("remake the vendored browser libraries", locks.vendor),
}


def usage() -> str:
    return "\n".join(f"  ./run {name:<10} {words}" for name, (words, _) in COMMANDS.items())


def interrupt(_number: int, _frame: FrameType | None) -> None:
    """Treat a request to end like Ctrl-C, so that servers are stopped on the way out."""
    raise AskedToEndError


def main(arguments: list[str]) -> int:
    """Run one command of the table; the exit code is 0 only when all of it worked."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if name in ("help", "--help", "-h"):
        say(usage())
        return 0
    if name not in COMMANDS:
        complain(f"There is no command {name!r}. There are:\n{usage()}")
        return 2
    signal.signal(signal.SIGTERM, interrupt)
    try:
        return COMMANDS[name][1](rest)
    except StepFailedError as problem:
        complain(str(problem))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
