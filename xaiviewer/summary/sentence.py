"""A sentence that can be said in another language: its template, and what stands in its places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from xaiviewer.case.numbering import runs

ONE, SEVERAL = "slice {which}", "slices {which}"


@dataclass(frozen=True)
class Term:
    """A word or two of the program's own, which has a translation."""

    text: str


@dataclass(frozen=True)
class Figure:
    """A number as it is written in English, with a point; other languages write it otherwise."""

    text: str


Value: TypeAlias = "str | Term | Figure | Sentence"


@dataclass(frozen=True)
class Sentence:
    """A sentence of the program's own.

    Attributes:
        template: English, a constant with named places.
        values: by place: a name that no language changes, a term, a figure, or a sentence within.
    """

    template: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    def said(self, translate: Callable[[str], str] = str, written: Callable[[str], str] = str) -> str:
        """The sentence in a language.

        Args:
            translate: from English templates and terms.
            written: from English figures.
        """

        def value(given: Value) -> str:
            match given:
                case Term():
                    return translate(given.text)
                case Figure():
                    return written(given.text)
                case Sentence():
                    return given.said(translate, written)
            return given

        places = {name: value(given) for name, given in self.values.items()}
        return translate(self.template).format(**places)


def percent(share: float) -> Figure:
    """A share of one in per cent, never rounded up to certainty."""
    shown = 100 * share
    if shown > 99.9:
        return Figure("> 99.9 %")
    return Figure("< 0.1 %" if shown < 0.1 else f"{shown:.1f} %")


def slices(indices: list[int]) -> Sentence:
    """The same with the word: "slice 3", "slices 3, 9–17"."""
    return Sentence(ONE if len(indices) == 1 else SEVERAL, {"which": runs(indices)})
