"""A tile that shows another study beside the open one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QListView, QMenu
from pytestqt.qtbot import QtBot

from xaiviewer.case import Geometry
from xaiviewer.display.window_level import WindowLevel
from xaiviewer.ui.panels.worklist.model import ENTRY
from xaiviewer.ui.views.tiles.prior.tile import PriorTile
from xaiviewer.ui.window import MainWindow

# whole windows; menus come to the front
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("This plugin does not support")]


class Beside:
    """A window with the tile, and another study in it."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot
        window.views.set_layout(4)
        made = window.views.grid.put(1, {"key": "prior"})
        assert isinstance(made, PriorTile)
        self.tile = made

    def choose(self, name: str) -> None:
        self.window.review.priors.choose(Path(name))
        priors = self.window.review.priors
        self._qtbot.waitUntil(lambda: priors.state.case is not None or bool(priors.state.problem))
        self.tile.view.repaint()


@pytest.fixture
def beside(build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any) -> Beside:
    """Study p-17-1 with p-17-2 moved by two pixels in the same frame of reference, and another patient's elsewhere."""

    def study(name: str, frame: str, patient: str, shift: float = 0.0, slices: int = 6) -> Any:
        case = fakes.with_series(fakes.make_case(name, slices, known=True), patient=patient)
        affine = case.geometry.affine.copy()
        affine[0, 3] += shift
        geometry = Geometry(affine, known=True)
        series = tuple(replace(each, frame_of_reference=frame, geometry=geometry) for each in case.contents.series)
        volumes = tuple(replace(each, geometry=geometry) for each in case.volumes)
        return replace(case, volumes=volumes, contents=replace(case.contents, series=series))

    cases = study("p-17-1", "1.2", "a"), study("p-17-2", "1.2", "a", shift=2.0), study("q", "1.9", "b", slices=11)
    window = build(*cases)
    window.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    return Beside(window, qtbot)


def test_a_registered_study_is_shown_at_the_same_place_of_the_patient(beside: Beside) -> None:
    beside.choose("p-17-2")
    shown = beside.tile.what()
    assert shown is not None
    assert shown.by == "frame of reference"
    case, other = beside.window.review.shown.state.case, beside.window.review.priors.state.case
    assert case is not None
    assert other is not None
    values, inside = beside.tile.view.values(shown)
    index = beside.window.review.shown.state.slice_index
    assert np.array_equal(values[:, 2:], shown.volume.voxels[index][:, :-2])
    assert not inside[:, :1].any()
    assert beside.tile.remarks() == ("same patient", "registered by the frame of reference")
    assert beside.tile.warned(shown) == ()
    assert beside.tile.message() == ""


def test_a_study_that_nothing_registers_is_not_shown_unless_the_reader_links_it(beside: Beside) -> None:
    beside.choose("q")
    assert beside.tile.what() is None
    assert "Not registered" in beside.tile.message()
    beside.tile.link.click()
    shown = beside.tile.what()
    assert shown is not None
    assert beside.tile.warned(shown) == ("Another patient", "Not registered: by position in the stack")
    assert shown.index == round(beside.window.review.shown.state.slice_index * 2)
    beside.window.review.shown.show_slice(5)
    now = beside.tile.what()
    assert now is not None
    assert now.index == 10
    beside.choose("p-17-2")
    beside.choose("q")
    assert beside.tile.what() is None  # the choice was about the study that was shown then


def test_a_place_beyond_the_other_study_is_said(beside: Beside) -> None:
    beside.choose("p-17-2")
    other = beside.window.review.priors.state.case
    assert other is not None
    affine = other.geometry.affine.copy()
    affine[2, 3] += 500
    far = tuple(replace(each, geometry=Geometry(affine, known=True)) for each in other.volumes)
    priors = beside.window.review.priors
    priors.state = replace(priors.state, case=replace(other, volumes=far))
    priors.changed.emit()
    assert "does not reach" in beside.tile.message()


def test_its_window_is_its_own(beside: Beside) -> None:
    beside.choose("p-17-2")
    before = beside.window.review.shown.state.appearance.windows
    beside.tile.view.choose_window(WindowLevel(40, 80))
    shown = beside.tile.what()
    assert shown is not None
    assert shown.window == WindowLevel(40, 80)
    assert beside.window.review.shown.state.appearance.windows == before


def test_the_menu_offers_the_other_cases_without_names_where_these_are_off(beside: Beside) -> None:
    menu = QMenu()
    beside.tile.fill(menu)
    below = menu.actions()[0].menu()
    assert isinstance(below, QMenu)
    told = [action.text() for action in below.actions() if not action.isSeparator()]
    assert told[0].startswith("p-17-2 · ")
    assert "q" in told
    beside.window.names.toggle()
    beside.choose("p-17-2")
    assert "p-17" not in beside.tile.title.text()
    again = QMenu()
    beside.tile.fill(again)
    named = again.actions()[0].menu()
    assert isinstance(named, QMenu)
    assert not any("p-17" in action.text() for action in named.actions())


def test_one_that_cannot_be_read_says_why(beside: Beside) -> None:
    beside.choose("missing")
    assert beside.tile.message() == beside.window.review.priors.state.problem != ""


def test_a_study_chosen_by_hand_is_shown_again_beside_its_case(
    beside: Beside, build: Callable[..., MainWindow], fakes: Any, qtbot: QtBot
) -> None:
    menu = QMenu()
    beside.tile.fill(menu)
    study = menu.actions()[0].menu()
    assert isinstance(study, QMenu)
    next(each for each in study.actions() if each.text().startswith("q")).trigger()
    again = build(*(fakes.make_case(name) for name in ("p-17-1", "p-17-2", "q")))
    again.views.set_layout(4)
    again.views.grid.put(1, {"key": "prior"})
    again.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: again.review.priors.state.case is not None, timeout=20_000)
    assert again.review.priors.state.path is not None
    assert again.review.priors.state.path.name == "q"


def _dropped(window: MainWindow, name: str, place: QPointF) -> None:
    shown = window.cases.view.model()
    row = next(at for at in range(shown.rowCount()) if shown.index(at, 0).data(ENTRY).path == Path(name))
    data = shown.mimeData([shown.index(row, 0)])
    event = QDropEvent(place, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.views.dropEvent(event)


def test_a_case_that_is_dragged_from_the_list_into_a_tile_stands_beside_the_open_one(
    beside: Beside, qtbot: QtBot
) -> None:
    window, views = beside.window, beside.window.views
    tiles = list(views.grid.tiles)
    _dropped(window, "p-17-2", QPointF(tiles[2].geometry().center()))
    made = views.grid.tiles[2]
    assert isinstance(made, PriorTile)
    qtbot.waitUntil(lambda: window.review.priors.state.case is not None)
    assert window.review.priors.state.path == Path("p-17-2")
    _dropped(window, "p-17-1", QPointF(tiles[3].geometry().center()))  # which is open
    assert views.grid.tiles[3] is tiles[3]


def test_among_two_views_a_dragged_case_takes_the_slices_place_until_the_arrow_is_pressed(
    beside: Beside, qtbot: QtBot
) -> None:
    window, views = beside.window, beside.window.views
    views.set_layout(2)
    _dropped(window, "p-17-2", QPointF(20, 20))
    assert isinstance(views.guest, PriorTile)
    qtbot.waitUntil(lambda: window.review.priors.state.case is not None)
    qtbot.waitUntil(lambda: views.guest.view.size() == window.heat_frame.view.size())
    views.close_guest()
    assert window.slice_frame.isVisible()


def test_the_open_case_stays_the_marked_one_after_another_was_dragged(
    beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = beside.window.cases.view
    opened = view.currentIndex().row()
    monkeypatch.setattr(QListView, "startDrag", lambda *_: None)
    view.setCurrentIndex(view.model().index(1 - opened, 0))  # as the press does
    view.startDrag(Qt.DropAction.CopyAction)
    assert view.currentIndex().row() == opened


def test_a_picture_of_another_study_is_called_by_that_one(beside: Beside) -> None:
    beside.choose("p-17-2")
    picturing = beside.window.picturing
    assert picturing.file_name(beside.tile) == "p-17-2_view.png"
    assert picturing.caption(beside.tile)[0] == "p-17-2"


def test_the_header_names_the_slice_of_the_other_study(beside: Beside) -> None:
    beside.choose("p-17-2")
    beside.window.review.shown.show_slice(2)
    assert beside.tile.detail.text() == "3/6"
    other = beside.window.review.priors.state.case
    assert other is not None
    affine = other.geometry.affine.copy()
    affine[:3, 3] += 0.4 * affine[:3, 2]  # between two of its slices
    between = tuple(replace(each, geometry=Geometry(affine, known=True)) for each in other.volumes)
    priors = beside.window.review.priors
    priors.state = replace(priors.state, case=replace(other, volumes=between))
    priors.changed.emit()
    assert beside.tile.detail.text() == "≈ 3/6"
