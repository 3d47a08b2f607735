"""Which map is shown and how it is drawn: the verbs that cost no network pass."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from xaiviewer.display.appearance import Appearance
from xaiviewer.display.window_level import WindowLevel
from xaiviewer.requests import MEASURES
from xaiviewer.review.query import volume_shown
from xaiviewer.review.state import LayerSelection, ReviewState


class DisplayVerbs(QObject):
    """The half of a review session that changes `ReviewState.shown` and `ReviewState.appearance`.

    Signals:
        display_changed(): which map is shown, or how it is drawn.
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

    def select_layers(self, selection: LayerSelection) -> None:
        """Show several layers as one map, or the current one alone."""
        self._show(selection=selection)

    def set_score(self, score: str) -> None:
        """Which score of `requests.MEASURES` is drawn over the layers."""
        if score not in MEASURES:
            raise KeyError(score)
        self._show(score=score)

    def set_appearance(self, appearance: Appearance) -> None:
        """Change how slices and maps are drawn."""
        self._replace(appearance=appearance)

    def set_opacity(self, opacity: float) -> None:
        """Opacity of the heat, 0 to 1."""
        self._draw(opacity=min(max(opacity, 0.0), 1.0))

    def set_sequence(self, sequence: str) -> None:
        """Show another MR sequence; one the case has not is left alone."""
        if self.state.case is None or any(volume.sequence == sequence for volume in self.state.case.volumes):
            self._draw(sequence=sequence)

    def set_window(self, window: WindowLevel | None) -> None:
        """Window of the sequence shown; None is the automatic one (0.1 % tails)."""
        volume = volume_shown(self.state)
        if volume is None:
            return
        chosen = window or self.state.presets.automatic.get(volume.sequence)
        if chosen is not None:
            self._draw(windows={**self.state.appearance.windows, volume.sequence: chosen})

    def set_own_window(self) -> None:
        """The window that the files state for the sequence shown; the automatic one where they state none."""
        volume = volume_shown(self.state)
        self.set_window(None if volume is None else self.state.presets.own.get(volume.sequence))

    def toggle_inverted(self) -> None:
        """Show bright as dark, and back."""
        self._draw(inverted=not self.state.appearance.inverted)

    def toggle_heat(self) -> None:
        """Heat map on or off."""
        self._draw(heat=not self.state.appearance.heat)

    def toggle_mask(self) -> None:
        """Clinician's mask on or off."""
        self._draw(mask=not self.state.appearance.mask)

    def toggle_model(self) -> None:
        """Model's segmentation on or off."""
        self._draw(model=not self.state.appearance.model)

    def toggle_overlays(self) -> None:
        """All overlays off when any is on, else all on."""
        drawn = self.state.appearance
        anything = drawn.heat or drawn.mask or drawn.model
        self._draw(heat=not anything, mask=not anything, model=not anything)

    def _show(self, **changes: Any) -> None:
        self._replace(shown=replace(self.state.shown, **changes))

    def _draw(self, **changes: Any) -> None:
        self._replace(appearance=replace(self.state.appearance, **changes))

    def _replace(self, **changes: Any) -> None:
        if any(getattr(self.state, name) != value for name, value in changes.items()):
            self.state = replace(self.state, **changes)
            self.display_changed.emit()
