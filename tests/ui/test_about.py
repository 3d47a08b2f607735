"""About, the log, and the splash."""

from __future__ import annotations

import errno
import logging
import struct
import sys
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from xaiviewer import __version__, paths
from xaiviewer.codes import UNKNOWN, code_of
from xaiviewer.errors import XaiViewerError
from xaiviewer.review import Failure
from xaiviewer.ui.dialogs.about_dialog import AboutDialog, licences
from xaiviewer.ui.start import windows_splash
from xaiviewer.ui.start.log import CaseLog, hashed, start_log
from xaiviewer.ui.start.splash import splash
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "data")
    monkeypatch.setattr(paths, "logs", lambda: tmp_path / "logs")
    monkeypatch.setattr(paths, "licences", lambda: tmp_path / "third_party.txt")
    return tmp_path


def texts(dialog: AboutDialog) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel))


def test_about_says_what_it_is_what_it_is_not_for_and_where_its_files_lie(qtbot: QtBot, places: Path):
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    told = texts(dialog)
    for wanted in (
        f"xaiviewer {__version__}",
        "Research use, not for diagnosis",
        "Apache-2.0",
        "no network connection",
    ):
        assert wanted in told
    assert str(places / "data") in told
    assert str(places / "logs") in told
    assert "Portable" not in told


def test_the_licences_are_those_that_packaging_wrote_or_of_what_is_installed(places: Path):
    assert "numpy" in licences()
    assert "pydicom" in licences()
    assert "xaiviewer " not in licences()
    (places / "third_party.txt").write_text("part 1.0, MIT\n", encoding="utf-8")
    assert licences() == "part 1.0, MIT\n"


def test_a_folder_that_cannot_be_made_is_said_and_nothing_else_is_lost(qtbot: QtBot, places: Path, monkeypatch):
    def broken() -> Path:
        raise XaiViewerError("The program's folder cannot be made.")

    monkeypatch.setattr(paths, "logs", broken)
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    assert "The program's folder cannot be made." in texts(dialog)


def test_the_mark_and_a_key_open_it(qtbot: QtBot, window: MainWindow, places: Path):
    QTest.mouseClick(window.top.mark, Qt.MouseButton.LeftButton)
    assert isinstance(window.dialogs.open_dialog, AboutDialog)
    window.dialogs.open_dialog.close_button.click()
    assert window.dialogs.open_dialog is None
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: isinstance(window.dialogs.open_dialog, AboutDialog))
    assert window.dialogs.open_dialog is not None
    window.dialogs.open_dialog.reject()


def logged(folder: Path) -> str:
    for handler in logging.getLogger("xaiviewer").handlers:
        handler.flush()
    return (folder / "xaiviewer.log").read_text(encoding="utf-8")


@pytest.fixture
def loud() -> Iterator[None]:
    """The logger's level as it was."""
    logger = logging.getLogger("xaiviewer")
    before = logger.level
    yield
    logger.setLevel(before)


def test_the_log_names_cases_by_hashes_alone(window: MainWindow, log_folder: Path, loud: None):
    start_log()
    log = CaseLog(window.review, window)
    assert log.parent() is window
    current = window.review.shelf.state.current
    assert current is not None
    window.review.shelf.step(1)
    other = window.review.shelf.state.current
    assert other is not None
    assert other != current
    sentence = "/patients/Doe^Jane/1.dcm does not exist; check the name, or choose another file or folder."
    window.review.work.failed.emit(Failure(sentence))
    told = logged(log_folder)
    assert told.splitlines()[0].split(" INFO ")[1].startswith(f"xaiviewer {__version__} on ")
    assert f"case {hashed(other)} opened" in told
    assert code_of(sentence) != UNKNOWN
    assert f"case {hashed(other)}: message {code_of(sentence)} was shown" in told
    assert "Doe" not in told
    assert str(other) not in told
    assert hashed(current) != hashed(other)
    assert hashed(other) == hashed(Path(str(other)))


def test_the_log_is_kept_small(log_folder: Path, loud: None):
    start_log()
    for _ in range(600):
        logging.getLogger("xaiviewer").info("x" * 10_000)
    sizes = [each.stat().st_size for each in log_folder.iterdir()]
    assert len(sizes) == 3
    assert max(sizes) <= 1_000_000


def test_a_line_that_finds_no_room_is_lost_without_a_word(
    log_folder: Path, loud: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    start_log()
    (handler,) = (each for each in logging.getLogger("xaiviewer").handlers if isinstance(each, RotatingFileHandler))
    monkeypatch.setattr(handler, "shouldRollover", full)
    logging.getLogger("xaiviewer").info("a case was opened")
    assert capsys.readouterr().err == ""


def test_without_a_place_for_the_log_the_program_starts_all_the_same(monkeypatch: pytest.MonkeyPatch):
    def broken() -> Path:
        raise XaiViewerError("The program's folder cannot be made.")

    monkeypatch.setattr(paths, "logs", broken)
    before = list(logging.getLogger("xaiviewer").handlers)
    start_log()
    assert logging.getLogger("xaiviewer").handlers == before


def test_the_splash_is_painted_and_goes(qapp: QApplication):
    end = splash()
    (shown,) = [
        each
        for each in QApplication.topLevelWidgets()
        if each.windowType() == Qt.WindowType.SplashScreen and each.isVisible()
    ]
    image = shown.grab().toImage()
    assert len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}) > 10
    end()
    end()
    assert not shown.isVisible()
    shown.deleteLater()


def test_on_macos_nothing_takes_the_event_of_the_double_click(qapp: QApplication, monkeypatch: pytest.MonkeyPatch):
    before = len(QApplication.topLevelWidgets())
    monkeypatch.setattr(sys, "platform", "darwin")
    splash()()
    assert len(QApplication.topLevelWidgets()) == before


def test_windows_loads_a_picture_of_the_splashs_size():
    data = windows_splash.picture_file().read_bytes()
    assert data[:2] == b"BM"
    assert struct.unpack_from("<ii", data, 18) == (windows_splash.WIDTH, windows_splash.HEIGHT)
    assert struct.unpack_from("<I", data, 30) == (0,), "LoadImage takes no compressed ones"


class FakeUser:
    """What user32 is asked."""

    def __init__(self, window: int = 7) -> None:
        self.asked: list[str] = []
        self._window = window

    def __getattr__(self, name: str) -> Any:
        def call(*_: object) -> int:
            self.asked.append(name)
            return {"GetSystemMetrics": 1000, "CreateWindowExW": self._window}.get(name, 1)

        object.__setattr__(self, name, call)
        return call


def test_windows_shows_it_before_qt_and_takes_it_away_once():
    user = FakeUser()
    end = windows_splash.shown(user)
    assert user.asked[0] == "SetProcessDpiAwarenessContext"  # Qt could not once a window exists
    assert user.asked[-1] == "UpdateWindow"
    end()
    end()
    assert user.asked.count("DestroyWindow") == 1


def test_where_windows_refuses_a_window_the_program_starts_without_it():
    user = FakeUser(window=0)
    windows_splash.shown(user)()
    assert "DestroyWindow" not in user.asked
