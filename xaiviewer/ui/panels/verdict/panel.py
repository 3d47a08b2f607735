"""The verdict form beside the images: every question in a line, the current one with what it is answered with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from xaiviewer.ledger.forms import MARK, Question
from xaiviewer.review import Review
from xaiviewer.review.verdicts.state import ABOUTS, About
from xaiviewer.ui.kit import beside_words
from xaiviewer.ui.kit.about_button import AboutButton
from xaiviewer.ui.kit.actions import action, keys_of, spelled, with_key
from xaiviewer.ui.kit.controls import Segmented, column, flat_button, label, row
from xaiviewer.ui.kit.measured_words import lesion_name
from xaiviewer.ui.kit.section import MARGIN
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import figure, tr
from xaiviewer.ui.panels.verdict import remembered, words
from xaiviewer.ui.panels.verdict.editors import Editor, editor_of
from xaiviewer.ui.panels.verdict.head import QuestionHead
from xaiviewer.ui.panels.verdict.keys import Digits
from xaiviewer.ui.panels.verdict.marks import Marking
from xaiviewer.ui.panels.verdict.project import ProjectLine
from xaiviewer.ui.panels.verdict.who import Who
from xaiviewer.ui.views.measuring.tools import Tools

_SPARE = 8


@dataclass(frozen=True, eq=False)
class _Line:
    """A question with its line and its editor."""

    question: Question
    head: QuestionHead
    editor: Editor


class VerdictPanel(QWidget):
    """It is made anew when other questions are asked; all else only shows other answers.

    Signals:
        left(): the reader closes the form.
        turned(QWidget): to another question, answered here.
    """

    left = Signal()
    turned = Signal(QWidget)

    def __init__(self, review: Review, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review, self._tools = review, tools
        self._lines: list[_Line] = []
        self._digits: Digits | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.saved = label("", "small")
        self.saved.setObjectName("saved")
        self.undo = flat_button("undo", with_key("verdict.undo"))
        self.close_button = flat_button("close", with_key("verdict.form", tr("Close the form")))
        self.project = ProjectLine(review)
        self.who = Who(review)
        self.remark, self.problem = label("", "caution", wrap=True), label("", "caution", wrap=True)
        self.whose = label("", "small", wrap=True)
        named = [(each, tr(words.ABOUT[each]), "") for each in ABOUTS]
        self.about = Segmented(with_key("verdict.about"), named)
        self.about.setToolTip(with_key("verdict.about"))
        self._asked = QWidget()
        self._room = column(self._asked, spacing=2)
        self.earlier, self.keys = label("", "small", wrap=True), label("", "small", wrap=True)
        layout = column(self, margins=(MARGIN, 8, MARGIN, 8), spacing=6)
        heading, self.explained = label(tr("Verdict"), "heading"), AboutButton("verdict")
        layout.addLayout(row(heading, self.explained, 1, self.saved, self.undo, self.close_button, spacing=4))
        for each in (self.project, self.who, self.remark, self.problem, self.whose, self.about, self._asked):
            layout.addWidget(each)
        layout.addWidget(self.earlier)
        layout.addWidget(self.keys)
        layout.addStretch(1)
        self.about.chosen.connect(self._ask_about)
        self.undo.clicked.connect(review.verdicts.undo)
        self.close_button.clicked.connect(self.left)
        self.project.reader_asked.connect(self._ask_reader)
        self.who.told.connect(self._keep_reader)
        self._renaming = False
        follow(self._refresh, review.verdicts.changed, review.outlined.changed, review.shown.display_changed)
        self._refresh()

    # ---------------------------------------------------------------- keys

    def answer_with_digits(self, window: QWidget, lend: Callable[[frozenset[str]], None]) -> None:
        """Borrow the digits from the window, which lends keys, while the form is active."""
        self._digits = Digits(window, lend, self.digit)
        self._refresh()

    def digit(self, number: int) -> None:
        """Answer the current question, or begin to write."""
        line = self._current()
        if not self._review.verdicts.answerable:
            return  # it would be about a case that is not there yet
        if line is not None and not line.editor.digit(number):
            self._review.verdicts.digit(number)

    @property
    def writing(self) -> bool:
        """Whether something is being typed here."""
        fields = self.who.name.hasFocus() or self.who.years.hasFocus()
        return fields or any(each.editor.writing for each in self._lines)

    def needed(self, width: int) -> int:
        """How high the whole form is at a width: now, not when the event comes round that lays it out."""
        self._room.activate()
        layout = self.layout()
        assert layout is not None
        layout.activate()
        return max(layout.totalHeightForWidth(width), layout.totalSizeHint().height()) + _SPARE

    def settle(self) -> None:
        """Give what is half given: the window closes, or the form does."""
        for each in self._lines:
            each.editor.settle()

    def line(self, key: str) -> _Line:
        """The line of a question; KeyError where it is not asked."""
        for each in self._lines:
            if each.question.key == key:
                return each
        raise KeyError(key)

    # ---------------------------------------------------------------- inside

    def _current(self) -> _Line | None:
        question = self._review.verdicts.state.question
        return next((each for each in self._lines if each.question == question), None)

    def _ask_about(self, about: About) -> None:
        self._review.verdicts.ask_about(about)

    def _ask_reader(self) -> None:
        self._renaming = True
        self.who.fill(self._review.verdicts.state.reader)
        self._refresh()
        self.who.name.setFocus()

    def _keep_reader(self) -> None:
        self._renaming = False
        reader = self._review.verdicts.state.reader
        if reader is not None:
            remembered.keep_reader(reader)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        """Nothing of it is put into words while it is hidden: it is told of every slice and every layer."""
        verdicts = self._review.verdicts
        state = verdicts.state
        if [each.question for each in self._lines] != list(state.questions):
            self._build(state.questions)
        if not self.isVisible():
            if self._digits is not None:
                self._digits.answer(on=False)
            return
        self.who.setVisible(state.reader is None or self._renaming)
        self._tell(self.remark, state.remark)
        self._tell(self.problem, self._trouble())
        self._tell(self.whose, beside_words.whose(self._review.shown.state))
        self.saved.setText(self._told())
        self._refresh_about()
        place, current, ready = verdicts.place, state.question, verdicts.answerable
        if not ready and any(each.editor.writing for each in self._lines):
            self.window().setFocus()  # gives what was typed, about the case that it was begun on
        for each in self._lines:
            given = None if place is None else state.given(each.question.key, place)
            here = each.question == current
            each.head.show_given(given, current=here, active=state.active and ready)
            each.editor.setEnabled(ready)
            turned = here and each.editor.isHidden()
            each.editor.setVisible(here)
            if here:
                each.editor.show_given(given)
            if turned:
                self.turned.emit(each.editor)
        history = () if current is None or place is None else state.history.get((current.key, place), ())
        self._tell(self.earlier, "" if current is None else words.earlier(current, history))
        self.undo.setEnabled(ready and any(each.value is not None for each in history))
        self.keys.setText(self._hint())
        if self._digits is not None:
            self._digits.answer(on=state.active)

    def _build(self, questions: Sequence[Question]) -> None:
        self.settle()
        for each in self._lines:
            if isinstance(each.editor, Marking):
                each.editor.end()
            each.head.hide()
            each.editor.hide()
            each.head.deleteLater()
            each.editor.deleteLater()
        self._lines = []
        for at, question in enumerate(questions):
            head = QuestionHead(question)
            if question.kind == MARK:
                editor: Editor = Marking(question, self._review, self._tools)
            else:
                editor = editor_of(question, self._review.verdicts)
            editor.setContentsMargins(10, 0, 0, 6)
            head.chosen.connect(partial(self._review.verdicts.select, at))
            self._room.addWidget(head)
            self._room.addWidget(editor)
            self._lines.append(_Line(question, head, editor))

    def _refresh_about(self) -> None:
        verdicts, shown = self._review.verdicts, self._review.shown.state
        offered = [each for each in ABOUTS if verdicts.can_ask_about(each)]
        self.about.setVisible(len(offered) > 1)
        self.about.set_available(offered)
        self.about.set_current(verdicts.state.about)
        number = figure(str(shown.slice_index + 1))
        self.about.name("slice", f"{tr(words.ABOUT['slice'])} {number}", tr("The slice shown"))
        outlined = self._review.outlined.state
        chosen = None if outlined.table is None or outlined.selected is None else outlined.table.rows[outlined.selected]
        told = tr(words.ABOUT["lesion"]) if chosen is None else f"{tr(words.ABOUT['lesion'])}: {lesion_name(chosen)}"
        self.about.name("lesion", told, tr("The lesion that is chosen in the list"))
        self.about.name("layer", tr(words.ABOUT["layer"]), tr("The layer shown"))
        self.about.name("case", tr(words.ABOUT["case"]), tr("The whole case"))

    def _told(self) -> str:
        """Whether all is on the disk."""
        state = self._review.verdicts.state
        if state.waiting and not state.problem:
            return tr("saving…")
        if state.waiting:
            return tr("%Ln not saved", None, state.waiting)
        return tr("all saved") if any(state.history.values()) else ""

    def _trouble(self) -> str:
        """Why answers wait, or cannot be given."""
        state = self._review.verdicts.state
        if state.reader is None:
            return ""  # it is asked for in place
        if state.problem:
            kept = tr("Your answers are kept and saved as soon as that is possible.") if state.waiting else ""
            return f"{state.problem} {kept}".strip()
        book = state.book
        return "" if book is None else book.damage or book.notice

    def _hint(self) -> str:
        """The keys that do something here; while none does, why."""
        if not self._review.verdicts.answerable:
            return tr("Answers are taken as soon as the case is shown.")
        line = self._current()
        parts = [" ".join((_keys("verdict.previous"), _keys("verdict.next"), tr("questions")))]
        if self._review.verdicts.state.active and line is not None and line.editor.hint:
            answering = tr("answer", "what digits do")
            parts.insert(0, f"{line.editor.hint} {answering}")
        for key, text in (
            ("verdict.undo", tr("take back")),
            ("verdict.about", tr("about what")),
            ("case.flag", tr("flag")),
            ("case.to-do", tr("next to do")),
        ):
            parts.append(f"{_keys(key)} {text}")
        return "  ·  ".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts)

    @staticmethod
    def _tell(where: QLabel, text: str) -> None:
        where.setText(text)
        where.setVisible(bool(text))


def _keys(name: str) -> str:
    """The reader's keys of an action."""
    return spelled(keys_of(action(name))[:1])
