"""What the directory routes answer."""

from __future__ import annotations

from couplebridge.schemas.fields import Shape


class DirectoryShown(Shape):
    """GET /directory: the day of the import or null, how many there are, and what each code of a kind means."""

    imported_on: str | None
    providers: int
    kinds: dict[str, str]


class ProviderShown(Shape):
    """One provider of the public registry; codes of `kinds` are explained by GET /directory."""

    npi: str
    name: str
    practice: str
    credential: str
    kinds: list[str]
    street: str
    city: str
    state: str
    zip: str
    phone: str
    licence: str
    licence_state: str


class BlockShown(Shape):
    """GET /directory/blocks/NNN: `next` is what to ask on with as `after`, null at the end."""

    providers: list[ProviderShown]
    next: int | None
