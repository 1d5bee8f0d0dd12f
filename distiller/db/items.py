"""An item as it leaves the store."""

from __future__ import annotations

from typing import Any

from distiller.records import ItemRecord, JobOptions, Product


def item_record(row: Any, options: JobOptions, responses: int) -> ItemRecord:
    """The record of a row of items; `responses` are its valid and current ones, `asked` follows from the options."""
    many = row.product == Product.SENTENCES and row.target_response is None
    return ItemRecord(
        id=row.id,
        job_id=row.job_id,
        card_id=row.card_id,
        subject=row.subject,
        product=row.product,
        status=row.status,
        attempts=row.attempts,
        error_type=row.error_type,
        error_message=row.error_message,
        target_response=row.target_response,
        responses=responses,
        asked=options.sentence_count if many else 1,
        title=getattr(row, "title", None) or "",
    )
