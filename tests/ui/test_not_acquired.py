"""What the window shows of a slice that was not acquired: that it was not, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from xaiviewer.case import Case, Mask
from xaiviewer.ui.kit import theme
from xaiviewer.ui.window import MainWindow

TipOver = Callable[[QWidget, QPointF], str]

_GAP = 4


def _with_gap(case: Case) -> Case:
    """The case with a slice that only keeps the room, as readers leave it: black, without a mask."""
    assert case.mask is not None
    volumes = []
    for each in case.volumes:
        voxels = each.voxels.copy()
        voxels[_GAP] = 0
        volumes.append(replace(each, voxels=voxels, absent=frozenset({_GAP})))
    there = np.arange(len(case)) != _GAP
    mask = Mask(case.mask.voxels & there[:, None, None], case.mask.drawn & there)
    return replace(case, volumes=tuple(volumes), mask=mask)


@pytest.fixture
def window(build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any) -> MainWindow:
    """A window with an analysed case of six slices, of which the fifth was not acquired."""
    made = build(_with_gap(fakes.make_case("one")))
    made.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: made.review.shown.state.complete and made.review.work.state.task is None, timeout=20_000)
    return made


def pixels(picture: QImage) -> Iterator[int]:
    """Every fourth pixel's colour."""
    return (picture.pixel(x, y) for y in range(0, picture.height(), 4) for x in range(0, picture.width(), 4))


def _painted(widget: QWidget) -> QImage:
    picture = QImage(widget.size(), QImage.Format.Format_RGB32)
    picture.fill(0)
    widget.render(picture)
    return picture


def test_a_case_is_complete_without_the_slices_that_are_not_there(window: MainWindow) -> None:
    state = window.review.shown.state
    assert state.analysis is not None
    assert sorted(state.analysis.slices) == [0, 1, 2, 3, 5]
    entry = window.review.shelf.state.entry
    assert entry is not None
    assert (entry.slices, entry.analysed, entry.status) == (5, 5, "done")
    assert window.top.about.text().startswith("5 slices, 1 not acquired")


def test_both_views_say_that_there_is_no_picture_and_show_none(window: MainWindow) -> None:
    window.review.shown.show_slice(_GAP)
    for view in (window.slice_frame.view, window.heat_frame.view):
        assert view.message() == "Not acquired: there is no picture of this slice"
        above = view.grab(QRect(0, 0, view.width(), view.height() - 80)).toImage()  # of the sentence
        assert set(pixels(above)) == {theme.VIEW.rgb()}
    assert window.decision.outlines.text() == "This slice was not acquired: nothing is said about it."
    assert window.agreement.curve.why_empty() == "This slice was not acquired"


@pytest.mark.qt_log_ignore("This plugin does not support")  # a tip comes to the front
def test_the_strip_marks_the_place_and_has_no_number_for_it(window: MainWindow, tip_over: TipOver) -> None:
    assert tip_over(window.strip, window.strip.column(_GAP).center()).endswith(
        "Not acquired: there is no picture of it"
    )
    window.review.shown.show_slice(0)
    gap, drawn = window.strip.column(_GAP), window.strip.column(5)
    picture = _painted(window.strip)
    top = int(gap.top()) + 1  # above every bar
    colours = {picture.pixel(x, top + y) for x in range(int(gap.left()) + 1, int(gap.right())) for y in range(6)}
    other = {picture.pixel(x, top + y) for x in range(int(drawn.left()) + 1, int(drawn.right())) for y in range(6)}
    assert len(colours) > len(other)


def test_a_sequence_that_ends_early_says_so_where_it_is_shown(
    build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any
) -> None:
    case = _with_gap(fakes.make_case("one"))
    t1, flair, t1c = case.volumes
    window = build(replace(case, volumes=(replace(t1, absent=frozenset({0, _GAP})), flair, t1c)))
    window.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(
        lambda: window.review.shown.state.complete and window.review.work.state.task is None, timeout=20_000
    )
    window.review.shown.show_slice(0)
    window.review.shown.set_sequence("t1")
    assert window.slice_frame.view.message() == "T1 was not acquired here: the networks see FLAIR in its place"
    window.review.shown.set_sequence("flair")
    assert window.slice_frame.view.message() == ""
