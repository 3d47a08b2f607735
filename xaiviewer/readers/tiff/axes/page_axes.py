"""Which page of a stack is which channel, slice and time point, from the names and lengths of its axes.

Nothing is guessed that could mix channels, slices or time: where the names do not tell, the file is refused. The only
liberties are those of programs that know no slices, and each is said.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import numpy as np

from xaiviewer.errors import ReadError
from xaiviewer.readers.naming.names import shown

PageIndex = tuple[int, int, int]
"""Channel, slice and time point of a page, each from 0."""

UNNAMED = frozenset({"Q", "I"})
"""What tifffile calls an axis of which it knows nothing: "other" and "sequence"."""

_MOST_CHANNELS = 4  # more than these beside a single slice are slices that a program has called channels


@dataclass(frozen=True)
class PageAxes:
    """The axes of a stack of pages, the slowest first.

    Attributes:
        names: "C" channels, "Z" slices, "T" time, "Q" and "I" where nobody has named them, or another name.
        lengths: of each.
    """

    names: tuple[str, ...]
    lengths: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many pages they span."""
        return math.prod(self.lengths)

    def __str__(self) -> str:
        """As users name them: "T, C, Z: 2 x 3 x 7"."""
        return f"{', '.join(self.names)}: {' x '.join(map(str, self.lengths))}"

    def long(self) -> PageAxes:
        """Those that are longer than 1."""
        kept = [(name, length) for name, length in zip(self.names, self.lengths, strict=True) if length != 1]
        return PageAxes(tuple(name for name, _ in kept), tuple(length for _, length in kept))


def refuse(path: Path, why: str) -> NoReturn:
    """Refuse the file whose axes cannot be told.

    Raises:
        ReadError: always.
    """
    raise ReadError(
        f"{shown(path)} {why}, so that channels, slices and time cannot be told apart; save each sequence in a file "
        "of its own, or all with named axes (tifffile: axes=“CZYX”)."
    )


def pages_by_index(path: Path, axes: PageAxes, notices: list[str]) -> dict[PageIndex, int]:
    """The position in the stack of every channel, slice and time point.

    Raises:
        ReadError: where the axes do not tell them apart.
    """
    axes = axes.long()
    role = roles(path, axes, notices)
    found: dict[PageIndex, int] = {}
    for position, index in enumerate(np.ndindex(axes.lengths)):
        at = dict(zip(role, index, strict=True))
        found[at.get("C", 0), at.get("Z", 0), at.get("T", 0)] = position
    return found


def roles(path: Path, axes: PageAxes, notices: list[str]) -> list[str]:
    """What each of some axes, all longer than 1, is: "C", "Z" or "T".

    Raises:
        ReadError: where that cannot be told.
    """
    names = ["C" if name == "S" and "C" not in axes.names else name for name in axes.names]
    unknown = [name for name in names if name not in ("C", "Z", "T")]
    if len(unknown) > 1 and UNNAMED.issuperset(unknown):
        refuse(path, f"holds pages along axes that it does not name ({axes})")
    if len(set(names)) < len(names):
        refuse(path, f"names an axis of its pages twice ({axes})")
    if unknown and ("Z" in names or len(unknown) > 1 or unknown[0] not in UNNAMED):
        refuse(path, f"holds pages along axes that are not known here ({axes})")
    lengths = dict(zip(names, axes.lengths, strict=True))
    instead, reason = "", ""
    if unknown:
        instead, reason = unknown[0], f"does not name the axis of its {lengths[unknown[0]]} pages"
    elif "Z" not in names and "T" in names:
        instead, reason = "T", "states moments in time but no slices"
    elif "Z" not in names and lengths.get("C", 1) > _MOST_CHANNELS:
        instead, reason = "C", f"states {lengths['C']} channels but no slices"
    if instead:
        notices.append(f"{shown(path)} {reason}; they are taken as slices.")
    return ["Z" if name == instead else name for name in names]


def as_slices(count: int) -> PageAxes:
    """Pages one after the other."""
    return PageAxes(("Z",), (count,))
