"""One patient examined as a plan says."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.nulls import Others, Scene, case_nulls, false_heat, slice_nulls
from xaiviewer.agreement.nulls.asked import OTHER_SLICES, masks_of_other_slices
from xaiviewer.analysis import Analyser
from xaiviewer.analysis.favourites import favourites
from xaiviewer.audit.cases.aligned import aligned_scores, iou_by_threshold, shift_px
from xaiviewer.audit.cases.decided import NOT_TESTED, tested
from xaiviewer.audit.cases.elsewhere import ANOTHER_PATIENT, masks_of_others
from xaiviewer.audit.cases.locality import locality
from xaiviewer.audit.cases.maps import Chosen, Maps, chosen_maps
from xaiviewer.audit.cases.pictures import disagreement_picture
from xaiviewer.audit.found import About, CaseFound, Floats, NullKey, SliceFound
from xaiviewer.audit.plan import AuditPlan, layers_asked, spread
from xaiviewer.audit.report.entries import LayerEntry
from xaiviewer.case import Case
from xaiviewer.errors import XaiViewerError
from xaiviewer.evaluation.reliance import score_reliance
from xaiviewer.explain.one_pass.pair import Workspace
from xaiviewer.nets.inputs.doubts import no_picture
from xaiviewer.nets.inputs.filling import seen_region
from xaiviewer.requests import Analysis, AnalysisSettings, Layer
from xaiviewer.requests.nulls import Nulls
from xaiviewer.trust.faithfulness.mask_test import SIZES

Tell = Callable[[float, str], None]
"""Takes the share of a case that is done, and what is being done now."""

OtherNetworks = Callable[[Case, Sequence[int], Chosen], Mapping[int, Mapping[str, Sequence[Maps]]]]
"""From a case, slices and chosen maps to each slice's maps by other networks, by the null's key a draw's maps each."""

_TOGETHER = 2  # slices in one pass
_PICTURES = 4  # of a patient, of the slices on which decision and map disagree


@dataclass(frozen=True, eq=False)
class Examined:
    """A patient's result, and pictures by file name."""

    found: CaseFound
    pictures: Mapping[str, bytes]


def examine_case(
    analyser: Analyser,
    case: Case,
    plan: AuditPlan,
    *,
    key: str,
    network: str,
    trained: bool,
    opening: Path,
    others: Sequence[Path] = (),
    networks: OtherNetworks | None = None,
    tell: Tell = lambda _, __: None,
) -> Examined:
    """Examine a patient.

    Args:
        analyser: networks that judge the patient.
        case: the patient.
        plan: what is asked.
        key: of the patient, for names of pictures.
        network, trained: see `found.About`.
        opening: package of the classifier whose favourites say which map opens first.
        others: other patients, whose masks serve as nulls.
        networks: gives other networks' maps; None where there are none.
        tell: told how far it is.

    Raises:
        XaiViewerError: where no slice of the case shows an outlined lesion.
    """
    task = _Task(analyser, case, plan, tell)
    lesion, empty = task.examined
    tell(0.02, "decisions")
    analysis = task.analysis
    tell(0.15, "maps")
    maps = task.maps((*lesion, *empty))
    tell(0.35, "other networks")
    elsewhere = task.elsewhere(analysis, others)
    made = networks(case, lesion, task.chosen) if networks is not None else {}
    beside = {index: _beside(case, index, elsewhere[index], made.get(index, {})) for index in lesion}
    scenes = [(maps[index], task.scene(analysis, index)) for index in lesion]
    nulls = case_nulls(
        scenes,
        plan.nulls,
        beside,
        progress=lambda done, total: tell(0.5 + 0.35 * done / total, f"nulls of slice {done} of {total}"),
    )
    tell(0.85, "reliance")
    largest = max(lesion, key=lambda index: int(np.count_nonzero(case.mask_of(index))))
    local, moved, sizes = task.largest(analysis, largest)
    heat = false_heat(
        [maps[index] for index in lesion],
        {index: (maps[index], task.heads[index]) for index in empty},
        task.chosen.of_maps,
        analysis.frame,
        threshold=plan.nulls.threshold,
        alignment=plan.nulls.alignment,
    )
    tell(0.95, "slices")
    first = _opening(analysis, task.chosen, opening)
    slices = [task.slice_found(analysis, index, maps[index], beside[index], first) for index in lesion]
    slices, pictures = task.pictured(analysis, slices, maps, first, key)
    table, keys = task.chosen.table, _null_keys(nulls)
    about = About(
        network=network,
        trained=trained,
        weights=tuple(analysis.models[each].sha256 for each in ("classifier", "segmenter")),
        classes=analysis.classes,
        finding=analysis.class_index,
        threshold=analysis.description.threshold,
        methods=task.chosen.methods,
        layers=tuple(_entry(layer) for layer in task.chosen.layers),
        measures=tuple(nulls),
        nulls=keys,
        opening_method=first[0],
        opening_layer=analysis.layers[first[1]].name,
        main_sequence=case.main_volume.sequence,
        pictured=len(case.indices),
        with_lesion=len(task.lesion),
        without_lesion=len(task.empty),
        lesion=lesion,
        empty=empty,
        correct=task.correct(analysis),
        judged=len(task.lesion) + len(task.empty),
        shift_px=tuple(shift_px(analysis.frame, layer) for layer in task.chosen.layers),
        sizes=SIZES,
        slices=tuple(slices),
        notices=(*(case.notices if plan.names else ()), *analysis.notices),
    )
    reliance = score_reliance(analysis.reliance, analysis.slices, analysis.class_index)
    of_empty = [heat[index] for index in empty]
    found = CaseFound(
        about,
        observed=table(np.stack([nulls[each].observed for each in nulls])),
        p=table(np.stack([nulls[each].p for each in nulls])),
        ceiling=table(np.stack([nulls[each].ceiling for each in nulls])),
        null=table(np.stack([_null_values(nulls, each, keys) for each in nulls])),
        aligned=table(aligned_scores(scenes, plan.nulls.threshold)),
        peak=table(_stacked([each.peak for each in of_empty], task.chosen)),
        marked=table(_stacked([each.marked for each in of_empty], task.chosen)),
        highest=table(_stacked([task.highest(maps[index]) for index in (*lesion, *empty)], task.chosen)),
        local=local,
        reliance=np.array([reliance.before, reliance.without, reliance.control], dtype=np.float32),
        moved=moved,
        tested=sizes,
        iou=table(iou_by_threshold(scenes)),
    )
    return Examined(found, pictures)


class _Task:
    """A patient, the networks that judge him, and which of his slices are examined."""

    def __init__(self, analyser: Analyser, case: Case, plan: AuditPlan, tell: Tell) -> None:
        if not case.indices:
            raise XaiViewerError(no_picture(case))
        self.lesion = [index for index in case.indices if _area(case, index) > 0]
        self.empty = [index for index in case.indices if case.mask_of(index) is not None and not _area(case, index)]
        if not self.lesion:
            raise XaiViewerError(f"{case.name} has no slice with an outlined lesion; an audit leaves it out.")
        self._analyser, self._case, self._plan, self._tell = analyser, case, plan, tell
        description = analyser.description
        indices = layers_asked(description, plan.layers)
        self.chosen = Chosen(plan.methods, indices, tuple(description.layers[index] for index in indices))
        self.heads = analyser.heads(case)
        self._workspace = Workspace()

    @property
    def examined(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The slices that are: with a lesion, and as many without at most."""
        lesion = spread(self.lesion, self._plan.slices_per_case)
        return lesion, spread(self.empty, len(lesion))

    @property
    def analysis(self) -> Analysis:
        """Every slice's decision and outline, and what becomes of it without its lesion."""
        settings = AnalysisSettings(methods=())
        analysis = self._analyser.start(self._case, settings)
        count = len(self._case.indices)
        for done, result in enumerate(self._analyser.slices(self._case, settings), start=1):
            analysis = analysis.with_slice(result)
            self._tell(0.02 + 0.1 * done / count, f"decision on slice {done} of {count}")
        return analysis.with_reliance(self._analyser.reliance(self._case, analysis.slices, control=True))

    def maps(self, indices: Sequence[int]) -> dict[int, Maps]:
        """The chosen maps of slices; two pass together, always the same ones."""
        found: dict[int, Maps] = {}
        for start in range(0, len(indices), _TOGETHER):
            some = indices[start : start + _TOGETHER]
            self._tell(0.15 + 0.2 * start / len(indices), f"maps of slice {start + 1} of {len(indices)}")
            inputs = self._analyser.seen(self._case, some).inputs
            main = self._analyser.description.main_class
            made = chosen_maps(self._analyser.network.all_layers, inputs, main, self.chosen, self._workspace)
            found.update(zip(some, made, strict=True))
        return found

    def elsewhere(self, analysis: Analysis, others: Sequence[Path]) -> dict[int, list[NDArray[np.bool_]]]:
        """Other patients' masks by slice with a lesion."""
        return masks_of_others(
            self._analyser,
            self._case,
            analysis.frame,
            self.examined[0],
            others,
            self._plan.other_patients,
            self._plan.choices,
            tell=lambda: self._tell(0.4, "other patients' masks"),
        )

    def scene(self, analysis: Analysis, index: int) -> Scene:
        """A slice with a lesion, with the layer of each map."""
        found = Scene.of(self._case, analysis, index, self.heads[index])
        assert found is not None
        return replace(found, layers=self.chosen.of_maps)

    def largest(self, analysis: Analysis, index: int) -> tuple[Floats, Floats, Floats]:
        """Of the slice with the largest mask `found.CaseFound`'s `local`, `moved` and `tested`."""
        seen, main = self._analyser.seen(self._case, [index]), analysis.class_index
        mask = self._case.mask_of(index)
        assert mask is not None
        region, head, network = seen_region(mask, analysis.frame), seen.heads[0], self._analyser.network
        local = np.stack(locality(network, seen.inputs[0], region, head, main, self.chosen.indices))
        if analysis.slices[index].predicted != main:
            return local, NOT_TESTED, NOT_TESTED
        return local, *tested(
            network, seen.inputs[0], region, head, main, seed=self._plan.seed, cancelled=lambda: False
        )

    def highest(self, maps: Maps) -> Floats:
        """The maximum of each map's positive part."""
        return np.array([max(float(each.max()), 0.0) for each in maps], dtype=np.float32)

    def correct(self, analysis: Analysis) -> int:
        """How many slices with a drawn mask are called rightly."""
        called = {index for index, result in analysis.slices.items() if result.predicted == analysis.class_index}
        return sum(index in called for index in self.lesion) + sum(index not in called for index in self.empty)

    def slice_found(
        self, analysis: Analysis, index: int, maps: Maps, beside: Others, first: tuple[str, int]
    ) -> SliceFound:
        """One slice's decision beside the map that opens first."""
        place = self.chosen.place(*first)
        scene = replace(self.scene(analysis, index), layers=[analysis.layers[first[1]]])
        networks = {name: [[draw[place]] for draw in draws] for name, draws in beside.networks.items()}
        nulls = slice_nulls([maps[place]], scene, self._plan.nulls, replace(beside, networks=networks))
        mass, near, result = nulls["mass"], nulls["pointing_within_mm"], analysis.slices[index]
        without = analysis.reliance.get(index)
        return SliceFound(
            index=index,
            called=result.predicted,
            right=result.predicted == analysis.class_index,
            probability=float(result.probabilities[analysis.class_index]),
            without=float("nan") if without is None else float(without.probabilities[analysis.class_index]),
            mass=float(mass.observed[0]),
            expected=float(mass.strongest[0]),
            null=mass.strongest_keys[0],
            inside=bool(near.observed[0] >= 0.5),
            p=float(mass.p[0]),
            picture="",
        )

    def pictured(
        self,
        analysis: Analysis,
        slices: Sequence[SliceFound],
        maps: Mapping[int, Maps],
        first: tuple[str, int],
        key: str,
    ) -> tuple[list[SliceFound], dict[str, bytes]]:
        """The same slices with pictures of those on which decision and map disagree most, and these pictures."""
        place = self.chosen.place(*first)
        telling = sorted((each for each in slices if each.disagrees), key=lambda each: (-each.gap, each.index))
        names = {each.index: f"{key}-{each.index + 1:03d}.png" for each in telling[:_PICTURES]}
        drawn = {
            name: disagreement_picture(self._case, analysis, index, maps[index][place], first[1])
            for index, name in names.items()
        }
        return [replace(each, picture=names.get(each.index, "")) for each in slices], drawn


def _area(case: Case, index: int) -> int:
    mask = case.mask_of(index)
    return 0 if mask is None else int(np.count_nonzero(mask))


def _beside(
    case: Case, index: int, patients: Sequence[NDArray[np.bool_]], networks: Mapping[str, Sequence[Maps]]
) -> Others:
    """What a slice's maps are held against besides the mask elsewhere and the pictures."""
    masks = {OTHER_SLICES: masks_of_other_slices(case, index), ANOTHER_PATIENT: list(patients)}
    return Others({name: found for name, found in masks.items() if found}, dict(networks))


def _opening(analysis: Analysis, chosen: Chosen, package: Path) -> tuple[str, int]:
    """Method and layer of the map that opens first among those that are made, by what a package has measured."""
    manifest = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
    favoured = replace(analysis, favourites=favourites(manifest, analysis.layers))
    layer = favoured.opening_layer(chosen.indices)
    method = favoured.favourites[layer].method
    return (method if method in chosen.methods else chosen.methods[0]), layer


def _null_keys(nulls: Nulls) -> tuple[NullKey, ...]:
    """Every null of the case, the model's outline among them."""
    return tuple(NullKey(each.key, each.kind, each.draws) for each in nulls["mass"].curves)


def _null_values(nulls: Nulls, measure: str, keys: Sequence[NullKey]) -> Floats:
    """What each null gets by one measure, ``[null, map]``."""
    comparison, found = nulls[measure], []
    for each in keys:
        curve = comparison.curve(each.key)
        assert curve is not None
        found.append(curve.values)
    return np.stack(found)


def _stacked(rows: Sequence[Floats], chosen: Chosen) -> Floats:
    """``[row, map]``, no rows among them."""
    return np.array(rows, dtype=np.float32).reshape(len(rows), chosen.shape[0] * chosen.shape[1])


def _entry(layer: Layer) -> LayerEntry:
    others = tuple(f"{library}: {name}" for library, name in layer.other_names)
    return LayerEntry(layer.name, layer.kind, layer.grid, layer.stride, layer.groups, others)
