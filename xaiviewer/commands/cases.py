"""The cases that a command is asked to work on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from xaiviewer.readers import find_cases


def cases_at(paths: Iterable[Path]) -> list[Path]:
    """Every case at or below the paths, once each, in order.

    Raises:
        ReadError: where a path holds none.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for case in find_cases(path):
            found.setdefault(case.resolve(), case)
    return list(found.values())


class Names:
    """Gives each case a name of its own: two patients' folders may be called alike in different places."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def distinct(self, name: str) -> str:
        """`name`, or with a number behind it where it is taken (file systems may ignore case, so this does)."""
        number, free = 1, name
        while free.casefold() in self._taken:
            number += 1
            free = f"{name} ({number})"
        self._taken.add(free.casefold())
        return free
