"""What a plane shows: the sequence, the heat over it, the outlines. Every stage is kept until its input changes."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainterPath

from xaiviewer.display.picture import Heat, Shares, toned, under_heat
from xaiviewer.display.planes import Lookup, Plane, cut
from xaiviewer.display.window_level import to_grey
from xaiviewer.review import ShownState, query
from xaiviewer.ui.kit.rendering import Kept, to_image, to_path
from xaiviewer.ui.views.tiles.planes.crosshair import Crosshair
from xaiviewer.ui.views.tiles.planes.stack import Stack

_BUDGET_S = 0.012
"""For slices that are added to a stack in one painting: the others follow in the next."""


@dataclass(frozen=True, eq=False)
class Pictured:
    """What is painted.

    Attributes:
        image: the sequence, under its heat where there is any.
        clinician, model: outlines in the plane's pixels; None where nothing was drawn.
        mapped: how many slices have a map; 0 where no heat is drawn.
        whole: whether all maps that are known are in it.
        unseen: why nothing is seen of the heat; else "".
    """

    image: QImage
    clinician: QPainterPath | None
    model: QPainterPath | None
    mapped: int = 0
    whole: bool = True
    unseen: str = ""


class PlanePictures:
    """Of one view."""

    def __init__(self, crosshair: Crosshair) -> None:
        self._crosshair = crosshair
        self._values, self._grey, self._image = Kept(), Kept(), Kept()
        self._lookups, self._paths, self._pale = Kept(), Kept(2), Kept()
        self._shares, self._heat = Kept(), Kept()

    def of(self, state: ShownState, plane: Plane, key: tuple[object, ...]) -> Pictured:
        """The picture of a plane of the open case; planes of one `key` are the same."""
        case = state.case
        assert case is not None
        lookup: Lookup = self._lookups.get(key, lambda: Lookup.of(plane, case.geometry))
        volume, drawn = state.appearance.volume(case), state.appearance
        present = np.ones(len(case), dtype=bool)
        present[sorted(volume.absent)] = False
        values, inside = self._values.get(
            (*key, volume), lambda: cut(volume.voxels, lookup, present=None if present.all() else present)
        )
        window = drawn.windows.get(volume.sequence)
        grey: NDArray[np.uint8] = self._grey.get(
            (values, window, drawn.inverted),
            lambda: to_grey(values, drawn.window(volume), invert=drawn.inverted) * inside.astype(np.uint8),
        )
        stack = self._crosshair.maps.of(state, _BUDGET_S) if drawn.heat else None
        clinician, model = self._outlines(state, lookup, key)
        if stack is None:
            plain: QImage = self._image.get((grey,), lambda: to_image(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGRA)))
            return Pictured(plain, clinician, model)
        hot = self._hot(lookup, inside, stack)
        painted: QImage = self._image.get(
            (grey, hot, stack.appearance.style, drawn.colouring, drawn.mute, self._denied(state)),
            lambda: self._under_heat(state, grey, hot, lookup, stack),
        )
        return Pictured(painted, clinician, model, int(stack.present.sum()), stack.whole, hot.unseen)

    def _hot(self, lookup: Lookup, inside: NDArray[np.bool_], stack: Stack) -> Heat:
        """The heat on the plane: what a threshold or a contrast changes alone is not cut again."""
        made, drawn = (lookup, inside, stack.values, stack.version, stack.full), stack.appearance
        shares: Shares = self._shares.get((*made, drawn.spreading), lambda: _shares(lookup, inside, stack))
        hot: Heat = self._heat.get((shares, drawn.toning, drawn.fade), lambda: toned(shares, drawn))
        return hot

    def _under_heat(
        self, state: ShownState, grey: NDArray[np.uint8], hot: Heat, lookup: Lookup, stack: Stack
    ) -> QImage:
        denied = self._denied(state)
        pale_all = bool(denied[stack.present].all()) and state.appearance.mute
        picture = under_heat(grey, hot, stack.appearance.muted(denied=pale_all))
        if denied.any() and state.appearance.mute and not pale_all:
            pale = under_heat(grey, hot, stack.appearance.muted(denied=True))
            nearest = np.clip(np.floor(lookup.at(0) + 0.5), 0, denied.size - 1).astype(np.intp)
            where = np.broadcast_to(denied[nearest], lookup.shape)
            picture = np.where(where[..., None], pale, picture)
        return to_image(cv2.cvtColor(picture, cv2.COLOR_RGB2BGRA))

    def _denied(self, state: ShownState) -> NDArray[np.bool_]:
        """Of which slices heat for the finding is pale, ``[slice]``."""
        case, analysis = state.case, state.analysis
        assert case is not None

        def found() -> NDArray[np.bool_]:
            denied = np.zeros(len(case), dtype=bool)
            if analysis is not None and query.task(state) == "classification":
                denied[[index for index in analysis.slices if analysis.denied(index)]] = True
            return denied

        kept: NDArray[np.bool_] = self._pale.get((_Same(case), _Same(analysis), query.task(state)), found)
        return kept

    def _outlines(
        self, state: ShownState, lookup: Lookup, key: tuple[object, ...]
    ) -> tuple[QPainterPath | None, QPainterPath | None]:
        case, drawn, stack = state.case, state.appearance, self._crosshair.outlines
        clinician = model = None
        if case is not None and drawn.mask and case.mask is not None:
            mask = case.mask
            clinician = self._paths.get((*key, "clinician"), lambda: _outline(mask.voxels, lookup, mask.drawn))
        if drawn.model:
            stack.take(state)
            if stack.drawn.any():
                made = (*key, "model", stack.version)
                model = self._paths.get(made, lambda: _outline(stack.voxels, lookup, stack.drawn))
        return clinician, model


class _Same:
    """Compares what it holds by identity."""

    def __init__(self, held: object) -> None:
        self._held = held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other._held is self._held

    __hash__ = None  # type: ignore[assignment]


def _shares(lookup: Lookup, inside: NDArray[np.bool_], stack: Stack) -> Shares:
    """The maps on a plane, as `picture.shares_on_slice` has them on a slice."""
    placement, drawn = stack.placement, stack.appearance
    onto = lookup.cells(placement.row, placement.column, placement.steps)
    if placement.frame is not None:  # outside it the network saw nothing
        for axis, (start, length) in enumerate(placement.frame.seen, start=1):
            place = lookup.at(axis)
            inside = inside & (place >= start) & (place < start + length)

    def on_plane(values: NDArray[np.float32]) -> NDArray[np.float32]:
        found, there = cut(values, onto, smooth=drawn.smooth, present=stack.present, clamped=True)
        return np.where(there & inside, found, np.float32(0))

    shares = on_plane(stack.shares)
    whole = on_plane(stack.values) if drawn.style == "contours" else None  # also of what lies beyond full colour
    return Shares(shares, stack.full, not shares.any(), whole)


def _outline(voxels: NDArray[np.bool_], lookup: Lookup, drawn: NDArray[np.bool_]) -> QPainterPath:
    found, _ = cut(voxels, lookup, smooth=False, present=drawn)
    return to_path(found)
