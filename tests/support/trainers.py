"""What trainers say they read, as checkers: each raises AssertionError for a row that its trainer would not take."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def openai_chat(row: Row) -> None:
    """OpenAI, guide "Supervised fine-tuning", and the checks of the cookbook's "Data preparation and analysis for chat
    model fine-tuning": only `messages`; roles system, user, assistant; text that is not empty; the assistant last.
    """
    assert set(row) == {"messages"}
    _chat(row["messages"])
    assert row["messages"][-1]["role"] == "assistant"


OPENAI_LEAST_EXAMPLES = 10
"""The same guide: a training file needs at least ten examples."""


def trl_language_modeling(row: Row) -> None:
    """TRL, "Dataset formats and types": language modelling, conversational: `messages` of role and content."""
    assert set(row) == {"messages"}
    _chat(row["messages"])


def trl_prompt_completion(row: Row) -> None:
    """TRL, the same page: prompt-completion, standard (texts) or conversational (messages), never mixed."""
    assert set(row) == {"prompt", "completion"}
    _sides(row["prompt"], row["completion"])


def trl_preference(row: Row) -> None:
    """TRL, the same page: preference with an explicit prompt: chosen and rejected begin where the prompt ends."""
    assert set(row) == {"prompt", "chosen", "rejected"}
    _sides(row["prompt"], row["chosen"], row["rejected"])
    assert row["chosen"] != row["rejected"]


def trl_unpaired_preference(row: Row) -> None:
    """TRL, the same page: unpaired preference (KTO): prompt, completion, and a label that is a bool."""
    assert set(row) == {"prompt", "completion", "label"}
    assert isinstance(row["label"], bool)
    _sides(row["prompt"], row["completion"])


def llama_factory_alpaca(row: Row) -> None:
    """LLaMA-Factory, data/README.md, "Alpaca format": instruction and output required, input and system optional."""
    assert set(row) == {"instruction", "input", "output", "system"}
    assert all(isinstance(value, str) for value in row.values())
    assert row["instruction"]
    assert row["output"]


def llama_factory_sharegpt(row: Row) -> None:
    """LLaMA-Factory, data/README.md, "Sharegpt format": behind a system turn, human in odd and gpt in even places."""
    assert set(row) == {"conversations"}
    turns = list(row["conversations"])
    if turns[0]["from"] == "system":
        turns = turns[1:]
    assert turns
    assert len(turns) % 2 == 0
    for place, turn in enumerate(turns, start=1):
        assert set(turn) == {"from", "value"}
        assert turn["from"] == ("human" if place % 2 else "gpt")
        assert turn["value"]


_INFO_FIELDS = {"file_name", "formatting", "ranking", "columns", "tags"}
_INFO_COLUMNS = {"prompt", "query", "response", "messages", "system", "chosen", "rejected", "kto_tag"}
_INFO_TAGS = {"role_tag", "content_tag", "user_tag", "assistant_tag", "system_tag"}


def llama_factory_info(entry: Row, fields: Sequence[str]) -> None:
    """LLaMA-Factory, data/README.md: what dataset_info.json may say; its columns are those of the file."""
    assert set(entry) <= _INFO_FIELDS
    assert entry["file_name"]
    assert entry.get("formatting", "alpaca") in ("alpaca", "sharegpt")
    assert set(entry["columns"]) <= _INFO_COLUMNS
    assert set(entry["columns"].values()) <= set(fields)
    assert set(entry.get("tags", {})) <= _INFO_TAGS


def _chat(messages: Sequence[Row]) -> None:
    roles = [message["role"] for message in messages]
    assert all(set(message) == {"role", "content"} for message in messages)
    assert roles in (["user", "assistant"], ["system", "user", "assistant"])
    assert all(isinstance(message["content"], str) and message["content"] for message in messages)


def _sides(prompt: Any, *completions: Any) -> None:
    if isinstance(prompt, str):
        assert all(isinstance(text, str) and text for text in (prompt, *completions))
        return
    assert prompt[-1]["role"] == "user"
    for completion in completions:
        assert [message["role"] for message in completion] == ["assistant"]
        _chat([*prompt, *completion])


CHECKERS: Mapping[str, tuple[Callable[[Row], None], ...]] = {
    "openai-chat": (openai_chat, trl_language_modeling),
    "sharegpt": (llama_factory_sharegpt,),
    "alpaca": (llama_factory_alpaca,),
    "prompt-completion": (trl_prompt_completion,),
    "preferences": (trl_preference,),
    "kto": (trl_unpaired_preference,),
}
"""Who reads which shape."""
