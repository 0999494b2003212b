"""A space: that two accounts belong together, and nothing else."""

from __future__ import annotations

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from couplebridge.extensions import db


class Space(db.Model):
    """The id stays when the space has ended, so that it never names another one."""

    __tablename__ = "spaces"

    space_id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    ended: Mapped[bool] = mapped_column(default=False)
