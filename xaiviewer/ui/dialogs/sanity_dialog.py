"""The sanity checks of the map shown: every number, its bar, what it means; and measuring them on this case."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QScrollArea, QWidget

from xaiviewer.requests import METHODS, Request
from xaiviewer.requests.badges import CHECKS, Verdict
from xaiviewer.review import Review, sanity
from xaiviewer.ui.kit import answer_words, sanity_wording, theme
from xaiviewer.ui.kit.controls import Segmented, column, keep_keys, label, row
from xaiviewer.ui.kit.progress_bar import ProgressBar
from xaiviewer.ui.kit.sanity_marks import MarkView
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr

_WIDTH, _NUMBER, _MARK = 560, 56, 40
_HEIGHT, _EDGES = 700, 56


class SanityDialog(QDialog):
    """A line for each check. It follows what is shown, and what is being measured.

    Attributes:
        which: the reference set, or this case, where both are known.
    """

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._where = "reference"
        self.setWindowTitle(tr("Sanity checks"))
        self.subject = label("", "title")
        self.meaning = label(tr(sanity_wording.MEANING), "muted", wrap=True)
        self.warning = label("", "caution", wrap=True)
        self.which = Segmented(
            tr("Measured on"),
            [
                ("reference", tr("Reference"), tr("What is kept with the network's weights")),
                ("here", tr("This case"), tr("What was measured on the open case")),
            ],
        )
        self.about = label("", "small", wrap=True)
        self.lines = {key: _Line() for key in CHECKS}
        self.bar = ProgressBar(tr("Progress"))
        self.left = label("", "small")
        self.measure, self.close_button = QPushButton(), QPushButton(tr("Close"))
        for button in (self.measure, self.close_button):
            button.setAutoDefault(False)
            keep_keys(button)
        layout = column(self, margins=(24, 20, 24, 20), spacing=8)
        for widget in (self.subject, self.meaning, self.warning, self.which, self.about):
            layout.addWidget(widget)
        layout.addWidget(self._table(), 1)
        layout.addWidget(self.bar)
        layout.addLayout(row(self.left, 1, self.measure, self.close_button))
        for sentence in (self.meaning, self.warning, self.about):
            sentence.setFixedWidth(theme.px(_WIDTH))
        self.which.chosen.connect(self._choose)
        self.measure.clicked.connect(self.press)
        self.close_button.clicked.connect(self.reject)
        follow(self._refresh, *review.shown.changes, review.work.task_changed)
        self._refresh()
        free = self.screen().availableGeometry().height()
        self.resize(theme.px(_WIDTH) + _EDGES, min(_HEIGHT, round(free * 0.9)))

    def press(self) -> None:
        """Measure the map shown on the open case, or stop measuring."""
        if self._review.work.state.examining is not None:
            self._review.work.cancel()
            return
        about = sanity.subject(self._review.shown.state)
        if about is not None:
            self._review.work.examine(about[0])

    def _table(self) -> QScrollArea:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for column_, text in ((2, tr("number")), (3, tr("limit", "that a number is held against"))):
            heading = label(text, "small")
            grid.addWidget(heading, 0, column_, Qt.AlignmentFlag.AlignRight)
        for number, line in enumerate(self.lines.values()):
            at = 1 + 2 * number
            grid.addWidget(line.mark, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(line.title, at, 1)
            for place, widget in ((2, line.value), (3, line.bar)):
                widget.setMinimumWidth(theme.px(_NUMBER))
                grid.addWidget(widget, at, place, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(line.question, at + 1, 1, 1, 3)
        grid.setRowStretch(grid.rowCount(), 1)
        scrolled = QScrollArea()  # ten checks are more than a small screen has room for
        scrolled.setObjectName("panel")
        scrolled.setWidget(inner)
        scrolled.setWidgetResizable(True)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        scrolled.setAccessibleName(tr("Sanity checks"))
        return scrolled

    def _choose(self, key: str) -> None:
        self._where = key
        self._refresh()

    def _refresh(self) -> None:
        state = self._review.shown.state
        about, known = sanity.subject(state), sanity.every(state)
        offered = {"here" if each.here else "reference": each for each in known}
        if self._where not in offered and offered:
            self._where = next(iter(offered))
        found = offered.get(self._where)
        self.subject.setText(tr("Sanity checks") if about is None else _named(*about))
        warning = "" if about is None else METHODS[about[0].method].warning
        self.warning.setText(tr(warning) if warning else "")
        self.warning.setVisible(bool(warning))
        self.which.set_current(self._where)
        self.which.set_available([*offered])
        self.which.setVisible(len(offered) > 1)
        measured = sanity.known(state)
        told = sanity_wording.absent(measured) if found is None else sanity_wording.measured_on(found, measured)
        self.about.setText(told)
        for key, line in self.lines.items():
            nothing = Verdict(CHECKS[key], float("nan"), float("nan"))
            line.show_verdict(nothing if found is None else found.badges.verdict(key, found.place))
        enough = about is None or sanity.measurable(state)
        self.measure.setVisible(enough)
        if not enough and found is None:
            self.about.setText(f"{told} {sanity_wording.several_cases()}")
        self._refresh_work(able=about is not None)

    def _refresh_work(self, *, able: bool) -> None:
        work = self._review.work.state
        going = work.examining is not None
        self.measure.setText(tr("Cancel") if going else tr("Measure on this case"))
        self.measure.setEnabled(going or (able and not self._review.work.busy))
        self.measure.setToolTip("" if going or not self._review.work.busy else tr("When the analysis is done"))
        task = work.task if going else None
        self.bar.setVisible(task is not None)
        self.left.setText("" if task is None or task.left_s is None else answer_words.left(task.left_s))
        if task is not None:
            self.bar.show_progress(task.done, task.total)


class _Line:
    """The widgets of one check."""

    def __init__(self) -> None:
        self.mark = MarkView()
        self.title, self.value, self.bar = label(), label(), label("", "muted")
        self.question = label("", "small", wrap=True)
        self.question.setFixedWidth(theme.px(_WIDTH) - _MARK)
        for number in (self.value, self.bar):
            number.setAlignment(Qt.AlignmentFlag.AlignRight)

    def show_verdict(self, verdict: Verdict) -> None:
        """What was found."""
        self.mark.show_mark(passed=verdict.passed)
        self.mark.setAccessibleName(sanity_wording.outcome(verdict))
        self.title.setText(f"{sanity_wording.title(verdict)} · {verdict.check.source}")
        self.value.setText(sanity_wording.number(verdict))
        self.bar.setText(sanity_wording.bar(verdict))
        self.bar.setToolTip(sanity_wording.bar_help(verdict))
        self.question.setText(sanity_wording.meaning(verdict))
        self.question.ensurePolished()  # a wrapped text tells its height for a width alone, and in its own font
        self.question.setMinimumHeight(self.question.heightForWidth(theme.px(_WIDTH) - _MARK))
        told = f"{self.title.text()}: {sanity_wording.outcome(verdict)}, {self.value.text()}, {self.bar.text()}"
        self.title.setAccessibleDescription(told)


def _named(request: Request, layer: str) -> str:
    """The map that is checked."""
    where = layer or tr("Input")
    return f"{METHODS[request.method].title} · {where}"
