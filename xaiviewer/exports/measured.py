"""The table of what was measured: a row for each measurement and each lesion, whatever the form it is written in.

A measurement's figures are those that the window told; lesions are measured as for the window's list, by one function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from xaiviewer.case import Case, Volume
from xaiviewer.exports.context import Context
from xaiviewer.measurements import (
    MapName,
    Mapped,
    Measured,
    Measurement,
    Point,
    Scale,
    Statistics,
    Table,
    figures_of,
    laid_out,
    table_of,
)
from xaiviewer.measurements import Row as Lesion
from xaiviewer.records.manifest import number

_KEPT = "lesions"
_Spread = tuple[float | None, float | None, float | None, float | None]
READER = "reader"


@dataclass(frozen=True)
class MeasuredRow:
    """A measurement or a lesion.

    Attributes:
        case: as the case is called in the export.
        kind: "distance", "angle", "rectangle", "ellipse", "freehand", "probe" or "lesion".
        by: who drew it: "reader"; of lesions "clinician" or "model".
        number: of the measurement, or of the lesion among those of the same outline, the largest first.
        slice: on which it lies, from 1; of a lesion that on which it is longest, and `first`, `last` those it spans.
        points_px: (column, row) on that slice, centres of pixels at integers from 0: see `measurements.Measurement`;
            of a lesion both ends of its longest diameter, then of the one across.
        points_mm: the same in the patient, LPS; none where the files do not say where their voxels lie.
        value: length, angle, area, a probe's value of the sequence, a lesion's volume; None where it is not known.
        unit: "mm", "deg", "mm2", "ml"; "px" and "voxels" where no spacing is stated; "" for a stored value.
        pixels: how many a region holds, or voxels a lesion.
        sequence: which `mean`, `sd`, `least`, `most` are of: stored values of a region's pixels, or the probe's.
        network, layer, method: of the map that `map_*` and `share` are of.
        share: of the map's positive evidence: of the slice, in a region; of all slices, in a lesion.
        longest, across: a lesion's longest diameter in the plane of the slices and the longest at right angles to it,
            `product` of both, as RANO multiplies them, and `reach` its longest diameter in space, in `length_unit`.
        probability: the mean of the model's over the lesion that it outlined.
    """

    case: str
    kind: str
    by: str
    number: int
    slice: int
    first: int
    last: int
    points_px: tuple[tuple[float, ...], ...]
    points_mm: tuple[tuple[float, ...], ...]
    value: float | None
    unit: str
    pixels: int | None = None
    sequence: str = ""
    mean: float | None = None
    sd: float | None = None
    least: float | None = None
    most: float | None = None
    network: str = ""
    layer: str = ""
    method: str = ""
    map_mean: float | None = None
    map_sd: float | None = None
    map_least: float | None = None
    map_most: float | None = None
    share: float | None = None
    longest: float | None = None
    across: float | None = None
    product: float | None = None
    reach: float | None = None
    length_unit: str = ""
    probability: float | None = None

    @property
    def cells(self) -> tuple[Any, ...]:
        """The row as a table holds it: points as words, such as "(3.0 4.5) (6.0 7.0)"."""
        return tuple(_words(each) if isinstance(each, tuple) else each for each in self.fields().values())

    def fields(self) -> dict[str, Any]:
        """The row by names of columns."""
        return {name: getattr(self, name) for name in COLUMNS}


COLUMNS = tuple(each.name for each in fields(MeasuredRow))


def anything_measured(context: Context) -> bool:
    """Whether the table has a row; lesions are not measured to find out."""
    case, mask = context.case, context.case.mask
    drawn = mask is not None and any(mask.voxels[index].any() for index in case.indices)
    outlines = (each.segmentation for each in context.analysis.slices.values())
    return bool(context.measured) or drawn or any(each is not None and each.any() for each in outlines)


def lesions_of(context: Context) -> tuple[Table, MapName]:
    """The table of lesions, made once, and which map it is of."""
    if _KEPT not in context.kept:
        context.kept[_KEPT] = _own(context) if context.lesions is None else context.lesions()
    found: tuple[Table, MapName] = context.kept[_KEPT]
    return found


def _own(context: Context) -> tuple[Table, MapName]:
    """Of the map of the layer that opens first. Which slices are neighbours only the case as it was read tells."""
    mapped, name = _map_of(context)
    return table_of(context.original, context.analysis.slices, mapped), name


def _map_of(context: Context) -> tuple[Callable[[int], Mapped | None], MapName]:
    """The map of the layer that opens first, by slice, and which it is."""
    explained, analysis, layer = context.explained, context.analysis, context.layer
    if layer is None:
        return lambda _: None, MapName()
    placement = analysis.placement(layer, context.appearance.alignment)
    name = MapName(analysis.description.identity.name, analysis.layers[layer].name, explained.chosen[layer])
    return lambda index: laid_out(explained.maps[layer][index], placement, context.original.shape), name


def measured_of(context: Context, drawn: Sequence[Measurement]) -> tuple[Measured, ...]:
    """Measurements of a case that is analysed for its export, with their figures: of the map that opens first."""
    return measured_on(context.case, context.appearance.volume(context.case), drawn, *_map_of(context))


def measured_on(
    case: Case,
    volume: Volume,
    drawn: Sequence[Measurement],
    mapped: Callable[[int], Mapped | None],
    name: MapName,
) -> tuple[Measured, ...]:
    """Measurements with their figures.

    Args:
        case: as it is written.
        volume: the sequence of it whose values are told.
        drawn: the measurements.
        mapped: the map of a slice; None where it is not known.
        name: which map that is.
    """
    scale, found = Scale.of(case.geometry), []
    sequence = f"{volume.sequence} ({volume.name})" if volume.name else volume.sequence
    for each in drawn:
        index = each.slice_index
        plane = None if index in volume.absent else volume.voxels[index]
        figures = figures_of(each, scale, case.shape, plane, mapped(index))
        told = sequence if figures.values is not None else ""
        found.append(Measured(each, figures, told, MapName() if figures.map is None else name))
    return tuple(found)


def rows_of(context: Context) -> Iterator[MeasuredRow]:
    """Every row of a case: what was drawn, then lesions."""
    for each in context.measured:
        yield _drawn(context, each)
    if anything_measured(context):
        table, name = lesions_of(context)
        for lesion in table.rows:
            yield _lesion(context, lesion, name, table.scale)


def _drawn(context: Context, each: Measured) -> MeasuredRow:
    drawn, found = each.drawn, each.figures
    place, points = drawn.slice_index + 1, drawn.points
    size = found.values.mean if found.size is None and found.values is not None else found.size
    return MeasuredRow(
        context.identity.name,
        drawn.kind,
        READER,
        drawn.number,
        place,
        place,
        place,
        _short(points),
        in_patient(context, points, drawn.slice_index),
        None if size is None else number(size),
        found.unit,
        found.pixels,
        each.sequence,
        *_spread(found.values),
        each.map.network,
        each.map.layer,
        each.map.method,
        *_spread(found.map),
        None if found.mass is None else number(found.mass),
    )


def _lesion(context: Context, row: Lesion, name: MapName, scale: Scale) -> MeasuredRow:
    lesion = row.lesion
    place = lesion.longest.slice_index
    points = (*lesion.longest.ends, *lesion.across.ends)
    of = name if row.mass is not None else MapName()
    return MeasuredRow(
        context.identity.name,
        "lesion",
        row.by,
        lesion.number,
        place + 1,
        lesion.first + 1,
        lesion.last + 1,
        _short(points),
        in_patient(context, points, place),
        float(lesion.voxels) if row.volume_ml is None else number(row.volume_ml),
        "voxels" if row.volume_ml is None else "ml",
        lesion.voxels,
        network=of.network,
        layer=of.layer,
        method=of.method,
        share=None if row.mass is None else number(row.mass),
        longest=number(lesion.longest.length),
        across=number(lesion.across.length),
        product=number(lesion.longest.length * lesion.across.length),
        reach=None if lesion.reach is None else number(lesion.reach),
        length_unit="mm" if scale.known else "px",
        probability=None if row.probability is None else number(row.probability),
    )


def in_patient(context: Context, points: tuple[Point, ...], index: int) -> tuple[tuple[float, ...], ...]:
    """Places on a slice in the patient, LPS millimetres; () where the files do not say where their voxels lie."""
    geometry = context.case.geometry
    if not geometry.placed:
        return ()
    return _short(tuple(tuple(geometry.affine[:3] @ (column, row, index, 1.0)) for column, row in points))


def _short(points: tuple[tuple[float, ...], ...]) -> tuple[tuple[float, ...], ...]:
    """To a thousandth."""
    return tuple(tuple(round(float(each), 3) + 0.0 for each in point) for point in points)


def _spread(found: Statistics | None) -> _Spread:
    if found is None:
        return None, None, None, None
    return number(found.mean), number(found.sd), number(found.least), number(found.most)


def _words(points: tuple[tuple[float, ...], ...]) -> str:
    return " ".join(f"({' '.join(repr(each) for each in point)})" for point in points)  # begins like no formula
