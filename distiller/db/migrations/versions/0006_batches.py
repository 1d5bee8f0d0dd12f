"""Batches, and which calls go out with one

Revision: 0006, after 0005.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from distiller.db.types import Json, Utc

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STATUSES = (
    "preparing",
    "creating",
    "validating",
    "in_progress",
    "finalizing",
    "cancelling",
    "completed",
    "expired",
    "cancelled",
    "failed",
)


def upgrade() -> None:
    op.create_table(
        "batches",
        sa.Column("id", _BIG_ID, nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("owner", sa.String(length=64), nullable=True),
        sa.Column("provider", sa.String(length=100), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column(
            "status",
            sa.Enum(*_STATUSES, name="status", native_enum=False, create_constraint=True, length=16),
            nullable=False,
        ),
        sa.Column("remote_id", sa.String(length=200), nullable=True),
        sa.Column("input_file_id", sa.String(length=200), nullable=True),
        sa.Column("output_file_id", sa.String(length=200), nullable=True),
        sa.Column("error_file_id", sa.String(length=200), nullable=True),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("completed", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("error", Json, nullable=True),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("tried_at", Utc(), nullable=True),
        sa.Column("submitted_at", Utc(), nullable=True),
        sa.Column("updated_at", Utc(), nullable=False),
        sa.Column("ended_at", Utc(), nullable=True),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_batches_job_id_jobs"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
        sa.UniqueConstraint("token", name=op.f("uq_batches_token")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_batches_job"), "batches", ["job_id", "id"])
    op.create_index(
        op.f("ix_batches_open"),
        "batches",
        ["owner"],
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.add_column("calls", sa.Column("batch_id", sa.BigInteger(), nullable=True))
    op.create_index(
        op.f("ix_calls_batch"),
        "calls",
        ["batch_id", "id"],
        sqlite_where=sa.text("batch_id IS NOT NULL"),
        postgresql_where=sa.text("batch_id IS NOT NULL"),
    )
    # the calls of a batch, tens of thousands for a day, are no owner's: not among those looked through at every beat
    op.drop_index(op.f("ix_calls_open"), table_name="calls")
    is_open = sa.text("interpreted_at IS NULL AND batch_id IS NULL AND status IN ('sent', 'answered')")
    op.create_index(op.f("ix_calls_open"), "calls", ["owner"], sqlite_where=is_open, postgresql_where=is_open)
