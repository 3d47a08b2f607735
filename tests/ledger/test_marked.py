"""Marks on the image as answers."""

import json

import numpy as np
import pytest

from xaiviewer.ledger.events import Place
from xaiviewer.ledger.forms import DEFAULT, FLAG, Form, Question
from xaiviewer.ledger.marked import is_mark, mark, outline_of


def outline(*indices):
    masks = {}
    for index in indices:
        mask = np.zeros((9, 13), dtype=bool)
        mask[2 : 3 + index, 4:9] = True
        masks[index] = mask
    return masks


def test_an_outline_comes_back_pixel_by_pixel():
    made = mark([(1, 2.0, 3.126)], [(2, 0, 0, 4, 5)], {**outline(1, 3), 4: np.zeros((9, 13), dtype=bool)}, 6)
    told = json.loads(json.dumps(made))
    assert is_mark(told)
    assert told["points"] == [[1, 2.0, 3.13]]
    found = outline_of(told)
    assert sorted(found) == [1, 3]
    assert all((found[index] == mask).all() for index, mask in outline(1, 3).items())


def test_nothing_drawn_is_no_answer():
    assert mark([], [], {2: np.zeros((4, 4), dtype=bool)}, 6) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        "mark",
        {"lines": []},
        {"points": [[1, 2]]},
        {"boxes": [[1, 2, 3, 4, "five"]]},
        {"points": [[1, 2, float("nan")]]},
        {"outline": {"shape": [2, 9, 13], "slices": {"5": "AAAA"}}},
        {"outline": {"shape": [2, 1 << 20, 1 << 20], "slices": {"0": "AAAA"}}},
        {"outline": {"slices": {}}},
    ],
)
def test_what_is_no_mark_is_refused(wrong):
    assert not is_mark(wrong)


def test_a_truncated_outline_is_refused():
    told = mark([], [], outline(1), 6)
    told["outline"]["shape"] = [6, 90, 13]
    assert not is_mark(told)


def test_a_form_may_ask_for_a_mark():
    form = Form("marks", (Question("where", "Where is it?", "mark"),))
    form.check("where", mark([(0, 1.0, 1.0)], [], {}, 3), Place())
    assert Form.of(json.loads(json.dumps(form.fields()))) == form


def test_every_project_takes_a_flag_for_a_case():
    assert DEFAULT.question("flag") is FLAG
    DEFAULT.check("flag", "yes", Place())
