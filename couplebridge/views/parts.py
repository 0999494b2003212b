"""/api/parts: one's own part of what the two share, as frames, into both feeds."""

from __future__ import annotations

from flask import Blueprint, request

from couplebridge.errors import BodyTypeError
from couplebridge.security.sessions import current_caller
from couplebridge.services import parts
from couplebridge.views.feed import push_limits
from couplebridge.views.shaped import FRAMES, shaped

bp = Blueprint("parts", __name__)


@bp.post("/api/parts")
@shaped(request=FRAMES)
def publish() -> None:
    """Publish parts with their manifest, all or none; with `?quiet=1` no sign comes of it."""
    if request.mimetype != FRAMES:
        raise BodyTypeError(f"This route reads {FRAMES}.")
    is_quiet = request.args.get("quiet") == "1"
    parts.publish(current_caller().user_id, request.get_data(cache=False), push_limits(), is_quiet=is_quiet)
