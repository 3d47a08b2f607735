"""What was asked for is held against what knows nothing as soon as it is there, on the same worker."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from xaiviewer.requests import Partial, Request
from xaiviewer.requests.nulls import Nulls
from xaiviewer.review import query, trust
from xaiviewer.review.threads import comparing

Build = Callable[..., Any]


def _opened(bench: Build) -> Any:
    """A case of six slices, the third and fourth with a lesion, of which the head is known and all is done."""
    made = bench()
    case = made.reader.cases["a"]
    few = made.analyser.layers[::20]
    made.analyser.layers, made.analyser.description = few, replace(made.analyser.description, layers=few)
    made.analyser.says = {"head": np.stack([volume > 0 for volume in case.main_volume.voxels])}
    made.open("a")
    made.wait_complete()
    _rest(made)
    return made


def _rest(made: Any) -> None:
    review = made.review
    made.wait(lambda: trust.wanted(review.shown.state) is None and not review.work.state.asked and not review.work.busy)


def _request(made: Any, method: str = "occlusion") -> Request:
    request = query.request_of(made.review.shown.state, method)
    assert request is not None
    return request


def test_an_answer_gets_its_nulls_after_it_is_shown(bench: Build) -> None:
    made = _opened(bench)
    request = _request(made)
    made.review.shown.show_request(request)
    assert trust.wanted(made.review.shown.state) is None  # there is no map yet
    waits: list[bool] = []
    made.review.work.reported.connect(
        lambda report: (
            waits.append(made.review.work.state.awaits(request, 2))
            if isinstance(report, comparing.NullsFound)
            else None
        )
    )
    made.review.work.ask(request, [2])
    made.wait(lambda: trust.nulls(made.review.shown.state) is not None)
    assert waits == [False]  # the reader was told of the map's end before
    state = made.review.shown.state
    found = trust.comparison(state, "mass")
    assert found is not None
    assert found.p.shape == (1,)
    assert trust.place(state) == 0
    assert trust.of_map(state, "dice") is not None
    assert trust.score(state, "mass") == pytest.approx(float(found.observed[0]), abs=0.05)
    assert not np.isnan(trust.score(state, "auroc"))
    assert trust.curve(state, "auroc") is None  # one map has no curve over the layers
    assert trust.band_wanted(replace(state, bands=True)) is None


def test_every_slice_of_a_whole_case_gets_them_and_those_without_a_lesion_none(bench: Build) -> None:
    made = _opened(bench)
    request = _request(made)
    made.review.work.ask(request, range(6), background=True)
    made.wait(lambda: len([key for key in made.review.shown.state.answers if key[0] == request]) == 6)
    _rest(made)
    found = {key[0] for key, each in made.review.shown.state.nulls.items() if key[1] == request and each is not None}
    assert found == {2, 3}


def test_they_make_way_for_what_is_asked_next_and_come_after_it(bench: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    made = _opened(bench)
    one, other = _request(made), _request(made, "rise")
    begun, real = threading.Event(), comparing.nulls_of_answer

    def slow(*given: Any, cancelled: Callable[[], bool], **options: Any) -> Nulls | None:
        first = not begun.is_set()
        begun.set()
        while first and not cancelled():
            threading.Event().wait(0.01)
        return real(*given, cancelled=cancelled, **options)

    monkeypatch.setattr(comparing, "nulls_of_answer", slow)
    made.review.work.ask(one, [2])
    made.wait(begun.is_set)
    made.review.work.ask(other, [2])
    made.wait(lambda: (other, 2) in made.review.shown.state.answers)
    _rest(made)
    held = {key[1] for key in made.review.shown.state.nulls if isinstance(key[1], Request)}
    assert held == {one, other}


def test_what_was_stopped_half_way_is_held_against_nothing(bench: Build) -> None:
    made = _opened(bench)
    request = _request(made)
    made.review.shown.show_request(request)
    made.analyser.asking = threading.Semaphore(1)
    made.review.work.ask(request, [2])
    made.wait(lambda: isinstance(query.answer_of(made.review.shown.state), Partial))
    made.review.work.withdraw(request)
    made.analyser.asking.release(10)
    _rest(made)
    assert trust.nulls(made.review.shown.state) is None
    assert not trust.measurable(made.review.shown.state)


def test_an_answer_that_lost_its_nulls_gets_them_once_the_reader_stays(bench: Build) -> None:
    made = _opened(bench)
    request = _request(made)
    made.review.shown.show_request(request)
    made.review.work.ask(request, [2])
    made.wait(lambda: trust.nulls(made.review.shown.state) is not None)
    _rest(made)
    shown = made.review.shown
    shown.state = replace(shown.state, nulls={})
    shown.display_changed.emit()
    made.wait(lambda: trust.nulls(shown.state) is not None)
    assert {key[1] for key in shown.state.nulls} == {request}  # the layers' are not what is looked at
