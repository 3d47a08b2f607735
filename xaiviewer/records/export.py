"""The export of one explained case: manifest, arrays, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case, as_told
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.heat import full_colour
from xaiviewer.records.arrays import save_arrays
from xaiviewer.records.asked import Answered, write_answered
from xaiviewer.records.faithfulness import TriedCase, write_tested
from xaiviewer.records.manifest import as_json, case_manifest, request_fields, slice_record
from xaiviewer.records.pictures.captioned import LayerMap, fusion_heat, layer_heat
from xaiviewer.records.pictures.contact_sheet import contact_sheet
from xaiviewer.records.pictures.slice_picture import slice_picture
from xaiviewer.records.trainings import FILE, training_arrays, training_fields
from xaiviewer.records.worth import TABLE, agreement_table, layer_entries, p_words
from xaiviewer.requests import Analysis, FalseHeat, SliceResult
from xaiviewer.requests.nulls import Nulls
from xaiviewer.requests.reproduced import Reproduced


@dataclass(frozen=True, eq=False)
class ExplainedCase:
    """A case with the maps that are exported.

    Attributes:
        case: the images and the mask.
        analysis: layers, frame, models; its slices hold every acquired slice's result, without maps.
        chosen: the exported layers' indices, from the input to the output, and the method of each.
        maps: by layer index, float32 ``[slice, row, column]`` on the native grid, signed; 0 where none was acquired.
        nulls: by slice with a mask, what these maps are worth beside what knows nothing; None where nobody asked.
        of_case: the same of the scores summed over these slices; None where there is none.
        heat: how hot these maps are on slices with an empty mask.
        reproduced: by slice, what other trainings make of these layers; None where none was named.
    """

    case: Case
    analysis: Analysis
    chosen: Mapping[int, str]
    maps: Mapping[int, NDArray[np.float32]]
    nulls: Mapping[int, Nulls] | None = None
    of_case: Nulls | None = None
    heat: Mapping[int, FalseHeat] = field(default_factory=dict)
    reproduced: Mapping[int, Reproduced] | None = None

    def __post_init__(self) -> None:
        """Beside a network that heeds no sequence nothing stands in for one."""
        object.__setattr__(self, "case", as_told(self.case, self.analysis.description.inputs))

    def result(self, index: int) -> SliceResult:
        """What the networks said about a slice."""
        return self.analysis.slices[index]

    def layer_map(self, layer: int, index: int) -> LayerMap:
        """One layer's map of one slice."""
        method = self.chosen[layer]
        curve = self.result(index).curve(method, "mass")
        mass = float(curve[layer]) if curve is not None else float("nan")
        found = None if self.nulls is None else self.nulls.get(index)
        worth = "" if np.isnan(mass) else p_words(found, list(self.chosen).index(layer))
        return LayerMap(layer, self.maps[layer][index], method, None if np.isnan(mass) else mass, worth)


def telling_slice(explained: ExplainedCase) -> int:
    """The slice of the contact sheet: the largest mask, or the highest probability where none was drawn.

    Of a network of volumes, whose slices are all as probable, the middle one in place of that.
    """
    mask, seen = explained.case.mask, explained.case.indices
    if mask is not None and mask.voxels[list(seen)].any():
        return max(seen, key=lambda index: int(mask.areas_px[index]))
    if explained.analysis.description.volumes:
        return seen[len(seen) // 2]
    shown = explained.analysis.description.main_class
    return max(seen, key=lambda index: float(explained.result(index).probabilities[shown]))


def export_case(
    explained: ExplainedCase,
    folder: Path,
    *,
    pictured: Sequence[int],
    appearance: Appearance,
    settings: Mapping[str, Any],
    fused: bool = False,
    answered: Sequence[Answered] = (),
    tested: TriedCase | None = None,
    computation: Callable[[], Mapping[str, Any]] = dict,
    progress: Callable[[str], None] = lambda _: None,
) -> None:
    """Write manifest.json, overlays/, and a file of arrays per method.

    Of chosen layers also maps.npz and contact-sheet.png; of these and of maps that were asked for agreement.csv.

    Args:
        explained: the result of every slice that holds a picture; no layer needs to be chosen.
        folder: exists and is empty.
        pictured: layers of which every slice gets a picture.
        appearance: how maps are drawn.
        settings: what the command was asked, for the manifest.
        fused: whether every slice also gets a picture of all exported layers as one.
        answered: what was asked for beyond the chosen layers.
        tested: whether marked places and outlined regions matter to the network; None where that was not asked.
        computation: on what it was computed, for the manifest, where that is known.
        progress: told what is being written.
    """
    case, analysis = explained.case, explained.analysis
    appearance = appearance.settled(case)
    overlays = folder / "overlays"
    overlays.mkdir()
    if explained.chosen:
        _write_layers(explained, folder, pictured, appearance, fused=fused, progress=progress)
    used = set(explained.chosen.values())
    entries = [request_fields(request, "maps.npz") for request in analysis.requests if request.method in used]
    entries += [
        write_answered(case, analysis, each, folder, appearance=appearance, progress=progress) for each in answered
    ]
    records = [slice_record(case, analysis, explained.result(index)) for index in case.indices]
    manifest = case_manifest(
        case,
        analysis,
        explained.chosen,
        records,
        settings,
        entries,
        computation=computation(),
        worth=layer_entries(len(explained.chosen), case.indices, explained.nulls, explained.of_case, explained.heat),
        faithfulness=None if tested is None else write_tested(tested, folder),
        trainings=_trainings(explained),
    )
    (folder / "manifest.json").write_bytes(as_json(manifest))
    written = {(analysis.layers[layer].name, method) for layer, method in explained.chosen.items()}
    asked = [line for each in answered for line in each.lines(case, analysis, but=written)]
    if explained.chosen or asked:
        results = [explained.result(index) for index in case.indices]
        table = agreement_table(analysis, explained.chosen, results, explained.nulls, explained.of_case, asked)
        (folder / TABLE).write_bytes(table)


def _trainings(explained: ExplainedCase) -> list[dict[str, Any]] | None:
    """For each chosen layer what other trainings make of its maps."""
    if explained.reproduced is None:
        return None
    found = [explained.reproduced.get(index) for index in explained.case.indices]
    return [training_fields(found, place) for place in range(len(explained.chosen))]


def _write_layers(
    explained: ExplainedCase,
    folder: Path,
    pictured: Sequence[int],
    appearance: Appearance,
    *,
    fused: bool,
    progress: Callable[[str], None],
) -> None:
    """Write the chosen layers: maps.npz, their pictures, contact-sheet.png."""
    case, analysis = explained.case, explained.analysis
    progress("maps")
    layers = analysis.layers
    save_arrays(folder / "maps.npz", ((layers[i].name, explained.maps[i]) for i in explained.chosen))
    if explained.reproduced is not None:
        chosen = [layers[layer] for layer in explained.chosen]
        save_arrays(folder / FILE, training_arrays(explained.reproduced, chosen, len(case)))
    for name, data in _pictures(explained, pictured, appearance, fused=fused):
        progress(name)
        (folder / "overlays" / name).write_bytes(data)
    progress("contact sheet")
    telling = telling_slice(explained)
    tiles = [explained.layer_map(layer, telling) for layer in explained.chosen]
    sheet = contact_sheet(case, analysis, explained.result(telling), tiles, appearance=appearance)
    (folder / "contact-sheet.png").write_bytes(sheet.png())


def _pictures(
    explained: ExplainedCase, pictured: Sequence[int], appearance: Appearance, *, fused: bool
) -> Iterator[tuple[str, bytes]]:
    """File names and PNGs of every slice under each pictured layer, and under all exported ones as one if `fused`."""
    case, analysis = explained.case, explained.analysis
    tops = {layer: top_of(explained, layer, appearance) for layer in pictured}
    for index in case.indices:
        result = explained.result(index)
        for layer in pictured:
            heat = layer_heat(analysis, explained.layer_map(layer, index), case.shape, appearance, tops[layer])
            picture = slice_picture(case, analysis, result, heat, appearance=appearance)
            yield f"{index + 1:03d}_{analysis.layers[layer].name}.png", picture.png()
        if fused:
            maps = [explained.layer_map(layer, index) for layer in explained.chosen]
            heat = fusion_heat(analysis, maps, case.shape, appearance)
            picture = slice_picture(case, analysis, result, heat, appearance=appearance)
            yield f"{index + 1:03d}_fused-{appearance.fusion}.png", picture.png()


def top_of(explained: ExplainedCase, layer: int, appearance: Appearance) -> float:
    """A layer's value at full colour over the case."""
    analysis = explained.analysis
    placement = analysis.placement(layer, appearance.alignment)
    return full_colour(explained.maps[layer], placement, explained.case.shape, appearance)
