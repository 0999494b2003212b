"""/api/session and /api/sessions: this one, its share, and the list of one's own."""

from __future__ import annotations

from flask import Blueprint, Response

from couplebridge.schemas.sessions import ListedSession, NewShare, SessionList, SessionShown, ShareShown
from couplebridge.security.csrf import csrf_token
from couplebridge.security.keyring import keyring
from couplebridge.security.sessions import clear_cookie, current_caller, session_token
from couplebridge.services import passkeys, sessions, shares
from couplebridge.views.shaped import shaped

bp = Blueprint("sessions", __name__)


@bp.get("/api/session")
@shaped(answer=SessionShown)
def current() -> SessionShown:
    """Who I am here, and the CSRF token again."""
    caller = current_caller()
    return SessionShown(csrf=csrf_token(session_token()), user=caller.user_id, session=caller.session_id)


@bp.delete("/api/session")
@shaped()
def end_current() -> Response:
    """Sign out: the session and its share are gone."""
    caller = current_caller()
    sessions.end(caller.user_id, caller.session_id, is_own_device=True)
    return clear_cookie(Response(status=204))


@bp.put("/api/session/share")
@shaped(request=NewShare)
def put_share(body: NewShare) -> None:
    """Stay unlocked on this device for a chosen time."""
    shares.put(keyring(), current_caller().session_id, session_token(), body.share, body.idle_s)


@bp.get("/api/session/share")
@shaped(answer=ShareShown)
def get_share() -> ShareShown:
    """The share, while its time runs."""
    return ShareShown(share=shares.get(keyring(), current_caller().session_id, session_token()))


@bp.delete("/api/session/share")
@shaped()
def forget_share() -> None:
    """On lock."""
    shares.forget(current_caller().session_id)


@bp.get("/api/sessions")
@shaped(answer=SessionList)
def index() -> SessionList:
    """My own sessions, the latest first."""
    caller = current_caller()
    found = sessions.list_sessions(keyring(), caller.user_id)
    new = passkeys.count_new(caller.user_id)
    return SessionList(sessions=[_shown(one, caller.session_id) for one in found], new_passkeys=new)


@bp.post("/api/sessions/acknowledge")
@shaped()
def acknowledge() -> None:
    """I have seen the list."""
    sessions.acknowledge(current_caller().user_id)


@bp.delete("/api/sessions/<id16:session_id>")
@shaped()
def end(session_id: bytes) -> None:
    """End one of my sessions."""
    caller = current_caller()
    sessions.end(caller.user_id, session_id, is_own_device=session_id == caller.session_id)


def _shown(one: sessions.ListedSession, current_id: bytes) -> ListedSession:
    since, current = one.since.isoformat(), one.session_id == current_id
    return ListedSession(id=one.session_id, label=one.label, since=since, current=current, new=one.is_new)
