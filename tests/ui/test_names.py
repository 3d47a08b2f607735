from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from xaiviewer.ui.kit import null_wording, sequence_words, theme
from xaiviewer.ui.window import MainWindow

_NAME = "DOE_JANE_19560209"


@pytest.fixture
def window(build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any) -> MainWindow:
    """Two cases, the second one open."""
    made = build(fakes.make_case("first"), fakes.with_contents(fakes.make_case(_NAME, known=True)))
    made.review.shelf.open_paths([Path("first"), Path(_NAME)])
    qtbot.waitUntil(lambda: len(made.review.shelf.state.entries) == 2)
    made.review.shelf.choose(Path(_NAME))
    qtbot.waitUntil(lambda: made.review.shown.state.complete and made.review.work.state.task is None, timeout=20_000)
    return made


def _told(window: MainWindow) -> str:
    """Every word that the window and its list show, also to those who point or listen."""
    words = [label.text() + label.toolTip() for label in window.findChildren(QLabel) if label.isVisible()]
    model = window.cases.view.model()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    words += [str(model.index(row, 0).data(role)) for row in range(model.rowCount()) for role in roles]
    return "\n".join(words)


def test_one_key_takes_every_name_off_the_window_and_brings_it_back(window: MainWindow) -> None:
    before = _told(window)
    assert before.count(_NAME) > 3
    QTest.keyClick(window, Qt.Key.Key_P)
    assert _NAME not in _told(window)
    assert window.top.name.text() == "Case 2"
    assert window.cases.view.model().index(0, 0).data() == "Case 1"
    QTest.keyClick(window, Qt.Key.Key_P)
    assert _told(window) == before


def test_the_search_still_finds_a_name_that_is_off(window: MainWindow) -> None:
    window.names.toggle()
    window.cases.search.setText("jane")
    model = window.cases.view.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Case 2"]


def test_the_phantom_is_nobody(build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any) -> None:
    window = build(fakes.make_case("phantom", synthetic=True))
    window.review.shelf.open_paths([Path("phantom")])
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    window.names.toggle()
    assert window.top.name.text().startswith("phantom")


@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size
def test_the_dialog_of_the_sequences_is_headed_without_the_name(window: MainWindow) -> None:
    window.names.toggle()
    window.dialogs.show_sequences()
    dialog = window.dialogs.open_dialog
    assert dialog is not None
    titles = [label.text() for label in dialog.findChildren(QLabel) if label.property("role") == "title"]
    assert titles == ["Case 2"]
    dialog.reject()


def test_why_a_case_failed_is_left_out_of_its_hint_with_the_names(
    build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any
) -> None:
    window = build(fakes.make_case("good"), broken=(_NAME,))
    window.review.shelf.open_paths([Path("good"), Path(_NAME)])
    qtbot.waitUntil(lambda: len(window.review.shelf.state.entries) == 2)
    window.review.shelf.choose(Path(_NAME))
    qtbot.waitUntil(window.banner.isVisible)
    window.banner.hide()
    window.names.toggle()
    assert _NAME not in _told(window)


def _stand_in(fakes: Any) -> Any:
    """A case whose T2 stands in FLAIR's place, called like the patient."""
    case = fakes.make_case("other")
    volumes = tuple(
        replace(each, name=f"{_NAME}_t2", kind="T2") if each.sequence == "flair" else each for each in case.volumes
    )
    return replace(case, volumes=volumes, stand_in="A series recognised as T2 stands in the place of FLAIR.")


def test_what_stands_in_for_flair_keeps_its_own_name_beside_a_reason(
    build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any
) -> None:
    window = build(_stand_in(fakes))
    window.review.shelf.open_paths([Path("other")])
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    button = window.slice_frame.sequences.button("flair")
    assert button.text() == "T2 for FLAIR"
    assert f"{_NAME}_t2, taken for FLAIR. A series recognised as T2" in button.toolTip()
    assert window.slice_frame.sequences.button("t1").text() == "T1"
    reason = window.decision.findChild(QLabel, "stand-in")
    assert reason is not None
    assert reason.isVisible()
    assert "recognised as T2" in reason.text()
    window.names.toggle()
    assert _NAME not in button.text() + button.toolTip() + button.accessibleName() + reason.text()


def test_what_is_recognised_needs_no_reason(window: MainWindow) -> None:
    reason = window.decision.findChild(QLabel, "stand-in")
    assert reason is not None
    assert not reason.isVisible()
    assert window.slice_frame.sequences.button("flair").text() == "FLAIR"


@pytest.mark.slow
def test_a_decision_made_from_a_stand_in_is_dimmed(build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any) -> None:
    doubted, sure = build(_stand_in(fakes)), build(fakes.make_case("other"))
    for each in (doubted, sure):
        each.review.shelf.open_paths([Path("other")])
        qtbot.waitUntil(lambda shown=each.review.shown: shown.state.complete, timeout=20_000)
    bright = theme.TEXT.rgb()
    for window, expected in ((doubted, False), (sure, True)):
        picture = window.decision.bars.grab().toImage()
        found = any(picture.pixel(x, y) == bright for x in range(picture.width()) for y in range(picture.height()))
        assert found is expected


def test_what_stands_in_is_named_in_every_place_without_its_name_where_names_are_off(fakes: Any) -> None:
    volume = _stand_in(fakes).volume("flair")
    assert sequence_words.title(volume) == f"{_NAME}_t2, taken for FLAIR"
    assert sequence_words.title(volume, named=False) == "T2, taken for FLAIR"
    assert sequence_words.title(replace(volume, kind=""), named=False) == "another series, taken for FLAIR"
    assert (sequence_words.brief(volume), sequence_words.brief(volume, kind=False)) == ("T2 for FLAIR", "for FLAIR")
    case = _stand_in(fakes)
    assert null_wording.null_name("brightness: flair", case) == "the brightness of the series taken for FLAIR"
    assert sequence_words.channel(case, "flair", "FLAIR") == "T2 for FLAIR"
    assert sequence_words.channel(case, "t1", "T1") == "T1"
