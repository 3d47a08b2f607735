"""The editor of a project's questions: add, remove, reorder; their kinds, choices, limits, and what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xaiviewer.errors import UsageError
from xaiviewer.ledger.forms import CHOICE, DEFAULT, KINDS, NUMBER, PLACES, SCALE, TAGS, Form, Question
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import Choice, column, keep_keys, label, row
from xaiviewer.ui.kit.forms import add_line, lines
from xaiviewer.ui.language import later, tr

_LIST, _WIDTH = 250, 330

KIND_NAMES = {
    "choice": later("One of several words"),
    "scale": later("A step of a scale"),
    "number": later("A number"),
    "text": later("A text"),
    "tags": later("Tags"),
    "mark": later("A mark on the image"),
}
PLACE_NAMES = {
    "case": later("the case"),
    "slice": later("a slice"),
    "lesion": later("a lesion"),
    "layer": later("a layer"),
}


@dataclass
class Draft:
    """A question that is being edited; it need not make sense yet.

    Attributes:
        before: as it is asked now; None for a new one.
    """

    text: str
    kind: str
    choices: list[str] = field(default_factory=list)
    low: str = ""
    high: str = ""
    places: tuple[str, ...] = PLACES
    before: Question | None = None

    @classmethod
    def of(cls, question: Question) -> Draft:
        """A question as it is asked, in the reader's words."""
        low, high = ("" if each is None else f"{each:g}" for each in (question.low, question.high))
        return cls(question.text, question.kind, list(question.choices), low, high, question.places, question)

    def question(self, taken: Iterable[str]) -> Question:
        """The question; its key stays as long as its kind does, so that its answers still belong to it.

        Raises:
            UsageError: where it makes no sense yet.
        """
        kept = self.before is not None and self.before.kind == self.kind
        key = self.before.key if kept and self.before is not None else _key(self.text, taken)
        return Question(
            key,
            self.text.strip(),
            self.kind,
            tuple(self.choices) if self.kind in (CHOICE, TAGS) else (),
            _limit(self.low, self.kind),
            _limit(self.high, self.kind),
            self.places,
        )


def form_of(name: str, drafts: Sequence[Draft]) -> Form:
    """The form of these drafts; UsageError where one makes no sense, or there are none."""
    taken = {each.before.key for each in drafts if each.before is not None}
    questions = []
    for each in drafts:
        made = each.question(taken)
        taken.add(made.key)
        questions.append(made)
    return Form(name, tuple(questions))


class FormDialog(QDialog):
    """The questions on the left, the one that is chosen on the right.

    Attributes:
        form: what is to be asked; None until it was accepted.
    """

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Questions of the project"))
        self.form: Form | None = None
        self._name = form.name
        self.drafts = [Draft.of(each) for each in form.questions]
        self._filling = False
        self.list = QListWidget()
        self.list.setObjectName("labels")
        self.list.setAccessibleName(tr("Questions"))
        theme.follow(self.list, lambda it: it.setFixedWidth(theme.px(_LIST)))
        self.list.setSpacing(2)
        self.add, self.remove = QPushButton(tr("Add")), QPushButton(tr("Remove"))
        self.up, self.down = QPushButton(tr("Up")), QPushButton(tr("Down"))
        self.usual = QPushButton(tr("The usual ones"))
        self.usual.setToolTip(tr("Ask again what a new project asks"))
        self.text = QLineEdit()
        self.kind = Choice(tr("Kind of answer"), [(each, tr(KIND_NAMES[each])) for each in KINDS])
        self.choices = QPlainTextEdit()
        self.choices.setPlaceholderText(tr("One word or a few to a line"))
        self.choices.setTabChangesFocus(True)
        theme.follow(self.choices, lambda it: it.setFixedHeight(theme.px(104)))
        self.low, self.high = QLineEdit(), QLineEdit()
        self.places = {each: QCheckBox(tr(PLACE_NAMES[each])) for each in PLACES}
        self.wrong = label("", "caution", wrap=True)
        self.wrong.setMinimumHeight(32)
        self.cancel, self.accept_button = QPushButton(tr("Cancel")), QPushButton(tr("Ask this"))
        self.accept_button.setProperty("primary", True)
        self._lay_out()
        self._connect()
        self._list(0)

    def _lay_out(self) -> None:
        for button in (self.add, self.remove, self.up, self.down, self.usual, self.cancel, self.accept_button):
            button.setAutoDefault(False)
            keep_keys(button)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addLayout(row(self.add, self.remove, spacing=4))
        left.addLayout(row(self.up, self.down, spacing=4))
        left.addWidget(self.usual)
        right = QVBoxLayout()
        right.setSpacing(10)
        self._edited = QWidget()
        theme.follow(self._edited, lambda it: it.setFixedWidth(theme.px(_WIDTH)))
        grid = lines(self._edited)
        add_line(grid, tr("Question"), self.text)
        add_line(grid, tr("Answer"), self.kind)
        self._choices_name = add_line(grid, tr("Choices"), self.choices)
        limits = QWidget()
        limits.setLayout(row(self.low, label("–", "muted"), self.high, spacing=6))
        self._limits, self._limits_name = limits, add_line(grid, tr("From, to"), limits)
        about = QWidget()
        boxes = column(about, spacing=4)
        for each in self.places.values():
            boxes.addWidget(each)
        add_line(grid, tr("Asked about"), about)
        right.addWidget(self._edited)
        right.addStretch(1)
        right.addWidget(self.wrong)
        note = tr("Answers to former questions stay in the project.")
        body = row(spacing=20)
        body.addLayout(left)
        body.addLayout(right)
        layout = column(self, margins=(24, 20, 24, 20), spacing=12)
        layout.addWidget(label(tr("What the project asks"), "title"))
        layout.addLayout(body)
        layout.addWidget(label(note, "small"))
        layout.addLayout(row(1, self.cancel, self.accept_button))

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._fill)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.up.clicked.connect(partial(self._move, -1))
        self.down.clicked.connect(partial(self._move, 1))
        self.usual.clicked.connect(self._take_usual)
        for field_ in (self.text, self.low, self.high):
            field_.textEdited.connect(self._take)
        self.choices.textChanged.connect(self._take)
        self.kind.activated.connect(self._take)
        for box in self.places.values():
            box.toggled.connect(self._take)
        self.cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self._accept)

    # ---------------------------------------------------------------- the list

    def _list(self, at: int) -> None:
        self._filling = True
        self.list.clear()
        for each in self.drafts:
            self.list.addItem(QListWidgetItem(tr(each.text) or tr("A new question")))
        self._filling = False
        self.list.setCurrentRow(min(at, len(self.drafts) - 1))
        self._fill(self.list.currentRow())

    def _add(self) -> None:
        at = self.list.currentRow() + 1
        self.drafts.insert(at, Draft("", CHOICE))
        self._list(at)
        self.text.setFocus()

    def _remove(self) -> None:
        at = self.list.currentRow()
        if at >= 0:
            del self.drafts[at]
            self._list(at)

    def _move(self, by: int) -> None:
        at = self.list.currentRow()
        if 0 <= at + by < len(self.drafts):
            self.drafts[at], self.drafts[at + by] = self.drafts[at + by], self.drafts[at]
            self._list(at + by)

    def _take_usual(self) -> None:
        self.drafts = [Draft.of(each) for each in DEFAULT.questions]
        self._list(0)

    # ---------------------------------------------------------------- the one that is chosen

    def _draft(self) -> Draft | None:
        at = self.list.currentRow()
        return self.drafts[at] if 0 <= at < len(self.drafts) else None

    def _fill(self, at: int) -> None:
        if self._filling:
            return
        draft = self._draft()
        self._edited.setEnabled(draft is not None)
        for button, on in ((self.up, at > 0), (self.down, 0 <= at < len(self.drafts) - 1), (self.remove, at >= 0)):
            button.setEnabled(on)
        if draft is not None:
            self._filling = True
            self.text.setText(draft.text)
            self.kind.set_current(draft.kind)
            self.choices.setPlainText("\n".join(draft.choices))
            self.low.setText(draft.low)
            self.high.setText(draft.high)
            for place, box in self.places.items():
                box.setChecked(place in draft.places)
            self._filling = False
            self._show_fields(draft.kind)
        self._tell()

    def _take(self) -> None:
        draft = self._draft()
        if self._filling or draft is None:
            return
        draft.text, draft.kind = self.text.text(), str(self.kind.currentData())
        draft.choices = [line.strip() for line in self.choices.toPlainText().splitlines() if line.strip()]
        draft.low, draft.high = self.low.text(), self.high.text()
        draft.places = tuple(place for place, box in self.places.items() if box.isChecked())
        self.list.currentItem().setText(tr(draft.text) or tr("A new question"))
        self._show_fields(draft.kind)
        self._tell()

    def _show_fields(self, kind: str) -> None:
        for on, widgets in (
            (kind in (CHOICE, TAGS), (self.choices, self._choices_name)),
            (kind in (SCALE, NUMBER), (self._limits, self._limits_name)),
        ):
            for widget in widgets:
                widget.setVisible(on)

    def _tell(self) -> None:
        """Say what does not make sense yet."""
        try:
            form_of(self._name, self.drafts)
        except UsageError as error:
            self.wrong.setText(str(error))
            self.accept_button.setEnabled(False)
        else:
            self.wrong.setText("")
            self.accept_button.setEnabled(True)

    def _accept(self) -> None:
        self.form = form_of(self._name, self.drafts)
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Return belongs to the fields: the dialog is left with its buttons, or Escape."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


def _key(text: str, taken: Iterable[str]) -> str:
    """A key for a new question: the first words of its text, numbered where they are taken."""
    told = "-".join(re.findall(r"\w+", text.lower())[:4]) or "question"
    held = set(taken)
    number, key = 1, told
    while key in held:
        number += 1
        key = f"{told}-{number}"
    return key


def _limit(text: str, kind: str) -> float | None:
    """A limit as it was typed; UsageError where it is no number."""
    if kind not in (SCALE, NUMBER) or not text.strip():
        return None
    try:
        number = float(text.replace(",", "."))
    except ValueError as error:
        raise UsageError(f"“{text}” is no number.") from error
    return int(number) if number.is_integer() else number
