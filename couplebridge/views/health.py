"""GET /api/health: the process answers and so does its database."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy import text

from couplebridge.database import reading
from couplebridge.views.shaped import shaped

bp = Blueprint("health", __name__)


@bp.get("/api/health")
@shaped()
def show() -> None:
    """204 when both are well."""
    with reading() as connection:
        connection.execute(text("SELECT 1"))
