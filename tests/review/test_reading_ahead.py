"""Cases are read on threads of their own, ahead of the reader: in which order, how many, and what hangs or fails."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from xaiviewer.display.extent import whole
from xaiviewer.errors import ReadError
from xaiviewer.review import Failure, Review
from xaiviewer.review.cache import CaseCache, Remembered
from xaiviewer.review.derived.memory import size_of_case
from xaiviewer.review.derived.presets import Presets

Build = Callable[..., Any]


class Disk:
    """Holds up the reading of the cases named until they are let go; heeds no wish to stop, as a disk that hangs."""

    def __init__(self, reader: Any, *names: str) -> None:
        self._read, self._free = reader.load_case, {name: threading.Event() for name in names}
        self.begun: list[str] = []
        reader.load_case = self._load

    def _load(self, path: Path, *args: Any, **options: Any) -> Any:
        self.begun.append(path.name)
        if path.name in self._free:
            assert self._free[path.name].wait(20), "nobody let it go"
        return self._read(path, *args, **options)

    def let(self, *names: str) -> None:
        for name in names or self._free:
            self._free[name].set()


@pytest.fixture
def hang(request: pytest.FixtureRequest) -> Iterator[Callable[..., Disk]]:
    """Makes a `Disk`, which is let go in the end."""
    made: list[Disk] = []

    def make(reader: Any, *names: str) -> Disk:
        made.append(Disk(reader, *names))
        return made[-1]

    yield make
    for each in made:
        each.let()


def _cases(fakes: Any, names: str) -> list[Any]:
    return [fakes.make_case(name) for name in names]


def _at(made: Any, name: str) -> bool:
    case = made.review.shown.state.case
    return case is not None and case.name == name and made.review.shelf.state.current == Path(name)


def test_the_next_two_cases_are_read_ahead_and_then_the_one_before(bench: Build, fakes: Any) -> None:
    made = bench(*_cases(fakes, "abcdefgh"))
    made.open("all")
    made.wait(lambda: made.reader.loaded == ["a", "b", "c"])
    made.wait_complete()
    made.review.shelf.choose(Path("f"))
    made.wait(lambda: made.reader.loaded[3:] == ["f", "g", "h", "e"])
    made.wait_complete()
    assert _at(made, "f")


def test_a_case_that_is_chosen_is_begun_first_however_long_the_list_takes_to_mark_it(bench: Build, fakes: Any) -> None:
    made = bench(*_cases(fakes, "abcdefgh"))
    made.open("all")
    made.wait(lambda: made.reader.loaded == ["a", "b", "c"])
    made.wait_complete()
    made.review.shelf.entries_changed.connect(lambda: time.sleep(0.03))  # as a window does that paints its list
    made.review.shelf.choose(Path("f"))
    made.wait(lambda: made.reader.loaded[3:] == ["f", "g", "h", "e"])


def test_a_case_that_was_read_ahead_is_there_at_once_and_the_next_is_read(bench: Build, fakes: Any) -> None:
    made = bench(*_cases(fakes, "abcd"), gated=True)  # no slice is ever let through: the networks are busy
    made.open("all")
    made.wait(lambda: made.reader.loaded == ["a", "b", "c"] and not made.review.work.state.opening)
    made.wait(lambda: made.review.shown.state.analysis is not None)
    made.review.shelf.step(1)
    assert _at(made, "b")
    made.wait(lambda: "d" in made.reader.loaded)
    assert made.reader.loaded == ["a", "b", "c", "d"]


def test_a_case_that_was_not_read_does_not_wait_for_the_networks(bench: Build, fakes: Any) -> None:
    made = bench(*_cases(fakes, "abcdef"), gated=True)
    made.open("all")
    made.wait(lambda: made.review.shown.state.analysis is not None)
    made.review.shelf.choose(Path("f"))
    made.wait(lambda: _at(made, "f"))


def test_what_is_wanted_comes_before_what_is_read_ahead(bench: Build, fakes: Any, hang: Any) -> None:
    made = bench(*_cases(fakes, "abcde"))
    disk = hang(made.reader, "b")
    made.open("all")
    made.wait(lambda: disk.begun == ["a", "b"])
    made.review.shelf.choose(Path("e"))
    made.wait(lambda: _at(made, "e"))
    disk.let()
    made.wait_complete()


def test_a_case_that_is_wanted_while_it_is_read_ahead_is_read_once(bench: Build, fakes: Any, hang: Any) -> None:
    made = bench(*_cases(fakes, "abc"))
    disk = hang(made.reader, "b")
    made.open("all")
    made.wait(lambda: disk.begun == ["a", "b"])
    made.review.shelf.step(1)
    assert _at(made, "a")
    disk.let("b")
    made.wait(lambda: _at(made, "b"))
    made.wait_complete()
    made.wait(lambda: disk.begun == ["a", "b", "c"])


def test_a_case_that_hangs_leaves_the_open_one_and_can_be_given_up(bench: Build, fakes: Any, hang: Any) -> None:
    made = bench(*_cases(fakes, "abcdef"))
    hang(made.reader, "e", "f")
    made.open("all")
    made.wait_complete()
    review = made.review
    for name in ("e", "f"):
        review.shelf.choose(Path(name))
        made.wait(lambda name=name: review.work.state.opening == Path(name))
        assert _at(made, "a")
        assert review.shelf.state.entries[review.shelf.state.marked].name == name
    review.work.cancel()
    assert review.work.state.task is None
    assert review.shelf.state.marked == 0
    review.shelf.choose(Path("d"))
    made.wait(lambda: _at(made, "d"))
    made.wait_complete()


def test_the_networks_go_on_with_the_open_case_while_another_is_read(bench: Build, fakes: Any, hang: Any) -> None:
    made = bench(*_cases(fakes, "abcdef"), gated=True)
    disk = hang(made.reader, "f")
    made.open("all")
    made.let(1)
    made.wait_slices(1)
    made.review.shelf.choose(Path("f"))
    made.let(5)
    made.wait(lambda: made.review.shown.state.complete)
    assert _at(made, "a")
    disk.let()
    made.let(6)
    made.wait(lambda: _at(made, "f"))
    made.wait_complete()
    assert [entry.status for entry in made.review.shelf.state.entries] == ["done", *["waiting"] * 4, "done"]


def test_a_case_that_cannot_be_read_never_leaves_the_screen_blank(bench: Build, fakes: Any, hang: Any) -> None:
    made = bench(*_cases(fakes, "abcd"), broken=("bad",))
    disk = hang(made.reader, "bad")
    failures: list[Failure] = []
    made.on_failure(failures.append)
    made.open("all")
    made.wait_complete()
    seen: list[object] = []
    made.review.shown.case_changed.connect(lambda: seen.append(made.review.shown.state.case))
    before = made.review.shown.state
    made.review.shelf.choose(Path("bad"))
    disk.let()
    made.wait(lambda: bool(failures))
    assert failures == [Failure("bad cannot be read; choose another folder.", Path("bad"))]
    assert made.review.shown.state is before
    assert not seen
    assert made.review.shelf.state.current == Path("a")
    entry = made.review.shelf.state.entries[4]
    assert (entry.status, entry.problem) == ("failed", failures[0].sentence)


def test_a_case_that_cannot_be_read_ahead_is_not_told_of_until_it_is_wanted(bench: Build, fakes: Any) -> None:
    made = bench(fakes.make_case("a"), broken=("bad",))
    made.reader.cases["c"] = fakes.make_case("c")
    failures: list[Failure] = []
    made.on_failure(failures.append)
    made.open("a", "bad", "c")
    made.wait(lambda: {"bad", "c"} <= set(made.reader.loaded))
    made.wait_complete()
    assert not failures
    assert [entry.status for entry in made.review.shelf.state.entries] == ["done", "waiting", "waiting"]
    made.review.shelf.choose(Path("bad"))
    made.wait(lambda: bool(failures))
    assert made.review.shelf.state.entries[1].status == "failed"


@pytest.mark.parametrize("name", ["c", "bad"])
def test_a_case_of_which_one_slice_is_read_stays_until_there_is_another(bench: Build, fakes: Any, name: str) -> None:
    made = bench(*_cases(fakes, "abc"), broken=("bad",))
    read, free = made.reader.load_case, threading.Event()

    def load(path: Path, *args: Any, **options: Any) -> Any:
        tell = options["preview"]

        def told(first: Any) -> None:
            tell(first)
            assert path.name != "a" or free.wait(20)

        return read(path, *args, **{**options, "preview": told})

    made.reader.load_case = load
    shown = made.review.shown
    made.open("all")
    made.wait(lambda: shown.state.glimpse is not None and len(made.review.shelf.state.entries) == 4)
    seen: list[bool] = []
    shown.case_changed.connect(lambda: seen.append(shown.state.case is None and shown.state.glimpse is None))
    made.review.shelf.choose(Path(name))
    if name == "bad":
        made.wait(lambda: made.review.shelf.state.entries[3].status == "failed")
        assert not any(seen)  # blank
        free.set()
    made.wait(lambda: _at(made, name if name == "c" else "a"))
    free.set()
    made.wait_complete()


def test_going_back_to_the_open_case_gives_up_the_one_being_opened(bench: Build, fakes: Any, hang: Any) -> None:
    made = bench(*_cases(fakes, "abcdef"))
    hang(made.reader, "f")
    made.open("all")
    made.wait_complete()
    before = made.review.shown.state
    made.review.shelf.choose(Path("f"))
    made.review.shelf.choose(Path("a"))
    assert made.review.work.state.task is None
    assert made.review.shelf.state.marked == 0
    assert made.review.shown.state is before


def test_with_no_memory_for_other_cases_none_is_read_ahead(qtbot: Any, fakes: Any) -> None:
    reader = fakes.FakeReader(*_cases(fakes, "abc"))
    review = Review(reader, lambda: fakes.FakeAnalyser(size=32), memory=0)
    review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: review.shown.state.complete and review.work.state.task is None, timeout=10_000)
    assert reader.loaded == ["a"]
    review.set_memory(100 * size_of_case(reader.cases["a"]))
    qtbot.waitUntil(lambda: reader.loaded == ["a", "b", "c"], timeout=10_000)
    review.close()


def _read(fakes: Any, name: str) -> Remembered:
    case = fakes.make_case(name, 4, side=16)
    return Remembered(case, Presets(), {}, 0, whole(case), {})


def test_what_is_read_ahead_stays_within_the_bound_and_the_oldest_goes_first(fakes: Any) -> None:
    size = _read(fakes, "a").size
    cache = CaseCache(3 * size)
    cache.on_screen = Path("x")
    for name in ("a", "b", "c"):
        cache.add(Path(name), _read(fakes, name), ())
    assert cache.size == 3 * size
    cache.add(Path("d"), _read(fakes, "d"), [Path("a")])
    assert [each for each in "abcd" if cache.get(Path(each)) is not None] == ["a", "c", "d"]


def test_a_case_without_room_beside_the_nearer_ones_is_not_kept_nor_read_again(fakes: Any) -> None:
    size = _read(fakes, "a").size
    cache = CaseCache(int(2.5 * size))
    near = [Path("b"), Path("c"), Path("a")]
    cache.put(Path("old"), _read(fakes, "old"))
    for name in ("b", "c", "a"):
        assert cache.has_room(Path(name), near)
        cache.add(Path(name), _read(fakes, name), near)
    assert cache.get(Path("old")) is None
    assert cache.get(Path("a")) is None
    assert not any(cache.has_room(each, near) for each in near)
    cache.bound(4 * size)
    assert cache.has_room(Path("a"), near)


def test_the_case_on_the_screen_does_not_count(fakes: Any) -> None:
    size = _read(fakes, "a").size
    cache = CaseCache(size)
    cache.on_screen = Path("a")
    cache.put(Path("a"), _read(fakes, "a"))
    cache.add(Path("b"), _read(fakes, "b"), [Path("b")])
    assert cache.size == size
    assert cache.get(Path("a")) is not None


def test_a_sentence_of_the_reader_is_what_the_list_says(bench: Build, fakes: Any, monkeypatch: Any) -> None:
    made = bench(*_cases(fakes, "abcde"))
    made.open("all")
    made.wait_complete()

    def fail(path: Path, *_: object, **__: object) -> None:
        raise ReadError("e is damaged; copy it again.")

    monkeypatch.setattr(made.reader, "load_case", fail)
    made.review.shelf.choose(Path("e"))
    made.wait(lambda: made.review.shelf.state.entries[4].status == "failed")
    assert made.review.shelf.state.entries[4].problem == "e is damaged; copy it again."
    assert _at(made, "a")
