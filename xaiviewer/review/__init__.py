"""The state of a review and the one background thread behind it. QtCore only: no widgets, no networks."""

from xaiviewer.review.jobs import JobRunner
from xaiviewer.review.protocols import CaseAnalyser, CaseReader
from xaiviewer.review.session import ReviewSession
from xaiviewer.review.state import (
    BEST,
    CaseEntry,
    Failure,
    Glimpse,
    LayerSelection,
    ReviewState,
    SearchState,
    Shown,
    Task,
)

__all__ = [
    "BEST",
    "CaseAnalyser",
    "CaseEntry",
    "CaseReader",
    "Failure",
    "Glimpse",
    "JobRunner",
    "LayerSelection",
    "ReviewSession",
    "ReviewState",
    "SearchState",
    "Shown",
    "Task",
]
