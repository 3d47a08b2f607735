"""Writes the curves of the map shown to a folder, on a thread of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from xaiviewer.records.faithfulness import TriedMap, write_faithfulness
from xaiviewer.review import JobRunner
from xaiviewer.review.failure import failure_of
from xaiviewer.review.threads.jobs import JobContext
from xaiviewer.ui.language import tr


class Saving(QObject):
    """Asks for a folder, and writes numbers, a table and pictures into it.

    Signals:
        ended(str): where it stands, or why it could not be written.
    """

    ended = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._told = ""
        self._runner = JobRunner(self, name="xaiviewer-curves")
        self._runner.ended.connect(self._take_end)

    @property
    def busy(self) -> bool:
        """Whether something is being written."""
        return self._runner.busy

    def ask(self, tested: TriedMap) -> None:
        """Write into a folder that the reader chooses."""
        chosen = QFileDialog.getExistingDirectory(self._window, tr("A folder for the curves"))
        if chosen:
            self.save(tested, Path(chosen))

    def save(self, tested: TriedMap, folder: Path) -> None:
        """Write into `folder`; what was written of the same map before is replaced."""
        self._told = tr("Written to {folder}").format(folder=folder / tested.name)

        def work(context: JobContext) -> None:
            context.check()
            write_faithfulness(tested, folder)

        self._runner.submit(work)

    def close(self) -> None:
        """Wait for what is being written."""
        self._runner.close()

    @Slot(object)
    def _take_end(self, outcome: BaseException | None) -> None:
        failure = failure_of(outcome)
        if failure is not None:
            self.ended.emit(failure.sentence)
        elif outcome is None:
            self.ended.emit(self._told)
