"""The items of one job: a page of them, filtered by status, and the replies of one on request. No Gradio here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from distiller.records import CallRecord, InvalidRecord, ItemRecord, ItemStatus, Product
from ui.present import chip, count, duration, esc, money, time_tag
from ui.present_errors import failure_html
from ui.query import Query
from ui.texts import n, t

RAW_SHOWN = 20_000
"""Characters of a raw reply on the screen; a reply can have five million."""

_TONES = {ItemStatus.RUNNING: "accent", ItemStatus.SUCCESS: "ok", ItemStatus.FAILED: "bad"}


@dataclass(frozen=True, slots=True)
class Replies:
    """What one item was answered: its calls, and what of the replies was invalid."""

    item: int
    calls: Sequence[CallRecord]
    invalid: Sequence[InvalidRecord]


def item_list(
    items: Sequence[ItemRecord],
    query: Query,
    language: str,
    *,
    trail: Sequence[int] = (),
    more: bool = False,
    replies: Replies | None = None,
) -> str:
    """One page of items with the status filter; `trail` are the ids the earlier pages began after."""
    rows = "".join(_row(item, query, language, replies) for item in items)
    asks = " j-items--questions" if items and items[0].product == Product.ANSWER else ""
    body = (
        f'<div class="d-scroll"><table class="d-table j-items{asks}"><thead><tr>{_columns(items, language)}</tr>'
        f"</thead><tbody>{rows}</tbody></table></div>"
        if items
        else f'<p class="d-muted">{esc(t(language, "jobs-items-none"))}</p>'
    )
    last = items[-1].id if items else 0
    return (
        f'<section class="j-section"><div class="d-row"><h3>{esc(t(language, "jobs-items"))}</h3>'
        f'<span class="d-spring"></span>{_filter(query, language)}</div>{body}{_pager(trail, last, more, language)}'
        f"</section>"
    )


def _columns(items: Sequence[ItemRecord], language: str) -> str:
    subject = "question" if items[0].product == Product.ANSWER else "verb"
    names = (subject, "product", "status", "result")
    return "".join(f'<th scope="col">{esc(t(language, f"jobs-column-{name}"))}</th>' for name in names) + (
        f'<th scope="col"><span class="d-hidden">{esc(t(language, "jobs-replies"))}</span></th>'
    )


def _filter(query: Query, language: str) -> str:
    links = []
    for status in ("", *ItemStatus):
        label = t(language, f"jobs-item-{status}") if status else t(language, "all")
        href = esc(replace(query, tab="jobs", status=str(status), item=None).link())
        chosen = " aria-current=true" if query.status == status else ""
        links.append(
            f'<a class="d-btn d-btn--small" data-go data-key="show-{status}" href="{href}"{chosen}>{esc(label)}</a>'
        )
    return f'<nav class="d-row j-filter" aria-label="{esc(t(language, "jobs-filter"))}">{"".join(links)}</nav>'


def _pager(trail: Sequence[int], last: int, more: bool, language: str) -> str:
    if not trail and not more:
        return ""
    buttons = []
    for act, enabled in (("previous", bool(trail)), ("next", more)):
        off = "" if enabled else " disabled"
        buttons.append(
            f'<button type="button" class="d-btn d-btn--small" data-act="{act}" data-last="{last}" '
            f'data-key="page-{act}"{off}>{esc(t(language, act))}</button>'
        )
    return f'<div class="d-row j-pager">{"".join(buttons)}</div>'


def _row(item: ItemRecord, query: Query, language: str, replies: Replies | None) -> str:
    opened = replies is not None and replies.item == item.id
    href = esc(replace(query, tab="jobs", item=None if opened else item.id).link())
    label = t(language, "jobs-replies-hide" if opened else "jobs-replies")
    why = failure_html(item.error_type, item.error_message, language)
    message = f'<div class="j-message">{why}</div>' if why else ""
    row = (
        f"<tr{' class=j-opened' if opened else ''}><td>{_subject(item)}</td>"
        f"<td>{esc(t(language, f'jobs-product-{item.product}'))}</td>"
        f"<td>{chip(t(language, f'jobs-item-{item.status}'), _TONES.get(item.status, ''))}</td>"
        f'<td class="d-num">{_result(item, language)}{message}</td>'
        f'<td class="j-last"><a class="d-btn d-btn--small" data-go data-key="item-{item.id}" href="{href}" '
        f'aria-expanded="{str(opened).lower()}">{esc(label)}<span class="d-hidden"> {esc(item.subject)}</span></a></td>'
        f"</tr>"
    )
    if opened and replies is not None:
        row += f'<tr class="j-replies"><td colspan="5">{_replies(item, replies, language)}</td></tr>'
    return row


def _subject(item: ItemRecord) -> str:
    if not item.title:
        return f"<b>{esc(item.subject)}</b>"
    return f'<span class="d-muted d-num">{esc(item.subject)}</span> <b class="d-wrap">{esc(item.title)}</b>'


def _result(item: ItemRecord, language: str) -> str:
    said = []
    if item.status == ItemStatus.SUCCESS and item.product == Product.SENTENCES:
        said.append(esc(t(language, "jobs-result-of", count=item.responses, asked=item.asked)))
    if item.attempts > 1 or (item.attempts and item.status == ItemStatus.FAILED):
        said.append(f'<span class="d-muted">{esc(n(language, "jobs-attempts", item.attempts))}</span>')
    return " · ".join(said)


# --- replies ------------------------------------------------------------------------------------------------


def _replies(item: ItemRecord, replies: Replies, language: str) -> str:
    title = f"<h4>{esc(t(language, 'jobs-replies-of', subject=item.subject))}</h4>"
    if not replies.calls and not replies.invalid:
        return f'{title}<p class="d-muted">{esc(t(language, "jobs-replies-none"))}</p>'
    calls = "".join(_call(call, language) for call in replies.calls)
    return title + calls + "".join(_invalid(one, language) for one in replies.invalid)


def _call(call: CallRecord, language: str) -> str:
    facts = [
        f"{esc(call.model)} ({esc(call.provider)})",
        esc(t(language, "jobs-call-prompt", version=call.prompt_version)),
        esc(_became(call, language)),
        time_tag(call.sent_at),
    ]
    if call.latency_s is not None:
        facts.append(esc(f"{call.latency_s:.1f} s" if call.latency_s < 60 else duration(call.latency_s, language)))
    if call.usage.completion_tokens is not None:
        tokens = (count(call.usage.prompt_tokens or 0, language), count(call.usage.completion_tokens, language))
        facts.append(esc(t(language, "jobs-tokens-value", prompt=tokens[0], completion=tokens[1])))
    facts.append(esc(money(call.cost, language, offline=call.provider == "offline")))
    error = ""
    if call.error_message:
        why = failure_html(call.error_type, call.error_message, language)
        error = f'<p class="j-message"><code>{esc(call.error_type or "")}</code> {why}</p>'
    raw = f"<p>{esc(t(language, 'jobs-raw'))}</p>{_pre(call.raw_reply, language)}" if call.raw_reply else ""
    return (
        f'<div class="j-call"><p class="d-small"><b>{esc(t(language, "jobs-call", id=call.id))}</b> · '
        f"{' · '.join(facts)}</p>{error}{raw}</div>"
    )


def _became(call: CallRecord, language: str) -> str:
    if call.reused_from is not None:
        return t(language, "jobs-call-reused", id=call.reused_from)
    return t(language, f"jobs-call-{call.status}")


def _invalid(one: InvalidRecord, language: str) -> str:
    why = failure_html(one.error_type, one.validation_error, language)
    return (
        f'<div class="j-call"><p class="d-small"><b>{esc(t(language, "jobs-invalid"))}</b> · '
        f"<code>{esc(one.error_type)}</code> · {time_tag(one.created_at)}</p>"
        f'<p class="j-message">{why}</p>{_pre(one.raw_text, language)}</div>'
    )


def _pre(text: str, language: str) -> str:
    rest = len(text) - RAW_SHOWN
    cut = ""
    if rest > 0:
        cut = f'<p class="d-muted d-small">{esc(t(language, "jobs-cut", count=count(rest, language)))}</p>'
    return f'<pre class="d-pre" tabindex="0">{esc(text[:RAW_SHOWN])}</pre>{cut}'
