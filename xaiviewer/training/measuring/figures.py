"""The figures of a pair of networks on patients that did not train it: as acquired, and as others give them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from xaiviewer.analysis import Analyser
from xaiviewer.analysis.favourites import favourites as opening_methods
from xaiviewer.case import Case, Frame, Volume
from xaiviewer.errors import ReadError
from xaiviewer.evaluation.maps import MapScores, map_figures
from xaiviewer.evaluation.patients import PatientScores, score_patient
from xaiviewer.evaluation.report import evaluation_report
from xaiviewer.nets.inputs.distribution import ranges, statistics
from xaiviewer.nets.inputs.preprocessing import head_mask, stack_sequences, standardise
from xaiviewer.nets.packages.named import named
from xaiviewer.readers import find_cases, load_case
from xaiviewer.requests import (
    EVIDENCE,
    METHODS,
    ONE_PASS_METHODS,
    Analysis,
    AnalysisSettings,
    KeptAgreement,
    Layer,
    ModelDescription,
    ModelIdentity,
    Reliance,
    SliceResult,
)
from xaiviewer.requests.faithfulness import FaithfulnessCurves
from xaiviewer.requests.kept_agreement import AGREEMENT, read_agreement
from xaiviewer.training.data.patients import brain_extracted
from xaiviewer.training.measuring.faithful import LargestMask, curves_of_case, faithfulness_figures
from xaiviewer.training.measuring.favourites import favourites
from xaiviewer.training.measuring.judges import Judge, Judges


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
        variants: for each key of `VARIANTS` the evaluation report on all who judge the classifier.
        outlines: the same on those alone who judge the segmenter, too.
        maps: figures of single layers' maps (`evaluation.maps`), by what they are.
        distribution: the training patients' statistics; see `nets.inputs.distribution`.
        faithfulness: deletion and insertion (`faithful`), by what gave the order of the pixels.
        kept: what is kept beside the classifier's package of how far its maps leave nulls behind.
        without_tumour: by name of a case without a tumour, its slices, and how many of them are called tumour.
    """

    favourites: Mapping[str, Any]
    variants: Mapping[str, Mapping[str, Any]]
    outlines: Mapping[str, Mapping[str, Any]]
    maps: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    distribution: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    without_tumour: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    faithfulness: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    kept: KeptAgreement | None = None


def measure(
    judges: Judges,
    data: Path,
    bundled: Judge,
    *,
    without_tumour: Path | None = None,
    progress: Callable[[str, int, int], None],
) -> Figures:
    """Run the networks on the patients of `data` that they judge.

    Args:
        judges: which networks, and on whom.
        data: a folder of patients with masks.
        bundled: the bundled networks; their patients are not looked at.
        without_tumour: a folder of cases that have no tumour; the bundled networks look at them.
        progress: called with the name of the pass, and the patients done and in all.

    Raises:
        ReadError: where a named patient is not below `data`.
    """
    folders = {path.name: path for path in find_cases(data)}
    wanted = {name for each in (*judges.favourites, *judges.figures) for name in each.patients} | set(judges.train)
    missing = sorted(wanted - set(folders))
    if missing:
        raise ReadError(
            f"{data} lacks {len(missing)} patients of the training, such as {missing[0]}; choose their folder."
        )
    course = _Course(folders, progress)
    methods = ONE_PASS_METHODS
    found = course.run("all methods", judges.favourites, methods)
    favoured = evaluation_report(found.scores, methods, found.layers, [methods[0]] * len(found.layers))
    bundle = bundled.classifier
    kept = read_agreement(bundle / AGREEMENT, named(bundle).sha256)
    looks = looks_at(found.layers, favourites(favoured), kept)
    variants, outlines = {}, {}
    maps: dict[str, Mapping[str, Any]] = {}
    curves: list[Mapping[str, FaithfulnessCurves]] = []
    for name, change in VARIANTS.items():
        asked = tuple(dict.fromkeys(method for _, method in looks.values())) if change is _as_acquired else ()
        found = course.run(name, judges.figures, asked, change, looks if asked else {})
        chosen = [*asked, ""][:1] * len(found.layers)
        variants[name] = evaluation_report(found.scores, asked, found.layers, chosen)
        outlined = [each for each in found.scores if each.name in judges.outlined]
        outlines[name] = evaluation_report(outlined, (), found.layers, [""] * len(found.layers))
        maps |= {title: map_figures(each) for title, each in found.maps.items()}
        curves += found.curves
    return Figures(
        favourites=favoured,
        kept=kept,
        variants=variants,
        outlines=outlines,
        maps=maps,
        distribution=distribution([folders[name] for name in judges.train], progress),
        faithfulness=faithfulness_figures(curves),
        without_tumour=called_without_tumour(bundled.analyser(), without_tumour, progress) if without_tumour else {},
    )


@dataclass(eq=False)
class _Found:
    """What one pass over the patients gave: `maps` by what they are, one entry per patient; `curves` by patient."""

    scores: list[PatientScores] = field(default_factory=list)
    layers: tuple[Layer, ...] = ()
    maps: dict[str, list[MapScores]] = field(default_factory=dict)
    curves: list[Mapping[str, FaithfulnessCurves]] = field(default_factory=list)


@dataclass(frozen=True)
class _Course:
    """Passes over patients: where they lie, and whom to tell how far it is."""

    folders: Mapping[str, Path]
    progress: Callable[[str, int, int], None]

    def run(
        self,
        title: str,
        judges: Sequence[Judge],
        methods: tuple[str, ...],
        change: Callable[[Case], Case] = _as_acquired,
        looks: Mapping[str, tuple[int, str]] = MappingProxyType({}),
    ) -> _Found:
        """Score every patient by the networks that judge him, changed before by `change`."""
        found, total = _Found(maps={name: [] for name in looks}), sum(len(each.patients) for each in judges)
        settings = AnalysisSettings(methods=methods)
        for judge in judges:
            analyser = judge.analyser()
            for name in judge.patients:
                self.progress(title, len(found.scores), total)
                case = change(load_case(self.folders[name]))
                analysis = analyser.start(case, settings)
                found.layers = analysis.layers
                watched = {what: MapScores(*look) for what, look in looks.items()}
                results: Iterable[SliceResult] = analyser.slices(case, settings)
                for each in watched.values():
                    results = each.watch(case, analysis, results)
                kept: dict[int, Reliance] = {}
                largest = LargestMask(case)
                results = largest.watch(results)

                def rely(
                    known: Mapping[int, SliceResult], case: Case = case, kept: dict[int, Reliance] = kept
                ) -> Mapping[int, Reliance]:
                    if change is _as_acquired:
                        kept.update(analyser.reliance(case, known, control=True))  # noqa: B023 - called in this turn
                    return kept

                finding = analysis.description.main_class
                scored = score_patient(name, case, results, methods, len(found.layers), rely, finding=finding)
                found.scores.append(scored)
                if looks and largest.result is not None:
                    found.curves.append(curves_of_case(analyser, case, analysis, largest.result, looks))
                for what, scores in watched.items():
                    scores.relied(kept)
                    found.maps[what].append(scores)
        self.progress(title, total, total)
        return found


def looks_at(
    layers: Sequence[Layer], favoured: Sequence[Mapping[str, Any]], kept: KeptAgreement | None = None
) -> dict[str, tuple[int, str]]:
    """The maps that stand in the card: the one that opens first, and Grad-CAM of the ResNet's last layer.

    Args:
        layers: of the classifier.
        favoured: for the manifest, see `measuring.favourites`.
        kept: what is kept beside the package of the nulls; it goes before.
    """
    measured = opening_methods({"favourites": favoured}, layers, kept)
    described = ModelDescription(ModelIdentity("", "", ""), layers=tuple(layers))
    analysis = Analysis(described, 0, (), measured, Frame(0, 0, 1, 1), {})
    opening = analysis.opening_layer(range(len(layers)))
    last = max(index for index, layer in enumerate(layers) if layer.kind != EVIDENCE)
    method = measured[opening].method
    return {
        f"the map that opens first ({layers[opening].name}, {METHODS[method].title})": (opening, method),
        f"the last stage ({layers[last].name}, Grad-CAM)": (last, "grad-cam"),
    }


def called_without_tumour(
    analyser: Analyser, folder: Path, progress: Callable[[str, int, int], None]
) -> dict[str, tuple[int, int]]:
    """Of each case in a folder of cases without a tumour: its slices, and how many of them are called tumour."""
    found, paths = {}, find_cases(folder)
    for done, path in enumerate(paths):
        progress("cases without a tumour", done, len(paths))
        case = load_case(path)
        finding = analyser.description.main_class
        called = [each.predicted == finding for each in analyser.slices(case, AnalysisSettings(methods=()))]
        found[path.name] = len(called), sum(called)
    return found


def distribution(
    patients: Sequence[Path], progress: Callable[[str, int, int], None]
) -> Mapping[str, Mapping[str, float]]:
    """The ranges of the statistics of `nets.inputs.distribution` over patients' folders."""
    found = []
    for done, path in enumerate(patients):
        progress("training patients", done, len(patients))
        case = load_case(path)
        images = stack_sequences(case)[:, list(case.indices)]
        head = head_mask(images)
        found.append(statistics(images, head, standardise(images, size=1, head=head).frame))
    return ranges(found)
