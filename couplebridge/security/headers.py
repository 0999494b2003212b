"""The headers of every answer. The policy is a dict so that one can audit it line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from flask import Response, current_app, request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from flask import Flask

CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",  # Argon2id is WebAssembly
    "style-src": "'self'",
    "img-src": "'self' blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "media-src": "'self' blob:",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "cb-worker",  # the addresses of our own workers, and no default policy
}

_OWN_PAGE = ("camera", "microphone", "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock")
_OFF = (
    "accelerometer autoplay clipboard-read display-capture encrypted-media fullscreen gamepad geolocation"
    " gyroscope hid idle-detection local-fonts magnetometer midi payment picture-in-picture serial"
    " storage-access sync-xhr usb window-management xr-spatial-tracking"
).split()

HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in CONTENT_SECURITY_POLICY.items()),
    "Permissions-Policy": ", ".join([f"{name}=(self)" for name in _OWN_PAGE] + [f"{name}=()" for name in _OFF]),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
}
NOT_LISTED = "noindex, nofollow"
HSTS = "max-age=63072000; includeSubDomains"


def init_app(app: Flask) -> None:
    """Put them on every answer, errors and static files included."""
    app.after_request(_add)
    app.wsgi_app = _always(app.wsgi_app)  # type: ignore[assignment, method-assign]


def _always(inner: WSGIApplication) -> WSGIApplication:
    """What is the same in every answer, put where it costs nothing: Werkzeug looks at each header it is given."""
    fixed = list(HEADERS.items())

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Callable[[bytes], object]:
            return start_response(status, headers + fixed, *exc_info)

        return inner(environ, start)

    return answer


def _add(response: Response) -> Response:
    if not (current_app.config["FINDABLE"] and response.mimetype == "text/html"):
        response.headers["X-Robots-Tag"] = NOT_LISTED
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"  # data; a view that may be cached says so itself
    if request.is_secure or (current_app.config["PUBLIC_ORIGIN"] or "").startswith("https:"):
        response.headers["Strict-Transport-Security"] = HSTS
    return response
