"""A case in the box that a network of volumes sees, and the outline that a segmenter of volumes draws in it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from xaiviewer.analysis.prepared import Prepared
from xaiviewer.analysis.volumes.outline import VolumeOutline
from xaiviewer.case import Case
from xaiviewer.nets.inputs.volumes import Box, box_of, grown, sampled
from xaiviewer.nets.inputs.wanted import Preprocessing
from xaiviewer.nets.models import Model


def boxed(wants: Preprocessing, case: Case, prepared: Prepared) -> tuple[Box, NDArray[np.float32]]:
    """The box, and what is in it, ``[channel, slice, row, column]``.

    Raises:
        UsageError: where the network cannot see the case, see `box_of`.
    """
    box = box_of(wants, case, prepared.seen.frame, prepared.head)
    slices = prepared.inputs(list(range(len(case))), prepared.seen)
    return box, sampled(slices, box, case.absent)


def outline_of(segmenter: Model, case: Case, prepared: Prepared) -> VolumeOutline:
    """What outlines a case.

    Raises:
        UsageError: where the segmenter cannot see the case, or not in memory.
    """
    wants = segmenter.preprocessing
    assert wants.volumes is not None
    box = grown(box_of(wants, case, prepared.outlined.frame, prepared.head), wants, case)
    how = replace(prepared.outlined, frame=box.frame)
    values = sampled(prepared.inputs_to_outline(list(range(len(case))), how), box, case.absent)
    return VolumeOutline(segmenter, values, box, (wants.volumes.depth, wants.size, wants.size))
