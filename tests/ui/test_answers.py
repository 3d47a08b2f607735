"""Every kind of answer in the window, and what is asked of the whole case."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from xaiviewer.case import Frame
from xaiviewer.requests import METHODS, AnalysisSettings, Answers, ModelDescription, ModelIdentity, Request, Synthesis
from xaiviewer.review import ShownState, agreement, query
from xaiviewer.review.state import Pace
from xaiviewer.ui import settings
from xaiviewer.ui.dialogs.preferences.analysis import AnalysisPage
from xaiviewer.ui.dialogs.preferences.dialog import PreferencesDialog
from xaiviewer.ui.kit import answer_words, wording
from xaiviewer.ui.panels.asking.method_choice import MethodChoice
from xaiviewer.ui.panels.asking.share_summary import lanes
from xaiviewer.ui.window import MainWindow


def _choose(window: MainWindow, method: str) -> None:
    choice = window.heat.method
    choice.setCurrentIndex(choice.findData(method))
    choice.activated.emit(choice.currentIndex())


def _answered(window: MainWindow, qtbot: QtBot, method: str) -> None:
    _choose(window, method)
    window.heat.ask.press()
    work = window.review.work
    qtbot.waitUntil(lambda: not work.state.asked and work.state.task is None, timeout=20_000)


def _of(kind: Answers, **wanted: Any) -> str:
    """A method that answers so; skips where none is declared."""
    for key, method in METHODS.items():
        if method.answers is kind and not method.shared and all(getattr(method, k) == v for k, v in wanted.items()):
            return key
    pytest.skip(f"no method answers with {kind.value}")


# ---------------------------------------------------------------- words and lists


def test_a_time_is_told_as_well_as_it_is_known() -> None:
    assert answer_words.about(0.2) == "less than 1 s"
    assert answer_words.about(71.4) == "about 71 s"
    assert answer_words.about(535) == "about 9 min"
    assert answer_words.about(9000) == "about 2.5 h"
    assert answer_words.price(4000, None) == "4,000 passes"
    assert answer_words.price(4000, 71.4) == "4,000 passes, about 71 s"
    assert answer_words.left(3) == "about 3 s left"


@pytest.mark.parametrize(
    ("method", "sizes", "signed"),
    [
        ("saliency", {}, {"over_sequences": "sum"}),
        ("full-grad", {"form": "display"}, {}),
        ("smooth-grad-squared", {}, None),
    ],
)
def test_sizes_are_told_as_neither_for_nor_against(
    method: str, sizes: dict[str, Any], signed: dict[str, Any] | None
) -> None:
    state = ShownState(request=Request.of(method, network="n", class_index=1, **sizes))
    assert not query.opens_signed(state)
    ends = wording.colour_bar_meaning(answer_words.meant(state, state.appearance), "tumour")
    assert ends == ("no influence", "for or against tumour")
    if signed is not None:
        state = ShownState(request=Request.of(method, network="n", class_index=1, **signed))
        assert query.opens_signed(state)
        assert answer_words.meant(state, state.appearance) == state.appearance


def test_what_is_active_whatever_the_class_is_not_told_as_evidence_for_one() -> None:
    state = ShownState(request=Request.of("eigen-cam", network="n", class_index=1))
    assert answer_words.ends(state, state.appearance) == ("not active", "active, whatever the class")
    state = ShownState(request=Request.of("eigen-grad-cam", network="n", class_index=1))
    assert answer_words.ends(state, state.appearance)[1].startswith("evidence for")


def test_the_list_tells_cost_and_time_once_it_is_measured(qtbot: QtBot) -> None:
    choice = MethodChoice()
    qtbot.addWidget(choice)
    line = choice.findData("occlusion")
    assert "passes" in choice.itemData(line, Qt.ItemDataRole.ToolTipRole)
    assert "about" not in choice.itemData(line, Qt.ItemDataRole.ToolTipRole)
    choice.tell(ShownState(), Pace({"occlusion": 0.1}), {"grad-cam": "HiResCAM"})
    assert ", about " in choice.itemData(line, Qt.ItemDataRole.ToolTipRole)
    same = choice.itemData(choice.findData("grad-cam"), Qt.ItemDataRole.ToolTipRole)
    assert "the same map here as HiResCAM" in same


def test_the_list_says_which_methods_are_always_one_in_the_layer(window: MainWindow) -> None:
    state = window.review.shown.state
    assert state.analysis is not None
    layers = state.analysis.description.layers
    told = replace(layers[state.layer], same=(("grad-cam", "xgrad-cam", "cam"),))
    description = replace(state.analysis.description, layers=(*layers[: state.layer], told, *layers[state.layer + 1 :]))
    window.review.shown.state = replace(state, analysis=replace(state.analysis, description=description))
    window.review.shown.display_changed.emit()
    choice = window.heat.method
    for key, other in (("grad-cam", "XGrad-CAM"), ("cam", "Grad-CAM")):
        tip = choice.itemData(choice.findData(key), Qt.ItemDataRole.ToolTipRole)
        assert f"in this layer always the same map as {other}" in tip
    window.review.shown.show_layer(state.layer - 1)
    assert "always the same" not in choice.itemData(choice.findData("cam"), Qt.ItemDataRole.ToolTipRole)


def test_dots_of_a_summary_do_not_cover_each_other() -> None:
    found = lanes(np.array([10.0, 10.5, 60.0, 11.0]))
    assert sorted(found[[0, 1, 3]].tolist()) == [-1, 0, 1]
    assert found[2] == 0


def test_the_settings_come_back_and_nonsense_does_not() -> None:
    chosen = AnalysisSettings(outline="thorough", gate=0.25)
    settings.keep_analysis_settings(chosen)
    assert settings.analysis_settings() == chosen
    settings.keep_analysis_settings(AnalysisSettings(segment_all=True))
    assert settings.analysis_settings() == AnalysisSettings(segment_all=True)
    kept = settings.settings()
    assert kept is not None
    kept.setValue("analysis/gate", "seven")
    kept.setValue("analysis/outline", "sloppy")
    assert settings.analysis_settings() == AnalysisSettings(segment_all=True)
    settings.keep_analysis_settings(AnalysisSettings())
    assert settings.analysis_settings() == AnalysisSettings()


def test_the_dialog_says_what_each_choice_costs(qtbot: QtBot) -> None:
    dialog = AnalysisPage(AnalysisSettings(), 0.4)
    qtbot.addWidget(dialog)
    assert not dialog.gate.isEnabled()
    assert dialog.gate.value() == 40
    QTest.mouseClick(dialog.outline.button("thorough"), Qt.MouseButton.LeftButton)
    assert "two passes for each network" in dialog.about_outline.text()
    QTest.mouseClick(dialog.which.button("own"), Qt.MouseButton.LeftButton)
    dialog.gate.setValue(15)
    assert dialog.settings == AnalysisSettings(outline="thorough", gate=0.15)
    QTest.mouseClick(dialog.which.button("all"), Qt.MouseButton.LeftButton)
    assert dialog.settings == AnalysisSettings(outline="thorough", segment_all=True)


# ---------------------------------------------------------------- in the window


@pytest.mark.slow
def test_presets_fill_the_form_in_and_the_seed_stays(window: MainWindow) -> None:
    method = next((m for m in METHODS.values() if m.quick and m.random and not m.shared), None)
    if method is None:
        pytest.skip("no random method has presets")
    ask = window.heat.ask
    _choose(window, method.key)
    assert ask.form is not None
    ask.form.show_values({"seed": 7})
    QTest.mouseClick(ask.presets.button("quick"), Qt.MouseButton.LeftButton)
    request = window.review.shown.state.request
    assert request is not None
    assert request.seed == 7
    assert {key: request.values[key] for key in method.quick if key in request.values}.items() <= method.quick.items()
    assert "passes" in ask.presets.button("thorough").toolTip()
    assert ask.presets.button("quick").isChecked()
    QTest.mouseClick(ask.presets.button(""), Qt.MouseButton.LeftButton)
    assert ask.presets.button("").isChecked()
    assert window.review.shown.state.request == query.request_of(window.review.shown.state, method.key, seed=7)


@pytest.mark.slow
def test_a_whole_case_is_asked_shown_in_the_list_and_stopped(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, fakes: Any
) -> None:
    gate = threading.Semaphore(3)
    monkeypatch.setattr(fakes.FakeAnalyser, "asking", gate)
    ask, shelf = window.heat.ask, window.review.shelf
    _choose(window, "occlusion")
    ask.press_whole()
    assert ask.whole.text() == "Cancel the case"
    qtbot.waitUntil(lambda: shelf.state.entries[0].answered == 1)
    text = window.cases.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert text.endswith("Occlusion sensitivity · 1 of 6")
    window.cases.view.grab()
    ask.press_whole()
    gate.release(100)
    qtbot.waitUntil(lambda: window.review.work.state.task is None)
    assert ask.whole.text() == "Whole case"
    assert ask.whole.isEnabled()
    assert shelf.state.entries[0].asking == ""


@pytest.mark.slow
def test_a_summary_of_the_sequences_appears_with_the_slices_and_leads_to_them(window: MainWindow, qtbot: QtBot) -> None:
    summary = window.decision.summary
    assert summary.isHidden()
    _choose(window, "sequence-shapley")
    window.heat.ask.press_whole()
    qtbot.waitUntil(lambda: not window.review.work.state.asked and window.review.work.state.task is None)
    assert summary.isVisible()
    assert summary.accessibleDescription() == "t1 1.00, flair 2.00, t1c 3.00"
    summary.grab()
    place, _, index = next(dot for dot in summary.dots() if dot[2] != window.review.shown.state.slice_index)
    QTest.mouseClick(summary, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place.toPoint())
    assert window.review.shown.state.slice_index != 0 or index == 0


@pytest.mark.slow
def test_a_key_computes_what_is_chosen_and_stops_it(window: MainWindow, qtbot: QtBot) -> None:
    method = next(key for key, each in METHODS.items() if each.answers is Answers.MAP and not each.parameters)
    _choose(window, method)
    state = window.review.shown.state
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert state.request is not None
    assert window.review.work.state.awaits(state.request, state.slice_index)
    qtbot.waitUntil(lambda: query.found_of(window.review.shown.state) is not None, timeout=20_000)
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # nothing is left to compute
    assert not window.review.work.state.awaits(state.request, state.slice_index)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_Return, both)
    assert window.review.work.state.of_case(state.request) is not None
    QTest.keyClick(window, Qt.Key.Key_Return, both)
    assert window.review.work.state.of_case(state.request) is None


@pytest.mark.slow
def test_regions_are_filled_outlined_and_told(window: MainWindow, qtbot: QtBot) -> None:
    _answered(window, qtbot, _of(Answers.REGIONS))
    frame, state = window.heat_frame, window.review.shown.state
    assert frame.note.sentence.text().startswith("With region 16 present it is a tumour.")
    assert "misses the change of the logit" in frame.note.sentence.text()
    assert frame.regions.isVisible()
    hot = window.renderer.heat(state)
    assert hot is not None
    assert len(np.unique(hot.values)) <= 17  # regions have edges
    path = window.renderer.regions(state)
    assert path is not None
    assert not path.isEmpty()
    before = frame.view.grab().toImage()
    QTest.mouseClick(frame.regions, Qt.MouseButton.LeftButton)
    assert not window.review.shown.state.regions
    assert frame.view.grab().toImage() != before
    _choose(window, "grad-cam")
    assert not frame.regions.isVisible()
    assert not frame.note.isVisible()


@pytest.mark.slow
def test_maps_of_every_layer_that_were_asked_follow_the_slider_and_are_scored(window: MainWindow, qtbot: QtBot) -> None:
    method = _of(Answers.EVERY_LAYER, task="classification")
    _answered(window, qtbot, method)
    shown = window.review.shown
    assert window.layer.slider.isEnabled()
    shown.show_layer(3)
    one = window.renderer.heat(shown.state)
    shown.show_layer(70)
    other = window.renderer.heat(shown.state)
    assert one is not None
    assert other is not None
    assert not np.array_equal(one.values, other.values)
    assert window.heat_frame.title.text().startswith(METHODS[method].title)
    curve = agreement.curve(shown.state)
    assert curve is not None
    assert len(curve) == 102
    window.agreement.grab()


@pytest.mark.slow
def test_the_map_of_one_layer_is_of_the_layer_that_the_slider_shows(window: MainWindow, qtbot: QtBot) -> None:
    method = next((m for m in METHODS.values() if m.answers is Answers.MAP and _names_a_layer(m)), None)
    if method is None:
        pytest.skip("no method maps one layer")
    shown = window.review.shown
    shown.show_layer(20)
    _answered(window, qtbot, method.key)
    assert query.asked_layer(shown.state) == 20
    assert window.layer.slider.isEnabled()
    assert window.renderer.heat(shown.state) is not None
    shown.show_layer(30)
    assert query.asked_layer(shown.state) == 30
    assert query.answer_of(shown.state) is None
    form = window.heat.ask.form
    assert form is not None
    assert form.values()["layer"] == query.layers(shown.state)[30].name
    assert agreement.scores(shown.state, 30) is None


def _names_a_layer(method: Any) -> bool:
    return any(each.kind == "layer" and not each.input_too and each.only_with is None for each in method.parameters)


@pytest.mark.slow
def test_channels_are_tiles_and_a_click_asks_what_one_wants_to_see(window: MainWindow, qtbot: QtBot) -> None:
    _answered(window, qtbot, _of(Answers.CHANNELS))
    tiles = window.heat_frame.channels.tiles
    assert tiles.isVisible()
    assert not window.heat_frame.view.isVisible()
    assert tiles.accessibleDescription() == "7 +2.000, 2 +0.500, 40 -1.000"
    tiles.grab()
    if "activation-maximisation" not in METHODS:
        pytest.skip("nothing tells what a channel wants to see")
    place: QPoint = tiles.box(1).center().toPoint()
    QTest.mouseClick(tiles, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    request = window.review.shown.state.request
    assert request is not None
    assert (request.method, request.values["channel"]) == ("activation-maximisation", 2)
    qtbot.waitUntil(lambda: isinstance(query.found_of(window.review.shown.state), Synthesis))
    assert window.heat_frame.synthesis.isVisible()


@pytest.mark.slow
def test_a_picture_that_was_made_has_a_view_of_its_own(window: MainWindow, qtbot: QtBot) -> None:
    _answered(window, qtbot, _of(Answers.SYNTHESIS))
    frame = window.heat_frame
    assert frame.synthesis.isVisible()
    assert "0.5 before, 12 after" in frame.synthesis.caption()
    colours = frame.synthesis.picture()
    assert colours is not None
    window.review.shown.show_channel(1)
    grey = frame.synthesis.picture()
    assert grey is not None
    assert grey != colours
    frame.synthesis.grab()
    assert not window.heat.ask.whole.isVisible()


@pytest.mark.slow
def test_nothing_is_written_where_nothing_was_asked(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert "Only computed explanations are exported" in window.banner.text.text()
    _choose(window, "occlusion")
    window.dialogs.write_asked()
    assert "was not computed for any slice" in window.banner.text.text()


@pytest.mark.slow
def test_what_was_asked_is_written_as_the_command_line_would(window: MainWindow, qtbot: QtBot, tmp_path: Any) -> None:
    _answered(window, qtbot, "occlusion")
    window.dialogs.writing.write(tmp_path)
    qtbot.waitUntil(lambda: not window.dialogs.writing.busy, timeout=20_000)
    (folder,) = tmp_path.iterdir()
    assert folder.name.startswith("one-occlusion-")
    assert {"manifest.json", "occlusion.npz", "overlays"} <= {each.name for each in folder.iterdir()}
    assert "Written to" in window.banner.text.text()


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size
def test_other_settings_are_kept_and_the_case_is_analysed_anew(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = window.dialogs.open_dialog
    assert isinstance(dialog, PreferencesDialog)
    page = dialog.pages["analysis"]
    assert isinstance(page, AnalysisPage)
    QTest.mouseClick(page.outline.button("thorough"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    assert window.review.settings.outline == "thorough"
    assert settings.analysis_settings().outline == "thorough"
    settings.keep_analysis_settings(AnalysisSettings())
    qtbot.waitUntil(
        lambda: window.review.shown.state.complete and window.review.work.state.task is None, timeout=20_000
    )


@pytest.mark.slow
def test_a_click_names_the_pixel_that_is_asked_about_and_the_slider_goes_through_the_segmenter(
    build: Any, fakes: Any, qtbot: QtBot
) -> None:
    layers = fakes.made_up_layers(64)[:20]
    segmenter = ModelDescription(ModelIdentity("outliner", "made up", "1" * 64), task="segmentation", layers=layers)
    says = {"segmenter": segmenter, "segmenter_frame": Frame(-0.5, -0.5, 64.0, 64)}
    window = build(fakes.make_case("one"), analyser={"says": says})
    window.review.shelf.open_paths([Path("one")])
    qtbot.waitUntil(lambda: window.review.shown.state.complete and window.review.work.state.task is None)
    before = window.review.shown.state.layer
    _choose(window, "seg-grad-cam")
    assert window.layer.slider.maximum() == 19
    assert window.review.shown.state.layer == 19
    form, view = window.heat.ask.form, window.slice_frame.view
    assert form is not None
    form.show_values({"region": "pixel"})
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, view.rect().center())
    assert form.values()["row"] >= 0
    assert window.review.shown.state.request.values["column"] == form.values()["column"] >= 0
    _choose(window, "grad-cam")
    assert window.layer.slider.maximum() == 101
    assert window.review.shown.state.layer == before


@pytest.mark.slow
def test_a_click_on_the_slice_tells_its_pixel_and_a_drag_tells_none(window: MainWindow) -> None:
    view = window.slice_frame.view
    told: list[tuple[int, int]] = []
    view.clicked.connect(lambda row, column: told.append((row, column)))
    centre = view.rect().center()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, centre)
    assert len(told) == 1
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, centre)
    QTest.mouseMove(view, centre + QPoint(40, 0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, centre + QPoint(40, 0))
    assert len(told) == 1
