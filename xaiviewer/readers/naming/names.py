"""What a file's name says: natural order, hidden files, and names that are safe to show."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import chain, count
from pathlib import Path

DIALOG = "“Sequences and masks”"
"""What the window calls the dialog in which series and masks are chosen; the command line has options for it."""

_DIGITS = re.compile(r"([0-9]+)")
_archives: dict[Path, Path] = {}  # by the folder that each was unpacked into


def natural_key(name: str) -> tuple[list[str | int], str]:
    """Sort key with numbers by value (2 before 10) and without regard to case; ties by the exact name."""
    parts = _DIGITS.split(name.casefold())  # text and numbers alternate, so that only like meets like
    return [int(part) if index % 2 else part for index, part in enumerate(parts)], name


def hidden(name: str) -> bool:
    """Hidden files and folders, among them the ``._*`` files that macOS leaves on foreign disks."""
    return name.startswith(".")


def unpacked(folder: Path, archive: Path) -> None:
    """`archive` was unpacked into `folder`: users know the files in there by the archive."""
    _archives.update(dict.fromkeys((folder, folder.resolve()), archive))


def shown(name: str | Path) -> str:
    """A name as sentences have it, with what is not valid Unicode replaced, so that it can be written anywhere.

    A file out of an archive is called as if the archive were a folder.
    """
    if isinstance(name, Path) and _archives:
        folder = next((each for each in (name, *name.parents) if each in _archives), None)
        name = name if folder is None else _archives[folder] / name.relative_to(folder)
    return str(name).encode("utf-8", "replace").decode("utf-8")


def unique(name: str, taken: Container[str]) -> str:
    """`name`, or where that is taken "name-2", "name-3" and so on."""
    numbered = (f"{name}-{number}" for number in count(2))
    return next(each for each in chain((name,), numbered) if each not in taken)


def none_opens(reasons: Sequence[str], what: str) -> str:
    """The sentence where none of several files or slices opens: the first one's reason."""
    rest = len(reasons) - 1
    return reasons[0] + (f" None of the {rest} other {what} opens either." if rest else "")


def size(shape: tuple[int, int, int]) -> str:
    """(slices, rows, columns) as users name them: "256 x 256 x 20", columns first."""
    return " x ".join(map(str, shape[::-1]))


def listed(names: Sequence[str], limit: int = 3) -> str:
    """The first of `names` and how many more there are: "a, b, c and 4 more"."""
    rest = len(names) - limit
    return ", ".join(names[:limit]) + (f" and {rest} more" if rest > 0 else "")


def refusal(path: Path, error: OSError) -> str:
    """The sentence for what the system will not let us read, with its reason."""
    reason = (error.strerror or type(error).__name__).lower()
    return f"{shown(path)} cannot be read ({reason}); check that you may open it, or copy it again."


def present(path: Path) -> bool:
    """Does anything lie at `path`? False also where a folder above may not be entered or the name is impossible."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
