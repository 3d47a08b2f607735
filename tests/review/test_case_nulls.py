"""A whole case is held against chance when the reader asks for it: cancellable, and making way for all else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from xaiviewer.errors import XaiViewerError
from xaiviewer.requests import Request
from xaiviewer.requests.nulls import Nulls
from xaiviewer.review import trust
from xaiviewer.review.threads import comparing_case

Build = Callable[..., Any]


def _opened(bench: Build) -> Any:
    """A case of six slices, the third and fourth with a lesion, of which the head is known."""
    made = bench()
    case = made.reader.cases["a"]
    few = made.analyser.layers[::20]
    made.analyser.layers, made.analyser.description = few, replace(made.analyser.description, layers=few)
    made.analyser.says = {"head": np.stack([volume > 0 for volume in case.main_volume.voxels])}
    made.open("a")
    made.wait_complete()
    return made


def _held(made: Any) -> bool:
    state = made.review.shown.state
    return ("best", 1) in state.of_case and not made.review.work.busy


def test_nothing_is_measured_of_a_case_that_nobody_asks_about(bench: Build) -> None:
    made = _opened(bench)
    made.wait(lambda: trust.wanted(made.review.shown.state) is None)
    assert trust.case_wanted(made.review.shown.state) is None
    assert not made.review.shown.state.of_case


def test_a_case_has_its_own_p_and_all_its_slices_have_theirs(bench: Build) -> None:
    made = _opened(bench)
    made.review.shown.set_scope("case")
    made.wait(lambda: _held(made))
    state = made.review.shown.state
    assert {index for index, *_ in state.nulls} == {2, 3}
    found = trust.nulls(state)
    assert found is not None
    assert found.indices == (2, 3)
    of_slices = [trust.seen(trust.nulls_on(state, index), "mass", bands=False) for index in (2, 3)]
    observed = [np.nan_to_num(each.observed) for each in of_slices if each is not None]  # silent maps score nothing
    mean = np.mean(observed, axis=0)
    compared = trust.comparison(state, "mass")
    assert compared is not None
    np.testing.assert_allclose(compared.observed, mean, atol=1e-6)
    np.testing.assert_array_equal(trust.curve(state, "mass"), compared.observed)
    assert compared.n > 0
    assert all(each.kind != "masks" for each in compared.curves)


def test_slices_with_an_empty_mask_tell_how_hot_they_are(bench: Build) -> None:
    made = _opened(bench)
    made.review.shown.set_scope("case")
    made.wait(lambda: _held(made))
    made.review.shown.set_scope("slice")
    made.review.shown.show_slice(0)
    found = trust.false_heat(made.review.shown.state)
    assert found is not None
    assert found.index == 0
    assert len(found.peak) == len(made.review.shown.state.analysis.layers)
    made.review.shown.show_slice(2)
    assert trust.false_heat(made.review.shown.state) is None


def _slow(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """The first time the case is held it waits until it is told to stop."""
    begun, real = threading.Event(), comparing_case.nulls_of_case

    def slow(*given: Any, cancelled: Callable[[], bool], **options: Any) -> Nulls | None:
        first = not begun.is_set()
        begun.set()
        while first and not cancelled():
            threading.Event().wait(0.01)
        return real(*given, cancelled=cancelled, **options)

    monkeypatch.setattr(comparing_case, "nulls_of_case", slow)
    return begun


def test_it_can_be_stopped_and_is_not_begun_again(bench: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    made = _opened(bench)
    begun = _slow(monkeypatch)
    made.review.shown.set_scope("case")
    made.wait(begun.is_set)
    assert made.review.work.busy
    made.wait(lambda: made.review.work.state.task is not None and made.review.work.state.task.total == 4)
    made.review.work.cancel()
    made.wait(lambda: not made.review.work.busy)
    assert made.review.shown.state.scope == "slice"
    assert not made.review.shown.state.of_case
    assert set(made.review.shown.state.nulls) == {(2, "best", 1), (3, "best", 1)}  # what was found stays


def test_it_makes_way_for_what_is_asked_and_goes_on(bench: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    made = _opened(bench)
    begun = _slow(monkeypatch)
    made.review.shown.set_scope("case")
    made.wait(begun.is_set)
    request = Request.of("occlusion", network="0" * 64, class_index=1)
    made.review.work.ask(request, [3])
    made.wait(lambda: (request, 3) in made.review.shown.state.answers)
    made.wait(lambda: _held(made))


def test_another_method_is_another_case_and_another_case_begins_with_its_slices(bench: Build) -> None:
    made = _opened(bench)
    made.review.shown.set_scope("case")
    made.wait(lambda: _held(made))
    made.review.shown.set_method("grad-cam")
    assert trust.nulls(made.review.shown.state) is None
    made.wait(lambda: ("grad-cam", 1) in made.review.shown.state.of_case)
    made.open("b")
    made.wait(lambda: made.review.shown.state.case is made.reader.cases["b"])
    assert made.review.shown.state.scope == "slice"
    made.wait_complete()
    made.open("a")
    made.wait_complete()
    assert set(made.review.shown.state.of_case) == {("best", 1), ("grad-cam", 1)}  # it is remembered


def test_a_failure_is_told_and_not_repeated(bench: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    made = _opened(bench)
    failures: list[Any] = []
    made.on_failure(failures.append)

    def broken(*_: Any, **__: Any) -> None:
        raise XaiViewerError("No room for it.")

    monkeypatch.setattr(comparing_case, "nulls_of_case", broken)
    made.review.shown.set_scope("case")
    made.wait(lambda: made.review.shown.state.scope == "slice")
    assert [each.sentence for each in failures] == ["No room for it."]
    assert made.review.shown.state.case is not None
