"""A release: the hash of every static file, and one over all of them.

Files are served under /s/<hash>/, so that an old page never mixes with a new file, and the hashes are published, so
that whoever serves other code than the release can be found out.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app

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


@dataclass(frozen=True)
class Release:
    """The name of this release (16 hex letters), {path: SHA-256 as hex} of its files, and what the first page asks for.

    The contents are kept as they were hashed: a file that changes on the disk is not served under an old hash.
    `packed` has the same contents in gzip, where that is smaller; they are public, so their length betrays nothing.
    """

    name: str
    files: dict[str, str]
    contents: dict[str, bytes]
    packed: dict[str, bytes]
    first_modules: list[str]


def read_release(static: Path) -> Release:
    """Hash the files of a static folder, and the pages of "Good to know". Hidden and other files are not part of it."""
    found = sorted(path for path in static.rglob("*") if _is_served(path.relative_to(static), path))
    contents = {path.relative_to(static).as_posix(): path.read_bytes() for path in found}
    contents[JOINED_CSS] = _joined_css(contents)
    contents.update(bundles())
    files = {path: hashlib.sha256(content).hexdigest() for path, content in sorted(contents.items())}
    whole = hashlib.sha256("".join(f"{path}\0{digest}\n" for path, digest in files.items()).encode()).hexdigest()
    return Release(whole[:16], files, contents, _pack(contents), _first_modules(contents))


def init_app(app: Flask) -> None:
    """Read the files once, at the start."""
    app.extensions["couplebridge.release"] = read_release(Path(app.config.get("STATIC", STATIC)))


def current_release() -> Release:
    """The release that this process serves."""
    release: Release = current_app.extensions["couplebridge.release"]
    return release


def _is_served(inside: Path, path: Path) -> bool:
    hidden = any(part.startswith(".") or part == "node_modules" for part in inside.parts)
    return path.is_file() and path.suffix in SERVED and not hidden and not path.name.endswith(".d.ts")


def _pack(contents: dict[str, bytes]) -> dict[str, bytes]:
    made = {path: gzip.compress(content, mtime=0) for path, content in contents.items() if Path(path).suffix in _PACKED}
    return {path: content for path, content in made.items() if len(content) < len(contents[path])}


def _joined_css(contents: dict[str, bytes]) -> bytes:
    """The sheets that css/app.css imports, in its order; each names its own cascade layer."""
    named = _IMPORT.findall(contents.get("css/app.css", b"").decode("utf-8"))
    return b"".join(contents[f"css/{path}"] for path in named if f"css/{path}" in contents)


def _first_modules(contents: dict[str, bytes]) -> list[str]:
    """js/first-screen.json lists the modules of the first screen, to be asked for before main.js asks."""
    listed = json.loads(contents.get("js/first-screen.json", b"[]"))
    return [path for path in listed if path in contents]
