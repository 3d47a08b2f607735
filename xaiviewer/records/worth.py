"""What scores are worth beside what knows nothing: in the manifest, in agreement.csv, in a few words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from xaiviewer.records.manifest import number
from xaiviewer.requests import MEASURES, Analysis, FalseHeat, SliceResult
from xaiviewer.requests.badges import NOT_MEASURED
from xaiviewer.requests.nulls import NullComparison, Nulls

TABLE = "agreement.csv"
_FIGURES = ("n", "p", "q", "effect", "strongest", "strongest_null", "above_strongest")


def layer_entries(
    count: int,
    indices: Sequence[int],
    nulls: Mapping[int, Nulls] | None,
    of_case: Nulls | None,
    heat: Mapping[int, FalseHeat],
) -> list[dict[str, Any]]:
    """What the manifest says of each of the chosen layers: null where nobody asked.

    Args:
        count: of the chosen layers.
        indices: of the slices, in order.
        nulls: by slice; None where nobody asked.
        of_case: of the scores summed over the slices.
        heat: of the slices with an empty mask.
    """
    if nulls is None:
        return [dict.fromkeys(("nulls", "nulls_of_case", "false_heat")) for _ in range(count)]
    return [
        {
            "nulls": beside_slices([nulls.get(index) for index in indices], place),
            "nulls_of_case": beside_case(of_case, place),
            "false_heat": false_heat(heat, indices, place),
        }
        for place in range(count)
    ]


def beside_slices(found: Sequence[Nulls | None], place: int) -> dict[str, Any]:
    """What nulls make of a layer's scores, a list over the slices each; `place` is the layer's among those chosen."""
    return {score: _columns([_compared(each, score) for each in found], place) for score in MEASURES}


def beside_case(found: Nulls | None, place: int) -> dict[str, Any] | None:
    """The same of the scores summed over the case, every measure's; None where no slice has a mask."""
    if found is None:
        return None
    told = {score: (_compared(found, score), found[score].observed[place]) for score in found}
    return {score: {"score": number(value), **_row(each, place)} for score, (each, value) in told.items()}


def false_heat(heat: Mapping[int, FalseHeat], indices: Sequence[int], place: int) -> dict[str, list[float | None]]:
    """How hot a layer's maps are on slices with an empty mask; null on all others."""
    found = [heat.get(index) for index in indices]
    return {
        "peak": [None if each is None else number(each.peak[place]) for each in found],
        "marked": [None if each is None else number(each.marked[place]) for each in found],
    }


def p_words(found: Nulls | None, place: int, measure: str = "mass") -> str:
    """p of a layer's score in a few words, and whether a null gets as much; or that it was not measured."""
    compared = _compared(found, measure)
    if compared is None or np.isnan(compared.p[place]):
        return "p " + NOT_MEASURED
    p = float(compared.p[place])
    told = "p < 0.001" if p < 0.001 else f"p {p:.3f}"
    return told + ", below a null" if compared.explained[place] else told


def agreement_table(
    analysis: Analysis,
    chosen: Mapping[int, str],
    results: Sequence[SliceResult],
    nulls: Mapping[int, Nulls] | None,
    of_case: Nulls | None,
    further: Iterable[Sequence[Any]] = (),
) -> bytes:
    """A line per slice with a mask, layer and score; then the same of the whole case where that was asked for.

    After these what else was asked.

    `index` is counted from 0, as in the manifest; what was not measured is said to be so.

    Args:
        analysis: names the layers.
        chosen: the exported layers' indices and the method of each.
        results: of the slices, in order; their maps are not needed.
        nulls: by slice; None where nobody asked.
        of_case: of the scores summed over the slices.
        further: lines of what was asked beyond these maps, see `asked_worth.AskedWorth.lines`.
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["index", "layer", "method", "measure", "score", *_FIGURES])
    for result in results:
        here = None if nulls is None else nulls.get(result.index)
        for place, (layer, method) in enumerate(chosen.items()):
            known = {score: curve[layer] for score in MEASURES if (curve := result.curve(method, score)) is not None}
            name = [result.index, analysis.layers[layer].name, method]
            table.writerows([*name, *line] for line in table_lines(known, here, place))
    for place, (layer, method) in enumerate(chosen.items()) if of_case is not None else ():
        name = ["case", analysis.layers[layer].name, method]
        table.writerows([*name, *line] for line in table_lines({}, of_case, place))
    table.writerows(further)
    return text.getvalue().encode("utf-8", "replace")


def table_lines(known: Mapping[str, Any], nulls: Nulls | None, place: int) -> Iterator[list[Any]]:
    """One map's scores from the measure on: those that are known of a slice, and what further ones nulls tell of."""
    for score in dict.fromkeys((*known, *(nulls or ()))):
        compared = _compared(nulls, score)
        value = known.get(score, np.nan if compared is None else compared.observed[place])
        row = _row(compared, place)
        measured = row["n"] is not None
        told = [_cell(row[each]) if measured else NOT_MEASURED for each in _FIGURES]
        yield [score, _cell(number(value)), *told]


def _cell(value: Any) -> Any:
    return "" if value is None else value


def _compared(found: Nulls | None, measure: str) -> NullComparison | None:
    """Other slices' masks are no null of a slice: one that covers this one's holds all of its evidence and more."""
    return None if found is None or measure not in found.comparisons else found[measure].without("masks")


def _columns(compared: Sequence[NullComparison | None], place: int) -> dict[str, list[Any]]:
    """One score's lists."""
    rows = [_row(each, place) for each in compared]
    return {**{name: [row[name] for row in rows] for name in _FIGURES}, **_networks(compared, place)}


def _networks(rows: Sequence[NullComparison | None], place: int) -> dict[str, Any]:
    """What other networks' maps get, by the null's key a list over the slices each; nothing where none was asked."""
    asked = [each for row in rows if row is not None for each in row.curves if each.kind == "networks"]
    found: dict[str, Any] = {}
    for key in dict.fromkeys(each.key for each in asked):
        curves = [None if row is None or np.isnan(row.observed[place]) else row.curve(key) for row in rows]
        found[key] = {
            name: [None if each is None else number(each[place]) for each in values]
            for name, values in (
                ("mean", [None if each is None else each.values for each in curves]),
                ("low", [None if each is None else each.low for each in curves]),
                ("high", [None if each is None else each.high for each in curves]),
            )
        }
    return {"networks": found} if found else {}


def _row(compared: NullComparison | None, place: int) -> dict[str, Any]:
    """One score of one slice; all None where it was not measured or the map says nothing."""
    if compared is None or np.isnan(compared.observed[place]):
        return dict.fromkeys(_FIGURES)
    return {
        "n": compared.n,
        "p": number(compared.p[place]),
        "q": number(compared.q[place]),
        "effect": number(compared.effect[place]),
        "strongest": number(compared.strongest[place]),
        "strongest_null": compared.strongest_keys[place],
        "above_strongest": number(compared.observed[place] - compared.strongest[place]),
    }
