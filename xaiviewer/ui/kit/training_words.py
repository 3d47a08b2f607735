"""What several trainings of one network have in common, in words."""

from __future__ import annotations

import math
from pathlib import Path

from xaiviewer.requests.reproduced import SHARE, Reproduced
from xaiviewer.review import ShownState, query
from xaiviewer.ui.language import figure, tr


def package_name(folder: Path) -> str:
    """A package by its folder; a training's own is called "package", so that the one around it tells more."""
    return folder.parent.name if folder.name == "package" else folder.name


def ensemble(state: ShownState) -> str:
    """Of which networks the map shown is; "" where it is the loaded one's own."""
    if state.ensemble == "own" or state.request is not None:
        return ""
    told = {
        "mean": tr("Mean of {number} networks"),
        "spread": tr("Spread over {number} networks"),
        "agreed": tr("Where {number} networks agree"),
    }
    return told[state.ensemble].format(number=len(state.trainings) + 1)


def ends(state: ShownState) -> tuple[str, str] | None:
    """What both ends of the colours mean where they stand for no evidence; None where they do."""
    if not ensemble(state) or state.ensemble == "mean":
        return None
    return (tr("alike"), tr("they differ")) if state.ensemble == "spread" else (tr("not all"), tr("all of them"))


def numbers(state: ShownState) -> str:
    """How well the maps of the current layer were reproduced on the slice shown; "" where that is not known."""
    found = query.reproduced(state)
    if found is None or not found.others or state.layer >= len(found.overall):
        return ""
    told = tr("Rank correlation inside the head over {number} networks: {overall} (each with this one: {each}).")
    return " ".join(
        (
            told.format(
                number=found.networks,
                overall=_figure(float(found.overall[state.layer])),
                each=", ".join(_figure(float(value)) for value in found.with_loaded[:, state.layer]),
            ),
            _agreed(found, state.layer),
        )
    )


def _agreed(found: Reproduced, layer: int) -> str:
    told = tr("All have their strongest {share} in common on {observed} of the head; chance would give {chance}.")
    return told.format(
        share=f"{SHARE * 100:.0f} %",
        observed=_share(float(found.observed[layer])),
        chance=_share(float(found.chance[layer])),
    )


def _figure(value: float) -> str:
    return "–" if math.isnan(value) else figure(f"{value:.2f}").replace("-", "−")


def _share(value: float) -> str:
    return figure(f"{value * 100:.1f} %" if value >= 0.001 or value == 0 else "< 0.1 %")
