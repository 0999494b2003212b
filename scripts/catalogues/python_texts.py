"""The texts of the Python package, from its syntax tree: `_()`, `gettext()`, `marked()` and `ngettext()`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SINGLE, PLURAL = {"_", "gettext", "marked"}, {"ngettext"}
# what a person may read. Other errors name what is wrong with a frame or a setting: they speak to whoever writes a
# client or runs the server, in English as the protocol is
SEEN = ("views/errors", "views/shell", "views/web_manifest", "lan/page", "commands/open")
# in these every phrase is read: of the client what stands in a journal and beside it (its other errors speak to whoever
# writes a client), and what stands around the pages of "Good to know"
WRITTEN = (
    "client/codes", "client/export_open", "client/markdown_export", "client/words", "services/page_words",
    "services/help_lines",
)  # fmt: skip
SENTENCE = re.compile(r"^[A-Z][^\n]*\s[^\n]*[a-z]{2}[^\n]*[.?:]$", re.DOTALL)
# in those, whatever is no name of a field: it begins as a sentence or a title does, or has a blank among its letters
PHRASE = re.compile(r"[A-Z][a-z]|.*([^\W\d_]{2}.*\s|\s.*[^\W\d_]{2})", re.DOTALL)
EXEMPT = re.compile(r"#.*\bnot a text: \S")

Row = tuple[str, int, "str | tuple[str, str]", str]


def look(root: Path) -> Iterator[Row]:
    """(file, line, text, "") for each text, (file, line, "", what is wrong) for each that is outside."""
    package = root / "couplebridge"
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(root).as_posix()
        place = path.relative_to(package).as_posix()
        outside = PHRASE if place.startswith(WRITTEN) else SENTENCE if place.startswith(SEEN) else None
        yield from _file(name, path.read_text("utf-8"), outside)


def _file(name: str, source: str, outside: re.Pattern[str] | None) -> Iterator[Row]:
    lines = source.splitlines()
    said: set[int] = set()
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in SINGLE | PLURAL:
            wanted = node.args[: 2 if _called(node) in PLURAL else 1]
            texts = [_string(each) for each in wanted]
            said.update(id(inner) for each in wanted for inner in ast.walk(each))
            if _called(node) == "gettext" and texts == [None]:
                continue  # of a text that is marked where it stands
            if not texts or None in texts:
                yield name, node.lineno, "", f"{_called(node)}() takes the English sentence itself."
            else:
                yield name, node.lineno, (texts[0], texts[1]) if len(texts) == 2 else texts[0], ""
    said |= _docstrings(tree)
    for node in ast.walk(tree) if outside is not None else ():
        text = _string(node)
        if text is None or id(node) in said or not outside.match(text):
            continue
        if not any(EXEMPT.search(line) for line in lines[max(node.lineno - 2, 0) : node.lineno]):
            yield name, node.lineno, "", f"“{text}” stands outside the catalogues. Put it into marked() or gettext()."


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def _string(node: ast.AST) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _docstrings(tree: ast.AST) -> set[int]:
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, owners)]
    return {id(each.value) for body in bodies for each in body if isinstance(each, ast.Expr)}
