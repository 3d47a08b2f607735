"""What is to do, and what is worth reading first."""

import math

import pytest

from tests.ledger.people import ONE, TWO, identity, sha
from xaiviewer.__main__ import main
from xaiviewer.ledger import present
from xaiviewer.ledger.events import Place
from xaiviewer.ledger.forms import DEFAULT, Form, Question
from xaiviewer.ledger.opening import create_project, open_project
from xaiviewer.ledger.verify import verify
from xaiviewer.ledger.worklist import NOTHING_KNOWN, ORDERS, Facts, sequence, status

SURE = Facts("lesion", 0.99, True, True, dice=0.9, attention=0.8)
UNSURE = Facts("lesion", 0.55, True, True, dice=0.2, attention=0.5)
WRONG = Facts("lesion", 0.97, True, False, dice=0.0, attention=None)
CASES = [("a", SURE), ("b", NOTHING_KNOWN), ("c", UNSURE), ("d", WRONG)]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("listed", "abcd"),
        ("uncertainty", "cdab"),
        ("outline", "dcab"),
        ("map", "cabd"),
        ("prediction", "dcab"),
    ],
)
def test_what_is_worth_reading_comes_first_and_what_is_not_known_last_as_it_was(order, names):
    assert "".join(CASES[at][0] for at in sequence(order, CASES)) == names


def test_a_seed_shuffles_the_same_cases_alike_wherever_they_are_listed():
    many = [(str(number), NOTHING_KNOWN) for number in range(50)]
    first = [many[at][0] for at in sequence("shuffled", many, 1)]
    turned = [many[::-1][at][0] for at in sequence("shuffled", many[::-1], 1)]
    other = [many[at][0] for at in sequence("shuffled", many, 2)]
    assert first == turned
    assert sorted(first) == sorted(other)
    assert first != other


def test_every_order_gives_a_number_or_says_that_nothing_is_known():
    for order in ORDERS.values():
        assert math.isnan(order.worth(NOTHING_KNOWN))


FULL = {"prediction": "accept", "attends": "yes", "mask": "no", "confidence": 3, "difficulty": "easy"}


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, "to do"),
        ({"prediction": None}, "to do"),
        ({"comment": "why?"}, "in work"),
        ({"prediction": "accept"}, "in work"),
        (FULL, "done"),
        ({**FULL, "flag": "yes"}, "flagged"),
        ({**FULL, "flag": "no"}, "done"),
        ({"flag": "no"}, "to do"),
    ],
)
def test_a_case_is_done_once_all_that_is_asked_of_it_is_answered(values, told):
    assert status(DEFAULT, values) == told


def test_a_form_of_texts_alone_is_done_once_anything_is_said():
    form = Form("texts", (Question("why", "Why?", "text"), Question("of", "Of a slice", "text", places=("slice",))))
    assert status(form, {"why": "so"}) == "done"
    assert status(form, {"of": "so"}) == "in work"


def test_what_networks_found_is_noted_once_and_survives(file):
    with create_project(file, ONE) as project:
        project.register(identity("one"))
        assert project.note(sha("one"), SURE, {"classifier": "0" * 64}) is not None
        assert project.note(sha("one"), SURE, {"classifier": "0" * 64}) is None
        assert project.note(sha("one"), UNSURE, {"classifier": "1" * 64}) is not None
    with open_project(file) as project:
        assert present.found(project.database) == {sha("one"): UNSURE}
        assert not verify(project.database).broken


def test_values_are_a_readers_own_about_the_whole_case(project, file, case):
    project.answer(case, "prediction", "accept")
    project.answer(case, "prediction", "reject")
    project.answer(case, "attends", "no", place=Place(slice=3))
    project.answer(case, "mask", "yes")
    project.answer(case, "mask", None)
    assert present.values(project.database, ONE.name) == {case: {"prediction": "reject"}}
    assert present.values(project.database, TWO.name) == {}
    assert present.of_names(project.database, ["one", "two"]) == {"one": case}


def test_the_command_line_answers_as_the_window_does(file, capsys, case):
    with create_project(file, ONE) as made:
        made.register(identity("one"))
    said = [str(file), f"case-{case[:8]}", "--reader", "r1"]
    assert main(["review", "answer", *said, "prediction=accept", "confidence=4", "tags=rim, cyst"]) == 0
    assert main(["review", "answer", *said, "attends=partly", "--slice", "12"]) == 0
    assert main(["review", "answer", *said, "prediction="]) == 0
    with open_project(file) as project:
        held = {(each.question, each.place): each.value for each in present.answers(project.database)}
    whole = Place()
    assert held == {
        ("prediction", whole): None,
        ("confidence", whole): 4,
        ("tags", whole): ["rim", "cyst"],
        ("attends", Place(slice=11)): "partly",
    }
    capsys.readouterr()


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (["prediction=accept", "confidence=9"], "whole number"),
        (["prediction"], "is no answer"),
        (["size=3"], "no question"),
        (["confidence=much"], "whole number"),
        (["prediction=accept", "--slice", "0"], "counted from 1"),
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_is_written(file, capsys, case, answers, told):
    with create_project(file, ONE) as made:
        made.register(identity("one"))
    assert main(["review", "answer", str(file), f"case-{case[:8]}", "--reader", "r1", *answers]) == 2
    assert told in capsys.readouterr().err
    with open_project(file) as project:
        assert not list(present.answers(project.database))


def test_the_command_line_lists_in_the_order_that_is_asked_for(file, capsys):
    with create_project(file, ONE) as made:
        for name, facts in CASES:
            made.register(identity(name))
            made.note(sha(name), facts, {})
    assert main(["review", "list", str(file), "--order", "uncertainty", "--reader", "r1"]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  case-")]
    assert listed == [f"case-{sha(name)[:8]}" for name in "cdab"]
