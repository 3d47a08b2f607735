"""What can be drawn on a slice to measure it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Point = tuple[float, float]
"""(column, row) in slice pixels; a pixel's centre is at integers, its edges half a pixel from there."""

Kind = Literal["distance", "angle", "rectangle", "ellipse", "freehand", "probe"]

KINDS: tuple[Kind, ...] = get_args(Kind)

POINTS: dict[Kind, int] = {"distance": 2, "angle": 3, "rectangle": 2, "ellipse": 2, "freehand": 3, "probe": 1}
"""How many points each is made of; a freehand line has at least as many."""

REGIONS: tuple[Kind, ...] = ("rectangle", "ellipse", "freehand")
"""Those that enclose pixels."""


@dataclass(frozen=True)
class Measurement:
    """One thing that was drawn. What it measures is not part of it: that depends on what is shown beneath.

    Attributes:
        number: no two of a case have the same; a number is not given twice.
        kind: what the points mean. "distance": both ends; "angle": an end, the vertex, the other end; "rectangle" and
            "ellipse": opposite corners of the box around it, along rows and columns; "freehand": a line that closes;
            "probe": the place.
        slice_index: the slice it was drawn on.
        points: see `kind`.

    Raises:
        ValueError: for too few points, or too many (a programming error).
    """

    number: int
    kind: Kind
    slice_index: int
    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        wanted, given = POINTS[self.kind], len(self.points)
        if given < wanted or (given > wanted and self.kind != "freehand"):
            raise ValueError(f"a {self.kind} has {wanted} points, not {given}")

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of all its points."""
        columns, rows = zip(*self.points, strict=True)
        return min(columns), min(rows), max(columns), max(rows)
