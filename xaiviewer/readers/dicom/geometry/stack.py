"""Pictures of one series sorted into stacks: parallel slices of one size, each position once, along the normal.

Sorting goes by ImagePositionPatient projected on the slice normal (PS3.3 C.7.6.2.1.1), never by InstanceNumber or by
the name of the file. A series is divided where it holds more than one component of the complex signal, and else only
where that removes a fault of its geometry: pictures at one position.

Grouping and geometry stay our own: SimpleITK makes one volume of a GE series that holds four.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.readers.dicom.geometry.frame import TRAITS, DicomFrame
from xaiviewer.readers.grids.orientation import unit
from xaiviewer.readers.naming.names import listed

_SAME_DIRECTION = 1e-3  # of a cosine: what scanners' rounding explains and a patient would not notice
_SAME_PLACE_MM = 0.01
_FARTHEST_MM = 1e5
_SMALLEST_MM = 1e-5
_COARSEST_MM = 1e3
_SLAB_STEPS = 5  # a gap of more than these many usual ones parts two slabs, where it is too wide to leave room for
_MANY = 3  # pictures: as many frames of reference as these are none
_EVEN = 0.5  # a division must leave stacks of at least this part of the positions, on average


@dataclass(frozen=True, eq=False)
class SliceStack:
    """Pictures that belong together, not yet looked at for gaps.

    Attributes:
        frames: in slice order.
        trait: what told them apart from others of the series, such as ("echo", 30.0); () where nothing had to.
        notices: sentences on what was left out.
    """

    frames: tuple[DicomFrame, ...]
    trait: tuple[tuple[str, object], ...] = ()
    notices: tuple[str, ...] = ()


def stacks_of(frames: Sequence[DicomFrame]) -> list[SliceStack]:
    """The stacks of one series (one SeriesInstanceUID)."""
    unique, notices = _without_copies(frames)
    scattered = len({frame.frame_of_reference for frame in unique}) == len(unique) >= _MANY
    if scattered:
        notices.append("Every picture states another frame of reference, as some anonymisers leave it: taken as one.")
    found: list[SliceStack] = []
    for group in _parallel(unique, one_frame_of_reference=scattered):
        parts = _divided(group, ())
        if notices and parts:
            parts[0] = SliceStack(parts[0].frames, parts[0].trait, (*parts[0].notices, *notices))
            notices = []
        found += parts
    return sorted(found, key=lambda stack: min(frame.order for frame in stack.frames))


def normal(frame: DicomFrame) -> NDArray[np.float64]:
    """The unit normal ``[3]`` of its plane, LPS: row direction x column direction."""
    cosines = np.array(frame.orientation)
    return unit(np.cross(cosines[:3], cosines[3:]))


def oriented(frame: DicomFrame) -> bool:
    """Does it say where it lies: a position, two directions that are nearly perpendicular unit vectors, a spacing?"""
    if not (frame.position and frame.orientation and frame.spacing):
        return False
    far, (fine, coarse) = max(map(abs, frame.position)), sorted(frame.spacing)
    if far > _FARTHEST_MM or fine < _SMALLEST_MM or coarse > _COARSEST_MM:  # damage, not anatomy
        return False
    across, down = np.array(frame.orientation[:3]), np.array(frame.orientation[3:])
    lengths = np.linalg.norm(across), np.linalg.norm(down)
    return all(abs(length - 1) < 0.02 for length in lengths) and abs(float(across @ down)) < 0.02


def _without_copies(frames: Sequence[DicomFrame]) -> tuple[list[DicomFrame], list[str]]:
    """Every picture once: a copy has the UID, the frame number and the place of another."""
    seen: dict[tuple[object, ...], DicomFrame] = {}
    copies = []
    for frame in sorted(frames, key=lambda frame: frame.order):
        key = (frame.uid, frame.index, frame.position, frame.instance)
        if frame.uid and key in seen:
            copies.append(frame)
        else:
            seen[key if frame.uid else (len(seen),)] = frame
    if not copies:
        return list(seen.values()), []
    names = listed(sorted({frame.label for frame in copies}))
    return list(seen.values()), [f"Left out as copies of other files of the series: {names}."]


def _parallel(frames: Sequence[DicomFrame], *, one_frame_of_reference: bool = False) -> list[list[DicomFrame]]:
    """Groups of one component of the signal, one frame of reference (or whatever theirs is), size, kind of pixels,
    spacing and orientation.
    """
    groups: dict[tuple[object, ...], list[DicomFrame]] = {}
    directions: list[tuple[float, ...]] = []
    known: dict[tuple[float, ...], tuple[float, ...]] = {}
    for frame in frames:
        image = frame.image
        space = "" if one_frame_of_reference else frame.frame_of_reference
        key: tuple[object, ...] = (frame.component, space, image.rows, image.columns, image.samples)
        if oriented(frame):
            direction = known.get(frame.orientation)
            if direction is None:
                direction = known[frame.orientation] = _direction(frame.orientation, directions)
            key += (direction, tuple(round(each, 3) for each in frame.spacing))
        groups.setdefault(key, []).append(frame)
    return list(groups.values())


def _direction(orientation: tuple[float, ...], directions: list[tuple[float, ...]]) -> tuple[float, ...]:
    """The one of `directions` that `orientation` is, within rounding; added where it is new."""
    for each in directions:
        if max(abs(a - b) for a, b in zip(each, orientation, strict=True)) < _SAME_DIRECTION:
            return each
    directions.append(orientation)
    return orientation


def heights(frames: Sequence[DicomFrame]) -> NDArray[np.float64]:
    """Millimetres along the normal of the first."""
    along: NDArray[np.float64] = np.array([frame.position for frame in frames]) @ normal(frames[0])
    return along


def _divided(frames: list[DicomFrame], trait: tuple[tuple[str, object], ...]) -> list[SliceStack]:
    """`frames` as one stack, or as several where pictures lie at one position and something tells them apart."""
    if not oriented(frames[0]):
        return [SliceStack(tuple(sorted(frames, key=lambda frame: frame.order)), trait)]
    places = _places(frames)
    distinct = len(set(places))
    if distinct == len(frames):
        return _slabs(_sorted(frames), trait)
    traits = [_traits(frame) for frame in frames]
    best: tuple[int, str, dict[object, list[int]]] | None = None
    for key in TRAITS:
        parts: dict[object, list[int]] = {}
        for index, each in enumerate(traits):
            parts.setdefault(each.get(key), []).append(index)
        counts = [len({places[index] for index in part}) for part in parts.values()]
        repeats = len(frames) - sum(counts)
        if len(parts) < 2 or sum(counts) < _EVEN * distinct * len(parts) or repeats >= len(frames) - distinct:
            continue
        if best is None or repeats < best[0]:
            best = repeats, key, parts
        if repeats == 0 or key in {"stack", "echo", "b_value"}:
            break
    if best is None:
        return _by_turns(frames, places, trait)
    return [
        stack
        for value, part in best[2].items()
        for stack in _divided([frames[index] for index in part], (*trait, (best[1], value)))
    ]


def _traits(frame: DicomFrame) -> dict[str, object]:
    """Its own, and where its corner lies in its plane."""
    across, down = np.array(frame.orientation[:3]), np.array(frame.orientation[3:])
    corner = np.array(frame.position)
    return {**frame.traits(), "place": (round(float(across @ corner)), round(float(down @ corner)))}


def _places(frames: Sequence[DicomFrame]) -> list[int]:
    """A number for every position along the normal, equal where pictures lie at the same one."""
    along = heights(frames)
    order = np.argsort(along, kind="stable")
    steps = np.diff(along[order]) > _SAME_PLACE_MM
    numbered = np.empty(len(frames), dtype=int)
    numbered[order] = np.concatenate([[0], np.cumsum(steps)])
    return [int(each) for each in numbered]


def _by_turns(frames: list[DicomFrame], places: list[int], trait: tuple[tuple[str, object], ...]) -> list[SliceStack]:
    """Nothing tells pictures at one position apart but their order.

    Where most positions have several, the n-th picture of every position makes the n-th stack (a dynamic series
    without time stamps). Where few have, the later ones are left out and named.
    """
    turns: list[list[DicomFrame]] = []
    taken: dict[int, int] = {}
    for index in sorted(range(len(frames)), key=lambda index: frames[index].order):
        turn = taken.get(places[index], 0)
        taken[places[index]] = turn + 1
        if turn == len(turns):
            turns.append([])
        turns[turn].append(frames[index])
    if len(turns[1]) * 2 > len(turns[0]):
        return [
            stack
            for number, turn in enumerate(turns, 1)
            for stack in _slabs(_sorted(turn), (*trait, ("volume", number)))
        ]
    names = listed([frame.label for turn in turns[1:] for frame in turn])
    return [
        SliceStack(_sorted(turns[0]), trait, (f"Left out because another slice lies at the same position: {names}.",))
    ]


def _slabs(frames: tuple[DicomFrame, ...], trait: tuple[tuple[str, object], ...]) -> list[SliceStack]:
    """`frames` as one stack, or divided where so much is missing between two of them that it is another part."""
    gaps = np.diff(heights(frames))
    if len(gaps) < 2:
        return [SliceStack(frames, trait)]
    usual = float(np.median(gaps))
    cuts = [index + 1 for index, gap in enumerate(gaps) if gap > _SLAB_STEPS * usual]
    steps = float(np.rint(gaps / usual).sum())
    if not cuts or steps <= 2 * len(gaps):  # few enough are missing to keep room for them
        return [SliceStack(frames, trait)]
    parts = [frames[start:end] for start, end in zip([0, *cuts], [*cuts, len(frames)], strict=True)]
    places = [f"{gaps[cut - 1]:.1f} mm between {frames[cut - 1].label} and {frames[cut].label}" for cut in cuts]
    notice = f"The series is divided where it has gaps: {listed(places)}."
    return [SliceStack(part, (*trait, ("part", number)), (notice,)) for number, part in enumerate(parts, 1)]


def _sorted(frames: Sequence[DicomFrame]) -> tuple[DicomFrame, ...]:
    order = np.argsort(heights(frames), kind="stable")
    return tuple(frames[index] for index in order)
