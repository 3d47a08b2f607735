"""What the window reads of an audit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xaiviewer.audit.opening import opened
from xaiviewer.audit.report import FILE, as_json, read_report
from xaiviewer.errors import ReadError


@pytest.fixture
def folder(report, tmp_path):
    (tmp_path / FILE).write_bytes(as_json(report))
    return tmp_path


def test_patients_and_disagreements_are_read_in_the_reports_order(report, folder):
    audit = opened(folder)
    assert audit.cases == report.cases
    assert audit.networks == report.networks
    assert audit.disagreements == report.disagreements == read_report(folder).disagreements


def test_patients_who_lie_there_no_longer_are_named(made, tmp_path):
    data, audited = tmp_path / "data", tmp_path / "audited"
    (data / "patient 1").mkdir(parents=True)
    audited.mkdir()
    (audited / FILE).write_bytes(as_json(made(folder=str(data))))
    gone = opened(audited).gone
    assert data / "patient 1" not in gone
    assert data / "patient 2" in gone


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
