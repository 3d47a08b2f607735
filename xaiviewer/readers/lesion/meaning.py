"""What the values of a mask mean: labels, or probabilities and where they are cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import ReadError
from xaiviewer.readers.lesion.census import Census, are_integers, as_integers, census_of, extent, fractions
from xaiviewer.readers.lesion.gradation import graded
from xaiviewer.readers.lesion.jpeg_masks import cut_between_plateaus
from xaiviewer.readers.naming.names import listed, shown

SCALES = (1, 100, 255, 65535)
"""What certainty is written as: a probability, per cent, all that 8 and 16 bits hold."""

_BEYOND = 0.25  # of the scale: interpolated masks swing beyond it, upwards and downwards
_RINGING = 1.27  # times the scale: so far JPEG's ripples reach beyond a plateau; nor would half of 255 be reached
_LOWER = 0.8  # times half of the scale: a cut that is hardly lower is the same
_FEW = 8  # numbers below 0 that are marks; more of them are measurements
_INTERPOLATED = 32  # labels above this are rather shades
MOST_LABELS = 1000
"""With more of them it does not look like a mask."""


@dataclass(frozen=True, eq=False)
class Meaning:
    """How the values of one mask are read, over the whole case.

    Attributes:
        words: how they are read, for people: "label 1", "probabilities, cut at 127 of 255".
        labels: the numbers that are labels, ascending; empty for probabilities and where there is no lesion at all.
        background: numbers above 0 that are lesion only where they are asked for.
        fill: numbers above 0 that never are: slices of nothing else.
        cut: the least value that is lesion; None for labels.
        notices: sentences on all that is not plain labels.
    """

    words: str
    labels: tuple[int, ...] = ()
    background: tuple[int, ...] = ()
    fill: tuple[int, ...] = ()
    cut: float | None = None
    notices: tuple[str, ...] = ()

    def inside(self, values: NDArray[Any], numbers: Sequence[int] = ()) -> NDArray[np.bool_]:
        """Which of `values`, of any shape, are lesion.

        Args:
            numbers: the labels that count; all of them where it is empty. Probabilities are of one lesion.
        """
        if self.cut is not None:
            return np.asarray(values >= self.cut)
        numbered = as_integers(values)
        found = np.isin(numbered, numbers) if numbers else np.asarray(numbered > 0)
        left_out = self.fill if numbers else self.fill + self.background
        return found & ~np.isin(numbered, left_out) if left_out else found


def half_of(scale: float, *, integers: bool = False) -> float:
    """The least probability that is lesion, where certainty is written as `scale`.

    In whole numbers whose writer is not known it is rounded down: a half of 255 is stored as 127 by those who cut
    the fraction off, as 128 by those who round.
    """
    return float(scale // 2) if integers and scale > 1 else scale / 2


def meaning_of(planes: Sequence[NDArray[Any]], name: str, *, lossy: bool = False) -> Meaning:
    """What the values of a mask mean.

    Args:
        planes: every slice of the case, ``[row, column]``, finite and real; of several volumes the slices of all.
        name: of the file or files, as sentences name them.
        lossy: they were saved as JPEG.

    Raises:
        ReadError: where no value is above 0 but some are below, or the values are none of a mask.
    """
    name = shown(name)
    planes = [as_integers(plane) if plane.dtype == np.uint64 else plane for plane in planes]
    low, high = extent(planes)
    if high <= 0:
        if low < 0:
            raise ReadError(
                f"{name} holds no label above 0 (its values run from {low:g} to {high:g}), so that nothing says what "
                "it outlines and the case counts as one without a mask; save the lesion as label 1."
            )
        return Meaning("no label")
    if lossy:
        return _of_jpeg(planes, name, high)
    if are_integers(planes):
        return _of_integers(planes, name, census_of(planes, low, high))
    return _of_fractions(planes, name, low, high)


def shares_of(scale: int, name: str) -> Meaning:
    """What values mean that add up to `scale` over several volumes."""
    cut = half_of(scale, integers=True)
    sentence = f"{shown(name)} holds probabilities that add up to {scale}: what reaches {cut:g} was taken."
    return Meaning(f"probabilities, cut at {cut:g} of {scale}", cut=cut, notices=(sentence,))


def _of_jpeg(planes: Sequence[NDArray[Any]], name: str, high: float) -> Meaning:
    """Values that JPEG has smeared."""
    speckless = all(plane.size == 0 or plane.min() == plane.max() for plane in planes)
    scale = SCALES[1] if high <= 1 and speckless else _scale(high / _RINGING if high > 1 else high, name)
    cut = half_of(scale, integers=True)
    between = cut_between_plateaus(planes) if all(plane.dtype == np.uint8 for plane in planes) else None
    where = f"half of the scale to {scale}"
    if between is not None and between < _LOWER * cut:
        cut, where = round(between, 1), "the middle between the background and the lowest label"
    sentence = (
        f"Masks saved as JPEG, which smears edges; what reaches {cut:g}, {where}, counted as lesion: {name}. Use the "
        "originals if you have them."
    )
    return Meaning(f"smeared by JPEG, cut at {cut:g}", cut=cut, notices=(sentence,))


def _of_integers(planes: Sequence[NDArray[Any]], name: str, found: Census) -> Meaning:
    """Whole numbers: labels, or steps of a gradient."""
    below = int(np.count_nonzero(found.values < 0))
    if below > _FEW:
        raise _measured(name, float(found.values[0]), float(found.values[-1]))
    notices = [f"{name} holds labels below 0: they were taken for background."] if below else []
    fill = _fill(found)
    if fill:
        greys = listed([str(each) for each in fill])
        notices.append(f"{name} holds slices of nothing but {greys}, which outlines nothing: taken for background.")
    background = () if fill else _background(found)
    if background:
        most = f"the value {background[0]}, which fills most of it, was taken for background"
        notices.append(f"No voxel of {name} is 0: {most}.")
    labels = found.values[(found.values > 0) & ~np.isin(found.values, fill + background)]
    if graded(planes, labels):
        return _probabilities(name, float(labels[-1]), notices, different=len(labels))
    if len(labels) > MOST_LABELS:
        notices.append(f"{name} holds {len(labels)} different values and does not look like a mask.")
    numbers = tuple(labels.tolist())
    return Meaning(_labels(numbers), numbers, background, fill, notices=tuple(notices))


def _fill(found: Census) -> tuple[int, ...]:
    """Values that fill slices and outline nothing anywhere, as the black level of a scan does that was saved as a
    picture; what certainty is written as may fill a slice.
    """
    full = (found.values > 0) & (found.flat == found.counts) & ~np.isin(found.values, SCALES)
    return tuple(found.values[full].tolist())


def _background(found: Census) -> tuple[int, ...]:
    """The commonest value where nothing is 0 and it covers most."""
    most = int(np.argmax(found.counts))
    if len(found.values) < 2 or found.values[0] <= 0 or 2 * found.counts[most] <= found.counts.sum():
        return ()
    return (int(found.values[most]),)


def _of_fractions(planes: Sequence[NDArray[Any]], name: str, low: float, high: float) -> Meaning:
    """Fractions: probabilities, or labels that were interpolated."""
    near = next((each for each in SCALES[:3] if (1 - _BEYOND) * each <= high <= (1 + _BEYOND) * each), None)
    swings = near is not None and low >= -_BEYOND * near
    if low < 0 and not swings:
        raise _measured(name, low, high)
    above = sum(int(np.count_nonzero(plane > 0)) for plane in planes)
    if high > 1 + _BEYOND and above == sum(int(np.count_nonzero(plane == high)) for plane in planes):
        sentence = f"{name} holds one value above 0, {high:g}: it was taken for the lesion."
        return Meaning("one value", cut=half_of(high), notices=(sentence,))
    if 1 + _BEYOND < high <= _INTERPOLATED and _interpolated(planes, above):
        numbers = {int(each) for plane in planes for each in np.unique(as_integers(plane)) if each > 0}
        sentence = f"{name} holds fractions, as labels do that were interpolated: they were rounded."
        return Meaning(_labels(sorted(numbers)), tuple(sorted(numbers)), notices=(sentence,))
    swung = near is not None and (low < 0 or high > near)
    notices = [f"{name} swings beyond its scale, as masks do that were interpolated."] if swung else []
    return _probabilities(name, high, notices, scale=near)


def _interpolated(planes: Sequence[NDArray[Any]], above: int) -> bool:
    """Are most of the voxels above 0, of which there are `above`, whole numbers, or are there a few plateaus?"""
    between = sum(int(np.count_nonzero((plane > 0) & fractions(plane))) for plane in planes)
    if 2 * between <= above:
        return True
    different: set[float] = set()
    for plane in planes:
        different.update(np.unique(plane[plane > 0]).tolist())
        if len(different) > _FEW:
            return False
    return True


def _probabilities(
    name: str, high: float, notices: Sequence[str], *, scale: int | None = None, different: int = 0
) -> Meaning:
    """Values up to `high` as probabilities, on a scale that is told by it unless given; `different` whole numbers."""
    scale = scale or _scale(high, name)
    cut = half_of(scale, integers=different > 0)
    if high < cut and different > MOST_LABELS:
        raise ReadError(
            f"{name} holds {different} different values up to {high:g} and does not look like a mask; save the mask "
            "itself, with the lesion as 1."
        )
    what = "graded values" if different else "fractions"
    sentence = f"{name} holds {what} up to {high:g}, read as probabilities on a scale to {scale}: "
    sentence += f"what reaches {cut:g} was taken."
    if high < cut:
        sentence += " Nothing reaches it."
    return Meaning(f"probabilities, cut at {cut:g} of {scale}", cut=cut, notices=(*notices, sentence))


def _scale(high: float, name: str) -> int:
    for scale in SCALES:
        if high <= scale:
            return scale
    raise ReadError(
        f"{name} holds graded values up to {high:g}, which no scale of probabilities reaches; save the mask itself."
    )


def _measured(name: str, low: float, high: float) -> ReadError:
    return ReadError(
        f"{name} holds graded values from {low:g} to {high:g}, below 0 as well as above, such as a network's raw "
        "output or distances: no mask; save the mask itself, with the lesion as 1."
    )


def _labels(numbers: Sequence[int]) -> str:
    if not numbers:
        return "no label"
    return f"label{'s' * (len(numbers) > 1)} {listed([str(each) for each in numbers], 8)}"
