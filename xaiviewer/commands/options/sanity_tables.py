"""What sanity checks found, as lines of a terminal."""

from __future__ import annotations

import math
from collections.abc import Sequence

from xaiviewer.requests import METHODS
from xaiviewer.requests.badges import CHECKS, Badges, Sanity, Verdict
from xaiviewer.requests.parameter import INPUT

_SHORT = {
    "cascading": "random",
    "cascading_structure": "structure",
    "independent": "one part",
    "class": "class",
    "repeatability": "again",
    "noise": "noise",
    "shift": "shift",
    "completeness": "gap",
    "outside": "outside",
    "blank": "blank",
}
"""Headings of the columns."""


def where_measured(sanity: Sanity) -> str:
    """On what, in a sentence."""
    reference = sanity.reference
    of = f"{reference.patients} patients, " if reference.patients else ""
    what = f"{reference.slices} slices" if reference.slices else "whole volumes"
    return f"Measured on {reference.name}, {of}{what}: {reference.command}"


def legend() -> str:
    """What the columns are."""
    lines = [f"  {_SHORT[key]:<10} {check.title}: {check.question} {_bar(key)}" for key, check in CHECKS.items()]
    return "\n".join(["A number stands before its bar; + passes, - fails, nothing where a check says nothing.", *lines])


def table(measured: Sequence[Badges], layers: Sequence[str] | None = None) -> str:
    """A line for each method, with how many of its layers pass; with layers named, a line with numbers for each."""
    rows = [("method", "layer", *(_SHORT[key] for key in CHECKS))]
    for each in measured:
        named = [place for place, name in enumerate(each.layers) if layers is None or name in layers or not name]
        if layers is None and len(named) > 1:
            rows.append((each.method, f"{len(named)} layers", *(_count(each, key, named) for key in CHECKS)))
        else:
            rows += [(each.method, each.layers[place] or INPUT, *map(_told, each.verdicts(place))) for place in named]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(f"{text:<{width}}" for text, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)


def summary(each: Badges) -> str:
    """Which checks a method passes, in one line: of several layers in how many."""
    places = range(len(each.layers))
    told = [f"{_SHORT[key]} {found}" for key in CHECKS if (found := _count(each, key, places))]
    preset = "".join(f", {name} {value}" for name, value in each.parameters if name in METHODS[each.method].quick)
    where = f"{len(each.layers)} layers" if len(each.layers) > 1 else each.layers[0] or INPUT
    return f"sanity, layers that pass ({where}{preset}): {', '.join(told)}"


def _count(each: Badges, key: str, places: Sequence[int]) -> str:
    """How many of the layers that a check says something of pass it; "" where it says nothing of any."""
    passed = [found for place in places if (found := each.passed(key, place)) is not None]
    return f"{sum(passed)}/{len(passed)}" if passed else ""


def _told(found: Verdict) -> str:
    """A number, whether it passes, and its bar."""
    if found.passed is None:
        return "" if math.isnan(found.value) else f"{found.value:.2f}"
    return f"{found.value:.2f}{'+' if found.passed else '-'}({found.bar:.2f})"


def _bar(key: str) -> str:
    check = CHECKS[key]
    side = "at most" if check.low_is_good else "at least"
    limit = "that of unrelated slices" if check.bar == "unrelated maps" else f"{check.limit:g}"
    return f"Bar: {side} {limit}."
