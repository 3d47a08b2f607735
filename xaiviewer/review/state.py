"""The frozen values that the stores hold, one each."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case, Choices, Contents, Preview, as_told
from xaiviewer.display.appearance import Appearance, Polarity
from xaiviewer.display.extent import Extent
from xaiviewer.display.window_level import WindowLevel
from xaiviewer.requests import METHODS, Analysis, Assessment, Explanation, Method, Partial, Request, SliceResult
from xaiviewer.requests.badges import Badges
from xaiviewer.requests.faithfulness import BLUR, Faithfulness, FaithfulnessKey
from xaiviewer.requests.method import Cost
from xaiviewer.requests.nulls import FalseHeat, Nulls
from xaiviewer.requests.reliance import RegionTest
from xaiviewer.requests.reproduced import Reproduced
from xaiviewer.review.derived.presets import Presets
from xaiviewer.review.protocols import Skipped
from xaiviewer.review.second_network import SecondNetwork

BEST = "best"
"""In place of a method's key: for every layer its favourite, see `requests.Favourite`."""

Answers = Mapping[tuple[Request, int], Explanation | Partial]
"""What was asked of a case beyond the maps that come with every slice, by request and slice; the one that was looked at
longest ago first."""

Judged = Mapping[tuple[Request, int], Mapping[str, Assessment]]
"""What measures found about these answers, by request and slice, then by the measure's key."""

Ensemble = Literal["own", "mean", "spread", "agreed"] | int
"""Of which networks the layers' maps are: the loaded one's own, or what it has in common with other trainings: the
fields of `requests.reproduced.Reproduced`; a number is the place of another one whose own they are."""

LayersKey = tuple[int, str, int]
"""A slice, `ShownState.method`, and the class that is explained: the layers' maps that come with every slice."""

NullKey = tuple[int, str | Request, int]
"""The same; of what was asked beyond these maps the request stands in the method's place."""

CaseKey = tuple[str, int]
"""A `LayersKey` of the whole case: `ShownState.method`, and the class that is explained."""

Scope = Literal["slice", "case"]
Status = Literal["waiting", "working", "partial", "done", "failed"]
LayerScope = Literal["layer", "group", "network", "chosen"]


@dataclass(frozen=True, eq=False)
class WholeCase:
    """What the layers' maps of a whole case are worth.

    Attributes:
        nulls: of the scores summed over the slices with a mask; None where no slice has one.
        heat: how hot the slices with an empty mask are, by slice.
    """

    nulls: Nulls | None
    heat: Mapping[int, FalseHeat]


@dataclass(frozen=True)
class CaseEntry:
    """One line of the list of cases.

    Attributes:
        path: the folder or file.
        name: what the list shows.
        status: "partial" is a case whose analysis was interrupted.
        slices: number of slices that were acquired; 0 until it was read.
        analysed: number of slices whose results are in.
        called: number of slices that the classifier calls its finding, or, where it has none, the class named here.
        finding: name of that class: the one that is called most often where the classifier has no finding.
        whole: whether the classifier decides once about the whole volume: its slices are all called so, or none.
        synthetic: a phantom.
        problem: why it failed, one sentence.
        asking: what is asked of the whole case, as it is shown; "" where nothing is.
        asked, answered: of how many slices, and of how many it is known.
    """

    path: Path
    name: str
    status: Status = "waiting"
    slices: int = 0
    analysed: int = 0
    called: int = 0
    finding: str = ""
    whole: bool = False
    synthetic: bool = False
    problem: str = ""
    asking: str = ""
    asked: int = 0
    answered: int = 0


def entry_name(path: Path) -> str:
    """What the list calls a case that was not opened yet: a study's UID is no name, the folder around it is."""
    number = path.name
    if len(number) > 20 and not number.strip("0123456789."):
        return f"{path.parent.name} …{number[-6:]}"
    return number.removesuffix(".gz").removesuffix(".nii") or str(path)


@dataclass(frozen=True)
class LayerSelection:
    """Which layers are shown as one map; how they become one is the appearance's.

    Attributes:
        scope: "layer" shows the current layer alone; "group" those of its group, "network" all; "chosen" the set.
        level: of the group, as in `ModelDescription.levels`, for scope "group".
        chosen: indices of the layers for scope "chosen".
    """

    scope: LayerScope = "layer"
    level: int = 0
    chosen: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Task:
    """What a thread beside the window is doing.

    Attributes:
        text: the stage.
        done, total: how far it is; `total` is 0 while the amount is unknown.
        left_s: how long it will take; None while that is unknown.
        index: the slice that it is about; None where it is about no single one.
        since: when it began, by the monotonic clock.
    """

    text: str
    done: int = 0
    total: int = 0
    left_s: float | None = None
    index: int | None = None
    since: float = field(default_factory=time.monotonic, compare=False)

    def after(self, before: Task | None) -> Task:
        """The same, begun when the one before it did, where that is the same stage of the same slice."""
        same = before is not None and (before.text, before.index) == (self.text, self.index)
        return replace(self, since=before.since) if before is not None and same else self


@dataclass(frozen=True)
class SearchState:
    """How far the search for cases is, or what the last one left out.

    Attributes:
        running: whether it goes on.
        files: looked at.
        cases: found.
        skipped: files that belong to no case, of every search since the program started.
    """

    running: bool = False
    files: int = 0
    cases: int = 0
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, eq=False)
class Glimpse:
    """A case's first slice while the others are still being read: the slice, its window, where the head lies."""

    preview: Preview
    window: WindowLevel
    extent: Extent


@dataclass(frozen=True)
class ShelfState:
    """The list of cases; replaced whole at every change.

    Attributes:
        entries: its lines.
        search: the search that fills it.
        current: path of the case that is on the screen.
        at: its line in the list; -1 where it has none.
        next: the line of the case that is being opened in its place; -1 where none is.
    """

    entries: tuple[CaseEntry, ...] = ()
    search: SearchState = field(default_factory=SearchState)
    current: Path | None = None
    at: int = -1
    next: int = -1

    @property
    def marked(self) -> int:
        """The line that the reader chose last; -1 where it has none."""
        return self.next if self.next >= 0 else self.at

    @property
    def entry(self) -> CaseEntry | None:
        """The list's line of the current case."""
        return self.entries[self.at] if self.at >= 0 else None


@dataclass(frozen=True)
class Ask:
    """A request that was not answered yet.

    Attributes:
        number: no two of a review have the same.
        request: what is asked.
        slices: about which slices, in the order in which they are wanted; those that are answered are left out.
        background: whether it comes after all else, and makes way for what the reader asks meanwhile.
        total: how many slices there were in the beginning.
    """

    number: int
    request: Request
    slices: tuple[int, ...]
    background: bool = False
    total: int = 0


@dataclass(frozen=True, eq=False)
class Trial:
    """A map of which is asked whether the place that it marks matters, and was not answered yet.

    Attributes:
        number: no two of a review have the same.
        key: which map, and how pixels are taken away.
        values: the map on its own grid, ``[row, column]``.
        result: of its slice.
    """

    number: int
    key: FaithfulnessKey
    values: NDArray[np.float32]
    result: SliceResult


@dataclass(frozen=True)
class Pace:
    """How long a pass through a network takes on this machine, as measured since the program started.

    Attributes:
        seconds: of one pass, by the method that made it; by a task in place of a method, those of the analysis itself.
    """

    seconds: Mapping[str, float] = field(default_factory=dict)

    def with_measured(self, key: str, seconds: float) -> Pace:
        """The same with another measurement."""
        return Pace({**self.seconds, key: seconds})

    def estimate(self, method: Method, cost: Cost) -> float | None:
        """How many seconds a slice will take: by what was measured of the method, else of its family, else of its
        network; None where nothing was.
        """
        known = {key: METHODS[key] for key in self.seconds if key in METHODS}
        of_family = [key for key, each in known.items() if each.family == method.family]
        of_network = [key for key, each in known.items() if each.task == method.task]
        for keys in ([method.key], of_family, of_network, [method.task]):
            found = [self.seconds[key] for key in keys if key in self.seconds]
            if found:
                return (cost.forward + cost.backward) * sum(found) / len(found)
        return None


@dataclass(frozen=True)
class WorkState:
    """What is done for the reader; replaced whole at every change.

    Attributes:
        reading: what is done to open a case; None while none is being opened.
        opening: the case that is being opened.
        computing: what the networks do; None while they rest.
        case: the case that they do it for; that of the last job while they rest.
        asked: what was asked about that case and is not answered, the next one first.
        trials: the maps of it of which is asked whether the place that they mark matters, the next one first.
        pace: how long passes take.
        examining: the request whose maps are checked for sanity; None while none are.
    """

    reading: Task | None = None
    opening: Path | None = None
    computing: Task | None = None
    case: Path | None = None
    asked: tuple[Ask, ...] = ()
    trials: tuple[Trial, ...] = ()
    pace: Pace = field(default_factory=Pace)
    examining: Request | None = None

    @property
    def task(self) -> Task | None:
        """What the reader waits for: a case that is being opened, else the networks; None while all rests."""
        return self.reading or self.computing

    def awaits(self, request: Request | None, index: int) -> bool:
        """Whether a slice's answer to a request is still to come."""
        return any(ask.request == request and index in ask.slices for ask in self.asked)

    def tries(self, key: FaithfulnessKey | None) -> bool:
        """Whether what a map is worth to the network is still to come."""
        return any(trial.key == key for trial in self.trials)

    def of_case(self, request: Request | None) -> Ask | None:
        """The request that waits for the whole case; None where it was not asked of it, or all is answered."""
        return next((ask for ask in self.asked if ask.background and ask.request == request), None)


@dataclass(frozen=True, eq=False)
class ShownState:
    """Everything that is shown of one case; replaced whole at every change.

    Attributes:
        contents: the series and masks of the current case; None until they are known.
        choices: what the reader decided about them.
        glimpse: its first slice, until it was read.
        case: the open case; None until it was read.
        own_network: whether a network of the user's is asked: what it takes nobody knows before its analysis has begun.
        presets, extent: the windows it offers; where the head lies on its slices.
        analysis: its results so far.
        answers: to what else was asked about it; partial while they are refined, or where that was stopped.
        judged: what measures found about these.
        nulls: what maps, the layers' and those asked for, are worth beside what knows nothing; None where there is
            nothing to hold against.
        of_case: the same of the layers' maps over the whole case.
        scope: whether agreement is told of the slice shown or of the whole case.
        faithfulness: what becomes of the decision without the places that maps mark, where that was asked.
        region_tests: by slice and class the same without the outlined region; None where nothing is outlined.
        removal: key of `requests.faithfulness.REMOVALS`: how pixels are taken away for it.
        bands: whether networks with random weights are among these nulls.
        trainings: packages of further networks that the layers' maps are held against.
        reproduced, ensemble: what these have in common with the loaded one, where found out; which of that is shown.
        second: another network that is laid beside the loaded one; None for none.
        examined: what sanity checks found about methods' maps on this case, where that was asked.
        slice_index: the slice shown.
        class_index: the class that the reader wants explained; None for the network's main class.
        layer: index of the current layer, of the network that the reader goes through (`query.network`).
        resting_layer: the current layer of the other network.
        method: key of `requests.ONE_PASS_METHODS`, or `BEST`.
        request: what the reader asks beyond these; what it answers is shown in place of the layer's map.
        channel: of a synthetic picture the index of the input channel that is shown; None for all as colours.
        regions: whether the borders of regions are drawn.
        selection: which layers are shown as one.
        score: key of `requests.MEASURES` or `requests.FURTHER_MEASURES`: the one drawn over the layers.
        appearance: how the case is drawn; its windows are the open case's.
        resting_polarity: of the other kind of map: layers' maps open with what speaks for the class, others with both.
    """

    contents: Contents | None = None
    choices: Choices = field(default_factory=Choices)
    glimpse: Glimpse | None = None
    case: Case | None = None
    own_network: bool = False
    presets: Presets = field(default_factory=Presets)
    extent: Extent | None = None
    analysis: Analysis | None = None
    answers: Answers = field(default_factory=dict)
    judged: Judged = field(default_factory=dict)
    nulls: Mapping[NullKey, Nulls | None] = field(default_factory=dict)
    of_case: Mapping[CaseKey, WholeCase] = field(default_factory=dict)
    scope: Scope = "slice"
    faithfulness: Mapping[FaithfulnessKey, Faithfulness] = field(default_factory=dict)
    region_tests: Mapping[tuple[int, int], RegionTest | None] = field(default_factory=dict)
    removal: str = BLUR
    bands: bool = False
    trainings: tuple[Path, ...] = ()
    reproduced: Mapping[LayersKey, Reproduced] = field(default_factory=dict)
    ensemble: Ensemble = "own"
    second: SecondNetwork | None = None
    examined: tuple[Badges, ...] = ()
    slice_index: int = 0
    class_index: int | None = None
    layer: int = 0
    resting_layer: int = 0
    method: str = BEST
    request: Request | None = None
    channel: int | None = None
    regions: bool = True
    selection: LayerSelection = field(default_factory=LayerSelection)
    score: str = "mass"
    appearance: Appearance = field(default_factory=Appearance)
    resting_polarity: Polarity = "signed"

    @property
    def explained_class(self) -> int | None:
        """The class that is explained; None while it is not known."""
        return self.class_index if self.analysis is None else self.analysis.class_index

    @property
    def case_told(self) -> Case | None:
        """The open case as it is told of beside the network, see `case.as_told`."""
        case, analysis = self.case, self.analysis
        if case is None or (analysis is None and not self.own_network):
            return case
        return as_told(case, None if analysis is None else analysis.description.inputs)

    @property
    def unknown(self) -> bool:
        """Whether nobody knows yet what the network takes."""
        return self.own_network and self.analysis is None

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader should know of the open case: of its files, and of how it differs from the training's."""
        case, analysis = self.case_told, self.analysis
        return () if case is None else (*case.notices, *(() if analysis is None else analysis.notices))

    @property
    def complete(self) -> bool:
        """Whether every acquired slice of the open case has its result, with the maps of the explained class."""
        return self.case is not None and self.explained == len(self.case.indices)

    @property
    def explained(self) -> int:
        """Number of slices that have their result with those maps."""
        return len(self.analysis.explained) if self.analysis is not None else 0
