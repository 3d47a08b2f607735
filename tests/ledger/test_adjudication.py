"""Two readers differ, a third decides, and nothing of the two is touched."""

import numpy as np
import pytest

from tests.ledger.people import ONE, TWO, identity, sha
from xaiviewer.errors import UsageError
from xaiviewer.ledger import adjudication, present
from xaiviewer.ledger.events import WHOLE_CASE, Place
from xaiviewer.ledger.forms import Form, Question
from xaiviewer.ledger.marked import mark
from xaiviewer.ledger.merge import merge
from xaiviewer.ledger.opening import create_project, open_project
from xaiviewer.ledger.verify import verify
from xaiviewer.ledger.writers import Reader

THIRD = Reader("r3")
FORM = Form(
    "f",
    (
        Question("right", "Right?", "choice", ("yes", "partly", "no")),
        Question("where", "Where?", "mark"),
        Question("confidence", "Sure?", "scale", low=1, high=5),
        Question("comment", "Comment", "text"),
    ),
)


def square(first, last, *, at=2):
    drawn = np.zeros((16, 16), dtype=bool)
    drawn[first:last, first:last] = True
    return mark([], [], {at: drawn}, 4)


@pytest.fixture
def merged(file, tmp_path):
    """Three cases that two readers read in copies; they differ on one, and on a slice of another."""
    create_project(file, ONE, form=FORM).close()
    answers = {
        "r1": (("one", "right", "yes"), ("two", "right", "no"), ("three", "where", square(2, 8))),
        "r2": (("one", "right", "no"), ("two", "right", "no"), ("three", "where", square(2, 9))),
    }
    for reader in (ONE, TWO):
        copy = tmp_path / f"{reader.name}.xaireview"
        copy.write_bytes(file.read_bytes())
        with open_project(copy, reader) as opened:
            for name in ("one", "two", "three"):
                opened.register(identity(name))
            for name, question, value in answers[reader.name]:
                opened.answer(sha(name), question, value)
            opened.answer(sha("two"), "confidence", 5 if reader is ONE else 1)
            opened.answer(sha("two"), "comment", f"of {reader.name}")
            opened.answer(sha("two"), "right", "yes" if reader is ONE else "partly", place=Place(slice=3))
    with open_project(file, THIRD) as project:
        for reader in (ONE, TWO):
            merge(project, tmp_path / f"{reader.name}.xaireview")
    return file


def differing(file):
    with open_project(file) as project:
        return adjudication.differences(project.database, project.form, "r1", "r2")


def test_only_what_they_differ_on_is_to_be_decided(merged):
    found = differing(merged)
    assert (found.both, len(found.cases)) == (3, 2)
    told = [(each.label, each.question, each.place.slice, each.first.value, each.second.value) for each in found.found]
    one, two = (f"case-{sha(name)[:8]}" for name in ("one", "two"))
    assert told == [(one, "right", None, "yes", "no"), (two, "right", 3, "yes", "partly")]
    assert found.open == found.found


def test_a_decision_names_the_two_answers_and_leaves_them(merged):
    with open_project(merged, THIRD) as project:
        event = adjudication.decide(project, ("r1", "r2"), sha("one"), "right", "partly", WHOLE_CASE)
        held = {(each.reader, each.value) for each in present.answers(project.database, case=sha("one"))}
        assert not verify(project.database).broken
    assert held == {("r1", "yes"), ("r2", "no"), ("r3", "partly")}
    first = differing(merged).found[0]
    assert event.fields["decides"] == sorted(first.between)
    assert (first.decision.reader, first.decision.value) == ("r3", "partly")
    assert [each.place.slice for each in differing(merged).open] == [3]


def test_a_later_correction_opens_the_question_again_and_an_undo_closes_it(merged):
    with open_project(merged, THIRD) as project:
        adjudication.decide(project, ("r1", "r2"), sha("one"), "right", "no", WHOLE_CASE)
        adjudication.decide(project, ("r1", "r2"), sha("one"), "right", "yes", WHOLE_CASE)
        project.undo(sha("one"), "right")
    assert differing(merged).found[0].decision.value == "no"
    with open_project(merged, TWO) as project:
        project.answer(sha("one"), "right", "partly")
    assert differing(merged).found[0].decision is None


def test_a_decision_that_is_taken_back_decides_nothing(merged):
    with open_project(merged, THIRD) as project:
        adjudication.decide(project, ("r1", "r2"), sha("one"), "right", "no", WHOLE_CASE)
        project.undo(sha("one"), "right")
    assert differing(merged).found[0].decision is None


def test_nobody_decides_between_himself_and_another(merged):
    with open_project(merged, TWO) as project, pytest.raises(UsageError, match="a third reader decides"):
        adjudication.decide(project, ("r1", "r2"), sha("one"), "right", "no", WHOLE_CASE)
    with open_project(merged) as project:
        assert adjudication.pair(project.database, "r3") == ("r1", "r2")
        with pytest.raises(UsageError, match="two readers beside r2"):
            adjudication.pair(project.database, "r2")
        with pytest.raises(UsageError, match="readers are r1, r2"):
            adjudication.pair(project.database, None, ("r1", "nobody"))


def test_there_is_nothing_to_decide_where_one_did_not_answer(merged):
    with open_project(merged, THIRD) as project, pytest.raises(UsageError, match="did not answer"):
        adjudication.decide(project, ("r1", "r2"), sha("three"), "right", "no", WHOLE_CASE)


def test_marks_differ_where_their_areas_hardly_overlap(merged):
    assert all(each.question != "where" for each in differing(merged).found)
    with open_project(merged, TWO) as project:
        project.answer(sha("three"), "where", square(6, 12))
    assert differing(merged).found[-1].question == "where"


def test_marks_of_points_are_held_against_points_and_areas():
    from xaiviewer.ledger.marked import alike

    near, far = (mark([(2, 5.0, place)], [], {}, 4) for place in (5.0, 90.0))
    assert alike(near, mark([(2, 6.0, 7.0)], [], {}, 4))
    assert not alike(near, far)
    assert not alike(near, mark([(1, 5.0, 5.0)], [], {}, 4))
    assert alike(near, square(2, 8))
    assert not alike(far, square(2, 8))


def test_a_decision_is_not_there_without_the_answers_it_names(merged):
    from xaiviewer.ledger.events import Event

    with open_project(merged, THIRD) as project:
        event = adjudication.decide(project, ("r1", "r2"), sha("one"), "right", "partly", WHOLE_CASE)
    assert set(event.fields["decides"]) <= set(Event.read(event.text).named)
