"""How much is kept in memory."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import TypeVar

import numpy as np

from xaiviewer.case import Case
from xaiviewer.requests import Explanation, Partial, Request

MOST_BYTES = 600 * 1024**2
"""Of one case's answers: some hundred slices with a map in every layer, or ten thousand maps of the input."""

_Key = tuple[Request, int]
_Answer = TypeVar("_Answer", bound=Explanation | Partial)


def size_of_case(case: Case) -> int:
    """Bytes of a case's voxels."""
    mask = 0 if case.mask is None else case.mask.voxels.nbytes
    return sum(volume.voxels.nbytes for volume in case.volumes) + mask


def size_of(answer: Explanation | Partial) -> int:
    """Bytes of the arrays in an answer."""
    found = answer.explanation if isinstance(answer, Partial) else answer
    total = 0
    for each in fields(found):
        value = getattr(found, each.name)
        arrays = value if isinstance(value, tuple) else (value,)
        total += sum(array.nbytes for array in arrays if isinstance(array, np.ndarray))
    return total


def bounded(answers: Mapping[_Key, _Answer], keep: Collection[_Key], most: int = MOST_BYTES) -> dict[_Key, _Answer]:
    """The answers without those that were looked at longest ago, as far as they are too large together.

    Args:
        answers: the one that was looked at longest ago first.
        keep: what is on the screen, and stays whatever its size.
        most: bytes of all.
    """
    sizes = {key: size_of(answer) for key, answer in answers.items()}
    total = sum(sizes.values())
    kept = dict(answers)
    for key, size in sizes.items():
        if total <= most:
            break
        if key not in keep:
            total -= size
            del kept[key]
    return kept
