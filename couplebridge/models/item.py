"""An item of a feed: one frame, stored in the bytes in which it is sent."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, LargeBinary, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from couplebridge.extensions import db
from couplebridge.models.types import Bytes


class Item(db.Model):
    """(user_id, type, id) is there once; a change gives it a new seq and the old one is gone.

    No foreign key to the feed: the writer holds its row already, and a look-up for each of 500 records buys nothing.
    """

    __tablename__ = "items"
    __table_args__ = (Index("items_by_seq", "user_id", "seq", unique=True),)

    user_id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    type: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    revision: Mapped[int] = mapped_column(BigInteger)
    seq: Mapped[int] = mapped_column(BigInteger)
    frame: Mapped[Bytes]
