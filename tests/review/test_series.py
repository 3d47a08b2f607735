"""All series of the open case: what is offered, pictured and read."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from xaiviewer.errors import ReadError
from xaiviewer.review.series import frame_of, frame_of_case
from xaiviewer.review.threads.picturing import SIDE, SeriesId

Build = Callable[..., Any]


def _id(key: str, case: str = "one") -> SeriesId:
    return SeriesId(Path(case), key)


@pytest.fixture
def opened(bench: Build, fakes: Any) -> Any:
    """A case with seven series, of which three are the networks'."""
    made = bench(fakes.with_series(fakes.make_case("one", known=True)), fakes.make_case("two"))
    made.review.shelf.open_paths([Path("all")])
    made.wait_complete()
    made.wait(lambda: not made.review.series.busy)
    return made


def test_every_series_is_offered_and_those_of_the_networks_are_marked(opened: Any) -> None:
    offered = opened.review.series.state.offered
    used = {each.series.key: each.sequences for each in offered}
    assert list(used) == ["t1", "flair", "t1c", "fine", "sagittal", "elsewhere", "broken"]
    assert [used[key] for key in ("t1", "flair", "t1c")] == [("t1",), ("flair",), ("t1c",)]
    assert not any(used[key] for key in ("fine", "sagittal", "elsewhere", "broken"))


def test_pictures_have_true_proportions(opened: Any) -> None:
    pictures = opened.review.series.state.pictures
    assert pictures[_id("flair")].pixels.shape == (SIDE, SIDE)
    assert pictures[_id("sagittal")].pixels.shape == (SIDE // 2, SIDE)  # rows half as far apart as columns
    assert pictures[_id("flair")].pixels.std() > 10


def test_what_cannot_be_decoded_says_why_and_the_others_are_pictured(opened: Any) -> None:
    state = opened.review.series.state
    assert state.pictures[_id("broken")].pixels is None
    assert "no voxels" in state.problems[_id("broken")]
    assert sum(each.pixels is not None for each in state.pictures.values()) == 6


def test_a_series_is_read_once_on_its_own_grid(opened: Any) -> None:
    store, heard = opened.review.series, []
    store.read.connect(heard.append)
    store.ask(_id("fine"))
    opened.wait(lambda: heard == [_id("fine")])
    found = store.get(_id("fine"))
    assert len(found.case) == 12
    store.ask(_id("fine"))
    assert heard == [_id("fine")] * 2
    assert store.get(_id("fine")) is found


def test_one_that_cannot_be_read_ends_in_a_sentence_and_the_next_is_read(bench: Build, fakes: Any) -> None:
    made = bench(fakes.with_series(fakes.make_case("one", known=True)))
    made.open("one")
    made.wait_complete()
    store = made.review.series
    made.wait(lambda: not store.busy)
    store.state.find(_id("broken")).series.source.read = _refuse
    store.ask(_id("broken"))
    store.ask(_id("elsewhere"))
    made.wait(lambda: store.get(_id("elsewhere")) is not None)
    assert store.state.problems[_id("broken")] == "broken.dcm is damaged; copy it again."


def _refuse(**_: object) -> None:
    raise ReadError("broken.dcm is damaged; copy it again.")


def test_reading_can_be_cancelled_and_asked_for_again(bench: Build, fakes: Any) -> None:
    gate = threading.Semaphore(0)
    made = bench(fakes.with_series(fakes.make_case("one", known=True), gate=gate))
    made.open("one")
    made.wait_complete()
    store = made.review.series
    store.ask(_id("fine"))
    store.ask(_id("sagittal"))
    assert store.waits(_id("fine"))
    assert store.waits(_id("sagittal"))
    store.cancel(_id("fine"))
    assert not store.waits(_id("fine"))
    assert store.state.reading == _id("sagittal")
    gate.release(9)
    made.wait(lambda: store.get(_id("sagittal")) is not None)
    assert store.get(_id("fine")) is None
    store.ask(_id("fine"))
    made.wait(lambda: store.get(_id("fine")) is not None)


def test_no_more_is_kept_than_the_memory_allows(opened: Any) -> None:
    review, store = opened.review, opened.review.series
    review.set_memory(4 * 64 * 64 * 12)  # room for the thin slices alone
    for key in ("fine", "sagittal", "elsewhere"):
        store.ask(_id(key))
        opened.wait(lambda key=key: store.get(_id(key)) is not None)
    assert store.get(_id("fine")) is None
    assert store.get(_id("elsewhere")) is not None


def test_another_case_offers_its_own(opened: Any) -> None:
    opened.review.shelf.choose(Path("two"))
    opened.wait(lambda: opened.review.shelf.state.current == Path("two"))
    opened.wait_complete()
    assert opened.review.series.state.offered == ()
    assert not opened.review.series.state.pictures


def test_other_studies_of_the_patient_are_found_among_the_cases(bench: Build, fakes: Any) -> None:
    cases = [
        fakes.with_series(fakes.make_case(name, known=True), patient=whose)
        for name, whose in (("now", "a"), ("before", "a"), ("other", "b"))
    ]
    made = bench(*cases)
    made.review.shelf.open_paths([Path("all")])
    made.wait_complete()
    made.wait(lambda: not made.review.series.busy)
    priors = [each.id.path for each in made.review.series.state.offered if each.prior]
    assert set(priors) == {Path("before")}
    assert len(priors) == 7
    made.review.series.ask(_id("sagittal", "before"))
    made.wait(lambda: made.review.series.get(_id("sagittal", "before")) is not None)


def test_the_latest_of_the_other_studies_comes_first(bench: Build, fakes: Any) -> None:
    def study(name: str, date: str) -> Any:
        case = fakes.with_series(fakes.make_case(name, known=True), patient="a")
        dated = tuple(replace(each, attributes={**each.attributes, "StudyDate": date}) for each in case.contents.series)
        return replace(case, contents=replace(case.contents, series=dated))

    made = bench(study("now", "20260301"), study("a-2024", "20240112"), study("b-2025", "20250810"))
    made.review.shelf.open_paths([Path("all")])
    made.wait_complete()
    made.wait(lambda: not made.review.series.busy)
    priors = [each.id.path for each in made.review.series.state.offered if each.prior]
    assert list(dict.fromkeys(priors)) == [Path("b-2025"), Path("a-2024")]


def test_without_a_frame_of_reference_only_one_grid_is_one_space(fakes: Any) -> None:
    case = fakes.with_contents(fakes.make_case("study", known=True))
    series = {each.key: each for each in case.contents.series}
    assert frame_of(series["2"]) == frame_of(series["4"]) == frame_of_case(case)
    assert frame_of(series["1"]) != frame_of_case(case)
    unplaced = fakes.with_contents(fakes.make_case("study"))
    assert frame_of(unplaced.contents.series[1]) != frame_of(unplaced.contents.series[2])


def test_series_that_were_not_asked_for_are_not_read(opened: Any) -> None:
    assert opened.review.series.get(_id("fine")) is None
    opened.review.series.ask(_id("nothing"))
    assert not opened.review.series.busy
    assert np.array_equal([each.id.path for each in opened.review.series.state.offered], [Path("one")] * 7)
