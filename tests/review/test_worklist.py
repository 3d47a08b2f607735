"""The worklist of a review: what is done, what comes next, and what is analysed before it is wanted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from xaiviewer import paths
from xaiviewer.ledger import present
from xaiviewer.ledger.forms import Form, Question
from xaiviewer.ledger.identity import identify
from xaiviewer.ledger.opening import create_project, open_project
from xaiviewer.ledger.worklist import NOTHING_KNOWN, Facts, sequence
from xaiviewer.ledger.writers import Reader
from xaiviewer.requests import AnalysisSettings
from xaiviewer.review.derived.facts import called_in, facts_of

READER = Reader("r1")
NAMES = ("a", "bb", "ccc", "dddd")  # the fakes' pictures go by the length of the name
FORM = Form("one", (Question("right", "Right?", "choice", ("yes", "no")),))


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "data")


@pytest.fixture
def file(tmp_path, fakes):
    """A project with four cases."""
    made = tmp_path / "study.xaireview"
    with create_project(made, READER, form=FORM) as project:
        for name in NAMES:
            project.register(identify(fakes.make_case(name)))
    return made


@pytest.fixture
def opened(bench, fakes, file):
    """Builds a bench whose first case of four is open, with the project."""

    def build(**options):
        made = bench(*(fakes.make_case(name) for name in NAMES), **options)
        made.review.verdicts.be(READER)
        made.review.verdicts.open(file)
        made.open("all")
        if not options.get("gated"):
            made.wait_complete()
            made.wait(lambda: bool(made.review.verdicts.state.book and made.review.verdicts.state.content))
        return made

    return build


def judge(bench, name):
    shown = bench.review.shown
    if bench.review.shelf.state.current != Path(name):
        bench.review.shelf.choose(Path(name))
        bench.wait(lambda: shown.state.case is not None and shown.state.case.name == name)
        bench.wait(lambda: bool(bench.review.verdicts.state.content))
    bench.review.verdicts.answer("right", "yes")
    bench.wait(lambda: bench.review.worklist.state.line(Path(name)).status == "done")


def statuses(bench):
    return [bench.review.worklist.state.line(Path(name)).status for name in NAMES]


def test_the_next_case_to_do_is_found_and_progress_is_true(opened):
    bench = opened()
    worklist = bench.review.worklist
    assert worklist.next_to_do() == Path("bb")
    judge(bench, "a")
    judge(bench, "ccc")
    assert statuses(bench) == ["done", "to do", "done", "to do"]
    assert worklist.state.done == 2
    assert worklist.next_to_do() == Path("dddd")
    judge(bench, "dddd")
    assert worklist.next_to_do() == Path("bb")
    judge(bench, "bb")
    assert worklist.next_to_do() is None
    assert worklist.state.done == 4


def test_a_flagged_case_is_not_to_do(opened):
    bench = opened()
    bench.review.shelf.choose(Path("bb"))
    bench.wait(lambda: bench.review.shelf.state.current == Path("bb") and bool(bench.review.verdicts.state.content))
    bench.review.verdicts.flag()
    bench.wait(lambda: statuses(bench)[1] == "flagged")
    bench.review.shelf.choose(Path("a"))
    bench.wait(lambda: bench.review.shelf.state.current == Path("a"))
    assert bench.review.worklist.next_to_do() == Path("ccc")


def test_the_next_start_knows_what_was_done_before_it_reads_any_case(opened):
    first = opened()
    judge(first, "a")
    judge(first, "ccc")
    first.review.close()
    second = opened()
    second.wait(lambda: statuses(second) == ["done", "to do", "done", "to do"])
    assert second.review.worklist.state.line(Path("ccc")).readers == ("r1",)


def test_what_networks_found_is_known_and_kept_for_the_command_line(opened, file):
    bench = opened()
    state = bench.review.shown.state
    found = facts_of(state.case, state.analysis)
    assert found.called
    assert found.marked
    assert 0 < found.dice < 1
    assert 0 < found.attention < 1
    bench.wait(lambda: bench.review.worklist.state.line(Path("a")).facts == found)
    bench.review.close()
    with open_project(file) as project:
        assert present.found(project.database) == {identify(state.case).content: found}


def test_a_case_that_was_analysed_in_part_tells_nothing(fakes):
    case, analyser = fakes.make_case("a"), fakes.FakeAnalyser(size=32)
    settings = AnalysisSettings()
    part = analyser.start(case, settings).with_slice(analyser.result(case, settings, 2))
    assert facts_of(case, part) == NOTHING_KNOWN
    equal = replace(part, description=replace(part.description, finding=None))
    counts = [sum(each.predicted == index for each in equal.slices.values()) for index in range(len(equal.classes))]
    assert called_in(equal) == (max(counts), equal.classes[counts.index(max(counts))])  # a list tells what was decided
    assert called_in(replace(equal, slices={})) == (0, "")


def test_keys_go_through_the_cases_in_the_order_that_is_chosen(opened):
    bench = opened()
    shelf, worklist = bench.review.shelf, bench.review.worklist
    worklist.set_order("shuffled", 3)
    order = [NAMES[at] for at in worklist.state.sequence]
    assert sorted(order) == sorted(NAMES)
    assert order != list(NAMES)
    here = order.index("a")
    after = order[here + 1 : here + 3]
    assert [each.name for each in shelf.beside(Path("a"))][: len(after)] == after
    if here + 1 < len(order):
        shelf.step(1)
        bench.wait(lambda: shelf.state.current == Path(order[here + 1]))
    worklist.set_order("listed")
    assert [each.name for each in shelf.beside(Path("bb"), before=0)] == ["ccc", "dddd"]


def test_a_list_is_shuffled_as_on_the_command_line(opened, file):
    bench = opened()
    worklist = bench.review.worklist
    bench.wait(lambda: all(worklist.state.line(Path(name)).content for name in NAMES))
    with open_project(file) as project:
        listed = [(each.content, NOTHING_KNOWN) for each in present.cases(project.database)]
    orders = set()
    for seed in range(4):
        worklist.set_order("shuffled", seed)
        shown = tuple(worklist.state.line(Path(NAMES[at])).content for at in worklist.state.sequence)
        assert shown == tuple(listed[at][0] for at in sequence("shuffled", listed, seed))
        orders.add(shown)
    assert len(orders) > 1


def test_a_case_that_becomes_known_while_it_is_read_stays_at_its_place(bench, fakes, tmp_path):
    made = bench(*(fakes.make_case(name) for name in NAMES))
    made.open("all")
    made.wait_complete()
    worklist = made.review.worklist
    worklist.set_order("shuffled", 3)
    before = worklist.state.sequence
    made.review.verdicts.be(READER)
    made.review.verdicts.make(tmp_path / "new.xaireview")
    made.review.verdicts.answer("prediction", "accept")
    made.wait(lambda: worklist.state.line(Path("a")).status == "in work")
    worklist.note(Path("a"), Facts("lesion", 0.5), {})
    assert worklist.state.sequence == before


def test_cases_ahead_are_analysed_while_nothing_else_is_done(opened):
    bench = opened()
    review = bench.review
    review.set_ahead(on=True)
    bench.wait(lambda: review.worklist.state.line(Path("ccc")).facts != NOTHING_KNOWN)
    assert review.worklist.state.line(Path("bb")).facts != NOTHING_KNOWN
    asked = len(bench.analyser.order)
    review.shelf.choose(Path("bb"))
    bench.wait(lambda: review.shelf.state.current == Path("bb"))
    assert review.shown.state.complete
    assert len(bench.analyser.order) >= asked


def test_an_analysis_ahead_gives_way_to_the_case_that_is_opened_and_is_gone_on_with(opened):
    bench = opened(gated=True)
    review = bench.review
    bench.let(6)
    bench.wait_complete()
    review.set_ahead(on=True)
    bench.wait(lambda: review.shelf.beside(Path("a")) != ())
    bench.let(2)
    bench.wait(lambda: len(bench.analyser.order) == 8)
    review.shelf.choose(Path("dddd"))
    bench.wait(lambda: review.shelf.state.current == Path("dddd") and review.shown.state.case is not None)
    bench.let(1)  # the slice that the analysis ahead was at
    bench.let(6)
    bench.wait(lambda: review.shown.state.complete)
    bench.let(40)
    bench.wait_complete()


def test_without_memory_nothing_is_analysed_ahead(opened):
    bench = opened()
    bench.review.set_memory(1)
    before = len(bench.analyser.order)
    bench.review.set_ahead(on=True)
    bench.wait_complete()
    assert len(bench.analyser.order) == before


def test_without_a_segmenter_no_outline_is_scored_and_another_network_takes_no_figures_over(opened):
    bench = opened()
    state = bench.review.shown.state
    bench.wait(lambda: bench.review.worklist.state.line(Path("a")).facts != NOTHING_KNOWN)
    bare = {index: replace(each, segmentation=None, sureness=None) for index, each in state.analysis.slices.items()}
    alone = replace(state.analysis, slices=bare, models={})
    assert not alone.outlines
    assert facts_of(state.case, alone).dice is None
    assert facts_of(state.case, replace(alone, models={**alone.models, "segmenter": None})).dice == 0
    bench.review.worklist.forget_networks()
    assert bench.review.worklist.state.line(Path("a")).facts == NOTHING_KNOWN
