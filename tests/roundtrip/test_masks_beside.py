"""Masks that lie beside DICOM images without being in their study: NIfTI masks, and those beside a single file."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from xaiviewer.case import Choices
from xaiviewer.readers import contents, load_case, search

pytestmark = pytest.mark.slow

SHAPE = (6, 20, 24)


@pytest.fixture
def patient(writing):
    """Six slices of noise, a lesion off the centre, an oblique grid."""
    affine = np.diag([1.5, 1.5, 5.0, 1.0])
    affine[:3, :3] = np.linalg.qr(np.eye(3) + 0.1 * np.arange(9).reshape(3, 3) / 9)[0] @ affine[:3, :3]
    affine[:3, :3] *= np.sign(np.diag(affine)[:3])
    affine[:3, 3] = -20, 10, 30
    images = np.random.default_rng(3).integers(20, 900, (3, *SHAPE)).astype(np.int16)
    mask = np.zeros(SHAPE, dtype=bool)
    mask[2:4, 4:9, 12:20] = True
    return writing.Patient("small", images, mask, affine)


@pytest.fixture
def study(patient, writing, tmp_path) -> Path:
    return writing.write_dicom(patient, tmp_path / "patients" / "P1")


def save(writing, file: Path, voxels, affine) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    return writing.save_nifti(file, voxels.astype(np.uint8), affine)


@pytest.mark.parametrize("place", ["flair", ".", "masks", "flair/outlined"])
def test_a_nifti_mask_beside_a_study_is_its_mask(study, patient, writing, place):
    file = save(writing, study / place / "tumour_seg.nii.gz", patient.mask, patient.affine)
    found = search(study)
    assert found.cases == (study,)
    assert found.skipped == ()
    case = load_case(study)
    assert np.array_equal(case.mask.voxels, patient.mask)
    (mask,) = case.contents.masks
    assert (mask.key, mask.format, mask.files) == ("tumour_seg", "NIfTI", (file,))
    assert [each.number for each in mask.segments] == [1]
    assert not [notice for notice in case.notices if "tumour_seg" in notice]


def test_its_voxels_may_run_in_any_order_on_another_grid(study, patient, writing):
    """Half the slice distance, left and right swapped."""
    fine = np.repeat(patient.mask, 2, axis=0)[:, :, ::-1]
    affine = patient.affine.copy()
    affine[:3, 3] += 23 * affine[:3, 0] - affine[:3, 2] / 4
    affine[:3, 0] *= -1
    affine[:3, 2] /= 2
    save(writing, study / "fine_mask.nii.gz", fine, affine)
    case = load_case(study)
    assert np.array_equal(case.mask.voxels, patient.mask)
    assert any("fine_mask.nii.gz does not say on which images it was drawn" in notice for notice in case.notices)
    assert any("fine_mask.nii.gz was drawn on another grid" in notice for notice in case.notices)


def test_a_label_map_is_told_from_a_picture_by_its_values(study, patient, writing):
    labels = patient.mask.astype(np.uint8)
    labels[2] *= 2
    save(writing, study / "flair" / "reader two.nii.gz", labels, patient.affine)
    writing.save_nifti(study / "flair" / "converted.nii.gz", patient.images[1], patient.affine)
    case = load_case(study)
    assert np.array_equal(case.mask.voxels, patient.mask)
    assert [each.number for each in case.contents.masks[0].segments] == [1, 2]
    assert [each.path.name for each in search(study).skipped] == ["converted.nii.gz"]
    assert any(
        "1 file in the same folder was left out (converted.nii.gz); open it by itself." in notice
        for notice in case.notices
    )
    second = load_case(study, Choices(mask="reader two", segments=(2,)))
    assert np.flatnonzero(second.mask.voxels.any(axis=(1, 2))).tolist() == [2]


def test_several_are_a_choice(study, patient, writing):
    for reader, rows in (("a", slice(4, 9)), ("b", slice(4, 7))):
        mask = np.zeros_like(patient.mask)
        mask[3, rows, 12:20] = True
        save(writing, study / f"seg_{reader}.nii.gz", mask, patient.affine)
    case = load_case(study)
    assert [each.key for each in case.contents.masks] == ["seg_a", "seg_b"]
    assert case.mask.voxels.sum() == 5 * 8
    assert any("choose under “Sequences and masks” (--mask)" in notice for notice in case.notices)
    assert load_case(study, Choices(mask="seg_b")).mask.voxels.sum() == 3 * 8


def test_one_that_lies_elsewhere_or_nowhere_is_left_out(study, patient, writing):
    away = patient.affine.copy()
    away[:3, 3] += 500
    save(writing, study / "flair" / "away_seg.nii.gz", patient.mask, away)
    save(writing, study / "flair" / "placeless_seg.nii.gz", patient.mask, np.diag([-1.0, -1, 1, 1]))
    case = load_case(study)
    assert case.mask is None
    assert sorted(each.path.name for each in search(study).skipped) == ["away_seg.nii.gz", "placeless_seg.nii.gz"]


def test_of_two_patients_each_gets_its_own(study, patient, writing):
    other = shutil.copytree(study, study.with_name("P2"))
    for file in other.rglob("*.dcm"):
        data = writing.pydicom.dcmread(file)
        for keyword in ("StudyInstanceUID", "SeriesInstanceUID", "FrameOfReferenceUID"):
            setattr(data, keyword, getattr(data, keyword) + ".2")
        data.save_as(file)
    save(writing, study / "masks" / "seg.nii.gz", patient.mask, patient.affine)
    assert search(study.parent).cases == (study, other)
    assert len(contents(study).masks) == 1
    assert contents(other).masks == ()


def test_a_folder_with_nifti_images_stays_a_case_of_its_own(study, patient, writing):
    writing.write_nifti(patient, study / "nifti")
    found = search(study).cases
    assert len(found) == 2
    assert study / "nifti" in found
    assert load_case(study / "nifti").contents.series[0].format == "NIfTI"
    dicom = next(path for path in found if path != study / "nifti")
    assert contents(dicom).masks == ()


@pytest.mark.parametrize("kind", ["seg", "rtstruct", "nifti"])
def test_a_single_image_gets_the_mask_beside_it(study, patient, writing, kind):
    files = sorted((study / "flair").glob("*.dcm"))
    if kind == "seg":
        made = writing.write_seg(study, patient.mask)
    elif kind == "rtstruct":
        made = writing.write_rtstruct(study, patient.mask, patient.affine)
    else:
        made = save(writing, study / "masks" / "seg.nii.gz", patient.mask, patient.affine)
    made.rename(study / "flair" / made.name)
    seen = []
    for file in files:
        case = load_case(file)
        assert len(case) == 1
        here = contents(file).series[0].geometry.affine[:3, 3]
        away = [np.linalg.norm(patient.affine[:3, 3] + index * patient.affine[:3, 2] - here) for index in range(6)]
        index = int(np.argmin(away))
        drawn = case.mask is not None and case.mask.voxels[0].any()
        assert drawn == patient.mask[index].any()
        if drawn:
            assert np.array_equal(case.mask.voxels[0], patient.mask[index])
        seen.append(drawn)
    assert seen.count(True) == 2


def test_a_mask_of_another_series_is_not_a_single_images(study, patient, writing):
    made = writing.write_seg(study, patient.mask)
    data = writing.pydicom.dcmread(made)

    def rename(_, element):
        if element.keyword in {"FrameOfReferenceUID", "SeriesInstanceUID", "ReferencedSOPInstanceUID"}:
            element.value += ".9"

    data.walk(rename)
    data.save_as(study / "flair" / "seg.dcm")
    file = min(path for path in (study / "flair").glob("*.dcm") if path.name != "seg.dcm")
    assert contents(file).masks == ()
    assert not [notice for notice in contents(file).notices if "Mask" in notice]
