"""The preferences: a list of pages, and the one that is chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QListWidget, QPushButton, QScrollArea, QStackedWidget, QWidget

from xaiviewer.review import Review
from xaiviewer.ui.dialogs.preferences.pages import PAGES
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import column, keep_keys, row
from xaiviewer.ui.kit.preference_page import WIDTH, PreferencePage
from xaiviewer.ui.language import tr

_LIST, _LINE, _HEIGHT, _EDGES = 160, 30, 560, 24 * 3 + 24
_SCREEN = 0.85  # of its height and width that the dialog may take


class PreferencesDialog(QDialog):
    """Every change is applied as it is made, and kept; closing is all that is left to do.

    Attributes:
        pages: by key.
    """

    def __init__(self, review: Review, parent: QWidget | None = None, *, page: str = "") -> None:
        """Opened at a page, by its key, or at the first one."""
        super().__init__(parent)
        self.setWindowTitle(tr("Preferences"))
        self.list = QListWidget()
        self.list.setObjectName("pages")
        self.list.setAccessibleName(tr("Pages"))
        self._stack = QStackedWidget()
        self.pages: dict[str, PreferencePage] = {}
        for each in PAGES:
            made = self.pages[each.key] = each.make(review)
            made.done.connect(self.accept)
            made.setObjectName("panel")
            area = QScrollArea()
            area.setObjectName("panel")
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setWidgetResizable(True)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(made)
            self._stack.addWidget(area)
            self.list.addItem(tr(each.title))
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setAutoDefault(False)
        keep_keys(self.close_button)
        keep_keys(self.list)
        both = row(self.list, spacing=24)
        both.addWidget(self._stack, 1)
        layout = column(self, margins=(24, 24, 24, 20), spacing=16)
        layout.addLayout(both, 1)
        layout.addLayout(row(1, self.close_button))
        self.list.currentRowChanged.connect(self._show)
        self.close_button.clicked.connect(self.accept)
        self.finished.connect(self._settle)
        self.list.setCurrentRow(max([each.key for each in PAGES].index(page) if page else 0, 0))
        theme.follow(self, PreferencesDialog._fit)

    def _show(self, number: int) -> None:
        self._settle()
        self._stack.setCurrentIndex(number)

    def _settle(self) -> None:
        for page in self.pages.values():
            page.settle()

    def _fit(self) -> None:
        """As large as the letters need, as far as the screen is."""
        self.list.setFixedWidth(theme.px(_LIST))
        for number in range(self.list.count()):
            self.list.item(number).setSizeHint(QSize(0, theme.px(_LINE)))
        free = self.screen().availableGeometry().size() * _SCREEN
        self.resize(min(theme.px(WIDTH + _LIST) + _EDGES, free.width()), min(theme.px(_HEIGHT) + 40, free.height()))
