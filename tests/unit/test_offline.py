"""The offline teacher: right by rule, silent where it does not know, wrong only on purpose."""

import json
import threading

import pytest

from distiller.completion import read_completion
from distiller.dutch import FORM_FIELDS
from distiller.dutch.sentences import analyse_sentence
from distiller.errors import ErrorType, TeacherError
from distiller.llm import open_teachers
from distiller.providers import mistakes as wrong
from distiller.providers.offline import OfflineTeacher, forms_content, sentences_content
from distiller.recipes import recipe_for
from distiller.records import Asked, Product, TeacherRequest, Usage
from distiller.settings import OFFLINE_MODEL, ProviderSettings, load_settings

VERBS = ("lopen", "werken", "opbellen", "zich vergissen", "blokkeren", "komen", "reizen", "moeten", "regenen", "zullen")
NONSENSE = "xyzzq"
WORK = {
    "tt_ik": "werk",
    "tt_jij": "werkt",
    "tt_hij": "werkt",
    "vt_ev": "werkte",
    "vt_mv": "werkten",
    "vd": "gewerkt",
    "vd_hulpwerkwoord": "hebben",
}


def offline(**given) -> OfflineTeacher:
    return OfflineTeacher(ProviderSettings(name="offline", base_url="", model=OFFLINE_MODEL, offline=True), **given)


def forms_request(*subjects: str, rerun: dict | None = None) -> TeacherRequest:
    asked = [Asked(subject, rerun=rerun) for subject in subjects]
    return recipe_for(Product.FORMS).request(asked, model=OFFLINE_MODEL, max_output_tokens=4096)


def sentences_request(subject: str, forms, **given) -> TeacherRequest:
    asked = [Asked(subject, forms=forms, **{"count": 10, **given})]
    return recipe_for(Product.SENTENCES).request(asked, model=OFFLINE_MODEL, max_output_tokens=4096)


def content(reply):
    return json.loads(read_completion(reply.raw).content)


def test_forms_come_in_the_order_asked_with_all_keys():
    """The contract of an endpoint, in the body of a chat completion that names its model."""
    reply = offline().complete(forms_request(*VERBS))
    results = content(reply)["results"]
    assert [r["infinitive"] for r in results] == list(VERBS)
    assert all(list(r) == ["infinitive", *FORM_FIELDS] for r in results)
    assert read_completion(reply.raw).model == "offline-rules"
    assert results[2]["vt_ev"] == "belde op"


def test_it_costs_nothing():
    """Known to be nothing, before and after."""
    teacher, request = offline(), forms_request("lopen")
    assert teacher.complete(request).cost == 0
    assert teacher.worst_case(request) == 0
    assert teacher.price(Usage(), "any") == 0
    assert teacher.models() == ["offline-rules"]


def test_what_it_does_not_know_it_refuses_by_name():
    """Nothing is invented, and the others are answered all the same."""
    said = content(offline().complete(forms_request("lopen", NONSENSE, "werken")))
    assert [r["infinitive"] for r in said["results"]] == ["lopen", "werken"]
    assert [r["infinitive"] for r in said["refused"]] == [NONSENSE]
    assert NONSENSE in said["refused"][0]["message"]


def test_a_batch_of_strangers_is_still_a_reply():
    """A body with status 200 that refuses each of them."""
    assert content(offline().complete(forms_request(NONSENSE)))["results"] == []


def test_a_subject_is_echoed_with_its_sense():
    """A sense tells nothing new where the spelling is one verb only."""
    assert forms_content(["werken (arbeiden)"])["results"][0] == {"infinitive": "werken (arbeiden)", **WORK}


def test_a_sense_of_a_spelling_that_is_two_verbs_is_not_guessed():
    """Without a sense the commoner verb is meant; with one the rules cannot know which."""
    assert forms_content(["voorkomen"])["results"]
    assert [r["infinitive"] for r in forms_content(["voorkomen (gebeuren)"])["refused"]] == ["voorkomen (gebeuren)"]


@pytest.mark.parametrize("verb", VERBS)
def test_sentences_are_as_many_as_asked_and_different(verb):
    """Ten by default, none twice."""
    forms = forms_content([verb])["results"][0]
    said = content(offline().complete(sentences_request(verb, forms)))["sentences"]
    assert len(said) == len(set(said)) == 10


def test_more_sentences_are_new_ones():
    """Sentences that exist already do not come again."""
    first = content(offline().complete(sentences_request("werken", WORK)))["sentences"]
    more = content(offline().complete(sentences_request("werken", WORK, existing=tuple(first))))["sentences"]
    assert more
    assert not set(first) & set(more)


def test_the_same_question_gets_the_same_answer():
    """Deterministic, mistakes included."""
    answers = [offline(mistakes=0.5).complete(forms_request(*VERBS)).raw for _ in range(2)]
    assert answers[0] == answers[1]


def test_no_forms_to_use_is_a_refusal():
    """As endpoints refuse: no content, a sentence instead. Without forms nothing is made up."""
    read = read_completion(offline().complete(sentences_request("lopen", {})).raw)
    assert read.content is None
    assert "lopen" in read.refusal


def test_a_share_of_mistakes_is_about_that_share():
    """Which verbs go wrong depends on the verb alone."""
    subjects = [f"verb{number}" for number in range(2000)]
    assert 0.27 < sum(wrong.chosen(s, 0.3) for s in subjects) / 2000 < 0.33
    assert not any(wrong.chosen(s, 0) for s in subjects)
    assert all(wrong.chosen(s, 1) for s in subjects)


def test_each_chosen_verb_has_exactly_one_kind_of_mistake():
    """With a share of 1, every verb differs from the truth, and the keys stay."""
    right = {r["infinitive"]: r for r in forms_content(VERBS[:8])["results"]}
    for result in forms_content(VERBS[:8], mistakes=1)["results"]:
        assert result != right[result["infinitive"]]
        assert list(result) == ["infinitive", *FORM_FIELDS]


@pytest.mark.parametrize(
    ("mistake", "changed"),
    [
        (wrong.wrong_vowel, {"vt_ev": "wirkte"}),
        (wrong.wrong_auxiliary, {"vd_hulpwerkwoord": "zijn"}),
        (wrong.missing_t, {"tt_hij": "werk"}),
        (wrong.wrong_kofschip, {"vt_ev": "werkde", "vt_mv": "werkden", "vd": "gewerkd"}),
        (wrong.swapped_fields, {"vt_ev": "werkten", "vt_mv": "werkte"}),
    ],
)
def test_the_mistakes_are_those_that_are_really_made(mistake, changed):
    """One by one."""
    assert mistake(WORK) == {**WORK, **changed}


def test_a_mistake_in_sentences_is_a_wrong_form_in_one_of_them():
    """The others are untouched, and a rerun is right."""
    right = sentences_content("werken", WORK, 10)["sentences"]
    false = sentences_content("werken", WORK, 10, mistakes=1)["sentences"]
    assert sum(a != b for a, b in zip(right, false, strict=True)) == 1
    again = {"previous": {"sentence": false[0]}, "findings": [], "remark": ""}
    rerun = content(offline(mistakes=1).complete(sentences_request("werken", WORK, count=1, rerun=again)))
    assert "werk" in rerun["sentences"][0]


def test_a_replacement_has_the_same_form_of_the_verb():
    """What a reviewer asks again is a sentence in that place of the set, not any sentence."""
    for sentence in sentences_content("werken", WORK, 10)["sentences"]:
        again = {"previous": {"sentence": sentence}, "findings": [], "remark": "another"}
        rerun = content(offline().complete(sentences_request("werken", WORK, count=1, rerun=again)))["sentences"]
        assert rerun[0] != sentence
        keys = [analyse_sentence(s, "werken", WORK).answer_form_key for s in (sentence, *rerun)]
        assert keys[0] == keys[1]


def test_a_second_try_at_forms_is_right():
    """So that a rerun shows what it is for."""
    rerun = {"previous": {}, "findings": ["x"], "remark": ""}
    reply = offline(mistakes=1).complete(forms_request("werken", rerun=rerun))
    assert content(reply)["results"][0] == {"infinitive": "werken", **WORK}


def test_closing_ends_the_delay_at_once():
    """A stop does not wait for a slow demonstration."""
    teacher, caught = offline(delay=60), []

    def call():
        try:
            teacher.complete(forms_request("lopen"))
        except TeacherError as error:
            caught.append(error)

    thread = threading.Thread(target=call)
    thread.start()
    teacher.close()
    thread.join(timeout=5)
    assert [error.code for error in caught] == ["teacher-closed"]


def test_what_is_no_verb_work_is_refused():
    """Questions need a real provider."""
    request = TeacherRequest(Product.ANSWER, OFFLINE_MODEL, (), "a", {}, 10, "1", {})
    with pytest.raises(TeacherError) as caught:
        offline().complete(request)
    assert (caught.value.type, caught.value.retryable) == (ErrorType.REFUSED, False)


def test_teachers_are_opened_by_name(tmp_path, monkeypatch):
    """The offline one is always there; opening imports no SDK; an unknown name is told."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    teachers = open_teachers(load_settings(tmp_path))
    assert list(teachers) == ["openai", "offline"]
    assert teachers.default == "openai"
    assert teachers["offline"].offline
    assert not teachers["openai"].offline
    assert "gone" not in teachers
    with pytest.raises(Exception, match="gone is not configured"):
        teachers["gone"]
    teachers.close()
