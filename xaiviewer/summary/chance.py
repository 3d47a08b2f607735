"""Whether a map's agreement with the mask is more than chance."""

from __future__ import annotations

import math
from collections.abc import Iterator

from xaiviewer.case import Case
from xaiviewer.requests.nulls import NullComparison
from xaiviewer.summary.null_names import null_name
from xaiviewer.summary.sentence import Figure, Sentence, percent

ABOVE = (
    "{share} of it lies in the clinician's mask, more than any null model, which knows nothing of the lesion, reaches "
    "({null}: {reached})."
)
EXPLAINED = (
    "{share} of it lies in the clinician's mask, but a null model, which knows nothing of the lesion, reaches as much "
    "({null}: {reached}): this does not show that the network looked at the lesion."
)
NOT_MEASURED = "{share} of it lies in the clinician's mask; this was not compared with chance."
P_VALUE = "At a random place in the head the mask would hold as much with a probability of p {p}."
PERHAPS_CHANCE = (
    "At a random place in the head the mask would hold as much with a probability of p {p}: this may be chance."
)

_LEVEL = 0.05
_LEAST = 0.001
"""The smallest p that is told: the places that were tried tell none below it apart."""


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
        told = f"< {_LEAST}" if p < _LEAST else f"= {p:.3f}" if p < 0.1 else f"= {p:.2f}"
        yield Sentence(P_VALUE if p < _LEVEL else PERHAPS_CHANCE, {"p": Figure(told)})
