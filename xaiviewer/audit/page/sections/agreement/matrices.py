"""Every method in every layer: how far it lies above the strongest null."""

from __future__ import annotations

import math

from xaiviewer.audit.page.blocks import Block, Chart, Folded, Key, Legend, Said, Section
from xaiviewer.audit.page.known import Known, capital, chance
from xaiviewer.audit.page.plots.matrix import MatrixCell, matrix
from xaiviewer.audit.report import SurvivalRow
from xaiviewer.records.pages.making import between, number


def matrices(known: Known) -> Section:
    """A coloured table for each measure, the main one seen, the others folded."""
    blocks: list[Block] = [
        Said(
            "Rows are layers from the input to the output, columns methods. Blue lies above the strongest null of the "
            "layer, amber below it; hatched and grey does not survive. Every row of every null stands in the tables "
            "beside this page.",
            "lead",
        ),
        Legend([Key("swatch above", "above the strongest null"), Key("swatch below", "below it")]),
    ]
    for measure in known.measures:
        if not known.survival(measure):
            continue
        title = f"{capital(known.measure(measure))} over the strongest null"
        chart = Chart(_matrix(known, measure, title), "", title if measure == known.main else "")
        blocks.append(chart if measure == known.main else Folded(capital(known.measure(measure)), [chart]))
    if not any(known.survival(measure) for measure in known.measures):
        blocks.append(Said("Not measured."))
    return Section("layers-and-methods", "Layers and methods", blocks)


def _matrix(known: Known, measure: str, title: str) -> str:
    rows, methods = known.survival(measure), [each.key for each in known.report.methods]
    cells = [
        [_cell(known, rows.get((method, layer.name)), layer.name, method) for method in methods]
        for layer in known.report.layers
    ]
    return matrix(known.layers, [known.method(each) for each in methods], cells, title)


def _cell(known: Known, row: SurvivalRow | None, layer: str, method: str) -> MatrixCell:
    where = f"{layer} · {known.method(method)}"
    if row is None or math.isnan(row.difference):
        return MatrixCell(math.nan, held=False, told=f"{where}: not measured")
    told = (
        f"{where}: {number(row.observed)} against {number(row.expected)} of {known.null(row.stands_for)}, "
        f"difference {number(row.difference, '{:+.3f}')} ({between(row.low, row.high, '{:+.3f}')}), "
        f"{chance('q', row.q)}; {'survives' if row.survives else 'does not survive'}"
    )
    return MatrixCell(row.difference, row.survives, told)
