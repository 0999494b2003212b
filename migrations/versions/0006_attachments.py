"""attachments

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-29 14:00:00.000000

"""

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "attachment_chunks",
        sa.Column("user_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("attachment_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("position", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["accounts.user_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "attachment_id", "position"),
    )
    op.create_table(
        "attachment_use",
        sa.Column("user_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("chunks", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["accounts.user_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id"),
    )


def downgrade():
    op.drop_table("attachment_use")
    op.drop_table("attachment_chunks")
