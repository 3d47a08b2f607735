"""What the frozen program does before and after the program itself."""

import ctypes
import os
import runpy
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import entry
import pytest


class FakeWindows:
    """Keeps what was shown."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def MessageBoxW(self, owner, text, title, kind):  # noqa: N802 - Windows' name
        self.shown.append(text)


@contextmanager
def without_console(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeWindows]:
    """No output, no error output, as Windows starts a windowed program."""
    fake = FakeWindows()
    with monkeypatch.context() as changed:
        changed.setattr(ctypes, "CDLL", lambda name: fake)
        changed.setattr(sys, "stdout", None)
        changed.setattr(sys, "stderr", None)
        yield fake


def test_a_program_without_a_console_may_print(monkeypatch):
    with without_console(monkeypatch):
        told = entry.give_streams()
        sys.stdout.write("to nowhere")
        sys.stderr.write("heard\n")
    assert told is not None
    assert told.getvalue() == "heard\n"


def test_a_program_with_a_console_keeps_it(capsys):
    assert entry.give_streams() is None
    sys.stdout.write("seen\n")
    assert capsys.readouterr().out == "seen\n"


def test_wrong_use_of_a_program_without_a_console_is_shown_in_a_box(monkeypatch, tmp_path):
    missing = tmp_path / "no-such-folder"
    monkeypatch.setattr(sys, "argv", ["xaiviewer.exe", str(missing)])
    with without_console(monkeypatch) as windows, pytest.raises(SystemExit) as left:
        runpy.run_path(entry.__file__, run_name="__main__")
    assert left.value.code == 2
    (sentence,) = windows.shown
    assert str(missing) in sentence
    assert not sentence.startswith("xaiviewer:")


@pytest.mark.parametrize("before", [None, "/opt/site/lib"])
def test_what_the_program_starts_gets_the_library_path_of_before(monkeypatch, before):
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/xaiviewer/_internal")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if before is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    entry.forget_library_path()
    assert os.environ.get("LD_LIBRARY_PATH") == before
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ


def test_a_script_is_not_kept_waiting_by_a_box(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "argv", ["xaiviewer.exe", "--offscreen", str(tmp_path / "missing")])
    with without_console(monkeypatch) as windows, pytest.raises(SystemExit) as left:
        runpy.run_path(entry.__file__, run_name="__main__")
    assert left.value.code == 2
    assert windows.shown == []


def test_warnings_alone_are_not_shown(monkeypatch):
    with without_console(monkeypatch) as windows:
        entry.show("some library: a warning\n")
    assert windows.shown == []
