"""Which file the slice shown is stored in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from xaiviewer.case import Case, Geometry
from xaiviewer.review.derived.stored import stored_slice


@pytest.fixture
def case(fakes: Any) -> Case:
    """A study with a place in the patient."""
    made: Case = fakes.with_contents(fakes.make_case("one", known=True))
    return made


def changed(case: Case, **changes: object) -> Case:
    """The case with its FLAIR series otherwise."""
    assert case.contents is not None
    series = tuple(replace(each, **changes) if each.key == "4" else each for each in case.contents.series)
    return replace(case, contents=replace(case.contents, series=series))


def test_each_slice_is_found_in_the_file_that_lies_where_it_does(case: Case) -> None:
    found = [stored_slice(case, "flair", index) for index in (0, 4)]
    assert [each and each.path.name for each in found] == ["0.dcm", "4.dcm"]
    assert all(each and each.own and each.frame is None for each in found)


def test_a_series_stored_head_first_is_read_from_its_other_end(case: Case) -> None:
    affine = case.geometry.affine.copy()
    affine[:3, 3] += 5 * affine[:3, 2]
    affine[:3, 2] *= -1
    found = stored_slice(changed(case, geometry=Geometry(affine, known=True)), "flair", 1)
    assert found is not None
    assert (found.path.name, found.own) == ("4.dcm", True)


def test_a_slice_across_the_acquired_ones_has_no_file_of_its_own(case: Case) -> None:
    affine = case.geometry.affine[:, [2, 0, 1, 3]]
    found = stored_slice(changed(case, geometry=Geometry(affine, known=True)), "flair", 3)
    assert found is not None
    assert not found.own


def test_the_frame_is_told_by_the_slice_s_name(case: Case) -> None:
    names = tuple(f"multi frame {number}" for number in (2, 1, 4, 3, 6, 5))
    found = stored_slice(changed(case, files=(Path("multi.dcm"),), slice_names=names), "flair", 2)
    assert found is not None
    assert (found.path.name, found.frame, found.own) == ("multi.dcm", 3, True)


def test_a_slice_that_is_missing_on_disk_shifts_those_after_it(case: Case) -> None:
    files = tuple(Path(f"{number}.dcm") for number in (0, 1, 3, 4, 5))
    found = stored_slice(changed(case, files=files, missing=frozenset({2})), "flair", 3)
    assert found is not None
    assert found.path.name == "3.dcm"


def test_a_case_that_did_not_come_from_disk_has_no_file(fakes: Any) -> None:
    assert stored_slice(fakes.make_case("one"), "flair", 0) is None
