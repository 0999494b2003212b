"""The one cookie there is, kept as a browser keeps it."""

from http.cookies import CookieError, SimpleCookie

from .http import Response

COOKIE = "__Host-cb"


def read_cookie(response: Response, before: str | None) -> str | None:
    """The session's cookie after this answer: set, taken back, or as it was before."""
    held = before
    for name, value in response.headers:
        if name == "set-cookie":
            held = _read(value, held)
    return held


def _read(header: str, before: str | None) -> str | None:
    try:
        parsed = SimpleCookie(header)
    except CookieError:
        return before
    if COOKIE not in parsed:
        return before
    morsel = parsed[COOKIE]
    # The prefix promises three things; a cookie without them is none.
    if not morsel["secure"] or morsel["domain"] or morsel["path"] != "/":
        return before
    return morsel.value or None
