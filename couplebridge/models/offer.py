"""An offer: where it stands, and what the next statement must name. Its texts are in the feeds, not here."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, LargeBinary, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from couplebridge.extensions import db
from couplebridge.models.types import B16, B32, Bytes


class Offer(db.Model):
    """States as in the frame: 1 offered, 2 ready, 3 opened, 4 ended, 5 put away.

    The row never goes, so that an id is never used twice; what it says of people goes when the tags no longer rest.
    """

    __tablename__ = "offers"
    __table_args__ = (
        Index("offers_by_author", "author_id", "rests_from_ms"),
        Index("offers_by_lapse", "state", "lapses_at_ms"),
    )

    offer_id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    space_id: Mapped[B16 | None] = mapped_column(index=True)
    author_id: Mapped[B16 | None]
    recipient_id: Mapped[B16 | None] = mapped_column(index=True)
    state: Mapped[int] = mapped_column(SmallInteger)
    lapses_at_ms: Mapped[int] = mapped_column(BigInteger)
    # the moment its tags begin to rest: its lapse while it is open, later the end, the opening or the putting away
    rests_from_ms: Mapped[int] = mapped_column(BigInteger)
    was_opened: Mapped[bool] = mapped_column(default=False)
    entry_tag: Mapped[B16 | None]
    topic_tag: Mapped[B16 | None]
    revision: Mapped[int | None] = mapped_column(BigInteger)
    policy: Mapped[int | None] = mapped_column(SmallInteger)
    envelope_hash: Mapped[B32 | None]
    statement_hash: Mapped[B32 | None]
    statement_count: Mapped[int] = mapped_column(default=0)
    turn_head: Mapped[B32 | None]
    # the ids of its turns, 16 bytes each, joined: at most forty
    turn_ids: Mapped[Bytes]
    # of a text that was opened in a together: which one, so that both go away at once
    together_id: Mapped[B16 | None] = mapped_column(index=True)
