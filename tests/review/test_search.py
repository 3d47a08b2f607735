from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from xaiviewer.errors import Cancelled
from xaiviewer.review.state import entry_name
from xaiviewer.review.threads.finder import SearchReport, find
from xaiviewer.review.threads.jobs import JobContext, throttled

pytestmark = pytest.mark.slow

Build = Callable[..., Any]


def _searched(made: Any) -> bool:
    return not made.review.shelf.state.search.running


def test_a_search_tells_how_far_it_is_and_fills_the_list(bench: Build, fakes: Any) -> None:
    gate = threading.Semaphore(0)
    made = bench(*(fakes.make_case(f"p{number}", 3, side=16) for number in range(4)), gate=gate)
    seen: list[tuple[int, int]] = []
    made.review.shelf.entries_changed.connect(
        lambda: seen.append((made.review.shelf.state.search.files, made.review.shelf.state.search.cases))
    )
    made.open("all")
    assert made.review.shelf.state.search.running
    gate.release(100)
    made.wait_complete()
    assert seen[-1] == (30, 3)
    assert [entry.name for entry in made.review.shelf.state.entries] == ["p0", "p1", "p2", "p3"]
    assert made.review.shelf.state.current == Path("p0")


def test_a_search_can_be_stopped_and_the_open_case_goes_on(bench: Build, fakes: Any) -> None:
    gate = threading.Semaphore(0)
    made = bench(fakes.make_case("a", 3), fakes.make_case("b"), gate=gate)
    made.open("a")
    gate.release(1 + 3)  # the search, and the slices
    made.wait_complete()
    made.open("all")
    made.wait(lambda: made.review.shelf.state.search.running)
    made.review.shelf.stop_search()
    gate.release(1)
    made.wait(lambda: _searched(made))
    assert [entry.name for entry in made.review.shelf.state.entries] == ["a"]
    assert made.review.shown.state.complete


def test_the_list_fills_while_the_search_goes_on_and_cancelling_keeps_it(bench: Build, fakes: Any) -> None:
    gate = threading.Semaphore(2)
    made = bench(*(fakes.make_case(f"p{number}", 3, side=16) for number in range(4)), gate=gate)
    made.open("all")
    made.wait(lambda: made.review.shelf.state.current == Path("p0"))
    assert made.review.shelf.state.search.running
    made.review.shelf.stop_search()
    gate.release(100)
    made.wait(lambda: _searched(made))
    entries = [entry.name for entry in made.review.shelf.state.entries]
    assert entries[0] == "p0"
    assert len(entries) < 4


def test_cases_found_at_once_are_listed_once_and_in_order(fakes: Any) -> None:
    names = [Path(f"p{number}") for number in range(500)]
    reader = fakes.FakeReader(*(fakes.make_case(path.name, 3, side=16) for path in names))
    reports: list[Any] = []
    find(reader, set(), (Path("all"),), JobContext(reports.append))
    found = [each for each in reports if isinstance(each, SearchReport)]
    assert [entry.path for each in found for entry in each.cases] == names
    assert len(found[0].cases) == 1
    assert len(found) < 100


def test_what_was_found_before_a_search_fails_is_reported(fakes: Any) -> None:
    class Failing(fakes.FakeReader):  # type: ignore[misc]
        def search(self, path: Path, **options: Any) -> Any:
            for name in ("a", "b", "c"):
                options["found"](Path(name))
            raise Cancelled

    reports: list[Any] = []
    with pytest.raises(Cancelled):
        find(Failing(), set(), (Path("all"),), JobContext(reports.append))
    assert [entry.name for each in reports if isinstance(each, SearchReport) for entry in each.cases] == ["a", "b", "c"]


def test_looking_for_more_does_not_interrupt_the_analysis(bench: Build, fakes: Any) -> None:
    reading = threading.Semaphore(100)
    made = bench(fakes.make_case("a"), fakes.make_case("b"), gated=True, gate=reading)
    made.open("a")
    made.let(1)
    made.wait_slices(1)
    while reading.acquire(blocking=False):
        pass
    made.open("b")
    made.let(5)
    made.wait(lambda: made.review.shown.state.complete)
    assert made.review.shelf.state.search.running
    assert made.review.shown.state.case.name == "a"
    reading.release(100)
    made.wait(lambda: made.review.shelf.state.current == Path("b"))


def test_a_case_the_reader_opened_meanwhile_stays_open(bench: Build, fakes: Any) -> None:
    gate = threading.Semaphore(100)
    made = bench(fakes.make_case("a", 3), fakes.make_case("b", 3), fakes.make_case("c", 3), gate=gate)
    made.open("a")
    made.open("b")
    made.wait(lambda: len(made.review.shelf.state.entries) == 2 and _searched(made))
    while gate.acquire(blocking=False):
        pass
    made.open("c")
    made.wait(lambda: made.review.shelf.state.search.running)
    made.review.shelf.choose(Path("b"))
    gate.release(100)
    made.wait_complete()
    assert len(made.review.shelf.state.entries) == 3
    assert made.review.shelf.state.current == Path("b")


def test_folders_dropped_during_a_search_come_after_it(bench: Build, fakes: Any) -> None:
    gate = threading.Semaphore(0)
    made = bench(fakes.make_case("a", 3), fakes.make_case("b", 3), gate=gate)
    made.open("a")
    made.open("b")
    gate.release(100)
    made.wait_complete()
    assert [entry.name for entry in made.review.shelf.state.entries] == ["a", "b"]


def test_what_was_skipped_is_listed_once(bench: Build, fakes: Any) -> None:
    skipped = (fakes.FakeSkipped(Path("x/report.pdf"), "no image"), fakes.FakeSkipped(Path("x/empty.dcm"), "empty"))
    made = bench(skipped=skipped)
    for _ in range(2):
        made.open("all")
        made.wait_complete()
    assert made.review.shelf.state.search.skipped == skipped


def test_what_is_unexpected_in_a_search_reaches_the_excepthook(bench: Build, qtbot: Any, monkeypatch: Any) -> None:
    made = bench()

    def fail(path: Path, **_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(made.reader, "search", fail)
    with qtbot.captureExceptions() as caught:
        made.open("all")
        made.wait(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert _searched(made)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("patients/P12", "P12"),
        ("study/1.2.840.113619.2.408.5282380.4562341", "study …562341"),
        ("flat/sub-01_T1w.nii.gz", "sub-01_T1w"),
        ("study.zip", "study.zip"),
    ],
)
def test_a_case_has_a_name_before_it_is_opened(path: str, name: str) -> None:
    assert entry_name(Path(path)) == name


def test_progress_is_told_at_once_and_then_seldom() -> None:
    told: list[tuple[int, int]] = []
    tell = throttled(lambda done, total: told.append((done, total)))
    for number in range(10_000):
        tell(number, 10_000)
    assert told[0] == (0, 10_000)
    assert len(told) < 1000


def test_what_is_asked_for_while_a_search_stops_is_still_searched(bench: Build, fakes: Any) -> None:
    gate = threading.Semaphore(0)
    made = bench(fakes.make_case("a", 3), fakes.make_case("b", 3), gate=gate)
    made.open("all")
    made.wait(lambda: made.review.shelf.state.search.running)
    made.review.shelf.stop_search()
    made.open("b")  # before the search came to its next check
    gate.release(100)
    made.wait_complete()
    assert made.review.shelf.state.current == Path("b")
    assert [entry.name for entry in made.review.shelf.state.entries] == ["b"]


def test_what_is_asked_for_while_a_search_fails_is_still_searched(bench: Build, fakes: Any, qtbot: QtBot) -> None:
    go = threading.Event()
    made = bench(fakes.make_case("a", 3), fakes.make_case("b", 3))
    plain = made.reader.search

    def search(path: Path, **options: Any) -> Any:
        if path.name != "all":
            return plain(path, **options)
        assert go.wait(10)
        raise ZeroDivisionError

    made.reader.search = search
    with qtbot.captureExceptions() as caught:
        made.open("all")
        made.open("b")
        go.set()
        made.wait_complete()
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]
    assert made.review.shelf.state.current == Path("b")


def test_what_is_dropped_during_a_search_is_opened_and_not_what_the_search_finds_next(bench: Build, fakes: Any) -> None:
    go = threading.Event()
    made = bench(*(fakes.make_case(name, 3) for name in "abc"))
    plain = made.reader.search

    def search(path: Path, **options: Any) -> Any:
        if path.name != "all":
            return plain(path, **options)
        options["found"](Path("a"))
        assert go.wait(10)
        return fakes.FakeSearch((Path("a"), Path("b")))

    made.reader.search = search
    made.open("all")
    made.wait(lambda: made.review.shelf.state.current == Path("a"))
    opened: list[Path] = []
    made.review.shown.case_changed.connect(lambda: opened.append(made.review.shelf.state.current))
    made.open("c")
    go.set()
    made.wait(lambda: made.review.shelf.state.current == Path("c"))
    made.wait_complete()
    assert Path("b") not in opened
