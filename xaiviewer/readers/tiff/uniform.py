"""Planes of one size and type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol, TypeVar


class Signed(Protocol):
    """What states its size and type, and where it lies."""

    @property
    def signature(self) -> str:
        """Size and type, as users name them."""

    @property
    def label(self) -> str:
        """Where it lies, as users name it."""


AnyPlane = TypeVar("AnyPlane", bound=Signed)


def uniform(planes: Sequence[AnyPlane], notices: list[str]) -> list[AnyPlane]:
    """The planes of the commonest size and type; nothing is resampled to make the others fit."""
    if len(planes) == 1:
        return list(planes)
    usual, _ = Counter(each.signature for each in planes).most_common(1)[0]
    notices += [
        f"Slice left out: {each.label} is {each.signature} where the other slices are {usual}; export all slices alike."
        for each in planes
        if each.signature != usual
    ]
    return [each for each in planes if each.signature == usual]
