"""What the file of the slice on the screen says about itself: every element, to be searched and copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPushButton, QWidget

from xaiviewer.errors import XaiViewerError
from xaiviewer.readers.files.header_line import HIDDEN
from xaiviewer.readers.header import HeaderLine, as_text, read_lines, without_names
from xaiviewer.review import JobRunner, Review, ShownState, query
from xaiviewer.review.derived.stored import Stored, stored_slice
from xaiviewer.review.threads.jobs import JobContext
from xaiviewer.ui.kit.controls import Elided, column, keep_keys, label, row
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.kit.room import open_as
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.kit.tables import TextModel, narrow, table
from xaiviewer.ui.language import figure, tr

_SIZE = 960, 640
_WIDTHS = (104, 264, 104, 0)
_INDENT = "    "


class HeaderModel(TextModel):
    """Its lines are `HeaderLine`s: of many thousands, only those that are seen are put into words."""

    def line(self, number: int) -> tuple[str, ...]:
        found: HeaderLine = self._lines[number]
        value = tr(HIDDEN) if found.value == HIDDEN else found.value
        return found.tag, _INDENT * found.depth + found.keyword, found.vr, value


class HeaderDialog(QDialog):
    """Follows the slice and the sequence that are shown, and reads their file beside the window."""

    def __init__(
        self,
        review: Review,
        names: Names,
        parent: QWidget | None = None,
        *,
        shows: Callable[[], ShownState] | None = None,
    ) -> None:
        """Of what is shown, or of what `shows` holds in its place."""
        super().__init__(parent)
        self._review, self._names = review, names
        self._shows = shows or (lambda: review.shown.state)
        self._stored: Stored | None = None
        self._lines: tuple[HeaderLine, ...] = ()
        self._shown: Sequence[HeaderLine] = ()
        self._reader = JobRunner(self, name="xaiviewer-header")
        self.setWindowTitle(tr("Header of the file"))
        open_as(self, *_SIZE)
        self.file = Elided("title")
        self.about = label("", "muted", wrap=True)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search tags, names and values"))
        self.search.setAccessibleName(tr("Search tags, names and values"))
        self.private = QCheckBox(tr("Private elements"))
        self.private.setChecked(True)
        headings = (tr("Tag"), tr("Name"), tr("Type"), tr("Value"))
        self.model = HeaderModel(headings, self)
        self.view = table(self.model, tr("Header of the file"), _WIDTHS)
        self.count = label("", "small")
        self.copy_value, self.copy_row = QPushButton(tr("Copy value")), QPushButton(tr("Copy line"))
        self.copy_all, self.close_button = QPushButton(tr("Copy all")), QPushButton(tr("Close"))
        self._assemble()
        narrow(self.view, _WIDTHS, self.width() / _SIZE[0])
        self._connect()
        self._follow()
        self.search.setFocus()

    def _assemble(self) -> None:
        layout = column(self, margins=(24, 20, 24, 20), spacing=12)
        layout.addWidget(self.file)
        layout.addWidget(self.about)
        layout.addLayout(row(self.search, self.private))
        layout.addWidget(self.view, 1)
        layout.addLayout(row(self.count, 1, self.copy_value, self.copy_row, self.copy_all, self.close_button))
        for button in (self.copy_value, self.copy_row, self.copy_all, self.close_button):
            button.setAutoDefault(False)
            keep_keys(button)
        keep_keys(self.private)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._narrow)
        self.private.toggled.connect(self._narrow)
        self.copy_value.clicked.connect(self._put_value)
        self.copy_row.clicked.connect(self._put_row)
        self.copy_all.clicked.connect(self._put_all)
        self.close_button.clicked.connect(self.reject)
        self.view.selectionModel().selectionChanged.connect(self._refresh_buttons)
        copying = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.view)
        copying.setContext(Qt.ShortcutContext.WidgetShortcut)
        copying.activated.connect(self._put_row)
        self._reader.reported.connect(self._take)
        self._reader.ended.connect(self._take_end)
        shown = self._review.shown
        follow(self._follow, shown.case_changed, shown.slice_changed, shown.display_changed)
        follow(self._tell, self._names.changed)

    @Slot()
    def _follow(self) -> None:
        """Read the file of what is shown now, where it is another one."""
        state = self._shows()
        volume = query.volume_shown(state)
        found = None
        if state.case is not None and volume is not None:
            found = stored_slice(state.case, volume.sequence, state.slice_index)
        before, self._stored = self._stored, found
        if found is None:
            self._lines = ()
            self._reader.drop()
        elif before is None or (before.path, before.frame) != (found.path, found.frame):
            self._reader.submit(lambda context: _read(found, context))
        self._tell()

    @Slot(object)
    def _take(self, lines: tuple[HeaderLine, ...]) -> None:
        self._lines = lines
        self._tell()

    @Slot(object)
    def _take_end(self, outcome: BaseException | None) -> None:
        if outcome is not None:
            self._lines = ()
            self._tell()
            unknown = tr("The header cannot be read; see the log.")
            self.about.setText(str(outcome) if isinstance(outcome, XaiViewerError) else unknown)

    def _tell(self) -> None:
        """Say which file it is, and list it."""
        found = self._stored
        if found is None:
            self.file.say(tr("Header"))
            self.about.setText(tr("No file is known of what is shown: the case did not come from disk."))
        else:
            hidden = self._names.hidden
            self.file.say(tr("Header") if hidden else found.path.name)
            self.file.setToolTip("" if hidden else str(found.path))
            self.about.setText(self._described(found))
        self._narrow()

    def _described(self, found: Stored) -> str:
        """Whose file it is."""
        told = [found.series.format]
        if not self._names.hidden:
            told.append(found.series.name)
        if found.frame is not None:
            told.append(tr("frame {number}").format(number=found.frame + 1))
        if found.own:
            told.append(tr("the file of the slice shown"))
        else:
            told.append(tr("one file of the series: the slice shown runs across several"))
        if self._names.hidden:
            told.append(tr("what tells who the patient is is hidden"))
        return " · ".join(told)

    @Slot()
    def _narrow(self) -> None:
        """List what is searched for; of what is hidden nothing can be found."""
        lines = without_names(self._lines) if self._names.hidden else self._lines
        words = self.search.text().casefold().split()
        private = self.private.isChecked()
        self._shown = [
            each
            for each in lines
            if (private or not each.private)
            and all(word in f"{each.tag} {each.keyword} {each.value}".casefold() for word in words)
        ]
        self.model.set_lines(self._shown, faint=frozenset(at for at, each in enumerate(self._shown) if each.private))
        shown, of = figure(f"{len(self._shown):,}"), figure(f"{len(lines):,}")
        self.count.setText(tr("{shown} of {count} elements").format(shown=shown, count=of))
        self._refresh_buttons()

    @Slot()
    def _refresh_buttons(self) -> None:
        chosen = self._chosen()
        self.copy_value.setEnabled(chosen is not None)
        self.copy_row.setEnabled(chosen is not None)
        self.copy_all.setEnabled(bool(self._shown))

    def _chosen(self) -> HeaderLine | None:
        rows = self.view.selectionModel().selectedRows()
        return self._shown[rows[0].row()] if rows and rows[0].row() < len(self._shown) else None

    @Slot()
    def _put_value(self) -> None:
        if (chosen := self._chosen()) is not None:
            QGuiApplication.clipboard().setText(chosen.value)

    @Slot()
    def _put_row(self) -> None:
        if (chosen := self._chosen()) is not None:
            parts = (chosen.tag, chosen.keyword, chosen.vr, chosen.value)
            QGuiApplication.clipboard().setText("\t".join(parts))

    @Slot()
    def _put_all(self) -> None:
        """What is listed, as it is listed."""
        QGuiApplication.clipboard().setText(as_text(self._shown))

    def done(self, result: int) -> None:
        """Read no further."""
        self._reader.close(0)
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        self._reader.close(0)
        super().closeEvent(event)


def _read(found: Stored, context: JobContext) -> None:
    context.report(read_lines(found.path, found.frame))
