"""Whatever is asked of a second network is answered, or said to be stopped: whatever else goes on meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from xaiviewer.errors import Cancelled, ReadError
from xaiviewer.requests import Request
from xaiviewer.review import beside, query, trust
from xaiviewer.review.state import BEST

SECOND = Path("second")


@pytest.fixture
def others(fakes: Any) -> Iterator[Any]:
    """A second network that holds every question until `let` says so, and then counts it as answered."""

    class Held(fakes.FakeOthers):
        def __init__(self) -> None:
            super().__init__()
            self.let, self.entered, self.made_way, self.fails = threading.Semaphore(0), 0, 0, False

        def alongside(self, *words: Any, cancelled: Callable[[], bool], **given: Any) -> Any:
            self.entered += 1
            while not self.let.acquire(timeout=0.01):
                if cancelled():
                    self.made_way += 1
                    raise Cancelled
            if self.fails:
                raise RuntimeError("no memory for it")
            return super().alongside(*words, cancelled=lambda: False, **given)

        @property
        def slices(self) -> list[int]:
            return [index for index, _ in self.alone]

    made = Held()
    yield made
    made.let.release(1000)


@pytest.fixture
def made(bench: Callable[..., Any], others: Any) -> Any:
    """A complete case, and a second network that is being asked about its slice."""
    built = bench(others=others)
    few = built.analyser.layers[::20]
    built.analyser.layers, built.analyser.description = few, replace(built.analyser.description, layers=few)
    built.analyser.says = {"head": np.stack([each > 0 for each in built.reader.cases["a"].main_volume.voxels])}
    others.layers = few
    built.open("a")
    built.wait_complete()
    built.review.shown.set_second(SECOND)
    built.review.compared.open()
    built.wait(lambda: others.entered == 1)
    return built


def _answered(made: Any) -> bool:
    state = made.review.shown.state
    return state.second.found is not None and state.slice_index in state.second.found.analysis.slices


def _request(made: Any) -> Request:
    found = query.request_of(made.review.shown.state, "occlusion")
    assert found is not None
    return found


def test_it_makes_way_for_what_is_asked_and_is_asked_next(made: Any, others: Any) -> None:
    here = made.review.shown.state.slice_index
    made.review.work.ask(_request(made), [here])
    made.wait(lambda: bool(made.analyser.answered))
    made.wait(lambda: others.made_way == 1 and others.entered == 2)
    others.let.release()
    made.wait(lambda: _answered(made))
    assert others.slices == [here]


def test_it_goes_before_what_is_asked_of_the_whole_case(made: Any, others: Any) -> None:
    others.let.release()
    made.wait(lambda: _answered(made))
    made.wait_complete()
    made.analyser.asking = threading.Semaphore(0)
    made.review.work.ask(_request(made), range(6), background=True)
    made.analyser.asking.release(4)  # one slice, and the first pass of the next
    made.wait(lambda: len(made.analyser.answered) == 1)
    made.review.shown.show_slice(made.review.shown.state.slice_index + 1)
    made.analyser.asking.release(1)
    others.let.release()
    made.wait(lambda: _answered(made))
    assert len(made.analyser.answered) == 1
    made.analyser.asking.release(100)
    made.wait(lambda: len(made.analyser.answered) == 6)
    assert len(others.slices) == 2


def test_the_whole_case_held_against_nulls_makes_way_and_goes_on(made: Any, others: Any) -> None:
    made.review.shown.set_scope("case")
    others.let.release()
    made.wait(lambda: _answered(made))
    made.review.shown.show_slice(made.review.shown.state.slice_index + 1)
    others.let.release()
    made.wait(lambda: _answered(made))
    made.wait(lambda: bool(made.review.shown.state.of_case))


def test_what_the_reader_stops_is_said_to_be_stopped_and_asked_again_at_another_slice(made: Any, others: Any) -> None:
    shown = made.review.shown
    here = shown.state.slice_index
    made.review.work.cancel()
    made.wait(lambda: beside.stopped(shown.state))
    shown.set_opacity(0.3)  # is no wish to have it asked again
    made.wait_complete()
    assert others.entered == 1
    shown.show_slice(here + 1)
    others.let.release(2)
    made.wait(lambda: _answered(made))
    shown.show_slice(here)
    made.wait(lambda: _answered(made))
    assert others.slices == [here + 1, here]


def test_what_was_stopped_is_asked_again_where_the_comparison_is_opened_again(made: Any, others: Any) -> None:
    made.review.work.cancel()
    made.wait(lambda: beside.stopped(made.review.shown.state))
    made.review.compared.close()
    made.review.compared.open()
    others.let.release()
    made.wait(lambda: _answered(made))


def test_what_nobody_expected_ends_it_and_is_said(made: Any, others: Any, qtbot: QtBot) -> None:
    others.fails = True
    with qtbot.captureExceptions() as raised:
        others.let.release()
        made.wait(lambda: beside.stopped(made.review.shown.state))
    assert "no memory" in str(raised[0][1])
    others.fails = False
    others.let.release()
    made.review.shown.show_slice(0)
    made.wait(lambda: _answered(made))


def test_a_case_that_cannot_be_read_in_its_place_puts_it_off_only_so_long(
    made: Any, others: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = threading.Event()

    def unread(path: Path, *_: Any, **__: Any) -> Any:
        assert read.wait(10)
        raise ReadError(f"{path.name} is damaged.")

    monkeypatch.setattr(made.reader, "load_case", unread)
    others.let.release()
    made.wait(lambda: _answered(made))
    made.open("b")
    made.wait(lambda: made.review.work.state.opening is not None)
    made.review.shown.show_slice(0)  # while another case is read nothing is begun
    others.let.release()
    read.set()
    made.wait(lambda: _answered(made))
    assert made.review.shown.state.case.name == "a"


def test_another_class_in_the_middle_is_asked_about_alone(made: Any, others: Any) -> None:
    here = made.review.shown.state.slice_index
    made.review.set_class(0)
    made.wait(lambda: others.made_way == 1)
    others.let.release()
    made.wait(lambda: _answered(made))
    assert others.alone == [(here, 0)]


def test_one_that_is_taken_away_in_the_middle_is_heard_of_no_more(made: Any, others: Any) -> None:
    failures: list[str] = []
    made.on_failure(lambda failure: failures.append(failure.sentence))
    made.review.shown.set_second(None)
    made.wait(lambda: others.made_way == 1)
    made.review.shown.set_second(SECOND)  # and chosen once more
    made.review.compared.close()
    made.review.compared.open()
    others.let.release()
    made.wait(lambda: _answered(made))
    assert failures == []


def test_a_case_that_is_opened_with_it_asks_it_about_the_slice_once(made: Any, others: Any) -> None:
    others.let.release(100)
    made.open("b")
    made.wait(lambda: made.review.shown.state.case is not None and made.review.shown.state.case.name == "b")
    made.wait_complete()
    made.wait(lambda: _answered(made))
    assert len(others.alone) == 2


def test_a_comparison_that_is_wanted_too_early_opens_by_itself(bench: Callable[..., Any], others: Any) -> None:
    made = bench(others=others)
    made.review.shown.set_second(SECOND)
    made.review.compared.open_once_known()
    assert not made.review.compared.state.on
    others.let.release()
    made.open("a")
    made.wait(lambda: made.review.compared.state.on)
    made.wait(lambda: _answered(made))


def test_a_comparison_that_was_given_up_before_does_not_open(made: Any) -> None:
    made.review.shown.explain(None, None)
    made.review.compared.close()
    made.review.compared.open_once_known()
    made.review.compared.close()
    made.open("b")
    made.wait_complete()
    assert not made.review.compared.state.on


def test_the_band_of_random_networks_makes_way_for_it(made: Any, others: Any) -> None:
    """Of volumes that band takes minutes, in which the view would say that the second network comes next."""
    others.let.release()
    made.wait(lambda: _answered(made))
    review = made.review
    review.compared.close()
    made.wait_complete()
    others.gate = threading.Semaphore(0)
    review.shown.show_slice(review.shown.state.slice_index + 1)
    review.shown.set_bands(on=True)
    made.wait(lambda: len(others.asked) == 1)  # and is held
    review.compared.open()
    others.let.release()
    made.wait(lambda: _answered(made))
    others.gate.release(100)
    made.wait(lambda: trust.band_wanted(review.shown.state) is None)


def test_both_networks_go_with_the_method_looked_at_but_for_one_that_was_chosen(made: Any, others: Any) -> None:
    others.let.release(100)
    made.wait(lambda: _answered(made))
    shown, compared = made.review.shown, made.review.compared
    one, other, *_ = (each for each in shown.state.analysis.methods if each != compared.state.subjects[0].method)
    shown.set_method(one)
    assert [(each.method, each.network) for each in compared.state.subjects] == [(one, None), (one, SECOND)]
    compared.put(0, replace(compared.state.subjects[0], method=other))
    shown.set_method(BEST)
    before, beside_it = compared.state.subjects
    assert before.method == other
    assert beside_it.method == query.method_of(shown.state, shown.state.layer)
