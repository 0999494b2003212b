"""An invitation: single use, a day at most. Its secret never comes here."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, LargeBinary, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from couplebridge.extensions import db
from couplebridge.models.types import B16, B32, Bytes


class Invite(db.Model):
    """States: 1 open, 2 joined, 3 confirmed, 4 ended. An ended one keeps its id and whose it was, no keys."""

    __tablename__ = "invites"
    __table_args__ = (Index("invites_by_expiry", "state", "expires_ms"),)

    invite_id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    # both become null when the account is deleted: the id alone stays, so that it is never used again
    inviter_id: Mapped[B16 | None] = mapped_column(index=True)
    joiner_id: Mapped[B16 | None] = mapped_column(index=True)
    space_id: Mapped[B16]
    state: Mapped[int] = mapped_column(SmallInteger)
    expires_ms: Mapped[int] = mapped_column(BigInteger)
    refused_uses: Mapped[int] = mapped_column(default=0)
    inviter_bundle: Mapped[Bytes | None]
    offer_mac: Mapped[B32 | None]
    joiner_bundle: Mapped[Bytes | None]
    joiner_mac: Mapped[B32 | None]
    joiner_signature: Mapped[Bytes | None]
    inviter_mac: Mapped[B32 | None]
    inviter_signature: Mapped[Bytes | None]
    wrap: Mapped[Bytes | None]
