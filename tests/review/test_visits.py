"""The way to an audit's slices."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from xaiviewer.requests import METHODS
from xaiviewer.review import CaseEntry, Failure, LayerSelection, Stop
from xaiviewer.review.visits import places

Build = Callable[..., Any]
LAYER = "depth2/1/clip-sum"


def stop(name: str = "b", index: int = 4, **changes: Any) -> Stop:
    made = Stop(name, Path(name), 6, index, LAYER, "grad-cam", True, "tumour", 0.1, "0" * 64)
    return replace(made, **changes)


def arrived(made: Any, qtbot: QtBot) -> Any:
    qtbot.waitUntil(lambda: made.review.visits.state.arrived, timeout=20_000)
    return made.review.shown.state


def test_a_visit_opens_the_case_at_the_slice_the_layer_and_the_method(bench: Build, qtbot: QtBot) -> None:
    made = bench()
    made.open("all")
    made.wait_complete()
    made.review.visits.take([stop("a"), stop("b", 1)])
    made.review.visits.visit(1)
    state = arrived(made, qtbot)
    assert made.review.shelf.state.current == Path("b")
    assert state.slice_index == 1
    assert state.analysis.layers[state.layer].name == LAYER
    assert (state.method, state.request) == ("grad-cam", None)
    assert made.review.visits.state.stop == stop("b", 1)


def test_a_slice_of_the_open_case_is_shown_at_once(bench: Build) -> None:
    made = bench()
    made.open("a")
    made.wait_complete()
    made.review.visits.take([stop("a", 5)])
    made.review.visits.visit(0)
    assert made.review.visits.state.arrived
    assert made.review.shown.state.slice_index == 5


def test_a_case_that_was_left_comes_back_at_the_audits_slice(bench: Build, qtbot: QtBot) -> None:
    made = bench()
    made.open("all")
    made.wait_complete()
    made.review.shelf.choose(Path("b"))
    made.wait_complete()
    made.review.visits.take([stop("a", 5)])
    made.review.visits.visit(0)
    assert arrived(made, qtbot).slice_index == 5
    assert made.review.shelf.state.current == Path("a")


def test_the_map_is_shown_alone_and_not_fused_with_others(bench: Build) -> None:
    made = bench()
    made.open("a")
    made.wait_complete()
    made.review.shown.select_layers(LayerSelection("network"))
    made.review.compared.open()
    made.review.visits.take([stop("a")])
    made.review.visits.visit(0)
    assert made.review.shown.state.selection == LayerSelection()
    assert not made.review.compared.state.on


def test_what_is_expected_is_visited_as_soon_as_its_case_is_found(bench: Build, qtbot: QtBot) -> None:
    made = bench()
    made.review.visits.take([stop("a"), stop("b", 1)], at=1)
    made.open("all")
    assert arrived(made, qtbot).slice_index == 1
    assert made.review.shelf.state.current == Path("b")


def test_the_case_on_the_screen_stays_until_the_visited_one_is_read(bench: Build, qtbot: QtBot, fakes: Any) -> None:
    reading = threading.Semaphore(100)
    made = bench(*(fakes.make_case(name) for name in "abcd"), gate=reading)
    made.open("all")
    made.wait_complete()
    while reading.acquire(blocking=False):
        pass
    made.review.visits.take([stop("d", 1)])
    made.review.visits.visit(0)
    assert made.review.shelf.state.current == Path("a")
    assert not made.review.visits.state.arrived
    reading.release(100)
    assert arrived(made, qtbot).slice_index == 1
    assert made.review.shelf.state.current == Path("d")


def test_a_reader_who_opens_another_case_meanwhile_is_left_there(bench: Build, qtbot: QtBot) -> None:
    made = bench(gated=True)
    made.open("all")
    made.let(1)
    made.wait_slices(1)
    made.review.visits.take([stop("b", 1)])
    made.review.visits.visit(0)
    made.review.shelf.choose(Path("a"))
    made.let(20)
    made.wait_complete()
    assert made.review.shelf.state.current == Path("a")
    assert not made.review.visits.state.arrived


def test_a_case_that_was_moved_is_found_by_its_folders_name(bench: Build, qtbot: QtBot) -> None:
    made = bench()
    made.open("all")
    made.wait_complete()
    made.review.visits.take([stop("b", 1, path=Path("before") / "b")])
    made.review.visits.visit(0)
    assert arrived(made, qtbot).slice_index == 1
    assert made.review.shelf.state.current == Path("b")


@pytest.mark.parametrize(
    ("path", "words"), [(Path("gone") / "c", "open the folder in which it lies now"), (None, "without names")]
)
def test_a_case_that_is_nowhere_is_one_sentence_and_leaves_all_as_it_is(
    bench: Build, path: Path | None, words: str
) -> None:
    made = bench()
    made.open("a")
    made.wait_complete()
    before, told = made.review.shown.state, list[Failure]()
    made.review.visits.failed.connect(told.append)
    made.review.visits.take([stop("c", path=path)])
    made.review.visits.visit(0)
    assert len(told) == 1
    assert words in told[0].sentence
    assert made.review.shown.state is before


def test_other_files_of_the_same_name_are_refused(bench: Build) -> None:
    made = bench()
    made.open("a")
    made.wait_complete()
    told: list[Failure] = []
    made.review.visits.failed.connect(told.append)
    here = made.review.shown.state.slice_index
    made.review.visits.take([stop("a", 0, slices=40)])
    made.review.visits.visit(0)
    assert "these are other files" in told[0].sentence
    assert made.review.shown.state.slice_index == here
    assert not made.review.visits.state.arrived


def test_a_layer_that_the_network_does_not_have_is_said(bench: Build) -> None:
    made = bench()
    made.open("a")
    made.wait_complete()
    told: list[Failure] = []
    made.review.visits.failed.connect(told.append)
    made.review.visits.take([stop("a", layer="features.7")])
    made.review.visits.visit(0)
    assert "no layer features.7" in told[0].sentence


def test_a_method_that_does_not_come_with_every_slice_is_asked_of_this_one(bench: Build, qtbot: QtBot) -> None:
    made = bench()
    made.open("a")
    made.wait_complete()
    made.review.visits.take([stop("a", 1, method="smooth-grad-cam++")])
    made.review.visits.visit(0)
    request = made.review.shown.state.request
    assert request.method == "smooth-grad-cam++"
    assert METHODS[request.method].family != METHODS["grad-cam"].family
    qtbot.waitUntil(lambda: (request, 1) in made.review.shown.state.answers, timeout=20_000)


@pytest.mark.parametrize(("network", "other"), [("0" * 64, False), ("1" * 64, True)])
def test_another_network_than_the_audits_is_known(bench: Build, network: str, other: bool) -> None:
    made = bench()
    made.open("a")
    made.wait_complete()
    made.review.visits.take([stop("a", network=network)])
    assert not made.review.visits.other_network
    made.review.visits.visit(0)
    assert made.review.visits.other_network is other


def test_a_folders_name_that_several_cases_share_finds_none_of_them_again() -> None:
    entries = [CaseEntry(Path("new") / "1" / "mri", "mri"), CaseEntry(Path("new") / "x", "x")]
    first, second = stop("p", path=Path("old") / "1" / "mri"), stop("q", path=Path("old") / "2" / "mri")
    other = stop("x", path=Path("old") / "x")
    assert places([first, other], entries) == {
        Path("old") / "1" / "mri": Path("new") / "1" / "mri",
        Path("old") / "x": Path("new") / "x",
    }
    assert places([first, second, other], entries) == {Path("old") / "x": Path("new") / "x"}
    twice = [*entries, CaseEntry(Path("new") / "2" / "mri", "mri")]
    assert places([first], twice) == {}
