"""The networks that a review holds the loaded one against, made when they are wanted first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from weakref import ref

from xaiviewer.agreement.nulls.scene import Maps
from xaiviewer.analysis.analyser import Analyser
from xaiviewer.analysis.other_networks.passes import OtherMaps, by_layer
from xaiviewer.analysis.other_networks.second import Second
from xaiviewer.analysis.other_networks.trainings import Trainings
from xaiviewer.analysis.other_networks.untaught import Untaught
from xaiviewer.analysis.unheard import never, unheard
from xaiviewer.case import Case
from xaiviewer.requests import AnalysisSettings
from xaiviewer.requests.alongside import Alongside
from xaiviewer.requests.reproduced import Reproduced


class _Kept:
    """What networks made of the slices that went through them together, for a reader who goes on to the next one."""

    def __init__(self) -> None:
        self._asked: tuple[object, ...] = ()
        self._made: dict[int, OtherMaps] = {}

    def of(
        self, asked: tuple[object, ...], index: int, make: Callable[[], Iterator[tuple[int, OtherMaps]]]
    ) -> OtherMaps:
        """Of one slice; made where it is not there, or something else is asked."""
        if asked != self._asked or index not in self._made:
            made = dict(make())
            self._asked, self._made = asked, made
        return self._made[index]


class OtherNetworks:
    """What `review.protocols.OtherNetworks` declares, beside an analyser. One thread at a time may use it."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._random, self._further = _Kept(), _Kept()

    def untaught(
        self,
        case: Case,
        index: int,
        methods: Sequence[str],
        class_index: int,
        *,
        progress: Callable[[int, int], None] = unheard,
        cancelled: Callable[[], bool] = never,
    ) -> dict[str, list[Maps]]:
        """A slice's maps by networks with random weights, by the null's key, each layer's by its method in `methods`.

        Those of the slices that go through the networks with it are made at the same time, and kept for a reader who
        goes on to the next slice.

        Raises:
            Cancelled: when `cancelled` says so.
        """
        made = self._random.of(
            (ref(case), tuple(methods), class_index),
            index,
            lambda: self._untaught.maps(
                case,
                self._analyser.passing_with(case, index),
                tuple(dict.fromkeys(methods)),
                class_index=class_index,
                progress=progress,
                cancelled=cancelled,
            ),
        )
        return by_layer(made, methods)

    def use(self, packages: Sequence[Path]) -> dict[Path, str]:
        """Further trainings; see `Trainings.use`."""
        return self._trainings.use(packages)

    def reproduced(
        self,
        case: Case,
        own: tuple[int, Maps],
        methods: Sequence[str],
        class_index: int,
        *,
        progress: Callable[[int, int], None] = unheard,
        cancelled: Callable[[], bool] = never,
    ) -> Reproduced:
        """How their maps of a slice compare with `own`, the slice and the loaded network's; see `Trainings`.

        As of networks with random weights, what comes with the slice is kept.

        Raises:
            Cancelled: when `cancelled` says so.
        """
        index, maps = own
        made = self._further.of(
            (ref(case), tuple(methods), class_index, self._trainings.identities),
            index,
            lambda: self._trainings.maps(
                case,
                self._analyser.passing_with(case, index),
                methods,
                class_index=class_index,
                progress=progress,
                cancelled=cancelled,
            ),
        )
        return self._trainings.compared(case, index, maps, made, methods, decisions=True)

    def alongside(
        self,
        package: Path,
        case: Case,
        index: int,
        settings: AnalysisSettings,
        *,
        cancelled: Callable[[], bool] = never,
    ) -> Alongside:
        """What a second network says of a slice; see `Second.alongside`."""
        return self._second.alongside(package, case, index, settings, cancelled=cancelled)

    @cached_property
    def _second(self) -> Second:
        return Second(self._analyser)

    @cached_property
    def _trainings(self) -> Trainings:
        return Trainings(self._analyser)

    @cached_property
    def _untaught(self) -> Untaught:
        return Untaught(self._analyser)
