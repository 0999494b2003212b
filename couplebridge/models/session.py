"""A session: the hash of a random token, and a share that helps a device stay unlocked."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from couplebridge.extensions import db
from couplebridge.models.types import B16, B32, Bytes


class Session(db.Model):
    """One signed-in device. The day it began is kept, never when it was last used."""

    __tablename__ = "sessions"

    session_id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    token_hash: Mapped[B32] = mapped_column(unique=True)
    user_id: Mapped[B16] = mapped_column(ForeignKey("accounts.user_id", ondelete="CASCADE"), index=True)
    device_hash: Mapped[B32]
    label_sealed: Mapped[Bytes]
    created_on: Mapped[date]
    expires_at_s: Mapped[int] = mapped_column(BigInteger, index=True)
    is_new: Mapped[bool]
    share_sealed: Mapped[Bytes | None]
    share_idle_s: Mapped[int | None]
    share_used_at_s: Mapped[int | None] = mapped_column(BigInteger)
