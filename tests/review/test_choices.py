from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from xaiviewer.case import Choices, Contents, Geometry
from xaiviewer.display.window_level import WindowLevel
from xaiviewer.errors import ReadError
from xaiviewer.review.cache import CaseCache
from xaiviewer.review.derived.presets import own_window, presets
from xaiviewer.review.derived.sources import doubt, segments_of, settled, taken

Build = Callable[..., Any]


@pytest.fixture
def study(fakes: Any) -> Any:
    """A case with five series and two masks."""
    return fakes.with_contents(fakes.make_case("study", known=True))


def _without(study: Any, sequence: str) -> Choices:
    return replace(
        taken(study), sequences=tuple((key, "" if key == sequence else value) for key, value in taken(study).sequences)
    )


def test_an_opened_case_says_what_it_was_built_from(bench: Build, study: Any) -> None:
    made = bench(study)
    made.open("study")
    made.wait_complete()
    state = made.review.shown.state
    assert state.contents is study.contents
    assert state.choices == Choices((("t1", "2"), ("flair", "4"), ("t1c", "7")), "seg-9", ())


def test_other_choices_read_the_case_anew_at_the_same_slice(bench: Build, study: Any) -> None:
    made = bench(study)
    made.open("study")
    made.wait_complete()
    made.review.shown.show_slice(5)
    before = len(made.analyser.order)
    made.review.reread(_without(study, "t1"))
    assert made.review.shown.state.case is None
    assert made.review.shown.state.analysis is None
    assert made.review.shown.state.contents is study.contents
    made.wait_complete()
    state = made.review.shown.state
    assert [volume.sequence for volume in state.case.volumes] == ["flair", "t1c"]
    assert state.slice_index == 5
    assert dict(state.choices.sequences)["t1"] == ""
    assert len(made.analyser.order) - before == 6


def test_the_same_choices_change_nothing(bench: Build, study: Any) -> None:
    made = bench(study)
    made.open("study")
    made.wait_complete()
    before = made.review.shown.state
    made.review.reread(before.choices)
    assert made.review.shown.state is before
    assert made.reader.loaded == ["study"]


def test_choices_last_while_other_cases_are_open(
    bench: Build, study: Any, fakes: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of the cases that were left the newest alone is remembered.
    monkeypatch.setattr("xaiviewer.review.review.CaseCache", lambda _: CaseCache(0))
    made = bench(study, fakes.make_case("b"))
    made.open("all")
    made.wait_complete()
    made.review.reread(replace(taken(study), mask=""))
    made.wait_complete()
    made.review.shelf.choose(Path("b"))
    made.wait_complete()
    made.review.shelf.choose(Path("study"))
    made.wait_complete()
    assert made.reader.loaded == ["study", "study", "b", "study"]
    assert made.review.shown.state.case.mask is None
    assert made.review.shown.state.choices.mask == ""


def test_late_results_of_the_old_choices_are_dropped(bench: Build, study: Any) -> None:
    made = bench(study, gated=True)
    made.open("study")
    made.let(2)
    made.wait_slices(2)
    made.review.reread(_without(study, "t1c"))
    made.let(1)  # the old analysis wakes up and sees that it was cancelled
    made.let(6)
    made.wait_complete()
    assert len(made.review.shown.state.case.volumes) == 2
    assert sorted(made.review.shown.state.analysis.slices) == list(range(6))


def test_choices_that_cannot_be_read_say_so_and_leave_the_case_as_it_was(bench: Build, study: Any) -> None:
    made = bench(study)
    sentences: list[str] = []
    made.on_failure(lambda failure: sentences.append(failure.sentence))
    made.open("study")
    made.wait_complete()
    before = made.review.shown.state.case
    made.review.reread(_without(study, "flair"))
    made.wait(lambda: bool(sentences))
    assert sentences == ["study has no FLAIR; choose a series for it."]
    made.wait_complete()
    state = made.review.shown.state
    assert (state.case, state.choices, state.contents) == (before, taken(study), study.contents)
    assert (made.review.shelf.state.entry.status, made.review.shelf.state.entry.problem) == ("done", "")
    made.review.reread(_without(study, "t1"))
    made.wait_complete()
    assert dict(made.review.shown.state.choices.sequences)["t1"] == ""
    made.review.reread(_without(study, "flair"))  # again: the choices before it are not forgotten
    made.wait(lambda: len(sentences) == 2)
    made.wait_complete()
    assert dict(made.review.shown.state.choices.sequences)["t1"] == ""


def test_what_a_case_holds_can_be_asked_where_it_could_not_be_read(bench: Build, study: Any, monkeypatch: Any) -> None:
    made = bench(study)

    def fail(path: Path, choices: Choices, **_: object) -> None:
        raise ReadError("it is damaged; copy it again.")

    monkeypatch.setattr(made.reader, "load_case", fail)
    made.open("study")
    made.wait(lambda: made.review.shelf.state.entry is not None and made.review.shelf.state.entry.status == "failed")
    assert made.review.shown.state.contents is None
    made.review.ask_contents()
    made.wait(lambda: made.review.shown.state.contents is not None and made.review.work.state.task is None)


def test_the_first_slice_comes_before_the_case(bench: Build, study: Any) -> None:
    gate = threading.Semaphore(4)  # the search, and three of six slices
    made = bench(study, gate=gate)
    made.open("study")
    made.wait(lambda: made.review.shown.state.glimpse is not None)
    state = made.review.shown.state
    assert state.case is None
    assert (state.glimpse.preview.index, state.glimpse.preview.count) == (3, 6)
    assert state.extent is None
    gate.release(10)
    made.wait_complete()
    assert made.review.shown.state.glimpse is None


def test_reading_can_be_stopped_and_taken_up_again(bench: Build, study: Any) -> None:
    gate = threading.Semaphore(4)
    made = bench(study, gate=gate)
    made.open("study")
    made.wait(lambda: made.review.shown.state.glimpse is not None)
    made.review.work.cancel()
    gate.release(1)
    made.wait(lambda: made.review.work.state.task is None)
    assert made.review.shelf.state.entry.status == "waiting"
    assert made.review.shown.state.case is None
    gate.release(10)
    made.review.work.resume()
    made.wait_complete()


def test_a_case_offers_the_window_of_its_files(bench: Build, study: Any) -> None:
    made = bench(study)
    made.open("study")
    made.wait_complete()
    review = made.review
    automatic = review.shown.state.appearance.windows["flair"]
    review.shown.set_own_window()
    assert review.shown.state.appearance.windows["flair"] == WindowLevel(89.5, 120)
    review.shown.set_window(None)
    assert review.shown.state.appearance.windows["flair"] == automatic
    review.shown.set_sequence("t1")
    review.shown.set_window(WindowLevel(1, 2))
    review.shown.set_own_window()  # these files state none
    assert review.shown.state.appearance.windows["t1"] == review.shown.state.presets.automatic["t1"]


@pytest.mark.parametrize(
    ("attributes", "window"),
    [
        ({"WindowCenter": 40, "WindowWidth": 401}, WindowLevel(39.5, 400)),
        ({"WindowCenter": "40", "WindowWidth": "400", "VOILUTFunction": "LINEAR_EXACT"}, WindowLevel(40, 400)),
        ({"WindowCenter": [300, 20], "WindowWidth": [601, 40]}, WindowLevel(299.5, 600)),
        ({"cal_min": 0, "cal_max": 900}, WindowLevel(450, 900)),
        ({"WindowCenter": 40}, None),
        ({"WindowCenter": 40, "WindowWidth": "nan"}, None),
        ({"WindowCenter": [], "WindowWidth": 100}, None),
        ({"WindowCenter": 40, "WindowWidth": -5, "VOILUTFunction": "LINEAR_EXACT"}, None),
        ({"cal_min": 0, "cal_max": 0}, None),
        ({}, None),
    ],
)
def test_the_window_of_a_file_is_its_first_one_if_it_makes_sense(attributes: Any, window: WindowLevel | None) -> None:
    assert own_window(attributes) == window


def test_presets_leave_out_what_the_files_do_not_state(study: Any) -> None:
    made = presets(study)
    assert set(made.automatic) == {"t1", "flair", "t1c"}
    assert set(made.own) == {"flair"}


def test_what_is_left_open_is_settled_as_the_readers_would(study: Any) -> None:
    made = settled(study.contents, Choices())
    assert made == Choices((("t1", "2"), ("flair", "4"), ("t1c", "7")), "seg-9", (1, 2, 4))
    assert settled(study.contents, Choices(mask="")).segments == ()
    assert dict(settled(study.contents, Choices((("t1", ""),))).sequences)["t1"] == ""
    assert dict(settled(study.contents, Choices((("flair", "gone"),))).sequences)["flair"] == "4"


def test_the_labels_shown_are_those_chosen(study: Any) -> None:
    assert [each.name for each in segments_of(study)] == ["necrotic core", "oedema", "enhancing tumour"]
    chosen = replace(study, choices=replace(study.choices, segments=(4,)))
    assert [each.name for each in segments_of(chosen)] == ["enhancing tumour"]
    assert segments_of(replace(study, mask=None)) == ()


def test_doubt_is_raised_where_a_sequence_was_not_recognised_and_could_be_chosen(study: Any, fakes: Any) -> None:
    assert doubt(study) == ""
    grid = Geometry(np.eye(4), known=True)
    series = tuple(fakes.make_series(str(number), name, grid, (6, 64, 64)) for number, name in enumerate(("x", "y")))
    unsure = replace(study, contents=Contents("study", Path("study"), series))
    unsure = replace(unsure, choices=settled(unsure.contents, Choices()))
    assert doubt(unsure).startswith("No series was recognised as FLAIR")
    decided = replace(unsure, choices=Choices((("flair", "1"), ("t1", "0"), ("t1c", ""))))
    assert doubt(decided) == ""
    alone = replace(unsure, contents=replace(unsure.contents, series=series[:1]))
    assert doubt(alone) == ""
