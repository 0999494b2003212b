"""Where a device gets its sign, and when one is due: the table is its own outbox, one sign a device at most."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from couplebridge.extensions import db
from couplebridge.models.types import B16, Bytes


class PushSubscription(db.Model):
    """One device that asked for signs. It goes with the device; address, hours and zone are sealed."""

    __tablename__ = "push_subscriptions"

    device_hash: Mapped[bytes] = mapped_column(
        LargeBinary(32), ForeignKey("devices.device_hash", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[B16] = mapped_column(ForeignKey("accounts.user_id", ondelete="CASCADE"), index=True)
    sealed: Mapped[Bytes]
    # that of the device's last session: a phone that nobody opens for so long gets no sign any more
    expires_at_s: Mapped[int] = mapped_column(BigInteger, index=True)
    due_at_ms: Mapped[int | None] = mapped_column(BigInteger, index=True)
    # a sign was sent and the app not opened since
    was_told: Mapped[bool]
    # 0, or the end of the time in which no other sign is sent
    rest_until_ms: Mapped[int] = mapped_column(BigInteger)
    tries: Mapped[int]
