"""Masks drawn before slices were lost: what they outline there is told, and nowhere counted."""

import numpy as np
import pydicom
import pytest
from pydicom.encaps import encapsulate
from pydicom.uid import RLELossless

from xaiviewer.case import Choices
from xaiviewer.readers import contents, load_case
from xaiviewer.readers.build.report import case_report

SHAPE = (12, 20, 16)
AFFINE = np.diag([1.0, 1.0, 3.0, 1.0])
LOST = (4, 5)


@pytest.fixture(params=["rtstruct", "seg", "undecodable"])
def study(request, images, writing, tmp_path):
    """Twelve slices, a mask on six of them; then two of the six lose their file, or its pixels."""
    values = np.random.default_rng(3).integers(100, 900, SHAPE).astype(np.uint16)
    files = images.write_mr_series(tmp_path, values, AFFINE)
    mask = np.zeros(SHAPE, np.uint8)
    mask[2:8, 5:9, 4:9] = 1
    write = writing.write_seg if request.param == "seg" else writing.write_rtstruct
    write(tmp_path / "mask.dcm", mask, files)
    for index in LOST:
        if request.param == "undecodable":
            header = pydicom.dcmread(files[index])
            header.compress(RLELossless, generate_instance_uid=False)
            header.PixelData = encapsulate([b"\xff" * 64])
            header.save_as(files[index])
        else:
            files[index].unlink()
    return tmp_path


def test_outlines_on_lost_slices_are_told_and_not_counted(study):
    case = load_case(study)
    assert case.absent == set(LOST)
    assert len(case.indices) == 10
    judged = [case.mask_of(index) for index in case.indices]
    assert sum(bool(each.any()) for each in judged) == 4
    assert case.mask.areas_px.sum() == 4 * 20
    assert any("outlines 40 voxels where there is no picture (slices 5 and 6)" in each for each in case.notices)
    assert not any(each.startswith("The mask") for each in load_case(study, Choices(mask="")).notices)


@pytest.mark.parametrize("study", ["rtstruct", "seg"], indirect=True)
def test_what_lies_there_is_reported_as_when_the_case_is_opened(study):
    report = case_report(contents(study), Choices())
    (mask,) = report["masks"]
    assert mask["read"]["voxels_per_slice"] == load_case(study).mask.voxels.sum(axis=(1, 2)).tolist()
    assert any("where there is no picture (slices 5 and 6)" in each for each in report["notices"])


def test_a_mask_of_nothing_but_lost_slices_is_not_called_empty(images, writing, tmp_path):
    files = images.write_mr_series(
        tmp_path, np.random.default_rng(3).integers(100, 900, SHAPE).astype(np.uint16), AFFINE
    )
    mask = np.zeros(SHAPE, np.uint8)
    mask[LOST, 5:9, 4:9] = 1
    writing.write_seg(tmp_path / "mask.dcm", mask, files)
    for index in LOST:
        files[index].unlink()
    case = load_case(tmp_path)
    assert case.mask.doubt.endswith("(slices 5 and 6); nothing of it remains: look for the missing files.")
    assert case.notices.count(case.mask.doubt) == 1
    notices = case_report(contents(tmp_path), Choices())["notices"]
    assert notices.count(case.mask.doubt) == 1
    assert not any("holds no voxel at all" in each for each in (*case.notices, *notices))
