"""The sums of calls by provider, model, product and outcome come from one index

Revision: 0003, after 0002.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SUMMED = ["cost", "prompt_tokens", "completion_tokens", "sent_at", "answered_at"]


def upgrade() -> None:
    op.drop_index(op.f("ix_calls_job"), table_name="calls")
    grouped = ["job_id", "provider", "model", "product", "status", "error_type", "latency_s"]
    op.create_index(op.f("ix_calls_job"), "calls", grouped + _SUMMED)
