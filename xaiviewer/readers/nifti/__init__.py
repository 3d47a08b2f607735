"""NIfTI-1, NIfTI-2 and Analyze 7.5: files to cases."""

from xaiviewer.readers.nifti.cases import cases, contents
from xaiviewer.readers.nifti.grouping import is_mask
from xaiviewer.readers.nifti.matching import is_label_map, mask_on, pair_of
from xaiviewer.readers.nifti.names import is_nifti

__all__ = ["cases", "contents", "is_label_map", "is_mask", "is_nifti", "mask_on", "pair_of"]
