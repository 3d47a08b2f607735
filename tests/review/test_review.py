from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from xaiviewer.display.window_level import WindowLevel
from xaiviewer.review import BEST, Failure, LayerSelection, query
from xaiviewer.review.agreement import areas
from xaiviewer.review.query import map_of

Build = Callable[..., Any]


def test_opening_a_folder_lists_its_cases_and_analyses_the_first(bench: Build) -> None:
    made = bench()
    made.open("all")
    made.wait_complete()
    shelf = made.review.shelf.state
    assert [entry.name for entry in shelf.entries] == ["a", "b"]
    assert [entry.status for entry in shelf.entries] == ["done", "waiting"]
    assert shelf.current == Path("a")
    assert shelf.entries[0].analysed == len(made.review.shown.state.case)
    assert shelf.entries[0].called == 2


def test_a_case_opens_at_the_largest_outline_and_at_the_layer_that_was_measured_best(bench: Build) -> None:
    made = bench()
    made.open("a")
    made.wait_complete()
    state = made.review.shown.state
    assert state.case.mask.areas_px[state.slice_index] == state.case.mask.areas_px.max()
    masses = [favourite.mass for favourite in state.analysis.favourites]
    assert masses[state.layer] == max(masses)
    assert state.method == BEST


def test_results_appear_as_they_come(bench: Build, qtbot: QtBot) -> None:
    made = bench(gated=True)
    seen: list[int] = []
    made.review.shown.results_changed.connect(seen.append)
    made.open("a")
    for count in (1, 2, 3):
        made.let(1)
        made.wait_slices(count)
    assert seen == [-1, *made.analyser.order[:3]]
    assert not made.review.shown.state.complete


def test_the_slice_the_reader_looks_at_is_asked_for_next(bench: Build, fakes: Any) -> None:
    made = bench(fakes.make_case("long", 12), gated=True)
    made.open("long")
    made.let(1)
    made.wait_slices(1)
    made.review.shown.show_slice(10)
    made.let(11)
    made.wait_complete()
    opened = made.analyser.order[0]
    # The one that was already being waited for may have been chosen before the reader moved.
    later = made.analyser.order[1:] if made.analyser.order[1] == 10 else made.analyser.order[2:]
    assert opened == 4
    assert later[:3] == [10, 11, 9]
    assert sorted(made.analyser.order) == list(range(12))


def test_opening_another_case_drops_late_results(bench: Build) -> None:
    made = bench(gated=True)
    made.open("all")
    made.let(1)
    made.wait_slices(1)
    made.review.shelf.choose(Path("b"))
    assert made.review.shown.state.analysis is None
    made.let(1)  # the first case's worker wakes up, sees that it was cancelled, and makes room
    made.let(6)
    made.wait_complete()
    state = made.review.shown.state
    assert state.case.name == "b"
    assert sorted(state.analysis.slices) == list(range(6))
    entries = made.review.shelf.state.entries
    assert {entry.name: entry.status for entry in entries} == {"a": "partial", "b": "done"}
    assert entries[0].analysed == 1


def test_going_back_is_instant_and_computes_only_what_is_missing(bench: Build) -> None:
    made = bench(gated=True)
    made.open("all")
    made.let(2)
    made.wait_slices(2)
    made.review.shown.show_slice(1)
    made.review.shelf.choose(Path("b"))
    made.let(7)
    made.wait_complete()
    made.review.shelf.choose(Path("a"))
    assert made.review.shown.state.case.name == "a"
    assert len(made.review.shown.state.analysis.slices) == 2
    assert made.review.shown.state.slice_index == 1
    before = len(made.analyser.order)
    made.let(10)
    made.wait_complete()
    assert len(made.analyser.order) - before == 4
    assert made.reader.loaded == ["a", "b"]


def test_a_complete_case_is_not_computed_again(bench: Build) -> None:
    made = bench()
    made.open("all")
    made.wait_complete()
    made.review.shelf.choose(Path("b"))
    made.wait_complete()
    count = len(made.analyser.order)
    made.review.shelf.choose(Path("a"))
    assert made.review.shown.state.complete
    made.wait_complete()
    assert len(made.analyser.order) == count
    assert made.review.shelf.state.entry.status == "done"


def test_cancel_keeps_what_is_there_and_resume_goes_on(bench: Build) -> None:
    made = bench(gated=True)
    made.open("a")
    made.let(2)
    made.wait_slices(2)
    made.review.work.cancel()
    made.let(1)
    made.wait(lambda: made.review.work.state.task is None)
    assert made.review.shelf.state.entry.status == "partial"
    assert len(made.review.shown.state.analysis.slices) == 2
    made.review.work.resume()
    made.let(10)
    made.wait_complete()
    assert made.review.shelf.state.entry.status == "done"


def test_a_case_that_cannot_be_read_says_so_once_and_the_next_one_opens(bench: Build, fakes: Any) -> None:
    made = bench(fakes.make_case("good"), broken=("bad",))
    sentences: list[str] = []
    made.on_failure(lambda failure: sentences.append(failure.sentence))
    made.open("bad", "good")
    made.wait(lambda: bool(sentences))
    assert sentences == ["bad cannot be read; choose another folder."]
    assert made.review.shelf.state.entry.status == "failed"
    assert made.review.shelf.state.entry.problem == sentences[0]
    made.review.shelf.step(1)
    made.wait_complete()
    assert made.review.shown.state.case.name == "good"


def test_a_failure_says_whose_it_is(bench: Build, fakes: Any) -> None:
    """By its path, not by its words: two cases may fail alike."""
    made = bench(fakes.make_case("good"), broken=("bad",))
    failures: list[Failure] = []
    made.on_failure(failures.append)
    made.open("all")
    made.wait_complete()
    made.review.shelf.choose(Path("bad"))
    made.wait(lambda: bool(failures))
    assert failures[0].case == Path("bad")
    assert made.review.shelf.state.current == Path("good")
    made.wait_complete()
    made.open("empty")
    made.wait(lambda: len(failures) == 2)
    assert failures[1].case is None


def test_a_case_that_cannot_be_read_leaves_the_open_one_as_it_was(bench: Build, fakes: Any) -> None:
    made = bench(fakes.make_case("good"), broken=("bad", "worse"))
    sentences: list[str] = []
    made.on_failure(lambda failure: sentences.append(failure.sentence))
    made.open("all")
    made.wait_complete()
    made.review.shown.show_slice(5)
    made.review.shown.set_window(WindowLevel(40, 20))
    before = made.review.shown.state
    made.review.shelf.choose(Path("bad"))
    made.wait(lambda: bool(sentences))
    state, shelf = made.review.shown.state, made.review.shelf.state
    assert sentences == ["bad cannot be read; choose another folder."]
    assert (shelf.current, state.case, state.analysis) == (Path("good"), before.case, before.analysis)
    assert (state.slice_index, state.layer, state.appearance) == (5, before.layer, before.appearance)
    assert shelf.entries[1].status == "failed"
    made.review.shelf.choose(Path("bad"))
    made.review.shelf.choose(Path("worse"))  # before the first of them has failed
    made.wait(lambda: len(sentences) == 2)
    made.wait_complete()
    assert made.review.shown.state.case is before.case


def test_a_case_that_was_not_done_goes_on_after_another_that_cannot_be_read(bench: Build, fakes: Any) -> None:
    made = bench(fakes.make_case("good"), broken=("bad",), gated=True)
    sentences: list[str] = []
    made.on_failure(lambda failure: sentences.append(failure.sentence))
    made.open("all")
    made.let(2)
    made.wait_slices(2)
    made.review.shelf.choose(Path("bad"))
    made.let(1)
    made.wait(lambda: bool(sentences))
    made.let(10)
    made.wait_complete()
    assert sorted(made.review.shown.state.analysis.slices) == list(range(6))
    assert made.review.shelf.state.entry.status == "done"


def test_the_keys_step_over_cases_that_could_not_be_read(bench: Build, fakes: Any) -> None:
    made = bench(fakes.make_case("a"), broken=("b",))
    made.reader.cases["c"] = fakes.make_case("c")
    made.open("a", "b", "c")
    made.wait_complete()
    made.review.shelf.step(1)
    made.wait(lambda: made.review.shelf.state.entries[1].status == "failed")
    made.review.shelf.step(1)
    assert made.review.shelf.state.current == Path("c")
    made.wait_complete()
    made.review.shelf.step(1)
    assert made.review.shelf.state.current == Path("c")
    made.review.shelf.step(-1)
    assert made.review.shelf.state.current == Path("a")
    made.wait_complete()


def test_a_folder_without_cases_says_so_and_leaves_the_open_case_alone(bench: Build) -> None:
    made = bench()
    made.open("a")
    made.wait_complete()
    sentences: list[str] = []
    made.on_failure(lambda failure: sentences.append(failure.sentence))
    made.open("empty")
    made.wait(lambda: bool(sentences))
    assert "empty holds no case" in sentences[0]
    assert made.review.shown.state.case.name == "a"
    assert made.review.shown.state.complete


def test_an_interrupted_case_goes_on_when_the_folder_asked_for_holds_none(bench: Build) -> None:
    made = bench(gated=True)
    made.open("a")
    made.let(1)
    made.wait_slices(1)
    made.open("empty")
    made.let(1)
    made.let(10)
    made.wait_complete()
    assert made.review.shelf.state.entry.status == "done"


def test_what_is_unexpected_reaches_the_excepthook(bench: Build, qtbot: QtBot) -> None:
    made = bench(error=ZeroDivisionError("inside the networks"))
    with qtbot.captureExceptions() as caught:
        made.open("a")
        made.wait(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert made.review.shelf.state.entry.status == "failed"
    assert made.review.work.state.task is None


def test_explaining_another_class_makes_its_maps_and_going_back_does_not(bench: Build) -> None:
    made = bench()
    made.open("a")
    made.wait_complete()
    tumour = made.review.shown.state.analysis
    made.review.set_class(0)
    made.wait_complete()
    assert made.review.shown.state.analysis.class_index == 0
    count = len(made.analyser.order)
    made.review.set_class(1)
    assert made.review.shown.state.analysis is tumour
    made.wait_complete()
    assert len(made.analyser.order) == count


def test_another_class_keeps_what_does_not_depend_on_it(bench: Build) -> None:
    made = bench(gated=True)
    made.open("a")
    made.let(6)
    made.wait_complete()
    tumour = made.review.shown.state.analysis
    made.review.set_class(0)
    state = made.review.shown.state
    assert not state.complete
    assert made.review.shelf.state.entry.analysed == 6
    for index, result in tumour.slices.items():
        kept = state.analysis.slices[index]
        assert np.shares_memory(kept.probabilities, result.probabilities)
        assert result.segmentation is None or np.shares_memory(kept.segmentation, result.segmentation)
        assert not kept.explanations
        assert not kept.assessments
    assert areas(state) == areas(replace(state, analysis=tumour))
    assert map_of(state, 5) is None
    made.let(6)
    made.wait_complete()
    assert made.analyser.judged[-1] == frozenset(range(6))
    state = made.review.shown.state
    assert np.shares_memory(state.analysis.slices[2].segmentation, tumour.slices[2].segmentation)
    assert not np.array_equal(map_of(state, 5), map_of(replace(state, analysis=tumour), 5))


def test_what_was_judged_for_one_class_is_known_when_going_back_to_the_other(bench: Build) -> None:
    made = bench(gated=True)
    made.open("a")
    made.let(2)
    made.wait_slices(2)
    made.review.set_class(0)
    made.let(5)  # one may go to the run that was stopped
    made.wait(lambda: len(made.review.shown.state.analysis.slices) >= 4)
    judged = set(made.review.shown.state.analysis.slices)
    made.review.set_class(1)
    assert set(made.review.shown.state.analysis.slices) == judged
    assert made.review.shown.state.explained == 2
    made.let(10)
    made.wait_complete()


def test_one_worker_thread_does_all_work(bench: Build) -> None:
    made = bench()
    made.open("all")
    made.wait_complete()
    made.review.shelf.choose(Path("b"))
    made.wait_complete()
    assert len(made.analyser.threads) == 1
    assert threading.current_thread().name not in made.analyser.threads


def test_closing_while_it_works_leaves_no_thread(bench: Build) -> None:
    made = bench(gated=True)
    made.open("a")
    made.let(1)
    made.wait_slices(1)
    made.review.work.cancel()
    made.let(1)
    made.review.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("xaiviewer-worker")]


def test_the_state_is_frozen_and_replaced_whole(bench: Build) -> None:
    made = bench()
    before = made.review.shown.state
    made.review.shown.set_opacity(0.25)
    assert made.review.shown.state is not before
    assert before.appearance.opacity != 0.25
    with pytest.raises(FrozenInstanceError):
        made.review.shown.state.appearance = before.appearance


def test_only_a_change_is_announced(bench: Build, qtbot: QtBot) -> None:
    made = bench()
    made.review.shown.set_opacity(0.5)
    with qtbot.assertNotEmitted(made.review.shown.display_changed):
        made.review.shown.set_opacity(0.5)


@pytest.mark.parametrize(
    ("verb", "field", "value"),
    [
        (lambda s: s.set_method("grad-cam"), "method", "grad-cam"),
        (lambda s: s.set_appearance(replace(s.state.appearance, draw_above=0.4)), "draw_above", 0.4),
        (lambda s: s.set_opacity(7), "opacity", 1.0),
        (lambda s: s.set_opacity(-7), "opacity", 0.0),
        (lambda s: s.select_layers(LayerSelection("group")), "selection", LayerSelection("group")),
        (lambda s: s.set_score("dice"), "score", "dice"),
        (lambda s: s.set_sequence("t1c"), "sequence", "t1c"),
        (lambda s: s.set_sequence("t2"), "sequence", None),
        (lambda s: s.show_layer(500), "layer", 101),
        (lambda s: s.show_layer(-3), "layer", 0),
        (lambda s: s.toggle_inverted(), "inverted", True),
        (lambda s: s.toggle_mask(), "mask", False),
        (lambda s: s.toggle_model(), "model", False),
        (lambda s: s.toggle_heat(), "heat", False),
    ],
)
def test_a_verb_changes_its_field(bench: Build, verb: Callable[[Any], None], field: str, value: object) -> None:
    made = bench()
    made.open("a")
    made.wait_complete()
    verb(made.review.shown)
    state = made.review.shown.state
    assert getattr(state if hasattr(state, field) else state.appearance, field) == value


def test_an_unknown_score_is_refused(bench: Build) -> None:
    with pytest.raises(KeyError):
        bench().review.shown.set_score("nonsense")


def test_all_overlays_go_and_come_back_together(bench: Build) -> None:
    review = bench().review
    review.shown.toggle_mask()
    review.shown.toggle_overlays()
    assert not (review.shown.state.appearance.heat)
    assert not (review.shown.state.appearance.mask)
    assert not (review.shown.state.appearance.model)
    review.shown.toggle_overlays()
    assert review.shown.state.appearance.heat
    assert review.shown.state.appearance.mask
    assert review.shown.state.appearance.model


def test_the_automatic_window_comes_back(bench: Build) -> None:
    made = bench()
    made.open("a")
    made.wait_complete()
    automatic = made.review.shown.state.appearance.windows["flair"]
    made.review.shown.set_window(WindowLevel(1, 2))
    assert made.review.shown.state.appearance.windows["flair"] == WindowLevel(1, 2)
    assert made.review.shown.state.appearance.windows["t1"] != WindowLevel(1, 2)
    made.review.shown.set_window(None)
    assert made.review.shown.state.appearance.windows["flair"] == automatic


def test_slices_and_cases_stop_at_the_ends(bench: Build) -> None:
    made = bench()
    made.open("all")
    made.wait_complete()
    made.review.shown.show_slice(99)
    assert made.review.shown.state.slice_index == 5
    made.review.shown.show_slice(-99)
    assert made.review.shown.state.slice_index == 0
    made.review.shelf.step(-1)
    assert made.review.shelf.state.current == Path("a")
    made.review.shelf.step(5)
    assert made.review.shelf.state.current == Path("b")


def test_opening_the_same_folder_again_adds_nothing(bench: Build) -> None:
    made = bench()
    made.open("all")
    made.wait_complete()
    made.open("all")
    made.wait_complete()
    assert len(made.review.shelf.state.entries) == 2


def test_a_layer_the_reader_chose_stays_when_another_case_opens(bench: Build) -> None:
    made = bench()
    made.open("all")
    made.wait_complete()
    made.review.shown.show_layer(77)
    made.review.shelf.choose(Path("b"))
    made.wait_complete()
    assert made.review.shown.state.layer == 77


def test_a_case_without_flair_shows_what_it_has(bench: Build, fakes: Any) -> None:
    case = fakes.make_case("single")
    case = replace(case, volumes=case.volumes[2:])
    made = bench(case)
    made.open("single")
    made.wait_complete()
    assert query.volume_shown(made.review.shown.state).sequence == "t1c"


def test_how_a_case_differs_from_the_training_is_told_beside_what_was_left_out(bench: Build) -> None:
    made = bench()
    made.open("a")
    made.wait_complete()
    state = made.review.shown.state
    case = replace(state.case, notices=("One slice was left out.",))
    analysis = replace(state.analysis, notices=("The skull seems to have been removed.",))
    told = replace(state, case=case, analysis=analysis)
    assert told.notices == ("One slice was left out.", "The skull seems to have been removed.")
    assert replace(told, analysis=None).notices == ("One slice was left out.",)
    assert replace(told, case=None).notices == ()


def test_cancel_is_answered_at_once_and_what_still_comes_does_not_unsay_it(bench: Build) -> None:
    made = bench(gated=True)
    made.open("a")
    made.let(1)
    made.wait_slices(1)
    said: list[str] = []
    made.review.work.task_changed.connect(
        lambda: said.append(made.review.work.state.task.text if made.review.work.state.task else "")
    )
    made.review.work.cancel()
    assert said == ["Stopping"]
    made.let(1)
    made.wait(lambda: made.review.work.state.task is None)
    assert said == ["Stopping", ""]


def test_a_case_asked_for_again_while_it_stops_goes_on(bench: Build) -> None:
    made = bench(gated=True)
    made.open("a")
    made.let(1)
    made.wait_slices(1)
    made.review.work.cancel()
    made.review.shelf.choose(Path("a"))
    made.let(10)
    made.wait_complete()
    assert made.review.shelf.state.entry.status == "done"


def test_a_layer_asked_for_before_there_is_any_leaves_the_opening_one_alone(bench: Build) -> None:
    made = bench()
    made.review.shown.show_layer(5)
    made.open("a")
    made.wait_complete()
    state = made.review.shown.state
    masses = [favourite.mass for favourite in state.analysis.favourites]
    assert masses[state.layer] == max(masses)


def test_a_case_left_with_its_last_result_is_done(bench: Build) -> None:
    made = bench()
    review = made.review
    made.open("all")

    def leave(index: int) -> None:
        if review.shown.state.complete and review.shelf.state.current == Path("a"):
            review.shelf.choose(Path("b"))

    review.shown.results_changed.connect(leave)
    made.wait(lambda: review.shelf.state.current == Path("b"))
    made.wait_complete()
    assert [entry.status for entry in review.shelf.state.entries] == ["done", "done"]


def test_last_of_all_the_decisions_are_made_again_without_the_outlined_regions(bench: Build, qtbot: QtBot) -> None:
    made = bench(gated=True)
    made.open("a")
    made.wait(lambda: made.review.shown.state.case is not None)
    count = len(made.review.shown.state.case.indices)
    made.let(count - 1)
    made.wait_slices(count - 1)
    assert made.analyser.relied == []
    made.let(1)
    made.wait_complete()
    analysis = made.review.shown.state.analysis
    assert set(analysis.reliance) == {index for index, each in analysis.slices.items() if each.segmentation is not None}
    assert len(analysis.reliance) == 2


def test_they_do_not_depend_on_the_class_that_is_explained_and_are_kept_with_the_case(bench: Build) -> None:
    made = bench()
    made.open("all")
    made.wait_complete()
    for act in (
        lambda: made.review.set_class(0),
        lambda: made.review.shelf.step(1),
        lambda: made.review.shelf.step(-1),
        lambda: made.review.set_class(1),
    ):
        act()
        made.wait_complete()
        assert made.review.shown.state.analysis.reliance
    assert made.analyser.relied == ["a", "b"]


def test_an_analysis_that_was_stopped_before_them_makes_them_when_it_goes_on(bench: Build) -> None:
    made = bench(gated=True)
    made.open("a")
    made.wait(lambda: made.review.shown.state.case is not None)
    made.let(2)
    made.wait_slices(2)
    made.review.work.cancel()
    made.let(1)
    made.wait(lambda: made.review.work.state.task is None)
    assert not made.review.shown.state.analysis.reliance
    made.let(100)
    made.review.work.resume()
    made.wait_complete()
    assert made.review.shown.state.analysis.reliance
