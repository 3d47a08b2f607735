"""Whether marked places matter, asked from the window: queued, refined, withdrawn, kept, never mixed up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from xaiviewer.errors import UsageError
from xaiviewer.requests import Request
from xaiviewer.review import faithful, query

Build = Callable[..., Any]


def _opened(bench: Build, **options: Any) -> Any:
    """A case of six slices, the third and fourth with a lesion; the third is shown."""
    made = bench(**options)
    made.open("a")
    made.wait_complete()
    return made


def _ask(made: Any) -> Any:
    """Ask about the map shown; its key."""
    state = made.review.shown.state
    key, values, result = faithful.key_of(state), faithful.values_of(state), query.result(state)
    assert key is not None
    made.review.work.test(key, values, result)
    return key


def _rest(made: Any) -> None:
    made.wait(lambda: made.review.work.state.task is None and not made.review.work.state.trials)


def test_the_map_shown_is_asked_about_and_its_region_with_it(bench: Build) -> None:
    made = _opened(bench)
    shown = made.review.shown
    shown.show_layer(50)
    assert faithful.found(shown.state) is None
    key = _ask(made)
    assert (key.index, key.layer, key.request.method) == (2, 50, query.method_of(shown.state, 50))
    _rest(made)
    found, tested = faithful.found(shown.state), faithful.region_test(shown.state)
    assert found is not None
    assert found.whole
    assert found.verdict == "beyond"
    assert tested is not None
    assert tested.region == "clinician"
    shown.show_slice(0)
    assert faithful.found(shown.state) is None
    assert faithful.region_test(shown.state) is None


def test_the_next_map_of_the_slice_is_held_against_what_is_known(bench: Build) -> None:
    made = _opened(bench)
    first = _ask(made)
    made.review.shown.show_layer(40)
    second = _ask(made)  # at once: the window has not heard of the first one yet
    _rest(made)
    made.review.shown.set_removal("mean")
    third = _ask(made)
    _rest(made)
    assert made.analyser.tried == [(first, False), (second, True), (third, False)]
    made.review.shown.set_removal("blur")
    assert faithful.found(made.review.shown.state) is not None
    with pytest.raises(KeyError):
        made.review.shown.set_removal("nothing")


def test_it_is_refined_and_can_be_withdrawn(bench: Build, monkeypatch: pytest.MonkeyPatch, fakes: Any) -> None:
    gate = threading.Semaphore(2)
    monkeypatch.setattr(fakes.FakeAnalyser, "trying", gate)
    made = _opened(bench)
    key = _ask(made)
    made.wait(lambda: (found := faithful.found(made.review.shown.state)) is not None and found.done == 2)
    assert made.review.work.state.tries(key)
    assert made.review.work.busy
    made.review.work.withdraw_test(key)
    gate.release(100)
    _rest(made)
    found = faithful.found(made.review.shown.state)
    assert found is not None
    assert not found.whole
    assert faithful.region_test(made.review.shown.state) is None
    _ask(made)
    _rest(made)
    assert faithful.found(made.review.shown.state).whole  # type: ignore[union-attr]


def test_stopping_everything_stops_it_too(bench: Build, monkeypatch: pytest.MonkeyPatch, fakes: Any) -> None:
    gate = threading.Semaphore(1)
    monkeypatch.setattr(fakes.FakeAnalyser, "trying", gate)
    made = _opened(bench)
    _ask(made)
    made.wait(lambda: faithful.found(made.review.shown.state) is not None)
    made.review.work.cancel()
    gate.release(100)
    _rest(made)
    assert not faithful.found(made.review.shown.state).whole  # type: ignore[union-attr]


def test_it_comes_before_the_slices_that_are_still_to_be_analysed(bench: Build) -> None:
    made = bench(gated=True)
    made.open("a")
    made.let(1)
    made.wait_slices(1)
    _ask(made)
    made.let(1)  # the slice that was begun meanwhile
    made.wait(lambda: (found := faithful.found(made.review.shown.state)) is not None and found.whole)
    assert len(made.analyser.order) <= 3
    made.let(5)
    made.wait_complete()


def test_what_is_asked_of_the_whole_case_makes_way(bench: Build, monkeypatch: pytest.MonkeyPatch, fakes: Any) -> None:
    asking = threading.Semaphore(4)
    monkeypatch.setattr(fakes.FakeAnalyser, "asking", asking)
    made = _opened(bench)
    request = Request.of("occlusion", network="0" * 64, class_index=1)
    made.review.work.ask(request, range(6), background=True)
    made.wait(lambda: len(made.analyser.answered) == 1)
    _ask(made)
    asking.release(1)  # the pass that was begun
    made.wait(lambda: (found := faithful.found(made.review.shown.state)) is not None and found.whole)
    assert len(made.analyser.answered) == 1
    asking.release(100)
    made.wait(lambda: len(made.analyser.answered) == 6)
    _rest(made)


def test_why_it_cannot_be_found_out_is_told(bench: Build, monkeypatch: pytest.MonkeyPatch, fakes: Any) -> None:
    made = _opened(bench)
    monkeypatch.setattr(fakes.FakeAnalyser, "refusal", UsageError("This map is of other weights; make it again."))
    told: list[str] = []
    made.on_failure(lambda failure: told.append(failure.sentence))
    _ask(made)
    _rest(made)
    assert told == ["This map is of other weights; make it again."]


def test_it_is_remembered_with_its_case_and_not_taken_for_anothers(bench: Build) -> None:
    made = _opened(bench)
    _ask(made)
    _rest(made)
    made.open("b")
    made.wait_complete()
    made.review.shown.show_slice(2)
    assert faithful.found(made.review.shown.state) is None
    _ask(made)
    _rest(made)
    assert [known for _, known in made.analyser.tried] == [False, False]
    made.open("a")
    made.wait_complete()
    assert faithful.found(made.review.shown.state) is not None


def test_an_asked_map_is_asked_about_once_it_is_whole_and_the_segmenters_never(bench: Build) -> None:
    made = _opened(bench)
    shown = made.review.shown
    request = query.request_of(shown.state, "occlusion")
    assert request is not None
    shown.show_request(request)
    assert faithful.key_of(shown.state) is None
    made.review.work.ask(request, [2])
    made.wait(lambda: faithful.key_of(shown.state) is not None)
    key = faithful.key_of(shown.state)
    assert key is not None
    assert (key.request, key.layer) == (request, None)
    values = faithful.values_of(shown.state)
    assert values is not None
    assert values.shape == (32, 32)
    shown.show_request(Request.of("activation-maximisation", network="0" * 64, class_index=1))
    assert faithful.key_of(shown.state) is None
