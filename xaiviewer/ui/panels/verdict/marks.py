"""A mark on the image as an answer: drawn with the tools over the views, saved as it is drawn."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from xaiviewer.case import Case
from xaiviewer.ledger.forms import MARK, Question
from xaiviewer.review import Review
from xaiviewer.review.verdicts import marking
from xaiviewer.review.verdicts.state import Given
from xaiviewer.review.verdicts.store import Target
from xaiviewer.ui.kit.controls import column, label
from xaiviewer.ui.language import later, tr
from xaiviewer.ui.panels.verdict import words
from xaiviewer.ui.panels.verdict.editors import Editor, answer_button, fill
from xaiviewer.ui.views.measuring.tools import Tool, Tools

_SETTLED_MS = 600  # after the last stroke

_TOOLS: tuple[tuple[Tool, str], ...] = (
    ("probe", later("Point")),
    ("rectangle", later("Box")),
    ("brush", later("Brush")),
    ("eraser", later("Eraser")),
    ("fill", later("Fill")),
)
_PROPOSED, _BETWEEN, _TAKEN = later("Proposed mask"), later("Slices between"), later("Take what is drawn")
_TIPS = {
    _PROPOSED: later("Begin with the model's mask, or the clinician's where the model outlined nothing"),
    _BETWEEN: later("Fill the slices between those that are painted from their outlines"),
    _TAKEN: later("Save the points, boxes and marks that are drawn as the answer"),
}


class Marking(Editor):
    """The tools, what to begin with, and what is drawn: that answers the question while it is the current one."""

    def __init__(self, question: Question, review: Review, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question, self._review, self._tools = question, review, tools
        self._baseline: Any = None  # what was drawn when the question was turned to, or saved since
        self._case: Case | None = None  # that it was turned to on; None while it is not
        self._target: Target | None = None
        self._settling = QTimer(review.verdicts, interval=_SETTLED_MS, singleShot=True)
        self._settling.timeout.connect(self.settle)
        steps: list[tuple[str, Any]] = [(text, partial(tools.choose, tool)) for tool, text in _TOOLS]
        steps += [(_PROPOSED, self._propose), (_BETWEEN, self._interpolate), (_TAKEN, self._take)]
        self._steps = [do for _, do in steps]
        buttons = []
        for number, (text, do) in enumerate(steps, 1):
            button = answer_button(f"{number}  {tr(text)}", tr(text))
            button.setToolTip(tr(_TIPS[text]) if text in _TIPS else "")
            button.clicked.connect(do)
            buttons.append(button)
        inner = QWidget()
        fill(inner, buttons)
        self.drawn = label("", "small", wrap=True)
        layout = column(self, spacing=4)
        layout.addWidget(inner)
        layout.addWidget(self.drawn)
        review.measured.changed.connect(self._note)
        self._tell()

    def show_given(self, given: Given | None) -> None:
        """Draw the answer of a case that was turned to now."""
        case = self._review.shown.state.case
        if case is self._case or case is None or not self._review.verdicts.state.content:
            return
        self._case = case
        known = self._review.measured.state
        if given is not None:
            self._draw(given.value, case)
        elif self._is_anothers(marking.value_of(known.measurements, known.marks, case)):
            self._draw(None, case)
        self._baseline = self._now()
        self._tell()

    def digit(self, number: int) -> bool:
        if 1 <= number <= len(self._steps):
            self._steps[number - 1]()
        return True

    def settle(self) -> None:
        """Give what was drawn since."""
        self._settling.stop()
        target, self._target = self._target, None
        if target is not None and target.case is self._review.shown.state.case:
            self._baseline = self._now()
            self._review.verdicts.answer(self._question.key, self._baseline, target)

    @property
    def hint(self) -> str:
        return f"1–{len(self._steps)}"

    def end(self) -> None:
        """Another form is asked."""
        self._review.measured.changed.disconnect(self._note)
        self._settling.stop()
        self._settling.deleteLater()

    def _now(self) -> Any:
        state, case = self._review.measured.state, self._review.shown.state.case
        return None if case is None else marking.value_of(state.measurements, state.marks, case)

    def _note(self) -> None:
        if not self.isVisible() or self._case is None or self._review.shown.state.case is not self._case:
            return
        if self._now() != self._baseline:
            self._target = self._target or self._review.verdicts.target
            self._settling.start()
            self._tell()

    def _tell(self) -> None:
        told = words.answer(self._question, self._now())
        self.drawn.setText(told)
        self.drawn.setVisible(bool(told))

    def _draw(self, value: Any, case: Case) -> None:
        try:
            drawn = marking.drawn_of(value, self._review.measured.state.measurements, case)
        except ValueError:
            return  # it was drawn on another grid of the case
        self._review.measured.restore(*drawn)

    def _is_anothers(self, value: Any) -> bool:
        """Whether what is drawn answers another question for a mark."""
        state, place = self._review.verdicts.state, self._review.verdicts.place
        others = [each.key for each in state.form.questions if each.kind == MARK and each.key != self._question.key]
        if place is None or value is None:
            return False
        held = (state.given(key, place) for key in others)
        return any(each is not None and each.value == value for each in held)

    def _propose(self) -> None:
        state, known = self._review.shown.state, self._review.measured.state
        if state.case is not None:
            self._review.measured.restore(known.measurements, marking.proposed(state.case, state.analysis))

    def _interpolate(self) -> None:
        known = self._review.measured.state
        self._review.measured.restore(known.measurements, marking.interpolated(known.marks))

    def _take(self) -> None:
        self._target = self._review.verdicts.target
        self.settle()
