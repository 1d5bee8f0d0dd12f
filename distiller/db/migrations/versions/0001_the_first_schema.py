"""The first schema

Revision: 0001, after .
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from distiller.db.types import Json, Money, Utc

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "commits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("counts", Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commits")),
    )
    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("start_key", sa.String(length=64), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "queued",
                "running",
                "paused",
                "done",
                "failed",
                "cancelled",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("reason", Json, nullable=True),
        sa.Column("input_text", sa.Text(), nullable=False),
        sa.Column("requested_count", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("provider", sa.String(length=100), nullable=False),
        sa.Column("model_name", sa.String(length=200), nullable=False),
        sa.Column("model_params", Json, nullable=False),
        sa.Column("options", Json, nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("updated_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("start_key", name=op.f("uq_jobs_start_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "owners",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("started_at", Utc(), nullable=False),
        sa.Column("beat_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owners")),
    )
    op.create_table(
        "reviews",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("response_id", sa.BigInteger(), nullable=True),
        sa.Column("item_id", sa.BigInteger(), nullable=True),
        sa.Column("card_id", sa.BigInteger(), nullable=True),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "approve",
                "reject",
                "edit",
                "rerun",
                "undo",
                name="action",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("before", Json, nullable=True),
        sa.Column("after", Json, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("batch", sa.String(length=64), nullable=True),
        sa.Column("undoes", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.create_index("ix_reviews_batch", ["batch"], unique=False)
        batch_op.create_index("ix_reviews_response", ["response_id"], unique=False)
        batch_op.create_index("ix_reviews_undoes", ["undoes"], unique=False)
        batch_op.create_index("ix_reviews_who", ["who", "id"], unique=False)

    op.create_table(
        "verbs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("infinitive", sa.String(length=110), nullable=False),
        sa.Column("sense", sa.String(length=100), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("updated_at", Utc(), nullable=False),
        sa.Column("retired_at", Utc(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verbs")),
        sa.UniqueConstraint("infinitive", "sense", name=op.f("uq_verbs_infinitive")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "calls",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column(
            "product",
            sa.Enum(
                "forms", "sentences", "answer", name="product", native_enum=False, create_constraint=True, length=16
            ),
            nullable=False,
        ),
        sa.Column("provider", sa.String(length=100), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("params", Json, nullable=False),
        sa.Column("prompt_version", sa.String(length=40), nullable=False),
        sa.Column("request_hash", sa.String(length=64), nullable=False),
        sa.Column("asked", Json, nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "sent",
                "answered",
                "failed",
                "lost",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("reserved_cost", Money(), nullable=True),
        sa.Column("cost", Money(), nullable=True),
        sa.Column("prompt_tokens", sa.Integer(), nullable=True),
        sa.Column("completion_tokens", sa.Integer(), nullable=True),
        sa.Column("cached_tokens", sa.Integer(), nullable=True),
        sa.Column("latency_s", sa.Double(), nullable=True),
        sa.Column("request_id", sa.String(length=200), nullable=True),
        sa.Column("raw_reply", sa.Text(), nullable=True),
        sa.Column("error_type", sa.String(length=40), nullable=True),
        sa.Column("error_message", sa.Text(), nullable=True),
        sa.Column("sent_at", Utc(), nullable=False),
        sa.Column("answered_at", Utc(), nullable=True),
        sa.Column("interpreted_at", Utc(), nullable=True),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_calls_job_id_jobs"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("calls", schema=None) as batch_op:
        batch_op.create_index(
            "ix_calls_job",
            ["job_id", "status", "cost", "prompt_tokens", "completion_tokens", "sent_at", "answered_at"],
            unique=False,
        )
        batch_op.create_index(
            "ix_calls_open",
            ["owner"],
            unique=False,
            sqlite_where=sa.text("interpreted_at IS NULL AND status IN ('sent', 'answered')"),
            postgresql_where=sa.text("interpreted_at IS NULL AND status IN ('sent', 'answered')"),
        )

    op.create_table(
        "items",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.String(length=250), nullable=False),
        sa.Column(
            "product",
            sa.Enum(
                "forms", "sentences", "answer", name="product", native_enum=False, create_constraint=True, length=16
            ),
            nullable=False,
        ),
        sa.Column("target_response", sa.BigInteger(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "pending",
                "running",
                "success",
                "failed",
                "cancelled",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.Column("error_type", sa.String(length=40), nullable=True),
        sa.Column("error_message", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=True),
        sa.Column("lease_token", sa.String(length=64), nullable=True),
        sa.Column("rerun", Json, nullable=True),
        sa.Column("updated_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_items_job_id_jobs"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_items")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("items", schema=None) as batch_op:
        batch_op.create_index("ix_items_card", ["card_id", "product"], unique=False)
        batch_op.create_index(
            "ix_items_claim",
            ["job_id", "product", "id"],
            unique=False,
            sqlite_where=sa.text("status = 'pending' AND ready"),
            postgresql_where=sa.text("status = 'pending' AND ready"),
        )
        batch_op.create_index("ix_items_counts", ["job_id", "product", "status", "target_response"], unique=False)
        batch_op.create_index(
            "ix_items_open",
            ["subject"],
            unique=False,
            sqlite_where=sa.text("status IN ('pending', 'running')"),
            postgresql_where=sa.text("status IN ('pending', 'running')"),
        )
        batch_op.create_index(
            "ix_items_owned",
            ["owner"],
            unique=False,
            sqlite_where=sa.text("status = 'running'"),
            postgresql_where=sa.text("status = 'running'"),
        )
        batch_op.create_index(
            "uq_items_subject",
            ["job_id", "subject", "product"],
            unique=True,
            sqlite_where=sa.text("target_response IS NULL"),
            postgresql_where=sa.text("target_response IS NULL"),
        )
        batch_op.create_index(
            "uq_items_target",
            ["job_id", "subject", "product", "target_response"],
            unique=True,
            sqlite_where=sa.text("target_response IS NOT NULL"),
            postgresql_where=sa.text("target_response IS NOT NULL"),
        )

    op.create_table(
        "call_items",
        sa.Column("call_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("lease_token", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id"], ["calls.id"], name=op.f("fk_call_items_call_id_calls"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_call_items_item_id_items"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("call_id", "item_id", name=op.f("pk_call_items")),
    )
    with op.batch_alter_table("call_items", schema=None) as batch_op:
        batch_op.create_index("ix_call_items_item", ["item_id"], unique=False)

    op.create_table(
        "invalid_responses",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("call_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("error_type", sa.String(length=40), nullable=False),
        sa.Column("validation_error", sa.Text(), nullable=False),
        sa.Column("raw_text", sa.Text(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id"], ["calls.id"], name=op.f("fk_invalid_responses_call_id_calls"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_invalid_responses_item_id_items"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invalid_responses")),
    )
    with op.batch_alter_table("invalid_responses", schema=None) as batch_op:
        batch_op.create_index("ix_invalid_responses_call", ["call_id"], unique=False)
        batch_op.create_index("ix_invalid_responses_item", ["item_id"], unique=False)

    op.create_table(
        "responses",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("card_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.String(length=250), nullable=False),
        sa.Column(
            "product",
            sa.Enum(
                "forms", "sentences", "answer", name="product", native_enum=False, create_constraint=True, length=16
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("payload", Json, nullable=False),
        sa.Column("edited", Json, nullable=True),
        sa.Column("forms_hash", sa.String(length=64), nullable=True),
        sa.Column("findings", Json, nullable=False),
        sa.Column("severity", sa.String(length=8), nullable=True),
        sa.Column("analysis", Json, nullable=True),
        sa.Column("form_key", sa.String(length=20), nullable=True),
        sa.Column("is_correct", sa.Boolean(), nullable=True),
        sa.Column("reviewed_by", sa.String(length=100), nullable=True),
        sa.Column("reviewed_at", Utc(), nullable=True),
        sa.Column("superseded_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("committed_version", sa.Integer(), nullable=True),
        sa.Column("created_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id"], ["calls.id"], name=op.f("fk_responses_call_id_calls"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_responses_item_id_items"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_responses_job_id_jobs"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responses")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("responses", schema=None) as batch_op:
        batch_op.create_index(
            "ix_responses_card",
            ["card_id", "product", "is_correct", "severity", "form_key", "version", "committed_version"],
            unique=False,
            sqlite_where=sa.text("superseded_by IS NULL"),
            postgresql_where=sa.text("superseded_by IS NULL"),
        )
        batch_op.create_index("ix_responses_item", ["item_id"], unique=False)
        batch_op.create_index("ix_responses_subject", ["subject"], unique=False)
        batch_op.create_index(
            "ix_responses_undecided",
            ["card_id", "severity"],
            unique=False,
            sqlite_where=sa.text("superseded_by IS NULL AND is_correct IS NULL"),
            postgresql_where=sa.text("superseded_by IS NULL AND is_correct IS NULL"),
        )
        batch_op.create_index(
            "ix_responses_waiting",
            ["card_id"],
            unique=False,
            sqlite_where=sa.text("superseded_by IS NULL AND is_correct AND committed_version IS NULL"),
            postgresql_where=sa.text("superseded_by IS NULL AND is_correct AND committed_version IS NULL"),
        )

    op.create_table(
        "fill_in_sentences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("verb_id", sa.Integer(), nullable=False),
        sa.Column("sentence_template", sa.String(length=500), nullable=False),
        sa.Column("answer", sa.String(length=210), nullable=False),
        sa.Column("answer_form_key", sa.String(length=20), nullable=False),
        sa.Column("accepted_answers", Json, nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("response_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("retired_at", Utc(), nullable=True),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["responses.id"],
            name=op.f("fk_fill_in_sentences_response_id_responses"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["verb_id"], ["verbs.id"], name=op.f("fk_fill_in_sentences_verb_id_verbs"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fill_in_sentences")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("fill_in_sentences", schema=None) as batch_op:
        batch_op.create_index("ix_fill_in_sentences_response", ["response_id"], unique=False)
        batch_op.create_index(
            "uq_fill_in_sentences_live",
            ["verb_id", "text", "answer_form_key"],
            unique=True,
            sqlite_where=sa.text("retired_at IS NULL"),
            postgresql_where=sa.text("retired_at IS NULL"),
        )

    op.create_table(
        "verb_forms",
        sa.Column("verb_id", sa.Integer(), nullable=False),
        sa.Column("tt_ik", sa.String(length=100), nullable=False),
        sa.Column("tt_jij", sa.String(length=100), nullable=False),
        sa.Column("tt_hij", sa.String(length=100), nullable=False),
        sa.Column("vt_ev", sa.String(length=100), nullable=False),
        sa.Column("vt_mv", sa.String(length=100), nullable=False),
        sa.Column("vd", sa.String(length=100), nullable=False),
        sa.Column("vd_hulpwerkwoord", sa.String(length=100), nullable=False),
        sa.Column("variants", Json, nullable=False),
        sa.Column("response_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["response_id"], ["responses.id"], name=op.f("fk_verb_forms_response_id_responses"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["verb_id"], ["verbs.id"], name=op.f("fk_verb_forms_verb_id_verbs"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("verb_id", name=op.f("pk_verb_forms")),
    )
    with op.batch_alter_table("verb_forms", schema=None) as batch_op:
        batch_op.create_index("ix_verb_forms_response", ["response_id"], unique=False)
    _append_only()


def _append_only() -> None:
    """Reviews are appended and never changed: the database itself refuses."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER reviews_no_{verb.lower()} BEFORE {verb} ON reviews "
                "BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION reviews_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'reviews are append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER reviews_append_only BEFORE UPDATE OR DELETE ON reviews "
        "FOR EACH ROW EXECUTE FUNCTION reviews_append_only()"
    )
