"""The dialogs that ask for paths and choices, and what is done with the answers.

Each is imported when it is opened first: the window is there sooner without them all.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from xaiviewer.review import Review, ShownState
from xaiviewer.ui.dialogs.recent_menu import RecentMenu
from xaiviewer.ui.dialogs.sequences_dialog import SequencesDialog
from xaiviewer.ui.dialogs.writing import Writing
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr
from xaiviewer.ui.settings import folders, keep_trainings

if TYPE_CHECKING:
    from xaiviewer.ui.dialogs.exporting.cases import Exporter
    from xaiviewer.ui.dialogs.faithful.dialog import FaithfulnessDialog
    from xaiviewer.ui.manual import ManualDialog


class Dialogs(QObject):
    """Opens them over the window, one at a time; none holds the window up. The manual stands beside it,
    and so does what marked places matter.
    """

    def __init__(self, review: Review, names: Names, window: QWidget) -> None:
        super().__init__(window)
        self._review = review
        self._names = names
        self._window = window
        self._asked: Path | None = None  # the case whose sequences are wanted as soon as its contents are known
        self._case: Path | None = None  # the case that the open dialog is about
        self._trainings = review.shown.state.trainings  # as they are kept
        self.exporter: Callable[[], Exporter] | None = None
        self.listed: Callable[[], tuple[Path, ...]] = tuple
        self.open_dialog: QDialog | None = None
        self._exporting: QDialog | None = None  # the one of them that writes
        self.manual: ManualDialog | None = None
        self.faithfulness: FaithfulnessDialog | None = None
        self.writing = Writing(review, window)
        self.recent = RecentMenu(review, names, window)
        review.shown.case_changed.connect(self._take_case)
        review.shown.display_changed.connect(self._keep_trainings)
        follow(self._forget_wish, review.shelf.failed, review.work.failed)

    def open_folder(self) -> None:
        """Ask for a folder and open the cases in it."""
        asked = tr("Open a patient, a study, or a folder of many")
        chosen = QFileDialog.getExistingDirectory(self._window, asked, folders.cases())
        if chosen:
            self._review.shelf.open_paths([Path(chosen)])

    def open_files(self) -> None:
        """Ask for files and open them."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window,
            tr("Open slices, volumes, a DICOMDIR or a zipped study"),
            folders.cases(),
            tr("All files (*)"),
        )
        if chosen:
            self._review.shelf.open_paths([Path(each) for each in chosen])

    def add_training(self) -> None:
        """Ask for a package that the maps are held against, beside those that were named before."""
        known = self._review.shown.state.trainings
        beside = str(known[-1].parent) if known else ""
        chosen = QFileDialog.getExistingDirectory(self._window, tr("Open the package of another training"), beside)
        if chosen:
            self._review.shown.set_trainings((*known, Path(chosen).resolve()))

    def show_skipped(self) -> None:
        """Show what the searches left out."""
        skipped = self._review.shelf.state.search.skipped
        if skipped:
            from xaiviewer.ui.dialogs.skipped_dialog import SkippedDialog

            self._open(SkippedDialog(skipped, self._window))

    def show_about(self) -> None:
        """Show what this program is."""
        from xaiviewer.ui.dialogs.about_dialog import AboutDialog

        self._open(AboutDialog(self._window))

    def show_language(self) -> None:
        """Ask which language the window speaks."""
        from xaiviewer.ui.dialogs.language_dialog import LanguageDialog

        self._open(LanguageDialog(self._window))

    def show_preferences(self, page: str = "") -> None:
        """Show what can be set once and for all, at the first page or one by its key."""
        from xaiviewer.ui.dialogs.preferences.dialog import PreferencesDialog

        self._open(PreferencesDialog(self._review, self._window, page=page))

    def show_keys(self) -> None:
        """Show which keys and gestures do what, to be changed."""
        self.show_preferences("keys")

    def show_recent(self) -> None:
        """List the cases that were opened last, where the pointer is, or in the middle."""
        inside = self._window.rect().contains(self._window.mapFromGlobal(QCursor.pos()))
        middle = self._window.mapToGlobal(self._window.rect().center())
        self.recent.ask(QCursor.pos() if inside else middle)

    def show_sanity(self) -> None:
        """Show what sanity checks found about the map on the screen."""
        from xaiviewer.ui.dialogs.sanity_dialog import SanityDialog

        self._open(SanityDialog(self._review, self._window))

    def show_words(self) -> None:
        """Show what is known of the case as a paragraph."""
        from xaiviewer.ui.dialogs.words_dialog import WordsDialog

        self._open(WordsDialog(self._review, self._window))

    def show_header(self, shows: Callable[[], ShownState] | None = None) -> None:
        """Show what the file of the slice shown says about itself, or of the slice that `shows` holds in its place."""
        from xaiviewer.ui.dialogs.header_dialog import HeaderDialog

        self._open(HeaderDialog(self._review, self._names, self._window, shows=shows))

    def show_export(self) -> None:
        """Ask which cases are written in which forms, and write them."""
        from xaiviewer.ui.dialogs.exporting.dialog import ExportDialog

        dialog = ExportDialog(self._review, self._window, exporter=self.exporter, listed=self.listed())
        dialog.written.connect(self.writing.written)
        self._exporting = dialog
        self._open(dialog)

    def write_asked(self) -> None:
        """Write what was asked to a folder."""
        self.writing.ask()

    def show_manual(self) -> None:
        """Show the manual where it was left."""
        if self.manual is None:
            from xaiviewer.ui.manual import ManualDialog

            self.manual = ManualDialog(self._window)
        self.manual.show()
        self.manual.raise_()
        self.manual.activateWindow()

    def read_manual(self, link: str) -> None:
        """Show the manual at "chapter.md#heading"."""
        self.show_manual()
        assert self.manual is not None
        self.manual.read(link)

    def show_faithfulness(self) -> None:
        """Show whether the place that the map shown marks matters to the network, and find it out."""
        if self.faithfulness is None:
            from xaiviewer.ui.dialogs.faithful.dialog import FaithfulnessDialog

            self.faithfulness = FaithfulnessDialog(self._review, self._window)
        self.faithfulness.open_asking()

    def close(self) -> None:
        """Wait for what is being written."""
        if self.open_dialog is not None and self.open_dialog is self._exporting:
            self.open_dialog.done(0)
        self.writing.close()
        if self.faithfulness is not None:
            self.faithfulness.saving.close()

    def show_sequences(self) -> None:
        """Show which of the current case's series and masks are taken; find out first where it could not be read."""
        state, shelf = self._review.shown.state, self._review.shelf.state
        if state.contents is not None and state.contents.series:
            hidden = self._names.hidden
            contents = replace(state.contents, name=self._names.current()) if hidden else state.contents
            dialog = SequencesDialog(contents, state.choices, self._window, case=state.case)
            dialog.accepted.connect(self._take_choices)
            dialog.rejected.connect(self._give_up)
            self._case = shelf.current
            self._open(dialog)
        elif state.contents is None and shelf.entry is not None and shelf.entry.status == "failed":
            self._asked = shelf.current
            self._review.ask_contents()

    def look_into(self, path: Path) -> None:
        """Show the series and masks of a case that could not be read, so that others can be chosen."""
        self._asked = path
        self._review.look_into(path)

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
            self._review.reread(dialog.chosen)

    @Slot()
    def _keep_trainings(self) -> None:
        chosen = self._review.shown.state.trainings
        if chosen != self._trainings:
            self._trainings = chosen
            keep_trainings(chosen)

    @Slot()
    def _give_up(self) -> None:
        """A case that could not be read, and for which nothing else was chosen, gives way again."""
        if self._is_current(self._case):
            self._review.fall_back()

    @Slot()
    def _take_case(self) -> None:
        if isinstance(self.open_dialog, SequencesDialog) and not self._is_current(self._case):
            self.open_dialog.reject()  # another case was opened underneath
        if not self._is_current(self._asked):
            self._asked = None
        if self._asked is not None and self._review.shown.state.contents is not None:
            self._asked = None
            self.show_sequences()

    @Slot()
    def _forget_wish(self) -> None:
        self._asked = None

    def _is_current(self, path: Path | None) -> bool:
        return path is not None and path == self._review.shelf.state.current

    @Slot()
    def _forget(self) -> None:
        dialog, self.open_dialog = self.open_dialog, None
        if dialog is not None:
            dialog.deleteLater()
