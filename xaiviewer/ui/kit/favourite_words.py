"""Why a layer opens with its method, in words: by what it leaves behind, never by agreement that a null explains."""

from __future__ import annotations

import math

from xaiviewer.case import Case
from xaiviewer.requests import Favourite, LayerAgreement, method_title
from xaiviewer.ui.kit import null_wording, wording
from xaiviewer.ui.language import figure, later, tr

_WHETHER = 0.9
"""From which area under their maximum's curve on maps tell whether."""

_TELLS = later(
    "Where: on patients who were measured more of their evidence lies in clinicians' masks than of anything that "
    "knows nothing of the lesion, and a cell is still a place. Whether: their maximum tells slices with an outline "
    "from those without, with an area under the curve of at least {whether}."
)
_BY_FOLDS = later(
    "Measured on {name}, {patients} patients and {slices} slices, by networks that did not train on them."
)
_BY_ITSELF = later("Measured on {name}, {patients} patients and {slices} slices, by this network itself.")


def title(best: Favourite | None, *, explained: bool) -> str:
    """What the list of methods calls the layer's own one: the best where it is known to beat every null.

    Args:
        best: the layer's; None before the analysis began.
        explained: whether a null gets as much on what is shown, so that nothing is the best there.
    """
    if best is None:
        return tr("By the layer")
    if explained:
        told = tr("By the layer ({method})")
    elif best.survives:
        told = tr("Best for this layer ({method})")
    elif best.beside is not None:
        told = tr("Nearest in this layer ({method})")
    elif not math.isnan(best.mass):
        told = tr("By agreement alone ({method})")
    else:
        told = tr("By default ({method})")
    return told.format(method=method_title(best.method))


def reason(best: Favourite | None, case: Case | None, *, chosen: bool) -> str:
    """Why the layer opens with its method; shorter while the reader has `chosen` another one."""
    if best is None or case is None:
        return ""
    if best.beside is not None:
        told = _beside(best.beside, case, chosen=chosen)
    else:
        told = _agreed(best, chosen=chosen).format(method=method_title(best.method), mass=wording.score(best.mass))
    return f"{told} {tells(best)}".rstrip() if chosen else told


def _agreed(best: Favourite, *, chosen: bool) -> str:
    """What is known where no null was asked; names and figures are left open."""
    if math.isnan(best.mass):
        told = tr("Which method is best was not measured for these weights; {method} stands in.") if chosen else ""
    elif chosen:
        told = tr(
            "{method} keeps {mass} of its evidence in clinicians' masks here, the most of all; measured without nulls "
            "(%Ln patients).",
            None,
            best.patients,
        )
    else:
        told = tr("By agreement alone, measured without nulls: {method}, with {mass} of its evidence in masks.")
    return told


def _beside(found: LayerAgreement, case: Case, *, chosen: bool) -> str:
    """How far the method lies above the strongest null, or that none does."""
    if found.survives:
        told = tr("Measured best for this layer: {method}, {difference} more evidence in masks than {null} would have.")
        if chosen:
            told = tr(
                "{method} keeps {mass} of its evidence in clinicians' masks here, {difference} more than {null} would "
                "({low} to {high}, %Ln patients).",
                None,
                found.patients,
            )
    else:
        told = tr("No method beats {null} in this layer.")
        if chosen:
            told = tr(
                "No method beats {null} in this layer; {method} comes nearest ({difference}; {low} to {high}, "
                "%Ln patients).",
                None,
                found.patients,
            )
    difference, low, high = (null_wording.above(each) or "–" for each in (found.difference, found.low, found.high))
    return told.format(
        method=method_title(found.shown),
        mass=wording.score(found.observed),
        null=null_wording.null_name(found.null, case),
        difference=difference,
        low=low,
        high=high,
    )


def tells(best: Favourite) -> str:
    """What a layer's maps are good for, as measured; "" where it was not."""
    beside, unknown = best.beside, math.isnan(best.peak_auroc)
    whether = not unknown and best.peak_auroc >= _WHETHER
    if beside is None:  # that they agree tells nothing of where, as long as nothing was held against it
        return tr("Maps of this layer tell whether; where was not held against chance.") if whether else ""
    where = beside.survives and beside.local is not False
    if unknown:
        return tr("Maps of this layer tell where.") if where else tr("Maps of this layer do not tell where.")
    if where and whether:
        return tr("Maps of this layer tell where and whether.")
    if where:
        return tr("Maps of this layer tell where, not whether.")
    if whether:
        return tr("Maps of this layer tell whether, not where.")
    return tr("Maps of this layer tell neither where nor whether.")


def tells_help(best: Favourite | None) -> str:
    """What "where" and "whether" mean in `tells`, and on whom it was measured."""
    told = tr(_TELLS).format(whether=figure(f"{_WHETHER}"))
    if best is None or best.reference is None:
        return told
    on = best.reference
    measured = tr(_BY_FOLDS if on.folds else _BY_ITSELF)
    counts = {"patients": figure(f"{on.patients:,}"), "slices": figure(f"{on.slices:,}")}
    return told + "\n" + measured.format(name=on.name, **counts)


def place_lost(best: Favourite | None) -> str:
    """A few words for a title where position in the layer no longer means position in the image; else ""."""
    lost = best is not None and best.beside is not None and best.beside.local is False
    return tr("position lost") if lost else ""


def place_help(best: Favourite | None) -> str:
    """What was measured of that, in a sentence."""
    beside = None if best is None else best.beside
    if beside is None or beside.local is None:
        return tr("Whether position in this layer means position in the image was not measured.")
    share, low, high = (wording.score(each) for each in (beside.locality, beside.locality_low, beside.locality_high))
    told = tr(
        "When the lesion is filled in, {share} ({low} to {high}) of the change in this layer lies where the lesion is."
    )
    told = told.format(share=share, low=low, high=high)
    return told if beside.local else told + " " + tr("The rest is elsewhere: a hot cell does not say what lies there.")
