"""The verb database on the screen: a page of verbs, one verb, coverage, the result of an import. No Gradio here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qs

from distiller.dutch.model import ANSWER_KEYS, FORM_FIELDS
from distiller.importers.entry_texts import reason_text
from distiller.importers.verb_database import RowError
from distiller.records import FillInRecord, VerbRecord
from distiller.verb_import import ImportResult
from distiller.verbs import ONLY, KeyCoverage, live_sentences, verb_coverage
from ui.present import chip, count, empty, esc, time_tag
from ui.query import Query
from ui.texts import all_texts, n, t

PAGE = 50
REFUSED_SHOWN = 200
BLANK = "___"


@dataclass(frozen=True, slots=True)
class VerbsQuery:
    """What the tab shows, from the address: the query of every link, and the page, which counts from 1."""

    query: Query
    page: int = 1

    @classmethod
    def parse(cls, search: str | None) -> VerbsQuery:
        """From `location.search`; what makes no sense restricts nothing."""
        query = Query.parse(search)
        if query.status not in ONLY:
            query = replace(query, status="")
        said = (parse_qs((search or "").lstrip("?")[:2000]).get("page") or ["1"])[0]
        page = int(said) if said.isascii() and said.isdigit() and len(said) < 8 else 1
        return cls(replace(query, tab="verbs"), max(1, page))

    def link(self, *, page: int | None = None, item: int | None = None) -> str:
        """The same list at another page, or with a verb opened."""
        link = replace(self.query, item=item, lang="").link()
        page = self.page if page is None else page
        return link if page == 1 else f"{link}&page={page}"


def no_participle(forms: Mapping[str, str]) -> bool:
    """Whether the verb has no perfect: neither participle nor auxiliary. That is not missing."""
    return not forms.get("vd") and not forms.get("vd_hulpwerkwoord")


def value(forms: Mapping[str, str], name: str, language: str) -> str:
    """One field as HTML: the form, "n/a" where the verb has none, or the mark that it is to be filled in."""
    if forms.get(name):
        return esc(forms[name])
    if name in ("vd", "vd_hulpwerkwoord") and no_participle(forms):
        return f'<span class="d-muted">{esc(t(language, "verbs-none"))}</span>'
    return f'<span class="v-missing">{esc(t(language, "verbs-missing"))}</span>'


# --- the list -----------------------------------------------------------------------------------------------


def verb_list(verbs: Sequence[VerbRecord], total: int, asked: VerbsQuery, language: str) -> str:
    """One page of verbs, with the way to the others."""
    if not verbs:
        return _no_verbs(asked, language)
    heads = "".join(
        f'<th scope="col">{esc(t(language, f"verbs-field-{name}"))}</th>' for name in ("infinitive", *FORM_FIELDS)
    )
    rows = "".join(_row(verb, asked, language) for verb in verbs)
    return (
        f'<div class="v-list">{_pager(len(verbs), total, asked, language)}<div class="d-card v-table"><table '
        f'class="d-table"><thead><tr>{heads}<th scope="col" class="v-n">'
        f"{esc(t(language, 'verbs-column-sentences'))}</th></tr></thead><tbody>{rows}</tbody></table></div>"
        f"{_pager(len(verbs), total, asked, language, below=True)}</div>"
    )


def _no_verbs(asked: VerbsQuery, language: str) -> str:
    if asked.query.q or asked.query.status or asked.page > 1:
        link = (Query(tab="verbs").link(), t(language, "verbs-nothing-go"))
        return empty(t(language, "verbs-nothing"), t(language, "verbs-nothing-text"), link)
    return empty(t(language, "verbs-empty"), t(language, "verbs-empty-text"))


def _row(verb: VerbRecord, asked: VerbsQuery, language: str) -> str:
    cells = "".join(
        f'<td data-label="{esc(t(language, f"verbs-field-{name}"))}">{value(verb.forms, name, language)}</td>'
        for name in FORM_FIELDS
    )
    retired = " " + chip(t(language, "verbs-retired"), "bad") if verb.retired_at else ""
    served = len(live_sentences(verb))
    return (
        f'<tr><th scope="row"><a data-go data-key="verb-{verb.id}" href="{esc(asked.link(item=verb.id))}">'
        f"{_name(verb)}</a>{retired}</th>{cells}"
        f'<td class="v-n d-num" data-label="{esc(t(language, "verbs-column-sentences"))}">'
        f"{count(served, language)}</td></tr>"
    )


def _name(verb: VerbRecord) -> str:
    sense = f' <span class="v-sense">({esc(verb.key.sense)})</span>' if verb.key.sense else ""
    return esc(verb.key.infinitive) + sense


def _pager(shown: int, total: int, asked: VerbsQuery, language: str, *, below: bool = False) -> str:
    if below and total <= PAGE:
        return ""
    first = (asked.page - 1) * PAGE + 1
    told = n(language, "verbs-count", total)
    if total > PAGE:
        told = t(
            language, "verbs-page", first=count(first, language), last=count(first + shown - 1, language), total=told
        )
    links = []
    if total > PAGE:
        place = "below" if below else "above"
        for word, page, there in (
            ("previous", asked.page - 1, asked.page > 1),
            ("next", asked.page + 1, first + shown - 1 < total),
        ):
            off = "" if there else ' aria-disabled="true" tabindex="-1"'
            href = f' data-go href="{esc(asked.link(page=page))}"' if there else ""
            links.append(
                f'<a class="d-btn d-btn--small" data-key="{word}-{place}"{href}{off}>{esc(t(language, word))}</a>'
            )
    live = "" if below else ' role="status"'
    return (
        f'<nav class="d-row v-pager" aria-label="{esc(t(language, "verbs-pages"))}"><span class="d-num d-muted"'
        f'{live}>{esc(told)}</span><span class="d-spring"></span>{"".join(links)}</nav>'
    )


# --- one verb -----------------------------------------------------------------------------------------------


def verb_detail(verb: VerbRecord, asked: VerbsQuery, language: str) -> str:
    """One verb with all that learners get of it, and what can be changed by hand."""
    subject = verb.key.subject
    act = "restore" if verb.retired_at else "retire"
    sure = t(language, f"verbs-{act}-sure", subject=subject)
    retired = chip(t(language, "verbs-retired"), "bad") if verb.retired_at else ""
    origin = t(language, "verbs-from-review" if verb.forms_response_id else "verbs-by-hand")
    return (
        f'<article class="v-detail"><div class="d-row"><a class="d-btn d-btn--quiet d-btn--small" data-go '
        f'data-key="verb-{verb.id}" href="{esc(asked.link())}">← {esc(t(language, "verbs-back"))}</a></div>'
        f'<div class="d-card"><div class="d-row v-head"><h2 class="d-wrap">{_name(verb)}</h2>{retired}'
        f'<span class="d-muted d-small">{esc(origin)} · {esc(t(language, "verbs-updated"))} '
        f'{time_tag(verb.updated_at)}</span><span class="d-spring"></span>'
        f"{_act(act, verb.id, t(language, f'verbs-{act}'), sure, danger=act == 'retire')}</div>"
        f"{_forms(verb, language)}</div>"
        f'<div class="d-card">{_coverage_of(verb, language)}{_sentences(verb, language)}</div></article>'
    )


def no_verb(language: str) -> str:
    """The verb of the address is not there."""
    link = (Query(tab="verbs").link(), t(language, "verbs-back"))
    return f'<div class="v-detail">{empty(t(language, "verbs-gone"), "", link)}</div>'


def _act(act: str, id_: int, label: str, sure: str, *, danger: bool = False, hidden: str = "") -> str:
    tone = " d-btn--danger" if danger else ""
    more = f'<span class="d-hidden"> {esc(hidden)}</span>' if hidden else ""
    return (
        f'<button type="button" class="d-btn d-btn--small{tone}" data-act="{act}" data-id="{id_}" '
        f'data-key="{act}-{id_}" data-sure="{esc(sure)}">{esc(label)}{more}</button>'
    )


def _forms(verb: VerbRecord, language: str) -> str:
    shown, fields = [], []
    for name in FORM_FIELDS:
        label = esc(t(language, f"verbs-field-{name}"))
        shown.append(
            f"<div><dt>{label}</dt><dd>{value(verb.forms, name, language)}{_variants(verb, name, language)}</dd></div>"
        )
        fields.append(f"<label><span>{label}</span>{_input(name, verb.forms.get(name, ''))}</label>")
    edit = ""
    if not verb.retired_at:
        edit = (
            f'<button type="button" class="d-btn d-btn--small" data-edit="forms" data-key="edit-forms">'
            f"{esc(t(language, 'verbs-edit-forms'))}</button>"
        )
    return (
        f'<section class="v-part" data-part="forms"><div class="d-row"><h3>{esc(t(language, "verbs-forms"))}</h3>'
        f'<span class="d-spring"></span>{edit}</div><dl class="v-forms">{"".join(shown)}</dl>'
        f'<form class="v-edit" data-save="edit-forms" data-id="{verb.id}" hidden '
        f'aria-label="{esc(t(language, "verbs-forms-of", subject=verb.key.subject))}"><div class="v-fields">'
        f'{"".join(fields)}</div><p class="d-muted d-small">{esc(t(language, "verbs-edit-note"))}</p>'
        f"{_buttons(language)}</form></section>"
    )


def _input(name: str, text: str) -> str:
    common = f'name="{name}" value="{esc(text)}" lang="nl" maxlength="100" autocomplete="off" spellcheck="false"'
    if name != "vd_hulpwerkwoord":
        return f"<input {common}>"
    choices = "".join(
        f'<option value="{esc(one)}"{" selected" if one == text else ""}>{esc(one) or "–"}</option>'
        for one in dict.fromkeys(("", "hebben", "zijn", text))
    )
    return f'<select name="{name}">{choices}</select>'


def _buttons(language: str) -> str:
    return (
        f'<div class="d-row"><button type="submit" class="d-btn d-btn--small d-btn--primary">'
        f'{esc(t(language, "verbs-save"))}</button><button type="button" class="d-btn d-btn--small" '
        f'data-edit="cancel">{esc(t(language, "verbs-cancel"))}</button></div>'
    )


def _variants(verb: VerbRecord, name: str, language: str) -> str:
    found = verb.variants.get(name) if isinstance(verb.variants, Mapping) else None
    if not found or not isinstance(found, Sequence):
        return ""
    said = []
    for one in found:
        text, label = str(one.get("value", "")), str(one.get("label", ""))
        key = f"verbs-label-{label}"
        label = t(language, key) if key in all_texts() else label
        said.append(f"<b>{esc(text)}</b>{f' ({esc(label)})' if label else ''}")
    return f'<span class="v-also">{esc(t(language, "verbs-also-form"))} {", ".join(said)}</span>'


def _coverage_of(verb: VerbRecord, language: str) -> str:
    counts = verb_coverage(verb)
    tiles = []
    for key in ANSWER_KEYS:
        found, tone = count(counts[key], language), "ok"
        if not counts[key]:
            applies = key == "infinitive" or bool(verb.forms.get(key))
            found, tone = t(language, "verbs-coverage-missing" if applies else "verbs-none"), "warn" if applies else ""
        label = esc(t(language, f"verbs-field-{key}"))
        tiles.append(
            f'<li class="v-key{f" v-key--{tone}" if tone else ""}"><span>{label}</span> '
            f'<b class="d-num">{esc(found)}</b></li>'
        )
    return (
        f'<section class="v-part"><h3>{esc(t(language, "verbs-coverage"))}</h3>'
        f'<ul class="v-keys">{"".join(tiles)}</ul></section>'
    )


def _sentences(verb: VerbRecord, language: str) -> str:
    order = {key: place for place, key in enumerate(ANSWER_KEYS)}
    everything = sorted(verb.sentences, key=lambda s: (order.get(s.answer_form_key, 99), s.id))
    live = [s for s in everything if s.retired_at is None]
    gone = [s for s in everything if s.retired_at is not None]
    body = f'<p class="d-muted">{esc(t(language, "verbs-sentences-none"))}</p>'
    if live:
        body = _table(live, language, open_verb=not verb.retired_at)
    if gone:
        body += (
            f'<details class="v-gone" data-key="gone-{verb.id}"><summary>'
            f"{esc(n(language, 'verbs-sentences-gone', len(gone)))}</summary>"
            f"{_table(gone, language, open_verb=not verb.retired_at)}</details>"
        )
    return f'<section class="v-part"><h3>{esc(t(language, "verbs-sentences"))}</h3>{body}</section>'


def _table(sentences: Sequence[FillInRecord], language: str, *, open_verb: bool) -> str:
    return f'<ul class="v-fill-ins">{"".join(_sentence(s, language, open_verb) for s in sentences)}</ul>'


def _sentence(one: FillInRecord, language: str, open_verb: bool) -> str:
    also = ""
    if one.accepted_answers:
        also = f'<span class="v-also">{esc(t(language, "verbs-also"))} {esc(", ".join(one.accepted_answers))}</span>'
    act = "restore-sentence" if one.retired_at else "retire-sentence"
    buttons = ""
    if open_verb:
        label = t(language, "verbs-restore" if one.retired_at else "verbs-retire")
        sure = t(language, f"verbs-{act}-sure")
        buttons = _act(act, one.id, label, sure, hidden=one.text)
        if not one.retired_at:
            buttons = (
                f'<button type="button" class="d-btn d-btn--small" data-edit="{one.id}" data-key="edit-{one.id}">'
                f'{esc(t(language, "verbs-edit"))}<span class="d-hidden"> {esc(one.text)}</span></button>{buttons}'
            )
    label = esc(t(language, "verbs-sentence"))
    return (
        f'<li data-part="{one.id}"><p class="v-template" lang="nl">{_template(one.sentence_template)}</p>'
        f'<p class="v-answer"><span class="d-hidden">{esc(t(language, "verbs-answer"))} </span>'
        f'<mark lang="nl">{esc(one.answer)}</mark> <span class="d-hidden">{esc(t(language, "verbs-key"))} </span>'
        f"{chip(t(language, f'verbs-field-{one.answer_form_key}'))}{also}</p>"
        f'<p class="d-row v-acts">{buttons}</p>'
        f'<form class="v-edit" data-save="edit-sentence" data-id="{one.id}" hidden><label><span>{label}</span>'
        f'<textarea name="text" lang="nl" rows="2" maxlength="500">{esc(one.text)}</textarea></label>'
        f"{_buttons(language)}</form></li>"
    )


def _template(template: str) -> str:
    """The template with its blanks to be seen as such; what is read and copied stays `___`."""
    return f'<span class="v-blank">{BLANK}</span>'.join(esc(part) for part in template.split(BLANK))


# --- coverage of the whole ----------------------------------------------------------------------------------


def coverage(found: Mapping[str, KeyCoverage], language: str) -> str:
    """How well each answer key is practised, over all verbs."""
    rows = "".join(
        f'<tr><th scope="row">{esc(t(language, f"verbs-field-{key}"))}</th>'
        f'<td class="d-num">{count(one.sentences, language)}</td>'
        f'<td class="d-num">{count(one.verbs_without, language)}</td></tr>'
        for key, one in found.items()
    )
    return (
        f'<table class="d-table v-coverage"><thead><tr><th scope="col">{esc(t(language, "verbs-key"))}</th>'
        f'<th scope="col">{esc(t(language, "verbs-coverage-sentences"))}</th>'
        f'<th scope="col">{esc(t(language, "verbs-coverage-without"))}</th></tr></thead><tbody>{rows}</tbody></table>'
    )


# --- import -------------------------------------------------------------------------------------------------


def import_result(name: str, result: ImportResult, language: str, *, dry_run: bool) -> str:
    """What an import does or did, and each row that was refused with its reason."""
    tiles = "".join(
        f'<span class="i-tile{f" i-tile--{tone}" if number and tone else ""}"><b class="d-num">'
        f"{count(number, language)}</b> {esc(t(language, f'verbs-import-{word}'))}</span>"
        for word, number, tone in (
            ("added", result.added, "ok"),
            ("changed", result.changed, "info"),
            ("unchanged", result.unchanged, ""),
            ("refused", len(result.refused), "bad"),
        )
    )
    title = t(language, "verbs-import-checked" if dry_run else "verbs-import-imported", name=name)
    nothing = ""
    if dry_run and not importable(result):
        nothing = f'<p class="d-muted">{esc(t(language, "verbs-import-nothing"))}</p>'
    return (
        f'<div class="v-imported" role="status"><h4 class="d-wrap">{esc(title)}</h4><div class="i-tiles">{tiles}</div>'
        f"{nothing}{_refused(result.refused, language)}</div>"
    )


def importable(result: ImportResult) -> int:
    """How many verbs an import would write."""
    return result.added + result.changed


def _refused(refused: Sequence[RowError], language: str) -> str:
    if not refused:
        return ""
    rows = "".join(
        f'<li><span class="d-muted d-num">{esc(t(language, "verbs-import-line", line=one.line))}</span> '
        f"{f'<code>{esc(one.column)}</code> ' if one.column else ''}{esc(reason_text(one, language))}</li>"
        for one in refused[:REFUSED_SHOWN]
    )
    rest = len(refused) - REFUSED_SHOWN
    if rest > 0:
        rows += f"<li>{esc(t(language, 'verbs-import-more', count=count(rest, language)))}</li>"
    label = f"{count(len(refused), language)} {t(language, 'verbs-import-refused')}"
    return f'<details class="i-lines" open><summary class="d-tone-bad">{esc(label)}</summary><ul>{rows}</ul></details>'
