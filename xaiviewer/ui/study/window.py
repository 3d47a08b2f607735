"""The window of a reader study. It holds what is due, so that nothing else can be reached by any key or menu."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from xaiviewer.case import Mask
from xaiviewer.ledger.events import Screen
from xaiviewer.measurements import Marks
from xaiviewer.review import Review
from xaiviewer.review.verdicts import marking
from xaiviewer.review.verdicts.seen import screen_of
from xaiviewer.studies.showing import Step, StepAnalyser, StepReader
from xaiviewer.studies.sitting import Feedback, Package
from xaiviewer.ui.bars.safety_bar import SafetyBar
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import column, label, rule
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.kit.rendering import Renderer
from xaiviewer.ui.language import later, tr
from xaiviewer.ui.panels.slice_strip import SliceStrip
from xaiviewer.ui.study.beginning import Beginning
from xaiviewer.ui.study.keeper import Keeper
from xaiviewer.ui.study.questions import Questions
from xaiviewer.ui.views.fitting import fit
from xaiviewer.ui.views.frames import SliceFrame
from xaiviewer.ui.views.heat_frame import HeatFrame
from xaiviewer.ui.views.measuring.tools import Tools
from xaiviewer.ui.views.view_pair import ViewPair
from xaiviewer.ui.views.viewport import Viewport

_STRIP, _SIDE = 128, 300
_SHOWN = {
    "prediction": later("the network's decision"),
    "outline": later("the network's outline"),
    "map": later("a map"),
    "mask": later("the clinician's mask"),
}


class StudyWindow(QMainWindow):
    """One reader at one session."""

    def __init__(self, package: Package) -> None:
        super().__init__()
        self._package = package
        self._step: Step | None = None
        self._since = 0.0
        self._coming = False  # what the step shows is not on the screen yet
        self._said = ""  # what is to be told beside it, where it is feedback
        self._place: tuple[int, int] | None = None  # reading and slice that were shown
        self.setWindowTitle(f"{package.name} · xaiviewer")
        self.setWindowIcon(theme.icon("xaiviewer", size=64))
        self.setMinimumSize(1024, 560)
        self.setAcceptDrops(False)  # nothing comes in but by the study
        self.keeper = Keeper(package, self)
        self.review = Review(
            StepReader(lambda: self._step), lambda: StepAnalyser(package, lambda: self._step), memory=0
        )
        self.viewport, renderer, names = Viewport(self), Renderer(), Names(self.review, self)
        tools = Tools(self.review, self)
        self.slice_frame = SliceFrame(self.review, renderer, self.viewport, names, tools)
        self.heat_frame = HeatFrame(self.review, renderer, self.viewport, names, tools)
        self.strip = SliceStrip(self.review, names)
        theme.follow(self.strip, lambda strip: strip.setFixedHeight(theme.room(_STRIP, 5)))
        self.beginning, self.questions = Beginning(package), Questions(package.form, tools.choose, self._drawn)
        self.head, self.problem = label("", "heading"), label("", "caution", wrap=True)
        self.decision = label("", wrap=True)
        self.decision.setContentsMargins(16, 16, 16, 0)
        self.finished = label("", "title", wrap=True)
        self.finished.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.finished.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._views = ViewPair(self.slice_frame, self.heat_frame)
        self._assemble(SafetyBar(self.review, renderer, self.viewport, names))
        self._connect()
        self.beginning.words.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Everything that was answered is saved first."""
        self.end()
        super().closeEvent(event)

    def end(self) -> None:
        """Save what is on its way and end the threads; safe to call twice."""
        self.keeper.close()
        self.review.close()

    @property
    def step(self) -> Step | None:
        """What is on the screen."""
        return self._step

    def _assemble(self, safety: QWidget) -> None:
        reading, side = QWidget(), QWidget()
        side.setObjectName("panel")
        theme.follow(side, lambda side: side.setFixedWidth(theme.px(_SIDE)))
        beside = column(side, spacing=0)
        beside.addWidget(self.decision)
        beside.addWidget(self.questions)
        centre = QWidget()
        middle = column(centre, spacing=1)
        middle.addWidget(self._views, 1)
        middle.addWidget(self.strip)
        lay = QHBoxLayout(reading)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(1)
        lay.addWidget(centre, 1)
        lay.addWidget(side)
        self.stack = QStackedWidget()
        for page in (self.beginning, reading, self.finished):
            self.stack.addWidget(page)
        root, top = QWidget(), QWidget()
        root.setObjectName("window")
        line = QHBoxLayout(top)
        line.setContentsMargins(16, 8, 16, 8)
        line.addWidget(self.head, 1)
        whole_window = column(root, spacing=0)
        for widget in (top, rule()):
            whole_window.addWidget(widget)
        self.problem.setContentsMargins(16, 8, 16, 8)
        self.problem.hide()
        whole_window.addWidget(self.problem)
        whole_window.addWidget(self.stack, 1)
        whole_window.addWidget(safety)
        self.setCentralWidget(root)
        self.head.setText(tr("Reader study"))

    def _connect(self) -> None:
        self.beginning.passphrase_given.connect(self.keeper.begin)
        self.beginning.file_given.connect(self.keeper.begin_released)
        self.keeper.stepped.connect(self._take_step)
        self.keeper.told.connect(self._take_feedback)
        self.keeper.refused.connect(self._take_refusal)
        self.keeper.ended.connect(self._take_end)
        self.questions.answered.connect(self._answer)
        self.questions.confirmed.connect(self.keeper.go_on)
        self.strip.slice_chosen.connect(self.review.shown.show_slice)
        self.review.shown.case_changed.connect(self._fit)
        for signal in (self.review.shown.case_changed, self.review.shown.results_changed):
            signal.connect(self._look)
        self.review.work.failed.connect(lambda failure: self._take_refusal(failure.sentence))
        for keys, do in self._keys():
            shortcut = QShortcut(keys, self)
            shortcut.activated.connect(do)

    def _keys(self) -> list[tuple[QKeySequence, Callable[[], None]]]:
        """All keys that there are."""
        shown, view, key = self.review.shown, self.viewport, Qt.Key
        found: list[tuple[QKeyCombination | Qt.Key, Callable[[], None]]] = [
            (key.Key_Up, partial(self._go, -1)),
            (key.Key_Down, partial(self._go, 1)),
            (Qt.KeyboardModifier.ShiftModifier | key.Key_Up, partial(self._go, -10)),
            (Qt.KeyboardModifier.ShiftModifier | key.Key_Down, partial(self._go, 10)),
            (key.Key_Q, self._next_sequence),
            (key.Key_S, shown.toggle_mask),
            (key.Key_M, shown.toggle_model),
            (key.Key_T, shown.toggle_heat),
            (key.Key_I, shown.toggle_inverted),
            (key.Key_H, view.flip_across),
            (key.Key_V, view.flip_down),
            (key.Key_R, view.reset),
            (key.Key_Comma, partial(self.questions.step, -1)),
            (key.Key_Period, partial(self.questions.step, 1)),
            (key.Key_Return, self._return),
            (key.Key_Enter, self._return),
        ]
        digits: list[tuple[QKeyCombination | Qt.Key, Callable[[], None]]] = [
            (Qt.Key(key.Key_0 + number), partial(self.questions.digit, number)) for number in range(10)
        ]
        return [(QKeySequence(pressed), do) for pressed, do in [*found, *digits]]

    def _return(self) -> None:
        """Begin where nothing is open yet; go on to the next step."""
        if self.stack.currentIndex() == 0:
            self.beginning.open_given()
        else:
            self.questions.go_on()

    # --- what is due

    def _take_step(self, step: Step | None) -> None:
        self.problem.hide()
        if step is None:
            return
        self.questions.wait()
        self._said = ""
        self._open(step)

    def _look(self) -> None:
        """Ask as soon as all that the step shows is there; the time begins then."""
        state, step = self.review.shown.state, self._step
        if not self._coming or step is None or state.case is not step.case:
            return
        if (0 if state.analysis is None else len(state.analysis.slices)) < step.judged:
            return
        self._coming = False
        self._tell_decision(step)
        if self._said:
            self.questions.tell(self._said)
        else:
            self.questions.ask()
        self.setFocus()  # keys answer; Qt would turn to the first button of what the step shows
        self._since = time.monotonic()

    def _tell_decision(self, step: Step) -> None:
        """What the network decided, in words: its curve and its map leave that to be guessed."""
        analysis = self.review.shown.state.analysis
        due = "prediction" in step.due.shows and analysis is not None
        self.decision.setVisible(due)
        if due and analysis is not None:
            results, finding = analysis.slices.values(), analysis.description.main_class
            called = sum(each.predicted == finding for each in results)
            told = tr("The network calls {finding} on {called} of {count} slices.")
            name = tr(analysis.description.main_name)
            self.decision.setText(told.format(finding=name, called=called, count=len(results)))

    def _open(self, step: Step) -> None:
        """Show what a step shows; the reader stays at his slice where the case is the one before."""
        state = self.review.shown.state
        before = None if self._step is None else self._step.due.reading
        self._place = (step.due.reading, state.slice_index) if before == step.due.reading else None
        self._step, self._coming = step, True
        self.decision.hide()
        due = step.due
        self.heat_frame.setVisible("map" in due.shows)
        self.strip.hide_keys(frozenset(("prediction", "outline")) - set(due.shows))
        for frame in (self.slice_frame, self.heat_frame):
            frame.controls.show_keys(clinician=step.case.mask is not None, model="outline" in due.shows)
        self.head.setText(self._told(step))
        self.stack.setCurrentIndex(1)
        self.review.shelf.choose(Path(f"{due.reading + 1}-{due.step + 1}-{time.monotonic_ns()}"))

    def _told(self, step: Step) -> str:
        due = step.due
        shown = [tr(_SHOWN[name]) for name in due.shows]
        parts = [
            tr("Practice") if due.training else "",
            tr("Case {number} of {count}").format(number=due.reading + 1, count=step.readings),
            tr("step {number} of {count}").format(number=due.step + 1, count=due.steps) if due.steps > 1 else "",
            tr("the images alone") if not shown else ", ".join([tr("the images"), *shown]),
        ]
        return " · ".join(filter(None, parts))

    def _take_feedback(self, feedback: Feedback, step: Step) -> None:
        """What is true of a training case, with its mask."""
        mask = Mask(feedback.mask, np.ones(len(feedback.mask), dtype=bool))
        said = tr("Right.") if feedback.right else tr("Not right.")
        truth = tr("The finding is present, as outlined.") if feedback.truth else tr("The finding is not present.")
        self._said = f"{said} {truth}"
        self._open(replace(step, case=replace(step.case, mask=mask)))

    def _take_refusal(self, sentence: str) -> None:
        if self.stack.currentIndex() == 0:
            self.beginning.refuse(sentence)
            return
        self.problem.setText(sentence)
        self.problem.show()
        if not self._coming:  # a step that cannot be shown is not answered
            self.questions.resume()

    def _take_end(self, head: str) -> None:
        told = tr("The session is finished. Thank you.")
        file = tr("Your answers are in {file}.").format(file=self._package.folder / "answers.xaireview")
        check = tr("The study's owner may ask you for the head of your answers: {hash}").format(hash=head)
        self.finished.setText(f"{told}\n\n{file}\n{check}")
        self.stack.setCurrentIndex(2)
        self.head.setText(tr("Reader study"))
        self._step = None

    def _answer(self, question: str, value: Any) -> None:
        if self._step is not None:
            self.keeper.answer(self._step.due, question, value, time.monotonic() - self._since, self._screen())

    def _drawn(self) -> Any:
        """What is marked on the case, as an answer; None where nothing is."""
        case, known = self.review.shown.state.case, self.review.measured.state
        return None if case is None else marking.value_of(known.measurements, known.marks, case)

    def _screen(self) -> Screen:
        """What was to be seen; a map's layer and drawing where one was due."""
        seen = screen_of(self.review.shown.state)
        mapped = self._step is not None and "map" in self._step.due.shows
        return seen if mapped else Screen(seen.slice, seen.sequence, window=seen.window, weights=seen.weights)

    # --- the views

    def _fit(self) -> None:
        if self.review.shown.state.case is None:
            return
        if self._place is None:
            fit(self.viewport, self.review.shown.state)
            self.review.measured.restore((), Marks())  # nothing is left of an earlier reading of the case
        else:
            _, index = self._place
            self.review.shown.show_slice(index)

    def _go(self, by: int) -> None:
        case = self.review.shown.state.case
        if case is not None:
            self.review.shown.show_slice(min(max(self.review.shown.state.slice_index + by, 0), len(case) - 1))

    def _next_sequence(self) -> None:
        case = self.review.shown.state.case
        if case is not None:
            keys = [volume.sequence for volume in case.volumes]
            at = keys.index(self.review.shown.state.appearance.volume(case).sequence)
            self.review.shown.set_sequence(keys[(at + 1) % len(keys)])
