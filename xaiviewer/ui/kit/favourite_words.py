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
    "Where: on the patients measured a larger share of the map lies in clinicians' masks than of any null model, and "
    "position in the layer is position in the image. Whether: the map's maximum tells slices with an outline from "
    "those without, with an area under the ROC curve of at least {whether}."
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
        return tr("Chosen per layer")
    if explained:
        told = tr("Chosen per layer ({method})")
    elif best.survives:
        told = tr("Best for this layer ({method})")
    elif best.beside is not None:
        told = tr("Default in this layer ({method})")
    elif not math.isnan(best.mass):
        told = tr("Highest agreement ({method})")
    else:
        told = tr("Default ({method})")
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
        told = tr("The best method was not measured for these weights; {method} is the default.") if chosen else ""
    elif chosen:
        told = tr(
            "In this layer {mass} of the {method} map lies in clinicians' masks, the most of all methods; not compared "
            "with null models (%Ln patients).",
            None,
            best.patients,
        )
    else:
        told = tr("Highest agreement: {method}, {mass} of its map in masks; not compared with null models.")
    return told


def _beside(found: LayerAgreement, case: Case, *, chosen: bool) -> str:
    """How far the method lies above the strongest null, or that none does."""
    if found.survives:
        told = tr("Best for this layer: {method}; share of its map in masks {difference} above {null}.")
        if chosen:
            told = tr(
                "In this layer {mass} of the {method} map lies in clinicians' masks, {difference} more than {null} "
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
        told = tr("This layer shows whether there is a lesion; where was not compared with null models.")
        return told if whether else ""
    where = beside.survives and beside.local is not False
    if unknown:
        return tr("This layer shows where a lesion is.") if where else tr("This layer does not show where a lesion is.")
    if where and whether:
        return tr("This layer shows whether there is a lesion, and where.")
    if where:
        return tr("This layer shows where a lesion is, not whether there is one.")
    if whether:
        return tr("This layer shows whether there is a lesion, not where.")
    return tr("This layer shows neither whether there is a lesion nor where.")


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
    return tr("position unreliable") if lost else ""


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
