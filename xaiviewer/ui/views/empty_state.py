"""What the centre shows before anything is open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from xaiviewer.review import Review
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import column, label, row
from xaiviewer.ui.language import later, tr

_DROP = later("Drop a patient, a study or a folder of many here")


class EmptyState(QWidget):
    """How to begin.

    Signals:
        folder_asked(): the reader wants to open a folder.
        files_asked(): the reader wants to open files.
        recent_asked(): the reader wants one of the cases opened last.
    """

    folder_asked = Signal()
    files_asked = Signal()
    recent_asked = Signal()

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sign = QLabel()
        theme.follow(sign, lambda sign: sign.setPixmap(theme.pixmap("folder", theme.FAINT, 48)))
        self.button = QPushButton(tr("Open folder…"))
        self.button.setProperty("primary", True)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.files = QPushButton(tr("Open files…"))
        self.files.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.recent = QPushButton(tr("Opened last…"))
        self.recent.setToolTip(with_key("case.recent"))
        self.recent.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.title = label(tr(_DROP), "title", wrap=True)
        detail = tr("DICOM, also zipped; NIfTI; TIFF or PNG slices; with the clinician's masks.")
        self._detail = label(detail, "muted", wrap=True)
        layout = column(self, spacing=12)
        layout.addStretch(1)
        for told in (sign, self.title, self._detail):
            told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(told)
        layout.addLayout(row(1, self.button, self.files, self.recent, 1))
        layout.addStretch(1)
        self.button.clicked.connect(self.folder_asked)
        self.files.clicked.connect(self.files_asked)
        self.recent.clicked.connect(self.recent_asked)
        review.shelf.entries_changed.connect(self._refresh)

    def _refresh(self) -> None:
        self.title.setText(tr("Looking for cases…") if self._review.shelf.state.search.running else tr(_DROP))
