"""Another study beside the open one: whose it may be, whether it lies in the same space, and how it is read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from xaiviewer.case import Case, Geometry
from xaiviewer.review.priors import Priors, by_position, candidates, kinship, named_alike, registered
from xaiviewer.review.series import Offered
from xaiviewer.review.state import CaseEntry
from xaiviewer.review.threads.picturing import SeriesId


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("BraTS-GLI-00001-000", "BraTS-GLI-00001-001", True),
        ("TCGA_CS_4941_19960909", "TCGA_CS_4941_19990101", True),
        ("sub-07_ses-01", "sub-07_ses-02", True),
        ("a/17/2019-01-02", "a/17/2020-03-04", True),
        ("patient_1", "patient_2", False),
        ("MS-19", "MS-20", False),
        ("BraTS2021_00001", "BraTS2021_00002", False),
        ("TCGA_CS_4941_19960909", "TCGA_CS_4942_19970222", False),
        ("BraTS-GLI-00001-000", "BraTS-GLI-00001-000", False),
    ],
)
def test_names_are_alike_up_to_the_occasion(one: str, other: str, *, alike: bool) -> None:
    assert named_alike(Path(one), Path(other)) is alike
    assert named_alike(Path(other), Path(one)) is alike


def placed(fakes: Any, name: str, *, frame: str = "", patient: str = "", shift: float = 0.0) -> Case:
    """A case from disk, somewhere in the patient."""
    case: Case = fakes.with_contents(fakes.make_case(name, known=True))
    affine = case.geometry.affine.copy()
    affine[0, 3] += shift
    geometry = Geometry(affine, known=True)
    assert case.contents is not None
    series = tuple(replace(each, frame_of_reference=frame, geometry=geometry) for each in case.contents.series)
    volumes = tuple(replace(each, geometry=geometry) for each in case.volumes)
    return replace(case, volumes=volumes, contents=replace(case.contents, series=series, patient=patient))


def test_one_frame_of_reference_registers_whatever_the_grids(fakes: Any) -> None:
    one, other = (placed(fakes, "one", frame="1.2", shift=shift) for shift in (0, 7))
    assert registered(one, other) == "frame of reference"


def test_without_one_the_same_grid_does_and_another_does_not(fakes: Any) -> None:
    one = placed(fakes, "one")
    assert registered(one, placed(fakes, "two")) == "grid"
    assert registered(one, placed(fakes, "two", shift=1)) == ""
    assert registered(placed(fakes, "one", frame="1.2"), placed(fakes, "two", frame="1.3")) == ""
    assert registered(one, fakes.make_case("bare")) == ""


def test_patients_are_told_apart_by_their_marks_and_else_by_names(fakes: Any) -> None:
    one = placed(fakes, "p-17-1", patient="a")
    assert kinship(one, placed(fakes, "x", patient="a")) == "same"
    assert kinship(one, placed(fakes, "p-17-2", patient="b")) == "another"
    assert kinship(one, placed(fakes, "p-17-2")) == "likely"
    assert kinship(one, placed(fakes, "x")) == "unknown"


def test_the_same_patient_is_offered_first_the_latest_study_before_the_others(fakes: Any) -> None:
    names = ("p-17-1", "z", "y", "p-17-2", "w", "broken")
    entries = [CaseEntry(Path(name), name, "failed" if name == "broken" else "waiting") for name in names]
    geometry, shape = Geometry(np.eye(4), known=True), (6, 64, 64)

    def prior(name: str, date: str) -> Offered:
        series = fakes.make_series("1", "AX", geometry, shape, StudyDate=date)
        case = placed(fakes, name)
        assert case.contents is not None
        return Offered(SeriesId(Path(name), "1"), series, case.contents, prior=True)

    found = candidates(entries, Path("p-17-1"), [prior("z", "20190101"), prior("w", "20210101")])
    assert [(each.path.name, each.kinship) for each in found] == [
        ("w", "same"),
        ("z", "same"),
        ("p-17-2", "likely"),
        ("y", "unknown"),
    ]


@pytest.mark.parametrize(
    ("index", "count", "other", "found"), [(0, 10, 30, 0), (9, 10, 30, 29), (5, 11, 21, 10), (0, 1, 5, 0)]
)
def test_stacks_are_linked_by_position(index: int, count: int, other: int, found: int) -> None:
    assert by_position(index, count, other) == found


def test_a_chosen_study_is_read_and_one_that_cannot_be_says_why(qtbot: QtBot, fakes: Any) -> None:
    priors = Priors(fakes.FakeReader(fakes.make_case("two"), broken=("bad",)))
    priors.choose(Path("two"))
    assert priors.state.task is not None
    qtbot.waitUntil(lambda: priors.state.case is not None)
    assert "flair" in priors.state.presets.automatic
    priors.choose(Path("bad"))
    qtbot.waitUntil(lambda: bool(priors.state.problem))
    assert priors.state.case is None
    priors.drop()
    assert priors.state.path is None
    priors.end()
