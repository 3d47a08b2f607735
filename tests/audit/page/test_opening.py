"""What the window reads of an audit."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from xaiviewer.audit.opening import by_severity, opened, severity
from xaiviewer.audit.report import FILE, LOOKED, WRONG_REASON, as_json, read_report
from xaiviewer.errors import ReadError


@pytest.fixture
def folder(report, tmp_path):
    (tmp_path / FILE).write_bytes(as_json(report))
    return tmp_path


def test_patients_and_disagreements_are_read_with_the_gravest_first(report, folder):
    audit = opened(folder)
    assert audit.cases == report.cases
    assert audit.networks == report.networks
    assert set(audit.disagreements) == set(report.disagreements)
    grave = [severity(each) for each in audit.disagreements]
    assert grave == sorted(grave, reverse=True)
    assert read_report(folder).disagreements == report.disagreements


def test_patients_who_lie_there_no_longer_are_named(made, tmp_path):
    data, audited = tmp_path / "data", tmp_path / "audited"
    (data / "patient 1").mkdir(parents=True)
    audited.mkdir()
    (audited / FILE).write_bytes(as_json(made(folder=str(data))))
    gone = opened(audited).gone
    assert data / "patient 1" not in gone
    assert data / "patient 2" in gone


def test_the_surer_and_the_farther_off_the_graver(report):
    row = replace(report.disagreements[0], kind=WRONG_REASON, probability=0.9, mass=0.1)
    assert severity(row) > severity(replace(row, mass=0.5))
    assert severity(row) > severity(replace(row, probability=0.6))
    missed = replace(row, kind=LOOKED, probability=0.1, mass=0.6)
    assert severity(missed) > severity(replace(missed, mass=0.2))
    assert severity(missed) > severity(replace(missed, probability=0.4))


def test_equals_keep_one_order(report):
    rows = [replace(report.disagreements[0], case=number) for number in (3, 1, 2)]
    assert [each.case for each in by_severity(rows)] == [1, 2, 3]
    assert by_severity(rows) == by_severity(rows[::-1])


@pytest.mark.parametrize(
    "text", [None, "", "[]", "no JSON", '{"schema": 99}', '{"schema": 1}', '{"schema": 1, "cases": [{"number": "x"}]}']
)
def test_a_folder_without_an_audit_is_refused_in_a_sentence_that_names_it(tmp_path: Path, text: str | None):
    if text is not None:
        (tmp_path / FILE).write_text(text)
    with pytest.raises(ReadError) as told:
        opened(tmp_path)
    assert str(tmp_path) in str(told.value)
    assert str(told.value).count(".\n") == 0
    assert "audit" in str(told.value)


def test_an_unknown_field_is_refused_and_not_guessed_at(folder):
    found = json.loads((folder / FILE).read_text(encoding="utf-8"))
    found["disagreements"][0]["extra"] = 1
    (folder / FILE).write_text(json.dumps(found), encoding="utf-8")
    with pytest.raises(ReadError, match="run the audit again"):
        opened(folder)
