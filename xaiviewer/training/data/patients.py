"""Patients as training wants them: all slices in memory, with what simulated brain extraction needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import ReadError
from xaiviewer.nets.inputs.preprocessing import Standardisation, head_depth, head_mask, stack_sequences, standardise
from xaiviewer.readers import find_cases, load_case

STRIP_DEPTH = 0.06
"""Depth of scalp and skull that simulated brain extraction removes, as a share of the head frame's side."""


@dataclass(frozen=True, eq=False)
class Patient:
    """One patient's slices.

    Attributes:
        images: ``[slice, row, column, sequence]`` as stored.
        masks: bool ``[slice, row, column]``.
        labels: bool ``[slice]``: does the slice show a tumour? All that the classifier ever learns from.
        depth: float16 ``[slice, row, column]``: pixels to the head's edge, 0 outside the head.
        whole: how the whole head is standardised.
        stripped: how the head without scalp and skull is standardised.
    """

    name: str
    images: NDArray[Any]
    masks: NDArray[np.bool_]
    labels: NDArray[np.bool_]
    depth: NDArray[np.float16]
    whole: Standardisation
    stripped: Standardisation

    def brain(self, index: int, depth_px: float) -> NDArray[Any]:
        """One slice with everything nearer to the head's edge than `depth_px` set to zero."""
        return cast("NDArray[Any]", self.images[index] * (self.depth[index] > depth_px)[..., None])


def load_patients(folder: Path, size: int) -> list[Patient]:
    """Every case with a mask below `folder`, standardised for a network input of `size` pixels.

    Raises:
        ReadError: where no case has a mask.
    """
    patients = []
    for path in find_cases(folder):
        case = load_case(path)
        if case.mask is not None:
            here = list(case.indices)
            patients.append(_patient(case.name, stack_sequences(case)[:, here], case.mask.voxels[here], size))
    if not patients:
        raise ReadError(f"No case with masks below {folder}; choose a folder of patients with their masks.")
    return patients


def with_permuted_labels(patients: Sequence[Patient], seed: int) -> list[Patient]:
    """The same patients, their slices' labels dealt anew at random: what is learned from them means nothing.

    The maps of a network that was trained on them show what a map looks like without knowledge (Adebayo et al. 2018).
    """
    labels = np.random.default_rng(seed).permutation(np.concatenate([each.labels for each in patients]))
    ends = np.cumsum([len(each.labels) for each in patients])[:-1]
    return [replace(each, labels=part) for each, part in zip(patients, np.split(labels, ends), strict=True)]


def brain_extracted(images: NDArray[Any]) -> NDArray[Any]:
    """`images` ``[sequence, slice, row, column]`` with scalp and skull set to zero, as brain extraction would."""
    side = standardise(images, size=1).frame.side
    depth = np.stack([head_depth(head) for head in head_mask(images)]).astype(np.float16)
    return images * (depth > STRIP_DEPTH * side)


def resized(how: Standardisation, size: int) -> Standardisation:
    """The same frame sampled at another input size."""
    return replace(how, frame=replace(how.frame, size=size))


def _patient(name: str, images: NDArray[Any], masks: NDArray[np.bool_], size: int) -> Patient:
    whole = standardise(images, size=size)
    depth = np.stack([head_depth(head) for head in head_mask(images)]).astype(np.float16)
    brain = images * (depth > STRIP_DEPTH * whole.frame.side)
    stripped = standardise(brain, size=size)
    labels = np.asarray(masks.any(axis=(1, 2)), dtype=np.bool_)
    return Patient(name, np.moveaxis(images, 0, -1).copy(), masks, labels, depth, whole, stripped)
