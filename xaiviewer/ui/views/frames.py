"""The two views with their headers and footers."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from xaiviewer.review import Review, ShownState
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import Elided, column, flat_button
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.kit.rendering import Renderer
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.difference import DifferenceNote
from xaiviewer.ui.views.measuring.tools import Tools
from xaiviewer.ui.views.slice_view import SliceView
from xaiviewer.ui.views.view_controls import SequenceChoice, ViewControls
from xaiviewer.ui.views.viewport import Viewport

_BAR = 40


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        theme.follow(self, lambda it: it.setFixedHeight(theme.room(_BAR)))
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(16, 0, 8, 0)
        self.row.setSpacing(8)


class ViewFrame(QWidget):
    """A header, a view, a footer.

    Signals:
        maximise_asked(): show this view alone, or both again.
    """

    maximise_asked = Signal()

    of_heat = False
    """Whether a map is shown."""

    def __init__(self, view: SliceView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.title = Elided("heading", middle=True)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.detail = Elided("small")
        self.header, self.footer = _Bar(), _Bar()
        self._maximise = flat_button("expand", tr("Show this view alone, or both again (double-click)"))
        self.lay = column(self, spacing=0)
        self.lay.addWidget(self.header)
        self.lay.addWidget(view, 1)
        self.lay.addWidget(self.footer)
        self.header.row.addWidget(self.title, 1)
        self.header.row.addWidget(self.detail)
        self.header.row.addWidget(self._maximise)
        self._maximise.clicked.connect(self.maximise_asked)
        view.maximise_asked.connect(self.maximise_asked)

    def shown(self) -> QWidget:
        """What stands between header and footer."""
        return self.view

    def state(self) -> ShownState:
        """What it shows, for a caption."""
        return self.view.state()

    def holds(self, over: object) -> bool:
        """Whether the pointer is here, where `over` is the hand that it is over."""
        return self.view.hand is over

    def settle(self) -> None:
        """Take off the picture what belongs to the pointer."""
        self.view.hand.clear()

    def scale(self, times: int = 1) -> QPixmap | None:
        """The scale of the colours as a picture, so many times as large; None where there is none."""
        del times
        return None

    def remarks(self) -> tuple[str, ...]:
        """What is said over the picture by other means than the view's."""
        return ()


class SliceFrame(ViewFrame):
    """The slice with the clinician's mask; its header chooses the sequence, its footer the outlines and the flips."""

    def __init__(self, review: Review, renderer: Renderer, viewport: Viewport, names: Names, tools: Tools) -> None:
        super().__init__(SliceView(review, renderer, viewport, tools, role="slice", names=names))
        self._review = review
        self._names = names
        self.sequences = SequenceChoice(review, names)
        self.header.row.replaceWidget(self.detail, self.sequences)  # a plain slice has no grid to name
        self.detail.hide()
        self.controls = ViewControls(review, viewport, names)
        self.difference = DifferenceNote(review, self)
        self.difference.slice_chosen.connect(review.shown.show_slice)
        self.difference.laid.connect(self._cover)
        self.footer.row.setContentsMargins(8, 0, 8, 0)
        self.footer.row.addWidget(self.controls)
        self.setTabOrder(self.sequences.last, self._maximise)  # as they stand, from left to right
        follow(self._refresh, names.changed, review.shown.slice_changed, review.shown.case_changed)
        self._refresh()

    def _refresh(self) -> None:
        state = self._review.shown.state
        case = state.case
        if case is None:
            first = state.glimpse.preview if state.glimpse else None
            self.title.setToolTip("")  # the last case's slice
            if first is None:
                self.title.say(tr("Slice"))
            else:
                self._name_slice(first.index, first.count)
            return
        self._name_slice(state.slice_index, len(case))
        self.title.setToolTip(self._names.file(case.slice_names[state.slice_index]))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.sequences.give_room(self.width())
        self._place_difference()

    def toggle_difference(self) -> None:
        """Draw what clinician and model outline both and what only one of them does, or the slice alone again."""
        self.view.differing = not self.view.differing
        self.difference.show_on(on=self.view.differing)
        self._place_difference()
        self.view.update()

    def remarks(self) -> tuple[str, ...]:
        return self.difference.lines() if self.view.differing else ()

    def _place_difference(self) -> None:
        """Over the picture, right above the footer: the two views stay equally large."""
        self.difference.lie_above(QRect(0, self.header.height(), self.width(), self.view.height()))

    def _cover(self, high: int) -> None:
        """What is written on the picture stands above what lies over its foot."""
        self.view.covered = high if self.view.differing else 0

    def _name_slice(self, index: int, count: int) -> None:
        here = index + 1
        told = (tr("Slice {here} of {count}"), tr("{here} of {count}"))
        self.title.say(*(each.format(here=here, count=count) for each in told), f"{here}/{count}", f"{here}")
