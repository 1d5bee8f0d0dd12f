"""A question and its answer as HTML: the golden answer beside it, other teachers' answers below. No Gradio here.

Texts may be long: they scroll where they stand, and prompt, schema and reasoning are folded. The form for editing lies
on the card as a `<template>`: it is there in the moment it is asked for, so that no key goes elsewhere meanwhile.
"""

from __future__ import annotations

import json
from typing import Any

from distiller.records import GoldenMatch, OtherAnswer, QuestionRecord, ResponseRecord
from ui.answer_diff import Leaves, leaves, marked_words, same, written
from ui.answer_form import form_html
from ui.present import chip, esc
from ui.present_card import View, chips, findings_html, icon, meta, part_data, state, tools
from ui.texts import t

_LONG = 1_200  # characters after which a text scrolls where it stands
_OTHER_SHOWN = 2_000
_NONE: Any = object()


def question_head(view: View) -> str:
    """What was asked: the question, and folded the system prompt that applied and the schema of the answer."""
    question = view.card.question
    assert question is not None, "the card of a question has one"
    category = chip(question.category) if question.category else ""
    number = "" if question.json_id is None else f'<span class="d-muted">{esc(view.card.subject)}</span>'
    name = esc(question.json_id) if question.json_id else view.t("question-n", number=question.id)
    folded = _folded(view, "system-prompt", question.system_prompt) + _folded(
        view, "schema", _pretty(question.answer_schema), code=True
    )
    return (
        f'<header class="rv-head"><h2 id="rv-verb" tabindex="-1">{name}</h2>{meta(view, category, number)}</header>'
        f'<section class="rv-question" aria-label="{view.t("question")}">{_long(view, "question", question.text)}'
        f"{folded}</section>"
    )


def answer_html(view: View, answer: ResponseRecord) -> str:
    """The answer as it stands now, beside the golden one, with what was remarked and how it came to be."""
    question = view.card.question
    assert question is not None, "an answer belongs to a question"
    equal = chip(t(view.language, "review-golden-exact"), "ok") if answer.golden == GoldenMatch.EXACT else ""
    title = view.t("answer")
    return (
        f'<section class="rv-part rv-answer" data-kind="answer" {part_data(answer)} tabindex="-1" aria-label="{title}">'
        f'<div class="rv-part-head"><h3>{title}</h3>{chips(view, answer)}{equal}<span class="d-spring"></span>'
        f"{tools(view, answer, t(view.language, 'review-answer'), 'G')}</div>"
        f'<div class="rv-answer-body">{_compared(view, question, answer)}</div>'
        f"{findings_html(view, answer.findings)}{_was(view, answer)}"
        f"{_folded(view, 'reasoning', _reasoning(answer))}{form_place(view, answer)}</section>{others_html(view)}"
    )


def form_place(view: View, answer: ResponseRecord | None) -> str:
    """The form to edit an answer with, or to write one; asleep until the script wakes it."""
    schema = view.card.question.answer_schema if view.card.question else None
    value = None if answer is None else answer.current.get("answer")
    return f'<template class="rv-form">{form_html(schema, value, view.language, present=answer is not None)}</template>'


# --- answer and golden answer ---------------------------------------------------------------------------------


def _compared(view: View, question: QuestionRecord, answer: ResponseRecord) -> str:
    value = answer.current.get("answer")
    golden = _golden(question)
    if question.answer_schema is not None and isinstance(value, (dict, list)):
        ours, theirs = leaves(value), {} if golden is _NONE else leaves(golden)
        if ours is not None and theirs is not None and set(ours) != {""}:
            return _table(view, ours, None if golden is _NONE else theirs)
    text = written(value, indent=2)
    if golden is _NONE:
        return _long(view, "answer", text, code=not isinstance(value, str))
    ours_marked, theirs_marked = marked_words(text, written(golden, indent=2))
    code = not isinstance(value, str)
    return (
        f'<div class="rv-beside"><div><h4>{view.t("answer")}</h4>{_box(view, "answer", ours_marked, text, code=code)}'
        f"</div><div><h4>{view.t('golden')}</h4>{_box(view, 'golden', theirs_marked, text, code=code)}</div></div>"
    )


def _table(view: View, ours: Leaves, golden: Leaves | None) -> str:
    """What stands at each path; a path that differs from the golden answer is marked and said to."""
    paths = list(ours) + [path for path in golden or () if path not in ours]
    rows = "".join(_row(view, path, ours.get(path, _NONE), golden) for path in paths)
    names = ("path", "answer") + (() if golden is None else ("golden",))
    heads = "".join(f'<th scope="col">{view.t(name)}</th>' for name in names)
    look = " rv-paths--golden" if golden is not None else ""
    return (
        f'<div class="rv-scroll" tabindex="0" role="region" aria-label="{view.t("answer")}">'
        f'<table class="rv-paths{look}"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(view: View, path: str, ours: Any, golden: Leaves | None) -> str:
    name = f'<th scope="row">{esc(path) or "–"}</th>'
    if golden is None:
        return f"<tr>{name}<td>{_leaf(ours)}</td></tr>"
    theirs = golden.get(path, _NONE)
    if same(ours, theirs):
        return f'<tr>{name}<td>{_leaf(ours)}</td><td class="d-muted">{_leaf(theirs)}</td></tr>'
    if ours is _NONE or theirs is _NONE:
        left = f'<i class="rv-blank">{view.t("absent")}</i>' if ours is _NONE else f"<ins>{_leaf(ours)}</ins>"
        right = f'<i class="rv-blank">{view.t("absent")}</i>' if theirs is _NONE else f"<del>{_leaf(theirs)}</del>"
    else:
        left, right = marked_words(written(ours), written(theirs))
        if left == right:  # the text "1" and the number 1
            left, right = f"<ins>{_leaf(ours, kind=True)}</ins>", f"<del>{_leaf(theirs, kind=True)}</del>"
    mark = f'<span class="rv-warn">{icon("warning")}<i class="d-hidden">{view.t("differs-here")}</i></span> '
    return f'<tr class="rv-differs">{name}<td>{mark}{left}</td><td>{right}</td></tr>'


def _leaf(value: Any, *, kind: bool = False) -> str:
    if value is _NONE:
        return ""
    return esc(json.dumps(value, ensure_ascii=False) if kind else written(value))


def _golden(question: QuestionRecord) -> Any:
    """The golden answer: text, or the JSON value where the question has a schema."""
    if question.golden_answer is None:
        return _NONE
    if question.answer_schema is None:
        return question.golden_answer
    try:
        return json.loads(question.golden_answer)
    except (ValueError, RecursionError):
        return question.golden_answer


def _was(view: View, answer: ResponseRecord) -> str:
    """What the teacher had written, where a person changed it."""
    if answer.edited is None:
        return ""
    text = written(answer.payload.get("answer"), indent=2)
    _, before = marked_words(written(answer.current.get("answer"), indent=2), text)
    code = not isinstance(answer.payload.get("answer"), str)
    box = _box(view, "was-answer", before, text, code=code)
    return f'<details class="rv-more"><summary>{view.t("was-answer")}</summary>{box}</details>'


def _reasoning(answer: ResponseRecord) -> str | None:
    found = answer.payload.get("reasoning")
    return found if isinstance(found, str) and found.strip() else None


# --- other teachers -------------------------------------------------------------------------------------------


def others_html(view: View) -> str:
    """The answers of other jobs to the same question, those that differ first."""
    if not view.card.others:
        return ""
    lines = "".join(_other(view, other) for other in view.card.others)
    agree = sum(other.agrees for other in view.card.others)
    count = view.t("others-agree", agree=agree, total=len(view.card.others)) if view.card.answer else ""
    return (
        f'<section class="rv-others" aria-label="{view.t("others")}"><div class="rv-part-head"><h3>{view.t("others")}'
        f'</h3><span class="d-muted d-small">{count}</span></div><ul role="list">{lines}</ul></section>'
    )


def _other(view: View, other: OtherAnswer) -> str:
    response = other.response
    model = view.t("offline") if other.provider == "offline" else esc(other.model_name or other.provider)
    mark = ""
    if view.card.answer is not None:
        key, tone = ("agrees", "ok") if other.agrees else ("disagrees", "warn")
        mark = chip(t(view.language, f"review-{key}"), tone)
    decided = ""
    if response.is_correct is not None:
        tone = "ok" if response.is_correct else "bad"
        decided = chip(t(view.language, f"review-state-{state(response)}"), tone)
    jump = (
        f'<button type="button" class="d-btn d-btn--small d-btn--quiet" data-act="jump" data-to="{response.card_id}">'
        f"{view.t('others-open')}</button>"
    )
    return (
        f'<li><p class="rv-other-head">{mark}<b>{model}</b>'
        f'<span class="d-muted">{view.t("job", id=other.job_id)}</span>'
        f'{decided}<span class="d-spring"></span>{jump}</p>{_other_text(view, other)}</li>'
    )


def _other_text(view: View, other: OtherAnswer) -> str:
    """What another teacher answered: of JSON what differs by path, of text what differs by word."""
    theirs = other.response.current.get("answer")
    own = _NONE if view.card.answer is None else view.card.answer.current.get("answer")
    if own is not _NONE and same(own, theirs):
        return ""
    a, b = leaves(own) if isinstance(own, (dict, list)) else None, leaves(theirs)
    if a is not None and b is not None and not other.agrees:
        lines = [
            f"<dt>{esc(path) or '–'}</dt><dd>{_leaf(b[path]) if path in b else view.t('absent')}</dd>"
            for path in dict.fromkeys((*a, *b))
            if not same(a.get(path, _NONE), b.get(path, _NONE))
        ]
        return f'<dl class="rv-other-paths">{"".join(lines[:40])}</dl>'
    text = written(theirs, indent=2)
    cut = text[:_OTHER_SHOWN]
    shown = esc(cut) if own is _NONE else marked_words(cut, written(own, indent=2)[:_OTHER_SHOWN])[0]
    return f'<p class="rv-other-text">{shown}{"…" if len(text) > len(cut) else ""}</p>'


# --- long texts -----------------------------------------------------------------------------------------------


def _long(view: View, name: str, text: str, *, code: bool = False) -> str:
    return _box(view, name, esc(text), text, code=code)


def _box(view: View, name: str, html: str, text: str, *, code: bool = False) -> str:
    """Text in its own lines; a long one scrolls, and then the keyboard can reach it."""
    look = "rv-prose" + (" rv-code" if code else "")
    if len(text) <= _LONG and text.count("\n") < 14:
        return f'<div class="{look}">{html}</div>'
    return f'<div class="{look} rv-scroll" tabindex="0" role="region" aria-label="{view.t(name)}">{html}</div>'


def _folded(view: View, name: str, text: str | None, *, code: bool = False) -> str:
    if not text:
        return ""
    box = _long(view, name, text, code=code)
    return f'<details class="rv-more"><summary>{view.t(name)}</summary>{box}</details>'


def _pretty(schema: str | None) -> str | None:
    if schema is None:
        return None
    try:
        return json.dumps(json.loads(schema), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return schema
