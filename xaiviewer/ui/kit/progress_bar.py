"""A bar that shows how far something is, painted with everything else."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget


class ProgressBar(QProgressBar):
    """Without words.

    Qt's own bar paints itself the moment its value changes, and with it all of the window that waits to be painted.
    A worker that tells of many small steps would have the window painted once for each.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setAccessibleName(name)

    def show_progress(self, done: int, total: int) -> None:
        """How far it is; `total` is 0 while the amount is unknown."""
        if (done, total) == (self.value(), self.maximum()):
            return
        self.setUpdatesEnabled(False)
        self.setRange(0, total)
        self.setValue(done)
        self.setUpdatesEnabled(True)  # which asks for it to be painted when the window is
