"""A case from its first slice to its last."""

from __future__ import annotations

from collections.abc import Callable

from xaiviewer.analysis.analyser import Analyser
from xaiviewer.analysis.unheard import never, unheard
from xaiviewer.case import Case
from xaiviewer.requests import Analysis, AnalysisSettings


def analyse(
    analyser: Analyser,
    case: Case,
    settings: AnalysisSettings,
    *,
    progress: Callable[[int, int], None] = unheard,
    cancelled: Callable[[], bool] = never,
) -> Analysis:
    """Analyse every slice of a case that holds a picture.

    Args:
        analyser: the networks.
        case: what to analyse.
        settings: see `requests.AnalysisSettings`.
        progress: called with the number of slices done and of all slices, first with none done.
        cancelled: asked before each slice.

    Raises:
        Cancelled: when `cancelled` says so.
        UsageError: for a class, method or threshold that does not exist.
    """
    analysis = analyser.start(case, settings)
    count = len(case.indices)
    progress(0, count)
    for result in analyser.slices(case, settings, cancelled=cancelled):
        analysis = analysis.with_slice(result)
        progress(len(analysis.slices), count)
    return analysis
