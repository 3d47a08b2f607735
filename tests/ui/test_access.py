"""What can be done without a mouse, and without seeing the window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from xaiviewer.ui.panels.folding import FoldHandle
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow

Text, Role = QAccessible.Text, QAccessible.Role
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def heard(window: MainWindow) -> Iterator[MainWindow]:
    """The window while a screen reader listens."""
    QAccessible.setActive(True)
    window.heat.more.toggle.setChecked(True)
    window.review.shown.show_slice(3)
    yield window
    QAccessible.setActive(False)


def _all(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """What is on the screen, the outer before the inner."""
    yield node
    for number in range(node.childCount()):
        child = node.child(number)
        if child is not None and not child.state().invisible:
            yield from _all(child)


def _of(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def _reachable(window: MainWindow) -> list[QWidget]:
    """The controls in the order of Tab."""
    window.activateWindow()
    window.setFocus()
    found: list[QWidget] = []
    while True:
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        assert here is not None
        if here in found:
            return found
        found.append(here)


def test_every_control_has_a_name_and_a_kind(heard: MainWindow) -> None:
    controls = [each for each in _all(_of(heard)) if each.state().focusable and each.role() != Role.Window]
    assert len(controls) > 40
    nameless = [each.object() for each in controls if not each.text(Text.Name).strip()]
    kindless = [each.object() for each in controls if each.role() in (Role.NoRole, Role.Client, Role.Pane)]
    assert not nameless
    assert not kindless


def test_a_box_of_choices_is_called_by_what_labels_it(heard: MainWindow) -> None:
    boxes = [each for each in _all(_of(heard)) if each.role() == Role.ComboBox]
    assert len(boxes) > 2
    for each in boxes:
        assert each.text(Text.Description) or [other for other, kind in each.relations() if kind == QAccessible.Label]


@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size
@pytest.mark.parametrize("opens", ["show_about", "show_language", "show_preferences", "show_keys", "show_words"])
def test_dialogs_name_their_controls(heard: MainWindow, opens: str) -> None:
    getattr(heard.dialogs, opens)()
    dialog = heard.dialogs.open_dialog
    assert dialog is not None
    controls = [each for each in _all(_of(dialog)) if each.state().focusable and each.role() != Role.Dialog]
    assert controls
    assert not [each.object() for each in controls if not each.text(Text.Name).strip() or each.role() == Role.Client]
    dialog.reject()


def test_the_palette_tells_which_line_enter_would_do(heard: MainWindow) -> None:
    palette = heard.palette_of_actions
    palette.ask()
    palette.search.setText("grey inv")
    assert _of(palette.search).text(Text.Description) == "Invert grey levels, Picture, I"
    palette.hide()


def test_a_message_is_told_as_it_stands(heard: MainWindow) -> None:
    heard.banner.say("Something is wrong.")
    assert _of(heard.banner.text).text(Text.Name) == "Something is wrong."


def test_states_are_told(heard: MainWindow) -> None:
    mask = _of(heard.slice_frame.controls.clinician)
    assert mask.state().checkable
    assert mask.state().checked
    heard.review.shown.toggle_mask()
    assert not mask.state().checked
    assert _of(heard.tool_bar.redo).state().disabled


def test_what_is_painted_is_told_in_words_and_again_when_it_changes(heard: MainWindow) -> None:
    review = heard.review
    painted = {
        heard.strip: ("Slice 4 of 6; Tumour probability", "Slice 3 of 6; Tumour probability"),
        heard.slice_frame.view: ("Slice 4 of 6; FLAIR", "Slice 3 of 6; FLAIR"),
        heard.heat_frame.view: ("Slice 4 of 6; FLAIR", "Slice 3 of 6; FLAIR"),
    }
    for widget, (before, after) in painted.items():
        review.shown.show_slice(3)
        assert _of(widget).text(Text.Description).startswith(before)
        review.shown.show_slice(2)
        assert _of(widget).text(Text.Description).startswith(after)
    review.shown.show_layer(7)
    assert review.shown.state.analysis is not None
    name = review.shown.state.analysis.layers[7].name
    for widget in (heard.layer.picture, heard.agreement.curve, heard.heat_frame.view):
        assert name in _of(widget).text(Text.Description)
    assert "Relevance mass in the mask 0." in _of(heard.agreement.scores).text(Text.Description)
    assert "explained: tumour" in _of(heard.decision.bars).text(Text.Description)


def test_planes_are_told_in_words(heard: MainWindow) -> None:
    QTest.keyClick(heard, Qt.Key.Key_P, _SHIFT)
    QApplication.processEvents()
    planes = [each for each in _all(_of(heard)) if each.text(Text.Name) == "A plane through the case"]
    assert len(planes) == 3
    assert {each.role() for each in planes} == {Role.Graphic}
    assert len({each.text(Text.Description) for each in planes} - {""}) == 3
    heard.views.set_layout(2)  # which the next window would open with


def test_warnings_on_a_picture_are_told(heard: MainWindow) -> None:
    heard.viewport.flip_across()
    assert "flipped" in _of(heard.slice_frame.view).text(Text.Description).lower()
    heard.review.shown.toggle_heat()
    assert "switched off" in _of(heard.heat_frame.view).text(Text.Description)


def test_the_probabilities_of_another_slice_are_not_told(
    build: Callable[..., MainWindow], fakes: Any, qtbot: QtBot
) -> None:
    gate = threading.Semaphore(1)
    window = build(fakes.make_case("one"), gate=gate)
    window.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: "98." in window.decision.bars.accessibleDescription())
    known = window.review.shown.state.slice_index
    window.review.shown.show_slice(known + 1)
    assert window.decision.bars.accessibleDescription() == ""


def test_nothing_is_put_into_words_while_nobody_listens(window: MainWindow) -> None:
    QAccessible.setActive(False)
    window.review.shown.show_slice(4)
    assert window.strip.accessibleDescription() == ""
    QAccessible.setActive(True)  # a screen reader is started
    window.activateWindow()
    window.strip.setFocus()
    assert window.strip.accessibleDescription().startswith("Slice 5 of 6")
    QAccessible.setActive(False)


def test_tab_goes_from_left_to_right_and_from_top_to_bottom(window: MainWindow) -> None:
    order = [each for each in _reachable(window) if not isinstance(each, FoldHandle)]  # these lie between the others
    regions = (window.top, window.cases, window.tool_bar, window.slice_frame, window.heat_frame)
    regions += (window.strip, window.cine_buttons, window.decision, window.layer, window.heat, window.agreement)
    found = [[at for at, region in enumerate(regions) if region in (each, *_above(each))] for each in order]
    assert all(found), [each.accessibleName() for each, at in zip(order, found, strict=True) if not at]
    placed = [min(at) for at in found]
    assert placed == sorted(placed), "region after region"
    for (one, first), (other, second) in pairwise(zip(placed, order, strict=True)):
        if one == other:
            here, there = _place(window, first), _place(window, second)
            below = there.top() >= here.bottom() - 2
            beside = there.left() >= here.right() - 2
            if here.contains(there):
                continue
            assert below or (beside and there.bottom() > here.top()), (first.accessibleName(), second.accessibleName())


def test_tab_leaves_nothing_out_and_comes_back(window: MainWindow) -> None:
    order = _reachable(window)
    wanted = {
        each
        for each in window.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible() and each.isEnabled()
    }
    grouped = {each for each in wanted if getattr(each, "group", lambda: None)() is not None}  # arrows walk in it
    assert wanted - grouped <= set(order)
    QTest.keyClick(order[0], Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Backtab, _SHIFT)
    assert QApplication.focusWidget() is order[0]


def test_focus_is_seen_wherever_it_is(window: MainWindow) -> None:
    unseen = []
    for each in _reachable(window):
        for area in (above for above in _above(each) if isinstance(above, QScrollArea)):
            area.ensureWidgetVisible(each)
        each.setFocus(Qt.FocusReason.TabFocusReason)
        with_it = _picture(window, each)
        window.setFocus()
        if with_it == _picture(window, each):
            unseen.append(each.accessibleName())
    assert not unseen


def _above(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def _place(window: MainWindow, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _picture(window: MainWindow, widget: QWidget) -> QImage:
    """A control as it is on the window, with a little of what surrounds it."""
    return window.grab(_place(window, widget).adjusted(-3, -3, 3, 3)).toImage()
