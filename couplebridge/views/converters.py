"""Ids in addresses: `<id16:offer_id>` is 16 bytes as base64url. Any other text is a route that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.routing import BaseConverter, ValidationError

from couplebridge.base64url import decode, encode

if TYPE_CHECKING:
    from flask import Flask


class Id16Converter(BaseConverter):
    """22 characters to 16 bytes and back."""

    regex = "[A-Za-z0-9_-]{22}"

    def to_python(self, value: str) -> bytes:
        """The 16 bytes; a second spelling of the same bytes is no address of ours."""
        try:
            return decode(value)
        except ValueError as error:
            raise ValidationError from error

    def to_url(self, value: bytes) -> str:
        """22 characters."""
        return encode(value)


def init_app(app: Flask) -> None:
    """Make `id16` known to the routes. An address has one spelling: no redirect repeats a host that was sent."""
    app.url_map.merge_slashes = False
    app.url_map.converters["id16"] = Id16Converter
