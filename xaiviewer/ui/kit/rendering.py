"""From the state to pictures at the slice's own resolution. Every stage is kept until its input changes; Qt scales."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary, ref

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainterPath

from xaiviewer.case import Case, Placement, Volume
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.contour import outline
from xaiviewer.display.difference import under_difference
from xaiviewer.display.heat import full_colour
from xaiviewer.display.picture import Heat, Shares, grey_slice, shares_on_slice, toned, under_heat
from xaiviewer.display.regions import borders
from xaiviewer.display.window_level import to_grey
from xaiviewer.evaluation.outlines import outlines_of
from xaiviewer.requests import Analysis, Answers, Regions, SliceResult
from xaiviewer.review import Glimpse, ShownState, query

_SCALES = 8  # maps that were asked for, whose full colour over the case is kept
_STROKES = 24  # pictures of outlines that are kept, for a reader who goes to and fro; one takes some hundred kilobytes
_VIEWS = 6  # tiles on the screen at once, each of which may show another sequence, slice or layer
_NO_MAPS = (Answers.SYNTHESIS, Answers.CHANNELS)
"""What has a view of its own."""


class Kept:
    """The last values made, each until it was not asked for longer than `capacity` others."""

    def __init__(self, capacity: int = 1) -> None:
        self._capacity = capacity
        self._values: list[tuple[tuple[Any, ...], Any]] = []

    def get(self, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        """The value for `key`; made if it is not kept."""
        at = next((at for at, (kept, _) in enumerate(self._values) if same(key, kept)), None)
        found = self._values.pop(at) if at is not None else (key, make())
        self._values.insert(0, found)
        del self._values[self._capacity :]
        return found[1]


def same(key: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether two keys mean the same: arrays and results by identity, as they never change; settings by value."""
    return len(key) == len(other) and all(map(_alike, key, other))


def _alike(one: Any, other: Any) -> bool:
    return one is other or (not isinstance(one, np.ndarray) and type(one) is type(other) and bool(one == other))


class Stages:
    """What renderers keep in common: how many views of one slice there are, each stage of it is made once.

    Nothing here holds on to a case or to a result that is gone.

    Attributes:
        strokes: of `Outlines`: linked views of one size share them.
    """

    def __init__(self) -> None:
        self.grey: WeakKeyDictionary[Volume, Kept] = WeakKeyDictionary()
        self.plain, self.blended, self.differing = Kept(_VIEWS), Kept(_VIEWS), Kept()
        self.shares, self.heat = Kept(_VIEWS), Kept(_VIEWS)
        self.reference, self.borders, self.strokes = Kept(_SCALES), Kept(2), Kept(_STROKES)
        self.scales: WeakKeyDictionary[Analysis, dict[tuple[object, ...], float]] = WeakKeyDictionary()
        self.paths: WeakKeyDictionary[Case | SliceResult, dict[int, QPainterPath]] = WeakKeyDictionary()


class Renderer:
    """Makes the pictures of both views, or of a tile.

    Attributes:
        stages: what it made, for those beside it.
    """

    def __init__(self, beside: Renderer | None = None) -> None:
        """One that makes nothing anew that the one `beside` it has made."""
        self.stages: Stages = Stages() if beside is None else beside.stages
        self._known: tuple[ref[ShownState], Heat | None] | None = None

    @property
    def strokes(self) -> Kept:
        """See `Stages`."""
        return self.stages.strokes

    def grey(self, state: ShownState) -> NDArray[np.uint8]:
        """The slice through its window, uint8 ``[row, column]``."""
        assert state.case is not None
        index, appearance = state.slice_index, state.appearance
        volume = appearance.volume(state.case)
        key = (index, appearance.windows.get(volume.sequence), appearance.inverted)
        greys = self.stages.grey.setdefault(volume, Kept(_VIEWS))
        kept: NDArray[np.uint8] = greys.get(key, lambda: grey_slice(volume, index, appearance))
        return kept

    def first(self, glimpse: Glimpse, *, inverted: bool) -> QImage:
        """The first slice of a case that is still being read."""

        def make() -> QImage:
            grey = to_grey(glimpse.preview.pixels, glimpse.window, invert=inverted)
            return to_image(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGRA))

        picture: QImage = self.stages.plain.get((glimpse, inverted), make)
        return picture

    def plain(self, state: ShownState) -> QImage:
        """The slice alone."""
        grey = self.grey(state)
        picture: QImage = self.stages.plain.get((grey,), lambda: to_image(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGRA)))
        return picture

    def heat(self, state: ShownState) -> Heat | None:
        """The heat of the slice shown; None until its results came in."""
        if self._known is None or self._known[0]() is not state:  # the picture, its scale and its words ask for it
            self._known = ref(state), self._found(state)
        return self._known[1]

    def _found(self, state: ShownState) -> Heat | None:
        case, analysis, appearance = state.case, state.analysis, state.appearance
        if query.one_map(state):
            return self._heat_of_one(state)
        if query.kind(state) in _NO_MAPS:
            return None
        layers = query.shown_layers(state)
        if case is None or analysis is None or not layers:
            return None
        maps = [query.map_of(state, layer) for layer in layers]
        found = [each for each in maps if each is not None]
        if len(found) < len(layers):
            return None
        placements = [placed for layer in layers if (placed := query.placement(state, layer)) is not None]
        full = None
        if appearance.normalise == "case":
            full = self._full_of_layer(state, case, analysis, layers[0], placements[0])
        return self._drawn(case, appearance, found, placements, full)

    def _heat_of_one(self, state: ShownState) -> Heat | None:
        """The heat of the one map that was asked for; None until it was asked of the slice. Regions stay unsmoothed."""
        case, appearance, found = state.case, state.appearance, query.input_map(state)
        if case is None or found is None:
            return None
        if isinstance(found, Regions):
            appearance = appearance.of_regions()
        placement, full = query.placement(state, getattr(found, "layer", None)), None
        if placement is None:
            return None
        if appearance.normalise == "case":
            full = self._full(case, appearance, query.input_maps_over_slices(state), placement)
        return self._drawn(case, appearance, [found.values], [placement], full)

    def _drawn(
        self,
        case: Case,
        appearance: Appearance,
        maps: list[NDArray[np.float32]],
        placements: list[Placement],
        full: float | None,
    ) -> Heat:
        """The heat of these maps: what a threshold or a contrast changes alone is not spread over the slice again."""
        shares: Shares = self.stages.shares.get(
            (appearance.spreading, full, case.shape, len(maps), *maps, *placements),
            lambda: shares_on_slice(maps, placements, case.shape, appearance, full),
        )
        key = shares, appearance.toning, appearance.fade
        kept: Heat = self.stages.heat.get(key, lambda: toned(shares, appearance))
        return kept

    def blended(self, state: ShownState) -> QImage:
        """The slice under its heat; the slice alone where there is none."""
        hot = self.heat(state) if state.appearance.heat else None
        if hot is None:
            return self.plain(state)
        grey, appearance = self.grey(state), state.appearance.muted(denied=query.muted(state))
        picture: QImage = self.stages.blended.get(
            (grey, hot.values, appearance.colouring),
            lambda: to_image(cv2.cvtColor(under_heat(grey, hot, appearance), cv2.COLOR_RGB2BGRA)),
        )
        return picture

    def differing(self, state: ShownState) -> QImage:
        """The slice under what clinician and model both outline and what only one of them does; else alone."""
        result = query.result(state)
        outlines = None if state.case is None or result is None else outlines_of(state.case, result)
        if outlines is None:
            return self.plain(state)
        grey = self.grey(state)
        picture: QImage = self.stages.differing.get(
            (grey, *outlines),
            lambda: to_image(cv2.cvtColor(under_difference(grey, *outlines), cv2.COLOR_RGB2BGRA)),
        )
        return picture

    def clinician(self, state: ShownState) -> QPainterPath | None:
        """The outline of the clinician's mask in slice pixels; None where none was drawn."""
        case = state.case
        mask = case.mask_of(state.slice_index) if case is not None else None
        if case is None or mask is None:
            return None
        return self._path(case, state.slice_index, mask)

    def model(self, state: ShownState) -> QPainterPath | None:
        """The outline of the model's segmentation; None where it did not run."""
        result = query.result(state)
        if result is None or result.segmentation is None:
            return None
        return self._path(result, state.slice_index, result.segmentation)

    def regions(self, state: ShownState) -> QPainterPath | None:
        """The borders of the regions that are looked at, in slice pixels; None where these are none."""
        found, placement = query.input_map(state), query.placement(state, None)
        if not isinstance(found, Regions) or placement is None:
            return None
        kept: QPainterPath = self.stages.borders.get((found.labels, placement), lambda: _lines(found.labels, placement))
        return kept

    def _path(self, owner: Case | SliceResult, index: int, mask: NDArray[np.bool_]) -> QPainterPath:
        """Trace a mask once; the outline goes when the case or the result goes that the mask belongs to."""
        traced = self.stages.paths.setdefault(owner, {})
        if index not in traced:
            traced[index] = to_path(mask)
        return traced[index]

    def _full_of_layer(
        self, state: ShownState, case: Case, analysis: Analysis, layer: int, placement: Placement
    ) -> float:
        """The same of a layer. What comes with every slice is looked through once, however many slices there are."""
        appearance = state.appearance
        if state.request is not None or state.ensemble != "own":
            return self._full(case, appearance, query.maps_over_slices(state, layer), placement)
        known = self.stages.scales.setdefault(analysis, {})
        key = (appearance.scaling, placement, layer, query.method_of(state, layer))
        if key not in known:
            known[key] = full_colour(query.maps_over_slices(state, layer), placement, case.shape, appearance)
        return known[key]

    def _full(self, case: Case, appearance: Appearance, maps: list[NDArray[np.float32]], placement: Placement) -> float:
        """The value at full colour over the case's slices."""
        key = (appearance.scaling, placement, case.shape, *maps)
        full: float = self.stages.reference.get(key, lambda: full_colour(maps, placement, case.shape, appearance))
        return full


def plainly(state: ShownState) -> tuple[object, ...]:
    """How a slice is drawn, apart from its heat: of two states with the same it looks the same."""
    volume, drawn = query.volume_shown(state), state.appearance
    window = None if volume is None else drawn.windows.get(volume.sequence)
    return volume, window, drawn.inverted, drawn.mask, drawn.model


def to_image(pixels: NDArray[Any]) -> QImage:
    """A picture of uint8 ``[row, column, 4]`` (blue, green, red, unused) that owns its pixels."""
    rows, columns = pixels.shape[:2]
    data = np.ascontiguousarray(pixels)
    return QImage(data.data, columns, rows, columns * 4, QImage.Format.Format_RGB32).copy()


def to_path(mask: NDArray[np.bool_]) -> QPainterPath:
    """The outline of a mask as a path in slice pixels, whose centres are integers."""
    path = QPainterPath()
    for polygon in outline(mask):
        path.moveTo(*polygon[0])
        for column, row in polygon[1:]:
            path.lineTo(column, row)
        path.closeSubpath()
    return path


def _lines(labels: NDArray[np.int32], placement: Placement) -> QPainterPath:
    """The borders of regions as a path."""
    path = QPainterPath()
    for (column, row), (right, bottom) in borders(labels, placement).tolist():
        path.moveTo(column, row)
        path.lineTo(right, bottom)
    return path
