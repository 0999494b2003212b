"""GET /api/openapi.json: the description of all routes, made from their shapes and the table of permissions."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, jsonify

from couplebridge.views.describe import describe

bp = Blueprint("openapi", __name__)


@bp.get("/api/openapi.json")
def show() -> Response:
    """The description."""
    return jsonify(describe(current_app))
