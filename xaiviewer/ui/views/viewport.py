"""Which part of the slice both views show, how it is turned, and where the pointer is on it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Signal
from PySide6.QtGui import QTransform

from xaiviewer.review.intent import VIEW

_NEAREST, _FARTHEST = 0.5, 24.0
_VOXELS, _CLOSE = 8.0, 2.0  # screen pixels of a voxel, and the zoom, from which on voxels are what is looked for
_FITS = count()  # of all viewports: what was shown of other slices means nothing


class Viewport(QObject):
    """Zoom and centre, shared by linked views.

    Signals:
        changed(): zoom, centre, flips or the size of the slice.
        probed(): the pointer moved to another place on the slice, or left it.

    Attributes:
        zoom: 1 fits the slice, or the part of it that holds the head, into the view.
        mirrored, upended: left and right, top and bottom are exchanged on the screen, in nothing else.
        probe: the pointer in slice pixels (column, row), or None.
    """

    changed = Signal()
    probed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.zoom = 1.0
        self.mirrored = self.upended = False
        self.probe: QPointF | None = None
        self._size = QSizeF(1, 1)  # columns and rows
        self._fitted = QRectF(0, 0, 1, 1)
        self._aspect = 1.0  # height of a pixel over its width
        self._centre = QPointF(0, 0)
        self._fit = next(_FITS)

    def fit(self, columns: int, rows: int, aspect: float = 1.0, region: QRectF | None = None) -> None:
        """Show slices of this size, of which zoom 1 fits `region` (by default the whole) into the view."""
        self._size = QSizeF(columns, rows)
        self._fitted = region if region is not None else QRectF(0, 0, columns, rows)
        self._aspect = aspect
        self._fit = next(_FITS)
        self.reset()

    def reset(self) -> None:
        """Fit again, unflipped: the next case is never shown mirrored because the last one was."""
        self.zoom = 1.0
        self.mirrored = self.upended = False
        self._centre = self._fitted.center() - QPointF(0.5, 0.5)
        self.changed.emit()

    def flip_across(self) -> None:
        """Exchange left and right, and back."""
        self.mirrored = not self.mirrored
        self.changed.emit()

    def flip_down(self) -> None:
        """Exchange top and bottom, and back."""
        self.upended = not self.upended
        self.changed.emit()

    def transform(self, width: float, height: float) -> QTransform:
        """From slice pixels (centres at integers) to a view of this size."""
        across, down = self._scales(width, height)
        return QTransform(
            across, 0, 0, down, width / 2 - self._centre.x() * across, height / 2 - self._centre.y() * down
        )

    def smooths(self, pixels: float) -> bool:
        """Whether voxels so many screen pixels wide run into each other; those of a coarse series do until zoomed."""
        return pixels < _VOXELS or self.zoom < _CLOSE

    def zoom_by(self, factor: float, at: QPointF, width: float, height: float) -> None:
        """Zoom about a place of the view, which stays where it is."""
        inverse, _ = self.transform(width, height).inverted()
        fixed = inverse.map(at)
        zoom = min(max(self.zoom * factor, _NEAREST), _FARTHEST)
        share = self.zoom / zoom
        self.zoom = zoom
        self._centre = fixed + (self._centre - fixed) * share
        self.changed.emit()

    def pan_by(self, offset: QPointF, width: float, height: float) -> None:
        """Move the slice by an offset in view pixels."""
        across, down = self._scales(width, height)
        self._centre -= QPointF(offset.x() / across, offset.y() / down)
        self.changed.emit()

    def take(self, other: Viewport, *, place: bool = True) -> None:
        """Show what another one shows of slices of the same size: its flips, and where `place` its part of the slice.

        Where it was fitted to other slices, everything.
        """
        before = self._all()
        fitted = other._size, other._fitted, other._aspect
        if place or fitted != (self._size, self._fitted, self._aspect):
            if fitted != (self._size, self._fitted, self._aspect):
                self._fit = next(_FITS)
            self._size, self._fitted, self._aspect = fitted
            self.zoom, self._centre = other.zoom, other._centre
        self.mirrored, self.upended = other.mirrored, other.upended
        if self._all() != before:
            self.changed.emit()

    def take_through(self, other: Viewport, onto: QTransform) -> None:
        """Show the same part at the same scale as another one does of slices with other pixels.

        Args:
            other: shows the part.
            onto: its pixels to this one's, both with their centres at integers.
        """
        before, half = self._all(), QPointF(0.5, 0.5)
        self._fitted = onto.mapRect(other._fitted.translated(-half)).translated(half)
        self._centre, self.zoom = onto.map(other._centre), other.zoom
        self.mirrored, self.upended = other.mirrored, other.upended
        if self._all() != before:
            self.changed.emit()

    def _all(self) -> tuple[object, ...]:
        own = self._size, self._fitted, self._aspect
        return (*own, self.zoom, self._centre, self.mirrored, self.upended)

    def sight(self, *, turned: bool = True) -> dict[str, object]:
        """What is shown of the slices that it is fitted to, each thing by a name of its own, to be looked at again.

        Flips are left out where it is not `turned` by itself.
        """
        flip = f"{VIEW}flip {self._fit}"
        flips = {f"{flip} across": self.mirrored, f"{flip} down": self.upended} if turned else {}
        return {f"{VIEW}zoom {self._fit}": (self.zoom, self._centre.x(), self._centre.y()), **flips}

    def look(self, wanted: Mapping[str, Any]) -> None:
        """Show what `sight` told once, as far as it is of the same slices."""
        before = self.sight()
        place, across, down = (wanted.get(name, there) for name, there in before.items())
        if (place, across, down) != tuple(before.values()):
            self.zoom, x, y = place
            self._centre, self.mirrored, self.upended = QPointF(x, y), across, down
            self.changed.emit()

    def set_probe(self, place: QPointF | None) -> None:
        """The pointer is at this place of the slice; outside it counts as nowhere."""
        if place is not None:
            inside = -0.5 <= place.x() < self._size.width() - 0.5 and -0.5 <= place.y() < self._size.height() - 0.5
            place = place if inside else None
        if place != self.probe:
            self.probe = place
            self.probed.emit()

    def _scales(self, width: float, height: float) -> tuple[float, float]:
        """View pixels per column and per row; negative where flipped."""
        fitted = min(width / self._fitted.width(), height / (self._fitted.height() * self._aspect))
        scale = max(fitted, 1e-3) * self.zoom
        return (-scale if self.mirrored else scale), scale * (-self._aspect if self.upended else self._aspect)
