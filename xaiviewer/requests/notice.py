"""A sentence about a case that keeps what it was made of, so that it can be said in another language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self, TypeAlias

Value: TypeAlias = "str | tuple[str, ...]"
"""What stands in a place: a name, a number as it is written in English, or names in a row."""

Part: TypeAlias = tuple[str, Mapping[str, Value]]
"""A sentence's template, English, a constant with named places; and what stands in them."""


class Notice(str):
    """English text like any other; the case in words asks for its parts.

    Attributes:
        parts: the sentences it consists of, in order.
    """

    __slots__ = ("parts",)
    parts: tuple[Part, ...]

    def __new__(cls, parts: Iterable[Part]) -> Self:
        """Of templates and what stands in their places.

        Raises:
            KeyError: where a place is left empty.
        """
        told = tuple((template, dict(values)) for template, values in parts)
        text = (
            template.format(**{place: written(each) for place, each in values.items()}) for template, values in told
        )
        found = super().__new__(cls, " ".join(text))
        found.parts = told
        return found

    def __getnewargs__(self) -> Any:
        """What it is made of, for a process of its own."""
        return (self.parts,)


def notice(template: str, **values: Value) -> Notice:
    """A notice of one sentence."""
    return Notice([(template, values)])


def written(value: Value) -> str:
    """What stands in a place, English: "T1, T2 and ADC"."""
    if isinstance(value, str):
        return value
    return " and ".join((", ".join(value[:-1]), value[-1])) if len(value) > 1 else "".join(value)
