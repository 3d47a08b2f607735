"""Planes through the case: what they show, and how they lead each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from xaiviewer.display.planes import Angles
from xaiviewer.ui.kit import theme
from xaiviewer.ui.views.tiles.kept import PLANES
from xaiviewer.ui.views.tiles.planes.tile import PlaneTile
from xaiviewer.ui.views.tiles.planes.view import PlaneView
from xaiviewer.ui.window import MainWindow

# whole windows; tips come to the front
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("This plugin does not support")]

_SHIFT, _NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


class Planes:
    """A window whose planes are on the screen."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot
        QTest.keyClick(window, Qt.Key.Key_P, _SHIFT)
        assert window.views.number == PLANES
        self.tiles = {tile.view.view: tile for tile in window.views.grid.tiles if isinstance(tile, PlaneTile)}
        self.crosshair = next(iter(self.tiles.values())).view.crosshair
        self.settle()

    def settle(self) -> None:
        for tile in self.tiles.values():
            tile.view.repaint()
            assert tile.view.pictured is not None
            self._qtbot.waitUntil(lambda view=tile.view: view.pictured.whole)  # type: ignore[misc]

    def voxel(self) -> tuple[int, int, int]:
        return self.window.review.shown.state.slice_index, self.crosshair.row, self.crosshair.column

    def at(self, view: str, index: float, row: float, column: float) -> QPoint:
        """Where a voxel is seen on a tile."""
        shown: PlaneView = self.tiles[view].view  # type: ignore[index]
        plane, case = shown.plane(), self.window.review.shown.state.case
        assert plane is not None
        assert case is not None
        down, right, _ = plane.pixel(case.geometry.affine[:3] @ (column, row, index, 1.0))
        return shown.transform().map(QPointF(right, down)).toPoint()


@pytest.fixture
def opened(build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any) -> Callable[..., Planes]:
    """Opens a case, by default one that says where it lies, and shows its planes."""

    def make(*, known: bool = True, from_disk: bool = False) -> Planes:
        case = fakes.make_case("one", known=known)
        window = build(fakes.with_contents(case) if from_disk else case)
        window.review.shelf.open_paths([Path("all")])
        qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
        return Planes(window, qtbot)

    return make


@pytest.fixture
def planes(opened: Callable[..., Planes]) -> Planes:
    """The usual ones."""
    return opened()


def test_three_planes_open_beside_the_heat_at_the_lesion(planes: Planes) -> None:
    assert [tile.key for tile in planes.window.views.grid.tiles] == ["heat", "plane", "plane", "plane"]
    assert set(planes.tiles) == {"sagittal", "coronal", "oblique"}
    case, (index, row, column) = planes.window.review.shown.state.case, planes.voxel()
    assert case is not None
    assert case.mask is not None
    assert case.mask.voxels[index, row, column]
    assert planes.tiles["sagittal"].title.text() == f"Sagittal · {column + 1}/64"


def test_a_click_brings_the_slice_and_the_other_planes_there(planes: Planes) -> None:
    QTest.mouseClick(planes.tiles["sagittal"].view, Qt.MouseButton.LeftButton, _NONE, planes.at("sagittal", 4, 40, 0))
    assert planes.voxel()[0] == 4
    assert abs(planes.crosshair.row - 40) <= 1
    assert planes.tiles["coronal"].title.text() == f"Coronal · {planes.crosshair.row + 1}/64"
    before = planes.crosshair.row
    QTest.mouseClick(planes.tiles["coronal"].view, Qt.MouseButton.LeftButton, _NONE, planes.at("coronal", 1, 0, 20))
    assert planes.voxel()[:2] == (1, before)
    assert abs(planes.crosshair.column - 20) <= 1


def test_with_shift_the_crosshair_goes_along_over_any_view(planes: Planes, monkeypatch: pytest.MonkeyPatch) -> None:
    from xaiviewer.ui.views.tiles.planes import crosshair

    monkeypatch.setattr(crosshair, "shift_held", lambda: True)
    planes.window.viewport.set_probe(QPointF(11, 22))  # as the slice under the pointer does
    assert planes.voxel()[1:] == (22, 11)
    monkeypatch.setattr(crosshair, "shift_held", lambda: False)
    planes.window.viewport.set_probe(QPointF(30, 30))
    assert planes.voxel()[1:] == (22, 11)


def test_an_axial_plane_looks_as_the_slice_under_its_heat_does(planes: Planes) -> None:
    tile = planes.tiles["oblique"]
    for _ in ("as it opens", "with contour lines", "with both signs"):
        tile.show_plane("axial")
        planes.settle()
        assert tile.view.pictured is not None
        heat = planes.window.renderer.blended(planes.window.review.shown.state)
        shown = tile.view.pictured.image
        assert (shown.width(), shown.height()) == (heat.width(), heat.height())
        off = np.abs(_pixels(shown).astype(int) - _pixels(heat).astype(int))
        assert np.percentile(off, 99.5) <= 2
        drawn = planes.window.review.shown.state.appearance
        style = "contours" if drawn.style == "colour" else "colour"
        planes.window.review.shown.set_appearance(
            replace(drawn, style=style, polarity="signed" if style == "colour" else drawn.polarity)
        )


def test_heat_is_drawn_on_slices_that_have_a_map_and_on_no_others(
    build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any
) -> None:
    import threading

    gate = threading.Semaphore(0)
    window = build(fakes.make_case("one", known=True), gate=gate)
    window.review.shelf.open_paths([Path("all")])
    gate.release(2)
    qtbot.waitUntil(lambda: window.review.shown.state.explained == 2, timeout=20_000)
    planes = Planes(window, qtbot)
    stack = planes.crosshair.maps.of(window.review.shown.state, 1.0)
    analysis = window.review.shown.state.analysis
    assert stack is not None
    assert analysis is not None
    assert np.flatnonzero(stack.present).tolist() == sorted(analysis.slices)
    told = planes.tiles["sagittal"].coverage()
    assert told == ("map of 2 of 6 slices; nothing is drawn on the others",)
    gate.release(10)
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    planes.settle()
    qtbot.waitUntil(lambda: planes.tiles["sagittal"].coverage() == ())


def test_outlines_are_cut_along_with_the_volume(planes: Planes) -> None:
    pictured = planes.tiles["sagittal"].view.pictured
    case = planes.window.review.shown.state.case
    assert pictured is not None
    assert pictured.clinician is not None
    assert pictured.model is not None
    assert case is not None
    assert case.mask is not None
    line = case.mask.voxels[:, :, planes.crosshair.column]
    rows, across = np.flatnonzero(line.any(axis=1)), np.flatnonzero(line.any(axis=0))
    box = pictured.clinician.boundingRect()
    assert box.width() == across[-1] - across[0] + 1
    assert box.height() == 5 * (rows[-1] - rows[0] + 1)  # slices are 5 mm apart, pixels 1 mm wide
    planes.window.review.shown.toggle_mask()
    planes.settle()
    assert planes.tiles["sagittal"].view.pictured.clinician is None  # type: ignore[union-attr]


def test_the_wheel_goes_through_the_planes_beside_this_one(planes: Planes) -> None:
    index, row, column = planes.voxel()
    for view, expected in (("sagittal", (index, row, column + 2)), ("coronal", (index, row + 2, column + 2))):
        plane = planes.tiles[view].view.plane()  # type: ignore[index]
        assert plane is not None
        planes.crosshair.step(plane, 2)
        assert planes.voxel() == expected


def test_flips_apply_as_in_the_slices(planes: Planes) -> None:
    before = _grabbed(planes.tiles["coronal"])
    planes.window.viewport.flip_across()
    assert all(tile.view.port.mirrored for tile in planes.tiles.values())
    assert _grabbed(planes.tiles["coronal"]) != before
    planes.window.viewport.reset()
    assert not any(tile.view.port.mirrored for tile in planes.tiles.values())


def test_zoom_goes_with_the_other_views_only_while_it_is_linked(planes: Planes) -> None:
    port = planes.tiles["coronal"].view.port
    planes.window.viewport.zoom_by(2, QPointF(50, 50), 100, 100)
    assert port.zoom == 2
    planes.window.links.set(zoom=False)
    planes.window.viewport.zoom_by(2, QPointF(50, 50), 100, 100)
    assert port.zoom == 2


def test_the_oblique_plane_is_turned_by_its_line_and_by_its_sliders(planes: Planes) -> None:
    view = planes.tiles["sagittal"].view
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, _NONE, QPoint(view.width() // 2, view.height() // 2))
    planes.settle()
    index, row, column = planes.voxel()
    grip, to = planes.at("sagittal", index, row + 20, column), planes.at("sagittal", index + 2, row + 20, column)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, _NONE, grip)
    QTest.mouseMove(view, grip + QPoint(0, 4))
    QTest.mouseMove(view, to)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, _NONE, to)
    assert planes.crosshair.angles.sagittal == pytest.approx(np.degrees(np.arctan(10 / 20)), abs=4)
    assert planes.crosshair.angles.coronal == 0
    tile = planes.tiles["oblique"]
    assert tile.degrees["sagittal"].text().startswith("+2")
    assert tile.degrees["coronal"].text() == "0°"
    assert {way: each.text() for way, each in tile.names.items()} == {"sagittal": "side", "coronal": "front"}
    assert all(each.isVisibleTo(tile) == (tile.width() >= theme.px(360)) for each in tile.names.values())
    tile.turns["coronal"].setValue(tile.turns["coronal"].value() - 30)
    assert planes.crosshair.angles.coronal == -30
    before = _grabbed(tile)
    planes.crosshair.turn(Angles())
    assert _grabbed(tile) != before


@pytest.mark.parametrize("percent", [100, 200])
def test_names_of_planes_are_whole_at_every_size_of_letters(planes: Planes, percent: int, qapp: QApplication) -> None:
    before = theme.look.theme, theme.look.percent
    theme.apply(qapp, before[0], percent)
    try:
        tile = planes.tiles["sagittal"]
        planes.window.views.show_alone(tile)
        planes.window.resize(1920, 1040)
        QApplication.processEvents()
        assert tile.planes.isVisible()
        for key in ("axial", "sagittal", "coronal", "oblique"):
            button = tile.planes.button(key)
            assert button.width() >= button.fontMetrics().horizontalAdvance(button.text()) + 4
    finally:
        theme.apply(qapp, *before)


def test_a_saved_plane_says_what_it_shows(planes: Planes) -> None:
    caption = planes.window.picturing.picture(planes.tiles["sagittal"]).text("Description")
    assert caption.startswith("one\nSagittal · ")
    for told in ("FLAIR", "99th percentile", "solid: clinician's mask", "dashed: model's segmentation"):
        assert told in caption


def test_a_plane_is_remembered_and_restored(planes: Planes) -> None:
    tile = planes.tiles["oblique"]
    tile.restore({"plane": "coronal"})
    assert tile.describe() == {"plane": "coronal"}
    tile.restore({"plane": "nonsense"})
    assert tile.describe() == {"plane": "coronal"}


def test_without_spacing_it_is_said_that_pixels_are_shown(opened: Callable[..., Planes]) -> None:
    planes = opened(known=False)
    tile = planes.tiles["sagittal"]
    assert "no spacing is stated" in " ".join(tile.coverage())
    assert tile.title.text().startswith("Along columns")
    QTest.mouseClick(tile.view, Qt.MouseButton.LeftButton, _NONE, planes.at("sagittal", 4, 40, 0))
    assert planes.voxel()[0] == 4


def test_lines_of_other_planes_can_be_switched_off(planes: Planes) -> None:
    tile, pictures = planes.tiles["sagittal"], planes.window.names.pictures
    before = _grabbed(tile)
    pictures.switch("lines", on=False)
    try:
        assert _grabbed(tile) != before
    finally:
        pictures.switch("lines", on=True)


def test_another_case_opens_with_its_own_crosshair(build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any) -> None:
    window = build(fakes.make_case("one", known=True), fakes.make_case("two", 5, side=48, known=True))
    window.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    planes = Planes(window, qtbot)
    planes.crosshair.turn(Angles(30, 10))
    window.review.shelf.step(1)
    qtbot.waitUntil(lambda: window.review.shown.state.complete and len(window.review.shown.state.case or ()) == 5)
    planes.settle()
    assert planes.crosshair.angles == Angles()
    assert max(planes.crosshair.row, planes.crosshair.column) < 48


def test_a_single_slice_is_seen_from_the_side_too(build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any) -> None:
    window = build(fakes.make_case("one", 1, known=True))
    window.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    planes = Planes(window, qtbot)
    for tile in planes.tiles.values():
        assert not tile.view.port.transform(300, 300).isIdentity()


def _grabbed(tile: PlaneTile) -> QImage:
    return tile.view.grab().toImage()


def _pixels(image: QImage) -> np.ndarray[Any, np.dtype[np.uint8]]:
    whole = image.convertToFormat(QImage.Format.Format_RGB888)
    data = np.frombuffer(whole.constBits(), dtype=np.uint8).reshape(whole.height(), whole.bytesPerLine())
    return data[:, : whole.width() * 3]
