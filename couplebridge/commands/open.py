"""Open an exported file without any server, and print the journal as Markdown.

Asks for the passphrase and the account code, or for the recovery code. Exit status: 0 opened and complete, 3 opened
but something is missing from the file, 1 not opened.
"""

from __future__ import annotations

import argparse
import os
import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from couplebridge.errors import CoupleBridgeError

if TYPE_CHECKING:
    from couplebridge.client.export_open import OpenedExport

INCOMPLETE = 3


class ExportUnopenedError(CoupleBridgeError):
    """The file did not open; the detail is a sentence for whoever sits at the terminal."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, where to read the secrets from, and what to write."""
    parser.add_argument("file", type=Path, help="the exported file, for example export.cbx")
    parser.add_argument("--passphrase-file", type=Path, help="read the passphrase from a file (one line)")
    parser.add_argument("--code-file", type=Path, help="read the account code from a file")
    parser.add_argument("--recovery-file", type=Path, help="read the recovery code from a file, in place of both")
    parser.add_argument("--recovery", action="store_true", help="ask for the recovery code, in place of both")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--markdown", action="store_true", help="print a text to read (the default)")
    form.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write journal.md and journal.json there")


def run(arguments: argparse.Namespace) -> int:
    """See the module. Raises ExportUnopenedError."""
    from couplebridge.client.plain_export import to_json, to_markdown

    opened = _open(arguments)
    texts = {"journal.md": to_markdown, "journal.json": to_json}
    if arguments.out:
        for name, write in texts.items():
            _keep(arguments.out / name, write(opened.vault, opened.offers))
        print(f"Written to {arguments.out}. These files are readable by anyone who has them.", file=sys.stderr)
    else:
        print(texts["journal.json" if arguments.json else "journal.md"](opened.vault, opened.offers), end="")
    if not opened.missing:
        return 0
    print(opened.missing, file=sys.stderr)
    return INCOMPLETE


def _open(arguments: argparse.Namespace) -> OpenedExport:
    from couplebridge.client import errors, export_open
    from couplebridge.client.codes import parse_code

    data = _read(arguments.file)
    try:
        if arguments.recovery or arguments.recovery_file:
            code = parse_code(_secret(arguments.recovery_file, "Recovery code: "))
            return export_open.open_with_recovery(data, code)
        passphrase = _secret(arguments.passphrase_file, "Passphrase: ")
        code = parse_code(_secret(arguments.code_file, "Account code: "))
        return export_open.open_with_passphrase(data, passphrase, code)
    except errors.CodeInvalidError as error:
        raise ExportUnopenedError(f"That code cannot be right: {error}.") from error
    except errors.ExportInvalidError as error:
        words = f"{arguments.file.name} is not a whole export: it may be cut short or damaged."
        raise ExportUnopenedError(words) from error
    except errors.PassphraseWrongError as error:
        words = "This did not open the file. Please check the passphrase and the code; both must be right."
        raise ExportUnopenedError(words) from error
    except errors.ClientError as error:
        raise ExportUnopenedError("This file was changed after it was made, so it is not opened.") from error


def _secret(file: Path | None, question: str) -> str:
    if file is None:
        return getpass(question)
    return _read(file).decode("utf-8", "replace").rstrip("\r\n")


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ExportUnopenedError(f"{file} cannot be read: {error.strerror}.") from error


def _keep(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Exclusive: nothing that was there is ever replaced.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
            out.write(text)
    except OSError as error:
        raise ExportUnopenedError(f"{path} cannot be written: {error.strerror}.") from error
