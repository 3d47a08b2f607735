"""Contact sheets and the difference as tiles; what tiles of other kinds say, and zoom by themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from xaiviewer.review import Subject, query
from xaiviewer.ui.views.sheets.cells import Cell, seen
from xaiviewer.ui.views.sheets.drawing import CellPainter
from xaiviewer.ui.views.tiles.picture import HeatTile
from xaiviewer.ui.views.tiles.planes.tile import PlaneTile
from xaiviewer.ui.views.tiles.sheets.difference import DifferenceTile
from xaiviewer.ui.views.tiles.sheets.sheet import SheetTile
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow
Key, LEFT, RIGHT = Qt.Key, Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def _four(window: MainWindow, *kinds: str) -> list[Any]:
    """A grid of four, its first tiles of these kinds."""
    window.views.set_layout(4)
    for place, key in enumerate(kinds):
        window.views.grid.put(place, {"key": key})
    QApplication.processEvents()
    return list(window.views.grid.tiles)


def _made(tile: SheetTile, qtbot: QtBot) -> None:
    def known() -> bool:
        grid = tile.grid
        wanted = [grid.cells[at] for at in grid.in_sight()]
        return bool(wanted) and all(grid.maker.known(tile.state(), each, grid.look())[0] for each in wanted)

    qtbot.waitUntil(known, timeout=20_000)


def _click(tile: SheetTile, at: int) -> None:
    place = tile.grid.box(at).center() - QPoint(0, tile.grid.verticalScrollBar().value())
    QTest.mouseClick(tile.grid.viewport(), LEFT, pos=place)


def _texts(tile: Any) -> dict[str, Any]:
    menu = QMenu()
    tile.fill(menu)
    tile.keep_menu = menu
    return {action.text(): action for action in menu.actions()}


def test_a_click_on_a_sheet_beside_the_views_brings_them_there(window: MainWindow, qtbot: QtBot) -> None:
    layers, slices = _four(window, "layers", "slices")[:2]
    _made(layers, qtbot)
    _click(layers, 1)
    assert window.review.shown.state.layer == layers.grid.cells[1].index
    _click(slices, 0)
    assert window.review.shown.state.slice_index == 0
    assert layers.isVisible()
    assert slices.isVisible()
    assert "Slices under" in slices.title.toolTip()


def test_a_sheet_shows_its_own_slice_method_and_layer(window: MainWindow, qtbot: QtBot) -> None:
    layers, slices = _four(window, "layers", "slices")[:2]
    here = window.review.shown.state.slice_index
    layers.put(index=here, subject=Subject("grad-cam", 0))
    slices.put(subject=Subject("layer-cam", 3))
    window.review.shown.show_slice(here + 1)
    window.review.shown.show_layer(20)
    assert layers.state().slice_index == here
    assert layers.state().layer == 20, "on a sheet of layers the current one is that of all views"
    assert seen(layers.state(), Cell("layers", 5)).method == "grad-cam"
    assert slices.state().layer == 3
    assert f"slice {here + 1}" in layers.title.toolTip()
    assert "Grad-CAM" in layers.title.toolTip()
    painter, look = CellPainter(), slices.grid.look()
    of_layer = painter.picture(seen(slices.state(), Cell("slices", here)), look)
    of_views = painter.picture(seen(window.review.shown.state, Cell("slices", here)), look)
    assert of_layer != of_views
    assert {"Slice", "Sequence", "Explanation"} <= set(_texts(layers))
    assert {"Layer", "Sequence", "Explanation"} <= set(_texts(slices))


def test_sheets_and_the_difference_come_back_as_they_were_left(window: MainWindow) -> None:
    layers, slices, _, _ = _four(window, "layers", "slices", "difference")
    layers.show_every(every=True)
    layers.size_slider.setValue(140)
    slices.put(subject=Subject("layer-cam", 3), sequence="t1")
    window.views.set_layout(2)
    window.views.set_layout(4)
    again = window.views.grid.tiles
    assert [each.key for each in again[:3]] == ["layers", "slices", "difference"]
    assert again[0].every
    assert again[0].grid.side == 140
    assert again[1].own.subject == Subject("layer-cam", 3)
    assert again[1].own.sequence == "t1"


def test_the_difference_is_that_of_its_own_slice(window: MainWindow) -> None:
    tile = _four(window, "difference")[0]
    assert isinstance(tile, DifferenceTile)
    state = window.review.shown.state
    plain = window.renderer.plain(state)
    assert tile.renderer.differing(tile.state()) != plain
    assert "Dice" in tile.note.lines()[0]
    window.links.set(scroll=False)
    before = tile.note.lines()[0]
    outside = next(index for index in range(len(state.case)) if not state.case.mask_of(index).any())
    window.review.shown.show_slice(outside)
    assert tile.note.lines()[0] == before
    tile.own_slice(outside)
    assert tile.note.lines()[0] != before


def test_the_difference_never_hides_the_picture(window: MainWindow) -> None:
    window.resize(1024, 560)
    window.views.set_layout(6)
    tile = window.views.grid.put(0, {"key": "difference"})
    QApplication.processEvents()
    assert tile.note.height() < tile.view.height() / 2


@pytest.mark.logs_warnings
def test_a_picture_that_fails_says_so_in_its_cell(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    drawn, name = CellPainter.picture, "Miller"

    def fails(self: CellPainter, state: Any, look: Any) -> Any:
        if state.slice_index == 1:
            raise ValueError(f"of Mrs {name}")
        return drawn(self, state, look)

    monkeypatch.setattr(CellPainter, "picture", fails)
    tile = _four(window, "slices")[0]
    _made(tile, qtbot)
    assert "ValueError" in tile.grid.maker.why(Cell("slices", 1))
    assert tile.grid.maker.why(Cell("slices", 0)) == ""
    assert tile.grid.maker.known(tile.state(), Cell("slices", 0), tile.grid.look())[1] is not None
    assert "Miller" not in caplog.text
    assert not tile.grid.grab().isNull(), "it can be painted"


def test_keys_zoom_the_view_under_the_pointer_where_zoom_is_not_linked(window: MainWindow) -> None:
    first, second = _four(window)[:2]
    window.links.set(zoom=False)
    QTest.mouseMove(first.view, first.view.rect().center())
    first.view.hand.move(QPointF(5, 5), first.view.transform(), held=False)
    QTest.keyClick(window, Key.Key_Plus)
    assert first.view.port.zoom > 1
    assert second.view.port.zoom == window.viewport.zoom == 1
    QTest.keyClick(window, Key.Key_R)
    assert first.view.port.zoom == 1
    window.links.set(zoom=True)
    QTest.keyClick(window, Key.Key_Plus)
    assert first.view.port.zoom == second.view.port.zoom == window.viewport.zoom > 1


@pytest.mark.qt_log_ignore("This plugin does not support")  # a popup wants the keyboard; there is none here
@pytest.mark.parametrize("kind", ["plane", "layers"])
def test_the_menu_of_a_view_that_is_no_slice_says_why_nothing_is_measured(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    tile = _four(window, kind)[0]
    if kind == "layers":
        tile.grid.menu_asked.emit(QPointF(9, 9))
    else:
        QTest.mouseClick(tile.view, RIGHT, pos=QPoint(60, 60))
    texts = [action.text() for action in window.view_menu.actions()]
    assert any(text.startswith("Measuring and marking") for text in texts)
    assert "Measure" not in texts
    copy = next(action for action in window.view_menu.actions() if action.text().startswith("Copy"))
    window.view_menu.hide()
    copied: list[Any] = []
    monkeypatch.setattr(window.picturing, "copy", copied.append)
    copy.trigger()
    assert copied == [tile], "of the view whose menu it is, though the pointer left it"


def test_a_narrow_plane_keeps_its_name(window: MainWindow) -> None:
    tile = _four(window, "plane")[0]
    assert isinstance(tile, PlaneTile)
    window.resize(1024, 700)
    QApplication.processEvents()
    assert "Sagittal" in tile.title.text() or "Along columns" in tile.title.text()
    window.views.show_alone(tile)
    QApplication.processEvents()
    assert tile.planes.isVisible()


def test_empty_views_say_what_to_do(window: MainWindow) -> None:
    series, prior = _four(window, "series", "prior")[:2]
    assert "Drag a series" in series.message() or "chooses another kind" in series.message()
    assert "below" in prior.message()
    window.review.shelf.open_paths([Path("one")])


def test_a_heat_map_that_was_asked_for_is_computed_from_its_own_menu(
    window: MainWindow, qtbot: QtBot, fakes: Any
) -> None:
    tile = next(each for each in _four(window) if isinstance(each, HeatTile))
    state = window.review.shown.state
    request = replace(state.analysis.requests[0], method="occlusion", parameters=())
    tile.put(subject=Subject("", state.layer, request))
    assert "not computed" in tile.view.message()
    (offered,) = [action for text, action in _texts(tile).items() if text.startswith("Compute")]
    offered.trigger()
    qtbot.waitUntil(lambda: query.answer_of(tile.state()) is not None, timeout=20_000)
    assert window.review.shown.state.request is None, "the other views stay as they are"
