"""What it gains to put each cell of a map on its receptive field."""

from __future__ import annotations

from collections.abc import Sequence

from xaiviewer.audit.page.blocks import Block, Chart, Folded, Said, Section, Table
from xaiviewer.audit.page.known import Known, capital, chance, with_interval
from xaiviewer.audit.page.plots.whiskers import Whisker, whiskers
from xaiviewer.audit.report import CentringRow
from xaiviewer.records.pages.making import number

_HEAD = ("Layer", "Method", "Pixels apart", "Half-pixel", "Centred", "Gain", "q", "Patients")
_FORM = "{:+.3f}"


def centring(known: Known) -> Section:
    """Pixels and score; of every layer the method that stands in the ranking, the others folded."""
    title = "What centring on receptive fields gains"
    rows = known.report.centring
    if not rows:
        return Section("centring", title, [Said("Not measured.")])
    told_of = {each.measure for each in rows}
    measures = [key for key in known.measures if key in told_of]
    blocks: list[Block] = [
        Said(
            "Peers enlarge a map as a picture is enlarged (half-pixel), which puts a cell's heat down and right of "
            "what it sees. Here each cell lies on the centre of its receptive field. Both from the same maps.",
            "lead",
        )
    ]
    for measure in measures:
        of = [each for each in rows if each.measure == measure]
        chosen = _one_per_layer(known, of)
        told: list[Block] = [_chart(known, measure, chosen), _table(known, measure, chosen)]
        if len(of) > len(chosen):
            told.append(Folded(f"All {len(of)} rows", [_table(known, measure, of)]))
        blocks += told if measure == measures[0] else [Folded(capital(known.measure(measure)), told)]
    return Section("centring", title, blocks)


def _one_per_layer(known: Known, rows: Sequence[CentringRow]) -> list[CentringRow]:
    """Of every layer the method of the ranking; where that was not asked, the first."""
    found: dict[str, CentringRow] = {}
    for row in rows:
        if row.layer not in found or row.method == known.nearest(row.layer):
            found[row.layer] = row
    return [found[layer.name] for layer in known.report.layers if layer.name in found]


def _chart(known: Known, measure: str, rows: Sequence[CentringRow]) -> Chart:
    drawn = [
        Whisker(
            f"{each.layer} · {known.method(each.method)}",
            each.gain.value,
            each.gain.low,
            each.gain.high,
            each.q <= 0.05,
            f"{number(each.gain.value, _FORM)}, {number(each.shift_px, '{:.1f}')} px, {chance('q', each.q)}",
        )
        for each in rows
    ]
    title = f"{capital(known.measure(measure))}: centred less half-pixel"
    return Chart(whiskers(drawn, title, "gain, mean over patients, 95 % interval"), "", title)


def _table(known: Known, measure: str, rows: Sequence[CentringRow]) -> Table:
    return Table(
        f"{capital(known.measure(measure))}; pixels of the slice along each axis",
        _HEAD,
        [
            (
                each.layer,
                known.method(each.method),
                number(each.shift_px, "{:.1f}"),
                number(each.half_pixel),
                number(each.centred),
                with_interval(each.gain, _FORM),
                chance("q", each.q).removeprefix("q "),
                str(each.patients),
            )
            for each in rows
        ],
    )
