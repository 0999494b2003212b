"""The one page. Links to join, to add a device and to what was shared lead to it: what follows their # stays there."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request

from couplebridge.release import current_release
from couplebridge.views.web_manifest import PAPER_DAY, PAPER_NIGHT

bp = Blueprint("shell", __name__)
# not what the service worker writes there, so the page says that nothing arrived
MISSED = "/share#missed"


@bp.get("/")
@bp.get("/join")
@bp.get("/add")
@bp.get("/share")
def show() -> Response:
    """The same bytes for everybody, signed in or not."""
    return make_response(
        render_template("shell.html", release=current_release(), paper_day=PAPER_DAY, paper_night=PAPER_NIGHT)
    )


@bp.before_app_request
def turn_back() -> Response | None:
    """What another app shared belongs to the service worker. Where none was in control it is thrown away unread."""
    if request.method != "POST" or request.path != "/share":
        return None
    return make_response(redirect(MISSED, 303))
