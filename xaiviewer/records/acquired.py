"""Maps and segmentations brought back to the grid on which the main sequence was acquired, and written as NIfTI."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case, Geometry, Grid
from xaiviewer.display.upsampling import upsample
from xaiviewer.errors import UsageError
from xaiviewer.readers.grids import reslice
from xaiviewer.records import NOTICE
from xaiviewer.records.export import ExplainedCase
from xaiviewer.records.manifest import as_json, number
from xaiviewer.requests import Analysis

_LPS_TO_RAS = np.diag([-1.0, -1.0, 1.0, 1.0])
_SCANNER = 1  # NIFTI_XFORM_SCANNER_ANAT: the coordinates are the scanner's


def acquired_grid(case: Case) -> Grid:
    """The grid to bring results back to.

    Raises:
        UsageError: where the case's files do not say where their voxels lie.
    """
    if case.acquired is None:
        raise UsageError(
            f"{case.name} does not say where its voxels lie, so its maps cannot be written as NIfTI; leave --nifti out."
        )
    return case.acquired


def map_as_acquired(case: Case, analysis: Analysis, maps: NDArray[np.float32], layer: int) -> NDArray[np.float32]:
    """One layer's maps, signed and not normalised, on the acquired grid.

    Every slice's map is put on the slice's pixels with its cells centred on their receptive fields, then the volume is
    interpolated linearly through both affines.

    Args:
        case: the case.
        analysis: where the network's frame lies, and the layers.
        maps: float32 ``[slice, row, column]``, the layer's native grid.
        layer: its index.

    Returns:
        float32 ``[slice, row, column]`` on the acquired grid; 0 where the network saw nothing.

    Raises:
        UsageError: where the case's files do not say where their voxels lie.
    """
    return volume_as_acquired(case, [upsample(each, analysis.placement(layer), case.shape) for each in maps])


def volume_as_acquired(case: Case, slices: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Values on the pixels of every slice of the case, float32 ``[slice, row, column]`` on the acquired grid.

    Raises:
        UsageError: where the case's files do not say where their voxels lie.
    """
    acquired = acquired_grid(case)
    values = reslice.linear(np.stack(slices), case.geometry, acquired.geometry, acquired.shape)
    return np.ascontiguousarray(values, dtype=np.float32)


def segmentation_as_acquired(case: Case, analysis: Analysis) -> NDArray[np.uint8]:
    """The model's segmentation, 0 or 1, ``[slice, row, column]`` on the acquired grid.

    Slices that the segmenter was not run on, because their probability of the finding is not above the gate, are 0.

    Raises:
        UsageError: where the case's files do not say where their voxels lie.
    """
    acquired = acquired_grid(case)
    outlined = np.zeros((len(case), *case.shape), dtype=np.uint8)
    for index, result in analysis.slices.items():
        if result.segmentation is not None:
            outlined[index] = result.segmentation
    return np.ascontiguousarray(reslice.nearest(outlined, case.geometry, acquired.geometry, acquired.shape))


def save_as_acquired(
    explained: ExplainedCase, folder: Path, *, progress: Callable[[str], None] = lambda _: None
) -> None:
    """Write ``maps/<method>/<layer>.nii.gz`` of every exported layer, and ``segmentation.nii.gz``.

    Beside each map stands ``<layer>.json``: p of every slice with a mask, or that it was not measured.

    Raises:
        UsageError: where the case's files do not say where their voxels lie.
    """
    case, analysis = explained.case, explained.analysis
    geometry = acquired_grid(case).geometry
    for layer, method in explained.chosen.items():
        name = analysis.layers[layer].name
        progress(f"{name}.nii.gz")
        file = folder / "maps" / method / f"{name}.nii.gz"
        file.parent.mkdir(parents=True, exist_ok=True)
        values = map_as_acquired(case, analysis, explained.maps[layer], layer)
        save_nifti(file, values, geometry, f"{method} {name}; {NOTICE}")
        file.with_name(f"{name}.json").write_bytes(as_json(_sidecar(explained, layer)))
    progress("segmentation.nii.gz")
    outlined = segmentation_as_acquired(case, analysis)
    save_nifti(folder / "segmentation.nii.gz", outlined, geometry, f"model's segmentation; {NOTICE}")


def _sidecar(explained: ExplainedCase, layer: int) -> dict[str, Any]:
    """What the maps of a layer are worth, slice by slice; slices are counted from 0, as in the manifest."""
    told = {index: explained.layer_map(layer, index) for index in explained.case.indices}
    return {
        "notice": NOTICE,
        "layer": explained.analysis.layers[layer].name,
        "method": explained.chosen[layer],
        "slices": [
            {"index": index, "mass": None if each.mass is None else number(each.mass), "p": each.worth}
            for index, each in told.items()
            if each.worth
        ],
    }


def save_nifti(file: Path, values: NDArray[Any], geometry: Geometry, description: str) -> None:
    """Write ``[slice, row, column]`` as NIfTI-1 (.nii.gz), the same bytes for the same values.

    The sform is the grid's affine in RAS+ millimetres; the qform is the nearest that it can say where axes are sheared.
    """
    import nibabel as nib  # noqa: PLC0415 - it takes half a second to import

    affine = _LPS_TO_RAS @ geometry.affine
    nifti1: Any = nib.Nifti1Image  # its types are incomplete
    image = nifti1(np.ascontiguousarray(values.transpose(2, 1, 0)), affine)  # column, row, slice
    image.set_sform(affine, _SCANNER)
    image.set_qform(affine, _SCANNER, strip_shears=True)
    image.header.set_xyzt_units("mm")
    image.header["descrip"] = description.encode("ascii", "replace")[:79]
    file.write_bytes(gzip.compress(image.to_bytes(), compresslevel=4, mtime=0))
