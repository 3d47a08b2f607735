"""How hot the maps of slices without a lesion look."""

from __future__ import annotations

import math

from xaiviewer.audit.page.blocks import Block, Chart, Folded, Key, Legend, Said, Section, Table
from xaiviewer.audit.page.known import Known, chance, percent, with_interval
from xaiviewer.audit.page.plots.lines import Line, over_layers
from xaiviewer.audit.report import Figure, HeatRow

_HEAD = ("Layer", "Method", "Peak", "Marked", "AUROC of the peak", "q", "Slices", "Patients")


def false_heat(known: Known) -> Section:
    """Of every layer the method of the ranking: a chart and a table; all of them folded."""
    title = "False heat"
    rows = known.report.false_heat
    if not rows:
        return Section("false-heat", title, [Said("Not measured: no patient has slices with an empty mask.")])
    found: dict[str, HeatRow] = {}
    for row in rows:
        if row.layer not in found or row.method == known.nearest(row.layer):
            found[row.layer] = row
    chosen = [found[layer.name] for layer in known.report.layers if layer.name in found]
    blocks: list[Block] = [
        Said(
            "Slices whose mask is empty, on the scale of the same patient's slices with a lesion: a peak of 1 is as "
            "hot as the hottest of these. An AUROC of .5 means that a map's maximum does not tell slices with a lesion "
            "from those without: scaled slice by slice, a healthy slice then looks as hot.",
            "lead",
        ),
        Legend([Key("line", "AUROC of the peak"), Key("hard", "peak of slices without a lesion")]),
        Chart(_chart(known, chosen)),
        Table("Means over patients, with 95 % intervals", _HEAD, [_row(known, each) for each in chosen]),
    ]
    if len(rows) > len(chosen):
        table = Table("Every method in every layer", _HEAD, [_row(known, each) for each in rows])
        blocks.append(Folded(f"All {len(rows)} rows", [table]))
    return Section("false-heat", title, blocks)


def _chart(known: Known, rows: list[HeatRow]) -> str:
    by_layer = {each.layer: each for each in rows}
    chosen = [by_layer.get(layer.name) for layer in known.report.layers]
    nothing = Figure(math.nan, math.nan, math.nan)
    told = [nothing if each is None else each.auroc for each in chosen]
    peaks = [nothing if each is None else each.peak for each in chosen]
    dots = [each is not None and each.q <= 0.05 for each in chosen]
    lines = [
        Line(
            "AUROC of the peak",
            [each.value for each in told],
            "line",
            [each.low for each in told],
            [each.high for each in told],
            dots=dots,
        ),
        Line(
            "peak of slices without a lesion",
            [each.value for each in peaks],
            "hard",
            [each.low for each in peaks],
            [each.high for each in peaks],
            "wash",
        ),
    ]
    return over_layers(known.layers, lines, "False heat over the layers", (1080, 300))


def _row(known: Known, row: HeatRow) -> tuple[str, ...]:
    return (
        row.layer,
        known.method(row.method),
        with_interval(row.peak, "{:.2f}"),
        f"{percent(row.marked.value)} of the head",
        with_interval(row.auroc, "{:.2f}"),
        chance("q", row.q).removeprefix("q "),
        str(row.slices),
        str(row.patients),
    )
