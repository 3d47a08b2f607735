"""Cases that were analysed before, so that going back is instant; bounded, as a slice's maps take some megabytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xaiviewer.case import Case, Choices
from xaiviewer.display.window_level import WindowLevel
from xaiviewer.requests import Analysis
from xaiviewer.requests.badges import Badges
from xaiviewer.requests.faithfulness import Faithfulness, FaithfulnessKey
from xaiviewer.requests.nulls import Nulls
from xaiviewer.requests.reliance import RegionTest
from xaiviewer.review.derived.extent import Extent
from xaiviewer.review.derived.memory import size_of
from xaiviewer.review.derived.presets import Presets
from xaiviewer.review.state import Answers, Judged, NullKey, ShownState

_CAPACITY = 240  # slices with maps
_SLICE = 2_400_000  # bytes of one, for 102 layers and five methods


@dataclass(frozen=True, eq=False)
class Remembered:
    """A case as the reader left it.

    Attributes:
        case: as it was read.
        presets: the windows it offers.
        windows: the windows as the reader set them.
        slice_index: the slice that was shown.
        extent: where the head lies.
        analyses: what is known, by the class that was explained.
        answers: to what else was asked.
        judged: what measures found about these.
        nulls: what the layers' maps are worth beside what knows nothing.
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
    faithfulness: Mapping[FaithfulnessKey, Faithfulness] = field(default_factory=dict)
    region_tests: Mapping[tuple[int, int], RegionTest | None] = field(default_factory=dict)
    examined: tuple[Badges, ...] = ()

    @property
    def weight(self) -> int:
        """Number of slices whose maps are kept, of either class; answers count as many as they are large."""
        asked = sum(map(size_of, self.answers.values())) // _SLICE
        return sum(len(analysis.explained) for analysis in self.analyses.values()) + asked

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
    """The most recently left cases, within `capacity` analysed slices; the newest is kept whatever its size."""

    def __init__(self, capacity: int = _CAPACITY) -> None:
        self._capacity = capacity
        self._cases: OrderedDict[Path, Remembered] = OrderedDict()

    def get(self, path: Path) -> Remembered | None:
        """What is known of the case at `path`."""
        return self._cases.get(path)

    def put(self, path: Path, remembered: Remembered) -> None:
        """Remember a case, and forget the longest unused ones beyond the capacity."""
        self._cases[path] = remembered
        self._cases.move_to_end(path)
        while len(self._cases) > 1 and sum(each.weight for each in self._cases.values()) > self._capacity:
            self._cases.popitem(last=False)

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
            faithfulness=state.faithfulness,
            region_tests=state.region_tests,
            examined=state.examined,
        )
        self.put(path, remembered)

    def clear(self) -> None:
        """Nothing that is known of any case holds any longer."""
        self._cases.clear()

    def forget(self, path: Path) -> None:
        """What is known of the case at `path` holds no longer."""
        self._cases.pop(path, None)
