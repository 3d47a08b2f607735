"""Words in all chapters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xaiviewer.ui.manual.document import Passage

_BEFORE, _LONGEST = 24, 120  # characters of a place that are shown before the first word, and in all


@dataclass(frozen=True)
class Hit:
    """A place where all words stand.

    Attributes:
        chapter: its number.
        place: where in it.
        told: the place around the first word, in one line.
    """

    chapter: int
    place: Passage
    told: str


def words_of(query: str) -> list[str]:
    """What is looked for: in any order, in capitals or not, as parts of longer words too."""
    return query.casefold().split()


def find(query: str, chapters: Iterable[Sequence[Passage]]) -> list[Hit]:
    """Every place that holds all words, chapter by chapter, headings before the text of each; the index comes last."""
    words = words_of(query)
    if not words:
        return []
    hits: list[Hit] = []
    for number, places in enumerate(chapters):
        found = [place for place in places if all(word in place.text.casefold() for word in words)]
        found.sort(key=lambda place: not place.heading)
        hits.extend(Hit(number, place, _around(place.text, words[0])) for place in found)
    return sorted(hits, key=lambda hit: hit.chapter == 0)


def _around(text: str, word: str) -> str:
    start = max(text.casefold().find(word) - _BEFORE, 0)
    if start:
        start = text.find(" ", start) + 1  # whole words
    end = start + _LONGEST
    return ("… " if start else "") + text[start:end].lstrip(" ·") + ("…" if end < len(text) else "")
