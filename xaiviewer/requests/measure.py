"""How explanations are judged: what a measure needs, what chance gives, and what it found."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case.arrays import frozen
from xaiviewer.requests.parameter import Parameter, Value
from xaiviewer.requests.request import Request

MaterialNeeded = Literal["mask", "map", "network"]
"""A mask beside the map, the map alone, or further passes of the network."""

SHARE_OF_HEAD = "the mask's share of the head"
BY_THRESHOLD = "depends on the threshold"
DEPENDS_ON_MASK = "depends on the mask's outline"

THRESHOLD = Parameter(
    "threshold", "float", 0.5, "share of a map's maximum above which a cell counts as marked", least=0, most=1
)


TOLERANCE = Parameter(
    "tolerance_mm", "float", 5.0, "how far from the mask the strongest cell may lie", least=0, most=100, unit="mm"
)
"""Only where the files say how far pixels lie apart."""

HALF = "0.5"
ONE = "1"
"""What chance gives, in words."""


@dataclass(frozen=True)
class Measure:
    """One way to judge an explanation.

    Attributes:
        key: as it is written into manifests.
        title: as it is shown.
        needs: "mask" and "map" are judged below `explain`, from arrays alone; "network" above it.
        chance: what a map that knows nothing gets: `SHARE_OF_HEAD`, or a sentence.
        least, most: the range of its values.
        higher_is_better: which end is good.
        parameters: what its values depend on besides.
    """

    key: str
    title: str
    needs: MaterialNeeded
    chance: str
    least: float = 0.0
    most: float = 1.0
    higher_is_better: bool = True
    parameters: tuple[Parameter, ...] = ()


MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        measure.key: measure
        for measure in (
            Measure("mass", "relevance mass in the mask", "mask", SHARE_OF_HEAD),
            Measure("rank_accuracy", "relevance rank accuracy", "mask", SHARE_OF_HEAD),
            Measure("pointing", "pointing game", "mask", SHARE_OF_HEAD),
            Measure("average_precision", "average precision", "mask", SHARE_OF_HEAD),
            Measure("iou", "IoU", "mask", BY_THRESHOLD, parameters=(THRESHOLD,)),
            Measure("dice", "Dice", "mask", BY_THRESHOLD, parameters=(THRESHOLD,)),
        )
    }
)
"""The measures that come with every slice by their keys, in the order in which scores are listed."""

FURTHER_MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        measure.key: measure
        for measure in (
            Measure("mass_over_chance", "relevance mass over chance", "mask", ONE, most=math.inf),
            Measure("pointing_within_mm", "pointing with tolerance", "mask", DEPENDS_ON_MASK, parameters=(TOLERANCE,)),
            Measure("pointing_within_a_cell", "pointing within a cell", "mask", DEPENDS_ON_MASK),
            Measure("iou_otsu", "IoU at Otsu's threshold", "mask", BY_THRESHOLD),
            Measure("dice_otsu", "Dice at Otsu's threshold", "mask", BY_THRESHOLD),
            Measure("auroc", "AUROC of pixels", "mask", HALF),
        )
    }
)
"""The measures that are asked for beside them; what chance gives a map in truth, a null says."""


@dataclass(frozen=True)
class Score:
    """One number; NaN where it is undefined."""

    value: float


@dataclass(frozen=True, eq=False)
class Curve:
    """One number per layer, from the input to the output: float32 ``[layer]``; NaN where it is undefined."""

    values: NDArray[np.float32]

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", frozen(np.asarray(self.values, dtype=np.float32)))


@dataclass(frozen=True)
class Badge:
    """A check that was passed or not, and why, in a sentence."""

    passed: bool
    sentence: str


@dataclass(frozen=True, eq=False)
class NullDistribution:
    """What was observed, and the same of maps that know nothing: float64 ``[draw]``."""

    observed: float
    draws: NDArray[np.float64]

    def __post_init__(self) -> None:
        object.__setattr__(self, "draws", frozen(np.asarray(self.draws, dtype=np.float64)))


@dataclass(frozen=True, eq=False)
class Assessment:
    """What one measure found about one explanation.

    Attributes:
        request: what the explanation answers.
        measure: key of `MEASURES`.
        outcome: what was found.
        chance: what a map that knows nothing gets here; NaN where that is not known.
        parameters: (name, value) of what else the outcome depends on, sorted by name.
    """

    request: Request
    measure: str
    outcome: Score | Curve | Badge | NullDistribution
    chance: float = float("nan")
    parameters: tuple[tuple[str, Value], ...] = ()
