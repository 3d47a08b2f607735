"""What a question is answered with: buttons with a digit each, a line, or room for a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QToolButton, QWidget

from xaiviewer.errors import UsageError
from xaiviewer.ledger.events import Place
from xaiviewer.ledger.forms import CHOICE, SCALE, TAGS, TEXT, Question
from xaiviewer.review.verdicts.state import Given
from xaiviewer.review.verdicts.store import Target, Verdicts
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import column, keep_keys, label
from xaiviewer.ui.language import tr
from xaiviewer.ui.panels.verdict import words

WIDTH = 296
"""Logical pixels that the narrowest panel leaves for a line of buttons."""

_NOWHERE = Place()
_PAUSE_MS = 1500  # of somebody who types; then it is saved
_DIGITS = 10


class Editor(QWidget):
    """Shows the answer that holds, and gives another. One that is written says so (`writing`)."""

    def show_given(self, given: Given | None) -> None:
        """This is the answer that holds."""

    def digit(self, number: int) -> bool:
        """Whether a digit meant something to it alone; it has done it then."""
        del number
        return False

    @property
    def writing(self) -> bool:
        """Whether it has the keyboard to be written in."""
        return False

    def settle(self) -> None:
        """Give what is half given."""

    @property
    def hint(self) -> str:
        """Which digits it takes, in words."""
        return ""


class Buttons(Editor):
    """One of several words, or a step of a scale, or several tags: a button each, with its digit."""

    def __init__(self, question: Question, verdicts: Verdicts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question, self._verdicts = question, verdicts
        if question.kind == SCALE:
            offered: list[tuple[int | None, Any, str]] = [
                (step, step, str(step)) for step in range(int(question.low or 0), int(question.high or 0) + 1)
            ]
        else:
            offered = [
                (number if number < _DIGITS else None, word, tr(word))
                for number, word in enumerate(question.choices, 1)
            ]
        self.buttons: list[tuple[Any, QToolButton]] = []
        for key, value, text in offered:
            shown = text if question.kind == SCALE or key is None else f"{key}  {text}"
            button = answer_button(shown, f"{tr(question.text)} {text}")
            button.setCheckable(True)
            button.clicked.connect(partial(self._press, value))
            self.buttons.append((value, button))
        fill(self, [button for _, button in self.buttons])

    def show_given(self, given: Given | None) -> None:
        for value, button in self.buttons:
            held = given is not None and (value in given.value if self._question.kind == TAGS else value == given.value)
            button.setChecked(held)

    @property
    def hint(self) -> str:
        if self._question.kind == SCALE:
            return f"{self._question.low:g}–{self._question.high:g}"
        return f"1–{min(len(self.buttons), _DIGITS - 1)}"

    def _press(self, value: Any) -> None:
        """Whoever presses the answer that holds withdraws it; of tags each is by itself."""
        held = self._verdicts.state.given(self._question.key, self._verdicts.place or _NOWHERE)
        if self._question.kind == TAGS:
            known = list(held.value) if held is not None else []
            value = [each for each in known if each != value] if value in known else [*known, value]
        elif held is not None and held.value == value:
            value = None
        self._verdicts.answer(self._question.key, value)
        self.show_given(self._verdicts.state.given(self._question.key, self._verdicts.place or _NOWHERE))


class Typed(Editor):
    """One that is typed into a field: an heir makes the field, and what watches over it."""

    typed_into: QWidget
    watched: Writing

    @property
    def writing(self) -> bool:
        return self.typed_into.hasFocus()

    def settle(self) -> None:
        self.watched.settle()


class Line(Typed):
    """A number, a step of a long scale, or any words as tags, typed into a line."""

    def __init__(self, question: Question, verdicts: Verdicts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = question
        self.watched = Writing(question, verdicts, self._value)
        self.field = self.typed_into = _Field(self.watched)
        self.field.setAccessibleName(tr(question.text))
        expected = tr("words, with commas between them") if question.kind == TAGS else _limits(question)
        self.field.setPlaceholderText(expected)
        layout = column(self, spacing=4)
        layout.addWidget(self.field)
        self.wrong = label("", "caution", wrap=True)
        self.wrong.hide()
        layout.addWidget(self.wrong)
        self.field.textEdited.connect(self.watched.note)
        self.watched.refused = self._refuse

    def show_given(self, given: Given | None) -> None:
        if not self.watched.underway:
            self.field.setText(words.answer(self._question, None if given is None else given.value))
            self.wrong.hide()

    def digit(self, number: int) -> bool:
        if self._question.kind == TAGS and number != 1:
            return True  # words: a digit too many does not turn the keys into letters
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        if self._question.kind != TAGS:
            self.field.setText(str(number))
            self.watched.note()
        return True

    @property
    def hint(self) -> str:
        return "1" if self._question.kind == TAGS else "0–9"

    def _value(self) -> Any:
        """What is typed as an answer; ValueError where it is none."""
        self.wrong.hide()
        text = self.field.text().strip()
        if not text:
            return None
        if self._question.kind == TAGS:
            return list(dict.fromkeys(word for each in text.split(",") if (word := each.strip())))
        number = float(text.replace(",", "."))
        return int(number) if number.is_integer() else number

    def _refuse(self) -> None:
        self.wrong.setText(tr("It takes {limits}.").format(limits=_limits(self._question)))
        self.wrong.show()


class Text(Typed):
    """Room for a text. Return saves it and goes on; Shift and Return begin another line."""

    def __init__(self, question: Question, verdicts: Verdicts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.watched = Writing(question, verdicts, lambda: self.field.toPlainText().strip() or None)
        self.field = self.typed_into = _Page(self.watched)
        self.field.setAccessibleName(tr(question.text))
        self.field.setTabChangesFocus(True)
        theme.follow(self.field, lambda it: it.setFixedHeight(theme.px(64)))
        self.field.setPlaceholderText(tr("1 writes, Return saves and goes on"))
        column(self).addWidget(self.field)
        self._shown: str | None = None
        self.field.textChanged.connect(self._note)

    def show_given(self, given: Given | None) -> None:
        text = "" if given is None else str(given.value)
        if not self.watched.underway and text != self.field.toPlainText().strip():
            self._shown = text
            self.field.setPlainText(text)
            self._shown = None

    def digit(self, number: int) -> bool:
        if number == 1:
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    @property
    def hint(self) -> str:
        return "1"

    def _note(self) -> None:
        if self._shown is None:
            self.watched.note()


class Writing:
    """An answer that is being typed: it is about what was shown when it was begun, and saved at every pause."""

    def __init__(self, question: Question, verdicts: Verdicts, value: Callable[[], Any]) -> None:
        self._question, self._verdicts, self._value = question, verdicts, value
        self._target: Target | None = None
        self.refused: Callable[[], None] = lambda: None
        self._pause = QTimer(verdicts, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.settle)

    @property
    def underway(self) -> bool:
        """Whether something was typed that is not given yet."""
        return self._target is not None

    def note(self) -> None:
        """Something was typed."""
        self._target = self._target or self._verdicts.target
        self._pause.start()

    def settle(self) -> None:
        """Give what was typed."""
        self._pause.stop()
        target, self._target = self._target, None
        if target is None:
            return
        try:
            value = self._value()
            self._verdicts.state.form.check(self._question.key, value, target.place)
        except (ValueError, UsageError):
            self.refused()
        else:
            self._verdicts.answer(self._question.key, value, target)

    def go_on(self) -> None:
        """Give it, and turn to the next question."""
        self.settle()
        self._verdicts.step(1)

    def end(self) -> None:
        """Nobody types any more."""
        self._pause.stop()
        self._pause.deleteLater()


class _Field(QLineEdit):
    """Return gives it and goes on; whatever else takes the keyboard away gives it, too."""

    def __init__(self, writing: Writing) -> None:
        super().__init__()
        self._writing = writing
        self.returnPressed.connect(self._go_on)

    def _go_on(self) -> None:
        self.window().setFocus()
        self._writing.go_on()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self._writing.settle()


class _Page(QPlainTextEdit):
    """The same of several lines."""

    def __init__(self, writing: Writing) -> None:
        super().__init__()
        self._writing = writing

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.window().setFocus()
            self._writing.go_on()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self._writing.settle()


def editor_of(question: Question, verdicts: Verdicts) -> Editor:
    """What a question is answered with, but for marks on the image."""
    if question.kind == TEXT:
        return Text(question, verdicts)
    short = question.kind == SCALE and (question.low or 0) >= 0 and (question.high or 0) < _DIGITS
    if question.kind == CHOICE or short or (question.kind == TAGS and question.choices):
        return Buttons(question, verdicts)
    return Line(question, verdicts)


def answer_button(text: str, name: str) -> QToolButton:
    """A button that gives an answer."""
    made = QToolButton()
    made.setText(text)
    made.setAccessibleName(name)
    made.setProperty("segment", True)
    made.setProperty("edge", "alone")
    made.setStyleSheet("QToolButton { border-radius: 4px; margin-left: 0px; }")
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    keep_keys(made)
    return made


def fill(widget: QWidget, buttons: Sequence[QToolButton]) -> None:
    """Lay buttons out in as many lines as it takes."""
    layout = column(widget, spacing=4)
    line, left = _line(), WIDTH
    for button in buttons:
        needed = theme.text_width(theme.BODY, (button.text(),)) + 24
        if needed > left and line.count():
            layout.addLayout(line)
            line, left = _line(), WIDTH
        line.addWidget(button)
        left -= needed
    layout.addLayout(line)


def _line() -> QHBoxLayout:
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(4)
    return made


def _limits(question: Question) -> str:
    low, high = question.low, question.high
    if low is not None and high is not None:
        return tr("a number from {low} to {high}").format(low=f"{low:g}", high=f"{high:g}")
    if low is not None:
        return tr("a number of at least {low}").format(low=f"{low:g}")
    return tr("a number of at most {high}").format(high=f"{high:g}") if high is not None else tr("a number")
