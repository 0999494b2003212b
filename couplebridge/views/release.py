"""The files of the release: static files, the service worker, the manifest, and their published hashes."""

from __future__ import annotations

from pathlib import PurePosixPath

from flask import Blueprint, Response, current_app, jsonify, request

from couplebridge.errors import ThingAbsentError
from couplebridge.release import SERVED, current_release
from couplebridge.schemas.release import ReleaseShown
from couplebridge.views.languages import chosen, offered, spoken
from couplebridge.views.shaped import shaped
from couplebridge.views.web_manifest import web_manifest

bp = Blueprint("release", __name__)
FOR_EVER = "public, max-age=31536000, immutable"


@bp.get("/api/release")
@shaped(answer=ReleaseShown)
def show() -> ReleaseShown:
    """The name of the release and the hash of each file."""
    found = current_release()
    return ReleaseShown(release=found.name, files=found.files)


@bp.get("/s/<name>/<path:path>")
def static_file(name: str, path: str) -> Response:
    """A file of this release. Another release's address is not answered with this one's file."""
    found = current_release()
    if name != found.name or path not in found.contents:
        raise ThingAbsentError
    packed = found.contents.packed(path) if request.accept_encodings.quality("gzip") > 0 else None
    response = Response(packed or found.contents[path], mimetype=SERVED[PurePosixPath(path).suffix])
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["Vary"] = "Accept-Encoding"
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    return response


@bp.get("/sw.js")
def service_worker() -> Response:
    """The worker of the whole app. Its first line names the release, so that a new one is noticed."""
    found = current_release()
    if "js/sw.js" not in found.contents:
        raise ThingAbsentError
    first_line = f'self.CB_RELEASE = "{found.name}";\n'.encode()
    response = Response(first_line + found.contents["js/sw.js"], mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Service-Worker-Allowed"] = "/"
    return response


@bp.get("/manifest.webmanifest")
def manifest() -> Response:
    """What a phone needs to install the app."""
    response = spoken(jsonify(web_manifest(current_release(), offered()[chosen()])))
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/robots.txt")
def robots() -> Response:
    """Nothing here is for search engines, unless whoever runs the server wants the public pages to be found."""
    kept_out = "/api/" if current_app.config["FINDABLE"] else "/"
    return Response(f"User-agent: *\nDisallow: {kept_out}\n", mimetype="text/plain")
