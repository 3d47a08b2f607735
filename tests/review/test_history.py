"""What the reader set is taken back and done again, step by step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from xaiviewer.display.window_level import WindowLevel
from xaiviewer.review import LayerSelection, Review
from xaiviewer.review.derived.steps import MOST, Step, Steps, difference


@pytest.fixture
def review(fakes: Any, qtbot: QtBot) -> Any:
    """A review of two cases; the first one is open and analysed."""
    made = Review(fakes.FakeReader(fakes.make_case("one"), fakes.make_case("two")), lambda: fakes.FakeAnalyser(size=64))
    made.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: made.shown.state.complete and made.work.state.task is None, timeout=20_000)
    yield made
    made.close()


def _alone(review: Review, do: Any, *values: Any) -> None:
    review.history.settle()
    do(*values)
    review.history.settle()


def test_opening_and_analysing_a_case_leave_nothing_to_undo(review: Review) -> None:
    assert review.history.state.done == ()


def test_every_kind_of_setting_is_undone_and_redone(review: Review) -> None:
    shown = review.shown
    drawn = shown.state.appearance
    steps: list[tuple[Any, tuple[Any, ...]]] = [
        (shown.set_window, (WindowLevel(10, 20),)),
        (shown.set_appearance, (replace(drawn, draw_above=0.4),)),
        (shown.set_opacity, (0.2,)),
        (shown.show_layer, (7,)),
        (shown.set_method, ("grad-cam",)),
        (shown.select_layers, (LayerSelection("group"),)),
        (shown.set_score, ("dice",)),
        (shown.toggle_overlays, ()),
        (shown.toggle_inverted, ()),
        (shown.set_sequence, ("t1",)),
    ]
    states = [shown.state]
    for do, values in steps:
        _alone(review, do, *values)
        states.append(shown.state)
    assert len(review.history.state.done) == len(steps)
    for wanted in reversed(states[:-1]):
        review.history.undo()
        assert _said(shown.state) == _said(wanted)
    assert not review.history.state.done
    for wanted in states[1:]:
        review.history.redo()
        assert _said(shown.state) == _said(wanted)
    assert not review.history.state.undone


def _said(state: Any) -> tuple[object, ...]:
    drawn = replace(state.appearance, windows=dict(state.appearance.windows))
    return drawn, state.layer, state.method, state.selection, state.score, state.request


def test_a_drag_is_one_step_and_two_drags_are_two(review: Review) -> None:
    before = review.shown.state.appearance.windows["flair"]
    for width in (10, 20, 30):
        review.shown.set_window(WindowLevel(5, width))
    review.history.settle()  # the button is up
    between = review.shown.state.appearance.windows["flair"]
    for width in (40, 50):
        review.shown.set_window(WindowLevel(5, width))
    assert len(review.history.state.done) == 2
    review.history.undo()
    assert review.shown.state.appearance.windows["flair"] == between
    review.history.undo()
    assert review.shown.state.appearance.windows["flair"] == before


def test_changes_long_after_each_other_are_steps_of_their_own(review: Review) -> None:
    review.shown.set_opacity(0.5)
    QTest.qWait(900)
    review.shown.set_opacity(0.4)
    assert len(review.history.state.done) == 2


def test_a_hand_that_rests_in_the_middle_of_a_drag_goes_on_with_the_same_step(review: Review) -> None:
    review.history.held = lambda: True
    review.shown.set_opacity(0.5)
    QTest.qWait(900)
    review.shown.set_opacity(0.4)
    assert len(review.history.state.done) == 1


def test_a_drag_that_ends_where_it_began_is_none(review: Review) -> None:
    before = review.shown.state.appearance.opacity
    review.shown.set_opacity(0.1)
    review.shown.set_opacity(before)
    assert review.history.state.done == ()


def test_changes_of_another_kind_are_never_joined(review: Review) -> None:
    review.shown.set_opacity(0.5)
    review.shown.toggle_mask()
    review.shown.set_opacity(0.4)
    assert len(review.history.state.done) == 3


def test_a_new_step_forgets_what_was_undone(review: Review) -> None:
    _alone(review, review.shown.set_opacity, 0.5)
    review.history.undo()
    _alone(review, review.shown.toggle_mask)
    review.history.redo()
    assert review.shown.state.appearance.opacity != 0.5


def test_where_the_reader_looks_is_no_step(review: Review) -> None:
    review.shown.show_slice(5)
    assert review.history.state.done == ()


def test_undo_leaves_alone_what_was_set_since_elsewhere(review: Review, qtbot: QtBot) -> None:
    _alone(review, review.shown.set_opacity, 0.5)
    review.shelf.step(1)
    qtbot.waitUntil(lambda: review.shown.state.complete and review.work.state.task is None, timeout=20_000)
    assert review.history.state.done == (), "another case has steps of its own"
    _alone(review, review.shown.toggle_inverted)
    review.shelf.step(-1)
    qtbot.waitUntil(lambda: review.shown.state.complete and review.work.state.task is None, timeout=20_000)
    review.history.undo()
    assert review.shown.state.appearance.opacity != 0.5
    assert review.shown.state.appearance.inverted


def test_the_class_that_is_explained_is_undone(review: Review, qtbot: QtBot) -> None:
    _alone(review, review.set_class, 0)
    qtbot.waitUntil(lambda: review.shown.state.complete and review.work.state.task is None, timeout=20_000)
    assert review.shown.state.explained_class == 0
    assert len(review.history.state.done) == 1
    review.history.undo()
    assert review.shown.state.explained_class == 1
    review.history.redo()
    assert review.shown.state.explained_class == 0


def test_measurements_and_marks_are_undone_one_by_one_and_the_slice_is_shown(review: Review) -> None:
    measured = review.measured
    first = measured.add("distance", 1, ((1, 1), (5, 5)))
    measured.add("probe", 2, ((3, 3),))
    mask = np.zeros((64, 64), dtype=bool)
    mask[3, 3] = True
    measured.mark(4, mask)
    measured.remove(first.number)
    review.shown.show_slice(0)
    review.history.undo()
    assert [each.kind for each in measured.state.measurements] == ["distance", "probe"]
    assert review.shown.state.slice_index == 1
    review.history.undo()
    assert measured.state.marks.slices == {}
    assert review.shown.state.slice_index == 4
    review.history.undo()
    review.history.undo()
    assert measured.state.measurements == ()
    for _ in range(3):
        review.history.redo()
    assert len(measured.state.measurements) == 2
    assert measured.state.marks.of(4) is not None
    assert measured.add("probe", 0, ((0, 0),)).number == 3, "no number is given twice"


def test_nothing_to_undo_is_no_matter(review: Review) -> None:
    before = review.shown.state
    review.history.undo()
    review.history.redo()
    assert review.shown.state is before


def test_steps_are_bounded() -> None:
    steps = Steps()
    for number in range(MOST + 5):
        steps = steps.with_step(Step({"a": number}, {"a": number + 1}), merge=False)
    assert len(steps.done) == MOST
    assert steps.done[-1].after == {"a": MOST + 5}


def test_a_difference_names_what_changed_alone() -> None:
    found = difference({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4})
    assert found is not None
    assert (dict(found.before), dict(found.after)) == ({"b": 2}, {"b": 3})
    assert difference({"a": 1}, {"a": 1}) is None
