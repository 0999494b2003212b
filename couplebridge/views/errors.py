"""The only map from errors to HTTP: problem documents (RFC 9457). What was sent is never echoed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flask import Response
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

from couplebridge.catalogues import marked
from couplebridge.errors import CoupleBridgeError, RateExceededError
from couplebridge.security import quiet
from couplebridge.views.languages import spoken

if TYPE_CHECKING:
    from flask import Flask

# code: status, what a person may read
PROBLEMS = {
    "bad-shape": (422, marked("Something in this request is not as it must be.")),
    "bad-frames": (422, marked("This body is not made of frames as the protocol describes them.")),
    "too-large": (413, marked("This is more than one request may carry.")),
    "wrong-type": (415, marked("This content type is not read here.")),
    # not 426, which promises another protocol on the same connection (RFC 9110, 15.5.22)
    "client-too-old": (400, marked("This version of the app is too old for this server. Please load the new one.")),
    "no-session": (401, marked("You are not signed in, or your session has ended.")),
    "sign-in-failed": (401, marked("This did not open the account. Please check account code, name and passphrase.")),
    "proof-failed": (403, marked("The passphrase, the recovery code or the passkey was not right.")),
    "passkey-refused": (422, marked("This passkey could not be checked, so it was not taken.")),
    "cross-site": (403, marked("This request did not come from the app itself.")),
    "not-found": (404, marked("There is nothing here.")),
    "not-allowed": (405, marked("This cannot be done here.")),
    "conflict": (409, marked("Something newer is stored already.")),
    "two-open": (409, marked("Two offers are open already.")),
    "together-open": (409, marked("One is open between the two of you already.")),
    "resting": (409, marked("This rests for a while.")),
    "not-in-this-state": (409, marked("This is not possible now.")),
    "already-paired": (409, marked("One of you is connected with somebody already.")),
    "bad-signature": (422, marked("This statement is not signed as it must be.")),
    "quota": (507, marked("The account holds as much as it may.")),
    "slow-down": (429, marked("There were too many tries. Please wait a little.")),
    "broken": (500, marked("Something went wrong on the server. Nothing was changed.")),
}

# the phrases of RFC 9110, which a person may read as well
TITLES = {
    400: marked("Bad request"),
    401: marked("Not signed in"),
    403: marked("Forbidden"),
    404: marked("Not found"),
    405: marked("Not allowed"),
    409: marked("Conflict"),
    413: marked("Too large"),
    415: marked("Wrong content type"),
    422: marked("Cannot be read"),
    429: marked("Too many requests"),
    500: marked("Server error"),
    507: marked("No space left"),
}

# what Flask and Werkzeug raise themselves; any other of their errors is a request we cannot read
_STATUS_CODES = {404: "not-found", 405: "not-allowed", 413: "too-large", 415: "wrong-type"}


def init_app(app: Flask) -> None:
    """Answer every error in one form."""
    app.register_error_handler(CoupleBridgeError, _domain)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def problem(code: str, detail: str = "", **extra: Any) -> Response:
    """The document for one of the codes of docs/protocol.md."""
    status, words = PROBLEMS[code]
    # a `detail` of its own names what is wrong with a frame, for whoever writes a client: English, as the protocol is
    said = {"title": gettext(TITLES[status]), "detail": detail or gettext(words)}
    document = {"type": "about:blank", "status": status, "code": code, **said}
    return spoken(Response(json.dumps(document | extra), status=status, mimetype="application/problem+json"))


def _domain(error: CoupleBridgeError) -> Response:
    if error.code == "broken":
        return _fault(error)
    response = problem(error.code, error.detail, **error.extra)
    if isinstance(error, RateExceededError):
        response.headers["Retry-After"] = str(error.retry_after_s)
    # The cookie stays: a late 401 must not undo the sign-in that another tab has made meanwhile.
    return response


def _http(error: HTTPException) -> Response:
    response = problem(_STATUS_CODES.get(error.code or 500, "bad-shape"))
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        response.headers["Allow"] = ", ".join(sorted(allowed))
    return response


def _fault(error: Exception) -> Response:
    quiet.log_fault(error)
    return problem("broken")
