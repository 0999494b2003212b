"""Photos and voice notes: sealed chunks of one size, and how many an account has."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Integer, LargeBinary, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from couplebridge.extensions import db
from couplebridge.models.types import Bytes


class AttachmentChunk(db.Model):
    """One chunk of one attachment (docs/protocol.md, Attachments). Written once, never changed."""

    __tablename__ = "attachment_chunks"

    user_id: Mapped[bytes] = mapped_column(
        LargeBinary(16), ForeignKey("accounts.user_id", ondelete="CASCADE"), primary_key=True
    )
    attachment_id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    sealed: Mapped[Bytes]


class AttachmentUse(db.Model):
    """How many chunks an account holds: its own quota, and the row that its writers wait for."""

    __tablename__ = "attachment_use"

    user_id: Mapped[bytes] = mapped_column(
        LargeBinary(16), ForeignKey("accounts.user_id", ondelete="CASCADE"), primary_key=True
    )
    chunks: Mapped[int] = mapped_column(Integer)
