"""One patient examined as a plan says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.nulls import Others, Scene, case_nulls, false_heat, slice_nulls
from xaiviewer.agreement.nulls.asked import OTHER_SLICES, masks_of_other_slices
from xaiviewer.analysis import Analyser
from xaiviewer.audit.cases.aligned import aligned_scores, iou_by_threshold
from xaiviewer.audit.cases.decided import NOT_TESTED, tested
from xaiviewer.audit.cases.elsewhere import ANOTHER_PATIENT, masks_of_others
from xaiviewer.audit.cases.locality import locality
from xaiviewer.audit.cases.maps import Chosen, Maps, chosen_maps
from xaiviewer.audit.cases.pictures import disagreement_picture
from xaiviewer.audit.cases.results import about_of, highest, null_tables, slice_found
from xaiviewer.audit.cases.shared import Examined, Tell, area_of, opening_of, refuse_pictureless
from xaiviewer.audit.found import About, CaseFound, Floats, SliceFound
from xaiviewer.audit.plan import AuditPlan, layers_asked, spread
from xaiviewer.case import Case, as_told
from xaiviewer.errors import XaiViewerError
from xaiviewer.evaluation.reliance import score_reliance
from xaiviewer.explain.one_pass.pair import Workspace
from xaiviewer.nets.inputs.filling import seen_region
from xaiviewer.requests import Analysis, AnalysisSettings
from xaiviewer.requests.nulls import FalseHeat, Nulls
from xaiviewer.trust.faithfulness.mask_test import SIZES

OtherNetworks = Callable[[Case, Sequence[int], Chosen], Mapping[int, Mapping[str, Sequence[Maps]]]]
"""From a case, slices and chosen maps to each slice's maps by other networks, by the null's key a draw's maps each."""

_TOGETHER = 4  # slices in one pass
_PICTURES = 4  # of a patient, of the slices on which decision and map disagree


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
    lesion, empty = task.lesion, task.empty
    analysis = task.decided()
    maps = task.maps((*lesion, *empty))
    elsewhere = task.elsewhere(analysis, others)
    tell(0.4, "other networks")
    made = networks(case, lesion, task.chosen) if networks is not None else {}
    beside = {index: _beside(case, index, elsewhere[index], made.get(index, {})) for index in lesion}
    scenes = [(maps[index], task.scene(analysis, index)) for index in lesion]
    nulls = case_nulls(
        scenes,
        plan.nulls,
        beside,
        progress=lambda done, total: tell(0.6 + 0.3 * done / total, f"nulls of slice {done} of {total}"),
    )
    tell(0.9, "slice by slice")
    first = opening_of(analysis, task.chosen, opening)
    slices = [task.slice_found(analysis, index, maps[index], beside[index], first) for index in lesion]
    slices, pictures = task.pictured(analysis, slices, maps, first, key)
    about = task.about(analysis, nulls, slices, first)
    about = replace(about, network=network, trained=trained or analysis.trained_on)  # by more than his folder says
    tell(0.95, "reliance")
    found = CaseFound(
        about,
        **_scores(task.chosen, nulls, scenes, plan.nulls.threshold),
        **_heat(task, analysis, maps),
        **task.reliance(analysis),
    )
    return Examined(found, pictures)


def _scores(chosen: Chosen, nulls: Nulls, scenes: Sequence[tuple[Maps, Scene]], threshold: float) -> dict[str, Floats]:
    """The arrays that say how far maps agree with the lesion."""
    return {
        **null_tables(chosen, nulls),
        "aligned": chosen.table(aligned_scores(scenes, threshold)),
        "iou": chosen.table(iou_by_threshold(scenes)),
    }


def _heat(task: _Task, analysis: Analysis, maps: Mapping[int, Maps]) -> dict[str, Floats]:
    """The arrays that say how hot maps are."""
    heat, table = task.heat(analysis, maps), task.chosen.table
    return {
        "peak": table(_rows([each.peak for each in heat], task.chosen)),
        "marked": table(_rows([each.marked for each in heat], task.chosen)),
        "highest": table(_rows([highest(maps[index]) for index in (*task.lesion, *task.empty)], task.chosen)),
    }


class _Task:
    """A patient, the networks that judge him, and which of his slices are examined.

    Attributes:
        with_lesion, without: the slices whose mask holds a pixel, and whose mask is empty.
        lesion, empty: those of them that are examined.
        chosen: which maps are.
    """

    def __init__(self, analyser: Analyser, case: Case, plan: AuditPlan, tell: Tell) -> None:
        refuse_pictureless(case)
        self.with_lesion = [index for index in case.indices if area_of(case, index) > 0]
        self.without = [index for index in case.indices if case.mask_of(index) is not None and not area_of(case, index)]
        if not self.with_lesion:
            raise XaiViewerError(f"{case.name} has no slice with an outlined lesion; an audit leaves it out.")
        self.lesion = spread(self.with_lesion, plan.slices_per_case)
        self.empty = spread(self.without, len(self.lesion))
        self._analyser, self._case, self._plan, self._tell = analyser, case, plan, tell
        description = analyser.description
        indices = layers_asked(description, plan.layers)
        self.chosen = Chosen(plan.methods, indices, tuple(description.layers[index] for index in indices))
        self._heads = analyser.heads(case)
        self._workspace = Workspace()

    def decided(self) -> Analysis:
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
            self.lesion,
            others,
            number=self._plan.other_patients,
            choices=self._plan.choices,
            tell=lambda: self._tell(0.4, "other patients' masks"),
        )

    def scene(self, analysis: Analysis, index: int) -> Scene:
        """A slice with a lesion, with the layer of each map."""
        found = Scene.of(self._case, analysis, index, self._heads[index])
        assert found is not None
        return replace(found, layers=self.chosen.of_maps)

    def reliance(self, analysis: Analysis) -> dict[str, Floats]:
        """The arrays that say what decisions rest on, and how local layers are."""
        index = max(self.lesion, key=lambda each: area_of(self._case, each))
        seen, main = self._analyser.seen(self._case, [index]), analysis.class_index
        mask = self._case.mask_of(index)
        assert mask is not None
        region, head, network = seen_region(mask, analysis.frame), seen.heads[0], self._analyser.network
        local = np.stack(locality(network, seen.inputs[0], region, head, main, self.chosen.indices))
        whole = score_reliance(analysis.reliance, analysis.slices, main)
        moved = sizes = NOT_TESTED
        if analysis.slices[index].predicted == main:
            moved, sizes = tested(network, seen.inputs[0], region, head, main, seed=self._plan.seed)
        rows = np.array([whole.before, whole.without, whole.control], dtype=np.float32)
        return {"local": local, "reliance": rows, "moved": moved, "tested": sizes}

    def heat(self, analysis: Analysis, maps: Mapping[int, Maps]) -> list[FalseHeat]:
        """How hot each of the examined slices with an empty mask is."""
        found = false_heat(
            [maps[index] for index in self.lesion],
            {index: (maps[index], self._heads[index]) for index in self.empty},
            self.chosen.of_maps,
            analysis.frame,
            threshold=self._plan.nulls.threshold,
            alignment=self._plan.nulls.alignment,
        )
        return [found[index] for index in self.empty]

    def about(self, analysis: Analysis, nulls: Nulls, slices: Sequence[SliceFound], first: tuple[str, int]) -> About:
        """The plain values; whose networks judged is not known here."""
        called = {index for index, result in analysis.slices.items() if result.predicted == analysis.class_index}
        right = sum(index in called for index in self.with_lesion) + sum(index not in called for index in self.without)
        told = as_told(self._case, analysis.description.inputs).notices if self._plan.names else ()
        return about_of(
            self._case,
            analysis,
            self.chosen,
            nulls,
            slices,
            first,
            with_lesion=len(self.with_lesion),
            without_lesion=len(self.without),
            empty=self.empty,
            correct=right,
            judged=len(self.with_lesion) + len(self.without),
            sizes=SIZES,
            notices=(*told, *analysis.notices),
        )

    def slice_found(
        self, analysis: Analysis, index: int, maps: Maps, beside: Others, first: tuple[str, int]
    ) -> SliceFound:
        """One slice's decision beside the map that opens first."""
        place = self.chosen.place(*first)
        scene = replace(self.scene(analysis, index), layers=[analysis.layers[first[1]]])
        networks = {name: [[draw[place]] for draw in draws] for name, draws in beside.networks.items()}
        nulls = slice_nulls([maps[place]], scene, self._plan.nulls, replace(beside, networks=networks))
        return slice_found(analysis, nulls, index, 0, spaced=scene.spacing is not None)

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


def _beside(
    case: Case, index: int, patients: Sequence[NDArray[np.bool_]], networks: Mapping[str, Sequence[Maps]]
) -> Others:
    """What a slice's maps are held against besides the mask elsewhere and the pictures."""
    masks = {OTHER_SLICES: masks_of_other_slices(case, index), ANOTHER_PATIENT: list(patients)}
    return Others({name: found for name, found in masks.items() if found}, dict(networks))


def _rows(rows: Sequence[Floats], chosen: Chosen) -> Floats:
    """``[row, map]``, no rows among them."""
    return np.array(rows, dtype=np.float32).reshape(len(rows), chosen.shape[0] * chosen.shape[1])
