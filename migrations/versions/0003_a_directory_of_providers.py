"""a directory of providers

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-27 08:10:00.000000

"""

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "directory_imports",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("imported_on", sa.String(length=10), nullable=False),
        sa.Column("providers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "directory_providers",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("zip3", sa.String(length=3), nullable=False),
        sa.Column("npi", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("fields", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", "zip3", "npi"),
    )


def downgrade():
    op.drop_table("directory_providers")
    op.drop_table("directory_imports")
