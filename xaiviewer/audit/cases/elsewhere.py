"""Other patients' masks at the same height: what a map scores with a lesion that lies where lesions lie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xaiviewer.analysis import Analyser
from xaiviewer.case import Case, Choices, Frame
from xaiviewer.errors import XaiViewerError
from xaiviewer.readers import load_case
from xaiviewer.requests import AnalysisSettings

ANOTHER_PATIENT = "another patient"

Mask = NDArray[np.bool_]


def masks_of_others(
    analyser: Analyser,
    case: Case,
    frame: Frame,
    wanted: Sequence[int],
    paths: Sequence[Path],
    *,
    number: int,
    choices: Choices,
    tell: Callable[[], None],
) -> dict[int, list[Mask]]:
    """By slice the masks of other patients, each at the same height of the head and scaled to the head's frame.

    The slice that lies nearest that height, of those with a lesion.

    Args:
        analyser: finds the heads.
        case, frame: whose slices are wanted, and where its head lies.
        wanted: slices.
        paths: other patients, the first first; whoever cannot be read or has no mask is passed over.
        number: of patients.
        choices: which mask is taken.
        tell: called before each is read.
    """
    found: dict[int, list[Mask]] = {index: [] for index in wanted}
    left = number
    for path in paths:
        if not left:
            break
        tell()
        try:
            other = load_case(path, choices)
        except XaiViewerError:
            continue
        drawn = _drawn(other)
        if not drawn:
            continue
        left -= 1
        there = analyser.start(other, AnalysisSettings(methods=())).frame
        for index in wanted:
            at = _height(case, index) * (len(other.indices) - 1)
            nearest = min(drawn, key=lambda each: abs(other.indices.index(each) - at))
            mask = other.mask_of(nearest)
            assert mask is not None
            moved = moved_to(mask, there, frame, case.shape)
            if moved.any():
                found[index].append(moved)
    return found


def moved_to(mask: Mask, there: Frame, here: Frame, shape: tuple[int, int]) -> Mask:
    """A mask of another slice on the pixels of this one: what lies where in the frame lies there in this frame.

    Args:
        mask: bool ``[row, column]``.
        there, here: frames around the two heads.
        shape: rows and columns of this slice.
    """
    rows = np.rint((np.arange(shape[0]) - here.row) / here.sides[0] * there.sides[0] + there.row).astype(np.intp)
    columns = np.rint((np.arange(shape[1]) - here.column) / here.side * there.side + there.column).astype(np.intp)
    inside = np.logical_and.outer((rows >= 0) & (rows < mask.shape[0]), (columns >= 0) & (columns < mask.shape[1]))
    taken = mask[np.clip(rows, 0, mask.shape[0] - 1)][:, np.clip(columns, 0, mask.shape[1] - 1)]
    moved: Mask = np.asarray(taken, dtype=bool) & inside
    return moved


def _drawn(case: Case) -> list[int]:
    """The slices whose mask holds a pixel."""
    return [index for index in case.indices if (mask := case.mask_of(index)) is not None and mask.any()]


def _height(case: Case, index: int) -> float:
    """0 for the first slice with a picture, 1 for the last."""
    return case.indices.index(index) / max(len(case.indices) - 1, 1)
