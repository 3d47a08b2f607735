"""A code for every error and notice, by which they are talked about whatever file, name or number they mention.

Errors and notices are written where they arise, as English sentences with values in them; many pass through several
rooms, or hold another one's sentence. So a code is not carried along: it is found by the words that do not change.
`resources/codes.txt` lists the patterns of all sentences with their codes. `packaging/codes.py` gathers the patterns
from the source; a code that was once given stays with its sentence, even when that is worded anew.
"""

from __future__ import annotations

from functools import cache, lru_cache

from xaiviewer import paths

UNKNOWN = "XV-00000"
"""The code of a sentence of which the list knows nothing."""
GAP = "{}"
"""Stands for a value in a pattern."""
RETIRED = "#"
"""Begins a line of the list whose sentence is no longer said."""


def fixed_parts(pattern: str) -> tuple[str, ...]:
    """The words of a pattern that do not change, in their order."""
    return tuple(part for part in pattern.split(GAP) if part.strip())


def weight(pattern: str) -> int:
    """How much a pattern tells: the letters that do not change."""
    return sum(each.isalpha() for part in fixed_parts(pattern) for each in part)


@lru_cache(maxsize=4096)
def code_of(sentence: str) -> str:
    """The code of an error or a notice; where one holds another, of the one with more words of its own."""
    return next((code for code, parts in _patterns() if _holds(sentence, parts)), UNKNOWN)


def coded(sentence: object) -> str:
    """An error or a notice with its code behind it, as the command line prints it."""
    return f"{sentence} [{code_of(str(sentence))}]"


@cache
def _patterns() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Codes and fixed parts, those that tell most first; none without the list, which must not hide the sentence."""
    try:
        lines = (paths.resources() / "codes.txt").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ()
    known = [line.split(" ", 1) for line in lines if not line.startswith(RETIRED)]
    known.sort(key=lambda each: (-weight(each[1]), each[1]))
    return tuple((code, fixed_parts(pattern)) for code, pattern in known)


def _holds(sentence: str, parts: tuple[str, ...]) -> bool:
    at = 0
    for part in parts:
        found = sentence.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True
