"""What ``xaiviewer export --as seg,pm,sr,pr,sc,nifti`` wrote, as other readers have it.

``python -m tests.dicom_objects.whole_way EXPORT [NIFTI]``

Every DICOM file is validated; outlines and maps are held voxel by voxel against the NIfTI files of the same export, the
clinician's mask against that of NIFTI, the patient's folder that `rewritten` made the series from.
"""

from __future__ import annotations

import sys
from pathlib import Path

import highdicom
import numpy as np
import pydicom

from tests.dicom_objects import opened, rewritten

_ALIKE = 0.9
"""Least correlation of a map with its enlarged twin; half a cell aside it is 0.7, and less."""


def outlines(case: Path, nifti: Path | None) -> list[str]:
    """What is wrong with the outlines of a case."""
    found = []
    for name, written in {"model": "segmentation.nii.gz", "clinician": "mask.nii.gz"}.items():
        file = case / "dicom" / f"segmentation-{name}.dcm"
        if not file.exists():
            print(f"   {name}: no file")
            continue
        if not (case / written).exists():
            print(f"   {name}: no NIfTI file to hold it against")
            continue
        expected = opened.nifti_places(case / written)
        if name == "clinician" and nifti is not None:
            source = opened.nifti_places(next(nifti.glob("*_seg.nii.gz")))
            assert np.allclose(expected, source, atol=2e-3)
        told = opened.differences(file, expected)
        print(f"   {name}: {len(expected)} voxels; " + ", ".join(f"{k} {v or 'the same'}" for k, v in told.items()))
        found += [f"{file.name}, {reader}: {why}" for reader, why in told.items() if why]
    return found


def maps(case: Path) -> list[str]:
    """What is wrong with the maps of a case whose enlarged NIfTI twin the export holds."""
    found = []
    for file in sorted((case / "dicom").glob("map-*.dcm")):
        likenesses = opened.likenesses(file, case / "maps")
        told = f"{min(likenesses):.3f} at least" if likenesses else "no NIfTI file"
        print(f"   {file.name}: likeness of {len(likenesses)} frames with the NIfTI file at their places: {told}")
        if likenesses and min(likenesses) < _ALIKE:
            found.append(f"{file.name}: lies elsewhere than the NIfTI file")
    return found


def report(file: Path) -> None:
    """What highdicom's parser finds in a report."""
    content = highdicom.sr.Comprehensive3DSR.from_dataset(pydicom.dcmread(file)).content
    for group in content.get_volumetric_roi_measurement_groups():
        print("   outline:", {each.name.meaning: f"{each.value:.4g}" for each in group.get_measurements()})
    for group in content.get_image_measurement_groups():
        told = {each.name.value: f"{each.value:.3g}" for each in group.get_measurements()}
        said = {each.name.meaning: each.value.meaning for each in group.get_qualitative_evaluations()}
        print("  ", told, said)


def main() -> int:
    """0 where nothing is wrong."""
    export, nifti = Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None
    wrong = []
    masked = nifti if nifti is not None and rewritten.mask_of(nifti) is not None else None
    for case in sorted(each.parent for each in export.glob("*/dicom")):
        print(case.name)
        for file in sorted((case / "dicom").glob("*.dcm")):
            told = opened.complaints(file)
            print(f"   {file.name}: {len(told)} errors by dciodvfy")
            wrong += [f"{file.name}: {each}" for each in told]
        wrong += outlines(case, masked) + maps(case)
        for file in sorted((case / "dicom").glob("report*.dcm")):
            report(file)
    print("\n".join(wrong) or "nothing is wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
