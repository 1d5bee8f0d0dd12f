"""The door to teachers: one request in, one stored-as-received reply out, or a TeacherError.

Who asks neither knows nor cares which teacher answers: an endpoint on the network or the rules in this process.
Everything here is safe to call from many threads at once. Nothing expensive is imported or opened before a
teacher is used for the first time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO, Protocol

from distiller.errors import SettingsError
from distiller.presets import StructuredMode
from distiller.records import BatchAnswer, RemoteBatch, TeacherReply, TeacherRequest, Usage
from distiller.settings import ProviderSettings, Settings

if TYPE_CHECKING:
    from distiller.providers.openai_compatible import OpenAICompatibleTeacher


class BatchTeacher(Protocol):
    """A teacher's other door: many requests handed over at once, and fetched when they are answered.

    Everything raises TeacherError and nothing else. What an exchange costs is said by `price`.
    """

    def line(self, custom_id: str, request: TeacherRequest) -> bytes:
        """One request as a line of the file."""
        ...

    def upload(self, file: BinaryIO) -> str:
        """The id of the file at the provider."""
        ...

    def create(self, file_id: str, token: str) -> RemoteBatch:
        """Has a file answered; `token` is what the batch can be found by."""
        ...

    def find(self, token: str, since: datetime) -> list[RemoteBatch]:
        """The batches with this token, those of use first."""
        ...

    def retrieve(self, remote_id: str) -> RemoteBatch:
        """How a batch stands."""
        ...

    def cancel(self, remote_id: str) -> RemoteBatch:
        """Asks the provider to stop."""
        ...

    def download(self, file_id: str, sink: BinaryIO) -> None:
        """A file of answers, whole."""
        ...

    def answers(self, file: BinaryIO, model: str) -> Iterator[BatchAnswer]:
        """What stands in a file of answers."""
        ...

    def refused(self, request: TeacherRequest, answer: BatchAnswer) -> Callable[[], None] | None:
        """Where a request was refused for its manner: how to have the next ones go in another. To be called when all
        that went in that manner has been looked at."""
        ...

    def worst_case(self, request: TeacherRequest) -> Decimal | None:
        """The most that this request can cost in a batch; None where the price is unknown."""
        ...


class Teacher(Protocol):
    """Whatever answers a request. `model` is the one to use where a job names none."""

    @property
    def name(self) -> str:
        """The provider's name."""
        ...

    @property
    def model(self) -> str:
        """The model that is used where nothing else is asked."""
        ...

    @property
    def offline(self) -> bool:
        """Whether it is the built-in one."""
        ...

    @property
    def concurrency(self) -> int:
        """How many calls may be under way at once."""
        ...

    def complete(self, request: TeacherRequest) -> TeacherReply:
        """The reply to one request; raises TeacherError and nothing else."""
        ...

    def price(self, usage: Usage, model: str) -> Decimal | None:
        """What this usage costs in US dollars; None where price or usage is unknown."""
        ...

    def worst_case(self, request: TeacherRequest) -> Decimal | None:
        """The most that this request can cost, an estimate on the safe side; None where the price is unknown."""
        ...

    def structured(self, model: str) -> StructuredMode | None:
        """How this model turned out to take a schema; None as long as no answer has shown it."""
        ...

    def models(self) -> list[str]:
        """What the endpoint says it serves; raises TeacherError."""
        ...

    def batches(self) -> BatchTeacher | None:
        """Its other door; None where it has none."""
        ...

    def close(self) -> None:
        """Let go of connections and of waits; calls under way end with TeacherError."""
        ...


class Teachers:
    """The configured teachers by name, in order: the default one first, the offline one always there."""

    def __init__(self, teachers: dict[str, Teacher], default: str) -> None:
        self._teachers = teachers
        self.default = default

    def __getitem__(self, name: str) -> Teacher:
        """The teacher of this name; SettingsError if it is not configured (any more)."""
        if name not in self._teachers:
            raise SettingsError("settings-unknown-provider", provider=name)
        return self._teachers[name]

    def __contains__(self, name: object) -> bool:
        return name in self._teachers

    def __iter__(self) -> Iterator[str]:
        return iter(self._teachers)

    def __len__(self) -> int:
        return len(self._teachers)

    def close(self) -> None:
        """Close all of them."""
        for teacher in self._teachers.values():
            teacher.close()


class _Lazy:
    """A network teacher that imports and opens its client at the first call: that costs more than a second."""

    def __init__(self, provider: ProviderSettings, secrets: tuple[str, ...]) -> None:
        self._provider = provider
        self._secrets = secrets
        self._lock = threading.Lock()
        self._teacher: OpenAICompatibleTeacher | None = None
        self._closed = False

    @property
    def name(self) -> str:
        return self._provider.name

    @property
    def model(self) -> str:
        return self._provider.model

    @property
    def offline(self) -> bool:
        return False

    @property
    def concurrency(self) -> int:
        return self._provider.concurrency

    def _opened(self) -> OpenAICompatibleTeacher:
        with self._lock:
            if self._teacher is None:
                from distiller.providers.openai_compatible import OpenAICompatibleTeacher

                self._teacher = OpenAICompatibleTeacher(self._provider, self._secrets)
                if self._closed:
                    self._teacher.close()
            return self._teacher

    def complete(self, request: TeacherRequest) -> TeacherReply:
        return self._opened().complete(request)

    def price(self, usage: Usage, model: str) -> Decimal | None:
        from distiller.providers.costs import price

        return price(self._provider, usage, model)

    def worst_case(self, request: TeacherRequest) -> Decimal | None:
        from distiller.providers.costs import worst_case

        return worst_case(self._provider, request)

    def structured(self, model: str) -> StructuredMode | None:
        with self._lock:
            opened = self._teacher
        return None if opened is None else opened.structured(model)

    def models(self) -> list[str]:
        return self._opened().models()

    def batches(self) -> BatchTeacher | None:
        return self._opened().batches()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            if self._teacher is not None:
                self._teacher.close()


def open_teachers(settings: Settings) -> Teachers:
    """All configured teachers; cheap, since each opens itself when it is used. Close them at the end."""
    from distiller.providers.offline import OfflineTeacher

    secrets = settings.secrets()
    teachers: dict[str, Teacher] = {}
    for provider in settings.providers:
        if provider.offline:
            teachers[provider.name] = OfflineTeacher(
                provider, delay=settings.offline_delay, mistakes=settings.offline_mistakes
            )
        else:
            teachers[provider.name] = _Lazy(provider, secrets)
    return Teachers(teachers, settings.default_provider)
