"""Holds the maps of the slice shown against those of other trainings, on the worker's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from xaiviewer.case import Case
from xaiviewer.errors import Cancelled
from xaiviewer.requests.reproduced import Reproduced
from xaiviewer.review import query, trust
from xaiviewer.review.protocols import OtherNetworks
from xaiviewer.review.state import Ask, LayersKey, ShownState, Task
from xaiviewer.review.threads.jobs import JobContext, throttled


@dataclass(frozen=True, eq=False)
class ReproducedFound:
    """What the networks of some packages have in common with the loaded one on a slice."""

    key: LayersKey
    trainings: tuple[Path, ...]
    found: Reproduced


@dataclass(frozen=True)
class TrainingsRefused:
    """Packages that cannot be held against the loaded network: why, a sentence each."""

    refused: Mapping[Path, str]


def reproduce(
    case: Case,
    shown: Callable[[], ShownState],
    asked: Callable[[], tuple[Ask, ...]],
    networks: Callable[[JobContext], OtherNetworks],
    makes_way: Callable[[], bool],
    context: JobContext,
) -> None:
    """Report `ReproducedFound` of the slice shown, or which packages are refused; makes way for what the reader asks.

    Args:
        case: whose slice it is.
        shown, asked: what the reader looks at, and what waits.
        networks: gives them.
        makes_way: whether a second network waits, which is asked first.
        context: of the job.
    """
    state = shown()
    key, analysis = trust.reproduced_wanted(state), state.analysis
    if key is None or state.case is not case or analysis is None:
        return

    def dropped() -> bool:
        now = shown()
        left = trust.reproduced_wanted(now) != key or now.trainings != state.trainings
        return context.cancelled() or left or makes_way() or any(not each.background for each in asked())

    index, _, class_index = key
    own = replace(state, ensemble="own")
    maps = [query.map_of(own, layer) for layer in range(len(analysis.layers))]
    known = [each for each in maps if each is not None]
    if len(known) < len(maps):
        return
    tell = throttled(lambda done, total: context.report(Task("Other trainings", done, total)))
    tell(0, 0)
    others = networks(context)
    refused = others.use(state.trainings)
    if refused:
        context.report(TrainingsRefused(refused))
        return
    methods = [query.method_of(own, layer) or "" for layer in range(len(maps))]
    try:
        found = others.reproduced(case, (index, known), methods, class_index, progress=tell, cancelled=dropped)
    except Cancelled:
        context.check()
        return
    context.report(ReproducedFound(key, state.trainings, found))
