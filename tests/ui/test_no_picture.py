"""What the window says of a slice, and of a case, that holds no picture: that it holds none, and no number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from xaiviewer.case import Case, Frame
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.extent import head_extent
from xaiviewer.ui.kit.rendering import Renderer
from xaiviewer.ui.panels.worklist.columns import summary
from xaiviewer.ui.window import MainWindow

TipOver = Callable[[QWidget, QPointF], str]

_BLACK = 4


def _black(case: Case, *slices: int) -> Case:
    volumes = []
    for each in case.volumes:
        voxels = each.voxels.copy()
        voxels[list(slices)] = 0
        volumes.append(replace(each, voxels=voxels))
    return replace(case, volumes=tuple(volumes))


def _opened(build: Callable[..., MainWindow], qtbot: QtBot, case: Case) -> MainWindow:
    made = build(case)
    made.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: made.review.shown.state.complete and made.review.work.state.task is None, timeout=20_000)
    return made


@pytest.mark.qt_log_ignore("This plugin does not support")  # a tip comes to the front
def test_a_black_slice_has_no_number(
    build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any, tip_over: TipOver
) -> None:
    window = _opened(build, qtbot, _black(fakes.make_case("one"), _BLACK))
    window.review.shown.show_slice(_BLACK)
    assert window.review.shown.state.analysis is not None
    assert _BLACK not in window.review.shown.state.analysis.slices
    assert window.heat_frame.view.message() == "This slice holds no picture"
    assert window.decision.outlines.text() == "This slice holds no picture: nothing is said about it."
    assert window.agreement.curve.why_empty() == "This slice holds no picture"
    assert tip_over(window.strip, window.strip.column(_BLACK).center()).endswith("This slice holds no picture")
    assert window.top.about.text().startswith("5 slices, 1 without a picture")


def test_a_black_case_has_none_at_all(build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any) -> None:
    case = fakes.make_case("one")
    window = _opened(build, qtbot, _black(case, *range(len(case))))
    state = window.review.shown.state
    assert state.analysis is not None
    assert not state.analysis.slices
    entry = window.review.shelf.state.entry
    assert entry is not None
    assert summary(entry) == "Holds no picture"
    assert window.heat_frame.view.message() == "This slice holds no picture"


def test_a_map_whose_evidence_lies_beyond_the_slice_is_said_to_be_blank(
    build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any
) -> None:
    window = _opened(build, qtbot, fakes.make_case("one"))
    state = window.review.shown.state
    assert state.analysis is not None
    assert state.case is not None
    rows, _ = state.case.shape
    beyond = Frame(-10.0 * rows, -10.0 * rows, float(rows), state.analysis.frame.size)
    for appearance in (Appearance(), Appearance(normalise="case"), Appearance(polarity="signed")):
        hot = Renderer().heat(replace(state, appearance=appearance, analysis=replace(state.analysis, frame=beyond)))
        assert hot is not None
        assert hot.blank
        assert not hot.values.any()


def test_the_view_fits_to_a_head_that_is_darker_than_its_surroundings(fakes: Any) -> None:
    case = fakes.make_case("head", side=100)
    turned = tuple(replace(each, voxels=255 - each.voxels) for each in case.volumes)
    plain, inverted = head_extent(case), head_extent(replace(case, volumes=turned))
    assert np.allclose(
        [plain.row, plain.column, plain.height, plain.width],
        [inverted.row, inverted.column, inverted.height, inverted.width],
        atol=2,
    )
