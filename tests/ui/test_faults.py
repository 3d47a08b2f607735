"""What went wrong once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QResizeEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QSplitter, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from xaiviewer import paths
from xaiviewer.errors import XaiViewerError
from xaiviewer.requests import MEASURES
from xaiviewer.review import LayerSelection
from xaiviewer.ui.kit.controls import Choice, Elided
from xaiviewer.ui.panels.side_area import SideArea
from xaiviewer.ui.start import window_place
from xaiviewer.ui.start.failures import Failures
from xaiviewer.ui.views.view_pair import ViewPair
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow

Build = Callable[..., MainWindow]
Key = Qt.Key


def _rest(window: MainWindow, qtbot: QtBot) -> None:
    review = window.review
    qtbot.waitUntil(lambda: review.shown.state.complete and review.work.state.task is None, timeout=20_000)


def test_the_values_under_the_pointer_never_run_out_of_the_window(build: Build, qtbot: QtBot, fakes: Any) -> None:
    window = build(fakes.make_case("one", known=True))
    window.resize(1024, 640)
    window.review.shelf.open_paths([Path("one")])
    _rest(window, qtbot)
    view, place = window.slice_frame.view, QPointF(39, 25)
    at = window.viewport.transform(view.width(), view.height()).map(place).toPoint()
    QTest.mouseMove(view, at + QPoint(2, 2))
    QTest.mouseMove(view, at)
    probe = window.safety.probe
    assert "in the clinician's mask" in probe.text()
    assert window.width() == 1024
    assert window.safety.width() == 1024
    assert probe.geometry().right() < window.safety.width()
    assert probe.width() > 0.6 * window.safety.width(), "the standing remark gives way first"


@pytest.mark.parametrize("size", [(1100, 640), (1178, 662), (1440, 900)])
def test_the_head_of_the_view_names_the_slice_at_every_size(
    build: Build, qtbot: QtBot, fakes: Any, size: tuple[int, int]
) -> None:
    window = build(fakes.make_case("long", 155, side=16))
    window.resize(*size)
    window.review.shelf.open_paths([Path("long")])
    qtbot.waitUntil(lambda: window.review.shown.state.case is not None)
    window.review.shown.show_slice(98)
    QApplication.processEvents()
    assert window.slice_frame.title.shown() in ("Slice 99 of 155", "99 of 155", "99/155", "99")
    assert abs(window.slice_frame.width() - window.heat_frame.width()) <= 24
    assert (window.width(), window.height()) == size


def test_a_text_that_is_cut_is_told_by_its_tip_and_one_that_fits_is_not(qtbot: QtBot) -> None:
    line = Elided("", "Some words that take a good deal of room")
    qtbot.addWidget(line)
    line.resize(400, 20)
    assert line.shown() == line.text()
    line.resize(60, 20)
    assert line.shown().endswith("…")
    line.say("Some words that take a good deal of room", "Words")
    assert line.shown() == "Words"


@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size; there is no desktop to hear it
def test_no_log_folder_does_not_make_one_failure_into_endless_ones(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> Path:
        raise XaiViewerError("There is no place for a log; free some space.")

    monkeypatch.setattr(paths, "logs", refuse)
    failures = Failures(window)
    failures.happened.emit("ZeroDivisionError")
    qtbot.waitUntil(lambda: failures.dialog is not None)
    assert failures.dialog is not None
    assert "no place for a log" in failures.dialog.informativeText()
    dialog = failures.dialog
    dialog.done(0)
    assert failures.dialog is None
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_a_case_being_opened_is_not_asked_for_and_nothing_jumps(build: Build, qtbot: QtBot, fakes: Any) -> None:
    reading = threading.Semaphore(0)
    loading = threading.Event()
    reader = fakes.FakeReader(fakes.make_case("one"), gate=reading)
    plain = reader.load_case
    reader.load_case = lambda *given, **options: loading.wait(10) and plain(*given, **options)
    window = build(reader=reader)
    window.review.shelf.open_paths([Path("one")])
    assert window.empty.title.text() == "Looking for cases…"
    reading.release(1)
    qtbot.waitUntil(lambda: window.review.shelf.state.current is not None)
    assert not window.empty.isVisible()
    assert window.slice_frame.view.message() == "Opening the case"
    assert window.heat_frame.view.message() == ""
    before = window.slice_frame.view.geometry()
    window.grab()
    loading.set()
    reading.release(20)
    _rest(window, qtbot)
    _settle()
    assert window.slice_frame.view.geometry() == before


def _views(window: MainWindow) -> ViewPair:
    found = window.findChild(ViewPair)
    assert found is not None
    return found


def _settle() -> None:
    """Let every layout that something asked for happen, however late the machine gets round to it."""
    QApplication.sendPostedEvents()
    QApplication.processEvents()


def test_nothing_sees_the_views_at_the_size_they_had_before_the_panels_came(
    build: Build, qtbot: QtBot, fakes: Any
) -> None:
    window = build(fakes.make_case("one"))
    seen: list[int] = []
    window.review.shown.case_changed.connect(lambda: seen.append(window.slice_frame.view.width()))
    window.review.shelf.open_paths([Path("one")])
    _rest(window, qtbot)
    _settle()
    assert set(seen) == {window.slice_frame.view.width()}


def test_nothing_moves_while_a_case_is_read_and_its_results_come(build: Build, qtbot: QtBot, fakes: Any) -> None:
    window = build(fakes.make_case("one"))
    window.review.shelf.open_paths([Path("one")])
    _settle()
    qtbot.waitUntil(lambda: window.review.shelf.state.current is not None)
    _settle()
    side = window.findChild(SideArea)
    assert side is not None
    sizes = Sizes(window.slice_frame, window.heat_frame, window.strip, side)
    _rest(window, qtbot)
    for layer in range(102):
        window.review.shown.show_layer(layer)
        _settle()
    for score in MEASURES:
        window.review.shown.set_score(score)
        _settle()
    for index in range(6):
        window.review.shown.show_slice(index)
        _settle()
    window.review.set_class(0)
    _rest(window, qtbot)
    _settle()
    assert sizes.changes == []


class Sizes(QObject):
    """Writes down every change of size of some widgets."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.changes: list[str] = []
        self._widgets = widgets
        for each in widgets:
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QResizeEvent):
            self.changes.append(f"{type(watched).__name__}: {event.oldSize()} to {event.size()}")
        return False


def test_a_case_that_cannot_be_opened_is_said_where_its_slices_would_be(build: Build, qtbot: QtBot, fakes: Any) -> None:
    window = build(fakes.make_case("good"), broken=("bad",))
    window.review.shelf.open_paths([Path("bad")])
    qtbot.waitUntil(window.banner.isVisible)
    assert window.slice_frame.view.message() == "This case could not be opened"
    assert window.empty.title.text().startswith("Drop")


def test_what_a_search_could_not_find_is_still_said_when_the_next_of_its_cases_opens(
    build: Build, qtbot: QtBot, fakes: Any
) -> None:
    window = build(fakes.make_case("good"), fakes.make_case("other"))
    window.review.shelf.open_paths([Path("nothing here"), Path("good")])
    _rest(window, qtbot)
    assert window.banner.isVisible()
    assert "nothing here holds no case" in window.banner.text.text()
    window.review.shelf.open_paths([Path("other")])
    qtbot.waitUntil(
        lambda: len(window.review.shelf.state.entries) == 2 and not window.review.shelf.state.search.running
    )
    window.review.shelf.choose(Path("other"))
    qtbot.waitUntil(lambda: not window.banner.isVisible())


def test_taking_all_layers_but_one_out_of_the_fusion_shows_that_one(window: MainWindow) -> None:
    review = window.review
    review.shown.show_layer(10)
    window.layer.picture.layer_toggled.emit(20)
    assert review.shown.state.selection.chosen == {10, 20}
    window.layer.picture.layer_toggled.emit(10)
    assert review.shown.state.selection.scope == "layer"
    assert review.shown.state.layer == 20


def test_the_chance_level_stands_beside_the_score_that_has_one(window: MainWindow) -> None:
    assert window.agreement.remark.text().startswith("chance 0.")
    window.review.shown.set_score("dice")
    assert window.agreement.remark.text() == ""


def test_a_case_without_mask_says_so_and_has_no_key_for_it(build: Build, qtbot: QtBot, fakes: Any) -> None:
    window = build(replace(fakes.make_case("bare"), mask=None))
    window.review.shelf.open_paths([Path("bare")])
    _rest(window, qtbot)
    assert window.agreement.curve.why_empty() == "This case has no clinician's mask"
    assert not window.slice_frame.controls.clinician.isEnabled()
    assert window.slice_frame.controls.model.isEnabled()
    QTest.keyClick(window, Key.Key_S)
    window.grab()


def test_the_search_field_takes_no_files_and_enter_opens_the_first_match(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.cases.search.acceptDrops()
    window.cases.search.setText("two")
    QTest.keyClick(window.cases.search, Key.Key_Return)
    assert window.review.shelf.state.current == Path("two")
    _rest(window, qtbot)
    assert not window.cases.nothing.isVisible()
    window.cases.search.setText("nobody")
    assert window.cases.nothing.isVisible()
    QTest.keyClick(window.cases.search, Key.Key_Return)
    assert window.review.shelf.state.current == Path("two")


@pytest.mark.parametrize(("url", "taken"), [("file:///a/b", True), ("https://example.org/a", True), ("", False)])
def test_what_is_no_text_can_be_dropped_and_is_answered(window: MainWindow, url: str, *, taken: bool) -> None:
    data = QMimeData()
    if url:
        data.setUrls([QUrl(url)])
    else:
        data.setText("a word of a document")
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    window.dragEnterEvent(event)
    assert event.isAccepted() == taken


def test_a_wish_to_see_the_sequences_does_not_outlive_its_failure(build: Build, qtbot: QtBot, fakes: Any) -> None:
    reader = fakes.FakeReader(broken=("bad",))
    window = build(reader=reader)
    window.review.shelf.open_paths([Path("bad")])
    qtbot.waitUntil(lambda: window.banner.isVisible() and window.review.work.state.task is None)
    window.dialogs.show_sequences()
    qtbot.waitUntil(lambda: "nothing to choose from" in window.banner.text.text())
    reader.cases["bad"] = fakes.with_contents(fakes.make_case("bad", known=True))
    window.review.shelf.choose(Path("bad"))
    _rest(window, qtbot)
    assert window.review.shown.state.contents is not None
    assert window.dialogs.open_dialog is None


def test_a_wish_to_see_the_sequences_goes_with_its_case(build: Build, qtbot: QtBot, fakes: Any) -> None:
    listing = threading.Event()
    reader = fakes.FakeReader(fakes.make_case("two"), broken=("bad",))
    window = build(reader=reader)
    window.review.shelf.open_paths([Path("bad"), Path("two")])
    qtbot.waitUntil(lambda: window.banner.isVisible() and len(window.review.shelf.state.entries) == 2)
    qtbot.waitUntil(lambda: window.review.work.state.task is None)
    reader.cases["bad"] = fakes.with_contents(fakes.make_case("bad", known=True))
    plain = reader.contents
    reader.contents = lambda *given, **options: listing.wait(10) and plain(*given, **options)
    window.dialogs.show_sequences()
    window.review.shelf.choose(Path("two"))
    listing.set()
    _rest(window, qtbot)
    window.review.shelf.choose(Path("bad"))
    _rest(window, qtbot)
    assert window.review.shown.state.contents is not None
    assert window.dialogs.open_dialog is None


def test_an_offered_size_of_the_screen_suits_the_smallest_window(window: MainWindow) -> None:
    size, whole = window_place.offered(QSize(1280, 720))
    assert size.width() >= window.minimumWidth()
    assert size.height() >= window.minimumHeight()
    assert not whole


def test_a_choice_that_is_cut_says_so_with_dots(qtbot: QtBot) -> None:
    name = "4 · Axial EPI-FMRI (Interleaved I to S) (volume 1)  (64 × 64 × 15)"
    choice = Choice("Series", [("4", name)])
    qtbot.addWidget(choice)
    choice.resize(200, 28)
    assert "…" in choice.shown()
    assert choice.shown().endswith("15)")
    choice.resize(900, 28)
    assert choice.shown() == name


def test_the_heat_map_alone_still_names_the_slice_and_its_window(window: MainWindow) -> None:
    view = window.heat_frame.view
    assert view.corner_words() == ""
    assert not window.heat_frame.controls.isVisible()
    QTest.keyClick(window, Key.Key_F)
    assert view.corner_words().startswith("Slice 3 of 6\nautomatic\nW ")
    assert view.width() == _views(window).width()
    QTest.keyClick(window, Key.Key_F)
    assert view.corner_words() == ""
    QTest.mouseDClick(window.slice_frame.view, Qt.MouseButton.LeftButton)
    assert view.corner_words() == ""


def test_the_heat_map_alone_keeps_the_other_views_buttons(window: MainWindow) -> None:
    review, frame = window.review, window.heat_frame
    QTest.keyClick(window, Key.Key_F)
    assert not window.slice_frame.isVisible()
    buttons = frame.controls.findChildren(QAbstractButton)
    assert len(buttons) == len(window.slice_frame.controls.findChildren(QAbstractButton)) == 6
    assert all(each.isVisible() and each.isEnabled() for each in buttons)
    assert frame.colour_bar.width() > 200
    frame.controls.clinician.click()
    assert not review.shown.state.appearance.mask
    frame.controls.upend.click()
    assert window.viewport.upended
    frame.sequences.button("t1c").click()
    assert review.shown.state.appearance.sequence == "t1c"
    QTest.keyClick(window, Key.Key_F)
    assert window.slice_frame.isVisible()
    assert not frame.controls.isVisible()
    assert not window.slice_frame.controls.clinician.isChecked()
    assert window.slice_frame.controls.upend.isChecked()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(width=st.integers(1024, 3840), height=st.integers(560, 2160), moved=st.integers(-400, 400), banner=st.booleans())
def test_both_views_are_equally_wide_at_every_size(
    window: MainWindow, width: int, height: int, moved: int, *, banner: bool
) -> None:
    window.resize(width, height)
    window.banner.setVisible(banner)
    body = window.findChild(QSplitter)
    assert body is not None
    cases, centre, *between, side = body.sizes()
    body.setSizes([cases + moved, centre - moved, *between, side])
    body.setSizes([cases, centre + moved, *between, side - moved])
    window.heat.more.toggle.setChecked(banner)
    QApplication.processEvents()
    left, right = window.slice_frame, window.heat_frame
    assert (left.width(), left.height()) == (right.width(), right.height())
    assert left.geometry().right() < right.geometry().left()
    assert right.geometry().right() == _views(window).width() - 1
    assert window.width() == width
    assert left.footer.minimumSizeHint().width() <= left.width(), "the buttons are cut"
    assert left.header.minimumSizeHint().width() <= left.width()


def test_tips_do_not_outlive_what_they_tell_of(window: MainWindow, qtbot: QtBot) -> None:
    head, heat = window.slice_frame.title, window.heat_frame.title
    assert head.toolTip() == "one_3"
    assert "Atlas" in heat.toolTip()
    window.review.shown.select_layers(LayerSelection("group"))
    assert heat.toolTip() == ""
    window.review.shelf.choose(Path("two"))
    qtbot.waitUntil(lambda: window.review.shelf.state.current == Path("two"))
    assert head.toolTip() != "one_3"
    _rest(window, qtbot)
    assert head.toolTip() == "two_3"
