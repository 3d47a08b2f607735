"""The maps of the slice shown are held against what knows nothing, where nobody waits for anything else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from xaiviewer.requests import Analysis, Request
from xaiviewer.requests.nulls import MOVED, UNIFORM, NullComparison, NullCurve, Nulls
from xaiviewer.review import trust
from xaiviewer.review.threads import comparing

Build = Callable[..., Any]


def _opened(bench: Build, *, gated: bool = False) -> Any:
    """A case of six slices, the third and fourth with a lesion, of which the head is known."""
    made = bench(gated=gated)
    case = made.reader.cases["a"]
    few = made.analyser.layers[::20]
    made.analyser.layers, made.analyser.description = few, replace(made.analyser.description, layers=few)
    made.analyser.says = {"head": np.stack([volume > 0 for volume in case.main_volume.voxels])}
    made.open("a")
    return made


def _rest(made: Any) -> None:
    made.wait_complete()
    made.wait(lambda: trust.wanted(made.review.shown.state) is None)


def test_the_slice_shown_has_its_nulls_before_the_others_have_maps(bench: Build) -> None:
    made = _opened(bench, gated=True)
    made.let(1)
    made.wait(lambda: trust.nulls(made.review.shown.state) is not None)
    assert made.analyser.order == [2]
    found = trust.comparison(made.review.shown.state, "mass")
    assert found is not None
    assert found.n > 0
    assert len(found.p) == len(made.review.shown.state.analysis.layers)
    made.let(5)
    made.wait_complete()


def test_another_slice_or_method_gets_its_own_once_the_reader_stays(bench: Build) -> None:
    made = _opened(bench)
    _rest(made)
    made.review.shown.show_slice(3)
    assert trust.nulls(made.review.shown.state) is None
    _rest(made)
    made.review.shown.set_method("grad-cam")
    assert trust.nulls(made.review.shown.state) is None
    _rest(made)
    assert set(made.review.shown.state.nulls) == {(2, "best", 1), (3, "best", 1), (3, "grad-cam", 1)}
    made.review.shown.show_slice(0)  # without a lesion there is nothing to hold against
    assert trust.wanted(made.review.shown.state) is None


def test_nulls_make_way_for_what_is_asked(bench: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    made = _opened(bench)
    _rest(made)
    begun, real = threading.Event(), comparing.nulls_of_slice

    def slow(*given: Any, cancelled: Callable[[], bool], **options: Any) -> Nulls | None:
        first = not begun.is_set()
        begun.set()
        while first and not cancelled():
            threading.Event().wait(0.01)
        return real(*given, cancelled=cancelled, **options)

    monkeypatch.setattr(comparing, "nulls_of_slice", slow)
    made.review.shown.show_slice(3)
    made.wait(begun.is_set)
    assert not made.review.work.busy  # nobody waits for nulls
    request = Request.of("occlusion", network="0" * 64, class_index=1)
    made.review.work.ask(request, [3])
    made.wait(lambda: (request, 3) in made.review.shown.state.answers)
    _rest(made)
    assert trust.nulls(made.review.shown.state) is not None


def test_what_is_not_known_of_a_head_is_not_measured(bench: Build) -> None:
    made = bench()
    made.open("a")
    made.wait_complete()
    assert trust.wanted(made.review.shown.state) is None
    assert trust.nulls(made.review.shown.state) is None


def test_a_neighbours_mask_explains_nothing_but_the_picture_does(bench: Build) -> None:
    made = _opened(bench)
    _rest(made)
    analysis: Analysis = made.review.shown.state.analysis
    ones = np.ones(len(analysis.layers), np.float32)
    curves = (
        NullCurve(MOVED, "placements", 0.1 * ones),
        NullCurve(UNIFORM, "chance", 0.1 * ones),
        NullCurve("another slice", "masks", 0.9 * ones),
    )
    brightness = NullCurve("brightness: flair", "picture", 0.7 * ones)

    def told(*given: NullCurve) -> str:
        compared = NullComparison("mass", *(0.5 * ones,) * 6, given, 100, 0)
        state = made.review.shown.state
        key = trust.key_of(state)
        made.review.shown.take(comparing.NullsFound(key, Nulls((2,), {"mass": compared})))
        return trust.explained_by(made.review.shown.state)

    assert told(*curves) == ""
    assert told(*curves, brightness) == "brightness: flair"
