"""What is written on the pictures, and the header of the file shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from xaiviewer.readers.files.header_line import HeaderLine
from xaiviewer.ui.dialogs import header_dialog
from xaiviewer.ui.dialogs.header_dialog import HeaderDialog
from xaiviewer.ui.kit.on_pictures import PARTS, OnPictures
from xaiviewer.ui.views.corners import corners
from xaiviewer.ui.views.texts_button import TextsMenu
from xaiviewer.ui.window import MainWindow

# whole windows, over which dialogs come to the front
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("This plugin does not support")]

LINES = (
    HeaderLine("(0008,103E)", "SeriesDescription", "LO", "AX FLAIR"),
    HeaderLine("(0010,0010)", "PatientName", "PN", "Muster^Erika", personal=True),
    HeaderLine("(0029,1010)", "", "LO", "secret sauce", private=True),
)


@pytest.fixture
def study(build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any) -> MainWindow:
    """A window with a study from disk."""
    made = build(fakes.with_contents(fakes.make_case("one", known=True)))
    made.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: made.review.shown.state.complete, timeout=20_000)
    return made


def _picture(window: MainWindow) -> QImage:
    return window.slice_frame.view.grab().toImage()


def _said(window: MainWindow) -> tuple[tuple[str, ...], tuple[str, ...]]:
    state = window.review.shown.state
    found = corners(state.case, state.appearance.volume(state.case) if state.case else None, window.names)
    return found.left, found.right


def test_corners_name_patient_and_series_and_obey_the_names_switch(study: MainWindow) -> None:
    assert _said(study) == (("one",), ("AX FLAIR",))
    study.names.toggle()
    assert _said(study) == (("Case 1",), ("FLAIR",))


@pytest.mark.parametrize("part", [part for part in PARTS if part not in ("date", "lines")])
def test_each_text_can_be_switched_off_and_is_seen_to_be(study: MainWindow, part: str) -> None:
    before = _picture(study)
    study.names.pictures.switch(part, on=False)
    try:
        assert _picture(study) != before
    finally:
        study.names.pictures.switch(part, on=True)
    assert _picture(study) == before


def test_x_takes_all_texts_off_and_brings_back_those_that_were_chosen(study: MainWindow) -> None:
    study.names.pictures.switch("identity", on=False)
    try:
        before = _picture(study)
        QTest.keyClick(study, Qt.Key.Key_X)
        assert _picture(study) != before
        assert not any(map(study.names.pictures.shows, PARTS))
        QTest.keyClick(study, Qt.Key.Key_X)
        assert _picture(study) == before
    finally:
        study.names.pictures.switch("identity", on=True)


def test_the_switches_are_kept_for_the_next_start(qtbot: QtBot) -> None:
    first = OnPictures()
    first.switch("scale", on=False)
    try:
        assert not OnPictures().shows("scale")
        assert OnPictures().shows("orientation")
    finally:
        first.switch("scale", on=True)


def test_the_menu_ticks_what_is_written(qtbot: QtBot) -> None:
    pictures = OnPictures()
    menu = TextsMenu(pictures)
    qtbot.addWidget(menu)
    menu.parts["window"].trigger()
    assert not pictures.shows("window")
    menu.refresh()
    assert [key for key, action in menu.parts.items() if not action.isChecked()] == ["window"]
    menu.parts["window"].trigger()


@pytest.fixture
def dialog(study: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> tuple[HeaderDialog, list[str]]:
    """The dialog over a file that was not read, and which files were asked for."""
    asked: list[str] = []

    def read(path: Path, frame: int | None) -> tuple[HeaderLine, ...]:
        asked.append(path.name)
        return LINES

    monkeypatch.setattr(header_dialog, "read_lines", read)
    QTest.keyClick(study, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    opened = study.dialogs.open_dialog
    assert isinstance(opened, HeaderDialog)
    qtbot.waitUntil(lambda: opened.model.rowCount() == len(LINES))
    return opened, asked


def _values(dialog: HeaderDialog) -> list[str]:
    return [dialog.model.line(number)[3] for number in range(dialog.model.rowCount())]


def test_the_header_follows_the_slice_shown(
    study: MainWindow, dialog: tuple[HeaderDialog, list[str]], qtbot: QtBot
) -> None:
    index = study.review.shown.state.slice_index
    study.review.shown.show_slice(index + 1)
    qtbot.waitUntil(lambda: dialog[1][-1] == f"{index + 1}.dcm")
    assert dialog[0].file.text() == f"{index + 1}.dcm"
    dialog[0].reject()


def test_a_header_is_searched_narrowed_and_copied(dialog: tuple[HeaderDialog, list[str]]) -> None:
    opened, _ = dialog
    opened.search.setText("series flair")
    assert _values(opened) == ["AX FLAIR"]
    opened.view.selectRow(0)
    opened.copy_value.click()
    assert QGuiApplication.clipboard().text() == "AX FLAIR"
    opened.copy_row.click()
    assert QGuiApplication.clipboard().text().split("\t") == ["(0008,103E)", "SeriesDescription", "LO", "AX FLAIR"]
    opened.search.clear()
    opened.private.setChecked(False)
    assert _values(opened) == ["AX FLAIR", "Muster^Erika"]
    opened.copy_all.click()
    assert "Muster^Erika" in QGuiApplication.clipboard().text()
    assert "secret" not in QGuiApplication.clipboard().text()
    opened.reject()


def test_names_that_are_off_are_neither_shown_nor_found_nor_copied(
    study: MainWindow, dialog: tuple[HeaderDialog, list[str]]
) -> None:
    opened, _ = dialog
    study.names.toggle()
    assert "Muster^Erika" not in _values(opened)
    opened.copy_all.click()
    assert "Erika" not in QGuiApplication.clipboard().text()
    assert ".dcm" not in opened.file.text()
    opened.search.setText("erika")
    assert _values(opened) == []
    opened.reject()


def test_the_phantom_s_like_have_no_header_to_tell(window: MainWindow) -> None:
    window.dialogs.show_header()
    opened = window.dialogs.open_dialog
    assert isinstance(opened, HeaderDialog)
    assert "did not come from disk" in opened.about.text()
    opened.reject()
