"""What kind of value each field of an export has: what Parquet and a dataset card must know beforehand.

A file whose first rows happen to have no value in a field must not differ from one whose rows have.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


class Kind(Enum):
    """Kinds of values; each may be missing."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    FLAG = "flag"
    MESSAGES = "messages"  # [{"role", "content"}]
    TURNS = "turns"  # [{"from", "value"}]
    FILL_INS = "fill_ins"  # [{"text", "template", "answer", "answer_form_key"}]
    FINDINGS = "findings"  # [{"code", "severity", "field", "expected", "detail"}]


Columns = Mapping[str, Kind]
"""The fields of a row in order, each with its kind."""

PARTS_OF: Mapping[Kind, tuple[str, ...]] = {
    Kind.MESSAGES: ("role", "content"),
    Kind.TURNS: ("from", "value"),
    Kind.FILL_INS: ("text", "template", "answer", "answer_form_key"),
    Kind.FINDINGS: ("code", "severity", "field", "expected", "detail"),
}
"""What the objects in a list have: texts all of them, `expected` a list of texts."""

_SIMPLE = {Kind.TEXT: "string", Kind.WHOLE: "int64", Kind.NUMBER: "float64", Kind.FLAG: "bool"}


def arrow_schema(columns: Columns) -> pa.Schema:
    """The schema of a Parquet file."""
    import pyarrow as pa

    simple = {Kind.TEXT: pa.string(), Kind.WHOLE: pa.int64(), Kind.NUMBER: pa.float64(), Kind.FLAG: pa.bool_()}

    def of(kind: Kind) -> pa.DataType:
        if kind in simple:
            return simple[kind]
        texts = [(name, pa.list_(pa.string()) if name == "expected" else pa.string()) for name in PARTS_OF[kind]]
        return pa.list_(pa.struct(texts))

    return pa.schema([(name, of(kind)) for name, kind in columns.items()])


def card_features(columns: Columns) -> list[dict[str, Any]]:
    """The features of a Hugging Face dataset card, as its YAML has them."""

    def of(name: str, kind: Kind) -> dict[str, Any]:
        if kind in _SIMPLE:
            return {"name": name, "dtype": _SIMPLE[kind]}
        parts = [
            {"name": part, "list": "string"} if part == "expected" else {"name": part, "dtype": "string"}
            for part in PARTS_OF[kind]
        ]
        return {"name": name, "list": parts}

    return [of(name, kind) for name, kind in columns.items()]
