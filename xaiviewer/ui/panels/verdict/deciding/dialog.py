"""Beside the main window: where two readers differ, their answers and marks side by side, and a third one decides."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QToolButton, QVBoxLayout, QWidget

from xaiviewer.ledger.adjudication import Difference
from xaiviewer.ledger.events import Place, lesion_of
from xaiviewer.ledger.forms import MARK, NUMBER, Question
from xaiviewer.ledger.marked import overlap
from xaiviewer.ledger.present import Answer
from xaiviewer.ledger.writers import Reader
from xaiviewer.review import Review
from xaiviewer.review.verdicts import marking
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import Choice, Elided, column, keep_keys, label, row, rule
from xaiviewer.ui.kit.room import open_as
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import figure, tr
from xaiviewer.ui.panels.verdict import words
from xaiviewer.ui.panels.verdict.deciding.picture import MarkedSlice, first_slice

_SIZE = 920, 660
_OTHERS = 7  # answers that neither gave, at most


class DecidingDialog(QDialog):
    """Follows the project that is open, and opens the case that is to be decided about where the list holds it."""

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._shown: Difference | None = None
        self._opened: Path | None = None
        self._index = 0
        self._book: tuple[Path | None, Reader | None] = None, None
        self.setWindowTitle(tr("Decide between two readers"))
        open_as(self, *_SIZE)
        self._make()
        self._assemble()
        for keys, do in self._keys():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(do)
        verdicts = review.verdicts
        follow(self._refresh, review.decisions.changed, review.shown.case_changed, review.worklist.changed)
        verdicts.changed.connect(self._take_verdicts)

    def open_asking(self) -> None:
        """Show it, and find out what there is to decide."""
        self.show()
        self.raise_()
        self.activateWindow()
        self._book = self._whose()
        self._review.decisions.ask()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.setFocus()

    # ---------------------------------------------------------------- made once

    def _make(self) -> None:
        self.title = label(tr("Decide between two readers"), "title")
        self.told, self.problem = label("", "muted"), label("", "caution", wrap=True)
        self.readers = (Choice(tr("First reader"), []), Choice(tr("Second reader"), []))
        self.case, self.asked = Elided("heading"), label("", wrap=True)
        self.names, self.answers = (label("", "muted"), label("", "muted")), (_answer(), _answer())
        self.pictures = tuple(MarkedSlice(name, self._turn) for name in (tr("First reader"), tr("Second reader")))
        self.slice = label("", "small")
        self.others = tuple(_answer() for _ in range(_OTHERS))
        self.decided = label("", wrap=True)
        self.hint = label("", "small", wrap=True)
        self.undo, self.close_button = QPushButton(tr("Take back")), QPushButton(tr("Close"))
        for button in (self.undo, self.close_button):
            button.setAutoDefault(False)
            keep_keys(button)
        for number, answer in enumerate((*self.answers, *self.others), start=1):
            answer.clicked.connect(partial(self.digit, number))
        for choice in self.readers:
            choice.activated.connect(self._choose)
        self.undo.clicked.connect(self._review.decisions.undo)
        self.close_button.clicked.connect(self.accept)

    def _assemble(self) -> None:
        layout = column(self, margins=(24, 16, 24, 16), spacing=8)
        layout.addLayout(row(self.title, 1, *self.readers, self.told, spacing=12))
        layout.addWidget(self.problem)
        self.body = QWidget()
        self.body.hide()
        inner = column(self.body, spacing=8)
        inner.addWidget(self.case)
        inner.addWidget(self.asked)
        sides = row(spacing=16)
        for name, answer, picture in zip(self.names, self.answers, self.pictures, strict=True):
            side = QVBoxLayout()
            side.setSpacing(6)
            for widget in (name, answer):
                side.addWidget(widget)
            side.addWidget(picture, 1)
            sides.addLayout(side, 1)
        inner.addLayout(sides, 1)
        inner.addWidget(self.slice)
        inner.addLayout(row(*self.others, 1, spacing=6))
        inner.addWidget(self.decided)
        layout.addWidget(self.body, 1)
        layout.addWidget(rule())
        foot = row(self.hint, self.undo, self.close_button)
        foot.setStretch(0, 1)
        layout.addLayout(foot)

    def _keys(self) -> list[tuple[str, Callable[[], None]]]:
        decisions = self._review.decisions
        found: list[tuple[str, Callable[[], None]]] = [
            (",", partial(decisions.step, -1)),
            (".", partial(decisions.step, 1)),
            ("N", decisions.next_open),
            ("Up", partial(self._turn, -1)),
            ("Down", partial(self._turn, 1)),
            ("Shift+Z", decisions.undo),
        ]
        return found + [(str(number), partial(self.digit, number)) for number in range(1, 10)]

    # ---------------------------------------------------------------- what the reader does

    def digit(self, number: int, *_: object) -> None:
        """Decide: 1 and 2 take the first's and the second's answer, the others what stands on their buttons."""
        offered = self._offered()
        if 1 <= number <= len(offered):
            self._review.decisions.take(offered[number - 1])

    def _offered(self) -> tuple[Any, ...]:
        """What the digits decide; of marks also what is drawn in the main window."""
        decisions, question = self._review.decisions, self._review.decisions.question
        own = self._drawn() if question is not None and question.kind == MARK else None
        return decisions.offered if own is None else (*decisions.offered, own)

    def _drawn(self) -> Any:
        """What is drawn on the open case, as an answer; None where nothing is, or another case is open."""
        state, current = self._review.shown.state, self._review.decisions.state.current
        if state.case is None or current is None or self._review.verdicts.state.content != current.case:
            return None
        measured = self._review.measured.state
        return marking.value_of(measured.measurements, measured.marks, state.case)

    def _turn(self, by: int) -> None:
        case = self._review.shown.state.case
        if case is not None:
            self._index = min(max(self._index + by, 0), len(case) - 1)
            self._refresh_pictures()

    def _choose(self) -> None:
        first, second = (str(each.currentData()) for each in self.readers)
        if first != second:
            self._review.decisions.ask((first, second))

    # ---------------------------------------------------------------- what is shown

    def _take_verdicts(self) -> None:
        """Another project or reader: all is asked anew. Another case: its pictures."""
        if self.isVisible() and self._whose() != self._book:
            self._book = self._whose()
            self._review.decisions.ask()
        self._refresh()

    def _whose(self) -> tuple[Path | None, Reader | None]:
        """Which project is open, and who decides."""
        state = self._review.verdicts.state
        return None if state.book is None else state.book.path, state.reader

    def _refresh(self) -> None:
        if not self.isVisible():
            return
        state, current = self._review.decisions.state, self._review.decisions.state.current
        self._refresh_readers()
        self.problem.setText(self._trouble())
        self.problem.setVisible(bool(self.problem.text()))
        self.body.setVisible(current is not None)
        found = state.found
        self.told.setText("" if found is None else self._progress())
        self.hint.setText(self._hint() if current is not None else "")
        if found is not None and current is None and not self.problem.text():
            self.problem.setText(tr("They differ on none of the cases that both have read."))
            self.problem.show()
        self.undo.setEnabled(current is not None and state.decided(current) is not None)
        if current is not None:
            self._refresh_question(current)

    def _refresh_readers(self) -> None:
        state = self._review.decisions.state
        me = self._review.verdicts.state.reader
        offered = [(name, name) for name in state.readers if me is None or name != me.name]
        for at, choice in enumerate(self.readers):
            choice.offer(offered)
            choice.setVisible(len(offered) > 2 and state.found is not None)
            if state.found is not None:
                choice.set_current((state.found.first, state.found.second)[at])

    def _progress(self) -> str:
        state = self._review.decisions.state
        assert state.found is not None
        current, cases = state.current, state.found.cases
        if current is None:
            return tr("0 of {count}").format(count=state.found.both)
        told = tr("Case {number} of {count}, {both} read by both")
        at = cases.index(current.case) + 1
        open_ = tr("%Ln open", None, state.left)
        return f"{told.format(number=at, count=len(cases), both=state.found.both)} · {open_}"

    def _trouble(self) -> str:
        verdicts = self._review.verdicts.state
        if self._review.decisions.state.problem:
            return self._review.decisions.state.problem
        if verdicts.reader is None:
            return tr("Say in the verdict form who answers; that is who decides.")
        waits = verdicts.problem if self._review.decisions.state.underway else ""
        book = verdicts.book
        return waits or ("" if book is None else book.damage or book.notice)

    def _refresh_question(self, current: Difference) -> None:
        question = self._review.decisions.question
        assert question is not None
        another = self._shown is None or (self._shown.case, self._shown.place, self._shown.question) != (
            current.case,
            current.place,
            current.question,
        )
        self._shown = current
        self.case.setText(" · ".join(filter(None, (current.label, told_place(current.place)))))
        self.asked.setText(tr(question.text))
        decided = self._review.decisions.state.decided(current)
        values = self._offered()
        for at, (name, given) in enumerate(zip(self.names, (current.first, current.second), strict=True)):
            name.setText(_told(given))
            _fill(self.answers[at], at + 1, question, given.value, held=decided == given.value)
        for at, button in enumerate(self.others):
            there = at + 2 < len(values)
            button.setVisible(there)
            if there:
                _fill(button, at + 3, question, values[at + 2], held=decided == values[at + 2])
        self._refresh_decision(current, question, decided)
        if another:
            self._open_case(current)
            marked = first_slice(current.first.value, current.second.value)
            fallback = self._review.shown.state.slice_index if current.place.slice is None else current.place.slice
            self._index = fallback if marked is None else marked
        self._refresh_pictures()

    def _refresh_decision(self, current: Difference, question: Question, decided: Any) -> None:
        parts = []
        if question.kind == MARK and not math.isnan(shared := overlap(current.first.value, current.second.value)):
            parts.append(tr("The two marks overlap with Dice {value}.").format(value=figure(f"{shared:.2f}")))
        if decided is not None:
            who = current.decision.reader if current.decision is not None else self._me()
            told = tr("Decided by {name}: {answer}.").format(name=who, answer=words.answer(question, decided))
            parts.append(told)
        elif question.kind == NUMBER:
            parts.append(tr("One of the two numbers is taken."))
        self.decided.setText(" ".join(parts))

    def _refresh_pictures(self) -> None:
        current, state = self._review.decisions.state.current, self._review.shown.state
        here = current is not None and state.case is not None and self._review.verdicts.state.content == current.case
        values = (None, None) if current is None else (current.first.value, current.second.value)
        for picture, value in zip(self.pictures, values, strict=True):
            picture.show_slice(state if here else None, self._index, value if isinstance(value, dict) else None)
        if here and state.case is not None:
            self.slice.setText(tr("Slice {number} of {count}").format(number=self._index + 1, count=len(state.case)))
        elif current is not None and self._path(current.case) is None:
            self.slice.setText(tr("The case is not in the list; open its folder to see it here."))
        else:
            self.slice.setText("")

    def _hint(self) -> str:
        parts = (
            tr("1 and 2 take an answer, further digits another one"),
            tr("comma and full stop step"),
            tr("N next open"),
            tr("Shift Z takes back"),
            tr("arrows turn the slices"),
        )
        return "  ·  ".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts)

    def _open_case(self, current: Difference) -> None:
        """Open it in the main window, once."""
        path = self._path(current.case)
        if path is None or path == self._opened or self._review.verdicts.state.content == current.case:
            return
        self._opened = path
        self._review.shelf.choose(path)

    def _path(self, content: str) -> Path | None:
        lines = self._review.worklist.state.lines
        return next((path for path, line in lines.items() if line.content == content), None)

    def _me(self) -> str:
        reader = self._review.verdicts.state.reader
        return "" if reader is None else reader.name


def told_place(place: Place) -> str:
    """What of a case is asked about; "" for the whole case."""
    parts = []
    if place.slice is not None:
        parts.append(f"{tr(words.ABOUT['slice'])} {figure(str(place.slice + 1))}")
    if place.lesion is not None:
        parts.append(_told_lesion(place.lesion))
    if place.layer is not None:
        parts.append(f"{tr(words.ABOUT['layer'])} {place.layer}")
    return " · ".join(parts)


def _told_lesion(name: str | int) -> str:
    known = lesion_of(name)
    if known is None:
        return f"{tr(words.ABOUT['lesion'])} {name}"
    by, (index, row, column) = known
    who = tr("Clinician's lesion") if by == "clinician" else tr("Model's lesion")
    at = tr("slice {index}, row {row}, column {column}").format(index=index + 1, row=row + 1, column=column + 1)
    return f"{who} ({at})"


def _told(given: Answer) -> str:
    """Who gave an answer, and when."""
    return f"{given.reader} · {given.at[:10]}"


def _answer() -> QToolButton:
    made = QToolButton()
    made.setProperty("segment", True)
    made.setProperty("edge", "alone")
    made.setStyleSheet("QToolButton { border-radius: 4px; margin-left: 0px; }")
    made.setCheckable(True)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    theme.follow(made, lambda it: it.setMinimumHeight(theme.px(30)))
    keep_keys(made)
    return made


def _fill(button: QToolButton, number: int, question: Question, value: Any, *, held: bool) -> None:
    """Show what a digit decides."""
    mine = question.kind == MARK and number > 2
    text = tr("What is drawn in the main window") if mine else words.answer(question, value)
    button.setText(f"{number}  {text}")
    button.setAccessibleName(f"{tr(question.text)} {text}")
    button.setChecked(held)
