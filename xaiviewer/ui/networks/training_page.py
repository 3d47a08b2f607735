"""The fourth page: what trained the network, so that a case of its training is marked as one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QWidget

from xaiviewer.nets.packages.description import Trained
from xaiviewer.review import JobRunner, Review
from xaiviewer.review.failure import failure_of
from xaiviewer.ui.kit.controls import column, keep_keys, label, row
from xaiviewer.ui.kit.forms import add_line
from xaiviewer.ui.language import tr
from xaiviewer.ui.language.refusals import translated
from xaiviewer.ui.networks.complaints import Complaint, Complaints
from xaiviewer.ui.networks.questions import questions

_SETTLED_MS = 400
_NOBODY = Trained()


class TrainingPage(QWidget):
    """Asks for the data in words and for the patients, who are read on a worker and never kept by name.

    Signals:
        changed(): an answer is another one, or what was named is read.
    """

    changed = Signal()

    def __init__(
        self,
        review: Review,
        read: Callable[[Path, Callable[[], bool]], Trained],
        parent: QWidget | None = None,
    ) -> None:
        """`read`: see `protocols.OwnNetworks.trained_at`."""
        super().__init__(parent)
        self._review, self._read = review, read
        self.complaints = Complaints()
        self.data, self.patients = QLineEdit(), QLineEdit()
        self.data.setPlaceholderText(tr("not stated"))
        self.patients.setPlaceholderText(tr("none named"))
        self.list, self.folder = QPushButton(tr("List…")), QPushButton(tr("Folder…"))
        self.list.setToolTip(tr("A text file with one name per line"))
        self.folder.setToolTip(tr("A folder of their cases"))
        self.found, self.here = label("", "small", wrap=True), label("", "small", wrap=True)
        self._trained, self._failure = _NOBODY, ""
        self._runner = JobRunner(self, name="xaiviewer-patients")
        self._settling = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._assemble()
        self._settling.timeout.connect(self._look)
        self._runner.reported.connect(self._take)
        self._runner.ended.connect(self._end)
        self.data.textEdited.connect(self.changed)
        self.patients.textEdited.connect(self._wait)
        self.list.clicked.connect(self._ask_list)
        self.folder.clicked.connect(self._ask_folder)

    def begin(self) -> None:
        """Ask anew."""
        self.data.clear()
        self.name_source("")

    def name_source(self, path: str) -> None:
        """Read who trained it from this list or folder; "" for nobody."""
        self.patients.setText(path)
        self._wait()
        self._look()

    def problem(self) -> str:
        """What is wrong or not known yet, in the reader's words; "" where nothing is."""
        if self._failure:
            return Complaint(self._failure, self.patients)
        if self._named and self._trained is _NOBODY:
            return Complaint(tr("The patients are being read…"), self.patients)
        return ""

    def trained(self) -> Trained:
        """What was answered here."""
        return replace(self._trained, data=self.data.text().strip())

    def close_worker(self) -> None:
        """Leave no thread behind."""
        self._settling.stop()
        self._runner.close()

    @property
    def _named(self) -> str:
        return self.patients.text().strip()

    def _assemble(self) -> None:
        layout = column(self, margins=(0, 0, 12, 0), spacing=8)
        told = tr(
            "What trained it, as far as you want to say: all of this may stay empty. A case of a patient named here is "
            "marked in the window and in every result, because what is shown on it flatters the network."
        )
        layout.addWidget(label(told, wrap=True))
        layout.addSpacing(4)
        grid = questions()
        add_line(grid, tr("In words"), self.data)
        self.complaints.add_line(grid, tr("Patients"), self.patients)
        layout.addLayout(grid)
        layout.addLayout(row(1, self.list, self.folder))
        layout.addWidget(self.found)
        layout.addWidget(self.here)
        layout.addSpacing(4)
        how = tr(
            "A folder of their cases, or a text file with one name per line, written as the list of cases shows it. "
            "Stored are salted hashes and no name: nobody can read a name from them, though whoever knows one can try "
            "whether it is among them."
        )
        layout.addWidget(label(how, "small", wrap=True))
        layout.addStretch(1)
        for button in (self.list, self.folder):
            button.setAutoDefault(False)
            keep_keys(button)

    @Slot()
    def _wait(self) -> None:
        """Something else is named: nothing is known of it before it was read."""
        self._runner.drop()
        self._trained, self._failure = _NOBODY, ""
        self._tell()
        self._settling.start()
        self.changed.emit()

    @Slot()
    def _look(self) -> None:
        self._settling.stop()
        if not self._named:
            return
        source, read = Path(self._named).expanduser(), self._read
        if not source.exists():
            self._failure = tr("There is no file or folder “{name}”.").format(name=source.name)
            self.changed.emit()
            return
        self._runner.submit(lambda context: context.report(read(source, context.cancelled)))

    @Slot(object)
    def _take(self, report: object) -> None:
        assert isinstance(report, Trained)
        self._trained = report
        self._tell()

    @Slot(object)
    def _end(self, outcome: BaseException | None) -> None:
        failure = failure_of(outcome)
        self._failure = "" if failure is None else translated(failure.sentence)
        self.changed.emit()

    def _tell(self) -> None:
        count, case = len(self._trained.patients), self._review.shown.state.case
        stored = tr("%Ln patients: salted hashes are stored, and no names.", None, count)
        self.found.setText(stored if count else "")
        told = ""
        if count and case is not None and not case.synthetic:
            among, none = tr("The open case is one of theirs."), tr("The open case is none of theirs.")
            told = among if self._trained.holds(*case.known_as) else none
        self.here.setText(told)
        for each in (self.found, self.here):
            each.setVisible(bool(each.text()))

    def _ask_list(self) -> None:
        kinds = ";;".join((tr("Text (*.txt)"), tr("All files (*)")))
        chosen, _ = QFileDialog.getOpenFileName(self, tr("A text file with one name per line"), "", kinds)
        if chosen:
            self.name_source(chosen)

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("A folder of their cases"))
        if chosen:
            self.name_source(chosen)
