"""The stores of a review and the background threads behind them. QtCore only: no widgets, no networks.

`Review` builds the stores, each of which holds one frozen state and emits a signal when it was replaced: the `Shelf`
(cases and the search for them), the `Work` (cases that are read, and what the networks do), what is `Shown`, and what
is `Compared`; above them the `Visits`, which lead them to the slices of an audit. Views connect to their signals and
call their verbs, never each other.
"""

from xaiviewer.review.compared import Compared, ComparedState, Subject
from xaiviewer.review.failure import Failure
from xaiviewer.review.protocols import CaseAnalyser, CaseReader
from xaiviewer.review.review import Review
from xaiviewer.review.shelf import Shelf
from xaiviewer.review.shown import Shown
from xaiviewer.review.state import (
    BEST,
    CaseEntry,
    Glimpse,
    LayerSelection,
    SearchState,
    ShelfState,
    ShownState,
    Task,
    WorkState,
)
from xaiviewer.review.threads.jobs import JobRunner
from xaiviewer.review.visits import Stop, Visits, VisitsState
from xaiviewer.review.work import Work

__all__ = [
    "BEST",
    "CaseAnalyser",
    "CaseEntry",
    "CaseReader",
    "Compared",
    "ComparedState",
    "Failure",
    "Glimpse",
    "JobRunner",
    "LayerSelection",
    "Review",
    "SearchState",
    "Shelf",
    "ShelfState",
    "Shown",
    "ShownState",
    "Stop",
    "Subject",
    "Task",
    "Visits",
    "VisitsState",
    "Work",
    "WorkState",
]
