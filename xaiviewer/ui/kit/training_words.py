"""What several trainings of one network have in common, in words."""

from __future__ import annotations

import math
from pathlib import Path

from xaiviewer.requests.reproduced import SHARE, Reproduced
from xaiviewer.review import ShownState, query
from xaiviewer.ui.kit import wording
from xaiviewer.ui.language import figure, tr


def package_name(folder: Path) -> str:
    """A package by its folder; a training's own is called "package", so that the one around it tells more."""
    return folder.parent.name if folder.name == "package" else folder.name


def ensemble(state: ShownState) -> str:
    """Of which networks the map shown is; "" where it is the loaded one's own."""
    if state.ensemble == "own" or state.request is not None:
        return ""
    if isinstance(state.ensemble, int):
        return network(state)
    told = {
        "mean": tr("Mean of {number} networks"),
        "spread": tr("Spread over {number} networks"),
        "agreed": tr("Where {number} networks agree"),
    }
    return told[state.ensemble].format(number=len(state.trainings) + 1)


def network(state: ShownState) -> str:
    """The one network whose own map is shown, by its name; "" where there is none."""
    if isinstance(state.ensemble, int):
        return package_name(state.trainings[state.ensemble]) if state.ensemble < len(state.trainings) else ""
    return "" if state.analysis is None else state.analysis.description.identity.name


def decision(state: ShownState) -> str:
    """What that network says of the slice shown, the two likeliest classes; "" where that is not known yet."""
    found, analysis = query.reproduced(state), state.analysis
    if analysis is None:
        return ""
    if isinstance(state.ensemble, int):
        known = found is not None and state.ensemble < len(found.probabilities)
        shares = list(found.probabilities[state.ensemble]) if found is not None and known else []
    else:
        here = query.result(state)
        shares = [] if here is None else list(here.probabilities)
    likeliest = sorted(range(len(shares)), key=lambda each: -float(shares[each]))[:2]
    return ", ".join(f"{tr(analysis.classes[each])} {wording.percent(float(shares[each]))}" for each in likeliest)


def ends(state: ShownState) -> tuple[str, str] | None:
    """What both ends of the colours mean where they stand for no evidence; None where they do."""
    if not ensemble(state) or state.ensemble == "mean" or isinstance(state.ensemble, int):
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
