"""One window for each user: second starts, their files, and what the dead leave behind."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from xaiviewer import paths
from xaiviewer.ui.start import second_start
from xaiviewer.ui.start.app import Services, run
from xaiviewer.ui.start.incoming import Incoming, to_front
from xaiviewer.ui.start.second_start import MeetingPoint, hand_over, is_first, place
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has named pipes")


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MeetingPoint]:
    """A place that no other test and no real window knows."""
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path)
    made = place()
    assert made is not None
    yield made
    made.release()


@pytest.fixture
def incoming(qtbot: QtBot, at: MeetingPoint) -> Iterator[Incoming]:
    made = Incoming()
    assert at.take()
    assert made.listen(at.address)
    yield made
    made.close()
    made.deleteLater()


def send(qtbot: QtBot, at: MeetingPoint, wanted: list[Path]) -> bool:
    """Hand over from a thread, as another process would, while this one's event loop runs."""
    answers: list[bool] = []
    thread = threading.Thread(target=lambda: answers.append(hand_over(at.address, wanted)))
    thread.start()
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    thread.join()
    return answers[0]


def test_files_reach_the_window_with_their_whole_path(qtbot: QtBot, incoming: Incoming, at: MeetingPoint):
    strange = Path("/data/Bräunig, 名 & 'x'\n.nii")
    with qtbot.waitSignal(incoming.asked) as asked:
        assert send(qtbot, at, [Path("relative.nii"), strange])
    assert asked.args == [[Path.cwd() / "relative.nii", strange]]


def test_a_start_without_files_asks_for_the_window_alone(qtbot: QtBot, incoming: Incoming, at: MeetingPoint):
    with qtbot.waitSignal(incoming.asked) as asked:
        assert send(qtbot, at, [])
    assert asked.args == [[]]


def test_many_files_arrive_as_one_message(qtbot: QtBot, incoming: Incoming, at: MeetingPoint):
    wanted = [Path(f"/study/a series with a long name/image-{number:05}.dcm") for number in range(5000)]
    with qtbot.waitSignal(incoming.asked) as asked:
        assert send(qtbot, at, wanted)
    assert asked.args == [wanted]


@unix
@pytest.mark.parametrize(
    "message",
    [b"GET / HTTP/1.1\n", b"[]\n", b'{"paths": [1], "token": ""}\n', b'{"paths": ["a\\u0000"], "token": ""}\n'],
)
def test_what_is_no_message_of_ours_opens_nothing(qtbot: QtBot, incoming: Incoming, at: MeetingPoint, message: bytes):
    heard: list[object] = []
    incoming.asked.connect(heard.append)
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(at.address)
        line.sendall(message)
        line.settimeout(0.01)
        ended: list[bool] = []

        def gone() -> bool:
            try:
                ended.append(line.recv(100) == b"")
            except TimeoutError:
                return False
            except ConnectionResetError:
                ended.append(True)
            return True

        qtbot.waitUntil(gone, timeout=10_000)
    assert ended == [True]
    assert heard == []


@unix
def test_the_socket_is_the_users_alone(incoming: Incoming, at: MeetingPoint):
    mode = Path(at.address).stat().st_mode
    assert mode & 0o077 == 0
    assert Path(at.address).parent.stat().st_mode & 0o077 == 0


def test_only_one_takes_the_lock_and_another_gets_it_when_the_first_ends(at: MeetingPoint):
    other = MeetingPoint(at.address, at.lock)
    assert at.take()
    assert not other.take()
    at.release()
    assert other.take()
    other.release()


def test_the_first_start_opens_its_own_window(at: MeetingPoint):
    assert is_first(at, [Path("a")])


def test_the_second_start_hands_over(qtbot: QtBot, incoming: Incoming, at: MeetingPoint):
    answers: list[bool] = []
    other = MeetingPoint(at.address, at.lock)
    thread = threading.Thread(target=lambda: answers.append(is_first(other, [Path("/a")])))
    with qtbot.waitSignal(incoming.asked, timeout=10_000) as asked:
        thread.start()
    thread.join()
    assert answers == [False]
    assert asked.args == [[Path("/a")]]


def test_a_window_that_hangs_does_not_keep_the_reader_from_working(at: MeetingPoint):
    assert at.take()
    assert is_first(MeetingPoint(at.address, at.lock), [Path("a")], patience_s=0.0)


def test_data_folders_do_not_share_a_window(at: MeetingPoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "portable")
    other = place()
    assert other is not None
    assert other.address != at.address


def test_without_a_short_enough_address_every_start_has_its_own_window(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(second_start.sys, "platform", "linux")
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path)
    monkeypatch.setattr(paths, "runtime", lambda: tmp_path / ("long" * 30))
    assert place() is None


def test_files_from_the_finder_come_together(qtbot: QtBot, qapp: QApplication):
    incoming = Incoming()
    qapp.installEventFilter(incoming)
    with qtbot.waitSignal(incoming.asked) as asked:
        for name in ("/a.nii", "/b.nii"):
            QApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(name)))
    qapp.removeEventFilter(incoming)
    assert asked.args == [[Path("/a.nii"), Path("/b.nii")]]


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_window_in_the_taskbar_comes_back(qtbot: QtBot):
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    to_front(window)
    assert not window.isMinimized()
    assert window.isVisible()


# --- with processes

FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import xaiviewer.ui.start.app as app
from xaiviewer import readers
from xaiviewer.errors import ModelError
from xaiviewer.ui.window import MainWindow

def no_networks():
    raise ModelError("not needed here")

def entries():
    windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    return windows[0].review.shelf.state.entries if windows else ()

def look():
    told = [entry.name for entry in entries()]
    if told != seen:
        seen[:] = told
        print(*told, flush=True)
seen = []
timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
from xaiviewer.commands.options import networks
networks.load = no_networks
from xaiviewer.__main__ import main
QTimer.singleShot(0, lambda: print("ready", flush=True))
sys.exit(main(sys.argv[1:]))
"""

SECOND = """
import sys
from xaiviewer.__main__ import main
status = main(sys.argv[1:])
assert not {"torch", "PySide6"} & set(sys.modules), "a second start must answer at once"
sys.exit(status)
"""


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Folders of their own for the processes; the address of a socket must be short, as tests' folders are not."""
    home = {name: str(tmp_path / "home") for name in ("HOME", "USERPROFILE", "LOCALAPPDATA")}
    with tempfile.TemporaryDirectory(prefix="xv-") as folder:
        yield {**os.environ, **home, "XDG_RUNTIME_DIR": folder, "QT_QPA_PLATFORM": "offscreen"}


def first(folder: Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    """Start a window on `folder` and return once it runs."""
    words = [sys.executable, "-c", "from PySide6.QtWidgets import QApplication; a = QApplication([])\n" + FIRST]
    made = subprocess.Popen([*words, str(folder)], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert made.stdout is not None
    for line in made.stdout:
        if line.strip() == folder.name:
            return made
    raise AssertionError("it ended")


@unix  # the socket's file is looked at, and a process is killed
def test_a_second_process_hands_its_case_over_and_a_killed_one_leaves_no_trace(
    small_case_folder: Path, tmp_path: Path, environment: dict[str, str]
):
    other = tmp_path / "other"
    other.mkdir()
    for file in small_case_folder.iterdir():
        (other / file.name).write_bytes(file.read_bytes())
    running = first(small_case_folder, environment)
    try:
        second = [sys.executable, "-c", SECOND, str(other)]
        done = subprocess.run(
            second, env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr
        assert running.stdout is not None
        assert running.stdout.readline().split() == ["small", "other"]
    finally:
        running.kill()
        running.wait()
        assert running.stdout is not None
        running.stdout.close()
    left = [each.name for each in Path(environment["XDG_RUNTIME_DIR"]).rglob("*.socket")]
    assert len(left) == 1, "the killed process should have left its socket"
    again = first(other, environment)
    try:
        done = subprocess.run(
            second, env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr
    finally:
        again.kill()
        again.wait()
        assert again.stdout is not None
        again.stdout.close()


@unix
def test_the_message_holds_nothing_but_paths_and_the_desktops_token(at: MeetingPoint, monkeypatch: pytest.MonkeyPatch):
    sent: list[bytes] = []

    def answer(server: socket.socket) -> None:
        line, _ = server.accept()
        with line, line.makefile("rb") as stream:
            sent.append(stream.readline())
            line.sendall(second_start.RECEIVED)

    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "raise-me")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(at.address)
        server.listen()
        window = threading.Thread(target=answer, args=(server,))
        window.start()
        assert hand_over(at.address, [Path("/a")])
        window.join()
    assert json.loads(sent[0]) == {"paths": ["/a"], "token": "raise-me"}


@unix
def test_a_window_on_another_desktop_is_left_alone(at: MeetingPoint, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    here = place()
    monkeypatch.setenv("DISPLAY", ":10")  # a remote session
    assert here is not None
    assert (there := place()) is not None
    assert (here.lock, here.address) != (there.lock, there.address)


@unix
def test_a_file_sent_while_the_window_closes_is_left_to_the_next_window(
    qapp: QApplication, at: MeetingPoint, fakes: Any, log_folder: Path
):
    answers: list[bool] = []
    sender = threading.Thread(target=lambda: answers.append(hand_over(at.address, [Path("late.nii")])))
    asked: list[object] = []

    def close_slowly() -> None:
        # Closed ones of other tests may not be gone yet.
        windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
        window = next((each for each in windows if each.isVisible()), None)
        if window is None:
            qapp.quit()  # else the test would wait for ever
            raise AssertionError("no window")
        end = window.review.close

        def wait_for_the_networks() -> None:
            if not sender.ident:
                sender.start()
                sender.join(0.3)
            end()

        window.review.close = wait_for_the_networks
        window.review.shelf.open_paths = asked.append
        window.close()

    QTimer.singleShot(0, close_slowly)
    run([], Services(fakes.FakeReader(), fakes.FakeAnalyser), address=at.address)
    sender.join()
    assert answers == [False]
    assert not asked
