"""A push that was done: the same idempotency key gets the same answer."""

from __future__ import annotations

from sqlalchemy import BigInteger, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from couplebridge.extensions import db


class Push(db.Model):
    """Kept until the feed has gone on far enough; then no client can still be waiting for this answer."""

    __tablename__ = "pushes"
    # one tree instead of two: each push writes a page less
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 (SQLAlchemy reads a plain dict)

    user_id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    first: Mapped[int] = mapped_column(BigInteger)
    head: Mapped[int] = mapped_column(BigInteger)
