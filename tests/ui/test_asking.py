"""Methods that cost more, in the window: chosen, filled in, asked, refined, stopped."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from xaiviewer.requests import METHODS, AttributionMap, Method, Partial
from xaiviewer.review import query
from xaiviewer.ui.panels.asking.parameters import ParameterForm, value_of
from xaiviewer.ui.window import MainWindow


def _choose(window: MainWindow, method: str) -> None:
    choice = window.heat.method
    choice.setCurrentIndex(choice.findData(method))
    choice.activated.emit(choice.currentIndex())


@pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))
def test_the_form_is_made_from_the_declaration(qtbot: QtBot, method: Method) -> None:
    form = ParameterForm(method, {})
    qtbot.addWidget(form)
    assert form.values() == {each.name: each.default for each in method.parameters}
    for parameter in method.parameters:
        field = form.fields[parameter.name]
        name, *needed = parameter.only_with or ("",)
        assert field.isHidden() == (bool(name) and form.values()[name] not in needed)
        assert field.accessibleName().startswith(method.title)


def test_a_field_shows_while_it_matters_and_keeps_to_its_bounds(qtbot: QtBot) -> None:
    form = ParameterForm(METHODS["occlusion"], {"patch": 32})
    qtbot.addWidget(form)
    assert form.values()["patch"] == 32
    filling, blur, patch = (form.fields[name] for name in ("filling", "blur", "patch"))
    filling.set_current("blur")
    with qtbot.waitSignal(form.changed):
        filling.activated.emit(filling.currentIndex())
    assert not blur.isHidden()
    patch.setValue(0)
    assert value_of(patch) == 1
    with pytest.raises(TypeError):
        value_of(QWidget())


@pytest.mark.slow
def test_a_map_at_the_input_is_asked_refined_and_painted(window: MainWindow, qtbot: QtBot) -> None:
    shown, ask, view = window.review.shown, window.heat.ask, window.heat_frame.view
    assert ask.isHidden()
    before = window.renderer.heat(shown.state)
    _choose(window, "occlusion")
    assert ask.isVisible()
    assert ask.what.text().startswith("50 passes, ")
    assert not window.layer.slider.isEnabled()
    assert not window.layer.picture.isEnabled()
    assert view.message() == "Occlusion sensitivity: not computed for this slice"
    ask.press()
    qtbot.waitUntil(lambda: isinstance(query.answer_of(shown.state), AttributionMap))
    hot = window.renderer.heat(shown.state)
    assert hot is not None
    assert before is not None
    assert not np.array_equal(hot.values, before.values)
    assert window.heat_frame.title.text() == "Occlusion sensitivity"
    assert window.heat_frame.detail.text() == "input, 64 × 64"
    assert not ask.button.isEnabled()
    shown.show_slice(shown.state.slice_index + 1)
    assert ask.button.isEnabled()
    assert window.renderer.heat(shown.state) is None
    _choose(window, "grad-cam")
    assert ask.isHidden()
    assert window.layer.slider.isEnabled()
    assert window.renderer.heat(shown.state) is not None


@pytest.mark.slow
def test_asking_shows_how_far_it_is_and_can_be_stopped(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, fakes: Any
) -> None:
    gate = threading.Semaphore(1)
    monkeypatch.setattr(fakes.FakeAnalyser, "asking", gate)
    shown, work, ask = window.review.shown, window.review.work, window.heat.ask
    _choose(window, "occlusion")
    ask.press()
    assert ask.button.text() == "Cancel"
    assert window.heat_frame.view.message() == "Occlusion sensitivity comes next"
    qtbot.waitUntil(lambda: isinstance(query.answer_of(shown.state), Partial))
    assert ask.what.text().startswith("1 of 3 passes")
    assert (ask.bar.value(), ask.bar.maximum()) == (1, 3)
    assert window.heat_frame.detail.text() == "1 of 3 passes"
    ask.press()
    gate.release(10)
    qtbot.waitUntil(lambda: work.state.task is None)
    assert ask.what.text() == "Stopped at 1 of 3 passes"
    assert ask.button.text() == "Compute"
    assert ask.button.isEnabled()


@pytest.mark.slow
def test_values_that_do_not_go_together_say_so_and_cannot_be_asked(window: MainWindow) -> None:
    ask = window.heat.ask
    _choose(window, "occlusion")
    assert ask.form is not None
    stride: Any = ask.form.fields["stride"]
    stride.setValue(32)
    assert "must not exceed occlusion.patch" in ask.what.text()
    assert not ask.button.isEnabled()
    stride.setValue(16)
    assert ask.button.isEnabled()
    assert window.review.shown.state.request is not None
    assert window.review.shown.state.request.values["stride"] == 16


@pytest.mark.slow
def test_a_background_that_does_not_suit_the_network_is_no_choice_and_the_method_can_be_asked(
    build: Any, fakes: Any, qtbot: QtBot
) -> None:
    window = build(fakes.make_case("one"), analyser={"says": {"own_input": True}})
    window.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: window.review.shown.state.complete, timeout=20_000)
    _choose(window, "expected-gradients")
    ask = window.heat.ask
    assert not ask.isHidden()
    assert ask.button.isEnabled()
    background: Any = ask.form.fields["background"]
    assert [background.itemData(index) for index in range(background.count())] == ["fillings"]
    ask.presets.chosen.emit("thorough")
    request = window.review.shown.state.request
    assert (request.values["background"], request.values["samples"]) == ("fillings", 500)


@pytest.mark.slow
def test_what_was_filled_in_comes_back_with_the_method(window: MainWindow) -> None:
    ask = window.heat.ask
    _choose(window, "occlusion")
    assert ask.form is not None
    patch: Any = ask.form.fields["patch"]
    patch.setValue(24)
    _choose(window, "sequence-shapley")
    _choose(window, "occlusion")
    assert ask.form.values()["patch"] == 24


@pytest.mark.slow
def test_shares_of_the_sequences_stand_as_bars_beside_the_layers_map(window: MainWindow, qtbot: QtBot) -> None:
    bars = window.decision.shares
    assert bars.isHidden()
    _choose(window, "sequence-shapley")
    assert window.layer.slider.isEnabled()
    assert window.renderer.heat(window.review.shown.state) is not None
    window.heat.ask.press()
    qtbot.waitUntil(bars.isVisible)
    assert bars.accessibleDescription() == "t1 +1.00, flair +2.00, t1c -3.00"
    bars.grab()
    window.review.shown.show_slice(window.review.shown.state.slice_index + 1)
    assert bars.isHidden()
