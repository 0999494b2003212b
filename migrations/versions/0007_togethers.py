"""togethers

Revision ID: 0007
Revises: 0006
Create Date: 2026-11-29 14:05:00.000000

"""

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "togethers",
        sa.Column("together_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("space_id", sa.LargeBinary(length=16), nullable=True),
        sa.Column("proposer_id", sa.LargeBinary(length=16), nullable=True),
        sa.Column("other_id", sa.LargeBinary(length=16), nullable=True),
        sa.Column("state", sa.SmallInteger(), nullable=False),
        sa.Column("lapses_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("rests_from_ms", sa.BigInteger(), nullable=False),
        sa.Column("was_opened", sa.Boolean(), nullable=False),
        sa.Column("topic_tag", sa.LargeBinary(length=16), nullable=True),
        sa.Column("proposal_link", sa.LargeBinary(length=32), nullable=True),
        sa.PrimaryKeyConstraint("together_id"),
    )
    with op.batch_alter_table("togethers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_togethers_proposer_id"), ["proposer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_togethers_other_id"), ["other_id"], unique=False)
        batch_op.create_index("togethers_by_space", ["space_id", "rests_from_ms"], unique=False)
        batch_op.create_index("togethers_by_lapse", ["state", "lapses_at_ms"], unique=False)
    op.add_column("offers", sa.Column("together_id", sa.LargeBinary(length=16), nullable=True))
    op.create_index("ix_offers_together_id", "offers", ["together_id"], unique=False)


def downgrade():
    op.drop_index("ix_offers_together_id", "offers")
    op.drop_column("offers", "together_id")
    op.drop_table("togethers")
