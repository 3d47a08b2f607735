"""What the reader measured and marked, case by case, as long as the program runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from xaiviewer.case import Case
from xaiviewer.measurements import Kind, Marks, Measurement, Point, Scale

Measurements = tuple[Measurement, ...]


@dataclass(frozen=True, eq=False)
class MeasuredState:
    """What was measured on the open case; replaced whole at every change.

    Attributes:
        measurements: in the order in which they were made.
        selected: number of the one that is chosen; None where none is.
        marks: what was painted.
        visible: whether all of it is drawn.
        given: the highest number that was given; none is given twice.
    """

    measurements: Measurements = ()
    selected: int | None = None
    marks: Marks = field(default_factory=Marks)
    visible: bool = True
    given: int = 0

    def get(self, number: int | None) -> Measurement | None:
        """The measurement of a number; None where there is none."""
        return next((each for each in self.measurements if each.number == number), None)

    def on(self, index: int) -> Measurements:
        """Those of one slice."""
        return tuple(each for each in self.measurements if each.slice_index == index)


class Measured(QObject):
    """Holds the frozen `MeasuredState` of the open case, and those of the cases before it.

    Signals:
        changed(): another state.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = MeasuredState()
        self.scale = Scale()
        self._key: object = None
        self._kept: dict[object, MeasuredState] = {}

    def enter(self, case: Case | None) -> None:
        """Another case is open. What was drawn on another grid of it is kept, and comes back with that grid."""
        key = None if case is None else grid_of(case)
        if key == self._key:
            return
        if self._key is not None:
            self._kept[self._key] = replace(self.state, selected=None)
        self._key = key
        self.scale = Scale() if case is None else Scale.of(case.geometry)
        known = self._kept.get(key, MeasuredState())
        self._replace(known, visible=self.state.visible)

    @property
    def key(self) -> object:
        """Of what the state is: no two grids of voxels have the same; None where no case is open."""
        return self._key

    def all_marks(self) -> dict[object, Marks]:
        """What was painted on any case that was open, by `grid_of` it."""
        states = {**self._kept, self._key: self.state}
        return {key: each.marks for key, each in states.items() if each.marks.slices}

    def all_drawn(self) -> dict[object, Measurements]:
        """What was drawn on any case that was open, by `grid_of` it."""
        states = {**self._kept, self._key: self.state}
        return {key: each.measurements for key, each in states.items() if each.measurements}

    def add(self, kind: Kind, slice_index: int, points: Iterable[Point]) -> Measurement:
        """Keep what was drawn, and choose it."""
        made = Measurement(self.state.given + 1, kind, slice_index, tuple(points))
        measurements = (*self.state.measurements, made)
        self._replace(self.state, measurements=measurements, selected=made.number, given=made.number, visible=True)
        return made

    def change(self, measurement: Measurement) -> None:
        """Keep the measurement of the same number as it is now."""
        known = self.state.measurements
        if measurement not in known:
            changed = tuple(measurement if each.number == measurement.number else each for each in known)
            self._replace(self.state, measurements=changed)

    def remove(self, number: int | None) -> None:
        """Drop a measurement; one that is not there is no matter."""
        left = tuple(each for each in self.state.measurements if each.number != number)
        if left != self.state.measurements:
            selected = None if self.state.selected == number else self.state.selected
            self._replace(self.state, measurements=left, selected=selected)

    def select(self, number: int | None) -> None:
        """Choose a measurement, or none."""
        if number != self.state.selected:
            self._replace(self.state, selected=number)

    def mark(self, index: int, mask: NDArray[np.bool_]) -> None:
        """Keep the marks of a slice, bool ``[row, column]``."""
        self._replace(self.state, marks=self.state.marks.with_slice(index, mask), visible=True)

    def show(self, *, on: bool) -> None:
        """Draw all of it, or none."""
        if on != self.state.visible:
            self._replace(self.state, visible=on)

    def restore(self, measurements: Measurements, marks: Marks) -> None:
        """Take back what was changed, or do it again."""
        there = {each.number for each in measurements}
        selected = self.state.selected if self.state.selected in there else None
        self._replace(self.state, measurements=measurements, marks=marks, selected=selected, visible=True)

    def _replace(self, state: MeasuredState, **changes: Any) -> None:
        self.state = replace(state, **changes)
        self.changed.emit()


def grid_of(case: Case) -> tuple[object, ...]:
    """What tells the grid of one case from that of another, or of the same case read otherwise."""
    return case.source, len(case), case.shape, case.geometry.affine.tobytes()
