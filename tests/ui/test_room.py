"""Dialogs open as large as their letters need, and no larger than the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QTableView
from pytestqt.qtbot import QtBot

from xaiviewer.ui.dialogs import sequences_dialog
from xaiviewer.ui.dialogs.header_dialog import HeaderDialog
from xaiviewer.ui.dialogs.sequences_dialog import SequencesDialog
from xaiviewer.ui.dialogs.skipped_dialog import SkippedDialog
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.room import open_as, room
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "dark", 200)
    yield
    theme.apply(qapp)


def inside(dialog: QDialog) -> bool:
    dialog.show()
    QApplication.processEvents()
    free = dialog.screen().availableGeometry()
    fits = dialog.width() <= free.width() and dialog.height() <= free.height()
    return fits and dialog.minimumSizeHint().width() <= free.width()


def test_a_dialog_grows_with_its_letters_as_far_as_the_screen_goes(qapp: QApplication) -> None:
    dialog = QDialog()
    open_as(dialog, 300, 200)
    assert (dialog.width(), dialog.height()) == (300, 200)
    theme.apply(qapp, "dark", 200)
    try:
        open_as(dialog, 300, 200)
        assert (dialog.width(), dialog.height()) == (600, 400)
        open_as(dialog, 3000, 200)
        assert (dialog.width(), dialog.height()) == (room(dialog).width(), 400)
    finally:
        theme.apply(qapp)


@pytest.mark.slow
def test_a_header_s_values_are_seen_in_large_letters_on_a_small_screen(large: None, window: MainWindow) -> None:
    window.dialogs.show_header()
    dialog = window.dialogs.open_dialog if isinstance(window.dialogs.open_dialog, HeaderDialog) else None
    dialog = dialog or window.findChild(HeaderDialog)
    assert dialog is not None
    assert inside(dialog)
    assert seen(dialog.view, 3) >= theme.px(60)
    dialog.close()


@pytest.mark.parametrize(("percent", "free"), [(200, QSize(1872, 1032)), (100, QSize(976, 652))])
def test_nothing_of_the_sequences_is_cut_on_the_screen_that_there_is(
    qtbot: QtBot, fakes: Any, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, percent: int, free: QSize
) -> None:
    monkeypatch.setattr(sequences_dialog, "room", lambda _dialog: free)
    study = fakes.with_contents(fakes.make_case("study", known=True))
    theme.apply(qapp, "dark", percent)
    try:
        dialog = SequencesDialog(study.contents, study.choices, case=study)
        qtbot.addWidget(dialog)
        dialog.show()
        QApplication.processEvents()
        assert dialog.minimumSizeHint().width() <= dialog.width() <= free.width()
        assert dialog.rect().contains(dialog.accept_button.geometry())
        assert all(seen(dialog.view, column) > 0 for column in range(4))
    finally:
        theme.apply(qapp)


def test_what_was_skipped_fits_a_small_screen_in_large_letters(large: None, qapp: QApplication) -> None:
    dialog = SkippedDialog(())
    assert inside(dialog)
    dialog.close()


def seen(view: QTableView, column: int) -> int:
    """Pixels of a column within the view."""
    left = view.columnViewportPosition(column)
    return min(left + view.columnWidth(column), view.viewport().width()) - left
