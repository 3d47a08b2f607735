"""The panel on the right: scrolls up and down, and is never narrower than what is in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from xaiviewer.ui.kit import theme

_NARROWEST, _SPARE = 344, 112


class SideArea(QScrollArea):
    """Its width follows the text in it: fonts and their widths differ between systems.

    What it took once it keeps: the views beside it must not move whenever another layer has a longer name.
    """

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._inner = inner
        self.setObjectName("panel")
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fit()
        theme.look.changed.connect(self._begin_anew)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LayoutRequest and watched is self._inner:
            self._fit()
        return super().eventFilter(watched, event)

    def _begin_anew(self) -> None:
        """Letters of another size: what was taken before says nothing."""
        self.setMinimumWidth(0)
        self._fit()

    def _fit(self) -> None:
        needed = self._inner.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(max(_NARROWEST, needed, self.minimumWidth()))
        self.setMaximumWidth(self.minimumWidth() + _SPARE)
