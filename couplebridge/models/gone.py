"""An account that was deleted: a mark that only the server's own key can make from its id."""

from __future__ import annotations

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from couplebridge.extensions import db


class Gone(db.Model):
    """Kept so that an id is never used twice, and so that nobody who knew it can ask whether its account is there."""

    __tablename__ = "gone_accounts"

    mark: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
