"""What agreement is worth stands beside it, and nothing is called best that knows no more than the picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from xaiviewer.requests import MEASURES, Assessment, AttributionMap, Curve, Partial, Request
from xaiviewer.requests.nulls import MOVED, NullComparison, NullCurve, Nulls
from xaiviewer.review import trust
from xaiviewer.review.threads.asking import Answered
from xaiviewer.review.threads.comparing import NullsFound
from xaiviewer.ui.panels.agreement.panel import AgreementPanel
from xaiviewer.ui.panels.heat_panel import HeatPanel
from xaiviewer.ui.views.heat_frame import worth
from xaiviewer.ui.window import MainWindow


@pytest.fixture
def analysed(build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any) -> MainWindow:
    """A window with an analysed case, nothing of which was held against nulls."""
    made = build(fakes.make_case("one"))
    made.review.shelf.open_paths([Path("one")])
    qtbot.waitUntil(lambda: made.review.shown.state.complete and made.review.work.state.task is None, timeout=20_000)
    return made


def _hold(window: MainWindow, *, moved: float, picture: float, observed: float = 0.5, maps: int | None = None) -> None:
    """What the nulls get in every layer, or of so many maps, and by every score."""
    state = window.review.shown.state
    assert state.analysis is not None
    ones = np.ones(len(state.analysis.layers) if maps is None else maps, np.float32)
    curves = (
        NullCurve(MOVED, "placements", moved * ones),
        NullCurve("brightness: flair", "picture", picture * ones),
    )
    fields = (observed * ones, 0.004 * ones, 0.01 * ones, ones, ones, ones)
    compared = {key: NullComparison(key, *fields, curves, 2000, 0) for key in MEASURES}
    key = trust.key_of(state)
    assert key is not None
    window.review.shown.take(NullsFound(key, Nulls((state.slice_index,), compared)))


def _panels(window: MainWindow) -> tuple[AgreementPanel, HeatPanel]:
    agreement, heat = window.findChild(AgreementPanel), window.findChild(HeatPanel)
    assert isinstance(agreement, AgreementPanel)
    assert isinstance(heat, HeatPanel)
    return agreement, heat


def test_what_was_not_measured_is_said(analysed: MainWindow) -> None:
    agreement, heat = _panels(analysed)
    assert agreement.verdict.text() == "Not compared with null models."
    assert heat.method.itemText(0).startswith("Best for this layer")
    analysed.review.shown.show_slice(0)  # without a lesion there is nothing to measure
    assert not agreement.verdict.text().strip()


def test_a_map_that_the_picture_explains_is_not_called_best(analysed: MainWindow) -> None:
    agreement, heat = _panels(analysed)
    _hold(analysed, moved=0.1, picture=0.7)
    assert agreement.verdict.text().startswith("No more than the brightness of FLAIR.")
    assert "est" not in heat.method.itemText(0).split("(")[0]
    why = heat.findChild(QLabel, "why")
    assert isinstance(why, QLabel)
    assert "brightness of FLAIR" in why.text()
    assert "−0.20" in agreement.scores.accessibleDescription()
    _hold(analysed, moved=0.1, picture=0.2)
    assert agreement.verdict.text().startswith("+0.30 above the strongest null model: the brightness of FLAIR.")
    assert heat.method.itemText(0).startswith("Best for this layer")
    assert "+0.30 p 0.004" in agreement.scores.accessibleDescription()


def test_layers_below_a_null_are_grey(analysed: MainWindow) -> None:
    agreement, _ = _panels(analysed)

    def brightest() -> int:
        image = agreement.curve.grab().toImage()
        middle = range(image.width() // 2, image.width() - 20)  # away from the layer that is marked
        return max(image.pixelColor(x, y).lightness() for x in middle for y in range(8, image.height() - 24))

    _hold(analysed, moved=0.0, picture=0.0)
    told = brightest()
    _hold(analysed, moved=0.0, picture=0.99)
    assert brightest() < told


def _answer(window: MainWindow, *, whole: bool = True) -> Request:
    """A map that was asked for, with a mass of a half."""
    shown = window.review.shown
    request = Request.of("occlusion", network="0" * 64, class_index=1)
    shown.show_request(request)
    found = AttributionMap(request, shown.state.slice_index, np.ones((8, 8), np.float32))
    scores = {key: Assessment(request, key, Curve(np.array([0.5], np.float32))) for key in MEASURES}
    shown.take(Answered(found, scores) if whole else Answered(Partial(found, 1, 3)))
    return request


@pytest.mark.slow
def test_a_map_that_was_asked_for_stands_beside_its_nulls(analysed: MainWindow) -> None:
    agreement, _ = _panels(analysed)
    analysed.review.shown.show_layer(7)  # the one map has a place of its own
    _answer(analysed)
    assert agreement.verdict.text().strip() == "Not compared with null models."
    assert worth(analysed.review.shown.state)[0].startswith("p not measured")
    _hold(analysed, moved=0.1, picture=0.2, maps=1)
    assert agreement.verdict.text().startswith("+0.30 above the strongest null model: the brightness of FLAIR.")
    assert "q 0" not in agreement.verdict.text()  # there is nothing to correct over
    assert "+0.30 p 0.004" in agreement.scores.accessibleDescription()
    assert worth(analysed.review.shown.state)[0].startswith("p 0.004")
    told = agreement.scores.tip("mass")
    assert "the sanity checks ask them, on request" in told[-1]
    assert "q is p" not in told[-1]
    _hold(analysed, moved=0.1, picture=0.7, maps=1)
    assert agreement.verdict.text().startswith("No more than the brightness of FLAIR.")
    assert worth(analysed.review.shown.state)[0].startswith("p 0.004, but below a null model")
    analysed.review.shown.set_scope("case")  # of the layers' maps alone
    assert not agreement.verdict.text().strip()


@pytest.mark.slow
def test_a_map_that_is_still_refined_has_neither_score_nor_null(analysed: MainWindow) -> None:
    agreement, _ = _panels(analysed)
    _answer(analysed, whole=False)
    assert not agreement.verdict.text().strip()
    assert not trust.measurable(analysed.review.shown.state)
