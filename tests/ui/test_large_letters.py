"""What stands at large letters: nothing on a picture lies over something else, and no axis loses its numbers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from xaiviewer.case import Geometry
from xaiviewer.display.window_level import WindowLevel
from xaiviewer.records.faithfulness import DELETION
from xaiviewer.review.derived.presets import Presets
from xaiviewer.ui.dialogs.faithful.chart import CurveChart
from xaiviewer.ui.dialogs.faithful.dialog import FaithfulnessDialog
from xaiviewer.ui.kit import theme, wording
from xaiviewer.ui.start import window_place
from xaiviewer.ui.views import corners
from xaiviewer.ui.views.corners import Corners, Texts, paint_texts, warning_top
from xaiviewer.ui.views.plates import EDGE, LETTER, message_top
from xaiviewer.ui.views.scale_bar import paint_text
from xaiviewer.ui.views.viewport import Viewport
from xaiviewer.ui.window import MainWindow

GEOMETRY = Geometry(np.diag([-1.0, 1.0, 5.0, 1.0]), known=True)


@pytest.fixture(params=(100, 200))
def percent(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[int]:
    before = theme.look.theme, theme.look.percent
    theme.apply(qapp, before[0], request.param)
    yield request.param
    theme.apply(qapp, *before)


def _written(width: int, *parts: str) -> NDArray[np.uint8]:
    """These texts on an empty view of this width."""
    picture = QImage(width, 400, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    texts = Texts(GEOMETRY, "automatic\nW 1255 C 1128")
    paint_texts(painter, QRect(0, 0, width, 400), QTransform(), Viewport(), texts, lambda part: part in parts)
    painter.end()
    return np.array(picture.constBits()).reshape(400, width, 4)


@pytest.mark.parametrize("width", [150, 220, 366, 600])
def test_letters_scale_and_window_lie_beside_each_other(percent: int, width: int) -> None:
    others = _written(width, "orientation", "scale")
    windowed = (_written(width, "orientation", "scale", "window") != others).any(axis=-1)
    assert windowed.any() == (width > 150 * percent // 100)
    assert others.any()
    assert not (windowed & others.any(axis=-1)).any()


@pytest.mark.usefixtures("percent")
def test_warnings_stand_below_the_letter_at_the_top() -> None:
    lettered = np.flatnonzero(_written(600, "orientation")[:, 300].any(axis=-1))
    assert lettered[lettered < 200].max() < warning_top()
    assert warning_top(1) - warning_top() >= theme.px(24)  # a plate's height
    assert EDGE + theme.px(LETTER) < warning_top()


def _grey(widget: QWidget) -> NDArray[np.int16]:
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    wide = picture.bytesPerLine()
    return np.array(picture.constBits()).reshape(picture.height(), wide)[:, : picture.width()].astype(np.int16)


@pytest.mark.usefixtures("percent")
def test_numbers_of_an_axis_are_whole_and_the_axis_that_goes_up_is_named(qtbot: QtBot) -> None:
    assert DELETION.up == "probability"
    chart = CurveChart(DELETION, ("map",))
    qtbot.addWidget(chart)
    chart.resize(theme.px(300), theme.px(260))
    ink = _grey(chart)
    away = np.abs(ink - ink[-1, -1]) > 24
    name = away[:, : theme.px(16)]
    assert np.ptp(np.flatnonzero(name.any(axis=1))) > theme.text_width(theme.SMALL, ["probability"]) * 0.9
    half = away[:, theme.px(18) : theme.px(18) + theme.text_width(theme.SMALL, ["0.5"])]
    rows = np.flatnonzero(half.any(axis=1))
    runs = np.split(rows, np.flatnonzero(np.diff(rows) > 2) + 1)
    assert max(len(each) for each in runs[1:]) >= theme.px(8)  # of a letter that small ones are 11 high


def test_a_picture_that_is_zoomed_says_by_how_much(qapp: QApplication) -> None:
    def written(zoom: float) -> NDArray[np.uint8]:
        picture = QImage(600, 400, QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.transparent)
        painter, port = QPainter(picture), Viewport()
        port.zoom = zoom
        paint_texts(
            painter,
            QRect(0, 0, 600, 400),
            QTransform(),
            port,
            Texts(GEOMETRY, "W 5 C 2"),
            lambda part: part == "window",
        )
        painter.end()
        return np.array(picture.constBits()).reshape(400, 600, 4)

    assert (written(1.0) == written(1.004)).all()
    (changed,) = np.nonzero((written(1.0) != written(2.4)).any(axis=(1, 2)))
    (below,) = np.nonzero(written(1.0).any(axis=(1, 2)))
    assert changed.max() < below.min()  # the window stays where it was


def test_width_and_centre_are_told_to_the_same_digit() -> None:
    presets = Presets()
    assert wording.window(WindowLevel(70.2, 278.4), presets, "flair") == "W 278   C 70"
    assert wording.window(WindowLevel(0.12, 0.5), presets, "flair") == "W 0.5   C 0.12"


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size
@pytest.mark.usefixtures("percent")
def test_the_curves_grow_with_the_letters_and_stand_below_each_other_where_there_is_little_room(
    qtbot: QtBot, window: MainWindow
) -> None:
    dialog = FaithfulnessDialog(window.review, window)
    charts = (dialog.deletion, dialog.insertion, dialog.by_size)
    dialog.show()
    qtbot.waitExposed(dialog)
    room = dialog.screen().availableSize()
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()
    for chart in charts:
        assert chart.width() >= theme.text_width(theme.BODY, [chart.chart.title])
        assert chart.height() >= theme.px(136)
    needed = sum(chart.minimumWidth() for chart in charts)
    assert (len({chart.y() for chart in charts}) == 1) is (needed + 3 * 16 <= room.width() - 2 * 24 - 48)
    dialog.close()


@pytest.mark.usefixtures("percent")
def test_a_patients_name_has_the_room_that_the_series_and_the_letter_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(corners, "paint_text", lambda *given: drawn.append(given[-1]))
    name = "TCGA_CS_4941_19960909"
    wide = theme.text_width(theme.SMALL, [name, "FLAIR"]) + theme.text_width(theme.SMALL, ["FLAIR"]) + 40
    painter = QPainter(picture := QImage(wide, 60, QImage.Format.Format_ARGB32))
    for lettered in (False, True):
        corners.paint_corners(painter, picture.rect(), Corners((name,), ("FLAIR",)), lettered=lettered)
    painter.end()
    assert drawn[:2] == [name, "FLAIR"]
    assert "…" in drawn[2]


@pytest.mark.parametrize("ground", ["white", "black"])
def test_what_is_written_stands_out_from_bright_and_from_dark_tissue(qapp: QApplication, ground: str) -> None:
    picture = QImage(200, 24, QImage.Format.Format_Grayscale8)
    picture.fill(QColor(ground))
    painter = QPainter(picture)
    paint_text(painter, QRectF(4, 2, 190, 20), Qt.AlignmentFlag.AlignLeft, "TCGA_CS_4941")
    painter.end()
    grey = np.array(picture.constBits()).reshape(24, picture.bytesPerLine())[:, :200].astype(int)
    letters = grey > 190
    if ground == "white":
        dark = grey < 90
        assert dark.sum() > 1.2 * (theme.text_width(theme.SMALL, ["TCGA_CS_4941"]))  # each letter has its rim
    else:
        assert letters.sum() > 60


@pytest.mark.slow
@pytest.mark.usefixtures("percent")
def test_whose_the_case_is_has_room_in_the_head_of_a_narrow_window(window: MainWindow) -> None:
    window.resize(1330, 800)
    top = window.top
    top.name.setText("TCGA_CS_4942_19970222")
    window.review.shown.case_changed.emit()
    top.trained.show()
    top.progress.show()
    top.progress.text.say("Networks with random weights 4 / 10 · about 20 s left", "4 / 10")
    QApplication.processEvents()
    assert top.name.width() >= min(top.name.sizeHint().width(), theme.px(90))
    assert top.progress.text.shown().startswith(("Networks", "4 / 10"))  # its end is what may be cut
    window.resize(3800, 800)
    QApplication.processEvents()
    assert top.progress.text.shown() == top.progress.text.text()  # a number alone does not say of what


@pytest.mark.usefixtures("percent")
@pytest.mark.parametrize("high", [150, 190, 400])
def test_what_a_view_says_in_words_leaves_the_letters_free(high: int) -> None:
    high = theme.px(high)
    top = message_top(high)
    assert top >= (high + theme.px(LETTER)) / 2  # below those at the sides
    assert top + theme.px(24) <= high - EDGE - theme.px(LETTER)


@pytest.mark.slow
def test_what_goes_on_is_said_in_words_where_there_is_room(window: MainWindow, percent: int, qtbot: QtBot) -> None:
    """The bar below is narrow; the words are not cut for it."""
    window.resize(*(1766, 957) if percent == 100 else (3680, 2080))
    progress, what = window.top.progress, "Networks with random weights 4 / 10 · about 20 s left"
    progress.show()
    progress.text.say(what, "4 / 10")
    qtbot.waitUntil(lambda: progress.text.shown() == what)
    assert progress.bar.geometry().right() == progress.text.geometry().right()


def test_the_first_window_is_larger_with_its_letters_and_all_of_a_screen_that_is_too_small(percent: int) -> None:
    small, large, huge = QSize(1366, 728), QSize(1920, 1040), QSize(5120, 2880)
    found = [window_place.offered(screen) for screen in (small, large, huge)]
    sizes = [each.toTuple() for each, _ in found]
    assert sizes == [(1257, 670), (1766, 957), (1840, 1040) if percent == 100 else (3680, 2080)]
    assert [whole for _, whole in found] == [percent == 200, percent == 200, False]
