"""A device that its owner knows: it signed in once and was not sent away since."""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from couplebridge.extensions import db
from couplebridge.models.types import B16


class Device(db.Model):
    """The hash of its device token. What signs in without a row here is shown to the owner as new."""

    __tablename__ = "devices"

    device_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    user_id: Mapped[B16] = mapped_column(ForeignKey("accounts.user_id", ondelete="CASCADE"), index=True)
