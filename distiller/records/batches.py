"""Batches: many requests handed to a provider at once, answered within a day at a lower price."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from distiller.errors import TeacherError
from distiller.records.jobs import ClaimedItem, Reason
from distiller.records.teacher import Asked, TeacherReply
from distiller.records.words import JobStatus, Product


class BatchStatus(StrEnum):
    """Where a batch stands: the first two are ours, the others the provider's words."""

    PREPARING = "preparing"  # its calls are being collected; the provider knows nothing of it
    CREATING = "creating"  # the provider was asked to make it, and may have: see BatchRecord.token
    VALIDATING = "validating"
    IN_PROGRESS = "in_progress"
    FINALIZING = "finalizing"
    CANCELLING = "cancelling"
    COMPLETED = "completed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    FAILED = "failed"


FINAL_BATCH = (BatchStatus.COMPLETED, BatchStatus.EXPIRED, BatchStatus.CANCELLED, BatchStatus.FAILED)
"""Nothing more comes from the provider."""


@dataclass(frozen=True, slots=True)
class RemoteBatch:
    """What a provider says of a batch. `error` is its own sentence, without keys."""

    id: str
    status: BatchStatus
    completed: int = 0
    failed: int = 0
    output_file_id: str | None = None
    error_file_id: str | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """One batch. `token` is sent along as metadata: by it a batch is found that nobody lived to write down.

    `requests` and `size` (bytes of the file) are what was handed over, `completed` and `failed` what the provider
    counts, `error` says why it does not go on. All that came of it is stored when `ended_at` is set. `tried_at` is
    when the provider was last asked to make it. `job_status` is None where the job was removed.
    """

    id: int
    job_id: int | None
    provider: str
    model: str
    token: str
    status: BatchStatus
    remote_id: str | None
    input_file_id: str | None
    output_file_id: str | None
    error_file_id: str | None
    requests: int
    size: int
    completed: int
    failed: int
    error: Reason | None
    created_at: datetime
    tried_at: datetime | None
    submitted_at: datetime | None
    updated_at: datetime
    ended_at: datetime | None
    job_status: JobStatus | None = None

    @property
    def over(self) -> bool:
        """Whether the provider has finished with it."""
        return self.status in FINAL_BATCH


@dataclass(frozen=True, slots=True)
class BatchCall:
    """A call of a batch that is still open, with the items that wait for it.

    `raw` is its reply, where that is stored and nobody has interpreted it.
    """

    call_id: int
    product: Product
    request_hash: str
    asked: tuple[Asked, ...]
    items: tuple[ClaimedItem, ...]
    raw: str | None = None
    max_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """One line of what came of a batch. Neither reply nor error: the batch ended before its turn came.

    `body` is what stands in the line of a request that was refused.
    """

    custom_id: str
    reply: TeacherReply | None = None
    error: TeacherError | None = None
    body: str = ""
