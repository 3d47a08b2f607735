"""From what lies on disk to a case: every chosen series and mask on one axial grid, FLAIR's."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import (
    AUTOMATIC,
    MAIN_SEQUENCE,
    SEQUENCES,
    Case,
    Choices,
    Contents,
    Grid,
    Mask,
    Preview,
    Series,
    Volume,
)
from xaiviewer.case.series import Cancel, Progress, ignore, never
from xaiviewer.errors import ReadError
from xaiviewer.readers.build.checked_mask import checked
from xaiviewer.readers.build.first_slice import show_first
from xaiviewer.readers.choosing.choices import NO_SERIES, resolve
from xaiviewer.readers.choosing.read_mask import read_mask
from xaiviewer.readers.choosing.sequences import called
from xaiviewer.readers.choosing.series_mask import with_chosen_mask
from xaiviewer.readers.choosing.standing_in import NOT_MR, for_empty_flair, kind_of, own_name, reason
from xaiviewer.readers.files.limits import refuse_large
from xaiviewer.readers.grids import gaps, reslice
from xaiviewer.readers.grids.orientation import AxialGrid, axial_grid
from xaiviewer.readers.naming.names import shown


def assemble(
    contents: Contents,
    choices: Choices = AUTOMATIC,
    *,
    preview: Callable[[Preview], None] | None = None,
    progress: Progress = ignore,
    cancelled: Cancel = never,
) -> Case:
    """Read the chosen series and mask, and bring them onto FLAIR's axial grid.

    Args:
        contents: what lies on disk.
        choices: what the user decided.
        preview: hears of the middle slice as soon as it is decoded.
        progress: called with slices read and slices in all.
        cancelled: asked between slices.

    Raises:
        ReadError: where the series in FLAIR's place, or a mask that was asked for, cannot be read.
        UsageError: for choices that do not exist.
        Cancelled: when `cancelled` says so.
    """
    contents = with_chosen_mask(contents, choices)
    decided, notices = resolve(contents, choices)
    keys = {series.key: series for series in contents.series}
    wanted = {sequence: keys[key] for sequence, key in decided.sequences if key != NO_SERIES}
    flair = wanted["flair"]
    target = axial_grid(Grid(flair.geometry, flair.shape))
    _refuse_if_large(contents, {series.key: series for series in wanted.values()}, target)
    if preview is not None:
        show_first(contents, flair, target, preview)
    work = _Assembly(contents, flair, target, progress, cancelled, [*contents.notices, *notices], list(notices))
    try:
        return _built(work, wanted, decided, choices)
    except MemoryError:
        raise ReadError(
            f"{shown(contents.path)} does not fit into memory; close other programs or open less."
        ) from None


@dataclass
class _Assembly:
    """What the steps of an assembly share.

    Attributes:
        contents, flair, target, progress, cancelled: as given.
        notices: gathered so far.
        of_sequences: those of them that say what the networks see in the place of sequences.
        done, total: slices read, and slices in all.
        read: which slices of a series there are, by its key.
        absent: the case's slices of which a series has no picture, by its key; none where slices are left out instead.
        gaps: where FLAIR has no picture.
    """

    contents: Contents
    flair: Series
    target: AxialGrid
    progress: Progress
    cancelled: Cancel
    notices: list[str]
    of_sequences: list[str]
    done: int = 0
    total: int = 0
    read: dict[str, NDArray[np.bool_]] = field(default_factory=dict)
    absent: dict[str, frozenset[int]] = field(default_factory=dict)
    gaps: gaps.Gaps = gaps.NONE

    @property
    def grid(self) -> Grid:
        """The case's grid."""
        return self.target.grid

    @property
    def placed(self) -> bool:
        """Do the files say where the case lies in the patient?"""
        return self.flair.geometry.placed


def _built(work: _Assembly, wanted: Mapping[str, Series], decided: Choices, asked: Choices) -> Case:
    contents = work.contents
    named = dict(asked.sequences)
    series_by_key = {series.key: series for series in wanted.values()}
    work.total = sum(series.shape[0] for series in series_by_key.values())
    arrays: dict[str, NDArray[Any]] = {}
    # FLAIR first: where it cannot be read nothing else matters.
    for series in sorted(series_by_key.values(), key=lambda each: each is not work.flair):
        try:
            arrays[series.key] = _read(work, series)
        except ReadError as error:
            if series is work.flair or series.key in named.values():
                raise
            work.notices.append(f"The series {called(series)} was left out: {error}")
    sequences = {name: series for name, series in wanted.items() if series.key in arrays}
    work.notices += work.target.notices
    work.notices += _copies(sequences, arrays)
    mask, taken = _mask(work, asked, [series.key for series in sequences.values()], arrays[work.flair.key])
    names = _slice_names(work)
    keep = _kept(work, arrays)
    if not keep.all():
        arrays = {key: values[keep] for key, values in arrays.items()}
        mask = None if mask is None else replace(mask, voxels=mask.voxels[keep], drawn=mask.drawn[keep])
        names = tuple(name for name, kept in zip(names, keep, strict=True) if kept)
    if mask is not None and not mask.drawn.any():
        mask = None
    work.notices += (lacking := _about_absent(work, sequences))
    work.of_sequences += lacking
    geometry = work.grid.geometry
    volumes = tuple(
        Volume(
            name,
            arrays[series.key],
            geometry,
            absent=work.absent.get(series.key, frozenset()),
            name=own_name(series, name, asked),
            kind=kind_of(series, name, asked),
        )
        for name, series in sequences.items()
    )
    return Case(
        name=contents.name,
        source=contents.path,
        volumes=volumes,
        slice_names=names,
        mask=mask,
        notices=tuple(dict.fromkeys(work.notices)),
        synthetic=contents.synthetic,
        main_sequence=MAIN_SEQUENCE,
        acquired=Grid(work.flair.geometry, work.flair.shape) if work.placed else None,
        contents=contents,
        choices=replace(
            decided,
            sequences=tuple((name, series.key) for name, series in sequences.items()),
            mask=taken.mask,
            segments=taken.segments,
        ),
        of_sequences=tuple(each for each in work.notices if each in work.of_sequences or each.endswith(NOT_MR)),
        stand_in=reason(sequences, asked) or for_empty_flair(volumes),
    )


def _read(work: _Assembly, series: Series) -> NDArray[Any]:
    """The voxels of a series on the case's grid."""
    before = work.done
    voxels = series.source.read(
        progress=lambda done, _: work.progress(min(before + done, work.total), work.total), cancelled=work.cancelled
    )
    work.done = before + series.shape[0]
    work.progress(work.done, work.total)
    work.read[series.key] = voxels.read
    own = [*series.notices, *voxels.notices]
    values, notices = _on_grid(work, series, voxels.values)
    work.notices += [*own, *notices]
    return values


def _on_grid(work: _Assembly, series: Series, values: NDArray[Any]) -> tuple[NDArray[Any], list[str]]:
    grid, flair = work.grid, work.flair
    axes = work.target.axes
    if series is not flair and series.geometry.placed:
        axes = reslice.same_grid(series.geometry, series.shape, grid.geometry, grid.shape)
    notices = []
    if work.placed:
        _find_gaps(work, series, axes)
    if series is not flair and series.frame_of_reference != flair.frame_of_reference:
        notices.append(
            f"{called(series)} and FLAIR ({called(flair)}) do not share a frame of reference: the patient may have "
            "moved between them, so look whether they match."
        )
    if axes is not None:
        return np.ascontiguousarray(axes.apply(values)), notices
    if series is not flair:
        share = reslice.covered(series.geometry, series.shape, grid.geometry, grid.shape).share
        if not share:
            elsewhere = f"{called(series)} shows another part of the body than {called(flair)}"
            raise ReadError(f"{shown(work.contents.path)}: {elsewhere}; choose another series.")
        part = "" if share > 0.999 else f"; it covers {100 * share:.0f} % of it"
        if reslice.same_grid(series.geometry, series.shape, flair.geometry, flair.shape) is None:
            notices.append(f"{called(series)} lies on another grid and was mapped to that of {called(flair)}{part}.")
    mapped = reslice.linear(values, series.geometry, grid.geometry, grid.shape, cancelled=work.cancelled)
    return np.ascontiguousarray(mapped), notices


def _find_gaps(work: _Assembly, series: Series, axes: reslice.Axes | None) -> None:
    """Where the series has no picture on the case's grid, and what is said of it where that is FLAIR's own gaps."""
    read, acquired = work.read[series.key], Grid(series.geometry, series.shape)
    if series is not work.flair:
        work.absent[series.key] = gaps.not_covered(read, acquired, work.grid, axes)
        return
    work.gaps = gaps.gaps_of(read, acquired, work.grid, axes)
    work.absent[series.key] = work.gaps.absent
    work.notices += gaps.about(work.gaps)


def _about_absent(work: _Assembly, sequences: Mapping[str, Series]) -> list[str]:
    """Which slices other sequences than FLAIR have no picture of."""
    found = []
    for name, series in sequences.items():
        lacking = work.absent.get(series.key, frozenset()) - work.gaps.absent
        if lacking and series is not work.flair:
            found.append(
                f"{SEQUENCES[name]}, {called(series)}, has no picture of {gaps.slices(lacking)}: there the networks "
                "see FLAIR in its place."
            )
    return found


def _kept(work: _Assembly, arrays: Mapping[str, Any]) -> NDArray[np.bool_]:
    """Which slices stay: where slices are files without a place in space, one that cannot be decoded is left out."""
    count = work.grid.shape[0]
    keep = np.ones(count, dtype=bool)
    if work.placed:
        return keep
    for key in arrays:
        keep &= work.read[key]
    return keep


def _slice_names(work: _Assembly) -> tuple[str, ...]:
    """The files' names where each slice of the case is one file, else "slice 1" and so on from the feet."""
    axes, names, count = work.target.axes, work.flair.slice_names, work.grid.shape[0]
    if len(names) == count and (axes is None or axes.order[0] == 0) and work.flair.shape[0] == count:
        return tuple(reversed(names)) if axes is not None and axes.flips[0] else tuple(names)
    return tuple(f"slice {number}" for number in range(1, count + 1))


def _copies(sequences: Mapping[str, Series], arrays: Mapping[str, NDArray[Any]]) -> list[str]:
    """What the reader should know of sequences that are given twice."""

    def same(one: str, other: str) -> bool:
        if one not in sequences or other not in sequences or sequences[one] is sequences[other]:
            return False
        values, others = arrays[sequences[one].key], arrays[sequences[other].key]
        middle = len(values) // 2
        return np.array_equal(values[middle], others[middle]) and np.array_equal(values, others)

    missing = [SEQUENCES[key] for key in ("t1", "t1c") if same(key, "flair")]
    if missing:
        verb = "holds" if len(missing) == 1 else "hold"
        why = "a sequence was missing when the files were made"
        return [f"{' and '.join(missing)} {verb} the same pictures as FLAIR: {why}."]
    if same("t1", "t1c"):
        return ["T1 + contrast holds the same pictures as T1: a sequence was missing when the files were made."]
    return []


def _mask(work: _Assembly, asked: Choices, used: Sequence[str], flair: NDArray[Any]) -> tuple[Mask | None, Choices]:
    """The mask, and what it was made of: its key ("" for none) and its segments."""
    taken, notices = read_mask(work.contents, asked, work.flair.key, used, work.grid)
    work.notices += notices
    if taken is None:
        return None, Choices(mask="")
    mask, sentences = checked(taken, work.gaps, lambda: flair)
    work.notices += sentences
    return mask, Choices(mask=taken.source.key, segments=taken.segments)


def _refuse_if_large(contents: Contents, chosen: Mapping[str, Series], target: AxialGrid) -> None:
    acquired = max(math.prod(each.shape) * np.dtype(each.dtype).itemsize for each in chosen.values())
    size = 4 if target.axes is None else max(np.dtype(each.dtype).itemsize for each in chosen.values())
    total = acquired + math.prod(target.grid.shape) * size * len(chosen)
    refuse_large(shown(contents.path), total, "open fewer slices or choose a smaller series")
