"""Cases one after the other, for whoever exports several: the window and the command line ask the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from xaiviewer.analysis import Examiner
from xaiviewer.case import Case
from xaiviewer.cohort.explaining import Tell
from xaiviewer.cohort.job import loaded
from xaiviewer.errors import Cancelled, UsageError, XaiViewerError
from xaiviewer.exports.context import Context
from xaiviewer.exports.identity import folder_of
from xaiviewer.exports.kind import Kind
from xaiviewer.exports.plan import CasePlan
from xaiviewer.exports.run import Unread
from xaiviewer.exports.several.asked import Order, identity_of, unread
from xaiviewer.exports.several.foreseeing import foreseen
from xaiviewer.exports.several.gathering import context_of, with_drawings
from xaiviewer.records.folders import Names

_Found = TypeVar("_Found")


class Reader(Protocol):
    """Reads cases."""

    def load_case(self, path: Path, choices: Any = ..., *, cancelled: Callable[[], bool] = ...) -> Case:
        """One case; see `readers.load_case`."""


def never() -> bool:
    """Nobody asked to stop."""
    return False


class Exporter:
    """Loads its networks when it wants them first. For one thread at a time.

    Args:
        load: loads them.
        reader: reads cases.
    """

    def __init__(self, load: Callable[[], Examiner], reader: Reader) -> None:
        self._load, self._reader = load, reader
        self._made: Examiner | None = None

    def contexts(self, order: Order, tell: Tell, cancelled: Callable[[], bool] = never) -> Iterator[Context | Unread]:
        """Each case analysed as it is asked for; one that cannot be read does not keep the others from being written.

        Args:
            order: which, and what is asked of them.
            tell: takes how many cases are done, with the share of the one that is being done, and what is done to it.
            cancelled: whether somebody asked to stop; asked before every slice.

        Raises:
            UsageError: for what no case can be asked.
            XaiViewerError: where the only case cannot be read or analysed.
            Cancelled: when `cancelled` says so.
        """
        for number, path in enumerate(order.paths):
            yield self._one(order, number, partial(self._analysed, order, path), tell, cancelled)

    def plans(
        self, order: Order, kinds: Sequence[Kind], tell: Tell, cancelled: Callable[[], bool] = never
    ) -> Iterator[CasePlan | Unread]:
        """What would be written of each case, without analysing it; raises what `contexts` does."""
        names = Names()
        for number, path in enumerate(order.paths):
            yield self._one(order, number, partial(self._foreseen, order, path, kinds, names), tell, cancelled)

    def _one(
        self,
        order: Order,
        number: int,
        make: Callable[[Case, Tell], _Found],
        tell: Tell,
        cancelled: Callable[[], bool],
    ) -> _Found | Unread:
        path = order.paths[number]

        def part(share: float, doing: str) -> None:
            if cancelled():
                raise Cancelled
            tell(number + share, doing)

        part(0.0, "reading")
        try:
            read = partial(self._reader.load_case, cancelled=cancelled)
            case = loaded(path, order.choices_of(path), alone=order.alone, nifti=False, read=read)
            return make(case, part)
        except UsageError:
            raise
        except XaiViewerError as error:
            if order.alone:
                raise
            return unread(path, number, error, order.asked)

    @property
    def _networks(self) -> Examiner:
        if self._made is None:
            self._made = self._load()
        return self._made

    def _analysed(self, order: Order, path: Path, case: Case, tell: Tell) -> Context:
        return with_drawings(context_of(self._networks, case, path, order.asked, tell), order)

    def _foreseen(
        self, order: Order, path: Path, kinds: Sequence[Kind], names: Names, case: Case, tell: Tell
    ) -> CasePlan:
        tell(0.5, "looking")
        folder = names.distinct(folder_of(identity_of(case, path, order.asked)))
        return foreseen(self._networks, case, path, order, kinds, folder)
