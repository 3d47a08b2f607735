"""The case in words, in the window."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from xaiviewer.ui.dialogs.words_dialog import WordsDialog
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size


@pytest.mark.slow
def test_the_case_is_told_and_copied(window: MainWindow) -> None:
    window.dialogs.show_words()
    dialog = window.dialogs.open_dialog
    assert isinstance(dialog, WordsDialog)
    told = dialog.told.text()
    assert "slices are called" in told or "No slice of" in told
    assert told.endswith("Research use, not for diagnosis.")
    dialog.copy_text()
    assert QGuiApplication.clipboard().text() == told


@pytest.mark.slow
def test_it_follows_the_slice_shown(window: MainWindow) -> None:
    window.dialogs.show_words()
    dialog = window.dialogs.open_dialog
    window.review.shown.show_slice(2)
    assert "On slice 3 the" in dialog.told.text()
    window.review.shown.show_slice(3)
    assert "On slice 4 the" in dialog.told.text()


def test_nothing_is_told_before_a_case_is_open(build: Any) -> None:
    window = build()
    dialog = WordsDialog(window.review)
    assert dialog.told.text() == "Nothing is known of this case yet."
    assert not dialog.copy.isEnabled()
