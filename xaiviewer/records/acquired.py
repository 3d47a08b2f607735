"""Maps and segmentations brought back to the grid on which the main sequence was acquired, and written as NIfTI."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case, Geometry, Grid
from xaiviewer.display.upsampling import upsample
from xaiviewer.errors import UsageError
from xaiviewer.readers.grids import reslice
from xaiviewer.records import NOTICE
from xaiviewer.records.export import ExplainedCase
from xaiviewer.records.folders import Names, folder_name
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


def outlined_any(analysis: Analysis) -> bool:
    """Whether the model outlined anything on any slice: a file of nothing but 0 would pass for its "no finding"."""
    return any(each.segmentation is not None and each.segmentation.any() for each in analysis.slices.values())


def files_as_acquired(explained: ExplainedCase) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Names of files below a folder, and what makes each: the maps of every exported layer, the segmentation where
    anything was outlined.

    Beside each map ``maps/<method>/<layer>.nii.gz`` stands ``<layer>.json``: p of every slice with a mask, or that it
    was not measured.

    Raises:
        UsageError: where the case's files do not say where their voxels lie.
    """
    case, analysis = explained.case, explained.analysis
    geometry = acquired_grid(case).geometry

    def map_of(layer: int) -> bytes:
        method, name = explained.chosen[layer], analysis.layers[layer].name
        values = map_as_acquired(case, analysis, explained.maps[layer], layer)
        return nifti_bytes(values, geometry, f"{method} {name}; {NOTICE}", intent="estimate", name=method)

    def segmentation() -> bytes:
        outlined = segmentation_as_acquired(case, analysis)
        return nifti_bytes(outlined, geometry, f"model's segmentation; {NOTICE}", intent="label", name="segmentation")

    names = Names()
    for layer, method in explained.chosen.items():
        path = f"maps/{method}/{names.distinct(folder_name(analysis.layers[layer].name))}"
        yield f"{path}.nii.gz", partial(map_of, layer)
        yield f"{path}.json", partial(lambda layer: as_json(_sidecar(explained, layer)), layer)
    if outlined_any(analysis):
        yield "segmentation.nii.gz", segmentation


def save_as_acquired(
    explained: ExplainedCase, folder: Path, *, progress: Callable[[str], None] = lambda _: None
) -> None:
    """Write `files_as_acquired` below a folder.

    Raises:
        UsageError: where the case's files do not say where their voxels lie.
    """
    for path, data in files_as_acquired(explained):
        progress(path.rpartition("/")[2])
        save_below(folder, path, data())


def save_below(folder: Path, path: str, data: bytes) -> None:
    """Write a file below a folder, and the folders on the way."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


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


Intent = Literal["none", "estimate", "label", "vector"]
"""What values are, as NIfTI-1 tells it: not said, an estimate, labels, a vector in each voxel."""


def nifti_bytes(
    values: NDArray[Any], geometry: Geometry, description: str, *, intent: Intent = "none", name: str = ""
) -> bytes:
    """``[slice, row, column]``, or of vectors ``[component, slice, row, column]``, as NIfTI-1 (.nii.gz).

    The same bytes for the same values. The sform is the grid's affine in RAS+ millimetres; the qform is the nearest
    that it can say where axes are sheared.

    Args:
        values: see above.
        geometry: of their grid.
        description: at most 79 letters of it are kept.
        intent: what they are.
        name: of the intent; at most 15 letters.
    """
    import nibabel as nib  # noqa: PLC0415 - it takes half a second to import

    affine = _LPS_TO_RAS @ geometry.affine
    nifti1: Any = nib.Nifti1Image  # its types are incomplete
    stored = values.transpose(3, 2, 1, 0)[:, :, :, None] if values.ndim == 4 else values.transpose(2, 1, 0)
    image = nifti1(np.ascontiguousarray(stored), affine)  # column, row, slice; the fourth is time
    image.set_sform(affine, _SCANNER)
    image.set_qform(affine, _SCANNER, strip_shears=True)
    image.header.set_xyzt_units("mm")
    image.header.set_intent(intent, (), name=name.encode("ascii", "replace").decode()[:15])
    image.header["descrip"] = description.encode("ascii", "replace")[:79]
    return gzip.compress(image.to_bytes(), compresslevel=4, mtime=0)
