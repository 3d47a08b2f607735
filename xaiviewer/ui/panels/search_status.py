"""Under the list of cases: how far the search is, and what it left out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from xaiviewer.review import Review
from xaiviewer.ui.kit import theme, wording
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import column, flat_button, label, row
from xaiviewer.ui.language import tr


class SearchStatus(QWidget):
    """Hidden while no search goes on and none left anything out.

    Signals:
        skipped_asked(): show what was left out.
    """

    skipped_asked = Signal()

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.text = label("", "small")
        self.stop = flat_button("stop", with_key("window.stop", tr("Stop looking for cases")))
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Looking for cases"))
        self.skipped = QPushButton()
        self.skipped.setIcon(theme.icon("notice", theme.MUTED, 16))
        self.skipped.setProperty("flat", True)
        self.skipped.setProperty("quiet", True)
        self.skipped.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.skipped.setToolTip(with_key("case.skipped", tr("What was left out, and why")))
        layout = column(self, spacing=4)
        self._line = QWidget()
        self._line.setLayout(row(label(tr("Looking for cases")), 1, self.stop))
        for widget in (self._line, self.bar, self.text):
            layout.addWidget(widget)
        layout.addWidget(self.skipped, 0, Qt.AlignmentFlag.AlignLeft)
        self.stop.clicked.connect(review.shelf.stop_search)
        self.skipped.clicked.connect(self.skipped_asked)
        review.shelf.entries_changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        search = self._review.shelf.state.search
        self._line.setVisible(search.running)
        self.bar.setVisible(search.running)
        self.text.setVisible(search.running)
        self.text.setText(f"{wording.count(search.files, 'file')} · {wording.count(search.cases, 'case')}")
        self.text.setToolTip(tr("Looked at, and found so far"))
        self.skipped.setVisible(bool(search.skipped) and not search.running)
        self.skipped.setText(tr("%Ln files skipped", None, len(search.skipped)))
        self.setVisible(search.running or bool(search.skipped))
