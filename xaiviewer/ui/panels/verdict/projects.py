"""Which project the answers go into: opened, made, saved from a damaged file; and what it asks.

Its dialogs are imported when they are opened first.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from xaiviewer.ledger.storage import SUFFIX
from xaiviewer.review import Failure, Review
from xaiviewer.review.verdicts.state import Book
from xaiviewer.ui.language import tr
from xaiviewer.ui.panels.verdict import remembered
from xaiviewer.ui.panels.verdict.panel import VerdictPanel

if TYPE_CHECKING:
    from xaiviewer.ui.panels.figures.dialog import FiguresDialog
    from xaiviewer.ui.panels.verdict.deciding.dialog import DecidingDialog
    from xaiviewer.ui.panels.verdict.form_dialog import FormDialog


class Projects(QObject):
    """Asks for files, and keeps for the next start which project is open.

    Attributes:
        dialog: the editor of the questions, while it is open.
        deciding: what two readers differ on, once it was wanted.
        figures: what readers came to, once it was wanted.
    """

    def __init__(self, review: Review, panel: VerdictPanel, window: QWidget) -> None:
        super().__init__(window)
        self._review, self._window = review, window
        self._begun = False
        self._book: Book | None = None
        self.dialog: FormDialog | None = None
        self.deciding: DecidingDialog | None = None
        self.figures: FiguresDialog | None = None
        line = panel.project
        line.open_asked.connect(self.open)
        line.make_asked.connect(self.make)
        line.personal_asked.connect(self.use_personal)
        line.questions_asked.connect(self.edit_questions)
        line.rescue_asked.connect(self.rescue)
        line.actions_["decide"].triggered.connect(self.decide)
        line.actions_["figures"].triggered.connect(self.show_figures)
        review.verdicts.changed.connect(self._keep)

    def begin(self, path: Path | None = None) -> None:
        """Open a project, by default that of the last time, for the reader of the last time."""
        reader = remembered.reader()
        if reader is not None:
            self._review.verdicts.be(reader)
        self._begun = path is None
        wanted = path or remembered.project()
        if path is None and wanted is not None and not wanted.is_file():
            self._begun = False  # it may be there again the next time
            self._review.verdicts.failed.emit(Failure(_gone(wanted)))
            wanted = None
        self._review.verdicts.open(wanted)

    def open(self) -> None:
        """Choose a project."""
        chosen, _ = QFileDialog.getOpenFileName(self._window, tr("Open a project"), "", self._filter())
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Open the project that was chosen, or dropped on the window."""
        self._begun = True
        self._review.verdicts.open(path)

    def make(self) -> None:
        """Make a project that asks what is asked now."""
        chosen, _ = QFileDialog.getSaveFileName(self._window, tr("Make a project"), f"review{SUFFIX}", self._filter())
        if chosen:
            self._begun = True
            self._review.verdicts.make(Path(chosen))

    def use_personal(self) -> None:
        """Go back to the personal project."""
        self._begun = True
        remembered.keep_project(None)
        self._review.verdicts.open(None)

    def rescue(self) -> None:
        """Write what is whole of a damaged project to a new file, and go on with that."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save what is whole"), f"whole{SUFFIX}", self._filter()
        )
        if chosen:
            self._review.verdicts.copy_whole(Path(chosen))

    def edit_questions(self) -> None:
        """Show the editor of what is asked."""
        if self.dialog is not None:
            self.dialog.reject()
        from xaiviewer.ui.panels.verdict.form_dialog import FormDialog

        dialog = FormDialog(self._review.verdicts.state.form, self._window)
        self.dialog = dialog
        dialog.accepted.connect(self._ask)
        dialog.finished.connect(self._forget)
        dialog.open()

    def decide(self) -> None:
        """Show what two readers differ on, to decide between them."""
        if self.deciding is None:
            from xaiviewer.ui.panels.verdict.deciding.dialog import DecidingDialog

            self.deciding = DecidingDialog(self._review, self._window)
        self.deciding.open_asking()

    def show_figures(self) -> None:
        """Show how far readers agree, or what a study came to."""
        if self.figures is None:
            from xaiviewer.ui.panels.figures.dialog import FiguresDialog

            self.figures = FiguresDialog(self._file, self._window)
        self.figures.open_asking()

    def close(self) -> None:
        """Wait for what is being computed or written."""
        if self.figures is not None:
            self.figures.close_threads()

    def _file(self) -> Path | None:
        """The open project, where there is one."""
        book = self._review.verdicts.state.book
        return None if book is None else book.path

    def _ask(self) -> None:
        if self.dialog is not None and self.dialog.form is not None:
            self._review.verdicts.ask(self.dialog.form)

    def _forget(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _keep(self) -> None:
        """A project that was chosen here is opened the next time, too; one that the command line names is not."""
        book = self._review.verdicts.state.book
        if book is self._book:
            return
        self._book = book
        if self._begun and book is not None and not book.damage:
            remembered.keep_project(None if book.personal else book.path)

    @staticmethod
    def _filter() -> str:
        return tr("Projects of reviews (*{suffix})").format(suffix=SUFFIX)


def _gone(path: Path) -> str:
    told = tr(
        "The project {path} is not there any more; bring its disk or share back and open it again. Until then your "
        "answers go into your own project."
    )
    return told.format(path=path)
