"""Clinician against model as a tile: what both outline and what only one of them does, on the slice it shows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent

from xaiviewer.review import Review
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.difference import DifferenceNote
from xaiviewer.ui.views.tiles.kind import TileContext
from xaiviewer.ui.views.tiles.picture import SliceTile

_SHARE = 0.36
"""Of the picture, that figures over it may hide at most."""


class DifferenceTile(SliceTile):
    """The slice in three colours, with their figures above the footer where there is room for them."""

    def __init__(self, context: TileContext) -> None:
        self.note: DifferenceNote | None = None  # the slice tile refreshes before there is one
        super().__init__(context, "difference")
        self.view.differing = True
        self.note = DifferenceNote(context.review, self, self.state)
        self.note.slice_chosen.connect(self.view.go_to)
        self.note.laid.connect(partial(setattr, self.view, "covered"))
        self.note.show_on(on=True)
        self._place_note()

    def refresh(self) -> None:
        super().refresh()
        state = self.state()
        if state.case is not None:
            here = f"{state.slice_index + 1}/{len(state.case)}"
            told = tr("Clinician against model")
            short = tr("Difference")
            self.title.say(f"{told} · {here}", f"{short} · {here}", short)
        if self.note is not None:
            self.note.refresh()

    def remarks(self) -> Sequence[str]:
        return () if self.note is None else self.note.lines()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._place_note()

    def _place_note(self) -> None:
        """Right above the footer."""
        if self.note is not None:
            room = QRect(0, self.header.height(), self.width(), self.height() - 2 * self.footer.height())
            self.note.lie_above(room, most=round(room.height() * _SHARE))


def outlined(review: Review) -> bool:
    """Whether there is a clinician's mask to hold the model's outline against."""
    case = review.shown.state.case
    return case is None or case.mask is not None
