"""What a measurement measures of the picture and the map beneath it: plain figures, for lists and files alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from numpy.typing import NDArray

from xaiviewer.measurements.figures import Scale, Statistics, angle, area, length, share_of_mass, statistics
from xaiviewer.measurements.mapped import Mapped
from xaiviewer.measurements.raster import inside
from xaiviewer.measurements.shapes import Measurement

Unit = Literal["mm", "mm2", "px", "deg", ""]


@dataclass(frozen=True)
class Figures:
    """What a measurement measures.

    Attributes:
        size: length, angle or area; None of a probe.
        unit: of it, "px" where no spacing is stated; "" of a probe.
        pixels: how many a region holds; None for what holds none.
        values: of the picture, of a probe the one pixel's; None for a line, and where nothing was acquired.
        map: of the map, alike; None where none is known.
        mass: the share of the map's positive evidence on the slice that lies in a region; None where there is none.
    """

    size: float | None
    unit: Unit
    pixels: int | None = None
    values: Statistics | None = None
    map: Statistics | None = None
    mass: float | None = None


@dataclass(frozen=True)
class MapName:
    """Which map figures are of.

    Attributes:
        network: the name of the network; "" where no map is known.
        layer: the name of the layer; "" at the input.
        method: key of the method.
    """

    network: str = ""
    layer: str = ""
    method: str = ""


@dataclass(frozen=True)
class Measured:
    """A measurement and what it measured when it was written down.

    Attributes:
        drawn: the shape.
        figures: what it measures.
        sequence: the sequence that `figures.values` is of; "" where they are of none.
        map: which map `figures.map` is of.
    """

    drawn: Measurement
    figures: Figures
    sequence: str = ""
    map: MapName = MapName()


def figures_of(
    drawn: Measurement, scale: Scale, shape: tuple[int, int], plane: NDArray[Any] | None, mapped: Mapped | None
) -> Figures:
    """What a measurement measures on its slice.

    Args:
        drawn: the shape.
        scale: of the slice's pixels.
        shape: rows and columns of the slice.
        plane: the picture ``[row, column]``; None where it was not acquired.
        mapped: the map; None where it is not known.
    """
    if drawn.kind == "distance":
        return Figures(length(drawn.points[0], drawn.points[1], scale), "mm" if scale.known else "px")
    if drawn.kind == "angle":
        return Figures(angle(drawn.points, scale), "deg")
    if drawn.kind == "probe":
        at = pixel_of(drawn, shape)
        values = None if plane is None else _one(float(plane[at]))
        return Figures(None, "", None, values, None if mapped is None else _one(float(mapped.values[at])))
    patch = inside(drawn, shape)
    return Figures(
        area(drawn, scale),
        "mm2" if scale.known else "px",
        int(patch.inside.sum()),
        None if plane is None else statistics(plane, patch),
        None if mapped is None else statistics(mapped.values, patch),
        None if mapped is None else share_of_mass(mapped.positive, patch),
    )


def pixel_of(drawn: Measurement, shape: tuple[int, int]) -> tuple[int, int]:
    """Row and column of the pixel that a probe lies on."""
    (column, row), (rows, columns) = drawn.points[0], shape
    return min(max(round(row), 0), rows - 1), min(max(round(column), 0), columns - 1)


def _one(value: float) -> Statistics:
    return Statistics(value, 0.0, value, value, 1)
