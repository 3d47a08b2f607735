"""Explanations that are compared: which, and what they have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from xaiviewer.case import Placement
from xaiviewer.review import Subject, query
from xaiviewer.review.compared import offered, seen_by
from xaiviewer.review.derived.comparison import Laid, Marking, compared

Build = Callable[..., Any]
HEAD = np.ones((8, 8), dtype=bool)


def _laid(values: np.ndarray[Any, Any], step: float = 1.0) -> Laid:
    return Laid(np.asarray(values, dtype=np.float32), Placement(0.0, 0.0, step))


def _opened(bench: Build) -> Any:
    made = bench()
    made.open("a")
    made.wait_complete()
    return made


def test_maps_of_unlike_grids_are_compared_on_the_slices_pixels() -> None:
    rows = np.arange(8.0)[:, None] * np.ones(8)
    found = compared([_laid(rows), _laid(rows[::2, ::2], step=2.0), None], HEAD, Marking())
    assert found is not None
    assert found.known == (0, 1)
    correlation = found.correlation(0, 1)
    assert correlation is not None
    assert correlation > 0.98
    assert found.correlation(0, 2) is None
    assert found.difference(0, 2) is None


def test_maps_that_are_one_have_one_vote() -> None:
    one = np.zeros((8, 8))
    one[2:4, 2:4] = 1
    other = np.zeros((8, 8))
    other[3:6, 3:6] = 1
    found = compared([_laid(one), _laid(5 * one), _laid(other)], HEAD, Marking())
    assert found is not None
    assert found.groups == ((0, 1), (2,))
    assert found.found.observed.tolist() == pytest.approx([12 / 64, 1 / 64])
    assert found.found.chance[1] == pytest.approx(4 / 64 * 9 / 64)
    assert found.share[3, 3] == 1
    assert found.share[2, 2] == 0.5


def test_what_is_the_same_by_structure_has_one_vote_though_rounding_tells_it_apart() -> None:
    one = np.zeros((8, 8))
    one[2:4, 2:4] = 1
    other = np.zeros((8, 8))
    other[3:6, 3:6] = 1
    rounded = one + 0.01
    token = ("network", 3, ("grad-cam", "hires-cam"))
    alone = compared([_laid(one), _laid(other)], HEAD, Marking())
    several = compared(
        [replace(_laid(one), same=token), _laid(other), replace(_laid(rounded), same=token), _laid(other)],
        HEAD,
        Marking(),
    )
    assert alone is not None
    assert several is not None
    assert several.groups == ((0, 2), (1, 3))
    assert np.array_equal(several.share, alone.share)
    assert several.found.observed.tolist() == alone.found.observed.tolist()
    assert several.found.chance.tolist() == alone.found.chance.tolist()
    told_apart = compared([_laid(one), _laid(other), _laid(rounded)], HEAD, Marking())
    assert told_apart is not None
    assert len(told_apart.groups) == 3


def test_a_layers_own_word_makes_two_methods_one(bench: Build) -> None:
    made = bench()
    group = ("grad-cam", "hires-cam")
    layers = made.analyser.layers
    layers = (replace(layers[0], same=(group,)), *layers[1:])
    made.analyser.layers, made.analyser.description = layers, replace(made.analyser.description, layers=layers)
    made.open("a")
    made.wait_complete()
    made.review.shown.show_layer(0)
    made.review.compared.open()
    for place, method in enumerate(group):
        made.review.compared.put(place, Subject(method, 0))
    made.review.compared.add(Subject("layer-cam", 0))
    made.wait(lambda: made.review.compared.state.found is not None and not made.review.compared.busy)
    assert made.review.compared.state.found.groups == ((0, 1), (2,))


def test_the_air_around_the_head_counts_for_nothing() -> None:
    head = np.zeros((8, 8), dtype=bool)
    head[:, :4] = True
    values = np.random.default_rng(0).normal(size=(8, 8))
    loud = values.copy()
    loud[:, 4:] = 100
    found = compared([_laid(values), _laid(loud)], head, Marking())
    assert found is not None
    assert found.pixels == 32
    assert found.correlation(0, 1) == pytest.approx(1)
    assert not found.share[:, 4:].any()


def test_one_map_alone_cannot_be_compared() -> None:
    assert compared([_laid(np.ones((8, 8))), None], HEAD, Marking()) is None


def test_a_comparison_opens_with_what_is_looked_at_beside_something_else(bench: Build) -> None:
    made = _opened(bench)
    shown, comparing = made.review.shown, made.review.compared
    shown.set_method("layer-cam")
    comparing.open()
    first, second = comparing.state.subjects
    assert first == Subject("layer-cam", shown.state.layer)
    assert second.method != "layer-cam"
    made.wait(lambda: comparing.state.found is not None)
    assert comparing.state.found.known == (0, 1)


def test_what_was_asked_can_be_compared_and_follows_the_slice(bench: Build) -> None:
    made = _opened(bench)
    shown, comparing = made.review.shown, made.review.compared
    request = query.request_of(shown.state, "occlusion")
    assert request is not None
    here = shown.state.slice_index
    made.review.work.ask(request, [here])
    made.wait(lambda: bool(shown.state.judged))
    comparing.open()
    asked = next(each for each in offered(shown.state) if each.request == request)
    assert asked in comparing.state.subjects
    assert query.at_input(seen_by(shown.state, asked))
    assert seen_by(shown.state, asked).appearance.polarity == "signed"
    made.wait(lambda: comparing.state.found is not None)
    shown.show_slice(here + 1)
    made.wait(lambda: comparing.state.found is None)  # one of two is not known of it
    shown.show_slice(here)
    made.wait(lambda: comparing.state.found is not None)
    made.wait_complete()


def test_explanations_come_and_go_between_two_and_six(bench: Build) -> None:
    made = _opened(bench)
    comparing = made.review.compared
    comparing.open()
    for subject in offered(made.review.shown.state):
        comparing.add(Subject(subject.method, subject.layer + 1))
    assert len(comparing.state.subjects) == 6
    comparing.set_pair(4, 5)
    for _ in range(9):
        comparing.remove(0)
    assert len(comparing.state.subjects) == 2
    assert comparing.state.pair == (0, 1)
    comparing.close()
    assert not comparing.state.on


def test_marking_less_of_each_map_is_another_consensus(bench: Build) -> None:
    made = _opened(bench)
    comparing = made.review.compared
    comparing.open()
    made.wait(lambda: comparing.state.found is not None)
    before = comparing.state.found.found.rates
    comparing.mark(Marking("strongest", 0.01))
    made.wait(lambda: not np.array_equal(comparing.state.found.found.rates, before))
    assert (comparing.state.found.found.rates <= 0.05).all()


def test_a_difference_is_of_what_is_shown_and_nothing_outside_of_the_head() -> None:
    head = np.ones((8, 8), dtype=bool)
    head[:, 6:] = False
    one = np.full((8, 8), -1.0)
    other = np.full((8, 8), -0.25)
    one[2, 2] = other[2, 2] = 0.5
    other[4, 4] = 1.0
    found = compared([_laid(one), _laid(other)], head, Marking())
    assert found is not None
    signed, positive = found.difference(0, 1), found.difference(0, 1, "positive")
    assert signed is not None
    assert positive is not None
    assert signed[0, 0] == pytest.approx(-0.75)  # the one speaks against the class there more than the other does
    assert positive[0, 0] == 0
    assert positive[2, 2] == pytest.approx(0.5)
    assert positive[4, 4] == pytest.approx(-1)
    assert not signed[:, 6:].any()
