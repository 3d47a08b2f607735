"""The one mask that is taken for a case, read onto its grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xaiviewer.case import Choices, Contents, Grid, MaskSource, MaskVoxels
from xaiviewer.errors import ReadError
from xaiviewer.readers.choosing import masks


@dataclass(frozen=True, eq=False)
class ReadMask:
    """A mask that was read.

    Attributes:
        source: the mask on disk.
        segments: the numbers of its segments that were taken.
        voxels: on the grid that was asked for.
    """

    source: MaskSource
    segments: tuple[int, ...]
    voxels: MaskVoxels


def read_mask(
    contents: Contents, asked: Choices, flair: str, used: Sequence[str], grid: Grid
) -> tuple[ReadMask | None, list[str]]:
    """The mask that was asked for, or the best of those that can be read; None where there is none, and sentences.

    Args:
        contents: what lies on disk.
        asked: what the user decided.
        flair, used: keys of the series in FLAIR's place and of all that are in use.
        grid: of the case.

    Raises:
        ReadError: where the mask that was asked for cannot be read.
        UsageError: where none is called so, or has no such segment.
    """
    if asked.mask == "":
        return None, []
    notices = [*masks.about_anatomy(contents), *masks.about_offers(contents)] if asked.mask is None else []
    for source in masks.candidates(contents, asked.mask, flair, used):
        numbers = masks.chosen_segments(source, asked.segments)
        try:
            found = source.reader.read(numbers, grid.geometry, grid.shape)
        except ReadError as error:
            if asked.mask is not None:
                raise
            notices.append(f"Mask left out: {error}")
            continue
        notices += [*source.notices, *found.notices]
        notices += masks.about_choice(contents, source, numbers, asked)
        return ReadMask(source, numbers, found), notices
    return None, notices
