"""What people write is in the objects as they wrote it, whatever their script, and names of files hold none of it."""

from __future__ import annotations

import pydicom
import pytest

from xaiviewer.dicom_objects import codes
from xaiviewer.dicom_objects.context import Verdict
from xaiviewer.dicom_objects.kinds import KINDS
from xaiviewer.requests import FURTHER_MEASURES, MEASURES, METHODS

MADE = {kind.key: kind for kind in KINDS}
SAID = ("Ist die Karte für Sie schlüssig? 😀", "größtenteils, ja", "日本語")


@pytest.fixture(params=["", "ISO_IR 100", "ISO_IR 192"])
def case(request, making, dcm, tmp_path):
    """A series of a patient with an umlaut, where its files' character set has any."""
    named = {"SpecificCharacterSet": request.param, "PatientName": "Müller^Jörg"} if request.param else {}
    making.write(dcm, "axial", tmp_path / "series")
    for file in (tmp_path / "series").iterdir():
        data = pydicom.dcmread(file)
        data.update(named)
        data.save_as(file)
    return making.opened(tmp_path / "series")


def test_answers_and_names_are_read_back_as_they_were_written(case, making, complaints, tmp_path):
    question, *values = SAID
    verdicts = tuple(
        Verdict("Ärztin", question, each, "2026-03-04T00:00:00Z", slice=index) for index, each in enumerate(values)
    )
    context = making.context(case, verdicts=verdicts, marks={"Ärztin": making.lesion(case)}, window=(0.0, 400.0))
    for key in ("seg", "sr", "pm", "pr"):
        for name, data in MADE[key].make(context):
            made = making.read(data)
            assert made.PatientName == context.source.lead.PatientName, name
            (tmp_path / "made.dcm").write_bytes(data)
            assert complaints(tmp_path / "made.dcm") == [], name
            if key == "sr":
                words = {str(each.value) for each in made.iterall() if each.keyword in {"CodeMeaning", "PersonName"}}
                assert {*SAID, "Ärztin^"} <= words


def test_names_of_readers_make_names_of_files_that_every_system_takes(study, making):
    case = study("axial")
    marks = dict.fromkeys(("Anna", "anna", "ü" * 200, "a/b", "CON"), making.lesion(case))
    names = MADE["seg"].names(making.context(case, marks=marks, analysis=making.judged(case)))
    assert len({each.casefold() for each in names}) == len(marks)
    assert all(len(each.encode()) < 200 and "/" not in each for each in names)


def test_no_two_things_have_one_code_and_every_meaning_is_whole():
    """A reader that adds up by code would else take pointing within millimetres for pointing within a cell."""
    measures = (*MEASURES, *FURTHER_MEASURES)
    made = [kind(each) for each in measures for kind in (codes.score, codes.p_value, codes.strongest)]
    made += {codes.of_method(each) for each in METHODS}
    assert len({(each.value, each.scheme_designator) for each in made}) == len(made)
    assert all(len(each.value) <= 16 for each in made)
    assert all(each in code.meaning for each, code in zip(measures, map(codes.score, measures), strict=True))
