"""Forms and sentences over real HTTP, answered from the messages alone, right and wrong."""

import json
import subprocess
import sys
import urllib.request

import pytest

from distiller.completion import read_completion
from distiller.dutch import FORM_FIELDS
from distiller.providers.openai_compatible import OpenAICompatibleTeacher
from distiller.recipes import recipe_for
from distiller.records import Asked, Product
from distiller.settings import ProviderSettings
from tests.support import chat_server as faults
from tests.support.chat_server import ChatServer

VERBS = ("lopen", "opbellen", "zich vergissen")


@pytest.fixture(scope="module")
def server():
    with ChatServer() as running:
        yield running


@pytest.fixture(scope="module")
def teacher(server):
    opened = OpenAICompatibleTeacher(ProviderSettings(name="openai", base_url=server.base_url, model="test-model"))
    yield opened
    opened.close()


def completion(teacher, product: Product, *asked: Asked):
    request = recipe_for(product).request(asked, model=teacher.model, max_output_tokens=4096)
    return read_completion(teacher.complete(request).raw)


def forms(teacher):
    return completion(teacher, Product.FORMS, *map(Asked, VERBS))


def test_a_batch_of_verbs_is_answered(teacher, server):
    """All seven fields of each, in order; the server counts who was asked."""
    before = server.asked("opbellen")
    results = json.loads(forms(teacher).content)["results"]
    assert [r["infinitive"] for r in results] == list(VERBS)
    assert list(results[0]) == ["infinitive", *FORM_FIELDS]
    assert server.asked("opbellen", "forms") == before + 1


def test_sentences_of_a_verb_are_answered(teacher, server):
    """As many as asked, from the forms in the request."""
    lopen = json.loads(forms(teacher).content)["results"][0]
    said = completion(teacher, Product.SENTENCES, Asked("lopen", forms=lopen, count=10))
    assert len(json.loads(said.content)["sentences"]) == 10
    assert server.asked("lopen", "sentences") == 1


FAULTS = [
    # fault -> what the results look like then
    (faults.wrong_order(), lambda verbs: verbs == ["zich vergissen", "opbellen", "lopen"]),
    (faults.missing_verb(1), lambda verbs: verbs == ["lopen", "zich vergissen"]),
    (faults.doubled_verb(), lambda verbs: verbs == [*VERBS, "lopen"]),
    (faults.unasked_verb("verzinnen"), lambda verbs: verbs == [*VERBS, "verzinnen"]),
]


@pytest.mark.parametrize(("fault", "expected"), FAULTS)
def test_a_wrong_set_of_verbs_reaches_validation_as_it_came(teacher, server, fault, expected):
    """The client repairs nothing."""
    server.then(fault)
    assert expected([r["infinitive"] for r in json.loads(forms(teacher).content)["results"]])


def test_a_missing_key_reaches_validation_as_it_came(teacher, server):
    """Nothing is filled in."""
    server.then(faults.missing_key("vd_hulpwerkwoord"))
    assert "vd_hulpwerkwoord" not in json.loads(forms(teacher).content)["results"][0]


def test_a_cut_off_reply_says_so(teacher, server):
    """finish_reason length, and the JSON as far as it came."""
    server.then(faults.cut_off())
    read = forms(teacher)
    assert read.finish_reason == "length"
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        json.loads(read.content)


def test_a_refusal_is_one(teacher, server):
    """No content, the words of the endpoint."""
    server.then(faults.refusal("No."))
    read = forms(teacher)
    assert (read.content, read.refusal) == (None, "No.")


def test_invalid_json_in_the_content_is_no_problem_of_the_body(teacher, server):
    """The completion is fine, what it says is not: validation's work."""
    server.then(faults.invalid_json())
    read = forms(teacher)
    assert read.problem is None
    with pytest.raises(ValueError, match="Expecting"):
        json.loads(read.content)


def test_the_server_runs_alone():
    """To try the app by hand against an endpoint without a bill."""
    command = [sys.executable, "-m", "tests.support.chat_server", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        base_url = process.stdout.readline().strip()
        with urllib.request.urlopen(base_url + "/models", timeout=10) as reply:
            assert json.load(reply)["data"][0]["id"] == "test-model"
    finally:
        process.kill()
        process.communicate()
