"""Which sequence mattered, over slices and cases: numbers, a table, a picture."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest

from xaiviewer.records.pictures.beeswarm import offsets
from xaiviewer.records.shares import ShareSummary, SliceShares, together, write_summary

CHANNELS = {"t1": "T1", "t1c": "T1 + contrast"}


def summary(case, *rows):
    slices = tuple(
        SliceShares(case, index, 0.5, -1.0, -1.0 + first + second, {"t1": first, "t1c": second})
        for index, (first, second) in enumerate(rows)
    )
    return ShareSummary("sequence-shapley", {"filling": "mean"}, "yes", "yes", CHANNELS, slices)


@pytest.fixture
def cohort(tmp_path):
    """Two cases' folders with a summary each."""
    for name, rows in (("one", [(1, -3), (-1, 5)]), ("two", [(2, 1)])):
        (tmp_path / name).mkdir()
        write_summary(summary(name, *rows), tmp_path / name)
    return tmp_path


def test_the_mean_is_of_magnitudes_over_all_slices(cohort):
    found = together([cohort / "one", cohort / "two"], "sequence-shapley")
    assert found is not None
    figures = found.mean_absolute()
    assert figures["t1"]["value"] == pytest.approx(4 / 3)
    assert figures["t1c"]["value"] == pytest.approx(3)
    assert figures["t1"]["low"] <= figures["t1"]["value"] <= figures["t1"]["high"]
    alone = together([cohort / "one"], "sequence-shapley")
    assert alone is not None
    assert np.isnan(alone.mean_absolute()["t1"]["low"]), "one case has no interval over cases"


def test_cases_without_shares_are_no_part_of_the_summary(cohort):
    (cohort / "three").mkdir()
    found = together([cohort / "three", cohort / "two"], "sequence-shapley")
    assert found is not None
    assert found.cases == ("two",)
    assert together([cohort / "three"], "sequence-shapley") is None


def test_the_table_has_a_line_per_slice_of_every_case(cohort):
    found = together([cohort / "one", cohort / "two"], "sequence-shapley")
    assert found is not None
    write_summary(found, cohort)
    lines = list(csv.DictReader(io.StringIO((cohort / "sequence-shapley.csv").read_text(encoding="utf-8"))))
    assert [(each["case"], each["index"]) for each in lines] == [("one", "0"), ("one", "1"), ("two", "0")]
    for each in lines:
        parts = sum(float(each[name]) for name in ("base", "t1", "t1c"))
        assert parts == pytest.approx(float(each["logit"]))
    told = json.loads((cohort / "sequence-shapley.json").read_text(encoding="utf-8"))
    assert (told["cases"], len(told["slices"])) == (2, 3)
    assert told["mean_absolute"]["t1c"]["value"] == 3


def test_the_picture_holds_a_dot_per_slice_and_sequence_and_the_strongest_sequence_on_top(cohort):
    drawn = (cohort / "one" / "sequence-shapley.svg").read_text(encoding="utf-8")
    root = ET.fromstring(drawn)
    space = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f"{space}circle")) == 4
    names = [each.text for each in root.findall(f"{space}text") if each.text in CHANNELS.values()]
    assert names == ["T1 + contrast", "T1"]
    dots = [float(each.attrib["cx"]) for each in root.findall(f"{space}circle")]
    zero = float(root.find(f"{space}line[@class='zero']").attrib["x1"])  # type: ignore[union-attr]
    assert sum(dot > zero for dot in dots) == 2, "1 and 5 speak for the class, -1 and -3 against it"
    assert "Research use" in drawn
    assert not re.search(r"<script|href", drawn)


def test_shares_of_a_sequence_that_another_stands_in_for_are_told_apart(tmp_path):
    whole, lacking = summary("one", (1, -3)), summary("two", (2, 1), (3, 1))
    lacking = replace(lacking, slices=tuple(replace(each, stand_ins=("t1c",)) for each in lacking.slices))
    for each in (whole, lacking):
        (tmp_path / each.cases[0]).mkdir()
        write_summary(each, tmp_path / each.cases[0])
    found = together([tmp_path / "one", tmp_path / "two"], "sequence-shapley")
    assert found is not None
    write_summary(found, tmp_path)
    drawn = (tmp_path / "sequence-shapley.svg").read_text(encoding="utf-8")
    assert "another stands in for T1 + contrast on 2<" in drawn
    assert drawn.count("of another sequence that stands in") == 2
    lines = list(csv.DictReader(io.StringIO((tmp_path / "sequence-shapley.csv").read_text(encoding="utf-8"))))
    assert [each["another_stands_in_for"] for each in lines] == ["", "t1c", "t1c"]


def test_names_are_no_markup(tmp_path):
    write_summary(summary("<b>&", (1, 2)), tmp_path)
    ET.fromstring((tmp_path / "sequence-shapley.svg").read_text(encoding="utf-8"))


def test_dots_of_one_value_stand_apart_and_within_their_row():
    found = offsets(np.zeros(9), room=8.0)
    assert len(set(found.tolist())) == 9
    assert np.abs(found).max() <= 8
    np.testing.assert_array_equal(offsets(np.array([0.0, 10.0]), room=8.0), [0, 0])
