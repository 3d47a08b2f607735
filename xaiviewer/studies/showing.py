"""What is due at a step, as the window takes it: a case to read, and an analysis that holds what may be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import AUTOMATIC, Case, Choices, Contents, Frame, Mask, Preview
from xaiviewer.errors import UsageError
from xaiviewer.requests import (
    Analysis,
    AnalysisSettings,
    Explanation,
    Favourite,
    Layer,
    LayerMaps,
    ModelDescription,
    ModelIdentity,
    Partial,
    Reliance,
    Request,
    SliceResult,
)
from xaiviewer.requests.faithfulness import Beside, Faithfulness, FaithfulnessKey
from xaiviewer.requests.reliance import RegionTest
from xaiviewer.studies.sitting import Due, Package, Sitting

_NEVER = "That is not part of this study."
_WHOLE = Frame(-0.5, -0.5, 1.0, 1)
"""Where no map is shown."""

Items = Mapping[str, tuple[NDArray[Any], ...]]


@dataclass(frozen=True, eq=False)
class Step:
    """What is on the screen.

    Attributes:
        due: what is to be answered.
        case: its pictures, with the clinician's mask where that is due.
        items: what else is due, as `Outputs.arrays` gives it.
        finished, readings: how far the session is.
    """

    due: Due
    case: Case
    items: Items
    finished: int
    readings: int

    @property
    def judged(self) -> int:
        """On how many slices a decision is due."""
        told = self.items.get("prediction")
        return 0 if told is None else sum(not np.isnan(told[0][index]) for index in self.case.indices)


def step_of(sitting: Sitting) -> Step | None:
    """What is due now; None where the session is finished.

    Raises:
        ReviewError: where it cannot be opened.
    """
    due = sitting.due
    if due is None:
        return None
    items = {name: sitting.item(name) for name in due.shows}
    case = sitting.case()
    if "mask" in items:
        (mask,) = items["mask"]
        case = replace(case, mask=Mask(mask, np.ones(len(mask), dtype=bool)))
    return Step(due, case, items, *sitting.progress)


class StepReader:
    """Reads the case of the step that is due, and no other. It knows nothing of files."""

    def __init__(self, step: Callable[[], Step | None]) -> None:
        self._step = step

    def search(self, path: Path, **_: Any) -> Any:
        """Nothing is looked for in a study."""
        raise UsageError(f"{path.name}: {_NEVER}")

    def contents(self, path: Path, **_: Any) -> Contents:
        """Nothing else is there."""
        raise UsageError(f"{path.name}: {_NEVER}")

    def load_case(
        self, path: Path, choices: Choices = AUTOMATIC, *, preview: Callable[[Preview], None] | None = None, **_: Any
    ) -> Case:
        """The case that is due, whatever is asked for."""
        del path, choices, preview
        step = self._step()
        if step is None:
            raise UsageError(_NEVER)
        return step.case


class StepAnalyser:
    """Answers what the networks said, as far as it is due; nothing is computed."""

    shortage = ""

    def __init__(self, package: Package, step: Callable[[], Step | None]) -> None:
        self._package, self._step = package, step

    def start(self, case: Case, settings: AnalysisSettings) -> Analysis:
        """One layer, the one whose map the study shows."""
        del case, settings
        step, told = self._step(), self._package.network
        finding = int(told.get("finding", 1))
        identity = ModelIdentity(self._package.name, "", self._package.study)
        description = ModelDescription(
            identity,
            classes=tuple(told.get("classes", ("no finding", "finding"))),
            finding=finding,
            layers=(layer_of(told.get("layer"), self._package.layer),),
            threshold=_threshold(step),
        )
        method = self._package.method or "grad-cam"
        request = Request.of(method, network=identity.sha256, class_index=finding)
        nothing = float("nan")
        frame = _WHOLE if step is None or "map" not in step.items else Frame.of_numbers(step.items["map"][1].tolist())
        return Analysis(
            description,
            finding,
            (request,),
            (Favourite(method, nothing, nothing, 0),),
            frame,
            {"classifier": identity},
        )

    def slices(
        self,
        case: Case,
        settings: AnalysisSettings,
        *,
        wanted: Callable[[frozenset[int]], int] = min,
        cancelled: Callable[[], bool] = lambda: False,
        judged: Mapping[int, SliceResult] | None = None,
    ) -> Iterator[SliceResult]:
        """Of every slice what is due: nothing, the decision, the outline, the map."""
        del wanted, judged
        step = self._step()
        if step is None or "prediction" not in step.items:
            return
        analysis = self.start(case, settings)
        for index in case.indices:
            if cancelled():
                return
            result = _result(step, analysis, index)
            if result is not None:
                yield result

    def reliance(self, case: Case, results: Mapping[int, SliceResult], **_: Any) -> Mapping[int, Reliance]:
        """Nothing is tried out."""
        del case, results
        return {}

    def explain(
        self, case: Case, request: Request, indices: Iterable[int] | None = None, **_: Any
    ) -> Iterator[Partial | Explanation]:
        """Nothing is asked."""
        raise UsageError(_NEVER)

    def faithfulness(
        self, case: Case, key: FaithfulnessKey, values: NDArray[np.floating], *, beside: Beside | None = None, **_: Any
    ) -> Iterator[Faithfulness]:
        """Nothing is asked."""
        raise UsageError(_NEVER)

    def try_region(self, case: Case, result: SliceResult, class_index: int, **_: Any) -> RegionTest | None:
        """Nothing is tried out."""
        del case, result, class_index
        return None


def layer_of(plain: Mapping[str, Any] | None, name: str) -> Layer:
    """The layer that a package describes."""
    if plain is None:
        return Layer(name or "map", "", (1, 1), 1)
    told = dict(plain)
    for key in ("grid", "groups", "centre"):
        told[key] = tuple(told[key])
    for key in ("other_names", "same"):
        told[key] = tuple(tuple(each) for each in told[key])
    return Layer(**told)


def _threshold(step: Step | None) -> float:
    if step is None or "prediction" not in step.items:
        return 0.5
    return float(step.items["prediction"][1][0])


def _result(step: Step, analysis: Analysis, index: int) -> SliceResult | None:
    """What is due of a slice; None where the networks did not judge it."""
    finding, probabilities = analysis.description.main_class, step.items["prediction"][0]
    probability = float(probabilities[index])
    if np.isnan(probability):
        return None
    shares = np.full(len(analysis.classes), 1 - probability, dtype=np.float32)
    shares[finding] = probability
    (request,) = analysis.requests
    maps = {}
    if "map" in step.items:
        maps = {request: LayerMaps(request, index, (step.items["map"][0][index].astype(np.float32),))}
    return SliceResult(
        index,
        np.log(np.clip(shares, 1e-6, 1)).astype(np.float32),
        shares,
        np.array(step.items["outline"][0][index]) if "outline" in step.items else None,
        maps,
        {},
        called=finding if probability >= analysis.description.threshold else 1 - finding,
    )
