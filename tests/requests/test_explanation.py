"""Answers are read-only, of one type, and refuse what cannot be true."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from xaiviewer.case import Frame
from xaiviewer.requests import (
    Analysis,
    AttributionMap,
    ChannelMaps,
    LayerMaps,
    Regions,
    Request,
    SequenceShares,
    SliceResult,
    Synthesis,
)

ASKED = Request.of("occlusion", network="w", class_index=1)
GRID: Any = np.zeros((4, 4))  # in double precision
ONE: Any = np.ones(1)


def _shares(shares: list[float], total: float, base: float = 0.5) -> SequenceShares:
    names = tuple(f"s{number}" for number in range(len(shares)))
    return SequenceShares(ASKED, 0, names, np.array(shares), base, total)


def test_arrays_are_read_only_and_single_precision() -> None:
    arrays: list[Any] = [
        LayerMaps(ASKED, 0, (GRID,)).maps[0],
        AttributionMap(ASKED, 0, GRID).values,
        Regions(ASKED, 0, GRID, ONE, "One.").scores,
        Synthesis(ASKED, 0, np.stack([GRID] * 3), begins_with_slice=False, before=0.0, after=1.0).picture,
    ]
    assert {each.dtype for each in arrays} == {np.dtype(np.float32)}
    assert Regions(ASKED, 0, GRID, ONE, "One.").labels.dtype == np.int32
    for each in [*arrays, _shares([1.0], 1.5).shares]:
        with pytest.raises(ValueError, match="read-only"):
            each[...] = 1


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: LayerMaps(ASKED, 0, (GRID[0],)),
        lambda: AttributionMap(ASKED, 0, GRID[None]),
        lambda: Synthesis(ASKED, 0, GRID, begins_with_slice=False, before=0.0, after=1.0),
        lambda: Regions(ASKED, 0, GRID + 2, ONE, "Two of one."),
        lambda: Regions(ASKED, 0, GRID - 1, ONE, "Less than none."),
        lambda: SequenceShares(ASKED, 0, ("flair",), np.ones(2), 0.0, 2.0),
        lambda: ChannelMaps(ASKED, 0, 3, np.arange(2), np.ones(1), np.ones((2, 4, 4)), 1.0),
    ],
)
def test_what_does_not_fit_together_is_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"axes|regions|channels"):
        wrong()


def test_shares_must_add_up_to_the_logit() -> None:
    assert _shares([1.0, -0.25], 1.25).total == 1.25
    with pytest.raises(ValueError, match="do not add up"):
        _shares([1.0, -0.25], 1.26)
    with pytest.raises(ValueError, match="do not add up"):
        _shares([float("nan")], 1.0)


def test_an_answer_that_is_no_map_of_the_layers_does_not_count_as_explained() -> None:
    odds = np.zeros(2, np.float32)
    result = SliceResult(0, odds, odds, None, {ASKED: AttributionMap(ASKED, 0, GRID)}, {})
    assert not result.explained
    assert result.layer_maps("occlusion") is None
    assert not result.without_maps().explanations


def test_another_class_is_another_request() -> None:
    asked = Request.of("grad-cam", network="w", class_index=1)
    analysis = Analysis(("no", "yes"), 1, (asked,), (), (), Frame(0, 0, 8, 8), {})
    assert analysis.for_class(0).requests == (Request.of("grad-cam", network="w", class_index=0),)
    assert analysis.methods == analysis.for_class(0).methods == ("grad-cam",)
