"""The one page. Links to join, to add a device and to what was shared lead to it: what follows their # stays there."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request

from couplebridge.release import current_release
from couplebridge.views.languages import chosen, offered, spoken
from couplebridge.views.web_manifest import PAPER_DAY, PAPER_NIGHT

bp = Blueprint("shell", __name__)
# not what the service worker writes there, so the page says that nothing arrived
MISSED = "/share#missed"


@bp.get("/")
@bp.get("/join")
@bp.get("/add")
@bp.get("/share")
def show() -> Response:
    """The same bytes for everybody who asks for this language, signed in or not.

    `?kept` is asked for by the service worker, which keeps it for coming back: it names the files of the lock as well.
    """
    release = current_release()
    modules = release.first_modules + (release.lock_modules if "kept" in request.args else [])
    words = {"language": offered()[chosen()], "languages": offered(), "texts": f"texts/{chosen()}.json"}
    papers = {"paper_day": PAPER_DAY, "paper_night": PAPER_NIGHT}
    return spoken(make_response(render_template("shell.html", release=release, modules=modules, **words, **papers)))


@bp.before_app_request
def turn_back() -> Response | None:
    """What another app shared belongs to the service worker. Where none was in control it is thrown away unread."""
    if request.method != "POST" or request.path != "/share":
        return None
    return make_response(redirect(MISSED, 303))
