"""From a planned call to what is stored and sent for it."""

from __future__ import annotations

from distiller.engine.calls import PlannedCall
from distiller.llm import Teachers
from distiller.recipes import recipe_for, request_hash
from distiller.records import TeacherRequest
from distiller.settings import Settings
from distiller.store.engine import NewCall


class Prepare:
    """Safe for many threads; holds no state of a call."""

    def __init__(self, teachers: Teachers, settings: Settings) -> None:
        self._teachers = teachers
        self._settings = settings

    def __call__(self, call: PlannedCall) -> tuple[TeacherRequest, NewCall]:
        """The request, and the call as it is stored before it goes out. Raises SettingsError: the provider is gone."""
        teacher = self._teachers[call.provider]
        provider = self._settings.provider(call.provider)
        recipe = recipe_for(call.product)
        request = recipe.request(
            [i.asked for i in call.items], model=call.model, max_output_tokens=provider.max_output_tokens
        )
        return request, NewCall(
            job_id=call.job.id,
            product=call.product,
            provider=call.provider,
            model=request.model,
            params={"temperature": request.temperature, "max_tokens": request.max_tokens},
            prompt_version=request.prompt_version,
            request_hash=request_hash(request, provider.endpoint),
            reserved_cost=teacher.worst_case(request),
        )
