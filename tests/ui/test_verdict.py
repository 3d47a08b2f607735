"""The verdict form: by keyboard alone, beside the images."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from xaiviewer import paths
from xaiviewer.errors import UsageError
from xaiviewer.ledger import present
from xaiviewer.ledger.events import Place
from xaiviewer.ledger.forms import DEFAULT, Form, Question
from xaiviewer.ledger.marked import outline_of
from xaiviewer.ledger.opening import create_project, open_project
from xaiviewer.ledger.writers import Reader
from xaiviewer.ui.panels.verdict import remembered
from xaiviewer.ui.panels.verdict.form_dialog import Draft, FormDialog, form_of
from xaiviewer.ui.window import MainWindow

Key = Qt.Key
_SHIFT, _NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
CASE = Place()


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, the personal project and what could not be saved lie here."""
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "data")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "study.xaireview"


Build = Callable[..., MainWindow]
Judge = Callable[..., MainWindow]


@pytest.fixture
def judge(window: MainWindow, qtbot: QtBot, file: Path) -> Judge:
    """The window with a project that asks the usual questions, or others, of the reader r1."""

    def open_it(form: Form = DEFAULT) -> MainWindow:
        create_project(file, Reader("r1"), form=form).close()
        window.review.verdicts.be(Reader("r1"))
        window.projects.begin(file)
        qtbot.waitUntil(lambda: window.review.verdicts.state.book is not None)
        qtbot.waitUntil(lambda: bool(window.review.verdicts.state.content))
        window.activateWindow()
        window.setFocus()
        return window

    return open_it


def _press(window: MainWindow, *keys: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def _answers(window: MainWindow, qtbot: QtBot, file: Path) -> dict[str, Any]:
    qtbot.waitUntil(lambda: window.review.verdicts.state.waiting == 0)
    with open_project(file) as project:
        return {each.question: each.value for each in present.answers(project.database)}


@pytest.mark.slow
def test_the_whole_form_is_seen_when_it_is_opened(judge: Judge) -> None:
    window = judge()
    window.resize(1440, 900)
    window.toggle_verdict()
    scrolled = window.verdict.parentWidget().parentWidget().parentWidget()
    assert scrolled.height() >= window.verdict.needed(scrolled.width()) - 16


def test_a_case_is_judged_by_keyboard_alone(judge: Judge, qtbot: QtBot, file: Path) -> None:
    window = judge()
    _press(window, Key.Key_Period)
    assert window.verdict.isVisible()
    _press(window, Key.Key_1, Key.Key_2, Key.Key_4, Key.Key_5, Key.Key_3)
    _press(window, Key.Key_1)
    QTest.keyClicks(QApplication.focusWidget(), "rim, cyst")
    _press(window, Key.Key_Return, Key.Key_1)
    QTest.keyClicks(QApplication.focusWidget(), "Larger, 1.5 cm.")
    _press(window, Key.Key_Return)
    assert _answers(window, qtbot, file) == {
        "prediction": "accept",
        "attends": "partly",
        "mask": "cannot judge",
        "confidence": 5,
        "difficulty": "hard",
        "tags": ["rim", "cyst"],
        "comment": "Larger, 1.5 cm.",
    }
    assert window.verdict.saved.text() == "all saved"
    assert window.verdict.line("tags").head.told == "rim, cyst, saved"


@pytest.mark.slow
def test_an_answer_is_corrected_and_taken_back_with_keys(judge: Judge, qtbot: QtBot, file: Path) -> None:
    window = judge()
    _press(window, Key.Key_Period, Key.Key_1, Key.Key_Comma, Key.Key_2, Key.Key_Comma)
    assert _answers(window, qtbot, file)["prediction"] == "reject"
    assert "accept" in window.verdict.earlier.text()
    _press(window, Key.Key_Z, modifier=_SHIFT)
    assert _answers(window, qtbot, file)["prediction"] == "accept"
    assert "taken back" in window.verdict.earlier.text()


@pytest.mark.slow
def test_digits_mean_windows_again_once_the_form_is_left(judge: Judge) -> None:
    window = judge()
    shown = window.review.shown
    shown.set_window(type(shown.state.appearance.windows["flair"])(1, 1))
    _press(window, Key.Key_Comma, Key.Key_0)
    assert shown.state.appearance.windows["flair"].width == 1
    _press(window, Key.Key_Escape, Key.Key_0)
    assert shown.state.appearance.windows["flair"].width != 1
    assert not window.review.verdicts.state.active
    assert window.verdict.isVisible()
    _press(window, Key.Key_V, modifier=_SHIFT)
    assert not window.verdict.isVisible()


@pytest.mark.slow
def test_a_slice_and_a_layer_are_judged_apart_from_the_case(judge: Judge, qtbot: QtBot, file: Path) -> None:
    window = judge()
    verdicts = window.review.verdicts
    _press(window, Key.Key_Period, Key.Key_1)
    _press(window, Key.Key_C, modifier=_SHIFT)
    assert verdicts.state.about == "slice"
    verdicts.select(0)
    _press(window, Key.Key_2)
    _press(window, Key.Key_Down)
    assert verdicts.state.given("prediction", verdicts.place) is None
    _press(window, Key.Key_C, modifier=_SHIFT)  # no lesion is chosen
    assert verdicts.state.about == "layer"
    verdicts.select(0)
    _press(window, Key.Key_3)
    qtbot.waitUntil(lambda: verdicts.state.waiting == 0)
    layer = window.review.shown.state.analysis.layers[window.review.shown.state.layer].name
    with open_project(file) as project:
        found = {each.place: each.value for each in present.answers(project.database)}
    assert found == {CASE: "accept", Place(slice=2): "reject", Place(layer=layer): "supplement"}


@pytest.mark.slow
def test_a_project_that_is_gone_is_said_and_the_personal_one_used(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    remembered.keep_project(file)
    window.review.verdicts.be(Reader("r1"))
    window.projects.begin()
    assert "is not there any more" in window.banner.text.text()
    window.review.verdicts.answer("prediction", "accept")
    qtbot.waitUntil(lambda: window.review.verdicts.state.waiting == 0)
    assert window.review.verdicts.state.book.personal
    assert remembered.project() == file


@pytest.mark.slow
def test_a_name_is_asked_for_in_place_and_kept_for_the_next_start(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    window.setFocus()
    window.projects.begin()
    _press(window, Key.Key_Period, Key.Key_1)
    assert window.verdict.who.isVisible()
    assert not window.verdict.line("prediction").head.told.endswith(", saved")
    window.verdict.who.name.setText("  ")
    _press(window, Key.Key_Escape)
    window.setFocus()
    _press(window, Key.Key_Return)
    assert window.verdict.who.name.hasFocus(), "by the keyboard alone"
    _press(window, Key.Key_Return)
    assert window.verdict.who.wrong.isVisible()
    QTest.keyClicks(window.verdict.who.name, "r7")
    _press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: window.review.verdicts.state.waiting == 0)
    assert not window.verdict.who.isVisible()
    assert remembered.reader() == Reader("r7")


@pytest.mark.slow
def test_a_comment_that_is_being_typed_belongs_to_its_case(judge: Judge, qtbot: QtBot, file: Path) -> None:
    window = judge()
    review = window.review
    first = review.verdicts.state.content
    _press(window, Key.Key_Comma)
    review.verdicts.select(len(DEFAULT.questions) - 1)
    _press(window, Key.Key_1)
    QTest.keyClicks(QApplication.focusWidget(), "of the first")
    other = review.shelf.state.entries[1].path
    review.shelf.choose(other)
    qtbot.waitUntil(lambda: review.shelf.state.current == other and review.shown.state.case is not None)
    window.verdict.settle()
    qtbot.waitUntil(lambda: review.verdicts.state.waiting == 0)
    with open_project(file) as project:
        assert [(each.case, each.value) for each in present.answers(project.database)] == [(first, "of the first")]


@pytest.mark.slow
def test_what_is_drawn_answers_a_question_for_a_mark(judge: Judge, qtbot: QtBot, file: Path) -> None:
    window = judge(Form("marks", (Question("where", "Where?", "mark", places=("case",)), DEFAULT.questions[0])))
    review = window.review
    _press(window, Key.Key_Period)
    _press(window, Key.Key_6)  # begins with the proposed mask
    painted = np.zeros(review.shown.state.case.shape, dtype=bool)
    painted[5:9, 5:9] = True
    review.measured.mark(5, painted)
    review.measured.add("probe", 1, [(3.0, 4.0)])
    window.verdict.settle()
    value = _answers(window, qtbot, file)["where"]
    assert value["points"] == [[1, 4.0, 3.0]]
    found = outline_of(value)
    assert sorted(found) == [2, 3, 5]
    assert (found[5] == painted).all()
    assert (found[2] == review.shown.state.analysis.slices[2].segmentation).all()
    assert "outline on 3 slices" in window.verdict.line("where").head.told


@pytest.mark.slow
def test_why_answers_wait_is_said_beside_them(judge: Judge, qtbot: QtBot, file: Path) -> None:
    create_project(file.with_name("held.xaireview"), Reader("r2")).close()
    with open_project(file.with_name("held.xaireview"), Reader("r2")):
        window = judge()
        window.review.verdicts.open(file.with_name("held.xaireview"))
        qtbot.waitUntil(lambda: window.review.verdicts.state.book.path.stem == "held")
        _press(window, Key.Key_Period, Key.Key_1)
        qtbot.waitUntil(lambda: bool(window.review.verdicts.state.problem))
        assert "r2" in window.verdict.problem.text()
        assert "kept" in window.verdict.problem.text()
        assert window.verdict.saved.text() == "1 not saved"


@pytest.mark.slow
@pytest.mark.qt_log_ignore("propagateSizeHints")  # a dialog that grows, without a screen
def test_questions_are_edited_in_a_dialog(judge: Judge, qtbot: QtBot) -> None:
    window = judge()
    window.projects.edit_questions()
    dialog = window.projects.dialog
    dialog.list.setCurrentRow(1)
    dialog.remove.click()
    dialog.down.click()
    dialog.add.click()
    assert not dialog.accept_button.isEnabled()
    QTest.keyClicks(dialog.text, "How large is it?")
    dialog.kind.set_current("number")
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    QTest.keyClicks(dialog.low, "0")
    dialog.places["layer"].setChecked(False)
    dialog.accept_button.click()
    verdicts = window.review.verdicts
    qtbot.waitUntil(lambda: verdicts.state.form != DEFAULT)
    asked = verdicts.state.form.questions
    assert [each.key for each in asked][:4] == ["prediction", "confidence", "mask", "how-large-is-it"]
    assert (asked[3].kind, asked[3].low, asked[3].places) == ("number", 0, ("case", "slice", "lesion"))
    window.toggle_verdict()
    qtbot.waitUntil(window.verdict.line("how-large-is-it").head.isVisible)


def test_a_question_of_another_kind_gets_another_key() -> None:
    drafts = [Draft.of(each) for each in DEFAULT.questions[:2]]
    drafts[0].text, drafts[1].kind = "Is it right?", "text"
    made = form_of("f", drafts)
    assert made.questions[0].key == "prediction"
    assert made.questions[1].key != "attends"


@pytest.mark.parametrize(
    "draft",
    [
        Draft("", "text"),
        Draft("One word", "choice", ["one"]),
        Draft("A scale", "scale", low="1"),
        Draft("A number", "number", low="one"),
        Draft("About nothing", "text", places=()),
    ],
)
def test_a_draft_that_makes_no_sense_is_refused(draft: Draft) -> None:
    with pytest.raises(UsageError):
        form_of("f", [draft])


def test_the_dialog_says_what_makes_no_sense(qtbot: QtBot) -> None:
    dialog = FormDialog(DEFAULT)
    qtbot.addWidget(dialog)
    dialog.choices.setPlainText("one")
    assert "two choices" in dialog.wrong.text()
    assert not dialog.accept_button.isEnabled()
    dialog.usual.click()
    assert dialog.accept_button.isEnabled()


@pytest.mark.slow
def test_digits_before_the_next_case_is_there_answer_nothing_and_the_form_says_so(
    build: Build, qtbot: QtBot, fakes: Any, file: Path
) -> None:
    reader, free = fakes.FakeReader(fakes.make_case("a"), fakes.make_case("bb")), threading.Event()
    read = reader.load_case

    def held_up(path: Path, *options: Any, **others: Any) -> Any:
        assert path.name != "bb" or free.wait(20)
        return read(path, *options, **others)

    reader.load_case = held_up
    window = build(reader=reader)
    create_project(file, Reader("r1")).close()
    window.review.verdicts.be(Reader("r1"))
    window.review.shelf.open_paths([Path("all")])
    window.projects.begin(file)
    qtbot.waitUntil(lambda: window.review.shown.state.complete and bool(window.review.verdicts.state.content))
    window.setFocus()
    _press(window, Key.Key_Period, Key.Key_N)
    assert not window.review.verdicts.answerable
    shown = window.verdict.line("prediction")
    assert not shown.editor.isEnabled()
    assert "as soon as the case is shown" in window.verdict.keys.text()
    _press(window, Key.Key_1, Key.Key_1)
    assert shown.head.told == ""
    assert window.review.verdicts.state.at == 0
    free.set()
    qtbot.waitUntil(shown.editor.isEnabled)
    assert window.review.verdicts.answerable
    _press(window, Key.Key_2)
    assert _answers(window, qtbot, file) == {"prediction": "reject"}


@pytest.mark.slow
def test_a_digit_too_many_does_not_begin_to_write(judge: Judge) -> None:
    window = judge()
    _press(window, Key.Key_Period, Key.Key_1, Key.Key_2, Key.Key_4, Key.Key_5, Key.Key_3)
    _press(window, Key.Key_4)
    assert not window.verdict.writing
    _press(window, Key.Key_1)
    assert window.verdict.writing
