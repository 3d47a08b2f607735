"""The background where the networks expect it: darker than the head.

Scanners store air dark. Software behind them may not: z-scoring over the head leaves a background of 0 in the middle of
the head's values, resampling pads with a number far outside of them, inverting makes air bright. What such steps did to
a sequence is told from its border and undone. A sequence as a scanner stores it stays the same array.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakKeyDictionary

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case

_BORDER, _PADDED = 0.25, 0.03  # shares of the border that a background has, and that padding has at least
_LEAST_PADDED = 0.01  # of all pixels
_FAR = 0.6  # beyond the other values by this share of their range: no part of the image's scale
_NEAR, _STEPS = 0.05, 4  # padding that is less far lies beside air, with a gap of several grey levels
_WITHIN = 0.03  # a background from this place in the range of the others on lies among them
_BRIGHT, _EVEN = 0.7, 0.08  # air of an inverted image: its place in the range, and its spread
_CALM = 0.04  # the spread of air beside padding
_JUDGED = 24  # slices that settle what was done to a sequence
_ROUNDS = 4  # one sequence may have been padded, inverted and padded again
_SAMPLE = 200_000  # voxels that settle a percentile
_OUT = 3  # ranges beyond the others: no value of the image is half as far
_FEW = 2e-4  # share of a slice that reaches its maximum where nothing was clipped
_TINY, _HUGE, _OFFSET = 1e-3, 1e9, 2**16
_SLICES, _MOST, _UNIT = 4, 0.9, 0.01  # for "every slice alike": how many, what share of them, how nearly


@dataclass(frozen=True, eq=False)
class Found:
    """A sequence as the networks take it.

    Attributes:
        values: ``[slice, row, column]``; the array that was given where nothing was done.
        within: the background's value where it lay among the head's values; None elsewhere.
        padding: values outside the image's scale that filled a part of it.
        inverted: whether air was bright.
        slicewise: whether every slice was scaled by itself.
        equalised: whether every grey value is equally frequent: how bright tissue was is lost.
    """

    values: NDArray[Any]
    within: float | None = None
    padding: tuple[float, ...] = ()
    inverted: bool = False
    slicewise: bool = False
    equalised: bool = False


_taken: WeakKeyDictionary[Case, Mapping[str, Found]] = WeakKeyDictionary()


def as_taken(case: Case) -> Mapping[str, Found]:
    """Every sequence that holds a picture, by its key; all of them where none does. Kept as long as the case is."""
    if case not in _taken:
        shown = [volume for volume in case.volumes if volume.shows] or case.volumes
        _taken[case] = {volume.sequence: told_apart(volume.voxels) for volume in shown}
    return _taken[case]


def told_apart(values: NDArray[Any]) -> Found:
    """One sequence ``[slice, row, column]`` with its background below its head."""
    shows = np.flatnonzero((values != values[:, :1, :1]).any(axis=(1, 2)))
    if not shows.size:
        return Found(values)
    judged = shows[np.linspace(0, shows.size - 1, min(_JUDGED, shows.size)).astype(int)]
    found = Found(_in_reach(values), equalised=_equalised(values[judged]))
    if found.equalised:
        return found
    for _ in range(_ROUNDS):
        following = _padding_gone(found, judged) or _background_lowered(found, judged) or _upright(found, judged)
        if following is None:
            break
        found = following
    found = _rooms_darkened(found, shows)
    if found.within is None and _standardised_by_slice(found.values[judged]):
        level = np.median(border(found.values), axis=1)  # each slice has an air of its own
        return replace(found, values=found.values - level[:, None, None], slicewise=True)
    return replace(found, slicewise=found.slicewise or _full_in_every_slice(found.values[judged]))


def border(values: NDArray[Any]) -> NDArray[Any]:
    """The outermost rows and columns of every slice, ``[slice, pixel]``."""
    return np.concatenate([values[:, 0], values[:, -1], values[:, :, 0], values[:, :, -1]], axis=1)


def _in_reach(values: NDArray[Any]) -> NDArray[Any]:
    """The same where single precision can reckon with it, else shifted and scaled to 0 to 1000."""
    low, high = float(values.min()), float(values.max())
    reach = high - low
    if _TINY <= reach <= _HUGE and max(abs(low), abs(high)) < _OFFSET * reach:
        return values
    scaled: NDArray[Any] = ((values - np.float64(low)) * (1000 / reach)).astype(np.float32)
    return scaled


class _Scale:
    """Where values lie in the range of others: 0 at their dark end, 1 at their bright end."""

    def __init__(self, values: NDArray[Any]) -> None:
        self.low, high = (float(each) for each in np.percentile(_sample(values), (0.5, 99.5)))
        self.reach = max(high - self.low, 1e-30)

    def place(self, value: float) -> float:
        """Of one value."""
        return (value - self.low) / self.reach

    def air(self, values: NDArray[Any]) -> tuple[float, float]:
        """The place of these values' median, and how far their quartiles lie apart: air is even."""
        if not values.size:
            return 1.0, np.inf
        first, middle, last = (float(each) for each in np.percentile(_sample(values), (25, 50, 75)))
        return self.place(middle), (last - first) / self.reach


def _rooms_darkened(found: Found, shows: NDArray[np.intp]) -> Found:
    """Slices of one value, which only keep a room, made as dark as the background: they are no head."""
    values = found.values
    rooms = np.setdiff1d(np.arange(len(values)), shows)
    if not rooms.size:
        return found
    dark = float(np.median(border(values[shows])))
    bright = rooms[values[rooms, 0, 0] > dark + _NEAR * _Scale(values[shows]).reach]
    if not bright.size:
        return found
    changed = values.copy()
    changed[bright] = np.asarray(dark).astype(values.dtype)
    return replace(found, values=changed)


def _padding_gone(found: Found, judged: NDArray[np.intp]) -> Found | None:
    """Padding beyond the image's scale made like what lies beside it; None where there is none."""
    values = found.values
    if found.within is not None:
        return None
    shown = values[judged]
    around = border(shown)
    least, most = values.min(), values.max()
    close = (float(most) - float(least)) * 1e-3  # interpolation leaves padding only nearly constant
    for fill in dict.fromkeys((least, most, _commonest(around))):
        if np.mean(_like(around, fill, close)) < _PADDED:
            continue
        here = _like(shown, fill, close)
        if here.mean() < _LEAST_PADDED or here.all():
            continue
        rest = _unmixed(shown[~here], float(fill))
        scale = _Scale(rest)
        place = scale.place(float(fill))
        if _WITHIN < place <= 1 + _FAR:
            continue
        beside, beyond = (shown[each] for each in _rings(here))
        at, spread = scale.air(beside)
        further, wider = scale.air(beyond)
        even = max(spread, wider) < _CALM and abs(at - further) < _NEAR  # a head's edge rises
        dark = place < -_NEAR and at < _NEAR and _steps_below(rest, float(fill)) > _STEPS
        bright = even and at >= _BRIGHT and place < _WITHIN
        magnitudes = rest.min() >= 0
        negative = magnitudes and fill < 0 and place < -_NEAR
        far = place <= -_FAR or place > 1 + _FAR
        if place < 0 <= fill:  # 0 is what air should be, however bright all of a masked head is
            dark = far = False
        if not (far or dark or bright or negative):
            continue
        level = float(np.median(beside)) if even else 0.0 if magnitudes else _darkest(rest)
        gone = _like(values, fill, close)
        if abs(place - 0.5) > _FAR + 0.5:  # what interpolation mixed of the two goes as well
            gone |= (values < scale.low - _FAR * scale.reach) | (values > scale.low + (1 + _FAR) * scale.reach)
        return replace(found, values=_filled(values, gone, level), padding=(*found.padding, float(fill)))
    return None


def _unmixed(values: NDArray[Any], fill: float) -> NDArray[Any]:
    """The values without those that interpolation mixed of them and padding far outside of their scale."""
    low, high = (float(each) for each in np.percentile(_sample(values), (5, 95)))
    near, other = (high, low) if fill > high else (low, high)
    if low <= fill <= high or abs(fill - near) < _OUT * (high - low):
        return values
    return np.asarray(values[np.abs(values - other) < high - low + abs(fill - near) / (2 * _OUT)])


def _background_lowered(found: Found, judged: NDArray[np.intp]) -> Found | None:
    """A constant background among the head's values made as dark as the darkest of them; None for any other."""
    values = found.values
    shown = values[judged]
    if found.within is not None:
        return None
    around = border(shown)
    for fill in dict.fromkeys((_commonest(around), values.dtype.type(0))):
        here = shown == fill
        rest = shown[~here]
        share = np.mean(around == fill)
        if share < _PADDED or not rest.size:
            continue
        scale = _Scale(rest)
        place = scale.place(float(fill))
        if place < _WITHIN or place > 1 + _FAR or _noisy(around, float(fill), scale.reach):
            continue
        level = _a_grey_level(rest, float(fill))
        if share >= (_PADDED if fill == 0 and not level else _BORDER):
            return _lowered(found, judged, float(fill), scale, level=level)
    return None


def _lowered(found: Found, judged: NDArray[np.intp], fill: float, scale: _Scale, *, level: bool) -> Found | None:
    """The background of the value `fill` made dark, but where it is bright air; `level`: head may have the value."""
    values = found.values
    shown = values[judged]
    here = shown == fill
    rest = shown[~here]
    place = scale.place(fill)
    at, _ = scale.air(shown[_rings(here)[0]])
    if place > _BRIGHT and at > place / 2:  # the head grows towards it: bright air
        return None
    slicewise = _standardised_by_slice(shown, here)
    lowest = [_darkest(each[each != fill] if slicewise and (each != fill).any() else rest) for each in values]
    gone = values == fill
    if level:
        gone = np.stack([_behind(each, fill, low) for each, low in zip(values, lowest, strict=True)])
    lowered = values.astype(np.float32)
    for index, low in enumerate(lowest):
        lowered[index][gone[index]] = low
        lowered[index] -= np.float32(low if slicewise else 0)
    return replace(found, values=lowered, within=fill, slicewise=slicewise)


def _upright(found: Found, judged: NDArray[np.intp]) -> Found | None:
    """Air made dark where it is bright and the head darker; None where it is not."""
    values = found.values
    if found.inverted or found.within is not None:
        return None
    shown = values[judged]
    at, spread = _Scale(shown).air(border(shown))
    if at < _BRIGHT or spread > _EVEN:
        return None
    if values.dtype.kind in "ui":
        total = int(values.min()) + int(values.max())
        turned = (total - values.astype(np.int64)).astype(values.dtype)
    else:
        turned = np.asarray(values.max() + values.min() - values)
    return replace(found, values=turned, inverted=True)


def _noisy(around: NDArray[Any], level: float, reach: float) -> bool:
    """Whether `level` is that of acquired air, as in the real part of an inversion recovery: noise surrounds it."""
    apart = np.abs(around.astype(np.float64) - level)
    equal, close, further = (np.count_nonzero(apart <= share * reach) for share in (0, 0.02, 0.06))
    # Head at the border is as often a little further from the level as it is close to it.
    return bool(close - equal > max(equal / 100, further - close))


def _steps_below(values: NDArray[Any], fill: float) -> float:
    """How far `fill` lies from the lowest of `values`, in the distance of the lowest two."""
    levels = np.unique(_sample(values))[:2].astype(np.float64)
    return float(abs(levels[0] - fill) / (levels[1] - levels[0])) if levels.size > 1 else np.inf


def _a_grey_level(values: NDArray[Any], fill: float) -> bool:
    """Whether `fill` is one of the evenly spaced levels of `values`, which head may have as well."""
    levels = np.unique(_sample(values)).astype(np.float64)
    at = int(np.searchsorted(levels, fill))
    if not 2 <= at <= levels.size - 2:
        return False
    steps = np.diff([*levels[at - 2 : at], fill, *levels[at : at + 2]])
    return bool(np.ptp(steps) < _UNIT * steps.mean())


def _standardised_by_slice(values: NDArray[Any], fill: NDArray[np.bool_] | None = None) -> bool:
    """Whether mean 0 and deviation 1 hold in (nearly) every slice, not only over all; `fill` is left out."""
    if values.dtype.kind != "f":
        return False
    alike = []
    for index, each in enumerate(values):
        kept = each if fill is None else each[~fill[index]]
        if kept.size > 64:
            alike.append(abs(float(kept.mean())) < _UNIT and abs(float(kept.std()) - 1) < _UNIT)
    return len(alike) >= _SLICES and float(np.mean(alike)) >= _MOST


def _full_in_every_slice(values: NDArray[Any]) -> bool:
    """Whether (nearly) every slice reaches up to the same maximum, in a few pixels: each was scaled by itself."""
    tops = values.max(axis=(1, 2))
    full = tops == tops.max()
    share = np.count_nonzero(values[full] == tops.max(), axis=(1, 2)) / values[0].size
    return len(values) >= _SLICES and float(full.mean()) >= _MOST and float(np.median(share)) < _FEW


def _equalised(values: NDArray[Any]) -> bool:
    """Whether a grey value tells only how many are darker, as histogram equalisation leaves it."""
    levels, counts = np.unique(_sample(values), return_counts=True)
    if levels.size < 16:
        return False
    place = (levels.astype(np.float64) - float(levels[0])) / (float(levels[-1]) - float(levels[0]))
    darker = np.cumsum(counts) / counts.sum()
    return bool(np.abs(darker[0] + (1 - darker[0]) * place - darker).max() < _UNIT * 3)


def _like(values: NDArray[Any], level: Any, close: float) -> NDArray[np.bool_]:
    if values.dtype.kind in "ui" and close < 1:
        return np.asarray(values == level)
    return np.asarray(np.abs(values - np.float64(level)) <= close)


def _commonest(values: NDArray[Any]) -> Any:
    levels, counts = np.unique(values, return_counts=True)
    return levels[np.argmax(counts)]


def _darkest(values: NDArray[Any]) -> float:
    """The darkest value that does not stand alone."""
    return float(np.percentile(_sample(values), 0.01))


def _sample(values: NDArray[Any]) -> NDArray[Any]:
    flat = values.reshape(-1)
    return flat[:: max(1, flat.size // _SAMPLE)]


def _rings(mask: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """The pixels beside the larger parts of `mask` ``[slice, row, column]``, and those three to four away."""
    square = np.ones((3, 3), np.uint8)
    opened = [cv2.morphologyEx(each.astype(np.uint8), cv2.MORPH_OPEN, square) for each in mask]
    one, two, four = (np.stack([cv2.dilate(each, square, iterations=n) > 0 for each in opened]) for n in (1, 2, 4))
    return one & ~mask, four & ~two & ~mask


def _behind(picture: NDArray[Any], fill: float, darkest: float) -> NDArray[np.bool_]:
    """The background of one slice ``[row, column]``: pixels of its value that reach the border or lie among dark ones.

    Head that happens to have the value lies among values like it.
    """
    here = (picture == fill).astype(np.uint8)
    framed = cv2.copyMakeBorder(here, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    _, parts = cv2.connectedComponents(framed, connectivity=4)
    outside = parts[1:-1, 1:-1] == parts[0, 0]
    others = 1 - here.astype(np.float32)
    beside = cv2.boxFilter(others * picture.astype(np.float32), -1, (3, 3), normalize=False)
    count = cv2.boxFilter(others, -1, (3, 3), normalize=False)
    return np.asarray((here > 0) & (outside | (beside < count * (fill + darkest) / 2) | (count == 0)))


def _filled(values: NDArray[Any], gone: NDArray[np.bool_], level: float) -> NDArray[Any]:
    """A copy with `level` where `gone` is true, of a type that holds it."""
    whole = values.dtype.kind in "ui" and level == round(level)
    filled = values.copy() if whole or values.dtype.kind == "f" else values.astype(np.float32)
    filled[gone] = level
    return filled
