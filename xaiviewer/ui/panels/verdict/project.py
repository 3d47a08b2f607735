"""Which project the answers go into, and who gives them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from xaiviewer.review import Review
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import Elided, column, keep_keys, row
from xaiviewer.ui.language import tr


class ProjectLine(QWidget):
    """The project's name with a menu, and the reader's.

    Attributes:
        actions_: the menu's lines, by key; those without a signal here are connected to by who does them.

    Signals:
        open_asked(): choose a project.
        make_asked(): make one.
        personal_asked(): go back to the personal one.
        questions_asked(): edit what is asked.
        reader_asked(): somebody else answers.
        rescue_asked(): write what is whole of a damaged project to a new file.
    """

    open_asked = Signal()
    make_asked = Signal()
    personal_asked = Signal()
    questions_asked = Signal()
    reader_asked = Signal()
    rescue_asked = Signal()

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.button = QToolButton()
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setProperty("flat", True)
        self.button.setProperty("quiet", True)
        self.button.setIcon(theme.icon("down", theme.MUTED, 12))
        self.button.setToolTip(tr("The project that your answers go into"))
        self.button.setAccessibleName(tr("The project that your answers go into"))
        keep_keys(self.button)
        self.name = Elided("small")
        self.name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.reader = Elided("small")
        menu = QMenu(self.button)
        self.actions_ = {}
        for key, text, signal in (
            ("open", tr("Open a project…"), self.open_asked),
            ("make", tr("Make a project…"), self.make_asked),
            ("personal", tr("My own project"), self.personal_asked),
            ("questions", tr("Questions…"), self.questions_asked),
            ("reader", tr("Somebody else answers…"), self.reader_asked),
            ("decide", tr("Decide between two readers…"), None),
            ("figures", tr("Figures…"), None),
            ("rescue", tr("Save what is whole…"), self.rescue_asked),
        ):
            action = QAction(text, menu)
            if signal is not None:
                action.triggered.connect(signal)
            menu.addAction(action)
            self.actions_[key] = action
        self.button.setMenu(menu)
        column(self).addLayout(row(self.name, self.reader, self.button, spacing=6))
        review.verdicts.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        state = self._review.verdicts.state
        book = state.book
        personal = book is None or book.personal
        self.name.setText(tr("My own project") if personal or book is None else book.name)
        self.name.setToolTip("" if book is None else str(book.path))
        self.reader.setText("" if state.reader is None else state.reader.name)
        self.reader.setToolTip(tr("Who answers"))
        self.actions_["personal"].setEnabled(not personal)
        self.actions_["questions"].setEnabled(state.reader is not None and (book is None or book.writable))
        self.actions_["make"].setEnabled(state.reader is not None)
        self.actions_["reader"].setEnabled(state.reader is not None)
        self.actions_["decide"].setEnabled(state.reader is not None and book is not None)
        self.actions_["rescue"].setVisible(book is not None and bool(book.damage))
