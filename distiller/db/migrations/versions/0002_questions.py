"""Questions, and what an answer is equal to

Revision: 0002, after 0001.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from distiller.db.types import Utc

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_GOLDEN = ("exact", "normalised", "differs")


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("id", _BIG_ID, nullable=False),
        sa.Column("json_id", sa.String(length=200), nullable=True),
        sa.Column("content_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("row_hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("category", sa.String(length=200), nullable=False),
        sa.Column("question_text", sa.Text(), nullable=False),
        sa.Column("golden_answer", sa.Text(), nullable=True),
        sa.Column("answer_schema", sa.Text(), nullable=True),
        sa.Column("system_prompt", sa.Text(), nullable=True),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("updated_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint("content_hash", name=op.f("uq_questions_content_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_questions_category"), "questions", ["category"])
    op.create_index(
        op.f("uq_questions_json_id"),
        "questions",
        ["json_id"],
        unique=True,
        sqlite_where=sa.text("json_id IS NOT NULL"),
        postgresql_where=sa.text("json_id IS NOT NULL"),
    )
    op.add_column("items", sa.Column("question_id", sa.BigInteger(), nullable=True))
    op.create_index(
        op.f("ix_items_question"),
        "items",
        ["question_id", "status"],
        sqlite_where=sa.text("question_id IS NOT NULL"),
        postgresql_where=sa.text("question_id IS NOT NULL"),
    )
    # no check constraint on SQLite: it takes a copy of the whole table, and the program writes no other word
    op.add_column("responses", sa.Column("question_id", sa.BigInteger(), nullable=True))
    op.add_column("responses", sa.Column("answer_key", sa.LargeBinary(length=16), nullable=True))
    op.add_column("responses", sa.Column("golden", sa.String(length=16), nullable=True))
    if op.get_context().dialect.name != "sqlite":
        op.create_check_constraint(op.f("ck_responses_golden"), "responses", f"golden IN {_GOLDEN}")
    op.create_index(
        op.f("ix_responses_question"),
        "responses",
        ["question_id", "answer_key", "is_correct"],
        sqlite_where=sa.text("question_id IS NOT NULL AND superseded_by IS NULL"),
        postgresql_where=sa.text("question_id IS NOT NULL AND superseded_by IS NULL"),
    )
