"""Masks of several volumes: one per label, one of which may be the background's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.readers.lesion.meaning import SCALES, Meaning, meaning_of, shares_of
from xaiviewer.readers.naming.names import shown

_SUM = 0.02  # of the whole, by which volumes that share every voxel may miss it: each is rounded
_SHARED = 0.01  # of the lesion, by which what fills the rest may overlap it


@dataclass(frozen=True, eq=False)
class Layers:
    """Volumes on one grid, and what they mean together.

    Attributes:
        meaning: of the values of all of them.
        volumes: ``[slice, row, column]`` each; volume *n* is the label *n* + 1.
        background: the label of the volume that fills the background; None where there is none.
        shares: at every voxel the volumes add up to one whole.
        notices: sentences, those of `meaning` among them.
    """

    meaning: Meaning
    volumes: tuple[NDArray[Any], ...]
    background: int | None
    shares: bool
    notices: tuple[str, ...]

    def inside(self, numbers: Sequence[int] = ()) -> NDArray[np.bool_]:
        """The union of the labels, all of them but the background where none is named.

        Shares of one whole are added up before they are cut: a voxel that is half core and half oedema is lesion.
        """
        every = [label for label in range(1, len(self.volumes) + 1) if label != self.background]
        wanted = [label for label in numbers if label != self.background] or list(numbers) or every
        chosen = [self.volumes[label - 1] for label in wanted if 0 < label <= len(self.volumes)]
        if not chosen:
            return np.zeros(self.volumes[0].shape, bool)
        if self.shares and self.meaning.cut is not None and len(chosen) > 1:
            return self.meaning.inside(np.sum([each.astype(np.float32) for each in chosen], axis=0))
        found = np.zeros(self.volumes[0].shape, bool)
        for each in chosen:
            found |= self.meaning.inside(each)
        return found


def layers_of(volumes: Sequence[NDArray[Any]], name: str) -> Layers:
    """What several volumes mean together.

    Raises:
        ReadError: as `meaning_of` does.
    """
    scale = _shared(volumes)
    meaning = shares_of(scale, name) if scale else meaning_of([plane for each in volumes for plane in each], name)
    inside = [meaning.inside(each) for each in volumes]
    shares = scale is not None or (len(volumes) > 1 and bool((np.sum(inside, axis=0, dtype=np.uint8) == 1).all()))
    background = _background(inside, shares=shares)
    sentences = []
    if background is not None:
        sentences.append(f"Volume {background} of {shown(name)} fills the background and was left out.")
    return Layers(meaning, tuple(volumes), background, shares, (*meaning.notices, *sentences))


def _shared(volumes: Sequence[NDArray[Any]]) -> int | None:
    """The scale to which the volumes add up at every voxel, none of which is wholly one's; None where they do not."""
    total = np.zeros(volumes[0].shape, np.float32)
    for each in volumes:
        total += each
    scale = next((each for each in SCALES if np.abs(total - each).max(initial=0) <= _SUM * each), None)
    if scale is None or min(float(each.min(initial=0)) for each in volumes) < 0:
        return None
    crisp = all(bool(np.isin(each, (0, scale)).all()) for each in volumes)
    return None if crisp else scale


def _background(inside: Sequence[NDArray[np.bool_]], *, shares: bool) -> int | None:
    """The label of the volume that is the background.

    Where the volumes share every voxel there must be one, and it fills the borders of the slices more than the others
    do; else it fills most of the whole and leaves out the others.
    """
    if len(inside) < 2:
        return None
    if shares:
        return int(np.argmax([_border(each) for each in inside])) + 1
    label = int(np.argmax([each.mean() for each in inside]))
    others = np.zeros(inside[0].shape, bool)
    for number, each in enumerate(inside):
        if number != label:
            others |= each
    overlap = np.count_nonzero(others & inside[label])
    apart = overlap <= _SHARED * np.count_nonzero(others)
    return label + 1 if apart and inside[label].mean() > 0.5 else None


def _border(inside: NDArray[np.bool_]) -> float:
    """The share of the outermost rows and columns of all slices."""
    edges = (inside[:, 0], inside[:, -1], inside[:, :, 0], inside[:, :, -1])
    return float(np.mean([each.mean() for each in edges]))
