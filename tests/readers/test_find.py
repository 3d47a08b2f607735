"""Cases below a folder."""

import os

import pytest

from xaiviewer.errors import ReadError
from xaiviewer.readers import find_cases


def names(cases):
    return [case.name for case in cases]


def test_a_folder_of_patients_is_a_list_of_cases_in_natural_order(tmp_path, patient):
    for name in ("p10", "p2", "P1"):
        patient(name=name)
    assert names(find_cases(tmp_path)) == ["P1", "p2", "p10"]


def test_a_patient_is_one_case_and_so_is_a_slice(patient):
    folder = patient()
    assert find_cases(folder) == [folder]
    assert find_cases(folder / "patient_1.tif") == [folder / "patient_1.tif"]


def test_cases_are_found_at_any_depth(tmp_path, patient):
    patient(name="site/a/b/deep")
    patient(name="near")
    patient(name="near/inside")
    assert names(find_cases(tmp_path)) == ["near", "inside", "deep"]


def test_hidden_folders_and_masks_alone_are_no_cases(tmp_path, patient):
    patient(name=".hidden")
    folder = patient((1,), name="masks")
    (folder / "masks_1.tif").unlink()
    patient(name="real")
    assert names(find_cases(tmp_path)) == ["real"]


def test_links_are_followed_but_never_in_circles(tmp_path, patient):
    folder = patient(name="all/one")
    (folder / "back").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "all" / "again").symlink_to(folder, target_is_directory=True)
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    assert len(find_cases(tmp_path)) == 1
    assert len(find_cases(tmp_path / "all" / "again")) == 1


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may enter everything")
def test_folders_that_may_not_be_entered_are_passed_over(tmp_path, patient):
    patient(name="open")
    closed = patient(name="closed")
    closed.chmod(0)
    try:
        assert names(find_cases(tmp_path)) == ["open"]
        with pytest.raises(ReadError, match="permission denied"):
            find_cases(closed)
    finally:
        closed.chmod(0o700)


def test_nothing_there_and_nothing_found_are_said(tmp_path):
    with pytest.raises(ReadError, match="does not exist"):
        find_cases(tmp_path / "absent")
    with pytest.raises(ReadError, match="hold no TIFF slices; choose a folder of patients"):
        find_cases(tmp_path)
