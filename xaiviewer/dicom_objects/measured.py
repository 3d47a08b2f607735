"""What was measured, as groups of a report: with the line that was drawn on the source image (TID 1410 and 1501).

Lesions have their volume and the two diameters of the list, drawn on the image on which they are longest. What a map
has in a lesion or a region is told with the map's method (TID 300) and layer. Where a slice of the case is no acquired
image, nothing is drawn on one, and `undrawn` counts it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.dicom_objects import codes
from xaiviewer.dicom_objects.context import Context
from xaiviewer.dicom_objects.source import Slot
from xaiviewer.measurements import REGIONS, Diameter, Figures, MapName, Measured, Point, Statistics, course

_CENTRE = 0.5
"""Of the first pixel: DICOM counts from its upper left corner (PS3.3, C.18.6.1.1), the program from its centre."""


def undrawn(context: Context) -> int:
    """How many measurements lie on no acquired image."""
    return sum(context.source.slot_of(each.drawn.slice_index) is None for each in context.measured)


def drawn_groups(context: Context, tracking: Any) -> list[Any]:
    """A group for each measurement that lies on an acquired image.

    Args:
        context: of the export.
        tracking: makes a tracking identifier of what is tracked.
    """
    found = []
    for each in context.measured:
        slot = context.source.slot_of(each.drawn.slice_index)
        if slot is not None and (each.figures.size is not None or each.figures.values is not None):
            what = tracking(f"{each.drawn.kind} {each.drawn.number}")
            make = _region if each.drawn.kind in REGIONS else _line
            found.append(make(context, each, slot, what))
    return found


def lesion_groups(context: Context, tracking: Any) -> list[Any]:
    """A group for each lesion, with its diameters on the image on which it is longest."""
    import highdicom  # noqa: PLC0415 - see the room's docstring

    sr, found = highdicom.sr, []
    for row in context.lesions():
        slot = context.source.slot_of(row.lesion.longest.slice_index)
        if slot is None:
            continue
        figures = [] if row.volume_ml is None else [_number(codes.VOLUME, row.volume_ml, codes.MILLILITRE)]
        figures += [
            _diameter(context, codes.LONG_AXIS, row.lesion.longest, slot),
            _diameter(context, codes.PERPENDICULAR, row.lesion.across, slot),
        ]
        if row.probability is not None:
            figures.append(_number(codes.PROBABILITY, row.probability, codes.NO_UNITS))
        if row.mass is not None:
            figures.append(_share(row.mass, context.lesion_map()))
        found.append(
            sr.MeasurementsAndQualitativeEvaluations(
                tracking_identifier=tracking(f"{row.by} lesion {row.lesion.number}"),
                finding_type=codes.LESION,
                measurements=figures,
                source_images=[_image(slot, sr.SourceImageForMeasurementGroup)],
            )
        )
    return found


def on_image(context: Context, points: Sequence[Point] | NDArray[np.float64], index: int) -> NDArray[np.float64]:
    """Places on a slice of the case as (column, row) of the acquired image, from its upper left corner."""
    given = np.asarray(points, dtype=np.float64)
    count = len(given)
    homogeneous = np.column_stack([given, np.full(count, index), np.ones(count)])
    turned = np.linalg.inv(context.source.grid.geometry.affine) @ context.case.geometry.affine
    placed: NDArray[np.float64] = (homogeneous @ turned.T)[:, :2] + _CENTRE
    return placed


def _line(context: Context, each: Measured, slot: Slot, what: Any) -> Any:
    """A distance, an angle or a probe: a figure that is inferred from a line or a point."""
    import highdicom  # noqa: PLC0415

    sr, drawn, figures = highdicom.sr, each.drawn, each.figures
    points = on_image(context, drawn.points, drawn.slice_index)
    graphic = "POINT" if drawn.kind == "probe" else "POLYLINE"
    marked = sr.CoordinatesForMeasurement(graphic, points, _image(slot, sr.SourceImageForRegion))
    if drawn.kind == "probe":
        assert figures.values is not None
        made = [_number(codes.pixel_value(each.sequence), figures.values.mean, codes.NO_UNITS, [marked])]
        if figures.map is not None:
            value, method = codes.map_value(each.map.layer), codes.of_method(each.map.method)
            made.append(_number(value, figures.map.mean, codes.NO_UNITS, [marked], method=method))
    else:
        code = codes.LENGTH if drawn.kind == "distance" else codes.ANGLE
        assert figures.size is not None
        made = [_number(code, figures.size, _unit(figures), [marked])]
    return sr.MeasurementsAndQualitativeEvaluations(
        tracking_identifier=what,
        measurements=made,
        source_images=[_image(slot, sr.SourceImageForMeasurementGroup)],
    )


def _region(context: Context, each: Measured, slot: Slot, what: Any) -> Any:
    """A planar region with its area, and the spread of the sequence's values in it."""
    import highdicom  # noqa: PLC0415

    sr, drawn, figures = highdicom.sr, each.drawn, each.figures
    line = on_image(context, course(drawn), drawn.slice_index)
    assert figures.size is not None
    made = [_number(codes.AREA, figures.size, _unit(figures))]
    if figures.values is not None:
        made += _spread(codes.pixel_value(each.sequence), figures.values)
    if figures.map is not None:
        made += _spread(codes.map_value(each.map.layer), figures.map, codes.of_method(each.map.method))
    if figures.mass is not None:
        made.append(_share(figures.mass, each.map))
    return sr.PlanarROIMeasurementsAndQualitativeEvaluations(
        tracking_identifier=what,
        referenced_region=sr.ImageRegion("POLYLINE", line, _image(slot, sr.SourceImageForRegion)),
        measurements=made,
    )


def _share(mass: float, of: MapName) -> Any:
    """Of a map's positive evidence, in a region or a lesion."""
    return _number(codes.map_share(of.layer), mass, codes.NO_UNITS, method=codes.of_method(of.method))


def _spread(code: Any, found: Statistics, method: Any = None) -> list[Any]:
    told = (
        (codes.MEAN, found.mean),
        (codes.DEVIATION, found.sd),
        (codes.MINIMUM, found.least),
        (codes.MAXIMUM, found.most),
    )
    return [_number(code, value, codes.NO_UNITS, derivation=how, method=method) for how, value in told]


def _diameter(context: Context, code: Any, line: Diameter, slot: Slot) -> Any:
    import highdicom  # noqa: PLC0415

    sr = highdicom.sr
    points = on_image(context, line.ends, line.slice_index)
    marked = sr.CoordinatesForMeasurement("POLYLINE", points, _image(slot, sr.SourceImageForRegion))
    return _number(code, line.length, codes.MILLIMETRE, [marked])


def _number(
    code: Any,
    value: float,
    unit: Any,
    marked: Sequence[Any] | None = None,
    *,
    derivation: Any = None,
    method: Any = None,
) -> Any:
    import highdicom  # noqa: PLC0415

    return highdicom.sr.Measurement(
        name=code,
        value=float(f"{value:.7g}"),
        unit=unit,
        derivation=derivation,
        method=method,
        referenced_coordinates=marked,
    )


def _unit(figures: Figures) -> Any:
    return {"mm": codes.MILLIMETRE, "mm2": codes.SQUARE_MILLIMETRE, "deg": codes.DEGREE}.get(figures.unit, codes.PIXELS)


def _image(slot: Slot, make: Any) -> Any:
    named = slot.header.SOPClassUID, slot.header.SOPInstanceUID
    return make(*named, [slot.frame] if slot.frame else None)
