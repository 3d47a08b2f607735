"""The figures of a pair of networks on their own test patients: as acquired, and as other pipelines would give them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from xaiviewer.analysis import Analyser
from xaiviewer.case import METHODS, Case, Request, Volume
from xaiviewer.errors import ReadError
from xaiviewer.evaluation.patients import score_patient
from xaiviewer.evaluation.report import evaluation_report
from xaiviewer.nets.distribution import ranges, statistics
from xaiviewer.nets.preprocessing import head_mask, stack_sequences, standardise
from xaiviewer.readers import find_cases, load_case
from xaiviewer.training.patients import brain_extracted


def _as_acquired(case: Case) -> Case:
    return case


def _flair_alone(case: Case) -> Case:
    return replace(case, volumes=(case.volume("flair"),))


def _other_scale(case: Case) -> Case:
    """16-bit values with another gain and offset for each sequence."""
    volumes = [
        replace(each, voxels=(each.voxels.astype(np.float32) * gain + offset).astype(np.int16))
        for each, gain, offset in zip(case.volumes, (11, 7, 19), (30, 0, 90), strict=False)
    ]
    return replace(case, volumes=tuple(volumes))


VARIANTS: dict[str, Callable[[Case], Case]] = {
    "as acquired": _as_acquired,
    "brain extraction (simulated)": lambda case: replace(case, volumes=_without_skull(case)),
    "FLAIR alone": _flair_alone,
    "16-bit, other gain and offset": _other_scale,
}
"""What is done to the test patients before the networks see them."""


def _without_skull(case: Case) -> tuple[Volume, ...]:
    images = brain_extracted(np.stack([each.voxels for each in case.volumes]))
    return tuple(replace(each, voxels=voxels) for each, voxels in zip(case.volumes, images, strict=True))


@dataclass(frozen=True, eq=False)
class Figures:
    """What was measured.

    Attributes:
        validation: the evaluation report of the validation patients, with all methods: it picks the favourites.
        test: for each key of `VARIANTS` the evaluation report of the test patients.
        distribution: the training patients' statistics; see `nets.distribution`.
    """

    validation: Mapping[str, Any]
    test: Mapping[str, Mapping[str, Any]]
    distribution: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


def measure(
    analyser: Analyser,
    data: Path,
    *,
    validation: Sequence[str],
    test: Sequence[str],
    train: Sequence[str] = (),
    progress: Callable[[str, int, int], None],
) -> Figures:
    """Run the networks on the patients of `data` that are named.

    Args:
        validation, test, train: names of patients' folders below `data`; those of `train` give the distribution that
            other cases are held against, and no figures.
        progress: called with the name of the pass, and the patients done and in all.

    Raises:
        ReadError: where a named patient is not below `data`.
    """
    folders = {path.name: path for path in find_cases(data)}
    missing = sorted({*validation, *test, *train} - set(folders))
    if missing:
        raise ReadError(
            f"{data} lacks {len(missing)} patients of the split, such as {missing[0]}; choose their folder."
        )

    def report(title: str, names: Sequence[str], methods: tuple[str, ...], change: Callable[[Case], Case]) -> Any:
        scores = []
        request = Request(methods=methods)
        for done, name in enumerate(names):
            progress(title, done, len(names))
            case = change(load_case(folders[name]))
            analysis = analyser.start(case, request)
            results = analyser.slices(case, request)
            scores.append(score_patient(name, case, results, methods, len(analysis.layers)))
        progress(title, len(names), len(names))
        return evaluation_report(scores, methods, analysis.layers, [methods[0]] * len(analysis.layers))

    return Figures(
        validation=report("validation patients", validation, tuple(METHODS), _as_acquired),
        test={name: report(f"test patients, {name}", test, ("grad-cam",), change) for name, change in VARIANTS.items()},
        distribution=distribution([folders[name] for name in train], progress),
    )


def distribution(
    patients: Sequence[Path], progress: Callable[[str, int, int], None]
) -> Mapping[str, Mapping[str, float]]:
    """The ranges of the statistics of `nets.distribution` over patients' folders."""
    found = []
    for done, path in enumerate(patients):
        progress("training patients", done, len(patients))
        case = load_case(path)
        images = stack_sequences(case)[:, list(case.indices)]
        head = head_mask(images)
        found.append(statistics(images, head, standardise(images, size=1, head=head).frame))
    return ranges(found)
