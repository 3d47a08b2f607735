"""What a map's agreement is worth beside what knows nothing, in words."""

from __future__ import annotations

import math

from xaiviewer.case import Case
from xaiviewer.requests.nulls import MOVED, UNIFORM
from xaiviewer.review import ShownState, trust
from xaiviewer.ui.language import figure, tr

_LEAST = 0.001  # 2,000 placements tell no smaller p apart from none


def null_name(key: str, case: Case) -> str:
    """A null as it stands in a sentence; a picture's with the name of the case's sequence."""
    what, _, sequence = key.partition(": ")
    titles = {volume.sequence: volume.title for volume in case.volumes}
    told = {
        MOVED: tr("a mask at random places"),
        UNIFORM: tr("a uniform map"),
        "brightness": tr("the brightness of {sequence}"),
        "asymmetry": tr("the difference of {sequence} from the other side of the head"),
        "edges": tr("the edges of {sequence}"),
        "blob": tr("the place where lesions lie on average"),
        "random weights": tr("networks with random weights"),
        "permuted labels": tr("a network trained on permuted labels"),
    }
    name = titles.get(sequence or case.main_volume.sequence, sequence)
    return told.get(what, key).format(sequence=name)


def explained(state: ShownState, measure: str | None = None) -> str:
    """A sentence where a null gets as much as the map of the current layer; "" where none does, or none was asked.

    Args:
        measure: by which score; None for the one that is drawn.
    """
    key = trust.explained_by(state, measure)
    if not key or state.case is None:
        return ""
    return tr("No more than {null} would get.").format(null=null_name(key, state.case))


def verdict(state: ShownState) -> str:
    """The same, or that it was not measured; "" where no null gets as much, or there is nothing to measure."""
    if trust.measurable(state) and trust.nulls(state) is None:
        return tr("Not measured against chance.") if trust.wanted(state) is None else tr("Not measured yet.")
    return explained(state)


def p_value(p: float) -> str:
    """How often a mask at random places gets as much; "" where that is not known."""
    if math.isnan(p):
        return ""
    return figure(f"p < {_LEAST}") if p < _LEAST else figure(f"p {p:.3f}" if p < 0.1 else f"p {p:.2f}")


def above(difference: float) -> str:
    """How far a score lies above the strongest null; "" where that is not known."""
    return "" if math.isnan(difference) else figure(f"{difference:+.2f}").replace("-", "−")
