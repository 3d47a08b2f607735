"""Whether two states show the same, but for what does not concern whoever asks. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from functools import lru_cache

from xaiviewer.display.appearance import Appearance
from xaiviewer.review.state import ShownState

_APPEARANCE = "appearance"
_PLAIN = (bool, int, float, str)


def alike(state: ShownState, other: ShownState, but: Collection[str] = ()) -> bool:
    """Whether two states hold the same.

    Numbers and words are compared by value, all else by identity: it is replaced whole when it changes.

    Args:
        state, other: what is shown.
        but: fields of the state, or of its appearance, that make no difference; the appearance as a whole is one.

    Raises:
        ValueError: where there is no such field.
    """
    if state is other:
        return True
    of_state, of_appearance = _compared(frozenset(but))
    return _same(state, other, of_state) and _same(state.appearance, other.appearance, of_appearance)


@lru_cache(maxsize=64)
def _compared(but: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields of the state, its appearance aside, and those of the appearance that make a difference."""
    of_state, drawn = ([each.name for each in fields(kind)] for kind in (ShownState, Appearance))
    unknown = but.difference(of_state, drawn)
    if unknown:
        raise ValueError(f"No field of what is shown is called {', '.join(sorted(unknown))}.")
    left = tuple(each for each in of_state if each not in but and each != _APPEARANCE)
    return left, () if _APPEARANCE in but else tuple(each for each in drawn if each not in but)


def _same(one: object, other: object, names: tuple[str, ...]) -> bool:
    if one is other:
        return True
    for name in names:
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine is not theirs and not (isinstance(mine, _PLAIN) and mine == theirs):
            return False
    return True
