"""The figures of a pair of networks on patients that did not train it: as acquired, and as others give them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from xaiviewer.case import METHODS, Case, Layer, Request, Volume
from xaiviewer.errors import ReadError
from xaiviewer.evaluation.patients import PatientScores, score_patient
from xaiviewer.evaluation.report import evaluation_report
from xaiviewer.nets.distribution import ranges, statistics
from xaiviewer.nets.preprocessing import head_mask, stack_sequences, standardise
from xaiviewer.readers import find_cases, load_case
from xaiviewer.training.judges import Judge, Judges
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
"""What is done to the patients before the networks see them."""


def _without_skull(case: Case) -> tuple[Volume, ...]:
    images = brain_extracted(np.stack([each.voxels for each in case.volumes]))
    return tuple(replace(each, voxels=voxels) for each, voxels in zip(case.volumes, images, strict=True))


@dataclass(frozen=True, eq=False)
class Figures:
    """What was measured.

    Attributes:
        favourites: the evaluation report with all methods that picks the favourites.
        variants: for each key of `VARIANTS` the evaluation report.
        distribution: the training patients' statistics; see `nets.distribution`.
    """

    favourites: Mapping[str, Any]
    variants: Mapping[str, Mapping[str, Any]]
    distribution: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


def measure(judges: Judges, data: Path, *, progress: Callable[[str, int, int], None]) -> Figures:
    """Run the networks on the patients of `data` that they judge.

    Args:
        judges: which networks, and on whom.
        data: a folder of patients with masks.
        progress: called with the name of the pass, and the patients done and in all.

    Raises:
        ReadError: where a named patient is not below `data`.
    """
    folders = {path.name: path for path in find_cases(data)}
    named = {name for each in (*judges.favourites, *judges.figures) for name in each.patients} | set(judges.train)
    missing = sorted(named - set(folders))
    if missing:
        raise ReadError(
            f"{data} lacks {len(missing)} patients of the training, such as {missing[0]}; choose their folder."
        )

    def report(title: str, pairs: Sequence[Judge], methods: tuple[str, ...], change: Callable[[Case], Case]) -> Any:
        scores: list[PatientScores] = []
        layers: tuple[Layer, ...] = ()
        request = Request(methods=methods)
        total = sum(len(each.patients) for each in pairs)
        for pair in pairs:
            analyser = pair.analyser()
            for name in pair.patients:
                progress(title, len(scores), total)
                case = change(load_case(folders[name]))
                layers = analyser.start(case, request).layers
                rely = partial(analyser.reliance, case, control=True)
                scores.append(score_patient(name, case, analyser.slices(case, request), methods, len(layers), rely))
        progress(title, total, total)
        return evaluation_report(scores, methods, layers, [methods[0]] * len(layers))

    return Figures(
        favourites=report("all methods", judges.favourites, tuple(METHODS), _as_acquired),
        variants={name: report(name, judges.figures, ("grad-cam",), change) for name, change in VARIANTS.items()},
        distribution=distribution([folders[name] for name in judges.train], progress),
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
