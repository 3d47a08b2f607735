"""What the verdicts need of the stores beside them: a review wires them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import SignalInstance

from xaiviewer.review.state import ShelfState, ShownState


class Showing(Protocol):
    """The store of what is shown."""

    @property
    def state(self) -> ShownState:
        """What that is."""

    @property
    def changes(self) -> tuple[SignalInstance, ...]:
        """What tells of another state."""


class Cases(Protocol):
    """The store of the list of cases."""

    @property
    def state(self) -> ShelfState:
        """The list."""

    @property
    def entries_changed(self) -> SignalInstance:
        """What tells of another list."""

    def set_sequence(self, sequence: Sequence[int]) -> None:
        """Go through the list in this order of its lines; as they are listed where there is none."""
