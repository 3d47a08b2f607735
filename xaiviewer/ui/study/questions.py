"""The questions of a study's step: answered with digits, one after the other; Return goes on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from xaiviewer.ledger.forms import CHOICE, CONFIDENCE, MARK, SCALE, Form, Question
from xaiviewer.studies.design import FINDING
from xaiviewer.ui.kit.controls import Segmented, column, label
from xaiviewer.ui.language import later, tr
from xaiviewer.ui.views.measuring.tools import Tool

_DIGITS = 9
_TOOLS: tuple[tuple[Tool, str], ...] = (
    ("probe", later("Point")),
    ("rectangle", later("Box")),
    ("brush", later("Brush")),
    ("eraser", later("Eraser")),
)
_NUMBERED = tuple(enumerate(_TOOLS, start=1))


class Questions(QWidget):
    """Each question with its answers. All but the confidence are given at once; that with Return, which ends the step.

    So an answer can be changed until the step is left, and never after. From then on nothing is taken until `ask` or
    `tell` is called for what comes next, or `resume`: it would be about a step that nobody has seen.

    Signals:
        answered(str, object): this question is answered so.
        confirmed(): the reader goes on after feedback.
    """

    answered = Signal(str, object)
    confirmed = Signal()

    def __init__(
        self,
        form: Form,
        choose_tool: Callable[[Tool], None],
        drawn: Callable[[], Any],
        parent: QWidget | None = None,
    ) -> None:
        """Those of a form; a mark is made with tools that `choose_tool` takes, and `drawn` tells what there is."""
        super().__init__(parent)
        self._form, self._choose_tool, self._drawn = form, choose_tool, drawn
        self._given: dict[str, Any] = {}
        self._at = 0
        self._telling = False
        self._waiting = True
        self._choices: dict[str, Segmented] = {}
        self._fields: dict[str, QLineEdit] = {}
        self._headings: dict[str, QLabel] = {}
        self._lay = column(self, margins=(16, 16, 16, 16), spacing=8)
        for question in form.questions:
            heading = label(tr(question.text), "", wrap=True)
            self._headings[question.key] = heading
            self._lay.addWidget(heading)
            self._lay.addWidget(self._editor(question))
            self._lay.addSpacing(8)
        self.feedback = label("", "heading", wrap=True)
        self.feedback.hide()
        self._lay.addWidget(self.feedback)
        self.next = QPushButton(tr("Go on (Return)"))
        self.next.setAccessibleName(tr("Go on"))
        self.next.clicked.connect(self.go_on)
        self._lay.addWidget(self.next)
        self.hint = label(
            tr("Digits answer, comma and full stop step through the questions, Return goes on."), "small", wrap=True
        )
        self._lay.addWidget(self.hint)
        self._lay.addStretch(1)
        self._refresh()

    @property
    def waiting(self) -> bool:
        """Whether nothing is taken: what comes next is not shown yet."""
        return self._waiting

    @property
    def current(self) -> Question:
        """The question that digits answer."""
        return self._form.questions[self._at]

    def ask(self) -> None:
        """Begin a step: nothing is answered."""
        self._clear()
        self._waiting = False
        self._refresh()

    def wait(self) -> None:
        """The next step is on its way."""
        self._clear()
        self._waiting = True
        self._refresh()

    def resume(self) -> None:
        """What was to come next does not: what was answered can be given again."""
        self._waiting = False
        self._refresh()

    def tell(self, sentence: str) -> None:
        """Say what is true of a training case; Return goes on."""
        self._telling, self._waiting = True, False
        self.feedback.setText(sentence)
        self.feedback.show()
        self._refresh()

    def step(self, by: int) -> None:
        """Turn to another question."""
        self._at = min(max(self._at + by, 0), len(self._form.questions) - 1)
        self._refresh()

    def digit(self, number: int) -> None:
        """Answer the current question."""
        question = self.current
        if self._telling or self._waiting:
            return
        if question.kind == CHOICE and 1 <= number <= len(question.choices):
            self._give(question, question.choices[number - 1])
        elif question.kind == SCALE and question.fits(number):
            self._give(question, number)
        elif question.kind == MARK and 1 <= number <= len(_TOOLS):
            self._choose_tool(_TOOLS[number - 1][0])

    def go_on(self) -> None:
        """Leave the step, if it is answered."""
        if self._waiting:
            return
        if self._telling:
            self._leave()
            self.confirmed.emit()
        elif self._complete:
            for question in self._form.questions:
                if question.kind == MARK and (mark := self._drawn()) is not None:
                    self.answered.emit(question.key, mark)
            for key, field in self._fields.items():
                if field.text().strip():
                    self.answered.emit(key, self._typed(key, field.text().strip()))
            self._leave()
            self.answered.emit(CONFIDENCE, self._given[CONFIDENCE])

    # --- inside

    def _clear(self) -> None:
        self._given, self._at, self._telling = {}, 0, False
        self.feedback.hide()
        for segmented in self._choices.values():
            segmented.set_only(None)
        for field in self._fields.values():
            field.clear()

    def _leave(self) -> None:
        """What was answered stays to be seen until the next step comes."""
        self._waiting = True
        self._refresh()

    @property
    def _complete(self) -> bool:
        return FINDING in self._given and CONFIDENCE in self._given

    def _editor(self, question: Question) -> QWidget:
        if question.kind == MARK:
            tools = Segmented(tr(question.text), [(tool, f"{at}  {tr(name)}", "") for at, (tool, name) in _NUMBERED])
            tools.set_only(None)
            tools.chosen.connect(self._choose_tool)
            tools.chosen.connect(lambda: tools.set_only(None))  # the pointer tells which tool is held
            return tools
        if question.kind == CHOICE:
            offered = [(word, f"{at}  {tr(word)}", "") for at, word in enumerate(question.choices, start=1)]
        elif question.kind == SCALE:
            low, high = int(question.low or 0), int(question.high or 0)
            offered = [(str(step), str(step), "") for step in range(low, high + 1)]
        else:
            field = QLineEdit()
            field.setAccessibleName(tr(question.text))
            self._fields[question.key] = field
            return field
        made = Segmented(tr(question.text), offered)
        made.chosen.connect(partial(self._press, question))
        self._choices[question.key] = made
        return made

    def _typed(self, key: str, text: str) -> Any:
        question = self._form.question(key)
        if question.kind == "tags":
            return [word for each in text.split(",") if (word := each.strip())]
        if question.kind in ("number", SCALE):
            number = float(text.replace(",", "."))
            return int(number) if number.is_integer() else number
        return text

    def _press(self, question: Question, key: str) -> None:
        self._give(question, int(key) if question.kind == SCALE else key)

    def _give(self, question: Question, value: Any) -> None:
        self._given[question.key] = value
        self._choices[question.key].set_current(str(value))
        if question.key != CONFIDENCE:
            self.answered.emit(question.key, value)
        self.step(1)

    def _refresh(self) -> None:
        for at, question in enumerate(self._form.questions):
            here = at == self._at and not self._telling and not self._waiting
            self._headings[question.key].setText(f"{'▸ ' if here else ''}{tr(question.text)}")
        for each in (*self._choices.values(), *self._fields.values()):
            each.setEnabled(not self._telling and not self._waiting)
        self.next.setEnabled((self._telling or self._complete) and not self._waiting)
