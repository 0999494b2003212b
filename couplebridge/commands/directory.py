"""The directory of therapists: import FILE (the public NPPES table of the United States), status, remove.

The file is the monthly NPPES Data Dissemination of the Centers for Medicare & Medicaid Services, as the .zip that is
published or as the .csv in it. Without an import the app offers no directory.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

BAR = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("import", help="read a file and put it in the place of the former one").add_argument(
        "file", type=Path, help="npidata….csv, or the .zip it comes in"
    )
    actions.add_parser("status", help="what is there")
    actions.add_parser("remove", help="take it away")


def run(arguments: argparse.Namespace) -> int:
    """Returns 0. Raises NppesFileWrongError; then the former directory is untouched."""
    from couplebridge import create_app
    from couplebridge.services import directory

    with create_app().app_context():
        if arguments.action == "import":
            return _import(arguments.file)
        if arguments.action == "remove":
            directory.remove()
        found = directory.state()
    print(f"{found.providers} providers, imported on {found.imported_on}." if found.imported_on else "No directory.")
    return 0


def _import(file: Path) -> int:
    from couplebridge.services import directory, nppes

    skipped: Counter[str] = Counter()
    with nppes.open_file(file) as (text, share):
        kept = directory.replace(nppes.read_providers(text, skipped), _bar(share))
    print(file=sys.stderr)
    print(f"Kept {kept} providers.")
    for why, count in skipped.most_common():
        print(f"Left out {count}: {why}.")
    return 0


def _bar(share: Callable[[], float]) -> Callable[[int], None]:
    """A line that says how far the file was read."""

    def show(kept: int) -> None:
        done = round(BAR * min(1, share()))
        print(f"\r  {'#' * done}{'.' * (BAR - done)} {kept} kept", end="", file=sys.stderr, flush=True)

    return show
