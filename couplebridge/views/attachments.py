"""/api/attachments: the sealed chunks of one's own photos and voice notes. No route here knows of anybody else's."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request

from couplebridge.errors import BodyTypeError
from couplebridge.schemas.attachments import AttachmentShown, AttachmentsShown, read_first
from couplebridge.security import limits
from couplebridge.security.sessions import current_caller
from couplebridge.services import attachments
from couplebridge.views.shaped import FRAMES, shaped

bp = Blueprint("attachments", __name__)


@bp.get("/api/attachments")
@shaped(answer=AttachmentsShown)
def index() -> AttachmentsShown:
    """Of which attachments anything is here."""
    return AttachmentsShown(attachments=attachments.index(current_caller().user_id))


@bp.get("/api/attachments/<id16:attachment_id>")
@shaped(answer=AttachmentShown)
def show(attachment_id: bytes) -> AttachmentShown:
    """Which of its chunks are here."""
    return AttachmentShown(positions=attachments.positions(current_caller().user_id, attachment_id))


@bp.get("/api/attachments/<id16:attachment_id>/chunks")
@shaped(answer=FRAMES)
def pull(attachment_id: bytes) -> Response:
    """Some chunks, from a position on."""
    first = read_first(request.args.to_dict())
    return Response(attachments.read(current_caller().user_id, attachment_id, first), mimetype=FRAMES)


@bp.put("/api/attachments/<id16:attachment_id>")
@shaped(request=FRAMES)
def put(attachment_id: bytes) -> None:
    """Store some chunks, all or none; the same ones again change nothing."""
    if request.mimetype != FRAMES:
        raise BodyTypeError(f"This route reads {FRAMES}.")
    user_id = current_caller().user_id
    limits.spend("RATE_CHUNKS", limits.hidden("chunks", user_id))
    body = request.get_data(cache=False)
    attachments.put(user_id, attachment_id, body, current_app.config["ACCOUNT_CHUNKS_MAX"])


@bp.delete("/api/attachments/<id16:attachment_id>")
@shaped()
def remove(attachment_id: bytes) -> None:
    """All of its chunks go."""
    attachments.remove(current_caller().user_id, attachment_id)
