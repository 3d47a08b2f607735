"""A case as a user's own network takes it: another part of the slice than the head, other values."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.errors import UsageError
from xaiviewer.nets.inputs.normalisation import scaling_of
from xaiviewer.nets.inputs.preprocessing import Standardisation, head_square, standardise
from xaiviewer.nets.inputs.wanted import Preprocessing
from xaiviewer.nets.inputs.windows import refuse_others


def seen_by(
    wants: Preprocessing, case: Case, images: NDArray[Any], head: NDArray[np.bool_], there: NDArray[np.bool_]
) -> Standardisation:
    """How a network sees a case.

    Args:
        wants: what it takes.
        case: whose spacing is asked for where the network wants pixels of a certain width.
        images: ``[channel, slice, row, column]``.
        head: bool ``[slice, row, column]``.
        there: of which slices a channel has a picture, bool ``[channel, slice]``.

    Raises:
        UsageError: where the network wants pixels of a certain width and the case does not say how wide its are, or
            windows of CT and the case is none.
    """
    if wants.normalisation.scale == "window":
        refuse_others(case)
    found = standardise(images, size=wants.size, margin=wants.margin, head=head, there=there)
    if wants.plain and wants.way is None:
        return found
    rows, columns = case.shape
    corner, lengths = (-0.5, -0.5), (float(rows), float(columns))
    if wants.field == "head":
        row, column, side = head_square(head, wants.margin)
        corner, lengths = (row, column), (side, side)
    wide = None
    if wants.spacing is not None:
        if not case.geometry.known:
            raise UsageError(
                f"The network takes pixels {wants.spacing:g} mm apart, and the files of {case.name} do not say how far "
                "apart theirs are; open it as DICOM or NIfTI."
            )
        _, down, across = case.geometry.spacing_mm
        wide = wants.size * wants.spacing / down, wants.size * wants.spacing / across
    frame = wants.frame(corner, lengths, wide)
    return replace(found, frame=frame, scaling=scaling_of(wants.normalisation, images))
