"""push subscriptions

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-27 13:10:00.000000

"""

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "push_subscriptions",
        sa.Column("device_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("user_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at_s", sa.BigInteger(), nullable=False),
        sa.Column("due_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("was_told", sa.Boolean(), nullable=False),
        sa.Column("rest_until_ms", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["device_hash"], ["devices.device_hash"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["accounts.user_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("device_hash"),
    )
    with op.batch_alter_table("push_subscriptions", schema=None) as batch_op:
        for column in ("due_at_ms", "expires_at_s", "user_id"):
            batch_op.create_index(batch_op.f(f"ix_push_subscriptions_{column}"), [column], unique=False)


def downgrade():
    with op.batch_alter_table("push_subscriptions", schema=None) as batch_op:
        for column in ("user_id", "expires_at_s", "due_at_ms"):
            batch_op.drop_index(batch_op.f(f"ix_push_subscriptions_{column}"))
    op.drop_table("push_subscriptions")
