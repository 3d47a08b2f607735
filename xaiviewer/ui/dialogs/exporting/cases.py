"""Which cases are exported, and what analyses those that are not on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case, Choices
from xaiviewer.cohort.plan import AUTO, Plan
from xaiviewer.exports.context import Context
from xaiviewer.exports.kind import Kind
from xaiviewer.exports.plan import CasePlan
from xaiviewer.exports.run import Unread
from xaiviewer.exports.several.asked import Asked, Order
from xaiviewer.ledger.project import Project
from xaiviewer.measurements import Marks, Measurement
from xaiviewer.requests import AnalysisSettings
from xaiviewer.review import Review, query
from xaiviewer.review.measured import grid_of
from xaiviewer.review.state import BEST, ShownState
from xaiviewer.ui.dialogs.exporting.shown_case import Chosen, marked
from xaiviewer.ui.language import figure, tr

THIS, LISTED, FLAGGED, DONE, ALL = "this", "listed", "flagged", "done", "all"

Tell = Callable[[float, str], None]


class Exporter(Protocol):
    """Analyses cases as the command line does; see `exports.several.exporter`."""

    def contexts(self, order: Order, tell: Tell, cancelled: Callable[[], bool]) -> Iterator[Context | Unread]:
        """Each case analysed as it is asked for."""

    def plans(
        self, order: Order, kinds: Sequence[Kind], tell: Tell, cancelled: Callable[[], bool]
    ) -> Iterator[CasePlan | Unread]:
        """What would be written of each case, without analysing it."""


@dataclass(frozen=True)
class Several:
    """Cases that are analysed for the export: frozen, for a worker.

    Attributes:
        paths: where they lie.
        chosen: what the reader chose in the dialog.
        plan: what the networks are asked.
        choices: which of their files the reader decided to take.
        marks: what was painted, by grid.
        drawn: what was drawn to measure it, by grid.
    """

    paths: tuple[Path, ...]
    chosen: Chosen
    plan: Plan
    choices: Mapping[Path, Choices] = field(repr=False)
    marks: Mapping[object, Marks] = field(repr=False)
    drawn: Mapping[object, tuple[Measurement, ...]] = field(repr=False)

    def order(self, project: Project | None) -> Order:
        """The same as the command line gives it; `project` is open, or there is none."""
        chosen = self.chosen
        asked = Asked(self.plan, chosen.every_layer, chosen.hide, project, chosen.wanted, chosen.salt)
        return Order(self.paths, asked, self.choices, self._marked, self._drawn)

    def _drawn(self, case: Case) -> tuple[Measurement, ...]:
        return self.drawn.get(grid_of(case), ())

    def _marked(self, case: Case) -> NDArray[np.bool_] | None:
        known = self.marks.get(grid_of(case))
        return None if known is None else marked(known, (len(case), *case.shape))


def several_of(review: Review, paths: tuple[Path, ...], chosen: Chosen, *, nulls: bool) -> Several:
    """These cases, asked what the window is set to."""
    plan = plan_of(chosen.state, review.settings, every_layer=chosen.every_layer, nulls=nulls)
    measured = review.measured
    return Several(paths, chosen, plan, dict(review.choices), measured.all_marks(), measured.all_drawn())


def plan_of(state: ShownState, settings: AnalysisSettings, *, every_layer: bool, nulls: bool) -> Plan:
    """What the window is set to, as a plan: method, class, layer and look; windows are the open case's own."""
    layers, analysis = None, state.analysis
    if not every_layer and analysis is not None and query.network(state) is analysis.description:
        layers = (analysis.layers[min(state.layer, len(analysis.layers) - 1)].name,)
    return Plan(
        with_slices=(AUTO if state.method == BEST else state.method,),
        layers=layers,
        wanted_class=None if state.class_index is None else str(state.class_index),
        settings=replace(settings, class_index=None, methods=(), both=False),
        appearance=replace(state.appearance, windows={}),
        nulls=nulls,
    )


def choices_of(review: Review, listed: tuple[Path, ...]) -> dict[str, tuple[str, tuple[Path, ...]]]:
    """What can be chosen, by key: its words, and the cases; what holds none, or the same as another, is left out."""
    shelf, lines = review.shelf.state, review.worklist.state
    every = tuple(each.path for each in shelf.entries)
    found: dict[str, tuple[str, tuple[Path, ...]]] = {}
    if shelf.current is not None:
        found[THIS] = tr("This case"), (shelf.current,)

    def of_status(status: str) -> tuple[Path, ...]:
        return tuple(path for path in every if lines.line(path).status == status)

    offered = (
        (LISTED, tr("The cases that the list shows ({count})"), listed if set(listed) != set(every) else ()),
        (FLAGGED, tr("Flagged cases ({count})"), of_status("flagged")),
        (DONE, tr("Cases that are done ({count})"), of_status("done")),
        (ALL, tr("All cases ({count})"), every if every != (shelf.current,) else ()),
    )
    for key, words, paths in offered:
        if paths:
            found[key] = words.format(count=figure(f"{len(paths):,}")), paths
    return found
