"""The words the window uses for what the program measures. British spelling; no jargon without its meaning.

Constants are English and are translated where they are shown; functions give the reader's language.
"""

from __future__ import annotations

import math

import numpy as np

from xaiviewer.case import Case, Mask, Volume
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.window_level import WindowLevel
from xaiviewer.requests import (
    EVIDENCE,
    FURTHER_MEASURES,
    MEASURES,
    Analysis,
    AnalysisSettings,
    Layer,
    Reliance,
)
from xaiviewer.requests.measure import TOLERANCE
from xaiviewer.review.derived.presets import Presets
from xaiviewer.review.derived.sources import mask_named, segments_of
from xaiviewer.ui.kit import sequence_words
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.language import figure, later, tr
from xaiviewer.ui.language.refusals import part

RESEARCH_DETAIL = later(
    "The networks were trained for research and are not a medical device. A heat map shows what drove the network's "
    "decision; it is not the finding's location. This program does not calibrate displays."
)

_WIDE = 100  # grey values that are told as whole numbers
_CUT = f"{AnalysisSettings().threshold * 100:.0f} %"
RELIANCE = later(
    "The outlined regions were filled in with their surroundings on all slices, and the case was classified again. "
    "Where the probability falls, the decision rests on what is outlined; where it stays, it rests on something else."
)
NO_PICTURE = later("This slice holds no picture")

_SCORE_HELP = {
    "mass": later(
        "Of all evidence in the map, the share that lies inside the clinician's mask. Uniform evidence over the "
        "head would reach the chance level."
    ),
    "rank_accuracy": later("Of the strongest pixels, as many as the mask has, the share that lies inside the mask."),
    "pointing": later("Whether the single strongest pixel lies inside the mask: yes is 1, no is 0."),
    "average_precision": later(
        "How well the map ranks mask pixels before all others, over every possible threshold; 1 is perfect."
    ),
    "iou": later(
        "Overlap of the map, cut at {cut} of its maximum whatever the threshold of the display, with the mask: "
        "shared area over joint area."
    ),
    "dice": later(
        "Overlap of the map, cut at {cut} of its maximum whatever the threshold of the display, with the mask: "
        "twice the shared area over the sum of both."
    ),
    "mass_over_chance": later("The relevance mass in the mask over what a uniform map would have there: 1 is chance."),
    "pointing_within_mm": later(
        "Whether the single strongest pixel lies inside the mask or within this distance of it: yes is 1, no is 0."
    ),
    "pointing_within_a_cell": later(
        "Whether the single strongest pixel lies inside the mask or no farther from it than one cell of the layer's "
        "grid: yes is 1, no is 0."
    ),
    "iou_otsu": later(
        "Overlap of the map, cut where Otsu's method parts its values in two, with the mask: shared area over joint "
        "area."
    ),
    "dice_otsu": later(
        "Overlap of the map, cut where Otsu's method parts its values in two, with the mask: twice the shared area "
        "over the sum of both."
    ),
    "auroc": later(
        "How often a pixel of the head inside the mask is stronger than one outside of it, ties counting half; one "
        "half is chance."
    ),
}

_KINDS = {
    "relu": "ReLU", "relu6": "ReLU6", "leakyrelu": "Leaky ReLU", "prelu": "PReLU", "elu": "ELU", "selu": "SELU",
    "celu": "CELU", "gelu": "GELU", "silu": "SiLU", "hardswish": "Hard swish", "convolution": later("Convolution"),
}  # fmt: skip
"""Names of layers' kinds that are no plain words, or are translated."""


def count(number: int, what: str) -> str:
    """A number of things: "1 file", "1,240 files"; `what` is one in English, ValueError for what has no plural."""
    match what:
        case "case":
            return tr("%Ln cases", None, number)
        case "file":
            return tr("%Ln files", None, number)
        case "label":
            return tr("%Ln labels", None, number)
        case "mask":
            return tr("%Ln masks", None, number)
        case "series":
            return tr("%Ln series", None, number)
        case "slice":
            return tr("%Ln slices", None, number)
        case "voxel":
            return tr("%Ln voxels", None, number)
    raise ValueError(f"{what}: the languages have no plural of it")


def percent(value: float) -> str:
    """A probability as per cent, never rounded up to certainty."""
    if value > 0.999:
        return figure("> 99.9 %")
    if value < 0.001:
        return figure("< 0.1 %")
    return figure(f"{value * 100:.1f} %")


def score(value: float) -> str:
    """A score of 0..1 with two digits; a dash where it is undefined."""
    return "–" if math.isnan(value) else figure(f"{value:.2f}")


def score_name(key: str) -> str:
    """A score; those that depend on a threshold or a distance name it."""
    if key == "pointing_within_mm":
        return tr("pointing within {distance}").format(distance=f"{TOLERANCE.default:g} mm")
    name = tr((MEASURES.get(key) or FURTHER_MEASURES[key]).title)
    return tr("{score} from {cut} of maximum").format(score=name, cut=_CUT) if key in ("iou", "dice") else name


def score_help(key: str) -> str:
    """What a score means."""
    return tr(_SCORE_HELP[key]).format(cut=_CUT)


def number(value: float) -> str:
    """A map's value with two significant digits."""
    if value == 0:
        return "0"
    return figure(f"{value:.1e}" if abs(value) < 0.001 or abs(value) >= 1000 else f"{value:.2g}")


def level(value: float) -> str:
    """A grey value: whole where it is large, three digits where it is small."""
    return figure(f"{value:,.0f}" if abs(value) >= _WIDE else f"{value:.3g}")


def window(shown: WindowLevel, presets: Presets, sequence: str) -> str:
    """Width and centre of a window, below which preset it is."""
    kind = tr("automatic") + "\n" if shown == presets.automatic.get(sequence) else ""
    kind = tr("the file's own") + "\n" if shown == presets.own.get(sequence) else kind
    centre = figure(f"{shown.centre:,.0f}") if shown.width >= _WIDE else level(shown.centre)
    return f"{kind}W {level(shown.width)}   C {centre}"


def mask_tip(case: Case | None, *, named: bool) -> str:
    """The clinician's mask with its key; `named`: also where it comes from and what its labels are called."""
    tip = with_key("overlay.mask", tr("Clinician's mask"))
    if not named or case is None or case.contents is None or case.mask is None:
        return tip
    source = mask_named(case.contents, case.choices.mask)
    names = [each.name or tr("label {number}").format(number=each.number) for each in segments_of(case)]
    if source is None:
        return tip
    return f"{tip}\n{source.name}" + (f": {', '.join(names)}" if names else "")


def not_acquired(case: Case, shown: Volume, index: int) -> str:
    """What has no picture on a slice while a sequence is shown; empty where all that is shown and analysed has one."""
    if index in case.absent:
        if index in shown.absent:
            return tr("Not acquired: there is no picture of this slice")
        return tr("Not acquired: only other sequences show this slice")
    if index in case.blank:
        return tr(NO_PICTURE)
    if index in shown.absent:
        told = tr("{sequence} was not acquired here: the networks see {other} in its place")
        names = (sequence_words.title(each, named=False) for each in (shown, case.main_volume))
        return told.format(**dict(zip(("sequence", "other"), names, strict=True)))
    return ""


def mask_result(mask: Mask) -> str:
    """What was read of the clinician's mask, in a sentence or two."""
    areas = mask.areas_px
    marked, most = int(np.count_nonzero(areas)), int(np.argmax(areas))
    read = tr("Read as {meaning}.").format(meaning=part(mask.meaning)) + " " if mask.meaning else ""
    if not marked:
        return read + tr("No voxel on any slice.")
    told = tr("{voxels} on {marked} of {slices}, most on slice {most} ({area}).").format(
        voxels=count(int(areas.sum()), "voxel"),
        marked=figure(f"{marked:,}"),
        slices=count(len(areas), "slice"),
        most=most + 1,
        area=figure(f"{int(areas[most]):,}"),
    )
    return read + told


def grid(layer: Layer) -> str:
    """The layer's own resolution."""
    rows, columns = layer.grid
    return tr("{rows} × {columns}, upsampled").format(rows=rows, columns=columns)


def kind(layer: Layer) -> str:
    """What the layer is and where it stands."""
    if layer.kind == EVIDENCE:
        return tr("Evidence: logit per cell")
    name = tr(_KINDS.get(layer.kind, layer.kind.capitalize()))
    if not layer.groups:
        return name
    where = ", ".join(each[0].lower() + each[1:] for each in layer.groups)
    numbered = len(layer.groups) > 1 or layer.part[-1].isdigit()
    return f"{name} · {where}" if numbered else tr("{kind} in the {part}").format(kind=name, part=where)


def names(layer: Layer) -> str:
    """What a layer is called here and elsewhere, a line each."""
    return "\n".join([layer.name, *(f"{library}: {name}" for library, name in layer.other_names)])


def colour_bar_meaning(appearance: Appearance, label: str) -> tuple[str, str]:
    """What the low and the high end of the colour bar stand for."""
    if appearance.polarity == "signed":
        return tr("against {label}").format(label=label), tr("for {label}").format(label=label)
    if appearance.polarity == "absolute":
        return tr("no influence"), tr("for or against {label}").format(label=label)
    return tr("none", "evidence"), tr("evidence for {label}").format(label=label)


def activity_meaning() -> tuple[str, str]:
    """The same of a method that is about no class."""
    return tr("not active"), tr("active, whatever the class")


def without_region(found: Reliance, analysis: Analysis) -> tuple[str, ...]:
    """The decision with the outlined region filled in, in words and in fewer ones."""
    label = tr(analysis.description.main_name)
    value = percent(float(found.probabilities[analysis.description.main_class]))
    if found.region == "clinician":
        told = tr("Lesion removed (clinician's mask): {label} {value}"), tr("lesion removed: {value}")
    else:
        told = tr("Outlined region removed (model): {label} {value}"), tr("outlined region removed: {value}")
    return tuple(each.format(label=label, value=value) for each in told)


def called(threshold: float, label: str) -> str:
    """From which probability on a slice is called positive; empty where that goes without saying."""
    if abs(threshold - 0.5) < 0.005:
        return ""
    told = tr("A slice is called {label} above {threshold} (the tick).")
    return " " + told.format(label=label, threshold=percent(threshold))


def no_evidence(appearance: Appearance, label: str, *, at_input: bool = False) -> str:
    """What a blank map of a layer, or of the input, means."""
    if appearance.polarity == "positive":
        layers = tr("No positive evidence for {label} in this layer")
        told = tr("No positive evidence for {label} in this slice") if at_input else layers
    else:
        layers = tr("This layer has no influence on {label}")
        told = tr("This slice has no influence on {label}") if at_input else layers
    return told.format(label=label)
