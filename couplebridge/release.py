"""A release: the hash of every static file, and one over all of them.

Files are served under /s/<hash>/, so that an old page never mixes with a new file, and the hashes are published, so
that whoever serves other code than the release can be found out.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from flask import current_app

from couplebridge.catalogues import FOLDER, browser_files
from couplebridge.services.good_to_know import bundles

if TYPE_CHECKING:
    from flask import Flask

STATIC = Path(__file__).resolve().parent.parent / "static"
SERVED = {
    ".css": "text/css",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/plain",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
_IMPORT = re.compile(r"""@import\s+(?:url\()?["']([^"']+)["']""")


# what gets smaller by it; pictures do not
_PACKED = frozenset({".css", ".js", ".json", ".md", ".svg", ".txt", ".wasm"})
JOINED_CSS = "css/joined/all.css"  # two folders deep, as the sheets that name pictures are


class Contents(MutableMapping[str, bytes]):
    """{path: content}, of which text is kept in gzip alone: nearly everybody asks for that.

    They are public, so the length of what is packed betrays nothing.
    """

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._kept: dict[str, tuple[bool, bytes]] = {}
        self.update(contents)

    def packed(self, path: str) -> bytes | None:
        """The content in gzip, where that is smaller."""
        is_packed, kept = self._kept.get(path, (False, b""))
        return kept if is_packed else None

    def __getitem__(self, path: str) -> bytes:
        is_packed, kept = self._kept[path]
        return gzip.decompress(kept) if is_packed else kept

    def __setitem__(self, path: str, content: bytes) -> None:
        packed = gzip.compress(content, mtime=0) if PurePosixPath(path).suffix in _PACKED else content
        is_packed = len(packed) < len(content)
        self._kept[path] = (is_packed, packed if is_packed else content)

    def __delitem__(self, path: str) -> None:
        del self._kept[path]

    def __contains__(self, path: object) -> bool:
        return path in self._kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


@dataclass(frozen=True)
class Release:
    """The name of this release (16 hex letters), {path: SHA-256 as hex} of its files, and what the first page asks for.

    The contents are kept as they were hashed: a file that changes on the disk is not served under an old hash.
    """

    name: str
    files: dict[str, str]
    contents: Contents
    first_modules: list[str]
    lock_modules: list[str]


def read_release(static: Path, catalogues: Path = FOLDER) -> Release:
    """Hash the files of a static folder, the pages of "Good to know" and the words of each language.

    Hidden and other files are not part of it.
    """
    found = sorted(path for path in static.rglob("*") if _is_served(path.relative_to(static), path))
    contents = {path.relative_to(static).as_posix(): path.read_bytes() for path in found}
    contents[JOINED_CSS] = _joined_css(contents)
    contents.update(bundles())
    contents.update(browser_files(catalogues))
    files = {path: hashlib.sha256(content).hexdigest() for path, content in sorted(contents.items())}
    whole = hashlib.sha256("".join(f"{path}\0{digest}\n" for path, digest in files.items()).encode()).hexdigest()
    return Release(whole[:16], files, Contents(contents), *_listed_modules(contents))


def init_app(app: Flask) -> None:
    """Read the files once, at the start."""
    static, catalogues = app.config.get("STATIC", STATIC), app.config.get("TRANSLATIONS", FOLDER)
    app.extensions["couplebridge.release"] = read_release(Path(static), Path(catalogues))


def current_release() -> Release:
    """The release that this process serves."""
    release: Release = current_app.extensions["couplebridge.release"]
    return release


def _is_served(inside: Path, path: Path) -> bool:
    hidden = any(part.startswith(".") or part == "node_modules" for part in inside.parts)
    return path.is_file() and path.suffix in SERVED and not hidden and not path.name.endswith(".d.ts")


def _joined_css(contents: dict[str, bytes]) -> bytes:
    """The sheets that css/app.css imports, in its order; each names its own cascade layer."""
    named = _IMPORT.findall(contents.get("css/app.css", b"").decode("utf-8"))
    return b"".join(contents[f"css/{path}"] for path in named if f"css/{path}" in contents)


def _listed_modules(contents: dict[str, bytes]) -> tuple[list[str], list[str]]:
    """Modules to be asked for before any script asks: of the first screen, and beside them of the lock."""
    first, lock = (json.loads(contents.get(f"js/{name}-screen.json", b"[]")) for name in ("first", "lock"))
    return [path for path in first if path in contents], [path for path in lock if path in contents]
