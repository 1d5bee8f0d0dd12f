"""Budgets: what a job may cost and was expected to take, whose money a call spends, and the running totals

Revision: 0004, after 0003.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# what a call counts for: its real cost; the most it can have been where that is unknown or the call was lost; what is
# reserved for it while it is under way; a failed one nothing; a price that is unknown is counted as a call
_SPENT = """CASE WHEN status = 'answered' THEN coalesce(cost, reserved_cost, 0)
                 WHEN status = 'lost' THEN coalesce(reserved_cost, 0) ELSE 0 END"""
_RESERVED = "CASE WHEN status = 'sent' THEN coalesce(reserved_cost, 0) ELSE 0 END"
_UNKNOWN = """CASE WHEN status = 'failed' OR reserved_cost IS NOT NULL THEN 0
                   WHEN status = 'answered' AND cost IS NOT NULL THEN 0 ELSE 1 END"""
_DAY = {"sqlite": "substr(sent_at, 1, 10)", "postgresql": "to_char(sent_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')"}


def upgrade() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.add_column("jobs", sa.Column("budget", sa.BigInteger()))
    op.add_column("jobs", sa.Column("estimate", json))
    op.add_column("calls", sa.Column("created_by", sa.String(100), nullable=False, server_default=""))
    op.create_table(
        "spending",
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.Column("unknown", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_spending")),
    )
    op.execute(
        "UPDATE calls SET created_by = (SELECT jobs.created_by FROM jobs WHERE jobs.id = calls.job_id)"
        " WHERE job_id IS NOT NULL"
    )
    day = _DAY[op.get_bind().dialect.name]
    keys = (
        ("job_id IS NOT NULL", "'job ' || job_id"),
        ("1 = 1", f"'user ' || {day} || ' ' || created_by"),
        ("1 = 1", f"'day ' || {day}"),
    )
    for which, key in keys:
        op.execute(
            f"INSERT INTO spending (key, spent, reserved, unknown)"  # noqa: S608  constants of this file
            f" SELECT {key}, sum({_SPENT}), sum({_RESERVED}), sum({_UNKNOWN}) FROM calls WHERE {which} GROUP BY {key}"
        )
