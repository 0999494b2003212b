"""An account: an id its client made, and public or sealed keys. Nothing about a person."""

from __future__ import annotations

from datetime import date

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from couplebridge.extensions import db
from couplebridge.models.types import Bytes


class Account(db.Model):
    """One person's account (docs/protocol.md, The account)."""

    __tablename__ = "accounts"

    user_id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    key_epoch: Mapped[int]
    bundle: Mapped[Bytes]
    kem_key: Mapped[Bytes]
    signing_key: Mapped[Bytes]
    created_on: Mapped[date]
