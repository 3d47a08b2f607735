"""What a form of export is: its name, what it makes of a case, and when it has nothing to make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from xaiviewer.exports.context import Context
from xaiviewer.exports.told import Told


@dataclass(frozen=True, eq=False)
class Made:
    """One file.

    Attributes:
        path: below the folder of the case, or of the whole export, with forward slashes.
        data: makes its bytes: a plan names files without making them.
    """

    path: str
    data: Callable[[], bytes]


def nothing_in_the_way(_: Context) -> str:
    """A form that every case can be written in."""
    return ""


def nothing_to_warn_of(_: Context) -> list[str]:
    """A form that needs no word beforehand."""
    return []


def nothing_of_a_case(_: Context) -> Iterator[Made]:
    """A form that is about all cases together."""
    yield from ()


def unknown_size(_: str, __: Context) -> float:
    """A form of which nothing is known until it is made."""
    return 0


def nothing_together(_: Sequence[Told]) -> Iterator[Made]:
    """A form that is about each case alone."""
    yield from ()


@dataclass(frozen=True)
class Kind:
    """A form of export.

    Attributes:
        key: what it is called on the command line.
        title: what it is, for lists and help texts.
        make: the files of one case, named before they are made.
        refuses: why nothing is made of a case, a sentence; "" where something is.
        together: the files about all cases.
        measured: the files about what was measured on all cases; asked where anything was.
        warns: sentences to be read before the files are handed on.
        size: about how many bytes one of the files of a case will have, by its path; 0 where nothing is known.
    """

    key: str
    title: str
    make: Callable[[Context], Iterator[Made]] = nothing_of_a_case
    refuses: Callable[[Context], str] = nothing_in_the_way
    together: Callable[[Sequence[Told]], Iterator[Made]] = nothing_together
    measured: Callable[[Sequence[Told]], Iterator[Made]] = nothing_together
    warns: Callable[[Context], list[str]] = nothing_to_warn_of
    size: Callable[[str, Context], float] = unknown_size

    def bytes_of(self, made: Made, context: Context) -> int:
        """About how large a file of a case will be; 0 where nothing is known."""
        if self.size is unknown_size:
            return 0
        return max(round(self.size(made.path, context)), 1)

    @property
    def of_all(self) -> bool:
        """Whether it writes something about all cases together."""
        return self.together is not nothing_together
