"""A patient that trained a network is known again, in whatever format and folder he comes."""

from __future__ import annotations

import shutil

import nibabel
import numpy as np
import pytest

from xaiviewer.analysis.own_network.patients import trained_at
from xaiviewer.nets.packages.description import patient_hash
from xaiviewer.nets.packages.making import trained_on
from xaiviewer.readers import load_case

AFFINE = np.diag([1.0, 1.0, 3.0, 1.0])
VOXELS = np.random.default_rng(1).integers(0, 400, (4, 16, 16)).astype(np.int16)
TRAINED = trained_on(["UPENN-007", "Anna"])


def test_a_patient_of_tiff_or_nifti_is_known_by_the_name_of_his_case(small_case_folder, tmp_path):
    shutil.copytree(small_case_folder, tmp_path / "Anna")
    (tmp_path / "UPENN-007").mkdir()
    image = nibabel.Nifti1Image(VOXELS.transpose(2, 1, 0), AFFINE)
    nibabel.save(image, tmp_path / "UPENN-007" / "UPENN-007_flair.nii.gz")
    for name in ("Anna", "UPENN-007"):
        case = load_case(tmp_path / name)
        assert case.known_as == (name,)
        assert TRAINED.holds(*case.known_as)
    assert not TRAINED.holds("Berta")


@pytest.mark.parametrize("number", ["UPENN-007", "upenn-007 "])
def test_a_patient_of_dicom_is_known_by_his_number_wherever_the_files_lie(dcm, tmp_path, number):
    dcm.write_mr_series(tmp_path / "moved elsewhere", VOXELS, AFFINE, PatientID=number, PatientName="Muster^Erika")
    case = load_case(tmp_path / "moved elsewhere")
    assert case.name == "moved elsewhere"
    assert TRAINED.holds(*case.known_as)
    assert not any("007" in each for each in case.known_as)  # no number is kept
    assert not TRAINED.holds(case.name)


def test_of_a_folder_of_dicom_cases_the_numbers_are_known_as_well(dcm, tmp_path):
    whose = {"PatientID": "4711", "PatientName": "Muster^Erika"}
    dcm.write_mr_series(tmp_path / "training" / "first", VOXELS, AFFINE, **whose)
    dcm.write_mr_series(tmp_path / "training" / "second", VOXELS, AFFINE, PatientID="4712", PatientName="x")
    dcm.write_mr_series(tmp_path / "moved elsewhere", VOXELS, AFFINE, **whose)
    trained = trained_at(tmp_path / "training")
    case = load_case(tmp_path / "moved elsewhere")
    assert trained.holds(*case.known_as)
    assert not trained.holds(case.name)
    assert len(trained.patients) == 2


def test_a_number_that_anonymisers_give_everybody_says_nothing(dcm, tmp_path):
    dcm.write_mr_series(tmp_path / "x", VOXELS, AFFINE, PatientID="Anonymous", PatientName="x")
    case = load_case(tmp_path / "x")
    assert case.known_as == ("x",)
    assert not trained_on(["anonymous"]).numbers


def test_the_salt_is_the_rule_for_names_and_numbers_alike():
    assert TRAINED.patients == {patient_hash(TRAINED.salt, each) for each in ("UPENN-007", "Anna")}
    assert not TRAINED.numbers & TRAINED.patients
    other = trained_on(["UPENN-007", "Anna"])
    assert not (other.patients | other.numbers) & (TRAINED.patients | TRAINED.numbers)
