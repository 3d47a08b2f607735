"""What a map's agreement is worth beside what knows nothing, in words."""

from __future__ import annotations

import math

from xaiviewer.case import Case
from xaiviewer.requests.nulls import FalseHeat, NullComparison
from xaiviewer.review import ShownState, query, trust
from xaiviewer.summary import null_names
from xaiviewer.ui.language import figure, tr

_LEAST = 0.001  # 2,000 placements tell no smaller p apart from none


def null_name(key: str, case: Case) -> str:
    """A null as it stands in a sentence; a picture's with the name of the case's sequence."""
    return null_names.null_name(key, case).said(tr, figure)


def explained(state: ShownState, measure: str | None = None) -> str:
    """A sentence where a null gets as much as the map shown; "" where none does, or none was asked.

    Args:
        measure: by which score; None for the one that is drawn.
    """
    key = trust.explained_by(state, measure)
    if not key or state.case_told is None:
        return ""
    return tr("No more than {null}.").format(null=null_name(key, state.case_told))


def verdict(state: ShownState) -> str:
    """The same; else how far the strongest null lies behind, or that it was not measured.

    On a slice with an empty mask how hot the map is all the same; "" where there is nothing to say.
    """
    cold = trust.false_heat(state) if state.scope == "slice" else None
    if cold is not None:
        return _heat(cold, state.layer)
    if trust.measurable(state) and trust.nulls(state) is None:
        pending = trust.case_wanted(state) if state.scope == "case" else trust.wanted(state)
        return tr("Not compared with null models.") if pending is None else tr("Not measured yet.")
    return explained(state) or _ahead(state)


def _ahead(state: ShownState) -> str:
    """How far the map shown lies above the strongest null."""
    found, at = trust.comparison(state), trust.place(state)
    if found is None or state.case_told is None or at >= len(found.observed):
        return ""
    difference = above(float(found.observed[at] - found.strongest[at]))
    null = found.strongest_keys[at]
    if not difference or not null:
        return ""
    told = tr("{difference} above the strongest null model: {null}.")
    return told.format(difference=difference, null=null_name(null, state.case_told))


def _heat(found: FalseHeat, layer: int) -> str:
    """How hot a map is without a lesion."""
    peak, marked = (float(each[layer]) if layer < len(each) else math.nan for each in (found.peak, found.marked))
    if math.isnan(peak):
        return tr("Heat without a lesion: not known, as no lesion slice has heat in this layer.")
    told = tr("Heat without a lesion: peak {peak} of that on lesion slices; {marked} of the head marked.")
    return told.format(peak=figure(f"{peak:.2f}"), marked=figure(f"{marked * 100:.1f} %"))


def figures(found: NullComparison, layer: int) -> str:
    """p, q and the effect of one layer's score; "" where none is known. Of a map that stands alone q is p."""
    q, effect = float(found.q[layer]) if len(found.q) > 1 else math.nan, float(found.effect[layer])
    parts = [p_value(float(found.p[layer])), "" if math.isnan(q) else figure(f"q {q:.3f}")]
    if not math.isnan(effect):
        parts.append(tr("{effect} SD above random places").format(effect=figure(f"{effect:.1f}").replace("-", "−")))
    return " · ".join(filter(None, parts))


def beside(state: ShownState) -> str:
    """What stands beside a score; of a map that was asked for also what it is not held against."""
    if trust.case_key(state) is None:
        told = tr(
            "Beside it: the difference from the strongest null model, and p, the share of random places in the head "
            "at which the mask reaches as much."
        )
        return f"{told} {without_networks()}"
    return tr(
        "Beside it: the difference from the strongest null model, and p, the share of random places in the "
        "head at which the mask reaches as much; q is p corrected for the number of layers."
    )


def without_networks() -> str:
    """What a map that was asked for is not held against, as that takes all of its passes once for each."""
    return tr("Networks with random weights are no null model here: the sanity checks ask them, on request.")


def detail(state: ShownState) -> str:
    """The same of the score that is drawn, of the map shown."""
    found, at = trust.comparison(state), trust.place(state)
    return "" if found is None or at >= len(found.observed) else figures(found, at)


def p_told(state: ShownState) -> tuple[str, ...]:
    """What stands beside a map, and the same in fewer words: its p by the score that is drawn, or that it has none yet.

    "" where there is no map, or no mask that it could be held against, and for several layers as one.
    """
    if trust.case_key(state) is None and query.answer_of(state) is None:
        return ("",)
    mask = None if state.case is None else state.case.mask_of(state.slice_index)
    if mask is None or not mask.any() or (len(query.shown_layers(state)) > 1 and not query.one_map(state)):
        return ("",)
    found, at = trust.of_map(state, state.score), trust.place(state)
    if found is None or at >= len(found.p) or math.isnan(found.p[at]):
        return (tr("p not measured"),)
    told = p_value(float(found.p[at]))
    explained = bool(found.explained[at])
    if not explained:
        return (told,)
    return tr("{p}, but below a null model").format(p=told), tr("below a null model"), tr("≤ null model")


def p_value(p: float) -> str:
    """How often a mask at random places gets as much; "" where that is not known."""
    if math.isnan(p):
        return ""
    return figure(f"p < {_LEAST}") if p < _LEAST else figure(f"p {p:.3f}" if p < 0.1 else f"p {p:.2f}")


def above(difference: float) -> str:
    """How far a score lies above the strongest null; "" where that is not known."""
    return "" if math.isnan(difference) else figure(f"{difference:+.2f}").replace("-", "−")
