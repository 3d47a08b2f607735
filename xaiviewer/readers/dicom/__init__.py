"""DICOM: files told by content, studies and their series, masks, archives and DICOMDIR."""

from xaiviewer.readers.dicom.files.archive import is_zip, open_zip
from xaiviewer.readers.dicom.files.directory import dicomdir_files, is_dicomdir
from xaiviewer.readers.dicom.files.opening import is_dicom
from xaiviewer.readers.dicom.study import masks_on, studies, study_of

__all__ = ["dicomdir_files", "is_dicom", "is_dicomdir", "is_zip", "masks_on", "open_zip", "studies", "study_of"]
