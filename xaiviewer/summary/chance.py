"""Whether a map's agreement with the mask is more than chance."""

from __future__ import annotations

import math
from collections.abc import Iterator

from xaiviewer.case import Case
from xaiviewer.requests.nulls import NullComparison
from xaiviewer.summary.null_names import null_name
from xaiviewer.summary.sentence import Figure, Sentence, percent

ABOVE = "{share} of it lies in the clinician's mask, more than any null gets ({null}: {reached})."
EXPLAINED = "{share} of it lies in the clinician's mask, no more than {null} gets ({reached}): that tells nothing."
NOT_MEASURED = "{share} of it lies in the clinician's mask; that was not held against chance."
P_VALUE = "A mask at a random place of the head gets as much with p = {p}."


def chance(case: Case, layer: int, mass: float, found: NullComparison | None) -> Iterator[Sentence]:
    """The map's mass in the mask beside the strongest null.

    Args:
        case: for the names of its sequences.
        layer: of the map, its index.
        mass: the share of the map in the mask; NaN where there is no mask.
        found: the comparison of that score; None where it was not made.
    """
    if math.isnan(mass):
        return
    share = percent(mass)
    if found is None or math.isnan(float(found.strongest[layer])):
        yield Sentence(NOT_MEASURED, {"share": share})
        return
    key, reached = found.strongest_keys[layer], percent(float(found.strongest[layer]))
    template = EXPLAINED if found.explained[layer] else ABOVE
    yield Sentence(template, {"share": share, "null": null_name(key, case), "reached": reached})
    p = float(found.p[layer])
    if not math.isnan(p) and not found.explained[layer]:
        yield Sentence(P_VALUE, {"p": Figure(f"{p:.4f}")})
