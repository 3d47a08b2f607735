"""Texts of rooms without Qt: notices, doubts and reasons about a case and its files.

They arise as English sentences with their values in them, so that each is found again by its words, see
`refusals.translated`.
"""

from xaiviewer.ui.language.elsewhere.cases.choosing import CHOOSING
from xaiviewer.ui.language.elsewhere.cases.dicom import DICOM
from xaiviewer.ui.language.elsewhere.cases.nifti import NIFTI
from xaiviewer.ui.language.elsewhere.cases.tiff import TIFF
from xaiviewer.ui.language.elsewhere.cases.words import WORDS

SAID = (*CHOOSING, *DICOM, *NIFTI, *TIFF)
"""Sentences about a case and parts of these."""

__all__ = ["SAID", "WORDS"]
