"""Maps, outlines and marks as NIfTI-1, each on the grid on which the main sequence was acquired."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Volume
from xaiviewer.exports.context import Context
from xaiviewer.exports.kind import Kind, Made
from xaiviewer.exports.sizes import voxels_of
from xaiviewer.readers.grids import reslice
from xaiviewer.records import NOTICE
from xaiviewer.records.acquired import acquired_grid, files_as_acquired, nifti_bytes, outlined_any, volume_as_acquired
from xaiviewer.records.asked_acquired import answered_as_acquired
from xaiviewer.records.manifest import as_json

_BYTES_OF_VOXEL = {"regions.nii.gz": 0.05, "shares.nii.gz": 0.02}
"""Of what packs better than a map, which is smooth and nowhere twice the same."""

NO_OUTLINE = "The networks outlined nothing, so there is no segmentation.nii.gz."


def refuses(context: Context) -> str:
    """Why no position in the patient can be told."""
    if context.case.acquired is None:
        return f"{context.case.name} does not say where its voxels lie, so nothing of it is written as NIfTI."
    return ""


def warns(context: Context) -> list[str]:
    """That there is no file of the networks' outline."""
    return [] if outlined_any(context.analysis) else [NO_OUTLINE]


def make(context: Context) -> Iterator[Made]:
    """Maps, answers, the model's and the clinician's outline, the reader's marks, and where wanted the images."""
    case, mask = context.case, context.case.mask
    for path, data in files_as_acquired(context.explained):
        yield Made(path, data)
    for answered in context.answered:
        for path, data in answered_as_acquired(case, context.analysis, answered):
            yield Made(path, data)
    if mask is not None:
        yield Made("mask.nii.gz", partial(_labels, context, mask.voxels, "clinician's mask", "mask"))
    if context.marks is not None:
        yield Made("marks.nii.gz", partial(_labels, context, context.marks, "reader's marks", "marks"))
    yield Made("outlines.json", partial(_told, context))
    for volume in case.volumes if context.wanted.images else ():
        yield Made(f"images/{volume.sequence}.nii.gz", partial(_image, context, volume))


def _labels(context: Context, voxels: NDArray[np.bool_], what: str, name: str) -> bytes:
    acquired = acquired_grid(context.case)
    labels = voxels.astype(np.uint8)
    values = reslice.nearest(labels, context.case.geometry, acquired.geometry, acquired.shape)
    return nifti_bytes(np.ascontiguousarray(values), acquired.geometry, f"{what}; {NOTICE}", intent="label", name=name)


def _image(context: Context, volume: Volume) -> bytes:
    values = volume_as_acquired(context.case, [each.astype(np.float32) for each in volume.voxels])
    told = f"{volume.title}; {NOTICE}"
    return nifti_bytes(values, acquired_grid(context.case).geometry, told, name=volume.sequence)


def _told(context: Context) -> bytes:
    """On which slices there is an outline at all: elsewhere a file's 0 says that nobody drew, not that nothing is."""
    case, mask = context.case, context.case.mask
    outlined = [index for index in case.indices if context.explained.result(index).segmentation is not None]
    told: dict[str, Any] = {
        "notice": NOTICE,
        "slices": "counted from 0 along the case's own axis, as in manifest.json of `xaiviewer explain`",
        "segmentation": {"outlined_above": context.analysis.gate, "run_on": outlined},
        "mask": None if mask is None else {"drawn_on": np.flatnonzero(mask.drawn).tolist(), "meaning": mask.meaning},
        "marks": None if context.marks is None else np.flatnonzero(context.marks.any(axis=(1, 2))).tolist(),
        "not_acquired": sorted(case.absent),
    }
    return as_json(told)


def size(path: str, context: Context) -> float:
    """About how many bytes a file will have."""
    folder, _, name = path.rpartition("/")
    slices, voxels = len(context.case.indices), voxels_of(context)
    if path == "outlines.json":
        return 400 + 12 * slices
    if folder == "images":
        return 0.57 * voxels
    if not folder:
        return 500 + 0.006 * voxels  # labels: nearly all of them 0
    if name.endswith(".json"):
        return 200 + 80 * slices
    seen = slices / len(context.case)  # slices without a picture are 0
    return seen * _BYTES_OF_VOXEL.get(name, 3.5) * voxels


KIND = Kind("nifti", "NIfTI: maps, outlines and marks on the acquired grid", make, refuses, warns=warns, size=size)
