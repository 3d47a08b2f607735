"""Asks a second network about the slice shown, on the worker's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from xaiviewer.case import Case
from xaiviewer.errors import Cancelled, XaiViewerError
from xaiviewer.requests import AnalysisSettings
from xaiviewer.requests.alongside import Alongside
from xaiviewer.review import beside
from xaiviewer.review.protocols import OtherNetworks
from xaiviewer.review.state import Ask, ShownState, Task
from xaiviewer.review.threads.jobs import JobContext


@dataclass(frozen=True, eq=False)
class SecondFound:
    """What the second network says of a slice, while the loaded one explains a class."""

    class_index: int
    found: Alongside


@dataclass(frozen=True)
class SecondRefused:
    """A package that cannot be laid beside the loaded network: why, in a sentence."""

    refused: Mapping[Path, str]


def ask_second(
    case: Case,
    shown: Callable[[], ShownState],
    asked: Callable[[], tuple[Ask, ...]],
    networks: Callable[[JobContext], OtherNetworks],
    context: JobContext,
    settings: AnalysisSettings,
) -> None:
    """Report `SecondFound` of the slice shown, or `SecondRefused`; makes way for what the reader asks.

    Args:
        case: whose slice it is.
        shown, asked: what the reader looks at, and what waits.
        networks: gives them.
        context: of the job.
        settings: what the loaded network is asked.
    """
    state = shown()
    index, analysis, second = beside.wanted(state), state.analysis, state.second
    if index is None or second is None or state.case is not case or analysis is None:
        return

    def dropped() -> bool:
        now = shown()
        left = beside.wanted(now) != index or now.second is None or now.second.package != second.package
        return context.cancelled() or left or any(not each.background for each in asked())

    if second.found is None:
        context.report(Task("The second network"))
    wanted = replace(settings, class_index=analysis.class_index, methods=analysis.methods)
    try:
        found = networks(context).alongside(second.package, case, index, wanted, cancelled=dropped)
    except Cancelled:
        context.check()  # the whole job, or did it make way?
        return
    except XaiViewerError as error:
        context.report(SecondRefused({second.package: str(error)}))
        return
    context.report(SecondFound(analysis.class_index, found))
