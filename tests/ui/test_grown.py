"""What grows with the letters though it is no text, and what keeps its width whichever part stands in its place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.magnifier import add_magnifier
from xaiviewer.ui.kit.pens import OUTLINE, pens, reach
from xaiviewer.ui.panels.side_area import side_by

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # a window of its own tells its size


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    before = theme.look.theme, theme.look.percent
    theme.apply(qapp, before[0], 100)
    yield qapp
    theme.apply(qapp, *before)


def test_outlines_grow_with_the_letters_and_are_never_thinner(application: QApplication) -> None:
    halo, line = pens(theme.MODEL, style=Qt.PenStyle.DashLine)
    assert line.widthF() == pytest.approx(OUTLINE)
    assert line.style() is Qt.PenStyle.DashLine
    assert pens(theme.MODEL, style=Qt.PenStyle.DashLine)[1] is line  # made once
    theme.apply(application, theme.look.theme, 200)
    grown = pens(theme.MODEL, style=Qt.PenStyle.DashLine)
    assert grown[1].widthF() == pytest.approx(2 * OUTLINE)
    assert grown[0].widthF() == pytest.approx(2 * halo.widthF())
    assert reach() > grown[0].widthF() / 2
    theme.apply(application, theme.look.theme, 80)
    assert pens(theme.MODEL)[1].widthF() == pytest.approx(OUTLINE)


def test_the_drawing_in_a_search_field_grows_and_the_text_stays_behind_it(
    application: QApplication, qtbot: QtBot
) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    add_magnifier(field)
    field.show()
    drawing = field.findChild(QLabel, "magnifier")
    assert isinstance(drawing, QLabel)
    small = drawing.pixmap().deviceIndependentSize().width()
    theme.apply(application, theme.look.theme, 200)
    assert drawing.pixmap().deviceIndependentSize().width() == 2 * small
    assert field.textMargins().left() > 2 * small


def test_parts_that_take_each_others_place_are_equally_wide(qtbot: QtBot) -> None:
    column = QSplitter(Qt.Orientation.Vertical)
    qtbot.addWidget(column)
    parts = [QWidget(), QWidget()]
    parts[0].setMinimumWidth(360)
    parts[1].setMinimumWidth(420)
    areas = [side_by([part]) for part in parts]
    for area in areas:
        column.addWidget(area)
    areas[1].hide()
    column.show()
    wide = areas[0].minimumWidth()
    assert wide > 420
    areas[0].hide()
    areas[1].show()
    assert areas[1].minimumWidth() == wide
