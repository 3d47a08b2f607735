"""A DICOM series whose header names the patient wherever a header can."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pydicom
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, MRImageStorage

IDENTIFIERS = {
    "PatientName": "Mueller^Annegret",
    "PatientID": "ID-4711-0815",
    "PatientBirthDate": "19630412",
    "StudyDate": "20190302",
    "SeriesDate": "20190302",
    "AccessionNumber": "ACC99887766",
    "InstitutionName": "Klinik am Beispielberg",
    "ReferringPhysicianName": "Hausarzt^Hubert",
    "StudyDescription": "Schaedel Frau Mueller",
    "StudyID": "ST55443322",
}
STUDY = "1.2.826.0.1.3680043.8.498.4711"


def write_series(folder: Path, voxels: np.ndarray, description: str = "t2_flair tra") -> None:
    """Axial slices ``[slice, row, column]``, 5 mm apart, in files that are called like the patient."""
    folder.mkdir(parents=True)
    for number, pixels in enumerate(voxels):
        meta = FileMetaDataset()
        meta.TransferSyntaxUID, meta.MediaStorageSOPClassUID = ExplicitVRLittleEndian, MRImageStorage
        meta.MediaStorageSOPInstanceUID = f"{STUDY}.2.{number + 1}"
        made = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
        for keyword, value in IDENTIFIERS.items():
            setattr(made, keyword, value)
        made.SOPClassUID, made.SOPInstanceUID = MRImageStorage, meta.MediaStorageSOPInstanceUID
        made.StudyInstanceUID, made.SeriesInstanceUID, made.FrameOfReferenceUID = STUDY, f"{STUDY}.2", f"{STUDY}.9"
        made.Modality, made.SeriesDescription, made.SeriesNumber, made.InstanceNumber = "MR", description, 5, number + 1
        made.ImageType = ["ORIGINAL", "PRIMARY"]
        made.Rows, made.Columns = pixels.shape
        made.PixelSpacing, made.SliceThickness = [0.9, 0.9], 5
        made.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
        made.ImagePositionPatient = [-20, -22, 8 + 5 * number]
        made.SamplesPerPixel, made.PhotometricInterpretation = 1, "MONOCHROME2"
        made.BitsAllocated, made.BitsStored, made.HighBit, made.PixelRepresentation = 16, 12, 11, 0
        made.PixelData = np.ascontiguousarray(pixels, dtype="<u2").tobytes()
        pydicom.dcmwrite(folder / f"Mueller_{number + 1}.dcm", made, enforce_file_format=True)
