"""The slices of an audit, below the cases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from xaiviewer.audit.opening import Opened
from xaiviewer.audit.report import LOOKED, WRONG_REASON, CaseEntry, DisagreementRow, NetworkEntry
from xaiviewer.review import Stop
from xaiviewer.ui.panels import audit_list
from xaiviewer.ui.start.audits import open_audit, stops_of
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow

Build = Callable[..., MainWindow]
LAYER = "depth2/1/clip-sum"


def entry(number: int, name: str, *, path: str | None = None) -> CaseEntry:
    return CaseEntry(number, name, name if path is None else path, "bundled", False, 6, 2, 4, 2, 4, 0.9, ())


def row(case: int, place: int, *, right: bool = True, mass: float = 0.02) -> DisagreementRow:
    return DisagreementRow(
        case, place, WRONG_REASON if right else LOOKED, "bundled", "tumour" if right else "no tumour",
        0.97 if right else 0.1, 0.2, "grad-cam", LAYER, mass, 0.3, "moved", not right, 0.4, 0.5, "",
    )  # fmt: skip


def audit(*cases: CaseEntry, rows: tuple[DisagreementRow, ...], gone: tuple[str, ...] = ()) -> Opened:
    networks = (NetworkEntry("bundled", "0" * 64, "1" * 64, len(cases)),)
    return Opened(Path("audited"), networks, cases, rows, frozenset(map(Path, gone)))


@pytest.fixture
def opened(build: Build, fakes: Any) -> MainWindow:
    """A window on an audit of two cases with three slices, nothing expected to be shown yet."""
    window = build(fakes.make_case("one"), fakes.make_case("two"))
    rows = (row(2, 2), row(1, 3), row(1, 5, right=False, mass=0.6))
    open_audit(window, audit(entry(1, "one"), entry(2, "two"), rows=rows))
    return window


def rest(window: MainWindow, qtbot: QtBot) -> None:
    review = window.review
    qtbot.waitUntil(lambda: review.visits.state.arrived and review.work.state.task is None, timeout=20_000)


def shown(window: MainWindow) -> list[str]:
    model = window.audit.view.model()
    return [model.index(line, 0, QModelIndex()).data() for line in range(model.rowCount(QModelIndex()))]


def test_without_an_audit_the_list_is_hidden(window: MainWindow) -> None:
    assert not window.audit.isVisible()


def test_the_gravest_slice_opens_first_and_its_line_is_marked(opened: MainWindow, qtbot: QtBot) -> None:
    rest(opened, qtbot)
    assert opened.audit.isVisible()
    assert shown(opened) == ["two", "one", "one"]
    assert opened.audit.view.currentIndex().row() == 0
    assert opened.review.shelf.state.current == Path("two")
    assert opened.review.shown.state.slice_index == 1
    assert [each.name for each in opened.review.shelf.state.entries] == ["two", "one"]


def test_a_click_opens_the_case_at_that_slice_layer_and_method(opened: MainWindow, qtbot: QtBot) -> None:
    rest(opened, qtbot)
    view = opened.audit.view
    where = view.visualRect(view.model().index(2, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(where))
    rest(opened, qtbot)
    state = opened.review.shown.state
    assert opened.review.shelf.state.current == Path("one")
    assert state.slice_index == 4
    assert state.analysis is not None
    assert state.analysis.layers[state.layer].name == LAYER
    assert state.method == "grad-cam"


def test_names_go_with_all_other_names(opened: MainWindow, qtbot: QtBot) -> None:
    rest(opened, qtbot)
    opened.names.toggle()
    assert shown(opened) == ["Case 1", "Case 2", "Case 2"]
    index = opened.audit.view.model().index(0, 0)
    assert "two" not in index.data(Qt.ItemDataRole.ToolTipRole)


def test_cases_that_have_moved_are_counted_until_their_folder_is_opened(build: Build, qtbot: QtBot, fakes: Any) -> None:
    window = build(fakes.make_case("one"), fakes.make_case("two"))
    cases = entry(1, "one"), entry(2, "two", path="before/two")
    open_audit(window, audit(*cases, rows=(row(2, 2), row(1, 3)), gone=("before/two",)), first=2)
    rest(window, qtbot)
    assert window.audit.lost.isVisible()
    window.review.visits.visit(0)
    assert "open the folder in which it lies now" in window.banner.text.text()
    window.review.shelf.open_paths([Path("two")])
    qtbot.waitUntil(lambda: len(window.review.shelf.state.entries) == 2)
    qtbot.waitUntil(lambda: not window.audit.lost.isVisible())
    window.review.visits.visit(0)
    rest(window, qtbot)
    assert window.review.shelf.state.current == Path("two")
    assert window.review.shown.state.slice_index == 1


def test_an_audit_without_disagreements_says_so(build: Build, qtbot: QtBot, fakes: Any) -> None:
    window = build(fakes.make_case("one"))
    open_audit(window, audit(entry(1, "one"), rows=()))
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    assert window.audit.nothing.isVisible()
    assert shown(window) == []


def test_another_network_is_said_while_its_slice_is_shown(build: Build, qtbot: QtBot, fakes: Any) -> None:
    window = build(fakes.make_case("one"))
    found = audit(entry(1, "one"), rows=(row(1, 3),))
    other = Opened(
        found.folder, (NetworkEntry("bundled", "9" * 64, "", 1),), found.cases, found.disagreements, found.gone
    )
    open_audit(window, other)
    assert not window.audit.remark.isVisible()
    rest(window, qtbot)
    assert window.audit.remark.isVisible()


def test_a_line_says_what_disagrees_and_where() -> None:
    made = audit(entry(1, "one"), rows=(row(1, 3), row(1, 5, right=False, mass=0.6)))
    right, wrong = stops_of(made)
    assert audit_list.told(right) == "tumour · 2 % in the mask"
    assert audit_list.place(right) == f"slice 3 · {LAYER} · Grad-CAM"
    assert audit_list.means(right).startswith("Called rightly")
    assert audit_list.means(wrong).startswith("Called wrongly")


def test_a_patient_without_a_path_has_none() -> None:
    made = audit(entry(1, "Case 1", path=""), rows=(row(1, 3),))
    stop: Stop = stops_of(made)[0]
    assert stop.path is None
