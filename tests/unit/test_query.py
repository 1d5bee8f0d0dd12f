"""The query of a link: what people type and cut off never breaks a screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from distiller.records import CardStatus, ReviewFilter
from ui.query import Query


def test_a_link_says_what_is_shown() -> None:
    """All names, empty ones left out, and back."""
    query = Query(tab="review", job=3, status="approved", findings="none", q="’s avonds & co", item=7)
    assert Query.parse(query.link()) == query
    assert Query(tab="jobs").link() == "?tab=jobs"


def test_what_makes_no_sense_restricts_nothing() -> None:
    """Unknown statuses and kinds of findings, numbers that are none."""
    query = Query.parse("?job=abc&item=-1&status=nonsense&findings=all&q=%20lopen%20")
    assert query.review_filter() == ReviewFilter(q="lopen")
    assert Query.parse("?status=to_review").review_filter().status == CardStatus.TO_REVIEW


@given(st.text(max_size=300))
def test_any_text_is_a_query(search: str) -> None:
    """No text raises; numbers are small enough for the database."""
    query = Query.parse(search)
    assert query.job is None or 0 <= query.job < 10**18
    query.review_filter()
    assert Query.parse(query.link()).job == query.job


def test_nothing_is_a_query_too() -> None:
    """A page without a query, or without an address."""
    assert Query.parse(None) == Query.parse("") == Query.parse("?") == Query()
