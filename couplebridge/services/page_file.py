"""A page of "Good to know" as it lies in its file: what is said of it on top, between two lines of ---, and its words.

Every language has its own file; what is the same in all of them (number, sources, neighbours) is in pages/pages.toml.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from couplebridge.errors import CoupleBridgeError

if TYPE_CHECKING:
    from pathlib import Path

FENCE = "---"
KEYS = ("title", "summary", "step")


class PageWrongError(CoupleBridgeError):
    """A page is not written as pages are. The detail names the file and what is wrong: the server does not start."""


@dataclass(frozen=True)
class PageFile:
    """The three sentences above a page, and its Markdown."""

    title: str
    summary: str
    step: str
    markdown: str


def read_page_file(path: Path) -> PageFile:
    """Read one. Raises PageWrongError without the file, or for a key that is missing, unknown, empty or there twice."""
    try:
        first, *lines = path.read_text("utf-8").splitlines()
        end = lines.index(FENCE)
    except (OSError, ValueError) as problem:
        raise _wrong(path, "is missing, or does not begin with a part between two lines of ---") from problem
    if first != FENCE:
        raise _wrong(path, "does not begin with ---")
    return PageFile(**_said_on_top(path, lines[:end]), markdown="\n".join(lines[end + 1 :]))


def _said_on_top(path: Path, lines: list[str]) -> dict[str, str]:
    pairs = [(key.strip(), value.strip()) for key, _, value in (line.partition(":") for line in lines)]
    if sorted(key for key, _ in pairs) != sorted(KEYS) or not all(value for _, value in pairs):
        raise _wrong(path, "has to say " + ", ".join(KEYS) + ", each once and nothing else")
    return dict(pairs)


def _wrong(path: Path, problem: str) -> PageWrongError:
    return PageWrongError(f"pages/{path.parent.name}/{path.name} {problem}.")
