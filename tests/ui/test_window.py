from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from xaiviewer.case import Case, Mask
from xaiviewer.codes import code_of, coded
from xaiviewer.requests import MEASURES, METHODS, AnalysisSettings, SliceResult
from xaiviewer.ui.kit import wording
from xaiviewer.ui.window import MainWindow

Build = Callable[..., MainWindow]


def _open(window: MainWindow, qtbot: QtBot, *names: str) -> None:
    window.review.shelf.open_paths([Path(name) for name in names])
    review = window.review
    qtbot.waitUntil(lambda: review.shown.state.complete and review.work.state.task is None, timeout=20_000)


def test_an_empty_window_says_how_to_begin_and_still_warns(build: Build) -> None:
    window = build()
    assert window.empty.button.isVisible()
    assert not window.strip.isVisible()
    assert not window.decision.isVisible()
    assert window.safety.isVisible()
    assert not window.top.progress.isVisible()


def test_an_opened_case_fills_every_panel(window: MainWindow) -> None:
    state = window.review.shown.state
    assert state.analysis is not None
    layer = state.analysis.layers[state.layer]
    assert window.strip.isVisible()
    assert window.slice_frame.title.text() == "Slice 3 of 6"
    assert window.heat_frame.title.text() == f"LayerCAM · {layer.name}"
    assert window.heat_frame.detail.text() == f"{layer.grid[0]} × {layer.grid[1]}, upsampled"
    assert window.layer.slider.maximum() == 101
    assert window.heat.method.currentText() == "Best for this layer (LayerCAM)"
    assert not window.top.progress.isVisible()


def test_the_reason_for_the_method_follows_the_layer(
    window: MainWindow, build: Build, fakes: Any, qtbot: QtBot
) -> None:
    window.review.shown.show_layer(101)
    assert window.heat.method.currentText() == "Best for this layer (Grad-CAM)"
    unmeasured = build(fakes.make_case("one"), analyser={"measured": False})
    _open(unmeasured, qtbot, "one")
    assert "not measured" in unmeasured.heat.findChild(QLabel, "why").text()


def test_the_decision_says_how_much_neighbouring_slices_count(
    window: MainWindow, build: Build, fakes: Any, qtbot: QtBot
) -> None:
    assert not window.decision.findChild(type(window.decision.remark), "weights").isVisible()
    heeding = build(fakes.make_case("one"), analyser={"says": {"neighbours": 0.2}})
    _open(heeding, qtbot, "one")
    text, review = heeding.decision.findChild(type(window.decision.remark), "weights"), heeding.review
    review.shown.show_slice(3)
    assert text.text() == "Weighted over 3 slices: this 60 %, adjacent 20 % each"
    assert text.isVisible()
    review.shown.show_slice(0)
    assert text.text() == "Weighted over 2 slices: this 80 %, adjacent 20 %"


def test_the_decision_is_shown_without_the_outlined_region_too(window: MainWindow) -> None:
    line = window.decision.findChild(QLabel, "reliance")
    review = window.review
    assert review.shown.state.analysis is not None
    outlined = min(review.shown.state.analysis.reliance)
    review.shown.show_slice(outlined)
    assert line.text() == "Lesion removed (clinician's mask): tumour 12.5 %"
    places = {line.y()}
    review.shown.show_slice(next(index for index in range(6) if index not in review.shown.state.analysis.reliance))
    assert not line.text().strip()
    assert line.isVisible()
    assert {line.y()} == places  # what stands below does not move


def test_the_bar_says_from_where_on_a_slice_is_called_tumour(
    window: MainWindow, build: Build, fakes: Any, qtbot: QtBot
) -> None:
    even = window.decision.bars
    assert "called" not in even.toolTip()
    other = build(fakes.make_case("one"), fakes.make_case("two"), analyser={"says": {"threshold": 0.38}})
    _open(other, qtbot, "all")
    bars = other.decision.bars
    assert bars.toolTip().endswith("A slice is called tumour above 38.0 % (the tick).")
    assert bars.size() == even.size()
    assert bars.grab().toImage() != even.grab().toImage()


def test_a_problem_is_one_sentence_in_the_banner_until_something_opens(build: Build, fakes: Any, qtbot: QtBot) -> None:
    window = build(fakes.make_case("good"), broken=("bad",))
    window.review.shelf.open_paths([Path("bad"), Path("good")])
    qtbot.waitUntil(window.banner.isVisible)
    assert window.banner.text.text() == "bad cannot be read; choose another folder."
    assert window.banner.code.text() == code_of("bad cannot be read; choose another folder.")
    window.review.shelf.step(1)
    qtbot.waitUntil(lambda: window.review.shown.state.complete and window.review.work.state.task is None)
    assert not window.banner.isVisible()


def test_cancel_stops_and_resume_goes_on(build: Build, fakes: Any, qtbot: QtBot) -> None:
    gate = threading.Semaphore(2)
    window = build(fakes.make_case("slow"), gate=gate)
    window.review.shelf.open_paths([Path("slow")])
    review = window.review
    qtbot.waitUntil(lambda: review.shown.state.analysis is not None and len(review.shown.state.analysis.slices) == 2)
    button = window.top.progress.button
    assert (button.text(), window.top.progress.bar.maximum()) == ("Cancel", 6)
    button.click()
    gate.release()
    qtbot.waitUntil(lambda: review.work.state.task is None)
    assert button.text() == "Resume"
    gate.release(10)
    button.click()
    qtbot.waitUntil(lambda: review.shown.state.complete and review.work.state.task is None)
    assert not window.top.progress.isVisible()


def test_a_synthetic_case_says_so_in_the_bar_and_the_list(build: Build, fakes: Any, qtbot: QtBot) -> None:
    window = build(fakes.make_case("phantom", synthetic=True, known=True))
    _open(window, qtbot, "phantom")
    assert "no patient" in window.top.about.text()
    assert "Radiological convention" in window.top.about.text()
    assert window.review.shelf.state.entries[0].synthetic


def test_plain_files_make_no_claim_about_orientation(window: MainWindow) -> None:
    assert "Orientation as stored" in window.top.about.text()


@pytest.mark.slow
@pytest.mark.parametrize("trained", [True, False])
def test_a_case_that_trained_the_network_is_marked_in_the_head(
    build: Build, fakes: Any, qtbot: QtBot, trained: bool
) -> None:
    says = {"trained_on": trained, "device": "cuda:0"}
    window = build(fakes.make_case("a", slices=2), analyser={"says": says})
    _open(window, qtbot, "a")
    qtbot.waitUntil(lambda: window.review.shown.state.complete)
    assert window.top.trained.isVisible() is trained
    assert "networks on CUDA" in window.top.about.text()


@pytest.mark.qt_log_ignore("This plugin does not support")  # a popup wants the keyboard; there is none here
def test_notices_are_counted_and_listed(window: MainWindow) -> None:
    assert window.top.notices.text() == "1 notice"
    window.top.notices.open()
    popup = window.top.notices.popup
    assert popup is not None
    shown = [each.text() for each in popup.findChildren(QLabel)]
    assert coded("One notice.") in shown
    popup.close()


def test_the_search_field_narrows_the_list(window: MainWindow) -> None:
    model = window.cases.view.model()
    assert model.rowCount() == 2
    window.cases.search.setText("TW")
    assert model.rowCount() == 1
    window.cases.search.clear()
    assert model.rowCount() == 2


def test_a_slice_without_mask_and_one_with_an_empty_mask_are_told_apart(build: Build, fakes: Any, qtbot: QtBot) -> None:
    case = fakes.make_case("part")
    drawn = np.array([False, True, True, True, True, True])
    window = build(replace(case, mask=Mask(case.mask.voxels, drawn)))
    _open(window, qtbot, "part")
    window.review.shown.show_slice(0)
    assert window.agreement.curve.why_empty() == "No clinician's mask was drawn for this slice"
    window.review.shown.show_slice(1)
    assert window.agreement.curve.why_empty() == "The clinician's mask is empty on this slice"


def test_a_layer_without_positive_evidence_is_said_in_words(build: Build, fakes: Any, qtbot: QtBot) -> None:
    plain = fakes.FakeAnalyser(size=64)

    def negative(case: Case, settings: AnalysisSettings, index: int) -> SliceResult:
        result = plain.result(case, settings, index)
        against = {
            method: replace(each, maps=tuple(-np.abs(values) - 1 for values in each.maps))
            for method, each in result.explanations.items()
        }
        return replace(result, explanations=against)

    window = build(fakes.make_case("one"), analyser={"gives": negative})
    _open(window, qtbot, "one")
    review = window.review
    assert window.heat_frame.view.message() == "No positive evidence for tumour in this layer"
    review.shown.set_appearance(replace(review.shown.state.appearance, polarity="signed"))
    assert window.heat_frame.view.message() == ""


def test_switched_off_heat_is_said_in_words(window: MainWindow) -> None:
    window.review.shown.toggle_heat()
    assert "switched off" in window.heat_frame.view.message()


def test_every_method_can_be_chosen(window: MainWindow) -> None:
    offered = {window.heat.method.itemData(index) for index in range(window.heat.method.count())}
    assert offered - {None} == {"best", *METHODS}  # none: the names of the families


def test_every_score_is_explained() -> None:
    assert all(len(text) > 40 for text in map(wording.score_help, MEASURES))
