"""What cases are called on the screen: by name, or by their place in the list where somebody looks on."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from xaiviewer.case import Case, Volume
from xaiviewer.review import CaseEntry, Review
from xaiviewer.ui.kit import sequence_words
from xaiviewer.ui.kit.on_pictures import OnPictures
from xaiviewer.ui.language import tr


class Names(QObject):
    """Patients' names and paths, which one key takes off the window and brings back.

    What has to name a file to be of use keeps its names, and is shown when it is asked for: errors, notices, skipped
    files, the series behind a case.

    Signals:
        changed(): everything that is called something asks again.

    Attributes:
        hidden: whether names are off.
        pictures: what is written on pictures at all.
    """

    changed = Signal()

    def __init__(self, review: Review, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.hidden = False
        self.pictures = OnPictures(self)

    def toggle(self) -> None:
        """Take them off, or bring them back."""
        self.hidden = not self.hidden
        self.changed.emit()

    def of(self, entry: CaseEntry, at: int) -> str:
        """What a case is called; `at` is its place in the list."""
        return tr("Case {number}").format(number=at + 1) if self.hidden and not entry.synthetic else entry.name

    def path(self, entry: CaseEntry) -> str:
        """Where a case lies; empty while names are off."""
        return "" if self.hidden and not entry.synthetic else str(entry.path)

    def file(self, name: str) -> str:
        """A file's name; empty while names are off."""
        return "" if self.hidden else name

    def sequence(self, volume: Volume) -> str:
        """What a volume shows; what stands in for a sequence says so, without its own name while names are off."""
        return sequence_words.title(self.told(volume), named=not self.hidden)

    def told(self, volume: Volume) -> Volume:
        """The volume as it is called beside the network: by itself where that names no sequence."""
        state = self._review.shown.state
        case, told = state.case, state.case_told
        if case is not None and told is not None and volume in case.volumes:
            return told.volumes[case.volumes.index(volume)]
        itself = told is not None and told.main_volume.itself
        return volume if volume.itself == itself else replace(volume, itself=itself)

    def of_case(self, case: Case) -> str:
        """What a case is called, be it the open one or another; another has no name while names are off."""
        shown = self._review.shown.state
        own = case is shown.case or (shown.contents is not None and case.source == shown.contents.path)
        return self.current() if own else "" if self.hidden and not case.synthetic else case.name

    def current(self) -> str:
        """What the open case is called; empty where none is open."""
        state = self._review.shelf.state
        return "" if state.entry is None else self.of(state.entry, state.at)
