from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from xaiviewer.display.extent import Extent, head_extent, whole
from xaiviewer.requests import AnalysisSettings
from xaiviewer.review.cache import CaseCache, Remembered
from xaiviewer.review.derived.presets import Presets
from xaiviewer.review.threads.asking import nearest


@given(remaining=st.frozensets(st.integers(0, 100), min_size=1), here=st.integers(0, 100))
def test_the_nearest_remaining_slice_is_wanted(remaining: frozenset[int], here: int) -> None:
    chosen = nearest(here, remaining)
    assert chosen in remaining
    assert abs(chosen - here) == min(abs(index - here) for index in remaining)


def test_of_two_equally_near_slices_the_later_comes_first() -> None:
    assert nearest(5, frozenset({4, 6})) == 6


def _remembered(fakes: Any, name: str, slices: int) -> Remembered:
    case = fakes.make_case(name, slices, side=16)
    analyser = fakes.FakeAnalyser(size=32)
    analysis = analyser.start(case, AnalysisSettings())
    for index in range(slices):
        analysis = analysis.with_slice(analyser.result(case, AnalysisSettings(methods=("grad-cam",)), index))
    return Remembered(case, Presets(), {}, 0, whole(case), {1: analysis})


def test_the_cache_forgets_the_longest_unused_case_first(fakes: Any) -> None:
    cache = CaseCache(int(2.5 * _remembered(fakes, "a", 4).size))
    for name in ("a", "b", "c"):
        cache.put(Path(name), _remembered(fakes, name, 4))
    assert cache.get(Path("a")) is None
    assert cache.get(Path("b")) is not None
    assert cache.get(Path("c")) is not None


def test_the_cache_keeps_the_newest_case_whatever_its_size(fakes: Any) -> None:
    cache = CaseCache(1)
    cache.put(Path("a"), _remembered(fakes, "a", 3))
    assert cache.get(Path("a")) is not None


def test_what_the_networks_found_makes_a_case_heavier(fakes: Any) -> None:
    found = _remembered(fakes, "a", 4)
    assert found.size > replace(found, analyses={}).size + 4 * 10**6


def test_what_was_found_can_be_forgotten_and_what_was_read_stays(fakes: Any) -> None:
    cache, found = CaseCache(), _remembered(fakes, "a", 4)
    cache.put(Path("a"), found)
    cache.forget_found()
    known = cache.get(Path("a"))
    assert known is not None
    assert known.case is found.case
    assert known.analysis(1) is None


def test_the_extent_holds_the_head_and_leaves_out_the_air(fakes: Any) -> None:
    case = fakes.make_case("head", side=100)
    bright = np.any([volume.voxels.max(axis=0) > 60 for volume in case.volumes], axis=0)
    rows, columns = np.nonzero(bright)
    extent = head_extent(case)
    assert extent.row <= rows.min() + 2
    assert extent.row + extent.height >= rows.max() - 1
    assert extent.column <= columns.min() + 2
    assert extent.column + extent.width >= columns.max() - 1
    assert extent.height < 100


def test_an_empty_volume_is_shown_whole(fakes: Any) -> None:
    case = fakes.make_case("dark", side=40)
    blank = tuple(replace(volume, voxels=np.zeros_like(volume.voxels)) for volume in case.volumes)
    assert head_extent(replace(case, volumes=blank, mask=None)) == Extent(0, 0, 40, 40)
