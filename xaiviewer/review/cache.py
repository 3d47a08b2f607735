"""Cases that are not on the screen: those that were left, so that going back is instant, and those read ahead.

Bounded together: what was used longest ago is forgotten first.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from xaiviewer.case import Case, Choices
from xaiviewer.display.extent import Extent
from xaiviewer.display.window_level import WindowLevel
from xaiviewer.requests import Analysis, SliceResult
from xaiviewer.requests.badges import Badges
from xaiviewer.requests.faithfulness import Faithfulness, FaithfulnessKey
from xaiviewer.requests.nulls import Nulls
from xaiviewer.requests.reliance import RegionTest
from xaiviewer.review.derived.memory import size_of, size_of_case
from xaiviewer.review.derived.presets import Presets
from xaiviewer.review.state import Answers, CaseKey, Judged, NullKey, ShownState, WholeCase

MEMORY_BYTES = 1024**3
"""What cases that are not on the screen may take, unless the reader says otherwise."""

_SLICE = 3_400_000  # bytes of a slice's maps: 102 layers, five methods, two of which for the other class, too


@dataclass(frozen=True, eq=False)
class Remembered:
    """A case as the reader left it, or as it was read before the reader came to it.

    Attributes:
        case: as it was read.
        presets: the windows it offers.
        windows: the windows as the reader set them.
        slice_index: the slice that was shown.
        extent: where the head lies.
        analyses: what is known, by the class that was explained.
        answers: to what else was asked.
        judged: what measures found about these.
        nulls: what maps are worth beside what knows nothing.
        of_case: the same of the layers' maps over the whole case.
        faithfulness, region_tests: what becomes of decisions without marked places and outlined regions.
        examined: what sanity checks found on it.
    """

    case: Case
    presets: Presets
    windows: dict[str, WindowLevel]
    slice_index: int
    extent: Extent
    analyses: dict[int, Analysis]
    answers: Answers = field(default_factory=dict)
    judged: Judged = field(default_factory=dict)
    nulls: Mapping[NullKey, Nulls | None] = field(default_factory=dict)
    of_case: Mapping[CaseKey, WholeCase] = field(default_factory=dict)
    faithfulness: Mapping[FaithfulnessKey, Faithfulness] = field(default_factory=dict)
    region_tests: Mapping[tuple[int, int], RegionTest | None] = field(default_factory=dict)
    examined: tuple[Badges, ...] = ()

    @cached_property
    def size(self) -> int:
        """Bytes of its voxels, of the maps of either class, and of its answers."""
        maps = sum(len(analysis.explained) for analysis in self.analyses.values())
        return size_of_case(self.case) + maps * _SLICE + sum(map(size_of, self.answers.values()))

    def analysis(self, class_index: int | None) -> Analysis | None:
        """What is known with a class explained: its maps, and whatever was judged while another one was.

        Args:
            class_index: None for the network's main class.
        """
        if class_index is None:
            class_index = next((each.description.main_class for each in self.analyses.values()), 0)
        own = self.analyses.get(class_index)
        others = [each for each in self.analyses.values() if each is not own]
        if own is None:
            return others[0].for_class(class_index) if others else None
        for other in others:
            own = own.judged_by(other) if other.slices.keys() - own.slices.keys() else own
        return own

    def mapped(self, class_index: int | None) -> Mapping[int, SliceResult]:
        """Results with the maps of another class than this one, by slice."""
        others = [each for known, each in self.analyses.items() if known != class_index]
        return {index: each.slices[index] for each in others for index in each.explained}


@dataclass(frozen=True, eq=False)
class Before:
    """The last case that was on the screen, for when the next one cannot be read.

    Attributes:
        path: the case.
        known: of it.
        choices: what the reader had decided about its files.
    """

    path: Path
    known: Remembered
    choices: Choices


class CaseCache:
    """The most recently used cases, within so many bytes; the one left last is kept whatever its size.

    Attributes:
        on_screen: the case that is looked at, and does not count: what is known of it is in memory anyway.
    """

    def __init__(self, most: int = MEMORY_BYTES) -> None:
        self._most = most
        self._cases: OrderedDict[Path, Remembered] = OrderedDict()
        self._sizes: dict[Path, int] = {}  # of those that found no room
        self.on_screen: Path | None = None

    @property
    def size(self) -> int:
        """Bytes of all cases that count."""
        return self._size_of(self._cases)

    def get(self, path: Path) -> Remembered | None:
        """What is known of the case at `path`."""
        return self._cases.get(path)

    def put(self, path: Path, remembered: Remembered) -> None:
        """Remember a case, and forget those that were used longest ago beyond the bound."""
        self._cases[path] = remembered
        self._cases.move_to_end(path)
        self._forget_oldest({path})

    def bound(self, most: int) -> None:
        """Keep no more than so many bytes from now on."""
        self._most = most
        self._sizes.clear()
        self._forget_oldest(())

    def has_room(self, path: Path, beside: Collection[Path]) -> bool:
        """Whether it makes sense to read this case ahead: it is not kept, and may fit `beside` those."""
        return path not in self._cases and self._size_of(beside) + self._sizes.get(path, 0) < self._most

    def has_room_for_maps(self, path: Path, beside: Collection[Path]) -> bool:
        """Whether the maps that are missing of a case that is kept will fit `beside` those."""
        known = self._cases.get(path)
        if known is None:
            return False
        missing = len(known.case.indices) - max((len(each.explained) for each in known.analyses.values()), default=0)
        return self._size_of({*beside, path}) + missing * _SLICE <= self._most

    def add(self, path: Path, remembered: Remembered, beside: Collection[Path]) -> None:
        """Remember a case that nobody has looked at yet, if it fits `beside` those; all others give way to it."""
        if path in self._cases:
            return
        if self._size_of(beside) + remembered.size > self._most:
            self._sizes[path] = remembered.size
            return
        self._cases[path] = remembered
        self._forget_oldest({path, *beside})

    def _size_of(self, paths: Iterable[Path]) -> int:
        return sum(self._cases[each].size for each in paths if each in self._cases and each != self.on_screen)

    def _forget_oldest(self, spared: Collection[Path]) -> None:
        """Until what is left keeps within the bound, or is spared."""
        size = self.size
        for path, each in list(self._cases.items()):
            if size > self._most and path not in spared and path != self.on_screen:
                size -= each.size
                del self._cases[path]

    def keep(self, path: Path, state: ShownState) -> None:
        """Remember the case at `path` as it is shown, and what was known of its other classes; nothing if unread."""
        if state.case is None or state.extent is None:
            return
        known = self.get(path)
        analyses = dict(known.analyses) if known else {}
        if state.analysis is not None:
            analyses[state.analysis.class_index] = state.analysis
        remembered = Remembered(
            case=state.case,
            presets=state.presets,
            windows=dict(state.appearance.windows),
            slice_index=state.slice_index,
            extent=state.extent,
            analyses=analyses,
            answers=state.answers,
            judged=state.judged,
            nulls=state.nulls,
            of_case=state.of_case,
            faithfulness=state.faithfulness,
            region_tests=state.region_tests,
            examined=state.examined,
        )
        self.put(path, remembered)

    def forget_found(self) -> None:
        """Nothing that was found out about any case holds any longer; what was read does."""
        for path, each in self._cases.items():
            self._cases[path] = replace(each, analyses={}, answers={}, judged={}, nulls={})

    def forget_networks(self) -> None:
        """The same, and other networks judge from now on: nothing about these ones' maps holds either."""
        self.forget_found()
        for path, each in self._cases.items():
            self._cases[path] = replace(each, of_case={}, faithfulness={}, region_tests={}, examined=())

    def forget(self, path: Path) -> None:
        """What is known of the case at `path` holds no longer."""
        self._cases.pop(path, None)
