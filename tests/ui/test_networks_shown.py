"""Other networks in the window: the band behind the curve, and what other trainings make of a map."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from xaiviewer.requests import AnalysisSettings
from xaiviewer.requests.nulls import NullComparison, NullCurve, Nulls
from xaiviewer.review import trust
from xaiviewer.review.threads.comparing import NullsFound
from xaiviewer.ui import settings
from xaiviewer.ui.dialogs.preferences.analysis import AnalysisPage
from xaiviewer.ui.kit import null_wording, training_words
from xaiviewer.ui.window import MainWindow

Build = Callable[..., MainWindow]


@pytest.fixture
def window(build: Build, fakes: Any, qtbot: QtBot) -> MainWindow:
    """A case that was analysed, with other networks at hand; the band of random ones is switched off."""
    settings.keep_random_networks(on=False)
    settings.keep_trainings(())
    others = fakes.FakeOthers()
    made = build(fakes.make_case("one"), others=others)
    others.layers = fakes.made_up_layers(64)
    made.review.shelf.open_paths([Path("one")])
    qtbot.waitUntil(lambda: made.review.shown.state.complete and made.review.work.state.task is None, timeout=20_000)
    return made


def test_choices_about_other_networks_come_back(tmp_path: Path) -> None:
    settings.keep_random_networks(on=False)
    assert not settings.random_networks()
    settings.keep_random_networks(on=True)
    assert settings.random_networks()
    there, gone = tmp_path / "there", tmp_path / "gone"
    there.mkdir()
    (there / "model.json").write_text(json.dumps({}), encoding="utf-8")
    settings.keep_trainings([there, gone])
    assert settings.trainings() == (there,)
    settings.keep_trainings(())
    assert settings.trainings() == ()


def test_the_dialog_switches_the_band(qtbot: QtBot) -> None:
    dialog = AnalysisPage(AnalysisSettings(), None, random_networks=True)
    qtbot.addWidget(dialog)
    assert dialog.random_networks.isChecked()
    QTest.mouseClick(dialog.random_networks, Qt.MouseButton.LeftButton)
    assert not dialog.random_networks.isChecked()


@pytest.mark.slow
def test_the_band_is_drawn_and_told_and_greys_what_lies_in_it(window: MainWindow) -> None:
    shown, curve = window.review.shown, window.agreement.curve
    shown.set_bands(on=True)
    state = shown.state
    assert state.analysis is not None
    layers = len(state.analysis.layers)
    values = np.linspace(0.1, 0.6, layers).astype(np.float32)

    def take(*curves: NullCurve) -> Any:
        key = trust.key_of(shown.state)
        assert key is not None
        compared = NullComparison("mass", values, *(values,) * 5, curves, 100, 0)
        shown.take(NullsFound(key, Nulls((key[0],), {"mass": compared})))
        return curve.grab().toImage()

    ones = np.ones(layers, np.float32)
    moved = NullCurve("moved", "placements", 0.05 * ones)
    band = NullCurve("random weights", "networks", 0.2 * ones, 0.1 * ones, 0.3 * ones, draws=10)
    assert take(moved) != take(moved, band)
    shown.show_layer(0)
    assert "networks with random weights" in null_wording.verdict(shown.state)
    shown.show_layer(layers - 1)
    told = "+0.30 above the strongest null model: networks with random weights."
    assert null_wording.verdict(shown.state) == told
    shown.set_bands(on=False)
    shown.show_layer(0)
    assert "networks" not in null_wording.verdict(shown.state)


@pytest.mark.slow
def test_a_package_is_named_compared_shown_and_kept(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    box, shown = window.heat.trainings, window.review.shown
    package = tmp_path / "fold-1" / "package"
    package.mkdir(parents=True)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(package))
    QTest.mouseClick(box.toggle, Qt.MouseButton.LeftButton)
    assert not box.ensemble.isEnabled()
    QTest.mouseClick(box.add, Qt.MouseButton.LeftButton)
    assert shown.state.trainings == (package,)
    assert box.names.text() == "fold-1"
    qtbot.waitUntil(lambda: trust.reproduced_wanted(shown.state) is None, timeout=20_000)
    assert "over 2 networks" in box.told.text()
    assert "%" in box.told.text()
    before = window.heat_frame.view.grab().toImage()
    QTest.mouseClick(box.ensemble.button("spread"), Qt.MouseButton.LeftButton)
    assert window.heat_frame.title.text().startswith("Spread over 2 networks")
    assert window.heat_frame.view.grab().toImage() != before
    assert training_words.ends(shown.state) == ("alike", "they differ")
    QTest.mouseClick(box.clear, Qt.MouseButton.LeftButton)
    assert shown.state.trainings == ()
    assert window.heat_frame.title.text().startswith("Grad-CAM") or "·" in window.heat_frame.title.text()
    assert "networks" not in window.heat_frame.title.text()


@pytest.mark.slow
def test_a_package_of_another_kind_is_refused_in_the_banner(window: MainWindow, qtbot: QtBot) -> None:
    shown = window.review.shown
    shown.set_trainings([Path("bad")])
    qtbot.waitUntil(lambda: shown.state.trainings == (), timeout=20_000)
    assert "another kind of network" in window.banner.text.text()
    shown.state = replace(shown.state, trainings=())
