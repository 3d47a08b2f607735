"""A patient's NIfTI files as DICOM series of one study, on their own grid.

``python -m tests.dicom_objects.rewritten FOLDER OUTPUT``

Each sequence becomes a series of classic MR images, a mask beside them a Segmentation drawn by hand. Nothing of the
program takes part, so that what it says of the result can be held against the NIfTI files.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import nibabel as nib
import numpy as np
from numpy.typing import NDArray

_SEQUENCES = {"t1c|T1POST": "T1 post contrast", "t1n|T1": "T1", "t2f|FLAIR": "T2 FLAIR", "t2w|T2": "T2"}
"""SeriesDescription by what the files' names end in."""
_HIGHEST = 4000  # of the stored values


def stored(file: Path) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """A NIfTI file's voxels ``[slice, row, column]``, and the affine of (column, row, slice) to LPS."""
    image = nib.load(file)
    return np.asarray(image.dataobj).transpose(2, 1, 0).astype(np.float64), np.diag([-1, -1, 1, 1]) @ image.affine


def sequences(folder: Path) -> dict[str, Path]:
    """A patient's files by SeriesDescription."""
    found = {}
    for file in sorted(folder.glob("*.nii.gz")):
        for ends, told in _SEQUENCES.items():
            if re.search(rf"[-_]({ends})\.nii\.gz$", file.name):
                found[told] = file
                break
    return found


def mask_of(folder: Path) -> NDArray[np.bool_] | None:
    """The mask that lies beside the sequences, bool ``[slice, row, column]``; None where there is none."""
    file = next(iter(folder.glob("*_seg.nii.gz")), None)
    return None if file is None else stored(file)[0] > 0


def as_stored(values: NDArray[np.float64]) -> NDArray[np.int16]:
    """Grey values as whole numbers; those below zero are resampling's."""
    return np.round(np.clip(values, 0, None) / values.max() * _HIGHEST).astype(np.int16)


def rewrite(dcm: Any, folder: Path, output: Path, tags: dict[str, Any]) -> None:
    """Write a folder for each sequence, and the mask.

    Args:
        dcm: the writers of the readers' tests.
        folder: of the patient's NIfTI files.
        output: the patient's new folder.
        tags: what every slice states beside its place.
    """
    written = []
    for number, (told, file) in enumerate(sequences(folder).items(), start=1):
        values, affine = stored(file)
        own = {"SeriesNumber": number, "SeriesDescription": told}
        into = output / told.replace(" ", "-")
        written.append(dcm.write_mr_series(into, as_stored(values), affine, **{**tags, **own}))
    marked = mask_of(folder)
    if marked is not None:
        write_mask(written[0], marked, output / "mask" / "lesions.dcm")


def write_mask(images: list[Path], marked: NDArray[np.bool_], file: Path) -> None:
    """A mask on the slices of a series as a Segmentation, by highdicom alone."""
    import highdicom
    from pydicom import dcmread
    from pydicom.sr.codedict import codes
    from pydicom.uid import generate_uid

    headers = [dcmread(each, stop_before_pixels=True) for each in images]
    segment = highdicom.seg.SegmentDescription(
        1, "lesion", codes.SCT.MorphologicallyAbnormalStructure, codes.SCT.Lesion, "MANUAL"
    )
    made = highdicom.seg.Segmentation(
        headers,
        marked.astype(np.uint8),
        "BINARY",
        [segment],
        series_instance_uid=generate_uid(entropy_srcs=["mask"]),
        series_number=90,
        sop_instance_uid=generate_uid(entropy_srcs=["mask", str(file.name)]),
        instance_number=1,
        manufacturer="Somebody",
        manufacturer_model_name="by hand",
        software_versions="1",
        device_serial_number="1",
        series_description="lesion mask",
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    made.save_as(file, enforce_file_format=True)


if __name__ == "__main__":
    from tests.dicom_objects import making
    from tests.readers.dicom import writing

    rewrite(writing, Path(sys.argv[1]), Path(sys.argv[2]), making.PATIENT)
