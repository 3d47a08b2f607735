"""What the reader measured on the open case, and on other series of the study: each on its own grid."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from xaiviewer.case import Case
from xaiviewer.review.derived.steps import Settings
from xaiviewer.review.measured import Measured, MeasuredState
from xaiviewer.review.threads.picturing import SeriesId

_SERIES = "measurements of "
"""What names of series' measurements begin with, among all that can be undone (see `intent`)."""


class MeasuredStudy(Measured):
    """That of the open case, and a store for every other series that was shown; one measurement of all is chosen.

    Signals:
        changed(): another state, of the case or of any series.
        asked(object, int): the slice of the series of this `SeriesId` is to be shown, wherever it is on the screen.
    """

    asked = Signal(object, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._series: dict[SeriesId, Measured] = {}

    def of_series(self, name: SeriesId, case: Case) -> Measured:
        """What is measured on a series, whose voxels `case` holds."""
        made = self._series.get(name)
        if made is None:
            made = self._series[name] = Measured(self)
            made.show(on=self.state.visible)
            made.changed.connect(partial(self._take, made))
        made.enter(case)
        return made

    def of_others(self) -> Iterator[tuple[SeriesId, Measured]]:
        """The series on which something is measured, in the order in which they were first shown."""
        return ((name, each) for name, each in self._series.items() if each.state.measurements)

    @property
    def chosen(self) -> tuple[Measured, int] | None:
        """Where what is chosen was measured, and its number."""
        found = ((each, each.state.selected) for each in (self, *self._series.values()))
        return next(((each, number) for each, number in found if number is not None), None)

    def show(self, *, on: bool) -> None:
        """Draw all of it, or none."""
        super().show(on=on)
        for each in self._series.values():
            each.show(on=on)

    def settings(self) -> Settings:
        """What is measured on series, by names of their own, to be undone."""
        return {f"{_SERIES}{name.path}\0{name.key}": each.state.measurements for name, each in self._series.items()}

    def restore_series(self, wanted: Settings) -> None:
        """Take back what was changed on series, or do it again; what is not named stays."""
        for name, each in self._series.items():
            known: Any = wanted.get(f"{_SERIES}{name.path}\0{name.key}")
            if known is not None:
                each.restore(known, each.state.marks)

    def _take(self, store: Measured) -> None:
        """Something else is measured on a series, or chosen there."""
        if store.state.selected is not None:
            self._choose_in(store)
        self.changed.emit()

    def _replace(self, state: MeasuredState, **changes: Any) -> None:
        super()._replace(state, **changes)
        if self.state.selected is not None:
            self._choose_in(self)

    def _choose_in(self, store: Measured) -> None:
        """What was chosen elsewhere is not any more."""
        for each in (self, *self._series.values()):
            if each is not store:
                each.select(None)
