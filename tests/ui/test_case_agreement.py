"""Agreement over the case, its picture of layers and slices, and all else that keeps chance from being believed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from xaiviewer.requests import FURTHER_MEASURES, MEASURES, FalseHeat
from xaiviewer.requests.nulls import MOVED, NullComparison, NullCurve, Nulls
from xaiviewer.review import trust
from xaiviewer.review.state import WholeCase
from xaiviewer.review.threads.comparing import NullsFound
from xaiviewer.review.threads.comparing_case import CaseHeld
from xaiviewer.ui.panels.agreement.null_lines import null_lines
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.slow

Key = Qt.Key


@pytest.fixture
def analysed(build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any) -> MainWindow:
    """A window with an analysed case, nothing of which was held against nulls."""
    made = build(fakes.make_case("one"))
    made.review.shelf.open_paths([Path("one")])
    qtbot.waitUntil(lambda: made.review.shown.state.complete and made.review.work.state.task is None, timeout=20_000)
    return made


def _nulls(window: MainWindow, indices: tuple[int, ...], *, picture: float, **curves: Any) -> Nulls:
    state = window.review.shown.state
    assert state.analysis is not None
    ones = np.ones(len(state.analysis.layers), np.float32)
    drawn = (
        NullCurve(MOVED, "placements", 0.1 * ones, 0.05 * ones, 0.15 * ones, 2000),
        NullCurve("brightness: flair", "picture", picture * ones),
        *(NullCurve(key, kind, value * ones) for key, (kind, value) in curves.items()),
    )
    fields = (0.5 * ones, 0.004 * ones, 0.01 * ones, 0.4 * ones, 3.1 * ones, 0.9 * ones)
    return Nulls(indices, {key: NullComparison(key, *fields, drawn, 2000, 0) for key in (*MEASURES, *FURTHER_MEASURES)})


def _hold(window: MainWindow, index: int, *, picture: float) -> None:
    """What a slice's maps are worth."""
    key = trust.case_key(window.review.shown.state)
    assert key is not None
    window.review.shown.take(NullsFound((index, *key), _nulls(window, (index,), picture=picture)))


def _hold_case(window: MainWindow, *, picture: float) -> None:
    """The same of the case, and the heat of its slices without a lesion."""
    state = window.review.shown.state
    key = trust.case_key(state)
    assert key is not None
    assert state.analysis is not None
    ones = np.ones(len(state.analysis.layers), np.float32)
    heat = {index: FalseHeat(index, 0.25 * ones, 0.125 * ones, 0.5) for index in (0, 1, 4, 5)}
    window.review.shown.take(CaseHeld(key, WholeCase(_nulls(window, (2, 3), picture=picture), heat)))


def test_the_case_has_a_curve_and_a_verdict_of_its_own(analysed: MainWindow) -> None:
    agreement = analysed.agreement
    _hold_case(analysed, picture=0.7)
    agreement.scope.button("case").click()
    assert analysed.review.shown.state.scope == "case"
    assert agreement.verdict.text().splitlines() == [
        "No more than the brightness of FLAIR.",
        "p 0.004 · q 0.010 · 3.1 SD above random places",
    ]
    assert not analysed.heat.method.itemText(0).startswith("Best")
    _hold_case(analysed, picture=0.2)
    assert agreement.verdict.text().startswith("+0.30 above the strongest null model: the brightness of FLAIR.")


def test_a_click_in_the_picture_of_the_case_goes_to_the_slice_and_the_layer(analysed: MainWindow, qtbot: QtBot) -> None:
    matrix, shown = analysed.agreement.matrix, analysed.review.shown
    for index in (2, 3):
        _hold(analysed, index, picture=0.2)
    assert not matrix.isVisibleTo(analysed)
    shown.set_scope("case")
    assert matrix.isVisibleTo(analysed)
    assert matrix.slices == (2, 3)
    place = matrix.cell(3, 40).center().toPoint()
    QTest.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=place)
    assert (shown.state.slice_index, shown.state.layer) == (3, matrix.cell_at(QPointF(place))[1])
    assert abs(shown.state.layer - 40) <= 1


@pytest.mark.slow
def test_the_picture_of_the_case_is_walked_through_by_keys(analysed: MainWindow) -> None:
    matrix, shown = analysed.agreement.matrix, analysed.review.shown
    shown.set_scope("case")
    shown.show_slice(2)
    shown.show_layer(10)
    for key, slice_index, layer in (
        (Key.Key_Right, 2, 11),
        (Key.Key_Down, 3, 11),
        (Key.Key_Down, 3, 11),
        (Key.Key_Left, 3, 10),
        (Key.Key_Up, 2, 10),
        (Key.Key_End, 2, 101),
        (Key.Key_Home, 2, 0),
    ):
        QTest.keyClick(matrix, key)
        assert (shown.state.slice_index, shown.state.layer) == (slice_index, layer), key


@pytest.mark.slow
def test_a_cell_says_what_it_is_worth(analysed: MainWindow) -> None:
    matrix = analysed.agreement.matrix
    analysed.review.shown.set_scope("case")
    _hold(analysed, 2, picture=0.7)
    told = matrix.words(2, 5)
    assert "p 0.004" in told
    assert "No more than the brightness of FLAIR." in told
    analysed.review.shown.show_slice(3)
    assert matrix.accessibleDescription() == "Slice 4: not measured"


def _lightest(window: MainWindow, index: int) -> int:
    matrix = window.agreement.matrix
    image = matrix.grab().toImage()
    row = matrix.cell(index, 60)
    across = range(round(row.left()), round(row.left()) + 60)
    return max(image.pixelColor(x, round(row.center().y())).lightness() for x in across)


def test_what_a_null_explains_is_dark_in_the_picture_of_the_case(analysed: MainWindow) -> None:
    analysed.review.shown.show_layer(0)
    analysed.review.shown.set_scope("case")
    analysed.review.shown.show_slice(0)  # no row is marked
    _hold(analysed, 2, picture=0.2)
    _hold(analysed, 3, picture=0.7)
    assert _lightest(analysed, 2) > 1.5 * _lightest(analysed, 3)


def test_what_a_null_explains_is_struck_through_in_the_picture_of_the_network(analysed: MainWindow) -> None:
    picture = analysed.layer.picture

    def light() -> int:
        image = picture.grab().toImage()
        cell = picture.cell(60)
        return max(
            image.pixelColor(x, y).lightness()
            for x in range(round(cell.left()), round(cell.right()))
            for y in range(round(cell.top()), round(cell.bottom()))
        )

    index = analysed.review.shown.state.slice_index
    _hold(analysed, index, picture=0.2)
    told = light()
    _hold(analysed, index, picture=0.7)
    assert light() < told


def test_a_slice_without_a_lesion_tells_its_false_heat(analysed: MainWindow) -> None:
    analysed.review.shown.show_slice(0)
    assert analysed.agreement.curve.why_empty() == "The clinician's mask is empty on this slice"
    assert not analysed.agreement.verdict.text().strip()
    _hold_case(analysed, picture=0.2)
    told = "Heat without a lesion: peak 0.25 of that on lesion slices; 12.5 % of the head marked."
    assert analysed.agreement.verdict.text() == told


def test_further_scores_unfold_and_say_what_was_not_measured(analysed: MainWindow) -> None:
    agreement = analysed.agreement
    assert "AUROC" not in agreement.scores.accessibleDescription()
    agreement.more.click()
    assert "AUROC of pixels – not measured" in agreement.scores.accessibleDescription()
    _hold(analysed, analysed.review.shown.state.slice_index, picture=0.2)
    assert "AUROC of pixels 0.50 +0.30 p 0.004" in agreement.scores.accessibleDescription()
    assert "Pointing within 5 mm 0.50" in agreement.scores.accessibleDescription()
    analysed.review.shown.set_score("auroc")
    agreement.more.click()
    assert "AUROC of pixels" in agreement.scores.accessibleDescription()  # it is the one that is drawn


def test_a_score_names_the_strongest_null_with_p_q_and_effect(analysed: MainWindow) -> None:
    _hold(analysed, analysed.review.shown.state.slice_index, picture=0.2)
    told = "\n".join(analysed.agreement.scores.tip("mass"))
    assert "p 0.004 · q 0.010 · 3.1 SD above random places" in told
    assert "Strongest null model: the brightness of FLAIR, 0.20" in told
    assert "Not compared with null models." not in told


def test_every_map_carries_its_p_or_says_that_it_was_not_measured(analysed: MainWindow) -> None:
    worth, shown = analysed.heat_frame.worth, analysed.review.shown
    assert worth.text() == "p not measured"
    _hold(analysed, shown.state.slice_index, picture=0.2)
    assert worth.text() == "p 0.004"
    _hold(analysed, shown.state.slice_index, picture=0.7)
    assert worth.text() == "p 0.004, but below a null model"
    shown.show_slice(0)
    assert worth.text() == "pale"
    shown.show_slice(2)
    analysed.review.compared.open()
    beside = [pane.worth.text() for pane in analysed.compare.panes if pane.isVisibleTo(analysed)]
    assert len(beside) == 2
    assert beside[0].startswith("p 0.004")  # it is the map that was measured, by whatever name
    assert beside[1] == "p not measured"


@pytest.mark.slow
def test_a_title_says_where_cells_are_no_places(build: Callable[..., MainWindow], qtbot: QtBot, fakes: Any) -> None:
    layers = fakes.made_up_layers(64)
    chosen = [fakes.favourite_of(each, "cam", 0.3, locality=0.1 if each.part == "Stage 4" else 0.9) for each in layers]
    made = build(fakes.make_case("one"), analyser={"says": {"favourites": tuple(chosen)}})
    made.review.shelf.open_paths([Path("one")])
    qtbot.waitUntil(lambda: made.review.shown.state.complete and made.review.work.state.task is None, timeout=20_000)
    made.review.shown.show_layer(0)
    assert "position unreliable" not in made.heat_frame.title.text()
    assert "0.90" in made.heat_frame.title.toolTip()
    made.review.shown.show_layer(101)
    assert made.heat_frame.title.text().endswith("position unreliable")
    assert "0.10" in made.heat_frame.title.toolTip()


def test_heat_is_pale_where_the_finding_is_denied(analysed: MainWindow) -> None:
    shown, renderer = analysed.review.shown, analysed.renderer
    shown.set_appearance(replace(shown.state.appearance, normalise="slice"))

    def colour() -> float:
        pictures = renderer.plain(shown.state), renderer.blended(shown.state)
        grey, hot = (np.frombuffer(each.constBits(), np.uint8) for each in pictures)
        return float(np.abs(grey.astype(int) - hot.astype(int)).mean())

    shown.show_slice(0)
    pale = colour()
    assert "pale" in analysed.heat_frame.worth.text()
    shown.set_appearance(replace(shown.state.appearance, mute=False))
    assert colour() > 1.5 * pale
    assert "pale" not in analysed.heat_frame.worth.text()


def test_slices_are_on_one_scale_unless_the_reader_wants_another(analysed: MainWindow) -> None:
    shown, renderer = analysed.review.shown, analysed.renderer
    tops = {}
    for index in (0, 2):
        shown.show_slice(index)
        hot = renderer.heat(shown.state)
        assert hot is not None
        tops[index] = hot.full
    assert tops[0] == tops[2]


@pytest.mark.slow
def test_a_band_of_any_null_with_draws_is_drawn_and_benchmarks_move_no_axis(analysed: MainWindow) -> None:
    state = analysed.review.shown.state
    assert state.analysis is not None
    layers = len(state.analysis.layers)
    ones = np.ones(layers, np.float32)
    networks = NullCurve("random weights", "networks", 0.2 * ones, 0.1 * ones, 0.3 * ones, 10)
    outline = NullCurve("the model's outline", "outline", 0.95 * ones)
    found = NullComparison("mass", *(ones,) * 6, (networks, outline), 100, 0)
    lines = {each.name: each for each in null_lines(found, None, layers)}
    assert lines["networks"].low is not None
    assert not lines["networks"].benchmark
    assert lines["outline"].benchmark
    assert lines["ceiling"].benchmark
