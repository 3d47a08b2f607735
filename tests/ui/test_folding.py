"""Panels fold away and come back; what is said lies over the views and moves nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from xaiviewer.ui.kit.controls import Elided
from xaiviewer.ui.panels.folding import PANELS, FoldHandle, Folds
from xaiviewer.ui.settings import settings
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow

Key, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _unfolded() -> Any:
    """Every test begins, and leaves the next one, with nothing folded away."""
    yield
    kept = settings()
    assert kept is not None
    kept.remove("window/folded")


def _place(widget: QWidget, window: MainWindow) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def _panels(window: MainWindow) -> dict[str, QWidget]:
    return {"left": window.cases, "right": window.decision, "strip": window.strip}


@pytest.mark.parametrize(
    ("panel", "key", "modifier"),
    [
        ("left", Key.Key_F7, Qt.KeyboardModifier.NoModifier),
        ("right", Key.Key_F8, Qt.KeyboardModifier.NoModifier),
        ("strip", Key.Key_F8, SHIFT),
    ],
)
def test_a_panel_folds_away_by_its_key_and_its_handle(
    window: MainWindow, panel: str, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    before = window.slice_frame.size()
    QTest.keyClick(window, key, modifier)
    QApplication.processEvents()
    assert not _panels(window)[panel].isVisible()
    assert window.slice_frame.width() * window.slice_frame.height() > before.width() * before.height()
    handle = next(each for each in window.findChildren(FoldHandle) if each.isChecked())
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert _panels(window)[panel].isVisible()
    assert window.slice_frame.size() == before


def test_what_is_folded_away_stays_so_at_the_next_start(window: MainWindow) -> None:
    window.folds.fold("right", on=True)
    window.folds.fold("strip", on=True)
    later = Folds()
    assert [later.folded(panel) for panel in PANELS] == [False, True, True]


@pytest.mark.slow
def test_the_list_of_measurements_is_shown_where_its_panel_was_folded_away(window: MainWindow) -> None:
    window.folds.fold("right", on=True)
    QTest.keyClick(window, Key.Key_L)
    assert window.measurements.isVisible()


@pytest.mark.slow
def test_both_views_are_equally_large_whatever_is_folded_at_every_size(window: MainWindow) -> None:
    for (width, height), *folded in product(
        ((1024, 560), (1024, 700), (1441, 900), (1920, 1080)), (False, True), (False, True), (False, True)
    ):
        window.resize(width, height)
        for panel, on in zip(PANELS, folded, strict=True):
            window.folds.fold(panel, on=on)
        QApplication.processEvents()
        left, right = window.slice_frame, window.heat_frame
        assert left.size() == right.size()
        assert left.view.size() == right.view.size()
        assert window.width() == width
        assert left.footer.minimumSizeHint().width() <= left.width()


@pytest.mark.parametrize("width", [1024, 1440])
def test_what_is_said_lies_over_the_views_and_moves_nothing(window: MainWindow, width: int) -> None:
    window.resize(width, 700)
    window.folds.fold("left", on=False)
    QApplication.processEvents()
    parts = (window.slice_frame, window.heat_frame, window.strip, window.cases, window.decision)
    before = [_place(each, window) for each in parts]
    window.banner.say("a sentence that is long enough to need more than a line of it " * 4, button="Help with it")
    QApplication.processEvents()
    assert [_place(each, window) for each in parts] == before
    said = _place(window.banner, window)
    assert said.top() >= _place(window.slice_frame.header, window).bottom()
    assert said.bottom() < _place(window.strip, window).top()
    assert window.banner.text.height() >= window.banner.text.heightForWidth(window.banner.text.width())
    assert window.banner.button.width() >= window.banner.button.minimumSizeHint().width()


@pytest.mark.slow
def test_a_case_without_a_mask_has_no_scores_and_one_with_a_mask_keeps_their_room(
    build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any
) -> None:
    plain = fakes.make_case("plain")
    window = build(fakes.make_case("one"), replace(plain, mask=None))
    window.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    panel, places = window.agreement, set()
    for index in range(len(window.review.shown.state.case)):
        window.review.shown.show_slice(index)
        QApplication.processEvents()
        assert panel.scores.isVisible()
        places.add(_place(panel.more, window).top())
    assert len(places) == 1, "nothing jumps"
    window.review.shelf.step(1)
    qtbot.waitUntil(lambda: window.review.shown.state.case is not None and window.review.shown.state.case.mask is None)
    assert not panel.scores.isVisible()
    assert not panel.curve.isVisible()


def test_the_magnifier_stands_in_the_middle_of_the_search_field(window: MainWindow) -> None:
    field = window.cases.search
    (sign,) = [each for each in field.findChildren(QLabel) if each.isVisible()]
    assert abs(sign.geometry().center().y() - field.rect().center().y()) <= 1


@pytest.mark.slow
def test_the_current_line_is_in_sight_after_opening_many_cases(
    build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any
) -> None:
    window = build(*(fakes.make_case(f"case-{number:02d}") for number in range(40)))
    window.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(
        lambda: window.review.shelf.state.current is not None and len(window.review.shelf.state.entries) == 40
    )
    view = window.cases.view
    window.review.shelf.choose(Path("case-37"))
    QApplication.processEvents()
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))
    window.resize(1024, 560)
    QApplication.processEvents()
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_a_long_name_is_cut_in_its_middle(qtbot: QtBot) -> None:
    made = Elided("title", "TCGA_CS_4941_19960909_of_a_study_4942", middle=True)
    qtbot.addWidget(made)
    made.resize(150, 20)
    assert made.shown().startswith("TCGA")
    assert made.shown().endswith("4942")
