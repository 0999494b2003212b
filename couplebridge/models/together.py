"""A together: where it stands and what rests. Who has locked in, and who has said now, is in the feeds, not here."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, LargeBinary, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from couplebridge.extensions import db
from couplebridge.models.types import B16, B32


class Together(db.Model):
    """States as in the frame: 1 open, 2 both locked in, 3 opened, 4 ended, 5 put away.

    The row never goes, so that an id is never used twice; what it says of people goes when the topic no longer rests.
    """

    __tablename__ = "togethers"
    __table_args__ = (
        Index("togethers_by_space", "space_id", "rests_from_ms"),
        Index("togethers_by_lapse", "state", "lapses_at_ms"),
    )

    together_id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    space_id: Mapped[B16 | None]
    proposer_id: Mapped[B16 | None] = mapped_column(index=True)
    other_id: Mapped[B16 | None] = mapped_column(index=True)
    state: Mapped[int] = mapped_column(SmallInteger)
    lapses_at_ms: Mapped[int] = mapped_column(BigInteger)
    # the moment its topic begins to rest: its lapse while it is open, later the end, the opening or the putting away
    rests_from_ms: Mapped[int] = mapped_column(BigInteger)
    was_opened: Mapped[bool] = mapped_column(default=False)
    topic_tag: Mapped[B16 | None]
    proposal_link: Mapped[B32 | None]
