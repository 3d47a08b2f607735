"""How the case is shown: the verbs that cost no network pass."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from xaiviewer.display.heat import HeatStyle
from xaiviewer.display.window import Window
from xaiviewer.requests import MEASURES
from xaiviewer.review.state import Fusion, ReviewState


class DisplayVerbs(QObject):
    """The half of a review session that changes `ReviewState.display`.

    Signals:
        display_changed(): how the case is shown.
    """

    display_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = ReviewState()
        self._layer_chosen = False

    def show_layer(self, index: int) -> None:
        """Show the map of a layer; out of range means the first or the last. Without an analysis there is none."""
        if self.state.analysis is not None:
            self._layer_chosen = True
            self._show(layer=min(max(index, 0), len(self.state.analysis.layers) - 1))

    def set_method(self, method: str) -> None:
        """Show the maps of a method, or of each layer's best one (`BEST`)."""
        self._show(method=method)

    def set_style(self, style: HeatStyle) -> None:
        """Change how maps become pictures."""
        self._show(style=style)

    def set_opacity(self, opacity: float) -> None:
        """Opacity of the heat, 0 to 1."""
        self._show(opacity=min(max(opacity, 0.0), 1.0))

    def set_fusion(self, fusion: Fusion) -> None:
        """Show several layers as one map, or the current one alone."""
        self._show(fusion=fusion)

    def set_sequence(self, sequence: str) -> None:
        """Show another MR sequence; one the case has not is left alone."""
        if self.state.case is None or any(volume.sequence == sequence for volume in self.state.case.volumes):
            self._show(sequence=sequence)

    def set_window(self, window: Window | None) -> None:
        """Window of the sequence shown; None is the automatic one (0.1 % tails)."""
        sequence = self.state.display.sequence
        chosen = window or self.state.presets.automatic.get(sequence)
        if chosen is not None:
            self._show(windows={**self.state.display.windows, sequence: chosen})

    def set_own_window(self) -> None:
        """The window that the files state for the sequence shown; the automatic one where they state none."""
        self.set_window(self.state.presets.own.get(self.state.display.sequence))

    def toggle_inverted(self) -> None:
        """Show bright as dark, and back."""
        self._show(inverted=not self.state.display.inverted)

    def set_score(self, score: str) -> None:
        """Which score of `requests.MEASURES` is drawn over the layers."""
        if score not in MEASURES:
            raise KeyError(score)
        self._show(score=score)

    def toggle_heat(self) -> None:
        """Heat map on or off."""
        self._show(heat=not self.state.display.heat)

    def toggle_mask(self) -> None:
        """Clinician's mask on or off."""
        self._show(mask=not self.state.display.mask)

    def toggle_model(self) -> None:
        """Model's segmentation on or off."""
        self._show(model=not self.state.display.model)

    def toggle_overlays(self) -> None:
        """All overlays off when any is on, else all on."""
        display = self.state.display
        anything = display.heat or display.mask or display.model
        self._show(heat=not anything, mask=not anything, model=not anything)

    def _show(self, **changes: Any) -> None:
        display = replace(self.state.display, **changes)
        if display != self.state.display:
            self.state = replace(self.state, display=display)
            self.display_changed.emit()
