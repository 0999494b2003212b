"""A feed: what one member's devices follow. It moves only by what that member may know."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from couplebridge.extensions import db


class Feed(db.Model):
    """The head begins at a random number, so that it counts nothing; `records` and `bytes` are for the quota."""

    __tablename__ = "feeds"

    user_id: Mapped[bytes] = mapped_column(
        LargeBinary(16), ForeignKey("accounts.user_id", ondelete="CASCADE"), primary_key=True
    )
    head: Mapped[int] = mapped_column(BigInteger)
    records: Mapped[int] = mapped_column(BigInteger, default=0)
    bytes: Mapped[int] = mapped_column(BigInteger, default=0)
