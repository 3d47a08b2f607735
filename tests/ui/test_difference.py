"""Clinician against model: three colours over the slice, figures of slice and case, the largest disagreement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from xaiviewer.case import Geometry
from xaiviewer.display.difference import BOTH
from xaiviewer.evaluation.outlines import Overlaps
from xaiviewer.review import query
from xaiviewer.ui.window import MainWindow

SHIFT = Qt.KeyboardModifier.ShiftModifier


def _toggle(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_D, SHIFT)
    QApplication.processEvents()


def test_the_slice_is_drawn_in_three_colours_and_plain_again(window: MainWindow) -> None:
    state = window.review.shown.state
    view, found = window.slice_frame.view, query.result(state)
    assert found is not None
    mask = state.case.mask_of(state.slice_index)
    plain = window.renderer.plain(state)
    _toggle(window)
    assert view.differing
    drawn = window.renderer.differing(state)
    row, column = np.argwhere(mask & found.segmentation)[0].tolist()
    colour = drawn.pixelColor(column, row)
    reds = [each.red() - each.blue() for each in (colour, plain.pixelColor(column, row))]
    assert reds[0] < reds[1], f"{BOTH} is bluer than grey"
    outside = np.argwhere(~(mask | found.segmentation))[0].tolist()
    assert drawn.pixelColor(*reversed(outside)) == plain.pixelColor(*reversed(outside))
    _toggle(window)
    assert not view.differing
    assert not window.slice_frame.difference.isVisible()


@pytest.mark.slow
def test_the_figures_are_those_of_the_masks_in_square_millimetres_and_millilitres(
    build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any
) -> None:
    case, spaced = fakes.make_case("spaced"), Geometry(np.diag([2.0, 3.0, 50.0, 1.0]), known=True)
    window = build(replace(case, volumes=tuple(replace(each, geometry=spaced) for each in case.volumes)))
    window.review.shelf.open_paths([Path("spaced")])
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    state, note = window.review.shown.state, window.slice_frame.difference
    _toggle(window)
    found, case = query.result(state), state.case
    mask, model = case.mask_of(state.slice_index), found.segmentation
    depth, high, wide = case.geometry.spacing_mm
    here, whole = note.lines()
    assert f"■ both {(mask & model).sum() * high * wide:,.0f} mm²" in here
    assert f"■ only the clinician {(mask & ~model).sum() * high * wide:,.0f} mm²" in here
    assert f"■ only the model {(model & ~mask).sum() * high * wide:,.0f} mm²" in here
    assert f"Dice {2 * (mask & model).sum() / (mask.sum() + model.sum()):.2f}" in here
    agreed = 0
    for index, each in state.analysis.slices.items():
        drawn = case.mask_of(index)
        agreed += 0 if drawn is None or each.segmentation is None else int((drawn & each.segmentation).sum())
    assert f"■ both {agreed * depth * high * wide / 1000:,.1f} ml" in whole
    assert note.here.isVisible()


def test_the_largest_disagreement_is_a_click_away(window: MainWindow) -> None:
    state, note = window.review.shown.state, window.slice_frame.difference
    _toggle(window)
    overlaps = Overlaps()
    counted = {index: overlaps.of_slice(state.case, each) for index, each in state.analysis.slices.items()}
    worst = max(counted.values(), key=lambda each: -1 if each is None else each.differing)
    window.review.shown.show_slice(0)
    assert f"slice {overlaps.of_case(state.case, state.analysis).worst + 1}" in note.worst.text()
    QTest.mouseClick(note.worst, Qt.MouseButton.LeftButton)
    assert counted[window.review.shown.state.slice_index] == worst


@pytest.mark.slow
def test_the_figures_lie_over_the_picture_and_are_not_cut(window: MainWindow) -> None:
    before = window.slice_frame.view.size()
    for width in (1024, 1440):
        window.resize(width, 700)
        _toggle(window) if not window.slice_frame.view.differing else None
        QApplication.processEvents()
        note, frame = window.slice_frame.difference, window.slice_frame
        assert note.geometry().bottom() < QRect(frame.footer.mapTo(frame, QPoint()), frame.footer.size()).top()
        assert note.geometry().top() >= frame.header.height()
        assert note.here.height() >= note.here.heightForWidth(note.here.width())
        assert window.slice_frame.view.size() == window.heat_frame.view.size()
    assert before.height() > 0


@pytest.mark.slow
def test_without_a_mask_it_says_why_there_is_nothing(
    build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any
) -> None:
    window = build(replace(fakes.make_case("plain"), mask=None))
    window.review.shelf.open_paths([Path("plain")])
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    _toggle(window)
    note = window.slice_frame.difference
    assert "no clinician's mask" in note.here.text()
    assert not note.worst.isVisible()
    assert not note.whole.isVisible()


@pytest.mark.slow
def test_the_figures_do_not_hide_what_is_written_on_the_picture(window: MainWindow) -> None:
    view, note = window.slice_frame.view, window.slice_frame.difference
    assert view.covered == 0
    _toggle(window)
    assert view.covered == note.height() > 0
    window.review.shown.show_slice(0)
    assert view.covered == note.height()
    _toggle(window)
    assert view.covered == 0
