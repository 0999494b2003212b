"""The one page. Links to join, to add a device and to what was shared lead to it: what follows their # stays there."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template

from couplebridge.release import current_release
from couplebridge.views.web_manifest import PAPER_DAY, PAPER_NIGHT

bp = Blueprint("shell", __name__)


@bp.get("/")
@bp.get("/join")
@bp.get("/add")
@bp.get("/share")
def show() -> Response:
    """The same bytes for everybody, signed in or not."""
    return make_response(
        render_template("shell.html", release=current_release(), paper_day=PAPER_DAY, paper_night=PAPER_NIGHT)
    )
