"""What costs more than the maps of every slice: asked for, queued, refined, stopped, kept."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from xaiviewer.errors import UsageError
from xaiviewer.requests import AttributionMap, Partial, Request, SequenceShares
from xaiviewer.review import Failure, query

Build = Callable[..., Any]


def _request(made: Any, method: str = "occlusion", **parameters: object) -> Request:
    request = query.request_of(made.review.shown.state, method, **parameters)
    assert request is not None
    return request


def _answer(made: Any, request: Request, index: int) -> object:
    return made.review.shown.state.answers.get((request, index))


def _opened(bench: Build, **options: Any) -> Any:
    made = bench(**options)
    made.open("a")
    made.wait_complete()
    return made


def test_an_answer_is_refined_before_it_is_whole(bench: Build) -> None:
    made = _opened(bench)
    request = _request(made)
    kinds: list[type] = []
    made.review.shown.results_changed.connect(lambda index: kinds.append(type(_answer(made, request, index))))
    made.review.work.ask(request, [3])
    assert made.review.work.state.awaits(request, 3)
    assert not made.review.work.state.awaits(request, 2)
    made.wait(lambda: not made.review.work.state.asked and made.review.work.state.task is None)
    assert kinds[:3] == [Partial, Partial, AttributionMap]
    assert set(kinds[3:]) <= {AttributionMap}  # what it is worth follows
    assert made.review.shelf.state.entry.status == "done"


def test_what_is_asked_comes_after_the_slice_shown_and_before_the_others(bench: Build) -> None:
    made = bench(gated=True)
    made.open("a")
    made.let(1)
    made.wait_slices(1)
    made.review.shown.show_slice(5)
    made.review.work.ask(_request(made), [5])
    made.let(1)
    made.wait(lambda: not made.review.work.state.asked)
    assert made.analyser.answered == [("occlusion", 5, (2, 5))]  # the slices that were done by then
    made.let(4)
    made.wait_complete()


def test_what_is_withdrawn_stops_and_the_analysis_goes_on(bench: Build) -> None:
    made = bench(gated=True)
    made.analyser.asking = threading.Semaphore(1)
    made.open("a")
    made.let(1)
    made.wait_slices(1)
    request = _request(made)
    made.review.work.ask(request, [2])
    made.let(1)
    made.wait(lambda: isinstance(_answer(made, request, 2), Partial))
    made.review.work.withdraw(request)
    made.analyser.asking.release(10)
    made.let(4)
    made.wait_complete()
    assert isinstance(_answer(made, request, 2), Partial)
    assert made.review.shelf.state.entry.status == "done"


def test_a_request_that_was_withdrawn_can_be_asked_again(bench: Build) -> None:
    made = _opened(bench)
    request = _request(made)
    made.analyser.asking = threading.Semaphore(1)
    made.review.work.ask(request, [2])
    made.wait(lambda: isinstance(_answer(made, request, 2), Partial))
    made.review.work.withdraw(request)
    made.review.work.ask(request, [2])
    made.analyser.asking.release(10)
    made.wait(lambda: isinstance(_answer(made, request, 2), AttributionMap))


def test_stopping_the_work_drops_what_waits(bench: Build) -> None:
    made = bench(gated=True)
    made.open("a")
    made.let(1)
    made.wait_slices(1)
    made.review.work.ask(_request(made), [2])
    made.review.work.cancel()
    made.let(1)
    made.wait(lambda: made.review.work.state.task is None)
    assert made.review.work.state.asked == ()
    assert made.analyser.answered == []
    assert made.review.shelf.state.entry.status == "partial"


def test_what_is_asked_as_the_worker_comes_to_its_end_is_answered(bench: Build) -> None:
    made = bench()
    asked: list[Request] = []

    def ask() -> None:
        if made.review.shown.state.analysis.reliance and not asked:
            asked.append(_request(made))
            made.review.work.ask(asked[0], [1])

    made.review.shown.results_changed.connect(ask)
    made.open("a")
    made.wait(lambda: bool(asked) and isinstance(_answer(made, asked[0], 1), AttributionMap))
    made.wait_complete()


def test_what_cannot_be_answered_says_so_and_leaves_the_case_alone(bench: Build) -> None:
    made = _opened(bench)
    failures: list[Failure] = []
    made.on_failure(failures.append)
    made.analyser.refusal = UsageError("This network takes five sequences; the method is exact for four.")
    made.review.work.ask(_request(made, "sequence-shapley"), [2])
    made.wait(lambda: bool(failures))
    made.wait_complete()
    assert failures == [Failure(str(made.analyser.refusal), Path("a"))]
    assert made.review.shelf.state.entry.status == "done"
    assert made.review.work.state.asked == ()


def test_answers_are_kept_while_other_cases_are_open_and_go_with_the_files_they_were_made_of(
    bench: Build, fakes: Any
) -> None:
    study = fakes.with_contents(fakes.make_case("study"))
    made = bench(study, fakes.make_case("b"))
    made.open("all")
    made.wait_complete()
    request = _request(made)
    made.review.work.ask(request, [2])
    made.wait(lambda: isinstance(_answer(made, request, 2), AttributionMap))
    made.wait_complete()
    found = _answer(made, request, 2)
    made.review.shelf.step(1)
    assert _answer(made, request, 2) is None
    made.wait_complete()
    made.review.shelf.step(-1)
    assert _answer(made, request, 2) is found
    made.wait_complete()
    assert len(made.analyser.answered) == 1
    choices = made.review.shown.state.choices
    made.review.reread(type(choices)(choices.sequences, "", choices.segments))
    assert not made.review.shown.state.answers
    made.wait_complete()


def test_another_class_is_another_request(bench: Build) -> None:
    made = _opened(bench)
    made.review.shown.show_request(_request(made))
    made.review.work.ask(_request(made), [made.review.shown.state.slice_index])
    made.wait(lambda: isinstance(query.answer_of(made.review.shown.state), AttributionMap))
    made.review.set_class(0)
    assert made.review.shown.state.request.class_index == 0
    assert query.answer_of(made.review.shown.state) is None
    made.wait_complete()
    made.review.set_class(1)
    assert query.input_map(made.review.shown.state) is not None


def test_shares_of_the_sequences_belong_to_a_slice_and_a_class(bench: Build) -> None:
    made = _opened(bench)
    here = made.review.shown.state.slice_index
    made.review.work.ask(_request(made, "sequence-shapley"), [here])
    made.wait(lambda: query.shares(made.review.shown.state) is not None)
    assert isinstance(query.shares(made.review.shown.state), SequenceShares)
    made.review.shown.show_slice(here + 1)
    assert query.shares(made.review.shown.state) is None
    made.review.shown.show_slice(here)
    made.review.set_class(0)
    assert query.shares(made.review.shown.state) is None


def test_a_map_at_the_input_takes_the_layers_place_until_a_layers_method_is_chosen(bench: Build) -> None:
    made = _opened(bench)
    shown = made.review.shown
    layer = shown.state.layer
    shown.show_request(_request(made))
    shown.show_layer(layer + 1)
    assert query.at_input(shown.state)
    assert shown.state.layer == layer
    shown.set_method("xgrad-cam")
    assert not query.at_input(shown.state)
    shown.show_layer(layer + 1)
    assert shown.state.layer == layer + 1


def test_nothing_can_be_asked_before_the_network_is_known(bench: Build) -> None:
    assert query.request_of(bench().review.shown.state, "occlusion") is None


def test_an_impossible_value_is_refused_before_anything_is_asked(bench: Build) -> None:
    made = _opened(bench)
    with pytest.raises(UsageError, match="stride"):
        _request(made, patch=8, stride=16)


def test_another_case_drops_what_was_asked_of_the_one_before(bench: Build) -> None:
    made = bench()
    made.open("all")
    made.wait_complete()
    request = _request(made)
    made.analyser.asking = threading.Semaphore(1)
    made.review.work.ask(request, [2])
    made.wait(lambda: isinstance(_answer(made, request, 2), Partial))
    made.review.shelf.step(1)
    assert made.review.work.state.asked == ()
    made.analyser.asking.release(10)
    made.wait_complete()
    assert not made.review.shown.state.answers
    assert [entry.status for entry in made.review.shelf.state.entries] == ["done", "done"]


def test_too_little_memory_is_told_with_the_first_slice_that_had_it(
    bench: Build, fakes: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fakes.FakeAnalyser, "shortage", "The memory was too small.")
    made = _opened(bench)
    assert made.review.shown.state.notices.count("The memory was too small.") == 1
