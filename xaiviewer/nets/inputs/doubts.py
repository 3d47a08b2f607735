"""What the reader should know of a case's pixels: what was undone, what cannot be told, where there is no picture."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np

from xaiviewer.case import SEQUENCES, Case
from xaiviewer.nets.inputs.background import Found, as_taken
from xaiviewer.nets.inputs.colours import COLOURS, of_three_planes
from xaiviewer.requests import Channel
from xaiviewer.requests.notice import Notice, notice

SLICEWISE = (
    "Every slice of {which} was scaled by itself: how bright slices are beside each other is lost, so decisions are "
    "less sure; give the images as acquired."
)
EQUALISED = (
    "The grey values of {which} were equalised: how bright tissue was is lost, so neither the head nor the decisions "
    "can be relied on; give the images as acquired."
)
AS_STORED = "{which} shows air bright, as after inverting: the network gets the values as they are stored."
EXCHANGED = "{which} shows air bright, as after inverting: the networks see bright and dark exchanged."
LACKING = (
    "The segmenter takes {lacking}, which this case lacks: it sees {other} instead, so that its outlines are to be "
    "doubted."
)
EMPTY = (
    "{which} holds no picture, all pixels of a slice having one value: the networks see {other} in its place; export "
    "the images again."
)
SEVERAL_EMPTY = (
    "{which} hold no picture, all pixels of a slice having one value: the networks see {other} in their place; export "
    "the images again."
)
BLANK_ONE = "1 of {all} slices holds no picture: nothing is analysed, scored or counted there."
BLANK = "{count} of {all} slices hold no picture: nothing is analysed, scored or counted there."
OUTLINED_BLANK = "The clinician's mask has {pixels} px on slices without a picture: they are not counted."
WITHIN = (
    "The background of {which} has the value {value}, among the head's values, as after z-scoring: the networks see it "
    "dark. Whether the head is inverted besides cannot be told; if it is, give other images."
)
PADDED = "{which} is filled up with {values}, outside its scale: the networks see background there."


def no_picture(case: Case) -> str:
    """Why nothing is said about a case at all, as a sentence; empty where it holds a picture."""
    if case.indices:
        return ""
    rows, columns = case.shape
    shows = any(volume.shows for volume in case.volumes)
    why = f"{columns} × {rows} pixels show nothing" if shows else "all pixels of each slice have one value"
    return f"{case.source} holds no picture ({why}): nothing is analysed; export the images again."


def about_pixels(case: Case) -> tuple[str, ...]:
    """Sentences on how the networks see the sequences, and on slices without a picture."""
    if not case.indices:
        return (no_picture(case),)
    taken = as_taken(case)
    said = [*_empty_sequences(case), *_blank_slices(case), *_undone(taken)]
    lost = _named(taken, lambda each: each.slicewise)
    if lost:
        said.append(notice(SLICEWISE, which=lost))
    lost = _named(taken, lambda each: each.equalised)
    if lost:
        said.append(notice(EQUALISED, which=lost))
    return tuple(said)


def about_stored(case: Case, *, named: bool) -> tuple[str, ...]:
    """The same for a network that takes values as they are stored.

    Args:
        case: what it looks at.
        named: whether it names sequences of MR: of other pictures nobody knows whether what is bright around them is
            air.
    """
    if not case.indices:
        return (no_picture(case),)
    said = [*_empty_sequences(case), *_blank_slices(case)]
    inverted = _named(as_taken(case), lambda each: each.inverted)
    if inverted and named:
        said.append(notice(AS_STORED, which=inverted))
    return tuple(said)


def about_planes(case: Case, sequences: Collection[str]) -> tuple[str, ...]:
    """A sentence where a network sees one plane alone of pictures of three, which readers take for sequences.

    Whether these are colours nobody can tell: sequences are kept so, too.

    Args:
        case: what it looks at.
        sequences: that the network names.
    """
    held = {volume.sequence for volume in case.volumes}
    if held & {*sequences} or {*COLOURS} & {*sequences} or not of_three_planes(case):
        return ()
    seen = case.main_volume.sequence
    colour = COLOURS[list(SEQUENCES).index(seen)]
    sentence = (
        f"The pictures have three planes, taken for {', '.join(SEQUENCES.values())}, none of which the network names: "
        f"it sees {SEQUENCES[seen]} alone, of pictures in colour the {colour}. Import a network of colours with the "
        "channels red, green, blue, or store pictures in colour as grey."
    )
    return (sentence,)


def about_lacking(case: Case, channels: Sequence[Channel]) -> tuple[str, ...]:
    """A sentence where a segmenter of channels of its own asks for sequences that a case lacks."""
    held = {volume.sequence for volume in case.volumes}
    lacking = [each.name for each in channels if each.sequence and each.sequence not in held]
    if not lacking:
        return ()
    others = (each.key for each in channels if each.stands_in and each.key in held)
    stands = SEQUENCES.get(next(others, case.main_sequence), "the main sequence")
    return (notice(LACKING, lacking=", ".join(lacking), other=stands),)


def air_is_told(case: Case) -> bool:
    """Whether air can be told from what it surrounds: where the border is bright that is a guess."""
    return not any(each.inverted or each.equalised for each in as_taken(case).values())


def _empty_sequences(case: Case) -> list[Notice]:
    empty = [SEQUENCES[each.sequence] for each in case.volumes if not each.shows]
    if not empty:
        return []
    taken = as_taken(case)
    stands = case.main_sequence if case.main_sequence in taken else next(iter(taken))
    template = EMPTY if len(empty) == 1 else SEVERAL_EMPTY
    return [notice(template, which=tuple(empty), other=SEQUENCES[stands])]


def _blank_slices(case: Case) -> list[Notice]:
    if not case.blank:
        return []
    template = BLANK_ONE if len(case.blank) == 1 else BLANK
    said = [notice(template, count=str(len(case.blank)), all=str(len(case)))]
    if case.mask is not None:
        outlined = int(np.count_nonzero(case.mask.voxels[sorted(case.blank)]))
        if outlined:
            said.append(notice(OUTLINED_BLANK, pixels=f"{outlined:,}"))
    return said


def _undone(taken: Mapping[str, Found]) -> list[Notice]:
    """What was done to the sequences before and is undone for the networks."""
    said = []
    for value in dict.fromkeys(each.within for each in taken.values() if each.within is not None):
        which = _named(taken, lambda each: each.within, value)
        said.append(notice(WITHIN, which=which, value=f"{value:g}"))
    for padding in dict.fromkeys(each.padding for each in taken.values() if each.padding):
        which = _named(taken, lambda each: each.padding, padding)
        said.append(notice(PADDED, which=which, values=tuple(f"{value:g}" for value in padding)))
    inverted = _named(taken, lambda each: each.inverted)
    if inverted:
        said.append(notice(EXCHANGED, which=inverted))
    return said


def _named(
    taken: Mapping[str, Found],
    what: Callable[[Found], object],
    value: object = True,  # noqa: FBT002
) -> tuple[str, ...]:
    """The sequences for which `what` is `value`."""
    return tuple(SEQUENCES[key] for key, each in taken.items() if what(each) == value)
