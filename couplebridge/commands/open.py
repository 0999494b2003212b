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

from couplebridge.catalogues import language_here, marked, translations
from couplebridge.errors import CoupleBridgeError

if TYPE_CHECKING:
    from collections.abc import Callable
    from gettext import NullTranslations

    from couplebridge.client.export_open import OpenedExport

INCOMPLETE = 3


class ExportUnopenedError(CoupleBridgeError):
    """The file did not open; the detail is a sentence for whoever sits at the terminal, in their language."""

    def __init__(self, text: str, **places: object) -> None:
        super().__init__(_say(text, **places))


def _language() -> NullTranslations:
    return translations(language_here())


def _say(text: str, **places: object) -> str:
    return _language().gettext(text).format(**places)


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
    parser.add_argument("--out", type=Path, metavar="DIR", help="write journal.md, journal.json and attachments/ there")


def run(arguments: argparse.Namespace) -> int:
    """See the module. Raises ExportUnopenedError."""
    from couplebridge.client.markdown_export import to_markdown
    from couplebridge.client.plain_export import to_json

    opened = _open(arguments)
    texts: dict[str, Callable[[], str]] = {
        "journal.md": lambda: to_markdown(opened.vault, opened.offers, _language()),
        "journal.json": lambda: to_json(opened.vault, opened.offers),
    }
    if arguments.out:
        for name, write in texts.items():
            _keep(arguments.out / name, write())
        lost = _keep_attachments(arguments.out, opened)
        if lost:
            words = marked("Photos and voice notes that are not whole in this file: {count}.")
            print(_say(words, count=lost), file=sys.stderr)
        words = marked("Written to {folder}. These files are readable by anyone who has them.")
        print(_say(words, folder=arguments.out), file=sys.stderr)
    else:
        print(texts["journal.json" if arguments.json else "journal.md"](), end="")
    if not opened.missing:
        return 0
    print(opened.missing, file=sys.stderr)
    return INCOMPLETE


def _keep_attachments(folder: Path, opened: OpenedExport) -> int:
    """Photos and voice notes beside the texts; how many the file does not hold whole."""
    from couplebridge.client.export_attachments import read_attachments

    lost = 0
    for name, content in read_attachments(opened):
        if content is None:
            lost += 1
        else:
            _keep(folder / name, content)
    return lost


def _open(arguments: argparse.Namespace) -> OpenedExport:
    from couplebridge.client import errors, export_open
    from couplebridge.client.codes import parse_code

    data = _read(arguments.file)
    try:
        if arguments.recovery or arguments.recovery_file:
            code = parse_code(_secret(arguments.recovery_file, marked("Recovery code")))
            return export_open.open_with_recovery(data, code, _language())
        passphrase = _secret(arguments.passphrase_file, marked("Passphrase"))
        code = parse_code(_secret(arguments.code_file, marked("Account code")))
        return export_open.open_with_passphrase(data, passphrase, code, _language())
    except errors.CodeInvalidError as error:
        raise ExportUnopenedError(marked("That code cannot be right: {reason}."), reason=_say(str(error))) from error
    except errors.ExportInvalidError as error:
        words = marked("{file} is not a whole export: it may be cut short or damaged.")
        raise ExportUnopenedError(words, file=arguments.file.name) from error
    except errors.PassphraseWrongError as error:
        words = marked("This did not open the file. Please check the passphrase and the code; both must be right.")
        raise ExportUnopenedError(words) from error
    except errors.ClientError as error:
        words = marked("This file was changed after it was made, so it is not opened.")
        raise ExportUnopenedError(words) from error


def _secret(file: Path | None, question: str) -> str:
    if file is None:
        return getpass(f"{_say(question)}: ")
    return _read(file).decode("utf-8", "replace").rstrip("\r\n")


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ExportUnopenedError(
            marked("{file} cannot be read: {reason}."), file=file, reason=error.strerror
        ) from error


def _keep(path: Path, content: str | bytes) -> None:
    data = content.encode() if isinstance(content, str) else content
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Exclusive: nothing that was there is ever replaced.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(data)
    except OSError as error:
        words = marked("{file} cannot be written: {reason}.")
        raise ExportUnopenedError(words, file=path, reason=error.strerror) from error
