"""The maps of the slice shown beside those of other networks, where nobody waits for anything."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from xaiviewer.review import query, trust
from xaiviewer.review.compared import seen_by

Build = Callable[..., Any]
ONE, TWO, BAD = Path("one"), Path("two"), Path("bad")


def _opened(bench: Build, others: Any) -> Any:
    """A case of six slices, the third and fourth with a lesion, of which the head is known."""
    made = bench(others=others)
    case = made.reader.cases["a"]
    few = made.analyser.layers[::20]
    others.layers = few
    made.analyser.layers, made.analyser.description = few, replace(made.analyser.description, layers=few)
    made.analyser.says = {"head": np.stack([volume > 0 for volume in case.main_volume.voxels])}
    return made


def _band(made: Any) -> Any:
    found = trust.comparison(made.review.shown.state, "mass")
    return None if found is None else found.curve("random weights")


def _rest(made: Any) -> None:
    made.wait_complete()
    state = made.review.shown.state
    assert state.case is not None
    made.wait(lambda: not any(each(made.review.shown.state) for each in _WANTED))


_WANTED = (trust.wanted, trust.band_wanted, trust.reproduced_wanted)


def test_the_band_comes_last_and_once_a_slice(bench: Build, fakes: Any) -> None:
    others = fakes.FakeOthers()
    made = _opened(bench, others)
    made.review.shown.set_bands(on=True)
    made.open("a")
    _rest(made)
    band = _band(made)
    assert band.draws == 3
    assert (band.low <= band.values).all()
    assert others.asked == [2]
    made.review.shown.show_slice(3)
    _rest(made)
    assert others.asked == [2, 3]
    made.review.shown.show_slice(2)
    _rest(made)
    assert _band(made).draws == 3
    assert others.asked == [2, 3]
    made.review.shown.show_slice(0)  # without a lesion there is nothing to hold against
    assert trust.band_wanted(made.review.shown.state) is None


def test_the_band_can_be_switched_off_and_on_again(bench: Build, fakes: Any) -> None:
    others = fakes.FakeOthers()
    made = _opened(bench, others)
    made.open("a")
    _rest(made)
    assert _band(made) is None
    assert others.asked == []
    made.review.shown.set_bands(on=True)
    _rest(made)
    assert _band(made) is not None
    made.review.shown.set_bands(on=False)
    assert _band(made) is None
    assert trust.nulls(made.review.shown.state) is not None


def test_a_reader_who_goes_on_stops_it_and_it_says_how_far_it_is(bench: Build, fakes: Any) -> None:
    gate = threading.Semaphore(0)
    others = fakes.FakeOthers(gate)
    made = _opened(bench, others)
    told: list[str] = []
    made.review.work.task_changed.connect(
        lambda: told.append("" if made.review.work.state.task is None else made.review.work.state.task.text)
    )
    made.review.shown.set_bands(on=True)
    made.open("a")
    made.wait(lambda: others.asked == [2])
    assert not made.review.work.busy  # nobody waits for it
    made.review.shown.show_slice(3)
    made.wait(lambda: others.asked == [2, 3])
    gate.release(1)
    made.wait(lambda: _band(made) is not None)
    assert (2, "best", 1) in made.review.shown.state.nulls
    assert not trust.has_band(made.review.shown.state.nulls[2, "best", 1])
    assert "Networks with random weights" in told


def test_other_trainings_are_compared_and_shown_in_place_of_the_map(bench: Build, fakes: Any) -> None:
    made = _opened(bench, fakes.FakeOthers())
    made.open("a")
    _rest(made)
    shown = made.review.shown
    own = query.map_of(shown.state, 1)
    shown.set_ensemble("mean")
    assert shown.state.ensemble == "own"  # of no other network
    shown.set_trainings([ONE, TWO, ONE])
    assert shown.state.trainings == (ONE, TWO)
    _rest(made)
    found = query.reproduced(shown.state)
    assert found is not None
    assert found.networks == 3
    assert query.map_of(shown.state, 1) is own
    for ensemble in ("mean", "spread", "agreed"):
        shown.set_ensemble(ensemble)
        assert query.map_of(shown.state, 1) is getattr(found, ensemble)[1]
    shown.show_slice(0)
    assert query.map_of(shown.state, 1) is None  # not this one's own in its place
    _rest(made)
    assert query.map_of(shown.state, 1) is not None
    shown.set_trainings(())
    assert shown.state.ensemble == "own"
    assert not shown.state.reproduced


def test_packages_that_cannot_be_held_against_it_are_said_and_forgotten(bench: Build, fakes: Any) -> None:
    made = _opened(bench, fakes.FakeOthers())
    failures: list[str] = []
    made.on_failure(lambda failure: failures.append(failure.sentence))
    made.open("a")
    _rest(made)
    made.review.shown.set_trainings([ONE, BAD])
    made.wait(lambda: made.review.shown.state.trainings == (ONE,))
    _rest(made)
    assert failures == ["bad holds another kind of network."]
    found = query.reproduced(made.review.shown.state)
    assert found is not None
    assert found.networks == 2


@pytest.mark.parametrize("on", [False, True])
def test_without_other_networks_nothing_is_waited_for(bench: Build, *, on: bool) -> None:
    made = bench()
    made.review.shown.set_bands(on=on)
    made.open("a")
    made.wait_complete()
    assert not made.review.work.busy


def test_another_networks_own_maps_stand_beside_those_of_the_loaded_one(bench: Build, fakes: Any) -> None:
    made = _opened(bench, fakes.FakeOthers())
    made.open("a")
    _rest(made)
    shown, comparing = made.review.shown, made.review.compared
    shown.set_trainings([ONE])
    _rest(made)
    comparing.open()
    own, other = comparing.state.subjects
    assert (own.network, other.network) == (None, ONE)
    seen = [query.map_of(seen_by(shown.state, each), each.layer) for each in (own, other)]
    assert np.array_equal(seen[1], seen[0][::-1])  # as the fake's other networks have it
    found = query.reproduced(shown.state)
    assert found is not None
    assert found.probabilities.tolist() == [[0.25, 0.75]]
    made.wait(lambda: comparing.state.found is not None)
    assert comparing.state.found.groups == ((0,), (1,))  # two votes, though of one layer and method


def test_a_network_that_is_refused_leaves_no_map_under_its_name(bench: Build, fakes: Any) -> None:
    made = _opened(bench, fakes.FakeOthers())
    made.open("a")
    _rest(made)
    shown, comparing = made.review.shown, made.review.compared
    shown.set_trainings([BAD])
    comparing.open()
    other = comparing.state.subjects[1]
    assert other.network == BAD
    _rest(made)
    assert shown.state.trainings == ()
    assert query.map_of(seen_by(shown.state, other), other.layer) is None
    assert [each.network for each in comparing.state.subjects] == [None, None]
