"""/api/feed: one's own feed, pulled in pages and pushed in batches, as frames."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request

from couplebridge.errors import BodyTypeError
from couplebridge.schemas.feed import Pushed, read_key, read_page
from couplebridge.security.client_age import client_number
from couplebridge.security.sessions import current_caller
from couplebridge.services import feed_pages, records
from couplebridge.services.push_frames import PushLimits
from couplebridge.views.shaped import FRAMES, shaped

bp = Blueprint("feed", __name__)


@bp.get("/api/feed")
@shaped(answer=FRAMES)
def pull() -> Response:
    """What is new after the cursor; 204 when nothing is."""
    cursor, limit = read_page(request.args.to_dict())
    page = feed_pages.pull(current_caller().user_id, cursor, limit, client_number())
    if page is None:
        return Response(status=204, headers={"CB-Cursor": str(cursor)})
    headers = {"CB-Cursor": str(page.cursor), "CB-More": str(int(page.more))}
    return Response(page.body, headers=headers, mimetype=FRAMES)


@bp.post("/api/feed")
@shaped(request=FRAMES, answer=Pushed)
def push() -> Pushed:
    """Store private records with their manifest, all or none."""
    if request.mimetype != FRAMES:
        raise BodyTypeError(f"This route reads {FRAMES}.")
    key = read_key(request.headers.get("Idempotency-Key"))
    done = records.push(current_caller().user_id, key, request.get_data(cache=False), push_limits())
    return Pushed(first=done.first, head=done.head)


def push_limits() -> PushLimits:
    """What one push and one account may hold, from the settings."""
    config = current_app.config
    return PushLimits(
        envelope_bytes=config["ENVELOPE_BYTES_MAX"],
        push_records=config["PUSH_RECORDS_MAX"],
        push_bytes=config["PUSH_BYTES_MAX"],
        account_records=config["ACCOUNT_RECORDS_MAX"],
        account_bytes=config["ACCOUNT_BYTES_MAX"],
    )
