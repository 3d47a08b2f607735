"""The export dialog: cases, forms, where, identity; what will be written, before it is; progress, and a way out."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from xaiviewer.exports.context import PICTURE_SCALES, Wanted
from xaiviewer.exports.kind import Kind
from xaiviewer.exports.kinds.registry import KINDS, kinds_named
from xaiviewer.exports.plan import CasePlan, plan_case, warnings_of
from xaiviewer.exports.run import Unread, Written, write
from xaiviewer.ledger.identity import SALT_BYTES
from xaiviewer.review import JobRunner, Review, ShownState
from xaiviewer.review.failure import failure_of
from xaiviewer.review.threads.jobs import JobContext
from xaiviewer.ui.dialogs.exporting.cases import THIS, Exporter, Several, choices_of, several_of
from xaiviewer.ui.dialogs.exporting.preview import Preview
from xaiviewer.ui.dialogs.exporting.shown_case import (
    NO_CASE,
    Chosen,
    compared,
    context_of,
    problem_of,
    project_of,
)
from xaiviewer.ui.kit import beside_words, theme
from xaiviewer.ui.kit.controls import Choice, column, keep_keys, label, row, rule
from xaiviewer.ui.kit.progress_bar import ProgressBar
from xaiviewer.ui.kit.room import room
from xaiviewer.ui.language import figure, later, tr
from xaiviewer.ui.settings.store import keep, kept

_WIDTH = 800
_SETTLED_MS, _SHOWN_MS = 200, 150
_USUAL = "pdf csv"
_KEPT = "export/kinds"
_COLUMNS = 2
_PARTS = 1000  # of a case, for the bar
_ANALYSED = later(
    "These cases are analysed on the way, as the window is set; what else was asked is not asked of them."
)


@dataclass(frozen=True)
class Progress:
    """Which file is being written, or which case is analysed, and how much of all of them is done."""

    path: str = ""
    done: float | None = None


class ExportDialog(QDialog):
    """Exports the open case as it is shown, or several, which are analysed as the command line does.

    Args:
        review: whose cases.
        parent: the window.
        exporter: makes what analyses cases; None: the open case alone can be exported.
        listed: the cases that the list shows.

    Signals:
        written(str): where it stands.
    """

    written = Signal(str)

    def __init__(
        self,
        review: Review,
        parent: QWidget | None = None,
        *,
        exporter: Callable[[], Exporter] | None = None,
        listed: tuple[Path, ...] = (),
    ) -> None:
        super().__init__(parent)
        self._review, self._exporter = review, exporter
        self.setWindowTitle(tr("Export"))
        self._cases = choices_of(review, listed)
        if exporter is None:
            self._cases = {key: each for key, each in self._cases.items() if key == THIS}
        self.which = Choice(tr("Which cases"), [(key, words) for key, (words, _) in self._cases.items()])
        chosen = str(kept(_KEPT, _USUAL)).split()
        self.kinds = {each.key: QCheckBox(tr(each.title)) for each in KINDS}
        for key, box in self.kinds.items():
            box.setChecked(key in chosen)
        self.layers = Choice(tr("Maps of"), [("shown", tr("The layer shown")), ("all", tr("All layers"))])
        sizes = [(str(each), f"{each} ×") for each in PICTURE_SCALES]
        self.enlarge = Choice(tr("Size of pictures"), sizes)
        self.nulls = QCheckBox(tr("Compare the maps with chance and with null models, which takes longer"))
        self.nulls.setChecked(True)
        self.hide_names = QCheckBox(tr("De-identify: pseudonyms, shifted dates, no names in file names"))
        self.images = QCheckBox(tr("Write the source images too, as NIfTI"))
        self.folder = QLineEdit()
        self.folder.setPlaceholderText(tr("A new folder: type its path, or choose where it is made"))
        self.browse = QPushButton(tr("Choose…"))
        self.preview = Preview()
        self.told = label("", "small", wrap=True)
        self.bar = ProgressBar(tr("How far the export is"))
        self.bar.hide()
        self.cancel, self.export = QPushButton(tr("Cancel")), QPushButton(tr("Export"))
        self.export.setProperty("primary", True)
        for button in (self.browse, self.cancel, self.export):
            button.setAutoDefault(False)
            keep_keys(button)
        self._salt = secrets.token_bytes(SALT_BYTES)  # pseudonyms that are told are those that are written
        self._writing = False
        self._runner = JobRunner(self, name="xaiviewer-exporter")
        self._settling = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._showing = QTimer(self, interval=_SHOWN_MS, singleShot=True)
        self._assemble()
        self._connect()
        self._refresh()

    @property
    def busy(self) -> bool:
        """Whether something is being planned or written."""
        return self._runner.busy or self._settling.isActive() or self._showing.isActive()

    @property
    def paths(self) -> tuple[Path, ...]:
        """The cases that are chosen."""
        return self._cases[self.which.currentData()][1] if self._cases else ()

    def wanted(self) -> tuple[Kind, ...]:
        """The forms that are chosen."""
        return kinds_named(key for key, box in self.kinds.items() if box.isChecked())

    def write(self) -> None:
        """Write what is chosen."""
        kinds, target = self.wanted(), self.folder.text().strip()
        if not kinds:
            self._say(tr("Tick what is to be written."))
            return
        if not target:
            self._say(tr("Choose where: a folder that is made for it."))
            self.folder.setFocus()
            return
        keep(_KEPT, " ".join(each.key for each in kinds))
        self._settling.stop()
        self._showing.stop()
        self._writing = True
        self._enable()
        chosen, several = self._chosen(), self._several()

        def work(context: JobContext) -> None:
            def tell(path: str) -> None:
                context.report(Progress(path))

            if several is None:
                done = write(Path(target), [context_of(chosen)], kinds, tell=tell, cancelled=context.cancelled)
            else:
                with project_of(chosen) as project:
                    assert self._exporter is not None
                    order = several.order(project)
                    cases = self._exporter().contexts(
                        order, lambda done, _: context.report(Progress(done=done)), context.cancelled
                    )
                    done = write(Path(target), cases, kinds, tell=tell, cancelled=context.cancelled)
            context.report(done)

        self._runner.submit(work)

    def reject(self) -> None:
        """Stop what is being written, or close where nothing is."""
        if self._writing:
            self._runner.cancel()
            self.cancel.setEnabled(False)
            self._say(tr("Cancelling, after the file that is being written…"))
            return
        super().reject()

    def done(self, result: int) -> None:
        """Close: at once where it was only told what would be written, else once the file in hand is."""
        self._settling.stop()
        self._showing.stop()
        self._runner.close(None if self._writing else time.monotonic())
        super().done(result)

    def _chosen(self) -> Chosen:
        book = self._review.verdicts.state.book
        return Chosen(
            self._review.shown.state,
            self._review.measured.state.marks,
            self.hide_names.isChecked(),
            self.layers.currentData() == "all",
            Wanted(int(self.enlarge.currentData()), self.images.isChecked()),
            self._review.settings.threshold,
            None if book is None else book.path,
            self._salt,
            self._review.measured.state.measurements,
        )

    def _several(self) -> Several | None:
        """The cases that are to be analysed; None where the open one is written as it is shown."""
        if self._exporter is None or not self.paths:
            return None
        if self.which.currentData() == THIS and not problem_of(self._review.shown.state):
            return None
        return several_of(self._review, self.paths, self._chosen(), nulls=self.nulls.isChecked())

    def _assemble(self) -> None:
        outer = column(self, margins=(24, 20, 24, 20), spacing=10)
        outer.addWidget(label(tr("Export"), "title"))
        inner, area = QWidget(), QScrollArea()  # large letters need more than a small screen has
        layout = column(inner, spacing=10)
        layout.addLayout(row(label(tr("Which cases")), self.which))
        layout.addWidget(rule())
        free = room(self)
        widest = max(box.sizeHint().width() for box in self.kinds.values())
        columns = _COLUMNS if _COLUMNS * (widest + 16) + 2 * 24 <= free.width() else 1
        forms = QGridLayout()
        forms.setHorizontalSpacing(16)
        forms.setVerticalSpacing(4)
        for number, box in enumerate(self.kinds.values()):
            keep_keys(box)
            forms.addWidget(box, number // columns, number % columns)
        layout.addLayout(forms)
        layout.addWidget(rule())
        layout.addLayout(row(label(tr("Maps of")), self.layers, label(tr("Size of pictures")), self.enlarge))
        for box in (self.nulls, self.hide_names, self.images):
            keep_keys(box)
            layout.addWidget(box)
        layout.addLayout(row(label(tr("Where")), self.folder, self.browse))
        layout.addWidget(rule())
        layout.addWidget(self.preview, 1)
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for each in (inner, area.viewport()):
            each.setAutoFillBackground(False)
        inner.setMinimumHeight(inner.sizeHint().height())  # it scrolls before any line is squeezed
        outer.addWidget(area, 1)
        outer.addWidget(self.told)
        outer.addWidget(self.bar)
        outer.addLayout(row(1, self.cancel, self.export))
        beside = outer.sizeHint() - area.sizeHint()
        wide = max(theme.px(_WIDTH), inner.sizeHint().width() + beside.width())
        self.resize(QSize(wide, inner.sizeHint().height() + beside.height()).boundedTo(free))

    def _connect(self) -> None:
        for box in self.kinds.values():
            box.toggled.connect(self._show)
        for box in (self.hide_names, self.images):
            box.toggled.connect(self._refresh)
        for choice in (self.which, self.layers, self.enlarge):
            choice.activated.connect(self._refresh)
        self.folder.textChanged.connect(self._showing.start)
        self._settling.timeout.connect(self._plan)
        self._showing.timeout.connect(self._show)
        self.browse.clicked.connect(self._browse)
        self.cancel.clicked.connect(self.reject)
        self.export.clicked.connect(self.write)
        self._runner.reported.connect(self._take)
        self._runner.ended.connect(self._end)

    @Slot()
    def _refresh(self) -> None:
        self._runner.drop()
        self.preview.begin(len(self.paths))
        self.nulls.setVisible(self._several() is not None)
        self._enable()
        if self._problem():
            self._say(tr(self._problem()))
            return
        self._show()
        self._settling.start()

    def _problem(self) -> str:
        """Why nothing can be exported, in English; "" where something can."""
        if not self._cases:
            return NO_CASE
        return problem_of(self._review.shown.state) if self._exporter is None else ""

    def _plan(self) -> None:
        """Find out what would be written, in whatever form."""
        chosen, several = self._chosen(), self._several()
        self.preview.begin(len(self.paths))

        def work(context: JobContext) -> None:
            if several is None:
                context.report(plan_case(context_of(chosen), KINDS))
                return
            with project_of(chosen) as project:
                assert self._exporter is not None
                order = several.order(project)
                for plan in self._exporter().plans(order, KINDS, lambda *_: None, context.cancelled):
                    context.report(plan)

        self._runner.submit(work)

    @Slot(object)
    def _take(self, report: object) -> None:
        match report:
            case CasePlan() | Unread():
                self.preview.plans.append(report)
                if not self._showing.isActive():
                    self._showing.start()
            case Progress():
                self._tell(report)
            case Written():
                self.written.emit(_words(report))
                self._writing = False
                self.accept()

    def _tell(self, progress: Progress) -> None:
        count = len(self.paths)
        if self._runner.stopping:
            return
        if progress.done is None:
            self._say(tr("Writing {file}").format(file=progress.path))
            return
        self._say(tr("Analysing case {number} of {count}").format(number=int(progress.done) + 1, count=count))
        self.bar.show_progress(round(progress.done * _PARTS), count * _PARTS)

    @Slot()
    def _show(self) -> None:
        if self._writing or self._problem():
            return
        kinds, hidden = self.wanted(), self.hide_names.isChecked()
        self.preview.show_kinds(kinds)
        book = self._review.verdicts.state.book
        told = [tr(_ANALYSED) if self._several() is not None else _uncompared(self._review.shown.state)]
        told += [beside_words.exported(self._review.shown.state)]
        told += map(tr, warnings_of(hidden=hidden, project=book is not None, kinds=kinds))
        told += [*self.preview.warnings(kinds), self.preview.lack(kinds, self.folder.text().strip())]
        self._say("\n".join(filter(None, told)))
        self._enable()

    @Slot(object)
    def _end(self, outcome: BaseException | None) -> None:
        was, self._writing = self._writing, False
        failure = failure_of(outcome)
        if failure is not None:
            self._say(failure.sentence)
        elif was and outcome is not None:
            self._say(tr("Cancelled; nothing was written."))
        self._enable()

    def _enable(self) -> None:
        possible = not self._problem() and not self._writing
        self.export.setEnabled(possible and any(box.isChecked() for box in self.kinds.values()))
        choices = (self.which, self.layers, self.enlarge, self.nulls, self.hide_names, self.images, self.folder)
        for widget in (*self.kinds.values(), *choices):
            widget.setEnabled(possible)
        self.browse.setEnabled(possible)
        self.cancel.setEnabled(not self._runner.stopping)
        self.bar.setVisible(self._writing and self._several() is not None)

    def _say(self, words: str) -> None:
        self.told.setText(words)

    @Slot()
    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, tr("A folder to make"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)


def _uncompared(state: ShownState) -> str:
    """What to say where some slices of the open case are written without p; "" where none is."""
    done, count = compared(state)
    if done == count:
        return ""
    words = tr(
        "{done} of {all} slices with a mask are compared with chance and null models; the others, which were not "
        "looked at, are written without."
    )
    return words.format(done=figure(str(done)), all=figure(str(count)))


def _words(done: Written) -> str:
    """Where it stands, and what is not there."""
    told = tr("Written to {folder}").format(folder=done.folder)
    if done.cleared:
        told = ". ".join([told, tr("What an export that was never finished had left there is removed")])
    if not done.unread:
        return told
    lost = tr("Left out, as they could not be read: {names}").format(names=", ".join(e.name for e in done.unread))
    return f"{told}. {lost}"
