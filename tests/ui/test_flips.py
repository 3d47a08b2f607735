from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from xaiviewer.case import Geometry
from xaiviewer.display.window_level import automatic_window
from xaiviewer.ui.kit import bearings
from xaiviewer.ui.views.slice_view import SliceView
from xaiviewer.ui.views.viewport import Viewport
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow

_SIDE = 240
_PLATES = 88  # rows at the top, in which a warning may stand
Key = Qt.Key


@pytest.fixture
def oriented(build: Any, qtbot: QtBot, fakes: Any) -> MainWindow:
    """A window whose case states where right and left are."""
    made: MainWindow = build(fakes.make_case("one", known=True), fakes.make_case("two", known=True))
    made.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: made.review.shown.state.complete and made.review.work.state.task is None, timeout=20_000)
    return made


def _paint(view: SliceView) -> np.ndarray[Any, np.dtype[np.int64]]:
    view.setFixedSize(_SIDE, _SIDE)
    picture = QImage(view.size(), QImage.Format.Format_RGB32)
    picture.fill(0)
    view.render(picture)
    data = np.frombuffer(picture.constBits(), dtype=np.uint8).reshape(_SIDE, _SIDE, 4)
    return data[:, :, :3].astype(int)


def _bare(view: SliceView) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Without any text: the rows below the plate that tells of a flip."""
    view.set_annotated(on=False)
    return _paint(view)


@pytest.mark.parametrize("role", ["slice", "heat"])
def test_flipped_views_are_the_mirror_images_of_the_others_outlines_and_heat_included(
    oriented: MainWindow, role: str
) -> None:
    view = oriented.slice_frame.view if role == "slice" else oriented.heat_frame.view
    as_read = _bare(view)
    QTest.keyClick(oriented, Key.Key_H)
    across = _bare(view)[_PLATES:]
    assert (np.abs(across - as_read[_PLATES:, ::-1]).max(axis=-1) <= 24).mean() > 0.99
    assert (np.abs(across - as_read[_PLATES:]).max(axis=-1) <= 24).mean() < 0.95
    QTest.keyClick(oriented, Key.Key_V)
    both = _bare(view)[_PLATES:]
    assert (np.abs(both - as_read[::-1, ::-1][_PLATES:]).max(axis=-1) <= 24).mean() > 0.99
    QTest.keyClick(oriented, Key.Key_H)
    QTest.keyClick(oriented, Key.Key_V)
    assert np.array_equal(_bare(view), as_read)


def test_letters_and_the_convention_follow_a_flip(oriented: MainWindow) -> None:
    state = oriented.review.shown.state
    assert state.case is not None
    letters = bearings.orientation(state.case.geometry)
    assert letters == ("R", "L", "A", "P")
    assert bearings.turned(letters, mirrored=True, upended=False) == ("L", "R", "A", "P")
    assert bearings.turned(letters, mirrored=False, upended=True) == ("R", "L", "P", "A")
    assert "Radiological convention" in oriented.top.about.text()
    QTest.keyClick(oriented, Key.Key_V)
    assert "Radiological convention" in oriented.top.about.text()
    QTest.keyClick(oriented, Key.Key_H)
    assert oriented.top.about.text().endswith("Neurological convention: the patient's left is on your left")


def test_the_letters_painted_change_places(oriented: MainWindow) -> None:
    view = oriented.slice_frame.view
    left, right = (slice(110, 130), slice(8, 28)), (slice(110, 130), slice(212, 232))
    before = _paint(view) > 150  # the letters; the head shines through their plates
    QTest.keyClick(oriented, Key.Key_H)
    after = _paint(view) > 150
    same = [(after[left] == before[right]).mean(), (after[right] == before[left]).mean()]
    assert min(same) > (after[left] == before[left]).mean() + 0.03


def test_plain_files_that_are_flipped_say_so(window: MainWindow) -> None:
    QTest.keyClick(window, Key.Key_H)
    assert window.top.about.text().endswith("Flipped left to right")
    before = _bare(window.slice_frame.view)
    QTest.keyClick(window, Key.Key_H)
    warned = np.abs(before[32:56] - _bare(window.slice_frame.view)[32:56]).max()
    assert warned > 100, "the plate over the picture stays without annotations"


def test_the_probe_and_a_region_find_the_same_voxels_in_a_flipped_view(oriented: MainWindow) -> None:
    view, port = oriented.slice_frame.view, oriented.viewport
    port.flip_across()
    port.flip_down()
    place = port.transform(view.width(), view.height()).map(QPointF(39, 25)).toPoint()
    assert place.x() < view.width() / 2
    QTest.mouseMove(view, place + QPoint(3, 3))
    QTest.mouseMove(view, place)
    assert "column 39, row 25" in oriented.safety.probe.text()
    map_to = port.transform(view.width(), view.height()).map
    start, end = map_to(QPointF(36, 22)).toPoint(), map_to(QPointF(42, 28)).toPoint()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, start)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    state = oriented.review.shown.state
    assert state.case is not None
    wanted = automatic_window(state.case.volume("flair").voxels[state.slice_index, 22:29, 36:43])
    assert state.appearance.windows["flair"] == wanted


def test_a_flip_changes_what_is_seen_and_nothing_else(oriented: MainWindow) -> None:
    before = oriented.review.shown.state
    QTest.keyClick(oriented, Key.Key_H)
    oriented.slice_frame.controls.upend.click()
    assert oriented.review.shown.state is before
    assert oriented.slice_frame.controls.mirror.isChecked()
    assert oriented.slice_frame.controls.upend.isChecked()


def test_reset_and_another_case_are_never_flipped(oriented: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(oriented, Key.Key_H)
    QTest.keyClick(oriented, Key.Key_R)
    assert not oriented.viewport.mirrored
    assert not oriented.slice_frame.controls.mirror.isChecked()
    QTest.keyClick(oriented, Key.Key_H)
    QTest.keyClick(oriented, Key.Key_V)
    oriented.review.shelf.choose(Path("two"))
    qtbot.waitUntil(lambda: oriented.review.shown.state.complete and oriented.review.work.state.task is None)
    assert not oriented.viewport.mirrored
    assert not oriented.viewport.upended
    assert "Radiological" in oriented.top.about.text()


def test_a_flipped_slice_follows_the_hand_and_zooms_about_the_pointer() -> None:
    port = Viewport()
    port.fit(64, 48, 2.0, QRectF(4, 4, 40, 40))
    port.flip_across()
    port.flip_down()
    place = port.transform(300, 200).map(QPointF(10, 10))
    port.pan_by(QPointF(7, -3), 300, 200)
    assert (port.transform(300, 200).map(QPointF(10, 10)) - place - QPointF(7, -3)).manhattanLength() < 1e-9
    at = QPointF(50, 60)
    before = port.transform(300, 200).inverted()[0].map(at)
    port.zoom_by(3, at, 300, 200)
    assert (port.transform(300, 200).inverted()[0].map(at) - before).manhattanLength() < 1e-9


def test_the_scale_bar_is_as_long_in_a_flipped_view(oriented: MainWindow) -> None:
    view = oriented.heat_frame.view
    before = _paint(view)[200:]
    oriented.viewport.flip_across()
    after = _paint(view)[200:]
    assert before[:, :100].max() > 200
    assert _longest(before[:, :100]) == _longest(after[:, :100]) > 20


def _longest(part: np.ndarray[Any, np.dtype[np.int64]]) -> int:
    """The longest run of white pixels in a row: the bar, as letters are narrow."""
    rows = ["".join("1" if pixel else " " for pixel in row) for row in part.min(axis=-1) > 170]
    return max(len(run) for row in rows for run in row.split())


def test_the_convention_on_other_planes_names_the_left_edge(fakes: Any) -> None:
    case = fakes.make_case("side", known=True)
    sagittal = Geometry(np.array([[0, 0, 5, 0], [1, 0, 0, 0], [0, -1, 0, 0], [0, 0, 0, 1]], dtype=float), known=True)
    for volume in case.volumes:
        object.__setattr__(volume, "geometry", sagittal)
    assert bearings.convention(case) == "Left edge of the picture: A"
    assert bearings.convention(case, mirrored=True) == "Left edge of the picture: P"
