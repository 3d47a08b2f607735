"""A second network of any architecture beside the loaded one: what it says of the slices that are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from xaiviewer.analysis.analyser import Analyser
from xaiviewer.analysis.loading import NONE, load_analyser
from xaiviewer.analysis.other_networks.side_by_side import check_pair
from xaiviewer.analysis.unheard import never
from xaiviewer.case import Case
from xaiviewer.errors import UsageError
from xaiviewer.requests import AnalysisSettings, SliceResult
from xaiviewer.requests.alongside import Alongside, counterparts, matched


class Second:
    """One package at a time, read when it is wanted first, and anew when its files changed."""

    def __init__(self, analyser: Analyser) -> None:
        """Beside an analyser's classifier."""
        self._analyser = analyser
        self._known: tuple[Path, object, Analyser] | None = None
        self._asked: tuple[object, ...] = ()
        self._stream: Iterator[SliceResult] = iter(())
        self._left: set[int] = set()
        self._index = 0
        self._cancelled: Callable[[], bool] = never

    def alongside(
        self,
        package: Path,
        case: Case,
        index: int,
        settings: AnalysisSettings,
        *,
        cancelled: Callable[[], bool] = never,
    ) -> Alongside:
        """What it says of a slice, by its own preparation of the case; with maps where both have such a class.

        Args:
            package: of the network.
            case, index: the slice.
            settings: of the loaded network: its class, and the methods whose maps are wanted.
            cancelled: asked before each pass.

        Raises:
            Cancelled: when `cancelled` says so.
            ModelError: where the package cannot be read, or is damaged.
            UsageError: where it is the loaded network, or the one takes volumes and the other slices.
        """
        analyser = self._read(package)
        description = self._analyser.description
        class_index = description.main_class if settings.class_index is None else settings.class_index
        pair = matched(description, analyser.description, class_index)
        own = replace(
            settings,
            class_index=None if pair is None else pair.b,
            methods=() if pair is None else settings.methods,
            both=False,
            outline="quick",
            gate=None,
        )
        started = analyser.start(case, own)
        layers = self._analyser.start(case, replace(settings, methods=())).layers
        result = self._result(analyser, case, index, own, cancelled)
        return Alongside(package, started.with_slice(result), pair, counterparts(layers, started.layers))

    def _result(
        self, analyser: Analyser, case: Case, index: int, settings: AnalysisSettings, cancelled: Callable[[], bool]
    ) -> SliceResult:
        """Of one slice. What a pass made of its neighbour besides waits for that one's turn."""
        asked = (analyser, case, settings)
        self._index, self._cancelled = index, cancelled
        if asked != self._asked or index not in self._left:
            self._stream = analyser.slices(case, settings, wanted=lambda _: self._index, cancelled=self._stopped)
            self._left = set(case.indices)
        self._asked = ()  # where it is stopped nothing more comes of it
        found = next(self._stream)
        self._asked = asked
        self._left.discard(index)
        return found

    def _stopped(self) -> bool:
        """Whoever asked about the slice whose turn it is says so."""
        return self._cancelled()

    def _read(self, package: Path) -> Analyser:
        """The network: one that was read before unless its files changed."""
        stamp = _stamp(package)
        if self._known is None or self._known[:2] != (package, stamp):
            self._known, self._asked, self._stream = None, (), iter(())  # before the next one takes as much memory
            device = self._analyser.device.partition(":")[0]
            fresh = load_analyser(device=device, classifier=package, segmenter=NONE)
            check_pair(self._analyser, fresh)
            self._known = package, stamp, fresh
        return self._known[2]


def _stamp(package: Path) -> object:
    """By which a package is known to be the same as before: its files' sizes and times.

    Raises:
        UsageError: where it is not there any longer.
    """
    try:
        files = sorted(package.iterdir()) if package.is_dir() else [package]
        found = [(each.name, each.stat()) for each in files]
        return tuple((name, told.st_size, told.st_mtime_ns) for name, told in found)
    except OSError as error:
        raise UsageError(
            f"The network in {package} is not there any longer, so nothing is laid beside; choose another one."
        ) from error
