"""What is written on pictures: each of it can be switched off, all of it with one key."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from xaiviewer.ui.language import later
from xaiviewer.ui.settings import settings

PARTS = {
    "orientation": later("Orientation letters"),
    "scale": later("Scale bar"),
    "identity": later("Patient"),
    "date": later("Date of the study"),
    "series": later("Series"),
    "window": later("Window and level"),
    "lines": later("Lines of other planes"),
}
"""What can be switched, by key: its title."""

_OFF = "pictures/texts_off"


class OnPictures(QObject):
    """What is written on every picture on the screen, and so on those that are saved; warnings always are.

    Signals:
        changed(): something is written now, or is not any more.

    Attributes:
        on: whether anything is; not kept for the next start.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.on = True
        kept = settings()
        named = "" if kept is None else str(kept.value(_OFF, ""))
        self._off = frozenset(named.split()) & frozenset(PARTS)

    def shows(self, part: str) -> bool:
        """Whether a part (key of `PARTS`) is written now."""
        return self.on and part not in self._off

    def chosen(self, part: str) -> bool:
        """Whether it is where anything is."""
        return part not in self._off

    def switch(self, part: str, *, on: bool) -> None:
        """Write it from now on, or do not; kept for the next start. Whoever switches one on wants to see it."""
        if part not in PARTS:
            raise KeyError(part)
        self._off = self._off - {part} if on else self._off | {part}
        self.on = self.on or on
        kept = settings()
        if kept is not None:
            kept.setValue(_OFF, " ".join(sorted(self._off)))
        self.changed.emit()

    def toggle(self) -> None:
        """All of it off, or what was chosen on again."""
        self.on = not self.on
        self.changed.emit()
