"""What was measured, in tables of a report: what the reader drew, and the lesions."""

from __future__ import annotations

from collections.abc import Iterator

from xaiviewer.exports.context import Context
from xaiviewer.exports.measured import MeasuredRow, lesions_of, rows_of
from xaiviewer.exports.pdf.document import Document
from xaiviewer.records.pages.making import number
from xaiviewer.requests import method_title

_LESION = "lesion"
_NO_SPACING = "The files state no spacing: lengths are in pixels of the picture, taken as square."
_UNITS = {"mm2": "mm²", "deg": "°"}


def measurements(document: Document, context: Context) -> None:
    """The tables; nothing where nothing was measured and nothing is outlined."""
    rows = list(rows_of(context))
    drawn, lesions = [row for row in rows if row.kind != _LESION], [row for row in rows if row.kind == _LESION]
    if not rows:
        return
    document.heading("Measurements")
    if not context.case.geometry.known:
        document.paragraph(_NO_SPACING)
    if drawn:
        document.paragraph(
            "What the reader drew. Of a region: mean ± standard deviation (least to most) of the sequence's stored "
            "values and of the map's own, and the share of the map's positive evidence on the slice that lies in it.",
            introduces=True,
        )
        told = [
            (f"{row.kind} {row.number}", row.slice, _value(row), _of_sequence(row), _of_map(row), _share(row.share))
            for row in drawn
        ]
        document.table(("what", "slice", "result", "sequence", "map", "share"), told, (1.6, 0.8, 1.5, 3, 3.6, 1))
    if lesions:
        _lesions(document, context, lesions)


def _lesions(document: Document, context: Context, lesions: list[MeasuredRow]) -> None:
    table, of = lesions_of(context)
    known = of.method and any(row.share is not None for row in lesions)
    here = f" Map: {method_title(of.method)}{f', {of.layer}' if of.layer else ''}." if known else ""
    document.paragraph(
        "Lesions as they are outlined, the largest first: the longest diameter in the plane of the slices and the "
        "longest at right angles to it, as RANO measures; the mean of the model's probability over what it outlined; "
        f"the share of the map's positive evidence over all slices.{here}",
        introduces=True,
    )
    if not table.joined:
        document.paragraph("Slices are not known to be neighbours, so that each one's parts stand for themselves.")
    head = ("lesion", "slices", "volume", "diameters", "product", "in space", "probability", "share")
    document.table(head, [tuple(_lesion(row)) for row in lesions], (1.5, 0.8, 1.4, 2.9, 1.4, 1.2, 1.4, 0.9))


def _lesion(row: MeasuredRow) -> Iterator[object]:
    unit = row.length_unit
    yield f"{row.by} {row.number}"
    yield row.first if row.first == row.last else f"{row.first}–{row.last}"
    yield f"{number(row.value, '{:,.2f}' if row.unit == 'ml' else '{:,.0f}')} {row.unit}"
    yield f"{number(row.longest, '{:.1f}')} × {number(row.across, '{:.1f}')} {unit}, on slice {row.slice}"
    yield f"{number(row.product, '{:.0f}')} {unit}²"
    yield None if row.reach is None else f"{row.reach:.1f} {unit}"
    yield None if row.probability is None else number(row.probability)
    yield _share(row.share)


def _value(row: MeasuredRow) -> str:
    if row.value is None:
        return ""
    return f"{number(row.value, '{:,.1f}')} {_UNITS.get(row.unit, row.unit)}".strip()


def _of_sequence(row: MeasuredRow) -> str:
    told = _spread(row.mean, row.sd, row.least, row.most, row.pixels)
    return f"{row.sequence}: {told}" if told else ""


def _of_map(row: MeasuredRow) -> str:
    told = _spread(row.map_mean, row.map_sd, row.map_least, row.map_most, row.pixels)
    of = ", ".join(filter(None, (method_title(row.method) if row.method else "", row.layer)))
    return f"{of}: {told}" if told else ""


def _spread(mean: float | None, sd: float | None, least: float | None, most: float | None, pixels: int | None) -> str:
    """A region's spread over so many pixels, or the one value of a probe."""
    if mean is None:
        return ""
    if pixels is None:
        return f"{mean:.4g}"
    return f"{mean:.4g} ± {sd:.4g} ({least:.4g} to {most:.4g}), {pixels:,} pixels"


def _share(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f} %"
