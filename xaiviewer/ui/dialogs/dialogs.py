"""The dialogs that ask for paths and choices, and what is done with the answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from xaiviewer.review import ReviewSession
from xaiviewer.ui.dialogs.about_dialog import AboutDialog
from xaiviewer.ui.dialogs.language_dialog import LanguageDialog
from xaiviewer.ui.dialogs.sequences_dialog import SequencesDialog
from xaiviewer.ui.dialogs.skipped_dialog import SkippedDialog
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.language import tr
from xaiviewer.ui.manual import ManualDialog


class Dialogs(QObject):
    """Opens them over the window, one at a time; none holds the window up. The manual stands beside it."""

    def __init__(self, session: ReviewSession, names: Names, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._names = names
        self._window = window
        self._asked: Path | None = None  # the case whose sequences are wanted as soon as its contents are known
        self._case: Path | None = None  # the case that the open dialog is about
        self.open_dialog: QDialog | None = None
        self.manual: ManualDialog | None = None
        session.case_changed.connect(self._take_case)
        session.failed.connect(self._forget_wish)

    def open_folder(self) -> None:
        """Ask for a folder and open the cases in it."""
        chosen = QFileDialog.getExistingDirectory(self._window, tr("Open a patient, a study, or a folder of many"))
        if chosen:
            self._session.open_paths([Path(chosen)])

    def open_files(self) -> None:
        """Ask for files and open them."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window, tr("Open slices, volumes, a DICOMDIR or a zipped study"), "", tr("All files (*)")
        )
        if chosen:
            self._session.open_paths([Path(each) for each in chosen])

    def show_skipped(self) -> None:
        """Show what the searches left out."""
        skipped = self._session.state.search.skipped
        if skipped:
            self._open(SkippedDialog(skipped, self._window))

    def show_about(self) -> None:
        """Show what this program is."""
        self._open(AboutDialog(self._window))

    def show_language(self) -> None:
        """Ask which language the window speaks."""
        self._open(LanguageDialog(self._window))

    def show_manual(self) -> None:
        """Show the manual where it was left."""
        if self.manual is None:
            self.manual = ManualDialog(self._window)
        self.manual.show()
        self.manual.raise_()
        self.manual.activateWindow()

    def show_sequences(self) -> None:
        """Show which of the current case's series and masks are taken; find out first where it could not be read."""
        state = self._session.state
        if state.contents is not None and state.contents.series:
            hidden = self._names.hidden
            contents = replace(state.contents, name=self._names.current()) if hidden else state.contents
            dialog = SequencesDialog(contents, state.choices, self._window, case=state.case)
            dialog.accepted.connect(self._take_choices)
            dialog.rejected.connect(self._give_up)
            self._case = state.current
            self._open(dialog)
        elif state.contents is None and state.entry is not None and state.entry.status == "failed":
            self._asked = state.current
            self._session.ask_contents()

    def look_into(self, path: Path) -> None:
        """Show the series and masks of a case that could not be read, so that others can be chosen."""
        self._asked = path
        self._session.look_into(path)

    def _open(self, dialog: QDialog) -> None:
        if self.open_dialog is not None:
            self.open_dialog.reject()
        self.open_dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.open()

    @Slot()
    def _take_choices(self) -> None:
        dialog = self.open_dialog
        if isinstance(dialog, SequencesDialog) and dialog.chosen is not None and self._is_current(self._case):
            self._session.choose(dialog.chosen)

    @Slot()
    def _give_up(self) -> None:
        """A case that could not be read, and for which nothing else was chosen, gives way again."""
        if self._is_current(self._case):
            self._session.fall_back()

    @Slot()
    def _take_case(self) -> None:
        if isinstance(self.open_dialog, SequencesDialog) and not self._is_current(self._case):
            self.open_dialog.reject()  # another case was opened underneath
        if not self._is_current(self._asked):
            self._asked = None
        if self._asked is not None and self._session.state.contents is not None:
            self._asked = None
            self.show_sequences()

    @Slot()
    def _forget_wish(self) -> None:
        self._asked = None

    def _is_current(self, path: Path | None) -> bool:
        return path is not None and path == self._session.state.current

    @Slot()
    def _forget(self) -> None:
        dialog, self.open_dialog = self.open_dialog, None
        if dialog is not None:
            dialog.deleteLater()
