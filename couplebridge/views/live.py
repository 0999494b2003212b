"""/api/live: one stream per device that says that the own feed moved."""

from __future__ import annotations

from collections.abc import Collection

from flask import Blueprint, Response, current_app, request

from couplebridge.security.membership import alive_among, is_alive
from couplebridge.security.sessions import current_caller
from couplebridge.services.live import LiveStreams
from couplebridge.services.live_hub import LiveHub
from couplebridge.views.handing_over import HandedOver, connection_of
from couplebridge.views.shaped import EVENTS, shaped

bp = Blueprint("live", __name__)
_STREAMS, _HUB = "couplebridge.live", "couplebridge.live_hub"
# a proxy that gathers an answer before it hands it on would hold back every event
_HEADERS = {"X-Accel-Buffering": "no", "Cache-Control": "no-store"}


@bp.record_once
def _prepare(state: object) -> None:
    app = state.app  # type: ignore[attr-defined]  # Flask gives its setup state
    times = {"lasts_s": app.config["LIVE_STREAM_S"], "ping_s": app.config["LIVE_PING_S"]}

    def alive(token_hashes: Collection[bytes]) -> set[bytes]:
        with app.app_context():
            return alive_among(token_hashes)

    app.extensions[_STREAMS] = LiveStreams(app.config["LIVE_THREADS_MAX"])
    app.extensions[_HUB] = LiveHub(app.config["LIVE_STREAMS_MAX"], alive, **times)


@bp.get("/api/live")
@shaped(answer=EVENTS)
def stream() -> Response:
    """Server-sent events until the session ends, or the client comes again after a while."""
    if request.method == "HEAD":  # nobody would ever read the stream, nor close it and give its place back
        return Response(mimetype=EVENTS)
    app, caller = current_app._get_current_object(), current_caller()  # type: ignore[attr-defined]  # outlives the request
    if connection_of(request.environ) is not None:
        hub: LiveHub = app.extensions[_HUB]
        hub.require_room(caller.user_id)
        return HandedOver(
            lambda own: hub.take(own, caller.user_id, caller.token_hash), headers=_HEADERS, mimetype=EVENTS
        )

    def alive() -> bool:
        with app.app_context():
            return is_alive(caller)

    lasts_s, ping_s = app.config["LIVE_STREAM_S"], app.config["LIVE_PING_S"]
    events = app.extensions[_STREAMS].open(caller.user_id, alive, lasts_s=lasts_s, ping_s=ping_s)
    return Response(events, headers=_HEADERS, mimetype=EVENTS)
