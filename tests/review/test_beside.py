"""A second network of another architecture beside the loaded one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from xaiviewer.review import beside, query
from xaiviewer.review.compared import offered, seen_by
from xaiviewer.review.threads.seconding import SecondFound, SecondRefused

Build = Callable[..., Any]
SECOND, BAD = Path("second"), Path("bad")


@pytest.fixture
def others(fakes: Any) -> Any:
    return fakes.FakeOthers()


@pytest.fixture
def made(bench: Build, others: Any) -> Any:
    """An open case with the comparison of two networks."""
    built = bench(others=others)
    built.open("a")
    built.wait_complete()
    built.review.shown.set_second(SECOND)
    built.review.compared.open()
    built.wait(lambda: _found(built) is not None)
    return built


def _found(made: Any) -> Any:
    """What the second network says of the slice shown; None until it was asked."""
    state = made.review.shown.state
    found = None if state.second is None else state.second.found
    return None if found is None else found.analysis.slices.get(state.slice_index)


def test_its_own_decision_and_map_stand_beside_those_of_the_loaded_network(made: Any) -> None:
    shown, comparing = made.review.shown, made.review.compared
    own, other = comparing.state.subjects
    assert (own.network, other.network) == (None, SECOND)
    assert own.method == other.method
    seen = seen_by(shown.state, other)
    assert seen.analysis is not None
    assert seen.analysis.classes == ("tumour", "healthy")
    assert seen.analysis.trained_on
    map_of, its = query.map_of(seen, seen.layer), _found(made).layer_maps(other.method)
    assert map_of is its.maps[beside.counterpart(shown.state, other.layer).layer]
    made.wait(lambda: comparing.state.found is not None and not comparing.busy)
    assert comparing.state.found.difference(0, 1) is not None
    assert comparing.state.found.known == (0, 1)


def test_nothing_that_was_measured_of_the_loaded_network_is_told_of_the_second(made: Any) -> None:
    state = made.review.shown.state
    measured = replace(state, nulls={(state.slice_index, "best", 1): None}, examined=(None,), scope="case")
    seen = seen_by(measured, made.review.compared.state.subjects[1])
    assert (dict(seen.nulls), seen.examined, seen.scope) == ({}, (), "slice")
    assert query.result(seen) is _found(made)


def test_both_networks_go_with_the_layer_slider(made: Any) -> None:
    shown, comparing = made.review.shown, made.review.compared
    last = len(shown.state.analysis.layers) - 1
    shown.show_layer(last)
    assert [each.layer for each in comparing.state.subjects] == [last, last]
    seen = seen_by(shown.state, comparing.state.subjects[1])
    assert seen.layer == len(seen.analysis.layers) - 1
    assert beside.counterpart(shown.state, last).reason == "grid"


def test_a_layer_that_was_chosen_for_one_of_them_stays(made: Any) -> None:
    shown, comparing = made.review.shown, made.review.compared
    shown.show_layer(3)
    own, other = comparing.state.subjects
    comparing.put(0, replace(own, layer=7))
    shown.show_layer(5)
    assert [each.layer for each in comparing.state.subjects] == [7, 5]
    comparing.close()
    shown.show_layer(6)
    comparing.open()
    assert [each.layer for each in comparing.state.subjects] == [7, 6]
    assert comparing.state.subjects[1].network == other.network


def test_it_is_asked_about_every_slice_once_and_only_while_it_is_looked_at(made: Any, others: Any) -> None:
    shown = made.review.shown
    here = shown.state.slice_index
    shown.show_slice(here + 1)
    made.wait(lambda: _found(made) is not None)
    shown.show_slice(here)
    made.wait_complete()
    assert [index for index, _ in others.alone] == [here, here + 1]
    made.review.compared.close()
    shown.show_slice(0)
    made.wait_complete()
    assert beside.wanted(shown.state) is None
    made.review.compared.open()
    made.wait(lambda: _found(made) is not None)
    assert made.review.compared.state.subjects[1].network == SECOND


def test_a_class_that_it_lacks_has_no_map_but_still_a_decision(made: Any) -> None:
    made.review.set_class(0)
    made.wait(lambda: _found(made) is not None)
    state = made.review.shown.state
    assert state.second.found.matched is None
    seen = seen_by(state, made.review.compared.state.subjects[1])
    assert query.map_of(seen, seen.layer) is None
    assert np.isclose(query.result(seen).probabilities.sum(), 1)


def test_another_case_is_judged_by_both(made: Any) -> None:
    made.open("b")
    made.wait_complete()
    made.wait(lambda: _found(made) is not None)
    assert made.review.compared.state.subjects[1].network == SECOND


def test_one_that_is_refused_or_taken_away_leaves_no_map_under_its_name(made: Any) -> None:
    failures: list[str] = []
    made.on_failure(lambda failure: failures.append(failure.sentence))
    shown, comparing = made.review.shown, made.review.compared
    shown.set_second(None)
    assert [each.network for each in comparing.state.subjects] == [None, None]
    shown.set_second(BAD)
    comparing.close()
    comparing.open()
    made.wait(lambda: shown.state.second is None)
    assert failures == ["bad takes volumes."]
    assert all(each.network is None for each in (*comparing.state.subjects, *offered(shown.state)))


def test_another_loaded_network_stands_alone_again(made: Any, fakes: Any) -> None:
    made.review.set_networks(lambda: fakes.FakeAnalyser(size=32))
    assert made.review.shown.state.second is None
    assert not made.review.compared.state.on
    made.wait_complete()


def test_what_the_one_before_says_is_not_taken_for_its_own(made: Any) -> None:
    shown, before = made.review.shown, made.review.shown.state.second
    shown.set_second(SECOND)  # the same package, written anew meanwhile
    shown.take(SecondFound(shown.state.explained_class, before.found, before.wish))
    assert shown.state.second.found is None
    shown.take(SecondFound(shown.state.explained_class, before.found, shown.state.second.wish))
    assert shown.state.second.found is before.found


def test_a_refusal_of_the_one_before_does_not_take_away_what_was_chosen_since(made: Any) -> None:
    failures: list[str] = []
    made.on_failure(lambda failure: failures.append(failure.sentence))
    shown, before = made.review.shown, made.review.shown.state.second
    shown.set_second(SECOND)  # the same once more
    made.review.work.pass_on(SecondRefused("second was removed.", before.wish))
    assert (shown.state.second.package, failures) == (SECOND, [])
    made.review.work.pass_on(SecondRefused("second is damaged.", shown.state.second.wish))
    assert (shown.state.second, failures) == (None, ["second is damaged."])


def test_a_package_that_was_written_anew_keeps_nothing_of_what_it_said_before(made: Any) -> None:
    second = made.review.shown.state.second
    found, frame = second.found, second.found.analysis.frame
    elsewhere = replace(found.analysis, frame=replace(frame, row=frame.row + 4), slices={})
    fresh = beside.taken(second, replace(found, analysis=elsewhere))
    assert not fresh.found.analysis.slices
    assert beside.taken(second, replace(found, analysis=replace(found.analysis, slices={}))).found.analysis.slices


def test_only_so_many_slices_are_kept(made: Any) -> None:
    second = made.review.shown.state.second
    found = second.found
    (result,) = found.analysis.slices.values()
    for number in range(100, 130):
        changed = type(result)(number, result.logits, result.probabilities, None, {}, {})
        fresh = type(found)(found.package, found.analysis.with_slice(changed), found.matched, found.counterparts)
        second = beside.taken(second, fresh)
    assert len(second.found.analysis.slices) == 24
    assert 129 in second.found.analysis.slices
