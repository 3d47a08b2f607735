"""What is asked of a whole case, how long things take, and what is kept of the answers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from xaiviewer.requests import METHODS, AnalysisSettings, AttributionMap, InputShape, Partial, Request
from xaiviewer.review import agreement, query
from xaiviewer.review.derived.memory import bounded, size_of
from xaiviewer.review.state import Pace

Build = Callable[..., Any]


def _request(made: Any, method: str = "occlusion", **parameters: object) -> Request:
    request = query.request_of(made.review.shown.state, method, **parameters)
    assert request is not None
    return request


def _opened(bench: Build) -> Any:
    made = bench()
    made.open("a")
    made.wait_complete()
    return made


def test_a_whole_case_is_asked_from_the_slice_shown_outwards_and_the_list_says_how_far(bench: Build) -> None:
    made = _opened(bench)
    seen: set[tuple[str, int, int]] = set()
    entries = made.review.shelf
    entries.entries_changed.connect(lambda: seen.add(_told(entries.state.entry)))
    made.review.shown.show_slice(2)
    made.review.work.ask(_request(made), range(6), background=True)
    made.wait(lambda: not made.review.work.state.asked and made.review.work.state.task is None)
    assert [index for _, index, _ in made.analyser.answered] == [2, 3, 1, 4, 0, 5]
    assert ("Occlusion sensitivity", 6, 2) in seen
    assert _told(entries.state.entry) == ("", 0, 0)


def _told(entry: Any) -> tuple[str, int, int]:
    return entry.asking, entry.asked, entry.answered


def test_the_whole_case_makes_way_for_what_the_reader_looks_at(bench: Build) -> None:
    made = _opened(bench)
    made.analyser.asking = threading.Semaphore(1)
    whole, one = _request(made), _request(made, patch=32)
    made.review.work.ask(whole, range(6), background=True)
    made.wait(lambda: bool(made.review.shown.state.answers))
    made.review.work.ask(one, [5])
    made.analyser.asking.release(100)
    made.wait(lambda: not made.review.work.state.asked and made.review.work.state.task is None)
    assert made.analyser.answered[0][1] == 5
    whole_answers = {index for (request, index) in made.review.shown.state.answers if request == whole}
    assert whole_answers == set(range(6))
    assert not any(isinstance(each, Partial) for each in made.review.shown.state.answers.values())


def test_the_whole_case_is_withdrawn_and_what_is_known_of_it_stays(bench: Build) -> None:
    made = _opened(bench)
    made.analyser.asking = threading.Semaphore(4)
    request = _request(made)
    made.review.work.ask(request, range(6), background=True)
    made.wait(lambda: len(made.review.shown.state.answers) == 2)
    assert made.review.work.state.of_case(request) is not None
    made.review.work.withdraw(request)
    made.analyser.asking.release(100)
    made.wait(lambda: made.review.work.state.task is None)
    whole = [each for each in made.review.shown.state.answers.values() if isinstance(each, AttributionMap)]
    assert len(whole) == 1
    assert made.review.shelf.state.entry.asking == ""


def test_the_pace_is_measured_by_what_was_asked(bench: Build) -> None:
    made = _opened(bench)
    assert set(made.review.work.state.pace.seconds) == {"classification"}
    made.review.work.ask(_request(made), [1])
    made.wait(lambda: "occlusion" in made.review.work.state.pace.seconds)
    made.wait_complete()


def test_a_price_follows_the_nearest_measurement() -> None:
    method = METHODS["occlusion"]
    cost = method.cost(InputShape(3, 160))
    assert Pace().estimate(method, cost) is None
    analysed = Pace().with_measured("classification", 0.5)
    assert analysed.estimate(method, cost) == pytest.approx(0.5 * cost.forward)
    other = analysed.with_measured("sequence-shapley", 0.02)
    assert other.estimate(method, cost) == pytest.approx(0.02 * cost.forward)
    assert other.with_measured("occlusion", 0.01).estimate(method, cost) == pytest.approx(0.01 * cost.forward)


def test_answers_are_judged_as_the_layers_maps_are(bench: Build) -> None:
    made = _opened(bench)
    shown = made.review.shown
    shown.show_request(_request(made))
    made.review.work.ask(_request(made), [shown.state.slice_index])
    made.wait(lambda: agreement.scores(shown.state, shown.state.layer) is not None)
    scores = agreement.scores(shown.state, shown.state.layer)
    assert scores is not None
    assert np.isfinite(scores).all()
    assert agreement.curve(shown.state) is None
    made.wait_complete()


def test_what_was_looked_at_longest_ago_is_forgotten_first(bench: Build) -> None:
    made = _opened(bench)
    for index in range(4):
        made.review.work.ask(_request(made), [index])
    made.wait(lambda: len(made.review.shown.state.answers) == 4 and not made.review.work.state.asked)
    made.wait_complete()
    answers = made.review.shown.state.answers
    one = size_of(next(iter(answers.values())))
    assert one == 32 * 32 * 4
    keep = [next(iter(answers))]
    kept = bounded(answers, keep, most=2 * one)
    assert [index for _, index in kept] == [0, 3]
    assert bounded(answers, [], most=one * 4) == answers
    made.review.shown.show_request(_request(made))
    made.review.shown.show_slice(1)
    assert list(made.review.shown.state.answers)[-1][1] == 1


def test_other_settings_analyse_the_open_case_anew(bench: Build) -> None:
    made = _opened(bench)
    asked: list[AnalysisSettings] = []
    gives = made.analyser.gives
    made.analyser.gives = lambda case, settings, index: (asked.append(settings), gives(case, settings, index))[1]
    slice_before, layer = made.review.shown.state.slice_index, made.review.shown.state.layer
    made.review.set_analysis(AnalysisSettings(outline="thorough", gate=0.2))
    assert made.review.shown.state.analysis is None
    made.wait(lambda: made.review.shown.state.complete)
    made.wait_complete()
    assert {(each.outline, each.gate) for each in asked} == {("thorough", 0.2)}
    assert (made.review.shown.state.slice_index, made.review.shown.state.layer) == (slice_before, layer)
    made.review.set_analysis(AnalysisSettings(outline="thorough", gate=0.2))
    assert made.review.shown.state.complete


def test_both_signs_open_with_what_was_asked_and_the_readers_choice_of_each_kind_stays(bench: Build) -> None:
    made = _opened(bench)
    shown = made.review.shown
    assert shown.state.appearance.polarity == "positive"
    shown.show_request(_request(made))
    assert shown.state.appearance.polarity == "signed"
    shown.set_method("grad-cam")
    assert shown.state.appearance.polarity == "positive"
    shown.show_request(_request(made, "sequence-shapley"))
    assert shown.state.appearance.polarity == "positive"
