"""What the pages of all reports are made with: the template engine, and figures in words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

UNDEFINED = "–"


def engine() -> Environment:
    """Makes a page of a template; whatever is put in is escaped, and nothing that is missing passes for empty."""
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - two commands need it

    made = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    made.filters |= {"number": number, "interval": interval}
    return made


def number(value: float | None, form: str = "{:.3f}") -> str:
    """A figure; a dash where it is undefined."""
    if value is None or math.isnan(value):
        return UNDEFINED
    told = form.format(value)
    nothing = not any(each in "123456789" for each in told)
    return (form.format(0.0) if nothing else told).replace("-", "−")  # not minus nothing


def interval(figure: Mapping[str, float | None], form: str = "{:.3f}") -> str:
    """From where to where a figure may lie."""
    return between(figure["low"], figure["high"], form)


def between(low: float | None, high: float | None, form: str = "{:.3f}") -> str:
    """The two ends of an interval."""
    if low is None or high is None or math.isnan(low) or math.isnan(high):
        return "no interval"
    return f"{number(low, form)} to {number(high, form)}"
