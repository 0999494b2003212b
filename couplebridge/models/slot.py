"""A slot: one way in. What opens it never comes here; it is sealed once more under auth."""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from couplebridge.extensions import db
from couplebridge.models.types import B16, B32, Bytes


class Slot(db.Model):
    """Type 1 passphrase, 2 recovery code, 3 passkey (of which an account may have several). `find` is the only way to
    it from outside."""

    __tablename__ = "slots"

    slot_id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    user_id: Mapped[B16] = mapped_column(ForeignKey("accounts.user_id", ondelete="CASCADE"), index=True)
    type: Mapped[int]
    find: Mapped[B16] = mapped_column(unique=True)
    params: Mapped[Bytes]
    verifier: Mapped[B32]
    sealed: Mapped[Bytes]
