"""The panel on the right: scrolls up and down, and is never narrower than what is in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import rule

_NARROWEST, _SPARE = 344, 112
_LISTS, _LISTS_SPARE = 184, 288


class SideArea(QScrollArea):
    """Its width follows the text in it: fonts and their widths differ between systems.

    What it took once it keeps: the views beside it must not move whenever another layer has a longer name. Those that
    take each other's place in one column are equally wide, so that the views do not move then either. Where large
    letters need more than a small window has, it scrolls sideways, too: nothing may lie beyond the window's edge.
    """

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._inner = inner
        self._needed = 0
        self.setObjectName("panel")
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # its room stays: nothing beside it moves
        self.verticalScrollBar().rangeChanged.connect(self._show_bar)
        self._show_bar()
        theme.look.changed.connect(self._begin_anew)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        around = self._around()
        if around is not None:
            around.installEventFilter(self)
        for area in self._column():  # those that are hidden as well
            area.count_in()
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        asked = event.type() == QEvent.Type.LayoutRequest and watched is self._inner
        if asked or (event.type() == QEvent.Type.Resize and watched is self._around()):
            self._fit()
        return super().eventFilter(watched, event)

    def _show_bar(self) -> None:
        """One that has nothing to scroll is not to be seen."""
        bar = self.verticalScrollBar()
        bar.setEnabled(bar.maximum() > bar.minimum())

    def _begin_anew(self) -> None:
        """Letters of another size: what was taken before says nothing."""
        for area in self._column():
            area.count_in(anew=True)
        self._fit()

    def count_in(self, *, anew: bool = False) -> None:
        """Note what is needed by what is in it; `anew` forgets what was needed before."""
        needed = self._inner.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        self._needed = max(_NARROWEST, needed, 0 if anew else self._needed)

    def take(self, needed: int) -> None:
        """Be as wide as the widest of the column needs."""
        self._needed = needed
        narrow = needed > self._room()
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(policy.ScrollBarAsNeeded if narrow else policy.ScrollBarAlwaysOff)
        self.setMinimumWidth(min(needed, self._room()))
        self.setMaximumWidth(needed + _SPARE)

    def _fit(self) -> None:
        self.count_in()
        column = self._column()
        widest = max(area.needed for area in column)
        for area in column:
            area.take(widest)

    @property
    def needed(self) -> int:
        """Pixels that what is in it needs."""
        return self._needed

    def _column(self) -> list[SideArea]:
        """The areas above, below and in the place of this one, itself among them."""
        around = self.parentWidget()
        if not isinstance(around, QSplitter):
            return [self]
        found = [around.widget(number) for number in range(around.count())]
        return [each for each in found if isinstance(each, SideArea)] or [self]

    def _around(self) -> QWidget | None:
        """What divides the window from left to right: areas may lie below each other in a part of it."""
        around = self.parentWidget()
        while isinstance(around, QSplitter) and around.orientation() == Qt.Orientation.Vertical:
            around = around.parentWidget()
        return around

    def _room(self) -> int:
        """What the parts beside it leave for it, where letters are large; else the window is never too small."""
        around = self._around()
        if theme.look.percent <= 100 or not isinstance(around, QSplitter):
            return self._needed
        beside = [around.widget(number) for number in range(around.count())]
        taken = [
            max(each.minimumSizeHint().width(), each.minimumWidth()) + around.handleWidth()
            for each in beside
            if each is not None and each.isVisible() and not isinstance(each, SideArea) and not each.isAncestorOf(self)
        ]
        return max(around.width() - sum(taken), _NARROWEST // 2)


class ListsSide(QSplitter):
    """The lists on the left: as wide as their letters need, as far as the window has that to spare beside its views."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        theme.follow(self, ListsSide._fit)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        spare = max(_LISTS_SPARE, self.window().width() // 6)
        self.setMinimumWidth(min(theme.px(_LISTS), spare))


def side_by(sections: Sequence[QWidget], growing: int = 1) -> SideArea:
    """The parts of the right panel, one below the other; the last `growing` ones share what room is left."""
    inner = QWidget()
    inner.setObjectName("panel")
    layout = QVBoxLayout(inner)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for number, section in enumerate(sections):
        if number:
            layout.addWidget(rule())
        layout.addWidget(section)
    for section in sections[-growing:]:
        layout.setStretchFactor(section, 1)
    layout.addStretch(0)
    return SideArea(inner)
