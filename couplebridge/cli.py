"""`couplebridge COMMAND`: what one does to a server, or with an export, from a terminal. Commands are in commands/."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Sequence
from types import ModuleType

from couplebridge import commands
from couplebridge.errors import CoupleBridgeError


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what it says, 1 with a sentence when it could not."""
    parser = argparse.ArgumentParser(prog="couplebridge", description="A private journal each, and one bridge.")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, module in _commands().items():
        _add(subparsers, name, module)
    arguments = parser.parse_args(words)
    try:
        return int(arguments.run(arguments))
    except CoupleBridgeError as error:
        print(error.detail or "This could not be done.", file=sys.stderr)
        return 1


def _commands() -> dict[str, ModuleType]:
    names = sorted(found.name for found in pkgutil.iter_modules(commands.__path__) if not found.name.startswith("_"))
    return {name.replace("_", "-"): importlib.import_module(f"{commands.__name__}.{name}") for name in names}


def _add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser], name: str, module: ModuleType) -> None:
    words = (module.__doc__ or "").strip()
    parser = subparsers.add_parser(name, help=words.split("\n")[0], description=words)
    if hasattr(module, "add_arguments"):
        module.add_arguments(parser)
    parser.set_defaults(run=module.run)


if __name__ == "__main__":
    sys.exit(main())
