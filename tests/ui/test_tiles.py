"""Layouts of one, four and six views, what each shows of its own, and what they have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from xaiviewer.review import Subject, query
from xaiviewer.review.threads.picturing import SeriesId
from xaiviewer.ui.views.tiles import kept
from xaiviewer.ui.views.tiles.dragging import dragged_series, packed
from xaiviewer.ui.views.tiles.kind import Position
from xaiviewer.ui.views.tiles.linked import pixel_of, place_of
from xaiviewer.ui.views.tiles.picture import HeatTile, PictureTile, SliceTile
from xaiviewer.ui.views.tiles.series import SeriesTile
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow
Key, _SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any) -> MainWindow:
    """A window with one analysed case of six slices that has seven series."""
    made = build(fakes.with_series(fakes.make_case("one", known=True)), fakes.make_case("two"))
    made.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: made.review.shown.state.complete and made.review.work.state.task is None, timeout=20_000)
    qtbot.waitUntil(lambda: not made.review.series.busy)
    return made


def _id(key: str) -> SeriesId:
    return SeriesId(Path("one"), key)


def _lay(window: MainWindow, number: int) -> list[Any]:
    window.views.set_layout(number)
    QApplication.processEvents()
    return list(window.views.grid.tiles)


def _wheel(view: Any, notches: int) -> None:
    place = QPointF(view.rect().center())
    at, turned, none = view.mapToGlobal(place), QPoint(0, -120 * notches), Qt.MouseButton.NoButton
    plain, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(place, at, QPoint(), turned, none, plain, phase, False)
    QApplication.sendEvent(view, event)


def _read(window: MainWindow, qtbot: QtBot, key: str) -> SeriesTile:
    """A series tile of a grid of four."""
    _lay(window, 4)
    window.views.show_series(_id(key))
    (tile,) = [each for each in window.views.grid.tiles if isinstance(each, SeriesTile)]
    qtbot.waitUntil(lambda: tile.own_state().case is not None)
    return tile


def test_keys_choose_the_layout_and_the_two_views_come_back_as_they_were(window: MainWindow) -> None:
    assert window.slice_frame.isVisible()
    for key, count in ((Key.Key_1, 1), (Key.Key_4, 4), (Key.Key_6, 6)):
        QTest.keyClick(window, key, _SHIFT)
        assert len(window.views.grid.tiles) == count
        assert all(tile.isVisible() for tile in window.views.grid.tiles)
        assert not window.slice_frame.isVisible()
    QTest.keyClick(window, Key.Key_2, _SHIFT)
    assert window.slice_frame.isVisible()
    assert window.heat_frame.isVisible()
    assert not window.views.grid.tiles


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900), (1531, 877)])
def test_all_tiles_and_all_pictures_are_of_one_size(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    for number in (4, 6):
        tiles = _lay(window, number)
        QApplication.processEvents()
        assert len({(tile.width(), tile.height()) for tile in tiles}) == 1
        assert len({(tile.view.width(), tile.view.height()) for tile in tiles}) == 1
        assert not any(a.geometry().intersects(b.geometry()) for a in tiles for b in tiles if a is not b)


def test_double_click_shows_one_alone_and_escape_all_again(window: MainWindow) -> None:
    tiles = _lay(window, 4)
    QTest.mouseDClick(tiles[1].view, Qt.MouseButton.LeftButton)
    assert [tile.isVisible() for tile in tiles] == [False, True, False, False]
    assert tiles[1].size() == window.views.grid.size()
    assert tiles[1].colours.isVisible()
    QTest.keyClick(window, Key.Key_Escape)
    assert all(tile.isVisible() for tile in tiles)
    QTest.keyClick(window, Key.Key_F)
    assert [tile.isVisible() for tile in tiles] == [False, True, False, False]
    tiles[1].maximise.click()
    assert all(tile.isVisible() for tile in tiles)


def test_two_layers_two_methods_and_two_sequences_stand_side_by_side(window: MainWindow) -> None:
    tiles = [tile for tile in _lay(window, 6) if isinstance(tile, HeatTile)]
    tiles[0].put(subject=Subject("grad-cam", 3), sequence="t1")
    tiles[1].put(subject=Subject("layer-cam", 90), sequence="t1c")
    window.review.shown.show_layer(20)
    assert [(each.state().layer, query.method_of(each.state(), each.state().layer)) for each in tiles[:2]] == [
        (3, "grad-cam"),
        (90, "layer-cam"),
    ]
    assert tiles[2].state().layer == 20
    assert [query.volume_shown(each.state()).sequence for each in tiles[:2]] == ["t1", "t1c"]
    hot = [each.renderer.heat(each.state()) for each in tiles]
    assert all(each is not None for each in hot)
    assert not np.array_equal(hot[0].values, hot[1].values)
    assert "Grad-CAM" in tiles[0].title.text()
    assert "T1" in tiles[0].title.text()


def test_scrolling_is_linked_by_choice(window: MainWindow) -> None:
    first, second = _lay(window, 4)[:2]
    here = window.review.shown.state.slice_index
    _wheel(first.view, 1)
    assert first.state().slice_index == second.state().slice_index == here + 1
    window.links.set(scroll=False)
    _wheel(first.view, 1)
    assert first.state().slice_index == here + 2
    assert second.state().slice_index == window.review.shown.state.slice_index == here + 1
    assert f"{here + 3}" in first.title.text()
    window.links.set(scroll=True)
    assert first.state().slice_index == here + 1


def test_a_window_is_linked_by_choice_and_only_within_a_sequence(window: MainWindow) -> None:
    flair, _, t1, t1c = _lay(window, 4)
    again = window.views.grid.put(2, {"key": "slice", "sequence": "t1c"})
    before = query.window_shown(flair.state())
    t1c.view.choose_window(type(before)(50.0, 20.0))
    assert query.window_shown(t1c.state()) == query.window_shown(again.state())
    assert query.window_shown(flair.state()) == before
    window.links.set(window=False)
    t1c.view.choose_window(type(before)(70.0, 20.0))
    assert query.window_shown(t1c.state()).centre == 70
    assert query.window_shown(again.state()).centre == 50
    assert t1 is not again


def test_zoom_is_linked_by_choice_and_flips_always(window: MainWindow) -> None:
    first, second = _lay(window, 4)[:2]
    places = [tile.view.transform() for tile in (first, second)]
    window.viewport.zoom_by(2, QPointF(10, 10), 300, 300)
    assert all(tile.view.transform() != before for tile, before in zip((first, second), places, strict=True))
    window.links.set(zoom=False)
    places = [tile.view.transform().m11() for tile in (first, second)]
    window.viewport.zoom_by(2, QPointF(10, 10), 300, 300)
    assert [tile.view.transform().m11() for tile in (first, second)] == places
    window.viewport.flip_across()
    assert [tile.view.transform().m11() for tile in (first, second)] == [-each for each in places]


def test_the_layout_and_its_tiles_are_remembered(window: MainWindow) -> None:
    _lay(window, 4)
    made = window.views.grid.put(2, {"key": "heat"})
    assert isinstance(made, HeatTile)
    made.put(subject=Subject("grad-cam", 7), sequence="t1")
    window.links.set(window=False)
    assert kept.layout() == 4
    _lay(window, 6)
    again = _lay(window, 4)[2]
    assert isinstance(again, HeatTile)
    assert (again.own.subject, again.own.sequence) == (Subject("grad-cam", 7), "t1")
    assert kept.tiles(6) is None  # as it opened: it goes on suiting the case


def test_what_is_kept_and_makes_no_sense_is_not_shown(window: MainWindow) -> None:
    kept.keep_tiles(
        4, [{"key": "gone"}, {"key": "heat", "layer": "x", "method": 3}, {"key": "slice", "sequence": 9}, {}]
    )
    tiles = _lay(window, 4)
    assert [type(tile) for tile in tiles] == [SliceTile, HeatTile, SliceTile, SliceTile]
    assert all(isinstance(tile, PictureTile) and tile.own.sequence is None for tile in tiles)


def test_the_menu_of_a_tile_offers_kinds_sequences_and_layers(window: MainWindow) -> None:
    tile = _lay(window, 4)[1]
    menu = QMenu()
    tile.fill(menu)
    below = {action.text(): action.menu() for action in menu.actions()}
    assert set(below) == {"Sequence", "Explanation", "Layer"}
    layers = [each for stage in below["Layer"].actions() for each in stage.menu().actions()]
    assert len(layers) == 102
    layers[50].trigger()
    assert tile.state().layer == 50


def test_a_measurement_is_drawn_where_its_slice_is_shown(window: MainWindow) -> None:
    first = _lay(window, 4)[0]
    window.links.set(scroll=False)
    _wheel(first.view, 1)
    window.tools.choose("distance")
    for act in (QTest.mousePress, QTest.mouseRelease):
        act(first.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(40, 40))
    assert window.tools.live is None
    assert not first.view.hand.draws
    window.links.set(scroll=True)
    assert first.view.hand.draws


def test_a_series_is_dropped_into_a_tile(window: MainWindow, qtbot: QtBot) -> None:
    tiles = _lay(window, 4)
    place, data = tiles[3].geometry().center(), packed(_id("sagittal"))
    event = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                       Qt.KeyboardModifier.NoModifier)  # fmt: skip
    window.views.dropEvent(event)
    tile = window.views.grid.tiles[3]
    assert isinstance(tile, SeriesTile)
    qtbot.waitUntil(lambda: tile.own_state().case is not None)
    assert "sagittal" in tile.title.text()
    assert window.views.grid.tiles[:3] == tiles[:3]


def test_among_two_views_a_series_takes_the_left_one_s_place_and_gives_it_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    size = window.heat_frame.view.size()
    window.series.chosen.emit(_id("fine"))
    guest = window.views.guest
    assert guest is not None
    qtbot.waitUntil(lambda: guest.own_state().case is not None)
    QApplication.processEvents()
    assert guest.isVisible()
    assert not window.slice_frame.isVisible()
    assert guest.view.size() == size == window.heat_frame.view.size()
    window.views.show_alone(guest)
    assert not window.heat_frame.isVisible()
    QTest.keyClick(window, Key.Key_Escape)
    assert window.heat_frame.isVisible()
    window.views.close_guest()
    assert window.slice_frame.isVisible()
    assert window.slice_frame.view.size() == size


def test_a_thinner_series_of_one_space_shows_the_same_place_at_the_same_scale(window: MainWindow, qtbot: QtBot) -> None:
    tile = _read(window, qtbot, "fine")
    for index in (0, 4):
        window.review.shown.show_slice(index)
        assert tile.own_state().slice_index in (2 * index, 2 * index + 1)
    window.viewport.zoom_by(3, QPointF(30, 60), 300, 300)
    beside = window.views.grid.tiles[0].view
    for place in (QPointF(10, 12), QPointF(40, 50)):
        gap = tile.view.transform().map(place) - beside.transform().map(place)
        assert gap.manhattanLength() < 1e-6
    tile.go_to(3)
    assert window.review.shown.state.slice_index == 1
    assert tile.own_state().slice_index == 3
    assert not tile.unlinked()


def test_the_pointer_is_marked_in_views_of_one_space_only(window: MainWindow, qtbot: QtBot) -> None:
    tile = _read(window, qtbot, "fine")
    window.viewport.set_probe(QPointF(20, 31))
    marked = tile.marked()
    assert marked is not None
    assert (marked - QPointF(20, 31)).manhattanLength() < 1e-6
    tile.point(QPointF(9, 8))
    assert window.viewport.probe == QPointF(9, 8)
    elsewhere = Position("there", place_of(tile.own_state().case.geometry, 9, 8, 1))
    window.links.point(elsewhere)
    assert tile.marked() is None
    assert window.viewport.probe is None


def test_another_frame_of_reference_is_not_linked_and_says_so(window: MainWindow, qtbot: QtBot) -> None:
    tile = _read(window, qtbot, "elsewhere")
    here, shown = tile.own_state().slice_index, window.review.shown.state.slice_index
    window.review.shown.show_slice(shown + 1)
    assert tile.own_state().slice_index == here
    tile.go_to(0)
    assert window.review.shown.state.slice_index == shown + 1
    assert tile.unlinked() == "Not linked: another frame of reference"
    window.links.set(scroll=False, zoom=False)
    assert not tile.unlinked()


def test_a_series_in_the_slice_s_place_goes_with_its_case(window: MainWindow, qtbot: QtBot) -> None:
    window.series.chosen.emit(_id("fine"))
    window.review.shelf.choose(Path("two"))
    qtbot.waitUntil(lambda: window.views.guest is None)
    assert window.slice_frame.isVisible()


def test_in_another_plane_a_line_tells_where_the_slice_lies(window: MainWindow, qtbot: QtBot) -> None:
    tile = _read(window, qtbot, "sagittal")
    assert tile.onto() is None
    window.review.shown.show_slice(2)
    line = tile.cut()
    assert line is not None
    geometry = tile.own_state().case.geometry
    for end in (line.p1(), line.p2()):
        place = place_of(geometry, end.x(), end.y(), tile.own_state().slice_index)
        assert abs(pixel_of(window.review.shown.state.case.geometry, place)[2] - 2) < 1e-6
    assert tile.cut() is not None
    assert _read(window, qtbot, "elsewhere").cut() is None


def test_a_series_on_the_case_s_grid_has_its_outlines_and_no_other_has(window: MainWindow, qtbot: QtBot) -> None:
    shown = window.review.shown
    drawn = next(index for index in shown.state.case.indices if shown.state.case.mask_of(index).any())
    shown.show_slice(drawn)
    tile = _read(window, qtbot, "flair")
    state = tile.outlined()
    assert (state.case, state.analysis, state.slice_index) == (shown.state.case, shown.state.analysis, drawn)
    with_outlines = tile.view.grab().toImage()
    shown.set_appearance(replace(shown.state.appearance, mask=False, model=False))
    QApplication.processEvents()
    assert tile.view.grab().toImage() != with_outlines
    for key in ("fine", "elsewhere"):
        other = _read(window, qtbot, key).outlined()
        assert (other.case.mask, other.analysis) == (None, None)


def test_a_series_that_cannot_be_shown_says_why(window: MainWindow) -> None:
    _lay(window, 4)
    window.views.show_series(_id("broken"))
    (tile,) = [each for each in window.views.grid.tiles if isinstance(each, SeriesTile)]
    assert "no voxels" in tile.message() or "Reading" in tile.message()


def test_the_list_names_every_series_and_what_the_networks_take(window: MainWindow) -> None:
    model = window.series.view.model()
    told = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert len(told) == 7
    assert "FLAIR for the networks" in told[1]
    assert "networks" not in told[4]
    assert "7 slices" in told[4]
    assert "sagittal" in told[4]
    window.names.toggle()
    assert model.index(4, 0).data() == "Series 5"
    window.names.toggle()


def test_the_list_folds_away_and_goes_with_the_case(window: MainWindow, qtbot: QtBot) -> None:
    assert window.series.isVisible()
    window.series.fold.click()
    assert not window.series.view.isVisible()
    window.series.fold.click()
    assert window.series.view.isVisible()
    window.review.shelf.choose(Path("two"))
    qtbot.waitUntil(lambda: window.review.shown.state.case is not None and window.review.shown.state.case.name == "two")
    assert not window.series.isVisible()


def test_the_caption_of_a_tile_names_what_that_tile_shows(window: MainWindow) -> None:
    tile = _lay(window, 6)[4]
    tile.put(subject=Subject("grad-cam", 3))
    lines = window.picturing.caption(tile)
    assert any("T1" in line for line in lines)
    assert any("Grad-CAM" in line for line in lines)


def test_a_series_is_captioned_as_its_own_study_s(window: MainWindow, qtbot: QtBot) -> None:
    tile = _read(window, qtbot, "elsewhere")
    lines = window.picturing.caption(tile)
    assert lines[0] == "one"
    assert "elsewhere" in lines[1]
    assert "Not linked: another frame of reference" in lines


def test_what_is_dragged_from_the_list_is_the_series_under_the_pointer(window: MainWindow) -> None:
    model = window.series.view.model()
    data = model.mimeData([model.index(4, 0)])
    assert dragged_series(data) == _id("sagittal")
    assert model.flags(model.index(4, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    heard: list[SeriesId] = []
    window.series.chosen.connect(heard.append)
    window.series.view.activated.emit(model.index(3, 0))
    assert heard == [_id("fine")]


def test_the_opening_suits_what_the_case_holds() -> None:
    assert [each["key"] for each in kept.opening(4, ("flair",), (3, 4))] == ["slice", "heat", "series", "series"]
    six = kept.opening(6, ("flair", "t1"), (5,))
    assert [each["key"] for each in six] == ["slice", "slice", "series", "heat", "heat", "slice"]
    assert [len(kept.opening(number, (), ())) for number in (1, 4, 6)] == [1, 4, 6]


def test_clinician_against_model_takes_a_slice_s_place_and_gives_it_back(window: MainWindow) -> None:
    before = [tile.key for tile in _lay(window, 4)]
    at = before.index("slice")
    QTest.keyClick(window, Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
    assert [tile.key for tile in window.views.grid.tiles] == [*before[:at], "difference", *before[at + 1 :]]
    QTest.keyClick(window, Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
    assert [tile.key for tile in window.views.grid.tiles] == before


def test_without_a_mask_there_is_nothing_to_hold_against_the_model_and_that_is_said(
    build: Callable[..., MainWindow], fakes: Any, qtbot: QtBot
) -> None:
    window = build(replace(fakes.make_case("one"), mask=None))
    window.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    before = [tile.key for tile in _lay(window, 4)]
    QTest.keyClick(window, Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
    assert [tile.key for tile in window.views.grid.tiles] == before
    assert window.banner.text.text() == "This case has no clinician's mask."


def test_a_series_that_comes_takes_part_in_the_zoom_and_does_not_change_it(window: MainWindow, qtbot: QtBot) -> None:
    _lay(window, 4)
    window.viewport.zoom_by(2, QPointF(50, 50), 100, 100)
    before = window.viewport.sight()
    tile = _read(window, qtbot, "fine")
    assert window.viewport.sight() == before
    assert tile.view.port.zoom == 2


def test_another_study_s_series_is_there_again_with_its_layout(
    build: Callable[..., MainWindow], fakes: Any, qtbot: QtBot
) -> None:
    """Settings name no patient's other study; as long as the program runs it is known all the same."""
    cases = [fakes.with_series(fakes.make_case(name, known=True), patient="a") for name in ("one", "before")]
    window = build(*cases)
    window.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    qtbot.waitUntil(lambda: any(each.prior for each in window.review.series.state.offered))
    _lay(window, 4)
    prior = next(each.id for each in window.review.series.state.offered if each.prior)
    window.views.show_series(prior)
    window.views.set_layout(2)
    again = [each for each in _lay(window, 4) if isinstance(each, SeriesTile)]
    assert [each.id for each in again] == [prior]
