"""Nothing of the patient is left where that was asked for, and what belongs together still does."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.dataset import Dataset

from xaiviewer.dicom_objects.context import Context, Verdict
from xaiviewer.dicom_objects.identity import Identity, warnings_of
from xaiviewer.dicom_objects.kinds import KINDS
from xaiviewer.readers.dispatch import load_case

MADE = {kind.key: kind for kind in KINDS}
IDENTITY = Identity(b"0123456789abcdef" * 2)
_TELLING = ("PatientName", "PatientID", "PatientBirthDate", "PatientAge", "StudyID", "AccessionNumber")
_TELLING += ("StudyDescription", "InstitutionName", "InstitutionAddress", "ReferringPhysicianName", "OperatorsName")
_TELLING += ("StationName", "DeviceSerialNumber", "ProtocolName", "PatientComments", "StudyInstanceUID", "StudyDate")
_TELLING += ("SeriesInstanceUID", "SOPInstanceUID", "FrameOfReferenceUID")


@pytest.fixture
def source(making, dcm, tmp_path: Path) -> Path:
    """A series whose headers tell everything, also where nobody looks."""
    folder = tmp_path / "source"
    making.write(dcm, "oblique", folder)
    for file in folder.iterdir():
        data = pydicom.dcmread(file)
        block = data.private_block(0x0029, "MAKER HEADER", create=True)
        block.add_new(0x10, "LO", "private Jane")
        request = Dataset()
        request.RequestedProcedureDescription = "asked for Jane"
        data.RequestAttributesSequence = [request]
        data.add_new(0x60003000, "OW", b"overlay of Jane!")
        data.add_new(0x60000022, "LO", "overlaid Jane")
        data.AcquisitionDate = data.StudyDate
        data.save_as(file)
    return folder


@pytest.fixture
def context(source: Path, making) -> Context:
    case = making.opened(source)
    return making.context(case, identity=IDENTITY, window=(0.0, 300.0), verdicts=(Verdict("R1", "Right?", "yes", ""),))


@pytest.mark.slow
def test_no_identifier_of_the_source_is_in_any_byte_of_what_is_written(source: Path, context):
    telling = {b"Jane", b"19610203"}
    for file in source.iterdir():
        data = pydicom.dcmread(file)
        for keyword in _TELLING:
            telling |= {part.encode() for part in re.split(r"[\^ ]", str(data[keyword].value)) if len(part) > 3}
    written = [each for key in ("seg", "pm", "sr", "pr", "source") for each in MADE[key].make(context)]
    assert len(written) == 1 + 2 + 1 + 1 + 9
    for name, data in written:
        assert not [each for each in telling if each in data or each in name.encode()], name


def test_it_is_said_that_and_how_the_patient_was_taken_out(context, making):
    for key in ("seg", "source"):
        made = making.read(MADE[key].make(context)[0][1])
        assert made.PatientIdentityRemoved == "YES"
        assert [each.CodeValue for each in made.DeidentificationMethodCodeSequence] == ["113100", "113107"]
        assert made.LongitudinalTemporalInformationModified == "MODIFIED"


def test_results_refer_to_the_de_identified_images_and_open_with_them(context, making, tmp_path: Path):
    folder = tmp_path / "out"
    folder.mkdir()
    for key in ("seg", "source"):
        for name, data in MADE[key].make(context):
            (folder / name).write_bytes(data)
    again = load_case(folder)
    (mask,) = again.contents.masks
    assert mask.series == (again.contents.series[0].key,)
    np.testing.assert_array_equal(again.main_volume.voxels, context.case.main_volume.voxels)
    np.testing.assert_allclose(again.geometry.affine, context.case.geometry.affine)


def test_one_project_maps_alike_and_another_otherwise(context, making):
    other = replace(context, identity=Identity(b"another salt" * 3), kept={})
    one, again = (making.read(MADE["source"].make(replace(context, kept={}))[0][1]) for _ in range(2))
    another = making.read(MADE["source"].make(other)[0][1])
    for keyword in ("StudyInstanceUID", "FrameOfReferenceUID", "PatientID", "StudyDate"):
        assert one[keyword].value == again[keyword].value != another[keyword].value


def test_dates_keep_their_distances(context):
    moved = [IDENTITY._moved(each) for each in ("20200102", "20200131")]  # noqa: SLF001
    assert np.datetime64(f"{moved[1][:4]}-{moved[1][4:6]}-{moved[1][6:]}") - np.datetime64(
        f"{moved[0][:4]}-{moved[0][4:6]}-{moved[0][6:]}"
    ) == np.timedelta64(29, "D")
    assert moved[0] < "20200102"


def _moment(day: str, hour: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour}")


@pytest.mark.parametrize("late", ["000000", "120000", "235959"])
def test_no_time_of_day_is_left_and_times_keep_their_distances_over_midnight_too(dcm, late):
    header = dcm.mr_header(SOPInstanceUID="1.2", StudyDate="20200131", StudyTime="101112.25")
    header.SeriesDate, header.SeriesTime = "20200131", late
    header.AcquisitionDateTime = "20200131101112.250000+0100"
    header.AcquisitionTime, header.ContentTime, header.InstanceCreationTime = "1011", "10:11:12", "noon"
    header.pop("AcquisitionDate", None), header.pop("ContentDate", None), header.pop("InstanceCreationDate", None)
    made = IDENTITY.applied(header, ours=False)
    assert made.StudyTime[:6] != "101112"
    was, now = _moment("20200131", "101112.25"), _moment(made.StudyDate, made.StudyTime)
    assert _moment(made.SeriesDate, made.SeriesTime) - now == _moment("20200131", late) - was
    assert made.AcquisitionDateTime == f"{made.StudyDate}{made.StudyTime}0000"  # and no zone, which tells a place
    assert made.ContentTime == made.StudyTime[:6]
    assert made.AcquisitionTime[:4] == (now - timedelta(seconds=12)).strftime("%H%M")
    assert made.InstanceCreationTime == ""
    assert Identity(b"another salt" * 3).applied(header, ours=False).StudyTime != made.StudyTime


def test_a_time_without_a_date_and_a_date_without_a_time_are_moved_as_well(dcm):
    header = dcm.mr_header(SOPInstanceUID="1.2", StudyDate="20200131", StudyTime="")
    made = IDENTITY.applied(header, ours=False)
    assert (made.StudyDate, made.StudyTime) == (IDENTITY._moved("20200131"), "")  # noqa: SLF001


def test_what_says_how_pictures_were_made_and_the_pixels_stay(source: Path, context, making):
    before = {str(each.InstanceNumber): each for each in map(pydicom.dcmread, source.iterdir())}
    for _, data in MADE["source"].make(context):
        made = making.read(data)
        was = before[str(made.InstanceNumber)]
        assert made.PixelData == was.PixelData
        for keyword in ("Rows", "PixelSpacing", "ImagePositionPatient", "EchoTime", "RepetitionTime", "Manufacturer"):
            assert made[keyword].value == was[keyword].value
        assert not [element for element in made.iterall() if element.tag.is_private]


@pytest.mark.parametrize(
    ("stated", "kind", "words"), [("YES", [], 2), ("", ["DERIVED", "SECONDARY"], 2), ("NO", [], 0)]
)
def test_burned_in_text_and_faces_are_warned_of(stated, kind, words):
    header = Dataset()
    header.BurnedInAnnotation, header.ImageType = stated, kind
    assert len(warnings_of(header)) == words


@pytest.mark.parametrize(
    ("part", "stated", "there"),
    [("BRAIN", "", False), ("HEAD ", "", False), ("KNEE", "", True), ("", "", True), ("BRAIN", "L", True)],
)
def test_an_empty_laterality_of_what_there_is_one_of_goes(dcm, part, stated, there):
    header = dcm.mr_header(SOPInstanceUID="1.2", BodyPartExamined=part, Laterality=stated)
    assert ("Laterality" in IDENTITY.applied(header, ours=False)) == there


def test_source_images_are_written_only_where_the_patient_is_taken_out(context):
    assert "only de-identified" in MADE["source"].refuses(replace(context, identity=None))
    assert any("face" in each for each in MADE["source"].warns(context))
