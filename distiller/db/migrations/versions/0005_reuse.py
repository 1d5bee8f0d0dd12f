"""Calls that answer an identical request, and calls that were answered so

Which of the calls so far could answer one is not known: their hashes do not tell which endpoint was asked.

Revision: 0005, after 0004.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_GROUPED = ["job_id", "provider", "model", "product", "status", "error_type", "latency_s"]
_SUMMED = ["cost", "prompt_tokens", "completion_tokens", "sent_at", "answered_at", "reused_from"]


def upgrade() -> None:
    op.add_column("calls", sa.Column("reused_from", sa.BigInteger(), nullable=True))
    op.add_column("calls", sa.Column("reusable", sa.Boolean(), nullable=True))
    op.drop_index(op.f("ix_calls_job"), table_name="calls")
    op.create_index(op.f("ix_calls_job"), "calls", _GROUPED + _SUMMED)
    op.create_index(
        op.f("ix_calls_reusable"),
        "calls",
        ["request_hash", "provider", "model"],
        sqlite_where=sa.text("reusable"),
        postgresql_where=sa.text("reusable"),
    )
