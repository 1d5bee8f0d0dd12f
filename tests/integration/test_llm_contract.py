"""What every teacher promises, whoever answers: the same tests for an endpoint and for the offline teacher."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from distiller.completion import read_completion
from distiller.dutch import FORM_FIELDS
from distiller.errors import TeacherError
from distiller.llm import open_teachers
from distiller.recipes import recipe_for
from distiller.records import Asked, Product
from distiller.settings import load_settings
from tests.support.chat_server import ChatServer

VERBS = ("lopen", "opbellen", "zich vergissen", "blokkeren")


@pytest.fixture(scope="module")
def server():
    with ChatServer() as running:
        yield running


@pytest.fixture(params=["openai", "offline"])
def teacher(request, server, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-contract-0123456789")
    teachers = open_teachers(load_settings(tmp_path))
    yield teachers[request.param]
    teachers.close()


def ask(teacher, product: Product, *asked: Asked):
    return teacher.complete(recipe_for(product).request(asked, model=teacher.model, max_output_tokens=4096))


def test_it_says_what_it_is(teacher):
    """Name, model, limits; offline or not."""
    assert teacher.offline == (teacher.name == "offline")
    assert teacher.model
    assert teacher.concurrency >= 1


def test_it_answers_forms_as_asked(teacher):
    """In order, with exactly the keys of the contract, as a chat completion with its tokens counted."""
    reply = ask(teacher, Product.FORMS, *map(Asked, VERBS))
    read = read_completion(reply.raw)
    results = json.loads(read.content)["results"]
    assert [r["infinitive"] for r in results] == list(VERBS)
    assert all(list(r) == ["infinitive", *FORM_FIELDS] for r in results)
    assert read.finish_reason == "stop"
    assert reply.usage.prompt_tokens is not None
    assert reply.latency_s >= 0


def test_it_answers_sentences_as_asked(teacher):
    """As many as asked."""
    forms = json.loads(read_completion(ask(teacher, Product.FORMS, Asked("lopen")).raw).content)["results"][0]
    reply = ask(teacher, Product.SENTENCES, Asked("lopen", forms=forms, count=7))
    assert len(json.loads(read_completion(reply.raw).content)["sentences"]) == 7


def test_many_threads_ask_at_once(teacher):
    """Each gets its own answer."""
    with ThreadPoolExecutor(16) as pool:
        replies = list(pool.map(lambda verb: ask(teacher, Product.FORMS, Asked(verb)), VERBS * 10))
    answered = [json.loads(read_completion(r.raw).content)["results"][0]["infinitive"] for r in replies]
    assert answered == list(VERBS * 10)


def test_it_lists_its_models(teacher):
    """At least one."""
    assert teacher.models()


def test_closed_it_answers_no_more(teacher):
    """With the error that counts as no attempt; closing twice does no harm."""
    teacher.close()
    teacher.close()
    with pytest.raises(TeacherError) as caught:
        ask(teacher, Product.FORMS, Asked("lopen"))
    assert (caught.value.code, caught.value.retryable) == ("teacher-closed", True)


def test_nothing_expensive_is_imported_before_it_is_needed(tmp_path):
    """Opening the teachers loads neither the SDK nor the price list: the shell stays quick."""
    code = (
        "import sys; from distiller.llm import open_teachers; from distiller.settings import load_settings\n"
        "open_teachers(load_settings())\n"
        "print([m for m in ('openai', 'httpx2', 'genai_prices') if m in sys.modules])"
    )
    environment = {**os.environ, "OPENAI_API_KEY": "sk-contract-0123456789", "DISTILLER_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip() == "[]"
