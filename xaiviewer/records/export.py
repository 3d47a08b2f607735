"""The export of one explained case: manifest, maps, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.heat import reference
from xaiviewer.records.arrays import save_arrays
from xaiviewer.records.manifest import as_json, case_manifest, request_fields, slice_record
from xaiviewer.records.pictures.captioned import LayerMap, fusion_heat, layer_heat
from xaiviewer.records.pictures.contact_sheet import contact_sheet
from xaiviewer.records.pictures.slice_picture import slice_picture
from xaiviewer.requests import Analysis, SliceResult


@dataclass(frozen=True, eq=False)
class ExplainedCase:
    """A case with the maps that are exported.

    Attributes:
        case: the images and the mask.
        analysis: layers, frame, models; its slices hold every acquired slice's result, without maps.
        chosen: the exported layers' indices, from the input to the output, and the method of each.
        maps: by layer index, float32 ``[slice, row, column]`` on the native grid, signed; 0 where none was acquired.
    """

    case: Case
    analysis: Analysis
    chosen: Mapping[int, str]
    maps: Mapping[int, NDArray[np.float32]]

    def result(self, index: int) -> SliceResult:
        """What the networks said about a slice."""
        return self.analysis.slices[index]

    def layer_map(self, layer: int, index: int) -> LayerMap:
        """One layer's map of one slice."""
        method = self.chosen[layer]
        curve = self.result(index).curve(method, "mass")
        mass = float(curve[layer]) if curve is not None else float("nan")
        return LayerMap(layer, self.maps[layer][index], method, None if np.isnan(mass) else mass)


def telling_slice(explained: ExplainedCase) -> int:
    """The slice of the contact sheet: the largest mask, or the highest probability where none was drawn."""
    mask, seen = explained.case.mask, explained.case.indices
    if mask is not None and mask.voxels[list(seen)].any():
        return max(seen, key=lambda index: int(mask.areas_px[index]))
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
    progress: Callable[[str], None] = lambda _: None,
) -> None:
    """Write manifest.json, maps.npz, overlays/ and contact-sheet.png.

    Args:
        explained: the result of every slice that holds a picture.
        folder: exists and is empty.
        pictured: layers of which every slice gets a picture.
        appearance: how maps are drawn.
        settings: what the command was asked, for the manifest.
        fused: whether every slice also gets a picture of all exported layers as one.
        progress: told what is being written.
    """
    case, analysis = explained.case, explained.analysis
    appearance = appearance.settled(case)
    progress("maps")
    layers = analysis.layers
    save_arrays(folder / "maps.npz", ((layers[i].name, explained.maps[i]) for i in explained.chosen))
    overlays = folder / "overlays"
    overlays.mkdir()
    for name, data in _pictures(explained, pictured, appearance, fused=fused):
        progress(name)
        (overlays / name).write_bytes(data)
    progress("contact sheet")
    telling = telling_slice(explained)
    tiles = [explained.layer_map(layer, telling) for layer in explained.chosen]
    sheet = contact_sheet(case, analysis, explained.result(telling), tiles, appearance=appearance)
    (folder / "contact-sheet.png").write_bytes(sheet.png())
    records = [slice_record(case, analysis, explained.result(index)) for index in case.indices]
    asked = [request_fields(request, "maps.npz") for request in analysis.requests]
    manifest = case_manifest(case, analysis, explained.chosen, records, settings, asked)
    (folder / "manifest.json").write_bytes(as_json(manifest))


def _pictures(
    explained: ExplainedCase, pictured: Sequence[int], appearance: Appearance, *, fused: bool
) -> Iterator[tuple[str, bytes]]:
    """File names and PNGs of every slice under each pictured layer, and under all exported ones as one if `fused`."""
    case, analysis = explained.case, explained.analysis
    tops = {layer: _top(explained, layer, appearance) for layer in pictured}
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


def _top(explained: ExplainedCase, layer: int, appearance: Appearance) -> float:
    """A layer's maximum over the case."""
    analysis = explained.analysis
    placement = analysis.placement(layer, appearance.alignment)
    return reference(explained.maps[layer], placement, explained.case.shape, appearance)
