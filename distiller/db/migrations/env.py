"""Run by Alembic with a connection handed in by `distiller.db.migrate`."""

from __future__ import annotations

from alembic import context

from distiller.db.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
