"""Numbers, lists and tables as plain values of JSON, and back: strictly, as files come from anywhere."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from xaiviewer.requests.parameter import Value

_DIGITS = 4  # significant ones that are kept

Values = NDArray[np.float64]


def number(value: float) -> float | None:
    """A figure with the digits that are kept; None for what is no number."""
    return float(f"{value:.{_DIGITS}g}") if math.isfinite(value) else None


def numbers(values: Values) -> list[float | None]:
    """The same of every value of float64 ``[column]``."""
    return [number(each) for each in values.tolist()]


def word(given: object) -> str:
    """A text; TypeError for anything else."""
    if not isinstance(given, str):
        raise TypeError(f"{given!r} is no text")
    return given


def words(given: object) -> tuple[str, ...]:
    """Several texts; TypeError for anything else."""
    if not isinstance(given, list):
        raise TypeError(f"{given!r} is no list")
    return tuple(map(word, given))


def whole(given: object) -> int:
    """A whole number from 0 on; ValueError for anything else."""
    if isinstance(given, bool) or not isinstance(given, int) or given < 0:
        raise ValueError(f"{given!r} is no count")
    return given


def value_of(given: object) -> Value:
    """What a parameter may be; TypeError for anything else."""
    if not isinstance(given, bool | int | float | str):
        raise TypeError(f"{given!r} is no parameter's value")
    return given


def row(given: object, count: int) -> Values:
    """float64 ``[count]`` of numbers and None, which becomes NaN; ValueError or TypeError for anything else."""
    if not isinstance(given, list) or len(given) != count:
        raise ValueError(f"a list is not of {count} numbers")
    for each in given:
        if isinstance(each, bool) or not isinstance(each, int | float | None) or not math.isfinite(each or 0):
            raise TypeError(f"{each!r} is no number")
    return np.array([math.nan if each is None else float(each) for each in given], dtype=np.float64)


def table(given: object, rows: int, columns: int) -> Values:
    """The same as float64 ``[rows, columns]``."""
    if not isinstance(given, list) or len(given) != rows:
        raise ValueError(f"a table is not of {rows} lists")
    return np.array([row(each, columns) for each in given], dtype=np.float64).reshape(rows, columns)
