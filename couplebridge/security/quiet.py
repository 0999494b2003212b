"""What is written into logs: the method, the route's name, the status. No address, no query, no id, no words.

A fault is logged by its kind and place; its message may carry values, so it stays out.
"""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING

from flask import Response, request

if TYPE_CHECKING:
    from flask import Flask

access = logging.getLogger("couplebridge.access")
faults = logging.getLogger("couplebridge.faults")


def init_app(app: Flask) -> None:
    """Log every answer in one short line."""
    app.after_request(_log)


def log_fault(error: BaseException) -> None:
    """Say where the program broke, without what it was working on."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in reversed(frames[-6:]))
    faults.error("%s at %s", type(error).__name__, places)


def _log(response: Response) -> Response:
    access.info("%s %s %d", request.method, request.endpoint or "-", response.status_code)
    return response
