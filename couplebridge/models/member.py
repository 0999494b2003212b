"""A member: an account in its one space, with the identity that the other one pinned."""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from couplebridge.extensions import db
from couplebridge.models.types import B16, B32, Bytes


class Member(db.Model):
    """user_id is the key: nobody is in two spaces."""

    __tablename__ = "members"

    user_id: Mapped[bytes] = mapped_column(
        LargeBinary(16), ForeignKey("accounts.user_id", ondelete="CASCADE"), primary_key=True
    )
    space_id: Mapped[B16] = mapped_column(ForeignKey("spaces.space_id"), index=True)
    bundle: Mapped[Bytes]
    fingerprint: Mapped[B32]
