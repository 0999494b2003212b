"""From pydantic's errors to ours: where and what, never the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from couplebridge.errors import ShapeWrongError

if TYPE_CHECKING:
    from pydantic import ValidationError

# a path names our own fields only: an unknown field's name was sent, so it is not repeated
_UNKNOWN = "extra_forbidden"
_FIELDS_MAX = 20
_WORDS = {
    _UNKNOWN: "There is a field that is not known here.",
    "missing": "This field is missing.",
    "json_invalid": "This is not JSON.",
}


def shape_error(error: ValidationError) -> ShapeWrongError:
    """Say which fields are wrong and how, at most twenty of them."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return ShapeWrongError([_field(item["type"], item["loc"], item["msg"]) for item in found[:_FIELDS_MAX]])


def _field(kind: str, place: tuple[int | str, ...], message: str) -> dict[str, str]:
    known = place[:-1] if kind == _UNKNOWN else place
    return {"path": ".".join(str(step) for step in known), "problem": _WORDS.get(kind, message)}
