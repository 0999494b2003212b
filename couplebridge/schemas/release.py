"""What the release route answers."""

from __future__ import annotations

from couplebridge.schemas.fields import Shape


class ReleaseShown(Shape):
    """GET /release: path to SHA-256 in hex."""

    release: str
    files: dict[str, str]
