"""Slices as a reader counts them, and whether some of them are all that a statement about the case is about."""

from __future__ import annotations

from collections.abc import Iterable

from xaiviewer.case.case import Case


def neighbours(indices: Iterable[int]) -> list[list[int]]:
    """Slices in order, counted from 0, those that follow each other together."""
    found: list[list[int]] = []
    for index in sorted(indices):
        if found and index == found[-1][-1] + 1:
            found[-1].append(index)
        else:
            found.append([index])
    return found


def runs(indices: Iterable[int]) -> str:
    """Slices counted from 1: "3, 9–17"."""
    parts = neighbours(indices)
    return ", ".join(f"{part[0] + 1}–{part[-1] + 1}" if len(part) > 1 else str(part[0] + 1) for part in parts)


def counted(indices: tuple[int, ...]) -> str:
    """The same with the word: "slice 3", "slices 3, 9–17"."""
    return f"slice{'' if len(indices) == 1 else 's'} {runs(indices)}"


def part_of(case: Case, indices: Iterable[int]) -> tuple[int, ...]:
    """The slices, counted from 0, that a score was summed over; () where they are all that have a mask: the case.

    What was asked of some of a case's slices says nothing of the case.
    """
    held = set(indices)
    marked = {index for index in case.indices if (mask := case.mask_of(index)) is not None and mask.any()}
    return () if marked <= held else tuple(sorted(held))
