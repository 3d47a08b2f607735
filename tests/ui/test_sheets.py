"""Contact sheets: every layer of a slice, every slice of a layer; made in sight first, a click goes there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from xaiviewer.review import query
from xaiviewer.ui.views.sheets import cells
from xaiviewer.ui.views.sheets import grid as sheet_grid
from xaiviewer.ui.views.sheets.cells import Cell
from xaiviewer.ui.views.sheets.drawing import CellPainter, Look
from xaiviewer.ui.window import MainWindow

Key, LEFT, SHIFT = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
LOOK = Look(96, 1.0, mirrored=False, upended=False)


def _open(window: MainWindow, qtbot: QtBot, kind: str) -> None:
    QTest.keyClick(window, Key.Key_G, SHIFT if kind == "slices" else Qt.KeyboardModifier.NoModifier)
    assert window.sheet.isVisible()
    _made(window, qtbot)


def _made(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until what is in sight is made."""
    grid, state = window.sheet.grid, window.review.shown.state

    def known() -> bool:
        seen = [grid.cells[at] for at in grid.in_sight()]
        return bool(seen) and all(grid.maker.known(state, cell, grid.look())[0] for cell in seen)

    qtbot.waitUntil(known, timeout=20_000)


def _click(window: MainWindow, at: int) -> None:
    grid = window.sheet.grid
    place = grid.box(at).center() - QPoint(0, grid.verticalScrollBar().value())
    QTest.mouseClick(grid.viewport(), LEFT, pos=place)


@pytest.mark.slow
def test_blocks_or_all_layers_of_the_slice_shown(window: MainWindow, qtbot: QtBot) -> None:
    _open(window, qtbot, "layers")
    state, grid = window.review.shown.state, window.sheet.grid
    layers = query.layers(state)
    ends = [list(members)[-1] for _, members in groupby(range(len(layers)), key=lambda at: layers[at].groups)]
    assert [cell.index for cell in grid.cells] == ends
    window.sheet.which.button("every").click()
    assert [cell.index for cell in grid.cells] == list(range(len(layers)))
    assert len(ends) < len(layers)


def test_the_colours_of_a_sheet_of_layers_are_those_of_their_maps(window: MainWindow) -> None:
    window.heat.choose_method("occlusion")
    assert query.one_map(window.review.shown.state)
    assert not query.one_map(window.sheet.scaled())
    assert not window.sheet.scaled().appearance.signed


@pytest.mark.slow
def test_a_click_goes_to_the_layer_and_closes_the_sheet_or_leaves_it_open(window: MainWindow, qtbot: QtBot) -> None:
    _open(window, qtbot, "layers")
    sheet = window.sheet
    _click(window, 2)
    assert window.review.shown.state.layer == sheet.grid.cells[2].index
    assert window.slice_frame.isVisible()
    _open(window, qtbot, "layers")
    sheet.keep.setChecked(True)
    _click(window, 1)
    assert window.review.shown.state.layer == sheet.grid.cells[1].index
    assert sheet.isVisible()
    QTest.keyClick(window, Key.Key_Escape)
    assert not sheet.isVisible()


@pytest.mark.slow
def test_a_click_goes_to_the_slice(window: MainWindow, qtbot: QtBot) -> None:
    _open(window, qtbot, "slices")
    assert len(window.sheet.grid.cells) == len(window.review.shown.state.case)
    _click(window, 4)
    assert window.review.shown.state.slice_index == 4


@pytest.mark.slow
def test_arrows_move_through_the_sheet_and_enter_goes_there(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    _open(window, qtbot, "layers")
    window.sheet.which.button("every").click()
    grid = window.sheet.grid
    QTest.keyClick(grid, Key.Key_Home)
    assert window.review.shown.state.layer == 0
    QTest.keyClick(grid, Key.Key_Right)
    QTest.keyClick(grid, Key.Key_Down)
    assert window.review.shown.state.layer == 1 + grid.columns
    QTest.keyClick(grid, Key.Key_End)
    QApplication.processEvents()
    assert grid.in_sight()[-1] == len(grid.cells) - 1, "the current one is brought into sight"
    QTest.keyClick(grid, Key.Key_Return)
    assert not window.sheet.isVisible()


def test_a_cell_shows_what_the_views_would_show(window: MainWindow) -> None:
    state, painter = window.review.shown.state, CellPainter()
    there = cells.seen(state, Cell("layers", 3))
    wanted = window.renderer.blended(replace(state, layer=3))
    before = painter.picture(there, LOOK)
    assert before is not None
    assert max(before.width(), before.height()) == LOOK.side
    place = state.extent.row + state.extent.height / 2, state.extent.column + state.extent.width / 2
    middle = before.pixelColor(before.width() // 2, before.height() // 2)
    expected = wanted.pixelColor(int(place[1]), int(place[0]))
    assert abs(middle.red() - expected.red()) < 24
    plain = painter.picture(replace(there, appearance=replace(there.appearance, heat=False)), LOOK)
    assert plain != before
    flipped = painter.picture(there, replace(LOOK, mirrored=True))
    assert flipped is not None
    assert flipped != before, "the sheet is flipped as the views are"


@pytest.mark.slow
@pytest.mark.parametrize("change", ["opacity", "threshold", "flip"])
def test_what_changes_the_views_changes_the_sheet(window: MainWindow, qtbot: QtBot, change: str) -> None:
    _open(window, qtbot, "slices")
    grid, here = window.sheet.grid, Cell("slices", window.review.shown.state.slice_index)
    before = grid.maker.known(window.review.shown.state, here, grid.look())[1]
    if change == "opacity":
        window.review.shown.set_opacity(0.9)
    elif change == "threshold":
        shown = window.review.shown
        shown.set_appearance(replace(shown.state.appearance, draw_above=0.9))
    else:
        window.viewport.flip_across()
    assert not grid.maker.known(window.review.shown.state, here, grid.look())[0]
    _made(window, qtbot)
    assert grid.maker.known(window.review.shown.state, here, grid.look())[1] != before


@pytest.mark.slow
def test_of_many_slices_only_those_in_sight_are_made(
    build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any
) -> None:
    case = fakes.make_case("long")
    count = 300
    volumes = tuple(replace(each, voxels=np.resize(each.voxels, (count, *case.shape))) for each in case.volumes)
    window = build(replace(case, volumes=volumes, mask=None, slice_names=tuple(map(str, range(count)))))
    window.review.shelf.open_paths([Path("long")])
    qtbot.waitUntil(lambda: bool(window.review.shown.state.analysis and window.review.shown.state.analysis.slices))
    window.review.work.cancel()
    qtbot.waitUntil(lambda: window.review.work.state.task is None, timeout=20_000)
    _open(window, qtbot, "slices")
    grid = window.sheet.grid
    known = [grid.maker.known(window.review.shown.state, cell, grid.look())[0] for cell in grid.cells]
    assert sum(known) < 150
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    _made(window, qtbot)
    assert grid.in_sight()[-1] == count - 1


@pytest.mark.slow
def test_each_cell_says_its_score_and_whether_a_null_gets_as_much(window: MainWindow) -> None:
    state = window.review.shown.state
    name, worth = cells.caption(state, Cell("layers", 3))
    layer = query.layers(state)[3]
    assert name == f"{layer.name} · {layer.grid[0]} × {layer.grid[1]}"
    assert float(worth.partition(" ")[0]) > 0
    assert "not measured" in worth
    assert "relevance mass" in cells.titles(state, "layers")[0]
    outside = next(index for index in range(len(state.case)) if not state.case.mask_of(index).any())
    assert cells.caption(state, Cell("slices", outside))[1] == ""


@pytest.mark.slow
def test_the_sheet_is_copied_and_saved_as_one_picture_with_its_caption(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    _open(window, qtbot, "layers")
    window.sheet.which.button("every").click()
    file = tmp_path / "sheet.png"
    window.picturing.save_sheet_to(window.sheet, file)
    qtbot.waitUntil(file.exists, timeout=30_000)
    picture, grid = QImage(str(file)), window.sheet.grid
    assert picture.width() * picture.height() > len(grid.cells) * grid.side**2
    told = picture.text("Description")
    assert window.names.current() in told
    assert "Layers of slice" in told
    assert told.endswith("not for diagnosis")
    QTest.keyClick(window, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().image().size() == picture.size(), timeout=30_000)
    assert window.sheet.told.text() == ""


@pytest.mark.slow
def test_every_picture_says_which_side_of_the_patient_is_which(
    build: Callable[..., MainWindow], fakes: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = build(fakes.make_case("one", known=True))
    window.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    _open(window, qtbot, "layers")
    painted: list[str] = []
    monkeypatch.setattr(sheet_grid, "paint_text", lambda *told: painted.append(told[3]))
    window.sheet.grid.viewport().grab()
    assert painted[:2] == ["R", "L"]
    assert painted.count("R") == painted.count("L") == len(window.sheet.grid.in_sight())
    window.viewport.flip_across()
    _made(window, qtbot)
    painted.clear()
    window.sheet.grid.viewport().grab()
    assert painted[:2] == ["L", "R"]
