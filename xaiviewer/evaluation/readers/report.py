"""All figures of a reader study at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from xaiviewer.errors import UsageError
from xaiviewer.evaluation.bootstrap import RESAMPLES
from xaiviewer.evaluation.readers.accuracy import accuracy
from xaiviewer.evaluation.readers.advice import advice
from xaiviewer.evaluation.readers.concordance import concordance
from xaiviewer.evaluation.readers.obuchowski_rockette import obuchowski_rockette
from xaiviewer.evaluation.readers.ratings import crossed
from xaiviewer.evaluation.readers.readings import Reading, counted, last_steps, ratings
from xaiviewer.evaluation.readers.steps import steps
from xaiviewer.evaluation.readers.triangle import Marked, triangle


def study_report(
    readings: Sequence[Reading],
    marked: Mapping[str, Sequence[Marked]] = MappingProxyType({}),
    *,
    seed: int = 0,
    number: int = RESAMPLES,
) -> dict[str, Any]:
    """What a study found, as JSON holds it but for NaN, which stands for "not defined here".

    Args:
        readings: all, in any order; training cases are left out.
        marked: by arm, what was outlined.
        seed, number: of the resamples.

    Returns:
        "readers", "cases", "answers": how many; "accuracy", "steps", "advice", "concordance", "triangle" as the
        functions of these names give them, the triangle by arm; "comparison" of the arms, or {"why_not": sentence}.
    """
    kept = counted(readings)
    final = last_steps(kept)
    return {
        "readers": len({each.reader for each in kept}),
        "cases": len({each.case for each in kept}),
        "answers": len(kept),
        "accuracy": accuracy(final, seed=seed, number=number),
        "comparison": _comparison(kept),
        "steps": steps(kept, seed=seed, number=number),
        "advice": advice(final, seed=seed, number=number),
        "concordance": concordance(final, seed=seed, number=number),
        "triangle": {
            arm: {"cases": len(cases), **triangle(cases, seed=seed, number=number)} for arm, cases in marked.items()
        },
    }


def _comparison(readings: Sequence[Reading]) -> dict[str, Any]:
    try:
        study = crossed(ratings(readings))
        found = obuchowski_rockette(study)
    except UsageError as error:
        return {"why_not": str(error)}
    return {
        "method": "Obuchowski-Rockette, empirical area under the curve, jackknife, readers and cases random",
        "f": found.statistic,
        "freedoms": list(found.freedoms),
        "p": found.p,
        "variance": found.variance,
        "covariances": list(found.covariances),
        "areas": {
            arm: dict(zip(study.readers, row.tolist(), strict=True))
            for arm, row in zip(study.arms, found.areas, strict=True)
        },
        "means": {arm: asdict(each) for arm, each in found.means.items()},
        "differences": [asdict(each) for each in found.differences],
    }
