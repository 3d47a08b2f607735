"""A reader sits at a study: keyboard alone, and nothing is reached before it is due."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QMenu, QToolButton

from tests.studies.conftest import ARMS, made_case
from xaiviewer.ledger import present
from xaiviewer.ledger.forms import MARK, Form, Question
from xaiviewer.ledger.marked import outline_of
from xaiviewer.ledger.opening import open_project
from xaiviewer.studies.design import FORM, Arm, Design
from xaiviewer.studies.given import given
from xaiviewer.studies.package import PROJECT_FILE, make_study
from xaiviewer.studies.sitting import Sitting, read_package, session_due, unlock
from xaiviewer.ui.study.window import StudyWindow

pytestmark = pytest.mark.slow

LAST = Arm("all", ((), ("prediction",), ("prediction", "outline", "map"), ("prediction", "outline", "map", "mask")))


@pytest.fixture
def made(tmp_path):
    """A study of one reader: a case to practise on, and two that count."""
    cases = [made_case(number, holds=number % 2 == 0, training=number > 1) for number in range(3)]
    design = Design("trial", (LAST,), ("r1",), wash_out_days=0.0, method="layer-cam")
    return make_study(design, cases, tmp_path / "study"), tmp_path / "study" / "reader-1"


@pytest.fixture
def opened(made, qtbot):
    """The window, the session open."""
    windows = []

    def opening():
        owner, folder = made
        window = StudyWindow(read_package(folder))
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        qtbot.waitUntil(window.isActiveWindow)
        window.beginning.words.setText(owner.passphrases["r1"][0])
        with qtbot.waitSignal(window.keeper.stepped):
            window.beginning.button.click()
        qtbot.waitUntil(lambda: not window.questions.waiting)
        windows.append(window)
        return window

    yield opening
    for window in windows:
        window.end()


def press(qtbot, window, *keys):
    for key in keys:
        qtbot.keyClick(window, key)


def answer(qtbot, window, finding=Qt.Key.Key_1, confidence=Qt.Key.Key_4):
    """Answer by keyboard and wait for what comes of it."""
    before = window.step
    press(qtbot, window, finding, confidence, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.step is not before)
    qtbot.waitUntil(lambda: window.step is None or not window.questions.waiting)
    assert window.step is None or window.review.shown.state.case is window.step.case


def test_another_passphrase_is_refused_on_the_page(made, qtbot):
    window = StudyWindow(read_package(made[1]))
    qtbot.addWidget(window)
    window.show()
    window.beginning.words.setText("nonsense")
    with qtbot.waitSignal(window.keeper.refused):
        window.beginning.button.click()
    assert "does not open session 1" in window.beginning.problem.text()
    assert window.step is None
    window.end()


def test_a_session_begins_by_keyboard_alone(made, qtbot):
    owner, folder = made
    window = StudyWindow(read_package(folder))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.beginning.words.hasFocus()
    qtbot.keyClicks(window.beginning.words, owner.passphrases["r1"][0])
    with qtbot.waitSignal(window.keeper.stepped):
        qtbot.keyClick(window.beginning.words, Qt.Key.Key_Return)
    window.end()


def test_a_session_is_gone_through_by_keyboard_alone(made, opened, qtbot):
    owner, folder = made
    window = opened()
    assert window.focusWidget() is window
    assert "Practice" in window.head.text()
    for _ in range(4):
        answer(qtbot, window)
    assert window.questions.feedback.isVisible()
    assert window.review.shown.state.case.mask is not None
    press(qtbot, window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.questions.waiting)
    assert not window.questions.feedback.isVisible()
    for _ in range(8):
        answer(qtbot, window)
    qtbot.waitUntil(lambda: window.stack.currentIndex() == 2)
    assert str(folder) in window.finished.text()
    copy = folder.parent / "sent.xaireview"
    copy.write_bytes((folder / PROJECT_FILE).read_bytes())  # the file alone, as it is sent
    with open_project(copy) as project:
        assert len(given(project.database, owner.id, "r1")) == 12
    window.end()
    with open_project(folder / PROJECT_FILE) as project:
        steps = given(project.database, owner.id, "r1")
    assert len(steps) == 12
    assert {(each.called, each.confidence) for each in steps} == {(True, 4)}
    assert sum(each.seconds for each in steps) > 0


def test_each_step_shows_what_is_due_and_no_key_shows_more(opened, qtbot):
    window = opened()
    every = [shortcut.key().toString() for shortcut in window.findChildren(QShortcut)]
    assert not {"Ctrl+S", "Ctrl+E", "Ctrl+C", "Ctrl+O", "Ctrl+K"} & set(every)
    for shows in LAST.steps:
        assert window.step.due.shows == shows
        for key in (Qt.Key.Key_S, Qt.Key.Key_M, Qt.Key.Key_T, Qt.Key.Key_S, Qt.Key.Key_M, Qt.Key.Key_T):
            press(qtbot, window, key)
        state = window.review.shown.state
        assert (state.case.mask is not None) == ("mask" in shows)
        qtbot.waitUntil(lambda: not window.review.work.busy)
        results = window.review.shown.state.analysis.slices.values()
        assert bool(results) == ("prediction" in shows)
        assert any(each.segmentation is not None for each in results) == ("outline" in shows)
        assert any(each.explained for each in results) == ("map" in shows)
        assert window.heat_frame.isVisible() == ("map" in shows)
        controls = window.slice_frame.controls
        assert controls.clinician.isVisible() == ("mask" in shows)
        assert controls.model.isVisible() == ("outline" in shows)
        answer(qtbot, window)


def test_the_decision_is_told_in_words_from_the_step_on_at_which_it_is_due(opened, qtbot):
    window = opened()
    assert not window.decision.isVisible()
    answer(qtbot, window)
    assert window.decision.isVisible()
    assert f"of {window.step.judged} slices" in window.decision.text()
    for _ in range(3):
        answer(qtbot, window)
    press(qtbot, window, Qt.Key.Key_Return)  # past the feedback, to another case
    qtbot.waitUntil(lambda: window.step.due.reading == 1 and not window.questions.waiting)
    assert not window.decision.isVisible()


def test_no_menu_and_no_export_is_there(opened):
    window = opened()

    assert window.menuBar().actions() == []
    assert {type(menu).__name__ for menu in window.findChildren(QMenu) if menu.actions()} <= {"TextsMenu"}
    assert not window.acceptDrops()
    tips = " ".join(button.toolTip().lower() for button in window.findChildren(QToolButton))
    assert "export" not in tips
    assert "save" not in tips


def test_an_answer_can_be_changed_until_the_step_is_left(made, opened, qtbot):
    owner, folder = made
    window = opened()
    press(qtbot, window, Qt.Key.Key_1, Qt.Key.Key_5)  # yes, 5; then another confidence, and no
    press(qtbot, window, Qt.Key.Key_2)
    press(qtbot, window, Qt.Key.Key_Comma)
    answer(qtbot, window, Qt.Key.Key_2, Qt.Key.Key_3)
    window.end()
    with open_project(folder / PROJECT_FILE) as project:
        (first,) = given(project.database, owner.id, "r1")
    assert not first.called
    assert first.confidence == 3


def test_the_slice_stays_from_step_to_step_of_a_case(opened, qtbot):
    window = opened()
    press(qtbot, window, Qt.Key.Key_Down)
    here = window.review.shown.state.slice_index
    answer(qtbot, window)

    assert window.review.shown.state.slice_index == here


def test_a_second_window_on_the_same_package_is_turned_away(made, opened, qtbot):
    owner, folder = made
    opened()
    second = StudyWindow(read_package(folder))
    qtbot.addWidget(second)
    with qtbot.waitSignal(second.keeper.refused):
        second.keeper.begin(0, owner.passphrases["r1"][0])
    assert "is being written by r1" in second.beginning.problem.text()
    second.end()


def test_a_mark_is_drawn_answered_at_its_step_and_gone_with_the_case(tmp_path, qtbot):
    form = Form("marks", (*FORM.questions, Question("where", "Where?", MARK)))
    design = Design("trial", (Arm("two", ((), ("prediction",))),), ("r1",), wash_out_days=0.0, form=form)
    owner = make_study(design, [made_case(number, holds=number == 0) for number in range(2)], tmp_path / "study")
    window = StudyWindow(read_package(tmp_path / "study" / "reader-1"))
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.keeper.stepped):
        window.keeper.begin(0, owner.passphrases["r1"][0])
    qtbot.waitUntil(lambda: not window.questions.waiting)
    drawn = np.zeros(window.review.shown.state.case.shape, dtype=bool)
    drawn[2:5, 2:5] = True
    window.review.measured.mark(1, drawn)
    answer(qtbot, window)
    assert window.review.measured.state.marks.slices  # it stays from step to step of a case
    answer(qtbot, window)
    assert not window.review.measured.state.marks.slices
    window.end()
    with open_project(tmp_path / "study" / "reader-1" / PROJECT_FILE) as project:
        marks = list(present.answers(project.database, question="where"))
    assert [each.place.step for each in marks] == [0, 1]
    assert all(np.array_equal(outline_of(each.value)[1], drawn) for each in marks)


def test_keys_between_two_steps_answer_neither(made, opened, qtbot):
    owner, folder = made
    window = opened()
    for _ in range(3):
        before = window.step
        again = [Qt.Key.Key_2, Qt.Key.Key_5, Qt.Key.Key_Return]
        press(qtbot, window, Qt.Key.Key_1, Qt.Key.Key_4, Qt.Key.Key_Return, Qt.Key.Key_Return, *again, *again)
        assert window.questions.waiting
        assert not window.questions.next.isEnabled()
        qtbot.waitUntil(lambda before=before: window.step is not before and not window.questions.waiting)
    window.end()
    with open_project(folder / PROJECT_FILE) as project:
        steps = given(project.database, owner.id, "r1")
        every = list(present.answers(project.database, history=True))
    assert [(each.step, each.called, each.confidence) for each in steps] == [(at, True, 4) for at in range(3)]
    assert len(every) == 6


def test_two_returns_after_feedback_go_on_once(opened, qtbot):
    window = opened()
    for _ in range(4):
        answer(qtbot, window)
    press(qtbot, window, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: not window.questions.waiting)
    assert window.step.due.reading == 1
    press(qtbot, window, Qt.Key.Key_1)
    qtbot.wait(200)
    assert not window.questions.waiting  # it is not asked anew
    assert window.questions.current.key == "confidence"


def test_the_session_that_is_not_finished_is_offered(tmp_path, qtbot):
    arms = Arm("one", ((),)), Arm("two", (("prediction",),))
    design = Design("trial", arms, ("r1",), wash_out_days=0.0)
    owner = make_study(design, [made_case(number, holds=number == 0) for number in range(2)], tmp_path / "study")
    folder = tmp_path / "study" / "reader-1"
    package = read_package(folder)
    assert session_due(package) == 0
    with Sitting(package, unlock(package, 0, owner.passphrases["r1"][0])) as sitting:
        while sitting.due is not None:
            sitting.answer("finding", "yes", 1.0)
            sitting.answer("confidence", 3, 1.0)
    window = StudyWindow(package)
    qtbot.addWidget(window)
    assert window.beginning.session.currentIndex() == 1
    window.end()


def test_return_without_both_answers_does_nothing(opened, qtbot):
    window = opened()
    before = window.step
    press(qtbot, window, Qt.Key.Key_1, Qt.Key.Key_Return)
    qtbot.wait(100)

    assert window.step is before
    assert not window.questions.next.isEnabled()


def test_masks_of_the_fixture_differ_from_its_outline_nowhere():
    """What the tests above rest on: what is due later is there to be found, if it leaked."""
    case = made_case(0, holds=True)
    assert np.array_equal(case.outputs.mask, case.outputs.outline)
    assert ARMS
