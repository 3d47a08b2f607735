"""What the reader says: on the disk at once, never lost, never waited for."""

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from xaiviewer import paths
from xaiviewer.case import Mask
from xaiviewer.errors import ReviewError
from xaiviewer.ledger import present
from xaiviewer.ledger.events import Place
from xaiviewer.ledger.forms import DEFAULT, Form, Question
from xaiviewer.ledger.opening import create_project, open_project
from xaiviewer.ledger.project import Project
from xaiviewer.ledger.writers import Reader
from xaiviewer.measurements import Marks, Measurement
from xaiviewer.review.verdicts import identifying, marking
from xaiviewer.review.verdicts.books import personal_file
from xaiviewer.review.verdicts.state import Given
from xaiviewer.review.verdicts.store import taken_back, value_of_digit

READER = Reader("r1", 7)
CASE = Place()


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Where the personal project and what could not be saved lie."""
    found = tmp_path / "data"
    found.mkdir()
    monkeypatch.setattr(paths, "user_data", lambda: found)
    return found


@pytest.fixture
def file(tmp_path):
    """A project that asks the usual questions."""
    create_project(tmp_path / "study.xaireview", READER).close()
    return tmp_path / "study.xaireview"


@pytest.fixture
def opened(bench):
    """Builds a bench with its first case open."""

    def build(*cases, reader=READER, others=None):
        made = bench(*cases)
        made.reader.cases.update(others or {})  # by the folder they lie in
        made.open("all")
        made.wait_complete()
        if reader is not None:
            made.review.verdicts.be(reader)
        made.told = []
        made.review.verdicts.failed.connect(lambda failure: made.told.append(failure.sentence))
        return made

    return build


def wait(bench, done):
    bench.wait(lambda: bool(done()))


def wait_saved(bench):
    wait(bench, lambda: not bench.review.verdicts.state.waiting)


def held(file, question="prediction", *, history=False):
    with open_project(file) as project:
        found = present.answers(project.database, question=question, history=history)
        return [(each.label, each.value, each.fields) for each in found]


def test_the_personal_project_is_made_at_the_first_answer(opened):
    bench = opened()
    verdicts = bench.review.verdicts
    verdicts.open()
    wait(bench, lambda: verdicts.state.content)
    assert not personal_file().exists()
    verdicts.answer("prediction", "accept")
    wait_saved(bench)
    assert verdicts.state.book.personal
    assert [value for _, value, _ in held(personal_file())] == ["accept"]
    assert verdicts.state.given("prediction", CASE).saved


def test_answers_wait_for_a_name_and_are_kept_meanwhile(opened, folder):
    bench = opened(reader=None)
    verdicts = bench.review.verdicts
    verdicts.answer("prediction", "reject")
    wait(bench, lambda: verdicts.state.problem)
    assert not verdicts.state.given("prediction", CASE).saved
    assert list((folder / "unsaved").glob("*.json"))
    verdicts.be(READER)
    wait_saved(bench)
    assert [value for _, value, _ in held(personal_file())] == ["reject"]
    wait(bench, lambda: not list((folder / "unsaved").glob("*")))


def test_what_was_on_the_screen_is_recorded(opened, file):
    bench = opened()
    shown, verdicts = bench.review.shown, bench.review.verdicts
    verdicts.open(file)
    shown.set_opacity(0.45)
    shown.show_layer(3)
    verdicts.ask_about("slice")
    verdicts.answer("attends", "partly")
    shown.toggle_heat()
    verdicts.answer("attends", "no")
    wait_saved(bench)
    (_, _, first), (_, _, second) = held(file, "attends", history=True)
    assert first["on"] == {"slice": 2}
    screen = first["screen"]
    assert screen["layer"] == shown.state.analysis.layers[3].name
    assert (screen["opacity"], screen["slice"], screen["sequence"]) == (0.45, 2, "flair")
    assert screen["method"] in shown.state.analysis.methods
    assert set(screen["weights"]) == {"classifier", "segmenter"}
    low, high = screen["window"]
    assert high > low
    assert "layer" not in second["screen"]
    assert second["before"] == "partly"


def test_beside_a_second_network_every_record_names_whom_it_is_about_and_what_stood_beside(bench, file, fakes):
    bench = bench(others=fakes.FakeOthers())
    shown, verdicts, compared = bench.review.shown, bench.review.verdicts, bench.review.compared
    bench.open("a")
    bench.wait_complete()
    verdicts.be(READER)
    verdicts.open(file)
    shown.set_second(Path("second"))
    verdicts.answer("prediction", "accept")
    compared.open()
    wait(bench, lambda: shown.state.second.found is not None)
    verdicts.answer("prediction", "reject")
    verdicts.undo()
    bench.open("b")
    wait(bench, lambda: shown.state.case is not None and shown.state.case.name == "b" and shown.state.complete)
    wait(bench, lambda: shown.state.second.found is not None)
    verdicts.answer("prediction", "reject")
    compared.close()
    verdicts.answer("prediction", "accept")
    wait_saved(bench)
    screens = [screen for _, _, fields in held(file, "prediction", history=True) for screen in [fields["screen"]]]
    assert [each["network"] for each in screens] == ["fake"] * 5
    assert [each.get("beside", {}).get("name") for each in screens] == [None, *["the second"] * 3, None]
    assert screens[1]["beside"]["weights"] == "f" * 64
    assert screens[1]["beside"]["layer"]


def test_an_answer_is_corrected_taken_back_and_all_of_it_stays(opened, file):
    bench = opened()
    verdicts = bench.review.verdicts
    verdicts.open(file)
    for value in ("accept", "reject", None, "supplement"):
        verdicts.answer("prediction", value)
    verdicts.undo()
    verdicts.undo()
    wait_saved(bench)
    assert verdicts.state.given("prediction", CASE).value == "reject"
    history = [value for _, value, _ in held(file, history=True)]
    assert history == ["accept", "reject", None, "supplement", None, "reject"]
    assert [each.value for each in verdicts.state.history["prediction", CASE]] == history
    assert all(each.saved for each in verdicts.state.history["prediction", CASE])


def test_a_moved_folder_finds_its_verdicts_and_changed_files_say_so(opened, fakes, file):
    case = fakes.make_case("one")
    moved = replace(case, source=Path("elsewhere"))
    other_mask = replace(case, source=Path("masked"), mask=Mask(~case.mask.voxels, case.mask.drawn))
    brighter = tuple(replace(each, voxels=each.voxels + np.uint8(1)) for each in case.volumes)
    changed = replace(case, source=Path("changed"), volumes=brighter)
    bench = opened(case, others={each.source.name: each for each in (moved, other_mask, changed)})
    verdicts, shelf = bench.review.verdicts, bench.review.shelf
    verdicts.open(file)
    verdicts.answer("prediction", "accept")
    wait_saved(bench)
    told = []
    for entry in shelf.state.entries[1:]:
        shelf.choose(entry.path)
        wait(bench, lambda path=entry.path: bench.review.shown.state.case and shelf.state.current == path)
        wait(bench, lambda: verdicts.state.content and (verdicts.state.history or verdicts.state.remark))
        given = verdicts.state.given("prediction", CASE)
        told.append((given and given.value, verdicts.state.remark))
    assert told[0] == ("accept", "")
    assert told[1][0] == "accept"
    assert "another mask" in told[1][1]
    assert told[2][0] is None
    assert "other pictures" in told[2][1]


def test_a_project_that_somebody_else_writes_says_who_and_is_written_once_that_ends(opened, file, monkeypatch):
    monkeypatch.setattr("xaiviewer.review.verdicts.keeper._FIRST_S", 0.05)
    other = open_project(file, Reader("r2"))
    bench = opened()
    verdicts = bench.review.verdicts
    verdicts.open(file)
    verdicts.answer("prediction", "accept")
    wait(bench, lambda: verdicts.state.problem)
    assert "r2" in verdicts.state.problem
    assert verdicts.state.waiting == 1
    other.close()
    wait_saved(bench)
    assert verdicts.state.problem == ""
    assert [value for _, value, _ in held(file)] == ["accept"]


def test_what_could_not_be_saved_before_the_end_is_saved_by_the_next_start(opened, file, folder):
    with open_project(file, Reader("r2")):
        first = opened()
        first.review.verdicts.open(file)
        first.review.verdicts.answer("prediction", "accept")
        first.review.verdicts.answer("confidence", 4)
        wait(first, lambda: first.review.verdicts.state.problem)
        first.review.close()
    assert held(file) == []
    second = opened()
    second.review.verdicts.open(file)
    wait(second, lambda: second.review.verdicts.state.given("confidence", CASE))
    wait_saved(second)
    assert [value for _, value, _ in held(file)] == ["accept"]
    assert [value for _, value, _ in held(file, "confidence")] == [4]
    wait(second, lambda: not list((folder / "unsaved").glob("*")))


def test_a_full_disk_is_told_of_and_the_answer_saved_once_there_is_room(opened, file, monkeypatch):
    monkeypatch.setattr("xaiviewer.review.verdicts.keeper._FIRST_S", 0.05)
    full, answer = threading.Event(), Project.answer
    full.set()

    def refuse(self, *args, **options):
        if full.is_set():
            raise ReviewError(f"{self.path} cannot grow, as the disk is full.")
        return answer(self, *args, **options)

    monkeypatch.setattr(Project, "answer", refuse)
    bench = opened()
    verdicts = bench.review.verdicts
    verdicts.open(file)
    verdicts.answer("prediction", "accept")
    verdicts.answer("prediction", "reject")
    wait(bench, lambda: "full" in verdicts.state.problem)
    full.clear()
    wait_saved(bench)
    assert [value for _, value, _ in held(file, history=True)] == ["accept", "reject"]


def test_a_broken_file_is_read_as_far_as_it_is_whole_and_gone_on_with_in_a_copy(opened, file, tmp_path):
    bench = opened()
    verdicts = bench.review.verdicts
    verdicts.open(file)
    verdicts.answer("prediction", "accept")
    verdicts.answer("mask", "no")
    wait_saved(bench)
    bench.review.close()
    data = bytearray(file.read_bytes())
    data[data.rindex(b'"value":"no"') + 9] ^= 1
    file.write_bytes(bytes(data))
    bench = opened()
    verdicts = bench.review.verdicts
    verdicts.open(file)
    wait(bench, lambda: verdicts.state.book)
    assert "damaged" in verdicts.state.book.damage
    verdicts.answer("prediction", "reject")
    wait(bench, lambda: verdicts.state.problem)
    verdicts.copy_whole(tmp_path / "whole")
    wait_saved(bench)
    assert [value for _, value, _ in held(tmp_path / "whole.xaireview", history=True)] == ["accept", "reject"]


def test_an_answer_to_a_case_that_is_left_before_it_is_identified_is_saved(opened, fakes, file, monkeypatch):
    gate, identify = threading.Semaphore(0), identifying.identify

    def slowly(case):
        assert gate.acquire(timeout=10)
        return identify(case)

    monkeypatch.setattr(identifying, "identify", slowly)
    bench = opened(fakes.make_case("one"), fakes.make_case("seven"))  # the fakes' pictures go by the length of the name
    verdicts = bench.review.verdicts
    verdicts.open(file)
    first = bench.review.shown.state.case
    verdicts.answer("prediction", "accept")
    bench.review.shelf.step(1)
    wait(bench, lambda: bench.review.shown.state.case not in (None, first))
    assert verdicts.state.given("prediction", CASE) is None
    gate.release(9)
    wait_saved(bench)
    wait(bench, lambda: verdicts.state.content)
    (found,) = held(file)
    assert found[2]["case"] == identify(first).content
    assert found[2]["case"] != verdicts.state.content


def test_the_next_case_begins_with_its_first_question(opened, fakes, file):
    bench = opened(fakes.make_case("a"), fakes.make_case("bb"))
    verdicts, shown = bench.review.verdicts, bench.review.shown
    verdicts.open(file)
    verdicts.activate(on=True)
    for number in (1, 2, 1, 4, 2):
        verdicts.digit(number)
    assert verdicts.state.question.key == "tags"
    bench.review.shelf.step(1)
    bench.wait(lambda: shown.state.case is not None and shown.state.case.name == "bb")
    assert verdicts.state.question.key == "prediction"
    verdicts.digit(2)
    wait_saved(bench)
    assert sorted(value for _, value, _ in held(file)) == ["accept", "reject"]


def test_other_questions_are_asked_in_the_file_and_here(opened, file):
    bench = opened()
    verdicts = bench.review.verdicts
    verdicts.open(file)
    verdicts.answer("prediction", "accept")
    form = Form("short", (Question("size", "How large?", "number", low=0, places=("case",)), *DEFAULT.questions[:1]))
    verdicts.ask(form)
    wait(bench, lambda: verdicts.state.form == form)
    verdicts.answer("size", -1)
    assert "at least 0" in bench.told[0]
    verdicts.answer("size", 12.5)
    wait_saved(bench)
    assert [value for _, value, _ in held(file, "size")] == [12.5]
    assert verdicts.state.given("prediction", CASE).value == "accept"
    verdicts.ask_about("slice")
    assert [each.key for each in verdicts.state.questions] == ["prediction"]


def test_a_file_that_is_no_project_is_refused_and_the_open_one_stays(opened, file, tmp_path):
    bench = opened()
    bench.review.verdicts.open(file)
    bench.review.verdicts.open(tmp_path / "missing.xaireview")
    wait(bench, lambda: bench.told)
    assert "is no file" in bench.told[0]
    bench.review.verdicts.answer("prediction", "accept")
    wait_saved(bench)
    assert len(held(file)) == 1


def test_a_flag_is_put_on_and_taken_off(opened, file):
    bench = opened()
    bench.review.verdicts.open(file)
    bench.review.verdicts.flag()
    bench.review.verdicts.flag()
    wait_saved(bench)
    assert [value for _, value, _ in held(file, "flag", history=True)] == ["yes", "no"]


@pytest.mark.parametrize(
    ("question", "digit", "given", "value"),
    [
        (DEFAULT.question("prediction"), 3, None, "supplement"),
        (DEFAULT.question("prediction"), 4, None, None),
        (DEFAULT.question("confidence"), 5, None, 5),
        (DEFAULT.question("confidence"), 0, None, None),
        (Question("t", "T", "tags", ("rim", "cyst")), 2, Given(["rim"]), ["rim", "cyst"]),
        (Question("t", "T", "tags", ("rim", "cyst")), 1, Given(["rim"]), []),
        (DEFAULT.question("comment"), 1, None, None),
    ],
)
def test_digits_answer(question, digit, given, value):
    assert value_of_digit(question, digit, given) == value


def test_what_was_taken_back_is_not_taken_back_twice():
    history = (Given("a"), Given("b"), Given("a", taken_back=True))
    assert taken_back(history) == Given(None, taken_back=True)
    assert taken_back((*history, Given(None, taken_back=True))) is None


def test_marks_become_an_answer_and_come_back(fakes):
    case = fakes.make_case()
    painted = Marks().with_slice(2, case.mask_of(2))
    point, box = Measurement(1, "probe", 3, ((7.5, 9),)), Measurement(2, "rectangle", 1, ((2, 3), (10, 12)))
    other = Measurement(3, "distance", 0, ((0, 0), (5, 5)))
    value = marking.value_of((point, box, other), painted, case)
    drawn, marks = marking.drawn_of(value, (other,), case)
    assert [(each.kind, each.slice_index, each.box) for each in drawn[1:]] == [
        (each.kind, each.slice_index, each.box) for each in (point, box)
    ]
    assert drawn[0] is other
    assert (marks.of(2) == case.mask_of(2)).all()
    assert marking.value_of(drawn, marks, case) == value
    with pytest.raises(ValueError, match="grid"):
        marking.drawn_of(value, (), fakes.make_case(side=32))


def test_slices_between_painted_ones_are_filled_from_their_outlines():
    small, large = np.zeros((40, 40), dtype=bool), np.zeros((40, 40), dtype=bool)
    small[18:22, 18:22], large[10:30, 10:30] = True, True
    made = marking.interpolated(Marks().with_slice(1, small).with_slice(5, large))
    areas = [int(made.of(index).sum()) for index in range(1, 6)]
    assert sorted(made.slices) == [1, 2, 3, 4, 5]
    assert areas == sorted(areas)
    assert areas[0] == 16
    assert areas[2] == pytest.approx(12 * 12, rel=0.25)
    assert (made.of(5) == large).all()


def test_a_mark_begins_with_the_models_mask_else_with_the_clinicians(fakes, opened):
    bench = opened()
    state = bench.review.shown.state
    found = marking.proposed(state.case, state.analysis)
    assert (found.of(2) == state.analysis.slices[2].segmentation).all()
    assert (marking.proposed(state.case, None).of(2) == state.case.mask_of(2)).all()


@pytest.fixture
def slow(bench, file, fakes):
    """A bench whose second case is read once `free` is set, with the project open."""
    made, free = bench(fakes.make_case("a"), fakes.make_case("bb")), threading.Event()
    read = made.reader.load_case

    def held_up(path, *options, **others):
        assert path.name != "bb" or free.wait(20)
        return read(path, *options, **others)

    made.reader.load_case, made.free = held_up, free
    made.open("all")
    made.wait_complete()
    made.review.verdicts.be(READER)
    made.review.verdicts.open(file)
    yield made
    free.set()


def test_what_is_typed_while_the_next_case_is_read_answers_neither(slow, file):
    verdicts = slow.review.verdicts
    first = slow.review.shown.state.case
    verdicts.digit(1)
    wait_saved(slow)
    before = verdicts.state.history
    slow.review.shelf.step(1)
    assert slow.review.shown.state.case is first
    assert not verdicts.answerable
    verdicts.digit(2)
    verdicts.flag()
    verdicts.undo()
    verdicts.answer("mask", "yes")
    assert verdicts.state.history == before
    assert not verdicts.state.waiting
    slow.free.set()
    wait(slow, lambda: verdicts.answerable and slow.review.shown.state.case is not first)
    verdicts.digit(2)
    wait_saved(slow)
    labels, values = zip(*((label, value) for label, value, _ in held(file)), strict=True)
    assert values == ("accept", "reject")
    assert len(set(labels)) == 2
    assert not held(file, "mask")


def test_a_text_begun_before_the_next_case_was_wanted_is_about_the_first(slow, file):
    verdicts = slow.review.verdicts
    begun, first = verdicts.target, slow.review.shown.state.case
    slow.review.shelf.step(1)
    verdicts.answer("comment", "Larger.", begun)
    wait_saved(slow)
    assert slow.review.shown.state.case is first
    assert [value for _, value, _ in held(file, "comment")] == ["Larger."]


def test_the_case_on_the_screen_is_identified_before_those_that_were_passed(opened, monkeypatch, fakes):
    gate, identify, order = threading.Semaphore(0), identifying.identify, []

    def slowly(case):
        assert gate.acquire(timeout=20)
        order.append(case.name)
        return identify(case)

    bench, cases = opened(), [fakes.make_case(name) for name in "abc"]
    monkeypatch.setattr(identifying, "identify", slowly)
    identifier = identifying.Identifier()
    for case in cases:
        identifier.ask(case)
    gate.release(3)
    wait(bench, lambda: all(identifier.of(case) for case in cases))
    identifier.end()
    assert order[-2:] in (["c", "b"], ["b", "a"])  # the first may have begun at once


def test_a_studys_answers_are_read_and_neither_answered_nor_asked_anew(opened, file):
    (file.parent / "study.json").write_text("{}")
    answers = file.rename(file.parent / "answers.xaireview")
    bench = opened()
    verdicts = bench.review.verdicts
    verdicts.open(answers)
    wait(bench, lambda: verdicts.state.book)
    assert not verdicts.state.book.writable
    assert "own window" in verdicts.state.book.notice
    verdicts.answer("prediction", "accept")
    wait(bench, lambda: len(bench.told) == 1)
    assert "own window" in bench.told[0]
    assert not verdicts.state.waiting
    verdicts.ask(Form("others", (Question("seen", "Seen?", "text"),)))
    wait(bench, lambda: len(bench.told) == 2)
    with open_project(answers, READER) as project:  # nobody holds it
        assert project.writable
        assert project.form == DEFAULT
        assert not list(present.answers(project.database))
