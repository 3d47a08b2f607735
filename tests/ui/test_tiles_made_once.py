"""Several views of one slice make it once, and what a change leaves as it is in a tile is neither made nor painted."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from xaiviewer.review import query
from xaiviewer.ui.kit import rendering
from xaiviewer.ui.kit.rendering import Renderer
from xaiviewer.ui.panels.verdict import panel
from xaiviewer.ui.views.tiles import kept
from xaiviewer.ui.views.tiles.picture import HeatTile, PictureTile, SliceTile
from xaiviewer.ui.views.tiles.planes import crosshair, pictures
from xaiviewer.ui.views.tiles.planes.tile import PlaneTile
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow

Counted = Callable[[ModuleType, str], list[int]]


@pytest.fixture(autouse=True)
def _unarranged() -> None:
    """Nothing is remembered from another test."""
    kept.forget()


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """Counts the calls of a function that a module uses: its list grows by one at each."""

    def count(module: ModuleType, name: str) -> list[int]:
        calls: list[int] = []
        own = getattr(module, name)

        def called(*given: Any, **named: Any) -> Any:
            calls.append(1)
            return own(*given, **named)

        monkeypatch.setattr(module, name, called)
        return calls

    return count


def _lay(window: MainWindow, number: int) -> list[Any]:
    window.views.set_layout(number)
    _paint()
    return [tile for tile in window.views.grid.tiles if isinstance(tile, PictureTile | PlaneTile)]


def _paint() -> None:
    for _ in range(5):
        QApplication.processEvents()


def test_tiles_trace_the_outlines_of_a_slice_once(window: MainWindow, counted: Counted) -> None:
    tiles = _lay(window, 4)
    assert len(tiles) == 4
    traced = counted(rendering, "to_path")
    window.review.shown.show_slice(window.review.shown.state.slice_index + 1)
    _paint()
    assert 0 < len(traced) <= 2  # the clinician's and the model's


def test_tiles_of_one_sequence_share_its_grey_slice(window: MainWindow, counted: Counted) -> None:
    tiles = _lay(window, 4)
    sequences = {query.volume_shown(tile.state()) for tile in tiles}
    assert len(sequences) == len(tiles) - 1  # the slice and the heat over it
    grey = counted(rendering, "grey_slice")
    window.review.shown.show_slice(window.review.shown.state.slice_index + 1)
    _paint()
    assert len(grey) == len(sequences)


def test_a_window_is_painted_by_the_tiles_of_its_sequence_alone(window: MainWindow) -> None:
    tiles = _lay(window, 4)
    before = {tile: tile.view.paints for tile in tiles}
    state = window.review.shown.state
    shown, drawn = query.volume_shown(state), query.window_shown(state)
    assert drawn is not None
    window.review.shown.set_window(replace(drawn, width=drawn.width * 2))
    _paint()
    painted = [tile for tile in tiles if tile.view.paints > before[tile]]
    assert painted
    assert all(query.volume_shown(tile.state()) is shown for tile in painted)


def test_opacity_tells_and_paints_no_plain_tile(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    tiles, told = _lay(window, 4), list[PictureTile]()
    for kind in (SliceTile, HeatTile):
        own = kind.sequence
        monkeypatch.setattr(kind, "sequence", lambda tile, own=own: (told.append(tile), own(tile))[1])
    window.review.shown.set_opacity(0.36)
    _paint()
    told.clear()
    before = {tile: tile.view.paints for tile in tiles}
    window.review.shown.set_opacity(0.37)
    _paint()
    assert [tile for tile in tiles if tile.view.paints > before[tile]] == [each for each in tiles if each.of_heat]
    assert not any(isinstance(tile, SliceTile) for tile in told)


def test_a_tile_puts_together_once_what_it_sees(window: MainWindow) -> None:
    tile = next(tile for tile in _lay(window, 4) if tile.own.sequence is not None)
    assert tile.state() is tile.state()
    before = tile.state()
    window.review.shown.show_slice(before.slice_index + 1)
    assert tile.state().slice_index == before.slice_index + 1


def test_what_is_kept_of_slices_is_bounded(fakes: Any, window: MainWindow) -> None:
    state, renderer = window.review.shown.state, Renderer()
    case = fakes.make_case("long", 40)
    slices = (replace(state, case=case, slice_index=index) for index in range(40))
    made = [weakref.ref(renderer.grey(each)) for each in slices]
    gc.collect()
    assert sum(each() is not None for each in made) <= 6


def test_what_is_kept_of_slices_does_not_keep_their_case(fakes: Any, window: MainWindow) -> None:
    state, renderer = window.review.shown.state, Renderer()
    case = fakes.make_case("gone")
    renderer.plain(replace(state, case=case))
    renderer.clinician(replace(state, case=case))
    volume = weakref.ref(case.main_volume)
    del case
    gc.collect()
    assert volume() is None


@pytest.fixture
def planes(build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any) -> MainWindow:
    """A window that shows three planes of an analysed case, all of whose maps are in them."""
    made = build(fakes.make_case("one", known=True))
    made.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: made.review.shown.state.complete, timeout=20_000)
    views = [tile.view for tile in _lay(made, kept.PLANES) if isinstance(tile, PlaneTile)]
    qtbot.waitUntil(lambda: all(view.pictured is not None and view.pictured.whole for view in views))
    return made


@pytest.mark.parametrize("change", [{"opacity": 0.37}, {"draw_above": 0.2}], ids=["opacity", "threshold"])
def test_planes_are_not_cut_again_for_how_the_map_is_drawn(
    planes: MainWindow, counted: Counted, change: dict[str, float]
) -> None:
    cut, blended = counted(pictures, "cut"), counted(pictures, "under_heat")
    shown = planes.review.shown
    shown.set_appearance(replace(shown.state.appearance, **change))  # type: ignore[arg-type]
    _paint()
    assert len(cut) == 0
    assert len(blended) >= 3


def test_planes_through_one_place_are_laid_once(planes: MainWindow, counted: Counted) -> None:
    laid, crossed = counted(crosshair, "plane_through"), counted(crosshair, "line_on")
    planes.review.shown.show_slice(planes.review.shown.state.slice_index + 1)
    for tile in planes.views.grid.tiles:
        if isinstance(tile, PlaneTile):
            tile.view.repaint()
            tile.view.repaint()
    assert 0 < len(laid) <= 4
    assert len(crossed) == 0  # other slices are cut along the same lines


def test_a_hidden_form_is_not_put_into_words(window: MainWindow, counted: Counted) -> None:
    assert not window.verdict.isVisible()
    spelled = counted(panel, "spelled")
    window.review.shown.show_slice(window.review.shown.state.slice_index + 1)
    window.review.shown.set_opacity(0.37)
    assert len(spelled) == 0
    window.toggle_verdict()
    assert window.verdict.isVisible()
    assert len(spelled) > 0
