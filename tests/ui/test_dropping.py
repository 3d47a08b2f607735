"""What a file manager drops on the window: what is opened, and what is told of the wrong things."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from xaiviewer.ledger.opening import create_project
from xaiviewer.ledger.writers import Reader
from xaiviewer.ui.dropping import dropped
from xaiviewer.ui.window import MainWindow


def _mime(*addresses: str) -> QMimeData:
    """As a file manager gives it."""
    data = QMimeData()
    data.setData("text/uri-list", "\r\n".join((*addresses, "")).encode())
    return data


def _drop(target: QWidget, data: QMimeData) -> bool:
    """Drag something over a part of the window and let it go, through Qt's own ways; whether it was taken."""
    place, buttons, keys = target.rect().center(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    offered = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    entering = QDragEnterEvent(QPoint(place), offered, data, buttons, keys)
    entering.ignore()
    QApplication.sendEvent(target, entering)
    if not entering.isAccepted():
        return False
    falling = QDropEvent(QPointF(place), offered, data, buttons, keys)
    falling.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(target, falling)
    assert falling.dropAction() is Qt.DropAction.CopyAction  # nobody deletes what is opened here
    return falling.isAccepted()


@pytest.fixture
def empty(
    build: Callable[..., MainWindow], fakes: Any, monkeypatch: pytest.MonkeyPatch
) -> tuple[MainWindow, list[Any]]:
    """A window, and what it was asked to open."""
    made = build(fakes.make_case("one"))
    asked: list[Any] = []
    monkeypatch.setattr(made.review.shelf, "open_paths", lambda paths: asked.append(list(paths)))
    return made, asked


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("file:///data/Patient%20%C3%84%20100%25%20%231", "/data/Patient Ä 100% #1"),
        ("file://localhost/data/one", "/data/one"),
        (f"file://{platform.node()}/data/one", "/data/one"),
        ("file:/data/one", "/data/one"),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="paths are otherwise spelled there")
def test_addresses_are_read_as_file_managers_write_them(address: str, path: str) -> None:
    assert dropped(_mime(address)).paths == (Path(path),)


@pytest.mark.skipif(os.name != "posix", reason="names are no bytes there")
def test_a_name_that_is_no_utf8_stays_the_bytes_that_it_is() -> None:
    (path,) = dropped(_mime("file:///data/M%FCller")).paths
    assert os.fsencode(path) == b"/data/M\xfcller"


def test_what_is_dropped_twice_is_opened_once_and_what_lies_elsewhere_is_named() -> None:
    found = dropped(_mime("file:///a", "smb://pacs/share/case%207", "https://example.org/", "file:///a", "file:///b"))
    assert found.paths == (Path("/a"), Path("/b"))
    assert found.elsewhere == ("case 7", "example.org")


@pytest.mark.slow
@pytest.mark.parametrize("where", ["views", "series", "strip"])
def test_files_and_folders_are_opened_wherever_they_are_dropped(
    empty: tuple[MainWindow, list[Any]], qtbot: QtBot, where: str
) -> None:
    window, asked = empty
    assert _drop(getattr(window, where), _mime("file:///data/one", "file:///data/two.nii.gz"))
    assert asked == []  # the file manager waits for its answer first
    qtbot.waitUntil(lambda: asked == [[Path("/data/one"), Path("/data/two.nii.gz")]])


@pytest.mark.slow
def test_the_search_of_cases_takes_no_addresses_for_words(empty: tuple[MainWindow, list[Any]], qtbot: QtBot) -> None:
    window, asked = empty
    assert _drop(window.cases.search, _mime("file:///data/one"))
    qtbot.waitUntil(lambda: asked == [[Path("/data/one")]])
    assert window.cases.search.text() == ""


@pytest.mark.slow
def test_words_are_not_taken(empty: tuple[MainWindow, list[Any]]) -> None:
    window, _ = empty
    data = QMimeData()
    data.setText("hello")
    assert not _drop(window.views, data)


@pytest.mark.slow
def test_addresses_that_were_promised_and_do_not_arrive_are_said(empty: tuple[MainWindow, list[Any]]) -> None:
    window, asked = empty
    data = QMimeData()
    data.setData("text/uri-list", b"")  # the program that it comes from has ended meanwhile
    falling = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropping.take(falling)
    assert window.banner.text.text().startswith("What was dropped did not arrive")
    assert asked == []


@pytest.mark.slow
def test_a_project_is_opened_with_the_cases_beside_it(
    empty: tuple[MainWindow, list[Any]], tmp_path: Path, qtbot: QtBot
) -> None:
    window, asked = empty
    project = tmp_path / "study one.xaireview"
    create_project(project, Reader("r1")).close()
    assert _drop(window, _mime(project.as_uri(), "file:///data/one"))
    qtbot.waitUntil(lambda: window.review.verdicts.state.book is not None)
    assert window.review.verdicts.state.book is not None
    assert window.review.verdicts.state.book.path == project
    assert asked == [[Path("/data/one")]]
    assert window.banner.text.text() == "Your answers go into study one from now on."


@pytest.mark.slow
@pytest.mark.parametrize(
    ("addresses", "sentence"),
    [
        (
            ("file:///data/one", "smb://pacs/share/case%207"),
            "case 7 does not lie on this machine; copy it to a folder first, and drop that copy.",
        ),
        (
            ("file:///a.xaireview", "file:///b.xaireview"),
            "2 projects were dropped, and answers go into one; drop the one that is meant.",
        ),
        (
            ("file:///owner.xaikey",),
            "owner.xaikey is the key of a study's owner; it is opened in “Figures of a study or a project”.",
        ),
        (
            ("file:///net.safetensors", "file:///data/one"),
            "A network is added by itself; drop its file or folder alone.",
        ),
    ],
)
def test_the_wrong_things_are_told_in_one_sentence_and_nothing_is_opened(
    empty: tuple[MainWindow, list[Any]], qtbot: QtBot, addresses: tuple[str, ...], sentence: str
) -> None:
    window, asked = empty
    assert _drop(window.views, _mime(*addresses))
    qtbot.waitUntil(lambda: window.banner.text.text() == sentence)
    assert asked == []
