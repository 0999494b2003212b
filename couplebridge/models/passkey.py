"""A passkey: what checks that its device was touched. What it opens lies in its slot (models/slot.py)."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from couplebridge.extensions import db
from couplebridge.models.types import B16, Bytes


class Passkey(db.Model):
    """One passkey of an account. It has no name here: that lies sealed among its owner's records."""

    __tablename__ = "passkeys"

    slot_id: Mapped[bytes] = mapped_column(
        LargeBinary(16), ForeignKey("slots.slot_id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[B16] = mapped_column(ForeignKey("accounts.user_id", ondelete="CASCADE"), index=True)
    public_key: Mapped[Bytes]
    # the device's own count of uses, where it keeps one: it goes up, or the passkey was copied
    counter: Mapped[int] = mapped_column(BigInteger)
    # not looked at by its owner yet
    is_new: Mapped[bool]


class UsedChallenge(db.Model):
    """A challenge that was answered: not taken again, and forgotten when it would be stale anyway."""

    __tablename__ = "used_challenges"

    challenge: Mapped[bytes] = mapped_column(LargeBinary(40), primary_key=True)
    ends_at_ms: Mapped[int] = mapped_column(BigInteger, index=True)
