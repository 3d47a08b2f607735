"""Two to six explanations of the slice shown, side by side; zoomed, windowed and paged together."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from xaiviewer.review import Review
from xaiviewer.review.compared import MOST, offered, other_layers
from xaiviewer.ui.kit import answer_words, theme
from xaiviewer.ui.kit.about_button import AboutButton
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import Elided, column, flat_button, keep_keys, rule
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.compare.bar import CompareBar
from xaiviewer.ui.views.compare.drawn import across, drawn
from xaiviewer.ui.views.compare.pane import ComparedPane, ExtraPane
from xaiviewer.ui.views.measuring.tools import Tools
from xaiviewer.ui.views.viewport import Viewport

_BAR = 40


class CompareView(QWidget):
    """The explanations in a grid, below a header that adds one, above what they have in common.

    Signals:
        closed(): the reader wants to see one explanation again.
    """

    closed = Signal()

    def __init__(self, review: Review, viewport: Viewport, tools: Tools, names: Names) -> None:
        super().__init__()
        self._review = review
        self.panes = [ComparedPane(review, viewport, tools, names, place) for place in range(MOST)]
        self.extra = ExtraPane(review, viewport, tools, names)
        self.bar = CompareBar(review)
        self.title = Elided("heading")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.add = QPushButton(tr("Add"))
        self.add.setProperty("compact", True)
        theme.follow(self.add, lambda it: it.setFixedWidth(theme.px(72)))
        self.menu = QMenu(self)
        self.add.setToolTip(tr("Add an explanation"))
        keep_keys(self.add)
        self.close_button = flat_button("close", with_key("window.compare", tr("Close the comparison")))
        head = QWidget()
        head.setObjectName("panel")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.follow(head, lambda it: it.setFixedHeight(theme.room(_BAR)))
        line = QHBoxLayout(head)
        line.setContentsMargins(16, 0, 8, 0)
        line.setSpacing(8)
        self.about = AboutButton("compare")
        line.addWidget(self.about)
        line.addWidget(self.title, 1)
        line.addWidget(self.add)
        line.addWidget(self.close_button)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 1, 0, 1)
        self._grid.setSpacing(1)
        self._laid: tuple[int, bool] = (0, False)
        layout = column(self, spacing=0)
        layout.addWidget(head)
        layout.addLayout(self._grid, 1)
        layout.addWidget(rule())
        layout.addWidget(self.bar)
        for pane in self.panes:
            pane.removed.connect(review.compared.remove)
        for widget in (*self.panes, self.extra):
            widget.setParent(self)
            widget.hide()
        self.add.clicked.connect(self._offer)
        self.close_button.clicked.connect(self.closed)
        follow(self.refresh, review.compared.changed, review.shown.slice_changed, review.shown.case_changed)
        self.refresh()

    def refresh(self) -> None:
        """As many panes as there are explanations, and the one beside them."""
        mine, case = self._review.compared.state, self._review.shown.state.case
        place = self._review.shown.state.slice_index + 1
        told = tr("Side by side · slice {here} of {count}").format(here=place, count=len(case)) if case else ""
        self.title.setText(told)
        self.add.setEnabled(len(mine.subjects) < MOST)
        laid = len(mine.subjects), mine.extra != "none"
        if laid != self._laid:
            self._laid = laid
            self._lay_out()

    def picture(self, times: int = 1) -> QPixmap:
        """What stands there as one picture, painted so many times as large."""
        return drawn([pane.part() for pane in self._shown()], times)

    def told(self) -> list[str]:
        """What is compared, line by line: each explanation, what stands beside them, and what they have in common."""
        return [*(pane.told() for pane in self._shown()), *self.bar.told()]

    def _shown(self) -> list[ComparedPane | ExtraPane]:
        count, extra = self._laid
        return [*self.panes[:count], *([self.extra] if extra else [])]

    def _lay_out(self) -> None:
        count, _ = self._laid
        shown = self._shown()
        for widget in (*self.panes, self.extra):
            self._grid.removeWidget(widget)
        columns = across(len(shown))
        for number, widget in enumerate(shown):
            self._grid.addWidget(widget, number // columns, number % columns)
        for number in range(MOST + 1):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
            self._grid.setRowStretch(number, 1 if number * columns < len(shown) else 0)
        for widget in (*self.panes, self.extra):
            widget.setVisible(widget in shown)
        for pane in self.panes[:count]:
            pane.refresh()

    def _offer(self) -> None:
        """A menu of what could stand beside them."""
        state = self._review.shown.state
        self.menu.clear()
        known, layers = offered(state), other_layers(state)
        for subject in (*known, *layers):
            if layers and subject is layers[0]:
                self.menu.addSeparator()
            action = self.menu.addAction(answer_words.subject(state, subject))
            action.setEnabled(subject not in self._review.compared.state.subjects)
            action.triggered.connect(lambda _=False, chosen=subject: self._review.compared.add(chosen))
        self.menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))
