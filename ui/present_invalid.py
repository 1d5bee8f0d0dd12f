"""Invalid replies as HTML: what the teacher wrote and where the fault is, on the card and in a list. No Gradio here."""

from __future__ import annotations

from collections.abc import Sequence

from distiller.records import InvalidReply
from ui.present import esc
from ui.present_errors import failure
from ui.texts import n, t


def reply_html(reply: InvalidReply, language: str, told: str | None = None) -> str:
    """The last invalid reply of an item on its card; the script takes the text from here to be corrected.

    `told` is the message that stands above it already.
    """
    where = ""
    if reply.path:
        where = f'<span class="rv-where">{esc(t(language, "review-path"))} <code>{esc(reply.path)}</code></span>'
    more = ""
    if reply.count > 1:
        more = f' <span class="d-muted d-small">{esc(n(language, "review-invalid-count", reply.count))}</span>'
    why = ""
    if reply.message != told:
        kind = f'<code class="rv-error-type">{esc(reply.error_type)}</code>'
        why = f'<p class="d-small" lang="en">{kind} {esc(reply.message)}</p>'
    label = esc(t(language, "review-reply"))
    return (
        f'<div class="rv-reply"><p>{where}{more}</p>{why}'
        f'<pre class="d-pre rv-reply-text" tabindex="0" role="region" aria-label="{label}">\n{esc(reply.text)}</pre>'
        "</div>"
    )


def invalid_lines(replies: Sequence[InvalidReply], language: str) -> str:
    """The list beside the card: each item that failed on a reply, with its type of error and the place."""
    return "".join(_line(reply, language) for reply in replies)


def _line(reply: InvalidReply, language: str) -> str:
    why = failure(reply.error_type, None, language) or reply.error_type
    place = f'<code class="rv-error-type">{esc(reply.path)}</code>' if reply.path else ""
    return (
        f'<li><button type="button" data-act="jump" data-to="{reply.card_id}" data-key="rv-card-{reply.card_id}" '
        f'title="{esc(reply.message[:300])}"><span class="rv-subject">{esc(reply.title or reply.subject)}</span>'
        f'<span class="d-muted d-small">{esc(why)}</span>{place}</button></li>'
    )
