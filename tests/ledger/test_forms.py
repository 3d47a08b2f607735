"""What a project asks: which answers fit, and which forms are none."""

import json

import pytest

from xaiviewer.errors import UsageError
from xaiviewer.ledger.events import Place
from xaiviewer.ledger.forms import DEFAULT, Form, Question, read_form

FITTING = {
    "prediction": ["accept", "reject", "supplement", None],
    "attends": ["yes", "partly", "no", "cannot judge"],
    "mask": ["yes"],
    "confidence": [1, 5],
    "difficulty": ["easy", "medium", "hard"],
    "tags": [[], ["rim", "cyst"]],
    "comment": ["", "größer als die Maske"],
}
WRONG = {
    "prediction": ["yes", "", 1, ["accept"]],
    "attends": ["maybe"],
    "mask": [True],
    "confidence": [0, 6, 2.5, "3", True],
    "difficulty": [2],
    "tags": ["rim", ["rim", "rim"], [""], [1]],
    "comment": [1, "x" * 100_001],
}


@pytest.mark.parametrize("key", FITTING)
def test_an_answer_fits_or_does_not(key):
    for value in FITTING[key]:
        DEFAULT.check(key, value, Place())
    for value in WRONG[key]:
        with pytest.raises(UsageError, match="does not answer"):
            DEFAULT.check(key, value, Place())


def test_the_default_has_every_question_of_a_verdict():
    assert [each.key for each in DEFAULT.questions] == list(FITTING)


@pytest.mark.parametrize(
    ("limits", "right", "wrong"),
    [
        ({"low": 0}, [0, 1e9, 0.5], [-1]),
        ({"low": 0, "high": 1}, [0.5], [1.01]),
        ({}, [-3], [float("inf"), float("nan")]),
    ],
)
def test_a_number_keeps_its_limits(limits, right, wrong):
    question = Question("size", "How large?", "number", **limits)
    assert all(question.fits(value) for value in right)
    assert not any(question.fits(value) for value in wrong)


def test_a_form_survives_its_file(tmp_path):
    file = tmp_path / "form.json"
    file.write_text(json.dumps(DEFAULT.fields()))
    assert read_form(file) == DEFAULT
    assert read_form(file).digest == DEFAULT.digest


@pytest.mark.parametrize(
    "fields",
    [
        [],
        {"name": "x"},
        {"name": "x", "questions": []},
        {"name": "x", "questions": [{"key": "a", "text": "A?", "kind": "drawing"}]},
        {"name": "x", "questions": [{"key": "a", "text": "A?", "kind": "choice", "choices": ["one"]}]},
        {"name": "x", "questions": [{"key": "a", "text": "A?", "kind": "scale", "low": 5, "high": 1}]},
        {"name": "x", "questions": [{"key": "a", "text": "A?", "kind": "scale"}]},
        {"name": "x", "questions": [{"key": "a", "text": "A?", "kind": "text", "colour": "red"}]},
        {"name": "x", "questions": [{"key": "a", "text": "A?", "kind": "text", "places": ["room"]}]},
        {"name": "x", "questions": [{"key": "a", "text": "A?", "kind": "text"}] * 2},
    ],
)
def test_what_is_no_form_is_refused_in_a_sentence(tmp_path, fields):
    file = tmp_path / "form.json"
    file.write_text(json.dumps(fields))
    with pytest.raises(UsageError):
        read_form(file)


def test_a_form_that_is_asked_about_cases_alone():
    form = Form("x", (Question("a", "A?", "text", places=("case",)),))
    form.check("a", "b", Place())
    with pytest.raises(UsageError, match="not about a layer"):
        form.check("a", "b", Place(layer="layer1"))
