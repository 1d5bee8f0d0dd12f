"""The further providers of a job: which may be named, and which of them are still there."""

from __future__ import annotations

from collections.abc import Container

from distiller.errors import InputError
from distiller.llm import Teachers
from distiller.records import Failover, JobOptions, JobRecord


def check_others(teachers: Teachers, provider: str, options: JobOptions) -> None:
    """Nothing, if a job of `provider` can have the others that its options name.

    Raises SettingsError for one that is not configured, and InputError for one that is named twice, for the offline
    teacher (its answers by rule would stand among those of models), and for a policy without others.
    """
    if options.failover is not Failover.NONE and not options.others:
        raise InputError("input-failover-alone", failover=options.failover.value)
    seen = {provider}
    for name in options.others:
        teacher = teachers[name]
        if name in seen:
            raise InputError("input-provider-twice", provider=name)
        if teacher.offline or teachers[provider].offline:
            raise InputError("input-provider-offline")
        seen.add(name)


def missing(job: JobRecord, configured: Container[str]) -> tuple[str, ...]:
    """The further providers of a job that are not configured any more: the rest does their part."""
    return tuple(name for name in job.options.others if name not in configured)
