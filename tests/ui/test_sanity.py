"""Badges stand beside method and layer: which checks the map shown passes, and on what that was measured, if it was."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from xaiviewer.requests import METHODS, ONE_PASS_METHODS, Request
from xaiviewer.requests.badges import CHECKS, PHANTOM, Reference, Sanity
from xaiviewer.review import sanity
from xaiviewer.ui.dialogs.sanity_dialog import SanityDialog
from xaiviewer.ui.kit.sanity_marks import MarkView
from xaiviewer.ui.panels.sanity.row import SanityRow
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size

Open = Callable[..., MainWindow]


@pytest.fixture
def open_with(build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any) -> Open:
    """A window with an analysed case, and what is kept with the network; None for nothing."""

    def made(kept: Sanity | None = None) -> MainWindow:
        window = build(fakes.make_case("one"), fakes.make_case("two"), analyser={"says": {"sanity": kept}})
        window.review.shelf.open_paths([Path("one")])
        _rest(window, qtbot)
        return window

    return made


@pytest.fixture
def kept(fakes: Any) -> Sanity:
    """The one-pass methods on every layer, of which LayerCAM does not heed what lies behind; and Saliency."""
    layers = tuple(each.name for each in fakes.made_up_layers(64))
    measured = []
    for method in ONE_PASS_METHODS:
        request = Request.of(method, network="0" * 64, class_index=1)
        measured.append(fakes.made_up_badges(request, layers, likeness=0.7 if method == "layer-cam" else 0.1))
    request = Request.of("guided-backprop", network="0" * 64, class_index=1)
    measured.append(fakes.made_up_badges(request, ("",), likeness=0.9))
    return Sanity("0" * 64, Reference(PHANTOM, 0, 5, "xaiviewer sanity"), tuple(measured))


def _rest(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: window.review.shown.state.complete and window.review.work.state.task is None, timeout=20_000
    )


def _name(window: MainWindow) -> str:
    case = window.review.shown.state.case
    return "" if case is None else case.name


def _row(window: MainWindow) -> SanityRow:
    found = window.findChild(SanityRow)
    assert isinstance(found, SanityRow)
    return found


def _dialog(window: MainWindow) -> SanityDialog:
    window.dialogs.show_sanity()
    found = window.dialogs.open_dialog
    assert isinstance(found, SanityDialog)
    return found


@pytest.mark.slow
def test_what_was_not_measured_is_said(open_with: Open) -> None:
    window = open_with()
    assert _row(window).text() == "Sanity checks: not measured"
    assert "Nothing was measured for these weights." in _row(window).tip()
    dialog = _dialog(window)
    assert dialog.about.text() == "Nothing was measured for these weights."
    assert {line.value.text() for line in dialog.lines.values()} == {"–"}


def test_the_badges_are_those_of_the_method_and_layer_shown(open_with: Open, kept: Sanity) -> None:
    window = open_with(kept)
    window.review.shown.set_method("grad-cam")
    assert _row(window).text() == "Sanity checks: 8 of 9 passed"
    assert "✗ A shift by a pixel: 0.70 (≤ 0.50)" in _row(window).tip()
    assert "Measured on the synthetic head: 5 slices, 50 pairs" in _row(window).tip()
    window.review.shown.set_method("layer-cam")
    assert _row(window).text() == "Sanity checks: 4 of 9 passed"
    window.review.shown.show_request(Request.of("occlusion", network="0" * 64, class_index=1))
    assert _row(window).text() == "Sanity checks: not measured"
    assert "This method, with these settings, was not measured" in _row(window).tip()


@pytest.mark.slow
def test_a_damaged_file_is_told_where_the_badges_would_be(open_with: Open) -> None:
    window = open_with(Sanity("0" * 64, Reference("", 0, 0, ""), problem="The sanity checks in x cannot be read."))
    assert _row(window).text() == "Sanity checks: not measured"
    assert "The sanity checks in x cannot be read." in _row(window).tip()


@pytest.mark.slow
def test_the_list_of_methods_and_the_picture_of_the_network_say_how_many(
    open_with: Open, kept: Sanity, tip_over: Callable[..., str]
) -> None:
    window = open_with(kept)
    method = window.heat.method
    told = {
        method.itemData(line): method.itemData(line, Qt.ItemDataRole.UserRole + 4) for line in range(method.count())
    }
    assert told["grad-cam"] == "8 of 9 checks"
    assert told["layer-cam"] == "4 of 9 checks"
    assert not told["occlusion"]
    window.review.shown.set_method("layer-cam")
    picture = window.layer.picture
    assert "Sanity checks: 4 of 9 passed" in tip_over(picture, QPointF(picture.cell(7).center()))


@pytest.mark.slow
def test_the_card_says_number_bar_and_meaning_and_the_guided_methods_warning(
    open_with: Open, kept: Sanity, qtbot: QtBot
) -> None:
    window = open_with(kept)
    qtbot.keyClick(window, Qt.Key.Key_Y)
    dialog = window.dialogs.open_dialog
    assert isinstance(dialog, SanityDialog)
    assert dialog.warning.isHidden()
    window.review.shown.show_request(Request.of("guided-backprop", network="0" * 64, class_index=1))
    assert dialog.subject.text() == "Guided Backprop · Input"
    assert not dialog.warning.isHidden()
    assert dialog.warning.text() == METHODS["guided-backprop"].warning
    line = dialog.lines["cascading"]
    assert (line.value.text(), line.bar.text()) == ("0.90", "≤ 0.30")
    assert "random pairs" in line.bar.toolTip()
    assert CHECKS["cascading"].question in line.question.text()
    assert dialog.lines["completeness"].value.text() == "–"
    assert {each.accessibleName() for each in dialog.findChildren(MarkView)} == {
        "passed",
        "failed",
        "not applicable here",
    }


@pytest.mark.slow
def test_maps_can_be_examined_on_the_open_case(open_with: Open, kept: Sanity, qtbot: QtBot, fakes: Any) -> None:
    window = open_with(kept)
    dialog = _dialog(window)
    assert not dialog.which.isVisible()
    dialog.press()
    qtbot.waitUntil(lambda: bool(window.review.shown.state.examined), timeout=5_000)
    _rest(window, qtbot)
    assert dialog.which.isVisible()
    assert dialog.about.text().startswith("Measured on the synthetic head")
    dialog.which.chosen.emit("here")
    assert dialog.about.text().startswith("Measured on this case: 5 slices")
    for name, known in (("two", 0), ("one", 1)):  # each case's own
        window.review.shelf.open_paths([Path(name)])
        qtbot.waitUntil(lambda name=name: _name(window) == name, timeout=5_000)  # type: ignore[misc]
        _rest(window, qtbot)
        assert len(window.review.shown.state.examined) == known


@pytest.mark.slow
def test_examining_shows_how_far_it_is_and_can_be_stopped(
    open_with: Open, qtbot: QtBot, fakes: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Semaphore(0)
    monkeypatch.setattr(fakes.FakeAnalyser, "examining", gate)
    window = open_with()
    dialog = _dialog(window)
    assert dialog.measure.text() == "Measure on this case"
    dialog.press()
    gate.release(2)
    qtbot.waitUntil(lambda: dialog.bar.value() >= 1, timeout=5_000)
    assert dialog.measure.text() == "Cancel"
    dialog.press()
    gate.release(10)
    _rest(window, qtbot)
    assert not window.review.shown.state.examined
    assert dialog.measure.isEnabled()
    assert window.review.shelf.state.entry is not None
    assert window.review.shelf.state.entry.status == "done"


@pytest.mark.slow
def test_only_maps_of_the_classifier_have_badges(open_with: Open, kept: Sanity) -> None:
    window = open_with(kept)
    window.review.shown.show_request(Request.of("sequence-shapley", network="0" * 64, class_index=1))
    assert sanity.subject(window.review.shown.state) is None
    assert not _row(window).isVisible()
    assert not _dialog(window).measure.isEnabled()


@pytest.mark.slow
def test_where_badges_would_stand_they_are_measured_by_one_click(
    open_with: Open, kept: Sanity, qtbot: QtBot, fakes: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Semaphore(0)
    monkeypatch.setattr(fakes.FakeAnalyser, "examining", gate)
    window = open_with(kept)
    offer = window.heat.offer
    window.review.shown.set_method("grad-cam")
    assert offer.isHidden()  # its badges are known
    window.review.shown.show_request(Request.of("lime", network="0" * 64, class_index=1))
    assert not offer.isHidden()
    assert offer.sentence.text().startswith("Measured on request only: that takes about 120 more maps of this case")
    offer.button.click()
    gate.release(2)
    qtbot.waitUntil(lambda: offer.sentence.text().startswith("Round "), timeout=20_000)
    assert offer.button.text() == "Cancel"
    gate.release(100)
    qtbot.waitUntil(lambda: bool(window.review.shown.state.examined), timeout=20_000)
    _rest(window, qtbot)
    assert offer.isHidden()
    assert _row(window).text().endswith("passed")


@pytest.mark.slow
def test_one_case_is_too_few_for_a_network_of_volumes_and_no_button_offers_it(
    build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any
) -> None:
    window = build(fakes.make_case("one"), analyser={"says": {"volumes": True}})
    window.review.shelf.open_paths([Path("one")])
    _rest(window, qtbot)
    offer, told = window.heat.offer, "need several cases: xaiviewer model measure measures them."
    assert not offer.isHidden()
    assert offer.sentence.text().endswith(told)
    assert offer.button.isHidden()
    dialog = _dialog(window)
    assert dialog.about.text().endswith(told)
    assert dialog.measure.isHidden()


def test_the_checks_take_about_as_many_maps_as_the_reader_is_told() -> None:
    import torchvision

    from xaiviewer.analysis import examining
    from xaiviewer.explain import Network, Slices
    from xaiviewer.trust.sanity.examine import Material, rounds

    network = Network(torchvision.models.resnet18(num_classes=2), 32)
    pictures = np.zeros((examining.FOR_PAIRS, 3, 32, 32), np.float32)
    slices = Slices(tuple(range(len(pictures))), pictures, pictures[:, 0] == 0, ("a", "b", "c"))
    tested = range(examining.SLICES)
    of_tested = rounds(network, Material(slices, (), 2, tested=tested)) - 1
    maps = of_tested * len(tested) + len(pictures) - len(tested)
    assert abs(maps - sanity.MAPS) <= 10
