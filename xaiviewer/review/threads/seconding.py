"""Asks a second network about the slice shown, on the worker's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from xaiviewer.case import Case
from xaiviewer.errors import Cancelled, XaiViewerError
from xaiviewer.requests import AnalysisSettings
from xaiviewer.requests.alongside import Alongside
from xaiviewer.review import beside
from xaiviewer.review.protocols import OtherNetworks
from xaiviewer.review.state import ShownState, Task
from xaiviewer.review.threads.jobs import JobContext


@dataclass(frozen=True, eq=False)
class SecondFound:
    """What the second network says of a slice, while the loaded one explains a class.

    Attributes:
        wish: see `SecondNetwork`; so of what is refused.
    """

    class_index: int
    found: Alongside
    wish: object


@dataclass(frozen=True, eq=False)
class SecondRefused:
    """A package that cannot be laid beside the loaded network: why, in a sentence."""

    refused: str
    wish: object


class Seconding:
    """Asks about each slice that is looked at, once, and makes way for what the reader asks.

    Whatever it makes way for, `waits` says so until the slice was answered, refused, or left: the job does not end
    before, and the window has a job begin wherever something is wanted and none runs.
    """

    def __init__(
        self,
        shown: Callable[[], ShownState],
        makes_way: Callable[[], bool],
        networks: Callable[[JobContext], OtherNetworks] | None,
    ) -> None:
        """One that hears what the reader looks at, and whether something goes before; None: there are no networks."""
        self._shown, self._makes_way, self._networks = shown, makes_way, networks
        self._case: Case | None = None
        self._told: tuple[object, ...] | None = None  # last of all: the window hears of it a little later

    def begin(self, case: Case) -> None:
        """A job about a case begins: of what the one before it told, the window may not have heard."""
        self._case, self._told = case, None

    @property
    def waits(self) -> bool:
        """Whether the slice shown is still to be asked about."""
        return self._key(self._shown()) is not None

    def ask(self, settings: AnalysisSettings, context: JobContext) -> None:
        """Report `SecondFound` of the slice shown, or `SecondRefused`, where it waits.

        Args:
            settings: what the loaded network is asked.
            context: of the job.
        """
        context.check()
        state = self._shown()
        key, case, analysis, second = self._key(state), self._case, state.analysis, state.second
        if key is None or case is None or analysis is None or second is None or self._networks is None:
            return

        def dropped() -> bool:
            return context.cancelled() or self._key(self._shown()) != key or self._makes_way()

        if second.found is None:
            context.report(Task("The second network"))
        wanted = replace(settings, class_index=analysis.class_index, methods=analysis.methods)
        try:
            others = self._networks(context)
            found = others.alongside(second.package, case, state.slice_index, wanted, cancelled=dropped)
        except Cancelled:
            context.check()  # the whole job, or did it make way?
            return
        except XaiViewerError as error:
            context.report(SecondRefused(str(error), second.wish))
        else:
            context.report(SecondFound(analysis.class_index, found, second.wish))
        self._told = key

    def _key(self, state: ShownState) -> tuple[object, ...] | None:
        """What is asked: by which choice, about which slice and class; None where nothing is to be."""
        index = beside.wanted(state) if self._networks is not None and state.case is self._case else None
        if index is None or state.second is None:
            return None
        key = state.second.wish, index, state.explained_class
        return None if key == self._told else key
