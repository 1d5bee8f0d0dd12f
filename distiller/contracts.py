"""What a teacher must return, as pydantic models; the JSON schemas that are sent and checked come from them.

Two schemas per product: `request_schema` is what strict Structured Outputs accepts (closed objects, everything
required, no length or range keywords, and the auxiliary as an enum); `reply_schema` is what a reply is checked
against (the auxiliary a string: the business rule decides; extra keys are tolerated and ignored).
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FormSet(_Closed):
    """One verb: its infinitive, six forms and the auxiliary of the perfect."""

    infinitive: str = Field(description="The infinitive exactly as asked")
    tt_ik: str = Field(description="Present, ik: loop, bel op")
    tt_jij: str = Field(description="Present, jij before the verb: loopt, belt op")
    tt_hij: str = Field(description="Present, hij/zij/het: loopt, belt op")
    vt_ev: str = Field(description="Past singular: liep, belde op")
    vt_mv: str = Field(description="Past plural: liepen, belden op")
    vd: str = Field(description="Past participle, one word: gelopen, opgebeld; empty if there is none")
    vd_hulpwerkwoord: str = Field(description="Auxiliary of the perfect: hebben or zijn")


class _FormSetAsked(FormSet):
    vd_hulpwerkwoord: Literal["hebben", "zijn"] = Field(description="Auxiliary of the perfect")


class FormsReply(_Closed):
    """The reply of product forms: one result per infinitive, in the order of the request."""

    results: list[FormSet]


class _FormsAsked(_Closed):
    results: list[_FormSetAsked]


class SentencesReply(_Closed):
    """The reply of product sentences."""

    sentences: list[str]


def _inline(schema: Any, definitions: dict[str, Any]) -> Any:
    """The schema with its $refs written out and titles dropped: what every endpoint understands."""
    if isinstance(schema, list):
        return [_inline(part, definitions) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inline(definitions[schema["$ref"].rsplit("/", 1)[1]], definitions)
    return {k: _inline(v, definitions) for k, v in schema.items() if k not in ("$defs", "title")}


def _schema_of(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema()
    inlined = _inline(schema, schema.get("$defs", {}))
    inlined.pop("description", None)
    return dict(inlined)


def _tolerant(schema: Any) -> Any:
    """The same schema without `additionalProperties: false`: an extra key is no reason to lose a verb."""
    if isinstance(schema, list):
        return [_tolerant(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {k: _tolerant(v) for k, v in schema.items() if k != "additionalProperties"}


def forms_request_schema() -> dict[str, Any]:
    """The strict schema sent with a forms request."""
    return _schema_of(_FormsAsked)


def form_set_schema() -> dict[str, Any]:
    """What one result of a forms reply is checked against."""
    return dict(_tolerant(_schema_of(FormSet)))


def sentences_request_schema() -> dict[str, Any]:
    """The strict schema sent with a sentences request."""
    return _schema_of(SentencesReply)


def sentences_reply_schema() -> dict[str, Any]:
    """What a sentences reply is checked against; a sentence is looked at by itself: a bad one costs only itself."""
    schema = _tolerant(_schema_of(SentencesReply))
    schema["properties"]["sentences"] = {"type": "array"}
    return dict(schema)
