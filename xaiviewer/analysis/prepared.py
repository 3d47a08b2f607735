"""A case as the networks take it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.nets.inputs.colours import about_colours
from xaiviewer.nets.inputs.distribution import known_from, notices, skull_removed, statistics
from xaiviewer.nets.inputs.doubts import about_lacking, about_pixels, about_planes, about_stored, air_is_told
from xaiviewer.nets.inputs.fields import seen_by
from xaiviewer.nets.inputs.input_range import input_notices, input_statistics, spread, tells_of_input
from xaiviewer.nets.inputs.preprocessing import (
    Standardisation,
    head_mask,
    network_input,
    pictured,
    stack_sequences,
)
from xaiviewer.nets.inputs.wanted import Preprocessing
from xaiviewer.nets.inputs.windows import about_units
from xaiviewer.nets.models import Model

TRAINED_ON = "The classifier was trained on this patient: how sure it is here says nothing about others."


@dataclass(frozen=True, eq=False)
class Taken:
    """The channels that a network takes of a case.

    Attributes:
        images: ``[sequence, slice, row, column]`` in channel order, their background dark.
        stored: the same as they are stored.
        there: bool ``[sequence, slice]``: of which slices a sequence has a picture.
        stand_in: the channel that stands in where one has none; None where that is no channel.
    """

    images: NDArray[Any]
    stored: NDArray[Any]
    there: NDArray[np.bool_]
    stand_in: int | None

    def inputs(self, numbers: list[int], how: Standardisation) -> NDArray[np.float32]:
        """Slices as a network takes them, ``[slice, sequence, size, size]``.

        A sequence without a picture of a slice is on that slice what a missing one is on all, as in training: replaced.
        """
        images = self.images if how.scaling is None else self.stored
        inputs = network_input(images[:, numbers], how)
        if self.stand_in is not None:
            for place, channel in np.argwhere(~self.there[:, numbers].T):
                inputs[place, channel] = inputs[place, self.stand_in]
        return inputs


@dataclass(frozen=True, eq=False)
class Prepared:
    """A case as the networks take it.

    Attributes:
        taken, also_taken: the channels of the classifier, and of the segmenter.
        head: the head's voxels, bool ``[slice, row, column]``.
        seen, outlined: what the classifier and the segmenter see of each slice.
        skull_removed: whether the brain seems to have been extracted.
        notices: what sets the case apart from those that the networks were trained on.
        statistics: of the case, see `nets.inputs.distribution`; none where it holds no picture.
    """

    taken: Taken
    also_taken: Taken
    head: NDArray[np.bool_]
    seen: Standardisation
    outlined: Standardisation
    skull_removed: bool
    notices: tuple[str, ...]
    statistics: Mapping[str, float] = field(default_factory=dict)

    def inputs(self, numbers: list[int], how: Standardisation) -> NDArray[np.float32]:
        """Slices as the classifier takes them, ``[slice, sequence, size, size]``."""
        return self.taken.inputs(numbers, how)

    def inputs_to_outline(self, numbers: list[int], how: Standardisation) -> NDArray[np.float32]:
        """The same as the segmenter takes them."""
        return self.also_taken.inputs(numbers, how)


@dataclass(frozen=True, eq=False)
class _Looked:
    """What is found in a case by a network's channels; `slices` that were acquired alone.

    Attributes:
        taken: the channels.
        complete: ``[sequence, slice, row, column]``, of slices that all of them show.
        head: bool ``[slice, row, column]``.
        seen: what the network sees.
    """

    taken: Taken
    complete: NDArray[Any]
    head: NDArray[np.bool_]
    seen: Standardisation


def _looked(case: Case, wants: Preprocessing, here: list[int], *, stored: bool) -> _Looked:
    """Find the head, and how a network sees it.

    Args:
        case: what it looks at.
        wants: what it takes.
        here: the slices that were acquired.
        stored: whether it, or one that shares its channels, takes values as they are stored.
    """
    images = as_stored = stack_sequences(case, wants.sequences, wants.missing)
    if stored:
        as_stored = stack_sequences(case, wants.sequences, wants.missing, stored=True)
    there = pictured(case, wants.sequences, wants.missing)
    stands_in = wants.missing or case.main_sequence
    taken = Taken(images, as_stored, there, wants.sequences.index(stands_in) if stands_in in wants.sequences else None)
    shown, known = (images[:, here], there[:, here]) if case.absent else (images, there)
    whole = known.all(axis=1)  # a sequence that ends early would darken the head on the other slices
    complete = shown if whole.all() or not whole.any() else shown[whole]
    head = head_mask(complete)
    return _Looked(taken, complete, head, _seen(case, wants, taken, head, here))


def _seen(case: Case, wants: Preprocessing, taken: Taken, head: NDArray[np.bool_], here: list[int]) -> Standardisation:
    images, there = taken.stored if wants.stored else taken.images, taken.there
    if case.absent:
        images, there = images[:, here], there[:, here]
    return seen_by(wants, case, images, head, there)


def prepare(case: Case, classifier: Model, segmenter: Model) -> Prepared:
    """Find the head, and how either network sees it."""
    wants, also, inputs = classifier.preprocessing, segmenter.preprocessing, classifier.description.inputs
    here = [index for index in range(len(case)) if index not in case.absent]
    shared = (wants.sequences, wants.missing) == (also.sequences, also.missing)
    looked = _looked(case, wants, here, stored=wants.stored or (shared and also.stored))
    taken = also_taken = looked.taken
    seen = outlined = looked.seen
    if not shared:
        other = _looked(case, also, here, stored=also.stored)
        also_taken, outlined = other.taken, other.seen
    elif replace(also, size=wants.size) != wants:
        outlined = _seen(case, also, taken, looked.head, here)
    elif also.size != wants.size:
        outlined = replace(seen, frame=replace(seen.frame, size=also.size))
    beside = () if segmenter is classifier else segmenter.notices
    about = about_stored(case, named=any(each.sequence for each in inputs)) if wants.stored else about_pixels(case)
    about += about_planes(case, wants.sequences) + about_colours(case, wants.sequences)
    if wants.normalisation.scale == "window":
        about += about_units(case)
    if not shared:
        about += about_lacking(case, segmenter.description.inputs)
    said, removed = about + classifier.notices + beside, False
    if classifier.trained_on(*case.known_as):
        said += (TRAINED_ON,)
    values: dict[str, float] = {}
    if case.indices:
        values = statistics(looked.complete, looked.head, seen.frame)
        removed = skull_removed(values, classifier.manifest)
        said += notices(values, classifier.manifest)
    head = np.zeros(taken.images.shape[1:], dtype=bool)
    head[here] = looked.head | (wants.field == "slice" and not air_is_told(case))
    if wants.stored and also.stored and shared:
        taken = also_taken = replace(taken, images=taken.stored)  # nobody asks for the others
    prepared = Prepared(taken, also_taken, head, seen, outlined, removed, said, values)
    known = classifier.manifest.get("distribution", {})
    if not case.indices or not tells_of_input(known):
        return prepared
    of_input = input_statistics(prepared.inputs(spread(case.indices), seen), [each.name for each in inputs])
    told = input_notices(of_input, known, known_from(classifier.manifest).where)
    return replace(prepared, notices=said + told)
