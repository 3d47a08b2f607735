"""The export dialog: forms, layers, where, identity; what will be written, before it is; progress, and a way out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from xaiviewer.exports.context import PICTURE_SCALES, Wanted
from xaiviewer.exports.kind import Kind
from xaiviewer.exports.kinds.registry import KINDS, kinds_named
from xaiviewer.exports.plan import CasePlan, plan_case, together_entries, warnings_of
from xaiviewer.exports.run import Written, write
from xaiviewer.review import JobRunner, Review
from xaiviewer.review.failure import failure_of
from xaiviewer.review.threads.jobs import JobContext
from xaiviewer.ui.dialogs.exporting.shown_case import Chosen, context_of, problem_of
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import Choice, column, keep_keys, label, row, rule
from xaiviewer.ui.language import tr
from xaiviewer.ui.settings.store import keep, kept

_WIDTH, _TALL = 760, 190
_SETTLED_MS = 200
_USUAL = "pdf csv"
_KEPT = "export/kinds"
_COLUMNS = 2


@dataclass(frozen=True)
class Progress:
    """Which file is being written."""

    path: str


class ExportDialog(QDialog):
    """Exports the open case as it is shown.

    Signals:
        written(str): where it stands.
    """

    written = Signal(str)

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.setWindowTitle(tr("Export the case"))
        chosen = str(kept(_KEPT, _USUAL)).split()
        self.kinds = {each.key: QCheckBox(tr(each.title)) for each in KINDS}
        for key, box in self.kinds.items():
            box.setChecked(key in chosen)
        self.layers = Choice(tr("Whose maps"), [("shown", tr("The layer shown")), ("all", tr("All layers"))])
        sizes = [(str(each), f"{each} ×") for each in PICTURE_SCALES]
        self.enlarge = Choice(tr("Size of pictures"), sizes)
        self.hide_names = QCheckBox(tr("Take the patient out: pseudonyms, moved dates, no names in file names"))
        self.images = QCheckBox(tr("Write the source images too, as NIfTI"))
        self.folder = QLineEdit()
        self.folder.setPlaceholderText(tr("A folder that is not there yet"))
        self.browse = QPushButton(tr("Choose…"))
        self.preview = QPlainTextEdit(readOnly=True)
        self.preview.setAccessibleName(tr("What will be written"))
        self.told = label("", "small", wrap=True)
        self.cancel, self.export = QPushButton(tr("Cancel")), QPushButton(tr("Export"))
        self.export.setProperty("primary", True)
        for button in (self.browse, self.cancel, self.export):
            button.setAutoDefault(False)
            keep_keys(button)
        self._writing = False
        self._runner = JobRunner(self, name="xaiviewer-exporter")
        self._settling = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._assemble()
        self._connect()
        self._refresh()

    @property
    def busy(self) -> bool:
        """Whether something is being planned or written."""
        return self._runner.busy or self._settling.isActive()

    def wanted(self) -> tuple[Kind, ...]:
        """The forms that are chosen."""
        return kinds_named(key for key, box in self.kinds.items() if box.isChecked())

    def write(self) -> None:
        """Write what is chosen."""
        kinds, target, chosen = self.wanted(), self.folder.text().strip(), self._chosen()
        if not kinds or not target:
            self._say(tr("Choose a form, and a folder to make."))
            return
        keep(_KEPT, " ".join(each.key for each in kinds))
        self._writing = True
        self._enable()

        def work(context: JobContext) -> None:
            done = write(
                Path(target),
                [context_of(chosen)],
                kinds,
                tell=lambda path: context.report(Progress(path)),
                cancelled=context.cancelled,
            )
            context.report(done)

        self._runner.submit(work)

    def reject(self) -> None:
        """Stop what is being written, or close where nothing is."""
        if self._writing:
            self._runner.cancel()
            return
        super().reject()

    def done(self, result: int) -> None:
        """Close, and leave no thread behind."""
        self._settling.stop()
        self._runner.close()
        super().done(result)

    def _chosen(self) -> Chosen:
        book = self._review.verdicts.state.book
        return Chosen(
            self._review.shown.state,
            self._review.measured.state.marks,
            self.hide_names.isChecked(),
            self.layers.currentData() == "all",
            Wanted(int(self.enlarge.currentData()), self.images.isChecked()),
            None if book is None else book.path,
        )

    def _assemble(self) -> None:
        layout = column(self, margins=(24, 20, 24, 20), spacing=10)
        layout.addWidget(label(tr("Export the case"), "title"))
        forms = QGridLayout()
        forms.setHorizontalSpacing(16)
        forms.setVerticalSpacing(4)
        for number, box in enumerate(self.kinds.values()):
            keep_keys(box)
            forms.addWidget(box, number // _COLUMNS, number % _COLUMNS)
        layout.addLayout(forms)
        layout.addWidget(rule())
        layout.addLayout(row(label(tr("Whose maps")), self.layers, label(tr("Size of pictures")), self.enlarge))
        for box in (self.hide_names, self.images):
            keep_keys(box)
            layout.addWidget(box)
        layout.addLayout(row(label(tr("Where")), self.folder, self.browse))
        layout.addWidget(rule())
        layout.addWidget(label(tr("What will be written"), "heading"))
        self.preview.setMinimumHeight(theme.px(_TALL))
        layout.addWidget(self.preview, 1)
        layout.addWidget(self.told)
        layout.addLayout(row(1, self.cancel, self.export))
        self.resize(theme.px(_WIDTH), self.sizeHint().height())

    def _connect(self) -> None:
        for box in (*self.kinds.values(), self.hide_names, self.images):
            box.toggled.connect(self._refresh)
        for choice in (self.layers, self.enlarge):
            choice.activated.connect(self._refresh)
        self._settling.timeout.connect(self._plan)
        self.browse.clicked.connect(self._browse)
        self.cancel.clicked.connect(self.reject)
        self.export.clicked.connect(self.write)
        self._runner.reported.connect(self._take)
        self._runner.ended.connect(self._end)

    @Slot()
    def _refresh(self) -> None:
        problem = problem_of(self._review.shown.state)
        self._enable()
        if problem:
            self._say(tr(problem))
            return
        self._settling.start()

    def _plan(self) -> None:
        """Find out what would be written."""
        kinds, chosen = self.wanted(), self._chosen()

        def work(context: JobContext) -> None:
            context.report(plan_case(context_of(chosen), kinds))

        self._runner.submit(work)

    @Slot(object)
    def _take(self, report: object) -> None:
        match report:
            case CasePlan():
                self._show(report)
            case Progress(path=path):
                self._say(tr("Writing {file}").format(file=path))
            case Written(folder=folder):
                self.written.emit(tr("Written to {folder}").format(folder=folder))
                self._writing = False
                self.accept()

    def _show(self, plan: CasePlan) -> None:
        kinds = self.wanted()
        lines = [each.path for each in (*plan.entries, *together_entries(kinds, ()))]
        lines += [f"– {each.kind}: {each.why}" for each in plan.left_out]
        self.preview.setPlainText("\n".join(lines))
        book = self._review.verdicts.state.book
        warned = warnings_of(hidden=self.hide_names.isChecked(), project=book is not None, kinds=kinds)
        self._say("\n".join((*map(tr, warned), *plan.warnings)))
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
        possible = not problem_of(self._review.shown.state) and not self._writing
        self.export.setEnabled(possible and any(box.isChecked() for box in self.kinds.values()))
        for widget in (*self.kinds.values(), self.layers, self.enlarge, self.hide_names, self.images, self.folder):
            widget.setEnabled(possible)
        self.browse.setEnabled(possible)

    def _say(self, words: str) -> None:
        self.told.setText(words)

    @Slot()
    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, tr("A folder to make"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)
