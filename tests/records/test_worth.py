"""What scores are worth, in the manifest's lists, in a table's lines and in a few words."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import numpy as np
import pytest

from xaiviewer.case import Case, Frame
from xaiviewer.display.appearance import Appearance
from xaiviewer.records.export import ExplainedCase
from xaiviewer.records.pictures.captioned import LayerMap, layer_heat
from xaiviewer.records.pictures.slice_picture import slice_picture
from xaiviewer.records.worth import agreement_table, layer_entries, p_words
from xaiviewer.requests import (
    Analysis,
    Assessment,
    Channel,
    Curve,
    FalseHeat,
    Favourite,
    Layer,
    ModelDescription,
    ModelIdentity,
    Request,
    SliceResult,
)
from xaiviewer.requests.nulls import MOVED, NullComparison, NullCurve, Nulls

LAYERS = (Layer("one", "relu", (8, 8), 4), Layer("two", "relu", (8, 8), 4))
ASKED = Request.of("layer-cam", network="w", class_index=1)
CHOSEN = {0: "layer-cam", 1: "layer-cam"}
SURE = np.array([0.1, 0.9], np.float32)


def _nulls(index: int, p: float, picture: float) -> Nulls:
    two = np.ones(2, np.float32)
    curves = (NullCurve(MOVED, "placements", 0.1 * two), NullCurve("edges", "picture", picture * two))
    silent = np.array([0.5, np.nan], np.float32)
    fields = (silent, p * two, 2 * p * two, 0.4 * two, 3 * two, two)
    return Nulls((index,), {key: NullComparison(key, *fields, curves, 100, 0) for key in ("mass", "auroc")})


@pytest.fixture
def analysis() -> Analysis:
    described = ModelDescription(ModelIdentity("c", "a", "00"), classes=("no", "yes"), finding=1, layers=LAYERS)
    unknown = Favourite("grad-cam", np.nan, np.nan, 0)
    made = Analysis(described, 1, (ASKED,), (unknown,) * 2, Frame(-0.5, -8.5, 96, 32), {})
    scored = {ASKED: {"mass": Assessment(ASKED, "mass", Curve(np.array([0.5, np.nan])), 0.1)}}
    made = made.with_slice(SliceResult(1, SURE, SURE, None, {}, scored))
    return made.with_slice(SliceResult(2, SURE, SURE[::-1], None, {}, {}))


def _rows(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode())))


def test_a_line_says_p_or_that_it_was_not_measured(analysis: Analysis) -> None:
    results = [analysis.slices[1], analysis.slices[2]]
    plain = _rows(agreement_table(analysis, CHOSEN, results, None, None))
    names = [(row["index"], row["layer"], row["measure"]) for row in plain]
    assert names == [("1", "one", "mass"), ("1", "two", "mass")]
    assert {row["p"] for row in plain} == {"not measured"}
    held = _rows(agreement_table(analysis, CHOSEN, results, {1: _nulls(1, 0.01, 0.3)}, _nulls(1, 0.02, 0.6)))
    told = {(row["index"], row["layer"], row["measure"]): row for row in held}
    assert told["1", "one", "mass"]["p"] == "0.01"
    assert told["1", "one", "mass"]["strongest_null"] == "edges"
    assert float(told["1", "one", "mass"]["above_strongest"]) == pytest.approx(0.2)
    assert told["1", "one", "auroc"]["score"] == "0.5"  # it does not come with every slice
    assert told["1", "two", "mass"]["p"] == "not measured"  # the map says nothing
    assert told["case", "one", "mass"]["p"] == "0.02"


def test_entries_are_null_where_nobody_asked(analysis: Analysis) -> None:
    plain = layer_entries(2, (1, 2), None, None, {})
    assert plain == [{"nulls": None, "nulls_of_case": None, "false_heat": None}] * 2
    heat = {2: FalseHeat(2, np.array([0.2, np.nan]), np.array([0.1, np.nan]), 0.5)}
    first, second = layer_entries(2, (1, 2), {1: _nulls(1, 0.01, 0.3)}, _nulls(1, 0.02, 0.6), heat)
    assert first["nulls"]["mass"]["p"] == [0.01, None]
    assert first["nulls_of_case"]["auroc"]["p"] == 0.02
    assert first["nulls_of_case"]["mass"]["above_strongest"] == pytest.approx(-0.1)
    assert first["false_heat"] == {"peak": [None, 0.2], "marked": [None, 0.1]}
    assert second["nulls_of_case"]["mass"]["p"] is None


def test_a_few_words_name_p_and_what_explains_it() -> None:
    assert p_words(None, 0) == "p not measured"
    assert p_words(_nulls(1, 0.0123, 0.3), 0) == "p 0.012"
    assert p_words(_nulls(1, 0.0001, 0.6), 0) == "p < 0.001, below a null"
    assert p_words(_nulls(1, 0.0123, 0.3), 0, "dice") == "p not measured"


def test_a_picture_of_a_slice_that_is_not_called_so_is_pale(analysis: Analysis, small_case: Case) -> None:
    values = np.random.default_rng(0).random((8, 8), np.float32)

    def picture(index: int, appearance: Appearance) -> np.ndarray:
        shown = LayerMap(0, values, "layer-cam", 0.5, "p not measured")
        heat = layer_heat(analysis, shown, small_case.shape, appearance, None)
        assert "p not measured" in heat.subtitle
        made: np.ndarray = slice_picture(
            small_case, analysis, analysis.slices[index], heat, appearance=appearance
        ).pixels
        return made[:600].astype(int)  # what is told below has a line more where heat is pale

    plain = Appearance(heat=False)
    denied, same = (picture(2, each) for each in (Appearance(), Appearance(mute=False)))
    under = picture(2, plain)
    body = slice(100, -60)
    assert np.abs(denied - under)[body].mean() < 0.7 * np.abs(same - under)[body].mean()
    assert np.array_equal(picture(1, Appearance())[body], picture(1, Appearance(mute=False))[body])


@pytest.mark.parametrize(("sequence", "told"), [("", ""), ("flair", "T1 stands in.")])
def test_nothing_stands_in_where_the_network_heeds_no_sequence(
    analysis: Analysis, small_case: Case, sequence: str, told: str
) -> None:
    description = replace(analysis.description, inputs=(Channel("picture", sequence),))
    case = replace(small_case, stand_in="T1 stands in.")
    assert ExplainedCase(case, replace(analysis, description=description), {}, {}).case.stand_in == told
