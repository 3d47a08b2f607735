"""Curves of a case as SVG: the decision over the slices, and the shown map's agreement over slices and layers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from xaiviewer.display.palette import CAUTION, CLINICIAN, MARKS
from xaiviewer.exports.context import Context
from xaiviewer.exports.kind import Kind, Made
from xaiviewer.records import NOTICE
from xaiviewer.records.pictures.curves import Chart, Line, Sheet, sheet_svg
from xaiviewer.requests import MEASURES, method_title

_SCORES = (("mass", CLINICIAN), ("pointing", MARKS))


def make(context: Context) -> Iterator[Made]:
    """curves.svg."""
    yield Made("curves.svg", lambda: sheet_svg(curves(context)))


def curves(context: Context) -> Sheet:
    """The charts of a case; places along them are slices, counted from 1, and layers from input to output."""
    charts, told = [_decision(context)], []
    if context.layer is not None and context.explained.case.mask is not None:
        layer, method = context.analysis.layers[context.layer], context.explained.chosen[context.layer]
        told.append(f"Agreement with the clinician's mask: {method_title(method)}, {layer.name}.")
        charts.append(_agreement(context, context.layer))
        if len(context.explained.chosen) > 1:
            charts.append(_layers(context))
    return Sheet(context.case.name, tuple(told), tuple(charts), NOTICE)


def _decision(context: Context) -> Chart:
    description, indices = context.analysis.description, np.array(context.case.indices, dtype=np.float64)
    chances = [
        float(context.explained.result(index).probabilities[description.main_class]) for index in context.case.indices
    ]
    limit = np.full(len(indices), description.threshold)
    lines = (
        Line("called above", indices + 1, limit, CAUTION, dashed=True),
        Line(f"P({description.main_name})", indices + 1, np.array(chances, dtype=np.float64), CLINICIAN),
    )
    return Chart("decision", "slice", lines, (1.0, float(max(len(context.case), 2))), "probability")


def _agreement(context: Context, layer: int) -> Chart:
    method, lines = context.explained.chosen[layer], []
    for score, colour in _SCORES:
        found = [context.explained.result(index).curve(method, score) for index in context.case.indices]
        values = np.array([np.nan if each is None else each[layer] for each in found], dtype=np.float64)
        along = np.array(context.case.indices, dtype=np.float64) + 1
        lines.append(Line(MEASURES[score].title, along, values, colour))
    return Chart("agreement by slice", "slice", tuple(lines), (1.0, float(max(len(context.case), 2))), "score")


def _layers(context: Context) -> Chart:
    explained, index = context.explained, context.telling
    places = np.arange(1, len(explained.chosen) + 1, dtype=np.float64)
    masses = [explained.layer_map(layer, index).mass for layer in explained.chosen]
    values = np.array([np.nan if each is None else each for each in masses], dtype=np.float64)
    line = Line(MEASURES["mass"].title, places, values, CLINICIAN)
    return Chart(f"agreement by layer, slice {index + 1}", "layer", (line,), (1.0, float(len(places))), "score")


def size(_: str, context: Context) -> float:
    """About how many bytes it will have."""
    return 3_000 + 75.0 * len(context.case.indices)


KIND = Kind("svg", "SVG: curves of decision and agreement", make, size=size)
