"""Masks found beside the images of their study."""

from __future__ import annotations

import numpy as np
import pydicom

from xaiviewer.readers.dicom import studies


def test_every_mask_of_a_study_is_listed_with_a_key_of_its_own(scan, writing, tmp_path, affine, mask):
    files, series = scan(affine)
    writing.write_seg(tmp_path / "mr" / "reader one.dcm", mask, files, description="Reader one")
    writing.write_seg(tmp_path / "mr" / "reader two.dcm", ~mask, files, description="Reader two")
    writing.write_rtstruct(tmp_path / "mr" / "contours.dcm", mask, files)
    found, skipped = studies(sorted((tmp_path / "mr").iterdir()), root=tmp_path / "mr")
    assert not skipped
    (study,) = found
    assert {each.key: each.name for each in study.masks} == {
        "rtstruct-8": "Contours",
        "seg-7": "Reader one",
        "seg-7-2": "Reader two",
    }
    by_key = {each.key: each for each in study.masks}
    for key, expected in (("rtstruct-8", mask), ("seg-7", mask), ("seg-7-2", ~mask)):
        assert by_key[key].series == (series.key,)
        assert np.array_equal(by_key[key].reader.read((), series.geometry, series.shape).voxels, expected)


def test_no_name_of_a_person_is_shown(scan, writing, tmp_path, mask):
    files, _ = scan(np.diag([1.0, 1, 2, 1]), PatientName="Doe^Jane", PatientID="4711")
    seg = writing.write_seg(tmp_path / "mr" / "seg.dcm", mask, files, content_creator_name="Roe^Richard")
    contours = writing.write_rtstruct(tmp_path / "mr" / "rs.dcm", mask, files)
    data = pydicom.dcmread(contours)
    data.RTROIObservationsSequence[0].ROIInterpreter = "Roe^Richard"
    data.OperatorsName = "Roe^Richard"
    data.save_as(contours)
    found, _ = studies([*files, seg, contours], root=tmp_path / "mr")
    said = repr(found[0].masks)
    assert len(found[0].masks) == 2
    for name in ("Doe", "Jane", "Roe", "Richard", "4711"):
        assert name not in said
