"""Whether two states show the same, but for what does not concern whoever asks. Pure, no Qt."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import fields
from functools import lru_cache
from weakref import ref

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
    differ, drawn_differ = _differing(state, other)
    return of_state.isdisjoint(differ) and of_appearance.isdisjoint(drawn_differ)


_Names = frozenset[str]

_found: deque[tuple[ref[ShownState], ref[ShownState], tuple[_Names, _Names]]] = deque(maxlen=4)
"""What was found last: of one change a dozen widgets ask."""


def _differing(state: ShownState, other: ShownState) -> tuple[_Names, _Names]:
    """The fields in which two states differ, and those of their appearances."""
    for one, two, found in _found:
        if one() is state and two() is other:
            return found
    every, every_drawn = _compared(frozenset())
    found = _unlike(state, other, every), _unlike(state.appearance, other.appearance, every_drawn)
    _found.appendleft((ref(state), ref(other), found))
    return found


@lru_cache(maxsize=64)
def _compared(but: _Names) -> tuple[_Names, _Names]:
    """The fields of the state, its appearance aside, and those of the appearance that make a difference."""
    of_state, drawn = ([each.name for each in fields(kind)] for kind in (ShownState, Appearance))
    unknown = but.difference(of_state, drawn)
    if unknown:
        raise ValueError(f"No field of what is shown is called {', '.join(sorted(unknown))}.")
    left = frozenset(each for each in of_state if each not in but and each != _APPEARANCE)
    return left, frozenset() if _APPEARANCE in but else frozenset(each for each in drawn if each not in but)


def _unlike(one: object, other: object, names: _Names) -> _Names:
    if one is other:
        return frozenset()
    pairs = ((name, getattr(one, name), getattr(other, name)) for name in names)
    return frozenset(
        name for name, mine, theirs in pairs if mine is not theirs and not (isinstance(mine, _PLAIN) and mine == theirs)
    )
