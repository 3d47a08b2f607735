"""Slices are counted as readers do, and a part of a case is not called the case."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from xaiviewer.case import Case, Geometry, Mask, Volume
from xaiviewer.case.numbering import counted, part_of, runs


@pytest.fixture
def case() -> Case:
    """Five slices, of which 1, 2 and 4 have a mask."""
    marked = np.zeros((5, 32, 32), dtype=bool)
    marked[[1, 2, 4], 1, 1] = True
    textured = np.broadcast_to(np.arange(32, dtype=np.uint8), (5, 32, 32))
    volume = Volume("flair", textured, Geometry())
    return Case("one", Path("/one"), (volume,), tuple("abcde"), Mask(marked, np.ones(5, dtype=bool)))


def test_neighbours_are_a_range() -> None:
    assert runs([0, 4, 2, 3, 8]) == "1, 3–5, 9"
    assert counted((1,)) == "slice 2"
    assert counted((1, 2, 4)) == "slices 2–3, 5"


def test_all_slices_with_a_mask_are_the_case_and_some_are_not(case: Case) -> None:
    assert part_of(case, [1, 2, 4]) == ()
    assert part_of(case, [4, 0, 1, 2]) == ()
    assert part_of(case, [4, 1]) == (1, 4)
