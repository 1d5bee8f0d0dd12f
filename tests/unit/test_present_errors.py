"""Errors on the screen: in the reader's language, with the names that the screen gives to things."""

from __future__ import annotations

import pytest

from distiller.errors import ErrorType, InputError, NotFound, RuleViolation, StoreUnavailable
from distiller.validate import check_form_payload
from tests.support.factories import LOPEN
from ui.present_errors import failure, failure_html, told
from ui.texts import all_texts


@pytest.mark.parametrize(("language", "said"), [("nl", "Het veld ‘ik’ heeft 101"), ("en", "The field “ik” has 101")])
def test_a_field_has_the_name_that_stands_beside_it(language: str, said: str) -> None:
    """And not the one it has in the database; the shell keeps that one."""
    with pytest.raises(RuleViolation) as caught:
        check_form_payload("lopen", {**LOPEN, "tt_ik": "l" * 101})
    assert told(caught.value, language).startswith(said)
    assert caught.value.sentence("en").startswith("tt_ik has")


@pytest.mark.parametrize("field", [*LOPEN, "sentence"])
def test_every_field_of_a_form_set_has_a_name(field: str) -> None:
    """None is shown raw in either language."""
    error = RuleViolation("rule-empty", field=field)
    assert field not in told(error, "nl").split()[0:3]
    assert told(error, "nl") != error.sentence("nl")


def test_states_actions_and_things_are_named_too() -> None:
    """A job's status and what was asked of it, and what is not there any more."""
    error = InputError("job-not-in-state", id=4, status="done", action="pause")
    assert told(error, "nl") == "Taak 4 is klaar: pauzeren kan nu niet."
    assert told(error, "en") == "Job 4 is done: it cannot be paused now."
    assert told(NotFound("not-found", what="verb", id=7), "nl") == "Werkwoord 7 bestaat niet (meer)."


def test_what_has_no_name_on_the_screen_stays_as_it_is() -> None:
    """A file's name is its name; an unknown field says what it is."""
    assert told(InputError("input-not-text", name="a.png"), "nl").startswith("a.png is geen tekstbestand")
    assert "tt_wij" in told(RuleViolation("rule-unknown-field", field="tt_wij"), "nl")
    assert "vol" in told(StoreUnavailable("store-full"), "nl")


@pytest.mark.parametrize("kind", list(ErrorType))
def test_every_kind_of_failure_is_said_in_dutch(kind: ErrorType) -> None:
    """The stored message is English; it comes after a Dutch sentence, as a detail."""
    assert f"error-type-{kind}" in all_texts()
    said = failure_html(kind, "Missing key: <vd>", "nl")
    assert said.endswith('<span class="d-detail" lang="en">Missing key: &lt;vd&gt;</span>')
    assert failure(kind, "Missing key: vd", "nl").endswith(". Missing key: vd")
    assert failure_html(kind, "Missing key: <vd>", "en") == "Missing key: &lt;vd&gt;"


def test_a_failure_without_a_message_says_its_kind_and_without_a_kind_its_message() -> None:
    """Nothing known, nothing said."""
    assert failure_html("TIMEOUT", None, "en") == "The teacher did not answer in time."
    assert failure_html("NEW", "a <b> word", "nl") == "a &lt;b&gt; word"
    assert failure_html(None, None, "nl") == ""
