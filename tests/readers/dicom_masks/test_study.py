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


def test_a_mask_made_under_a_pseudonym_stays_with_its_images(scan, writing, tmp_path, mask):
    files, _ = scan(np.diag([1.0, 1, 2, 1]))
    path = writing.write_seg(tmp_path / "mr" / "a seg.dcm", mask, files)
    data = pydicom.dcmread(path)
    data.PatientID, data.PatientName = "study-01", "anonymous"
    del data.FrameOfReferenceUID
    data.save_as(path)
    found, skipped = studies(sorted((tmp_path / "mr").iterdir()), root=tmp_path / "mr")
    assert skipped == []
    assert [len(study.masks) for study in found] == [1]


def test_a_mask_goes_to_its_patient_where_two_share_every_uid(scan, writing, tmp_path, mask):
    files, _ = scan(np.diag([1.0, 1, 2, 1]), name="both", PatientID="1", PatientName="Doe^Jane")
    others = []
    for file in files:
        data = pydicom.dcmread(file)
        data.PatientID, data.PatientName = "2", "Roe^Joe"
        data.save_as(file.with_name(f"other-{file.name}"))
        others.append(file.with_name(f"other-{file.name}"))
    seg = writing.write_seg(tmp_path / "both" / "seg.dcm", mask, others)
    nobodys = pydicom.dcmread(seg)
    del nobodys.PatientID, nobodys.PatientName
    nobodys.save_as(tmp_path / "both" / "nobody.dcm")
    found, skipped = studies(sorted((tmp_path / "both").iterdir()), root=tmp_path / "both")
    masks = {study.series[0].files[0].name.startswith("other"): len(study.masks) for study in found}
    assert masks == {False: 0, True: 1}
    assert [path.name for path, _ in skipped] == ["nobody.dcm"]


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
