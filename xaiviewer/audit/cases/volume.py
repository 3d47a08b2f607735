"""One patient examined as a plan says, by a network that decides once about a whole volume.

What an audit asks of a slice is asked of the volume: its maps in their own cells, the mask of all slices, one decision.
In the report the volume stands as one slice, named by the one whose mask is largest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.nulls import Others
from xaiviewer.agreement.nulls.scene import Maps
from xaiviewer.agreement.nulls.volumes.cells import Axis, Grid
from xaiviewer.agreement.nulls.volumes.judged import VolumeScene, volume_nulls, volume_scores
from xaiviewer.analysis.volumes.examiner import VolumeExaminer
from xaiviewer.audit.cases.aligned import ALIGNMENTS
from xaiviewer.audit.cases.decided import NOT_TESTED
from xaiviewer.audit.cases.elsewhere import ANOTHER_PATIENT, moved_to
from xaiviewer.audit.cases.maps import Chosen
from xaiviewer.audit.cases.pictures import disagreement_picture
from xaiviewer.audit.cases.results import about_of, highest, null_tables, slice_found
from xaiviewer.audit.cases.shared import Examined, Tell, area_of, opening_of, refuse_pictureless
from xaiviewer.audit.cases.untaught_volumes import RandomMaps, volume_maps
from xaiviewer.audit.found import THRESHOLDS, About, CaseFound, SliceFound
from xaiviewer.audit.plan import AuditPlan, layers_asked
from xaiviewer.case import Case, Frame, as_told
from xaiviewer.errors import XaiViewerError
from xaiviewer.evaluation.reliance import score_reliance
from xaiviewer.explain import Network
from xaiviewer.explain.volumes.network import VolumeNetwork
from xaiviewer.nets.inputs.volumes import Box
from xaiviewer.readers import load_case
from xaiviewer.requests import MEASURES, ONE_PASS_METHODS, Analysis, AnalysisSettings
from xaiviewer.requests.nulls import Nulls

ONE_VOLUME = (
    "The network decides once about the whole volume: what the report calls a slice is the volume, named by the slice "
    "whose mask is largest. Its mask was moved and turned in all of the head; masks of other slices are no null of it."
)
NOT_OF_VOLUMES = (
    "Of networks of volumes it is not measured how hot maps without a lesion are, how local layers are, and what the "
    "decision is with the lesion elsewhere, alone, or of another size."
)


def methods_of_volumes(methods: Sequence[str]) -> tuple[str, ...]:
    """Those that a network of volumes can be asked by."""
    return tuple(each for each in methods if each in ONE_PASS_METHODS)


def examine_volume(
    analyser: VolumeExaminer,
    case: Case,
    plan: AuditPlan,
    *,
    key: str,
    network: str,
    trained: bool,
    opening: Path,
    others: Sequence[Path] = (),
    networks: RandomMaps | None = None,
    tell: Tell = lambda _, __: None,
) -> Examined:
    """Examine a patient; see `examine.examine_case` for what is given.

    Raises:
        XaiViewerError: where the case shows no outlined lesion.
    """
    refuse_pictureless(case)
    task = _Task(analyser, case, plan)
    tell(0.02, "decision on the volume")
    analysis = task.decided()
    tell(0.15, "maps of the volume")
    maps = task.maps(analyser.network)
    tell(0.3, "other patients' masks")
    masks = task.masks_of_others(others)
    tell(0.4, "other networks")
    made = {} if networks is None else dict(networks(case, task.chosen))
    beside = Others({ANOTHER_PATIENT: masks} if masks else {}, made)
    tell(0.6, "nulls of the volume")
    scene = task.scene(analysis)
    nulls = volume_nulls(maps, scene, plan.nulls, beside)
    tell(0.9, "thresholds and alignment")
    first = opening_of(analysis, task.chosen, opening)
    found = task.slice_found(analysis, nulls, first)
    pictures = {}
    if found.disagrees:
        found = replace(found, picture=f"{key}-{found.index + 1:03d}.png")
        shown = task.on_slice(maps[task.chosen.place(*first)], first[1])
        pictures = {found.picture: disagreement_picture(case, analysis, found.index, shown, first[1])}
    about = task.about(analysis, nulls, found, first)
    about = replace(about, network=network, trained=trained or analysis.trained_on)
    return Examined(CaseFound(about, **task.scores(nulls, maps, scene), **task.reliance(analysis)), pictures)


class _Task:
    """A patient, and the networks that judge him.

    Attributes:
        index: the slice that the volume is named by.
        chosen: which maps are made.
    """

    def __init__(self, analyser: VolumeExaminer, case: Case, plan: AuditPlan) -> None:
        areas = {index: area_of(case, index) for index in case.indices}
        self.index = max(areas, key=lambda each: areas[each])
        if not areas[self.index]:
            raise XaiViewerError(f"{case.name} has no slice with an outlined lesion; an audit leaves it out.")
        self._with = sum(area > 0 for area in areas.values())
        self._without = sum(case.mask_of(index) is not None for index in areas) - self._with
        self._analyser, self._case, self._plan = analyser, case, plan
        description = analyser.description
        indices = layers_asked(description, plan.layers)
        box = analyser.known(case).box
        layers = analyser.layers_on(case)
        self.chosen = Chosen(methods_of_volumes(plan.methods), indices, tuple(layers[index] for index in indices))
        self._box: Box = box

    def decided(self) -> Analysis:
        """The decision, the outline, and what becomes of the decision without the lesion."""
        settings = AnalysisSettings(methods=())
        analysis = self._analyser.start(self._case, settings)
        for result in self._analyser.slices(self._case, settings):
            analysis = analysis.with_slice(result)
        return analysis.with_reliance(self._analyser.reliance(self._case, analysis.slices, control=True))

    def maps(self, network: Network) -> Maps:
        """The chosen maps in their own cells, along the case's axes."""
        return volume_maps(self._analyser, network, self._case, self.chosen)

    def on_slice(self, volume: NDArray[np.float32], layer: int) -> NDArray[np.float32]:
        """A map where it passes through the slice that the volume is named by."""
        cells = self._analyser.cells_of(self._case, layer, volume)
        return np.asarray(cells.at(0, slice(self.index, self.index + 1))[0])

    @cached_property
    def mask(self) -> NDArray[np.bool_]:
        """The clinician's, ``[slice, row, column]``."""
        return _mask_of(self._case)

    def scene(self, analysis: Analysis) -> VolumeScene:
        """The volume, with where the cells of each map lie."""
        case = self._case
        of_layer = {index: self._grid(index) for index in self.chosen.indices}
        outline = np.zeros_like(self.mask)
        for index, result in analysis.slices.items():
            if result.segmentation is not None:
                outline[index] = result.segmentation
        spacing = case.geometry.spacing_mm if case.geometry.known else None
        return VolumeScene(
            self.index,
            [of_layer[index] for _ in self.chosen.methods for index in self.chosen.indices],
            analysis.frame,
            self.mask,
            self._analyser.heads(case),
            {each.sequence: each.voxels for each in case.volumes},
            case.main_volume.sequence,
            spacing,
            outline if outline.any() else None,
        )

    def masks_of_others(self, paths: Sequence[Path]) -> list[NDArray[np.bool_]]:
        """Other patients' masks, each slice at the same height of the head and scaled to this head's frame."""
        found: list[NDArray[np.bool_]] = []
        case, here = self._case, self._box.frame
        for path in paths:
            if len(found) == self._plan.other_patients:
                break
            try:
                other = load_case(path, self._plan.choices)
                there = self._analyser.start(other, AnalysisSettings(methods=())).frame
            except XaiViewerError:
                continue
            moved = _moved(other, there, case, here)
            if moved.any():
                found.append(moved)
        return found

    def scores(self, nulls: Nulls, maps: Maps, scene: VolumeScene) -> dict[str, NDArray[np.float32]]:
        """The arrays that say how far maps agree with the lesion, and how hot they are."""
        table, threshold = self.chosen.table, self._plan.nulls.threshold
        aligned = [volume_scores(maps, scene, threshold, each) for each in ALIGNMENTS]
        iou = np.stack([volume_scores(maps, scene, level, "centred")["iou"] for level in THRESHOLDS])
        none = np.zeros((0, *self.chosen.shape), dtype=np.float32)
        return {
            **null_tables(self.chosen, nulls),
            "aligned": table(np.stack([np.stack([each[key] for key in MEASURES]) for each in aligned])),
            "iou": table(iou),
            "peak": none,
            "marked": none,
            "highest": table(highest(maps)[None]),
        }

    def reliance(self, analysis: Analysis) -> dict[str, NDArray[np.float32]]:
        """The arrays that say what the decision rests on; what is not asked of volumes is not there."""
        one = {index: each for index, each in analysis.reliance.items() if index == self.index}
        whole = score_reliance(one, analysis.slices, analysis.class_index)
        rows = np.array([whole.before, whole.without, whole.control], dtype=np.float32)
        local = np.full((2, len(self.chosen.indices)), np.nan, dtype=np.float32)
        return {"local": local, "reliance": rows, "moved": NOT_TESTED, "tested": NOT_TESTED}

    def slice_found(self, analysis: Analysis, nulls: Nulls, first: tuple[str, int]) -> SliceFound:
        """The volume's decision beside the map that opens first."""
        spaced = self._case.geometry.known
        return slice_found(analysis, nulls, self.index, self.chosen.place(*first), spaced=spaced)

    def about(self, analysis: Analysis, nulls: Nulls, found: SliceFound, first: tuple[str, int]) -> About:
        """The plain values; whose networks judged is not known here."""
        notices = as_told(self._case, analysis.description.inputs).notices if self._plan.names else ()
        return about_of(
            self._case,
            analysis,
            self.chosen,
            nulls,
            (found,),
            first,
            with_lesion=self._with,
            without_lesion=self._without,
            empty=(),
            correct=int(found.right),
            judged=1,
            sizes=(),
            notices=(ONE_VOLUME, NOT_OF_VOLUMES, *notices, *analysis.notices),
        )

    def _grid(self, layer: int) -> Grid:
        """Where a layer's cells lie in the case."""
        one, two, three = (self._axis(layer, axis) for axis in range(3))
        return one, two, three

    def _axis(self, layer: int, axis: int) -> Axis:
        network, box = self._analyser.network, self._box
        assert isinstance(network, VolumeNetwork)
        cells, stride, centre = network.all_layers.along(layer, axis, box.axes)
        corner, length = (box.first, box.depth * box.step) if axis == 0 else box.frame.seen[axis - 1]
        scale = box.step if axis == 0 else box.frame.scales[axis - 1]
        half = corner + ((stride - 1) / 2 + 0.5) * scale
        return Axis(cells, corner + (centre + 0.5) * scale, stride * scale, corner, length, half)


def _mask_of(case: Case) -> NDArray[np.bool_]:
    """All of a case's mask, ``[slice, row, column]``; nothing where none was drawn."""
    found = np.zeros((len(case), *case.shape), dtype=bool)
    for index in range(len(case)):
        mask = case.mask_of(index)
        if mask is not None:
            found[index] = mask
    return found


def _moved(other: Case, there: Frame, case: Case, here: Frame) -> NDArray[np.bool_]:
    """Another case's mask on this one's voxels: what lies where in the head lies there in this one's."""
    found = np.zeros((len(case), *case.shape), dtype=bool)
    for place, index in enumerate(case.indices):
        height = place / max(len(case.indices) - 1, 1)
        mask = other.mask_of(other.indices[round(height * (len(other.indices) - 1))]) if other.indices else None
        if mask is not None and mask.any():
            found[index] = moved_to(mask, there, here, case.shape)
    return found
