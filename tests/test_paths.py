"""Where the program keeps its files: in the system's own folders, or all beside it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from xaiviewer import paths
from xaiviewer.errors import XaiViewerError


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user with nothing of the program's."""
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    return tmp_path / "home"


def freeze(monkeypatch: pytest.MonkeyPatch, program: Path) -> None:
    """Make the program believe that it is a frozen one."""
    program.parent.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have other folders")
def test_data_and_logs_lie_where_the_system_wants_them(home: Path):
    assert paths.user_data() == home / ".local" / "share" / "xaiviewer"
    assert paths.logs() == home / ".local" / "state" / "xaiviewer" / "log"
    assert paths.user_data().is_dir()
    assert paths.logs().is_dir()


@pytest.mark.parametrize("marker", ["portable", "xaiviewer-data"])
def test_a_portable_program_keeps_everything_beside_it(home: Path, tmp_path: Path, monkeypatch, marker: str):
    freeze(monkeypatch, tmp_path / "stick" / "xaiviewer" / "xaiviewer.exe")
    beside = tmp_path / "stick" / "xaiviewer"
    assert paths.portable() is None
    (beside / marker).mkdir() if marker == "xaiviewer-data" else (beside / marker).touch()
    assert paths.portable() == beside / "xaiviewer-data"
    assert paths.user_data() == beside / "xaiviewer-data"
    assert paths.logs() == beside / "xaiviewer-data" / "logs"
    assert not home.exists()


def test_beside_a_macos_program_is_beside_its_bundle(tmp_path: Path, monkeypatch):
    freeze(monkeypatch, tmp_path / "xaiviewer.app" / "Contents" / "MacOS" / "xaiviewer")
    (tmp_path / "portable").touch()
    assert paths.portable() == tmp_path / "xaiviewer-data"


def test_the_source_is_never_portable(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    (tmp_path / "portable").touch()
    assert paths.portable() is None


def test_a_portable_program_that_cannot_write_says_what_to_do(tmp_path: Path, monkeypatch):
    freeze(monkeypatch, tmp_path / "xaiviewer")
    (tmp_path / "portable").touch()
    (tmp_path / "xaiviewer-data").write_text("a file stands in the way")
    with pytest.raises(XaiViewerError, match=r"xaiviewer-data.*remove the file “portable”"):
        paths.user_data()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="such systems keep each user's folders apart themselves")
def test_windows_meet_in_a_folder_that_is_the_users_alone(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(paths, "user_runtime_path", lambda *_, **__: tmp_path / "run")
    assert paths.runtime().stat().st_mode & 0o777 == 0o700
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    with pytest.raises(XaiViewerError, match="belongs to another user"):
        paths.runtime()
