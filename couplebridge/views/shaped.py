"""A view's shapes: what it reads and what it answers, in one line above it. openapi.py reads the same line."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Response, current_app, request
from pydantic import BaseModel, ValidationError

from couplebridge.errors import BodyTypeError
from couplebridge.schemas.problems import shape_error

FRAMES = "application/vnd.couplebridge.frames"
EVENTS = "text/event-stream"

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Shape:
    """What a route reads and answers: pydantic models, or a content type that is not JSON, or nothing."""

    request: type[BaseModel] | str | None
    answer: type[BaseModel] | str | None
    status: int


def shaped(
    *, request: type[BaseModel] | str | None = None, answer: type[BaseModel] | str | None = None, status: int = 0
) -> Callable[[Callable[..., Any]], Callable[..., Response]]:
    """Give the view the parsed body as `body` where `request` is a model, and make its answer a response.

    A view returns an `answer`, None for an empty answer, or a Response of its own.
    `status` is 200 with an answer and 204 without, unless said. Raises ShapeWrongError, BodyTypeError.
    """
    shape = Shape(request, answer, status or (200 if answer else 204))

    def decorate(view: Callable[..., Any]) -> Callable[..., Response]:
        @functools.wraps(view)
        def shaped_view(**names: Any) -> Response:
            if isinstance(request, type):
                names["body"] = read_json(request)
            return _answer(view(**names), shape.status)

        shaped_view.shape = shape  # type: ignore[attr-defined]  # openapi.py finds it on the function
        return shaped_view

    return decorate


def read_json(model: type[Model]) -> Model:
    """The body as `model`. Raises ShapeWrongError, BodyTypeError; too long a body is refused while it is read."""
    if request.mimetype != "application/json":
        raise BodyTypeError("This route reads application/json.")
    request.max_content_length = current_app.config["JSON_BYTES_MAX"]
    try:
        return model.model_validate_json(request.get_data(cache=False))
    except ValidationError as error:
        raise shape_error(error) from None  # the cause would carry what was sent into a log


def _answer(answered: Any, status: int) -> Response:
    if isinstance(answered, Response):
        return answered
    if answered is None and status == 204:
        return Response(status=204)
    if answered is None:  # a client tells our answers by their type: no answer but 204 is without one
        return Response("{}", status=status, mimetype="application/json")
    return Response(answered.model_dump_json(), status=status, mimetype="application/json")
