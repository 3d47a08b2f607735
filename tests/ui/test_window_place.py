from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from xaiviewer import paths
from xaiviewer.errors import XaiViewerError
from xaiviewer.ui.start import window_place
from xaiviewer.ui.start.app import Services, run
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reviewer who has never started the program."""
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path)
    return tmp_path


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.setGeometry(40, 30, 500, 400)
    made.show()
    return made


def _another(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    assert window_place.restore(made)
    return made


def test_a_window_stands_where_the_last_one_did(window: QWidget, qtbot: QtBot) -> None:
    window_place.keep(window)
    assert _another(qtbot).geometry() == QRect(40, 30, 500, 400)


def test_full_screen_is_forgotten_and_the_place_before_it_kept(window: QWidget, qtbot: QtBot) -> None:
    window.showFullScreen()
    window.close()
    window_place.keep(window)
    assert not window.isVisible()
    again = _another(qtbot)
    assert not again.isFullScreen()
    assert again.geometry() == QRect(40, 30, 500, 400)


@pytest.mark.parametrize("text", ["", "[window]\ngeometry=nothing", "[window]\ngeometry=@ByteArray(x)", "\0\1"])
def test_settings_that_say_nothing_are_passed_over(data: Path, text: str, window: QWidget) -> None:
    (data / "settings.ini").write_text(text, encoding="utf-8")
    assert not window_place.restore(window)
    assert window.geometry() == QRect(40, 30, 500, 400)


def test_where_nothing_can_be_kept_the_window_opens_all_the_same(
    window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> Path:
        raise XaiViewerError("It cannot be made.")

    monkeypatch.setattr(paths, "user_data", refused)
    assert not window_place.restore(window)
    window_place.keep(window)


def test_the_program_keeps_its_place_when_it_is_closed(qapp: QApplication, fakes: Any) -> None:
    def move_and_close() -> None:
        windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
        if not windows:
            qapp.quit()  # else the test would wait for ever
            return
        seen.append(windows[0].height())  # the width is more than this screen has
        windows[0].resize(1100, 650)
        windows[0].close()

    seen: list[int] = []
    for _ in range(2):
        QTimer.singleShot(0, move_and_close)
        run([], Services(fakes.FakeReader(), fakes.FakeAnalyser))
    assert len(seen) == 2
    assert seen[0] != seen[1] == 650
