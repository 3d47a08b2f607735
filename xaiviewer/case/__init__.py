"""What is reviewed: frozen values, NumPy only.

Conventions, stated once for the whole program:

* Arrays are ``[slice, row, column]``; channels (MR sequences) come first: ``[sequence, slice, row, column]``.
* Names carry the unit: ``spacing_mm``, ``elapsed_s``.
* Affines map the (column, row, slice) index of a voxel centre to patient LPS millimetres, as DICOM does.
* Slices are shown in radiological convention: the patient's right is on the viewer's left.
* A map is kept as the layer made it: its native grid, signed, float32. Upsampling, rectifying, normalising
  and colouring happen at display.
* Every array held by a value of this package is read-only, so that it may cross threads.
"""

from xaiviewer.case.case import Case
from xaiviewer.case.frame import Frame, Placement
from xaiviewer.case.geometry import Geometry, Grid
from xaiviewer.case.mask import Mask
from xaiviewer.case.series import (
    AUTOMATIC,
    Choices,
    Contents,
    MaskReader,
    MaskSource,
    MaskVoxels,
    Preview,
    Segment,
    Series,
    Voxels,
    VoxelSource,
)
from xaiviewer.case.unsequenced import as_told, takes_whatever
from xaiviewer.case.volume import MAIN_SEQUENCE, SEQUENCES, TAKEN_FOR, Volume

__all__ = [
    "AUTOMATIC",
    "MAIN_SEQUENCE",
    "SEQUENCES",
    "TAKEN_FOR",
    "Case",
    "Choices",
    "Contents",
    "Frame",
    "Geometry",
    "Grid",
    "Mask",
    "MaskReader",
    "MaskSource",
    "MaskVoxels",
    "Placement",
    "Preview",
    "Segment",
    "Series",
    "Volume",
    "VoxelSource",
    "Voxels",
    "as_told",
    "takes_whatever",
]
