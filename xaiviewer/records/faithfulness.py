"""Whether marked places matter to the network, as files: numbers, a table, a picture of the curves."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case
from xaiviewer.display import palette
from xaiviewer.records import NOTICE
from xaiviewer.records.folders import folder_name, write_whole
from xaiviewer.records.manifest import as_json, number
from xaiviewer.records.pictures.curves import Chart, Line, Sheet, sheet_png, sheet_svg
from xaiviewer.requests import Analysis, Region, method_title
from xaiviewer.requests.faithfulness import (
    REMOVALS,
    SUFFICIENT,
    Faithfulness,
    FaithfulnessCurves,
    InformationCurve,
    spread,
)
from xaiviewer.requests.reliance import RegionTest

SCHEMA = 1
SUFFIXES = (".json", ".csv", ".svg", ".png")
FOLDER = "faithfulness"
"""Where an export keeps them."""

_DIGITS = 8  # of the request's key, which tells files of one method apart

CONVENTIONS: Mapping[str, str] = {
    "curves": "the explained class's probability, softmax of the slice's own logits, not calibrated, while the share "
    "of the head's pixels in shares is taken away (deletion), or is all that is left (insertion); the air around the "
    "head stays; equal values of a map come in random order",
    "area": "below the curve, trapezoids: of deletion small, of insertion large where the order names what matters",
    "random": "pixels in random order, once for each draw: mean, least and largest area, and p = (1 + b) / (1 + n), b "
    "of the n draws having an area of deletion that is as small as the map's",
    "brightness": "pixels in the order of the main sequence's brightness; null where the network does not see it",
    "sufficient": "the probability with the first 5, 10 and 20 % of the head alone, all else taken away",
    "infidelity": "Yeh et al. 2019 over random squares: what of the logit's falls the map, at its best scale, does not "
    "foretell, 0 to 1",
    "information": "Kapishnikov et al. 2019: areas below the softmax and the accuracy information curve of this slice, "
    "from the slice blurred; null where it is called so even blurred, or is not called so at all",
    "verdict": "by the areas of deletion: “not-called” and “filling-is-called” say that the curves tell nothing, "
    "because the slice is not called so by its own logits, or still is when nothing of the head is left; “chance”: "
    "no faster than the quickest random order; “brightness”: faster than these, no faster than brightness order; "
    "“beyond”: faster than both",
    "mask_test": "the outlined region, widened by a rim, filled in with the median of what surrounds it (without), "
    "everything else in the head filled in with each sequence's mean (alone), the mirrored region, the region moved "
    "to random places in the head, and by which part of its radius it is made larger (sizes); p = (1 + b) / (1 + n), "
    "b of the n places making the probability fall as far",
}
"""What the entries mean, said in the files."""


@dataclass(frozen=True, eq=False)
class TriedMap:
    """One map of a case, and what its marked place is to the network.

    Attributes:
        case, analysis: what was explained.
        found: about the map; whole.
        region: about the slice's outlined region; None where there is none, or that was not asked.
    """

    case: Case
    analysis: Analysis
    found: Faithfulness
    region: RegionTest | None = None

    @property
    def layer(self) -> str:
        """Name of the map's layer; "input" for the input's pixels."""
        layer = self.found.key.layer
        return "input" if layer is None else self.analysis.layers[layer].name

    @property
    def name(self) -> str:
        """Of the files, without a suffix."""
        key = self.found.key
        layer = folder_name(self.layer)
        return "_".join([f"{key.index + 1:03d}", layer, key.request.method, key.request.key[:_DIGITS], key.removal])


@dataclass(frozen=True, eq=False)
class TriedCase:
    """What was found of the maps and outlined regions of a case.

    Attributes:
        maps: one for each map, slice and removal.
        regions: one for each of the slices that has an outlined region.
    """

    maps: tuple[TriedMap, ...] = ()
    regions: tuple[RegionTest, ...] = ()


def write_faithfulness(tested: TriedMap, folder: Path) -> tuple[Path, ...]:
    """Write <name>.json, .csv, .svg and .png into a folder, each whole or not at all.

    Raises:
        UsageError: where they cannot be written.
    """
    sheet = sheet_of(tested)
    contents = (as_json(faithfulness_fields(tested)), _csv(tested.found), sheet_svg(sheet), sheet_png(sheet))
    places = tuple(folder / f"{tested.name}{suffix}" for suffix in SUFFIXES)
    for place, data in zip(places, contents, strict=True):
        write_whole(place, data)
    return places


def write_tested(tested: TriedCase, folder: Path) -> dict[str, Any]:
    """Write the files of every map of a case into a folder of their own in the case's; what the manifest says of them.

    Raises:
        UsageError: where they cannot be written.
    """
    place = folder / FOLDER
    place.mkdir(exist_ok=True)
    maps = []
    for each in tested.maps:
        json_file, *_ = write_faithfulness(each, place)
        maps.append({**faithfulness_entry(each), "file": f"{FOLDER}/{json_file.name}"})
    return {
        "schema": SCHEMA,
        "conventions": dict(CONVENTIONS),
        "maps": maps,
        "mask_tests": [mask_test_entry(each) for each in tested.regions],
    }


def faithfulness_fields(tested: TriedMap) -> dict[str, Any]:
    """All that is known of one map, with its curves."""
    found = tested.found
    return {
        "schema": SCHEMA,
        "notice": NOTICE,
        "case": tested.case.name,
        "name": tested.case.slice_names[found.key.index],
        "class": tested.analysis.classes[found.key.request.class_index],
        **faithfulness_entry(tested),
        "request": found.key.request.fields(),
        "removal_note": REMOVALS[found.key.removal].note,
        "shares": _numbers(found.map.shares),
        "curves": {
            "map": _curves(found.map),
            "brightness": None if found.beside.brightness is None else _curves(found.beside.brightness),
            "random": [_curves(each) for each in found.beside.random],
        },
        "information_curves": {
            "map": _information(found.information),
            "brightness": _information(found.beside.brightness_information),
        },
        "mask_test": None if tested.region is None else mask_test_entry(tested.region),
        "conventions": dict(CONVENTIONS),
    }


def faithfulness_entry(tested: TriedMap) -> dict[str, Any]:
    """A map's figures, for the manifest of a case."""
    found, key = tested.found, tested.found.key
    bright, random = found.beside.brightness, found.beside.random
    return {
        "index": key.index,
        "method": key.request.method,
        "key": key.request.key,
        "layer": None if key.layer is None else tested.layer,
        "removal": key.removal,
        "seed": key.seed,
        "deletion": _areas(found, "deletion_area"),
        "insertion": _areas(found, "insertion_area"),
        "p": number(found.p),
        "sufficient": {
            "map": _sufficient([found.map]),
            "brightness": None if bright is None else _sufficient([bright]),
            "random": _sufficient(random),
        },
        "infidelity": {"map": number(found.infidelity), "brightness": number(found.brightness_infidelity)},
        "information": {
            "map": _information_areas(found.information),
            "brightness": _information_areas(found.beside.brightness_information),
        },
        "verdict": found.verdict,
    }


def mask_test_entry(tested: RegionTest) -> dict[str, Any]:
    """A slice's mask test, for the manifest of a case; probabilities of the class that is told by its number."""
    found = tested.found
    least, most = (float(each(found.moved)) if found.moved.size else float("nan") for each in (np.min, np.max))
    return {
        "index": tested.index,
        "class_index": tested.class_index,
        "region": tested.region,
        "whole": number(found.whole),
        "without": number(found.without),
        "alone": number(found.alone),
        "mirrored": number(found.mirrored),
        "logits": {
            name: number(value) for name, value in zip(("whole", "without", "alone"), found.logits, strict=True)
        },
        "moved": _numbers(found.moved),
        "moved_least": number(least),
        "moved_most": number(most),
        "n": int(found.moved.size),
        "p": number(found.p),
        "sizes": _numbers(found.sizes),
        "without_by_size": _numbers(found.by_size),
    }


def sheet_of(tested: TriedMap) -> Sheet:
    """The curves as a picture."""
    found, key = tested.found, tested.found.key
    label = tested.analysis.classes[key.request.class_index]
    removal = REMOVALS[key.removal].title
    title = f"{method_title(key.request.method)}, {tested.layer}, {tested.case.name}, slice {key.index + 1}"
    entry = faithfulness_entry(tested)
    told = [f"Probability of “{label}” while the head's pixels are taken away ({removal}), or given back. Area below:"]
    for curve in ("deletion", "insertion"):
        areas = entry[curve]
        bright = "" if areas["brightness"] is None else f", brightness {areas['brightness']:.3f}"
        random = areas["random"]
        told.append(
            f"{curve}: map {areas['map']:.3f}{bright}, random order {random['mean']:.3f} "
            f"({random['least']:.3f} to {random['most']:.3f} in {random['n']} draws)"
        )
    return Sheet(title, tuple(told), charts_of(found, tested.region), NOTICE)


_UP = "probability"
DELETION = Chart("Deletion: strongest pixels removed first", "share of the head removed", (), up=_UP)
INSERTION = Chart("Insertion: strongest pixels restored first", "share of the head restored", (), up=_UP)
BY_SIZE: Mapping[Region, Chart] = {
    "clinician": Chart("Without the clinician's mask", "enlarged by this share of its radius", (), up=_UP),
    "model": Chart("Without the model's outline", "enlarged by this share of its radius", (), up=_UP),
}
"""The charts, without their lines; the window says their words in the reader's language."""

MAP, BRIGHTNESS, RANDOM = "map", "brightness order", "random order"
WHOLE, ELSEWHERE, REGION = "nothing filled in", "region elsewhere", "outlined region filled in"
"""What the lines are called."""


def charts_of(found: Faithfulness, region: RegionTest | None) -> tuple[Chart, ...]:
    """Deletion and insertion, as far as they are known; of an outlined region its course over the size."""
    charts = (replace(DELETION, lines=_lines(found, "deletion")), replace(INSERTION, lines=_lines(found, "insertion")))
    return charts if region is None else (*charts, by_size(region))


def _lines(found: Faithfulness, curve: str) -> tuple[Line, ...]:
    """Chance behind, the map in front."""
    shares, lines = found.map.shares, []
    random = [each for each in found.beside.random if each.whole] or list(found.beside.random)
    if random:
        drawn = np.stack([getattr(each, curve) for each in random])
        lines.append(
            Line(RANDOM, shares, drawn.mean(axis=0), palette.MUTED, True, drawn.min(axis=0), drawn.max(axis=0))
        )
    if found.beside.brightness is not None:
        lines.append(Line(BRIGHTNESS, shares, getattr(found.beside.brightness, curve), palette.MODEL, dashed=True))
    lines.append(Line(MAP, shares, getattr(found.map, curve), palette.CLINICIAN))
    return tuple(lines)


def by_size(tested: RegionTest) -> Chart:
    """The probability without the region, by its size; the other places beside it."""
    found = tested.found
    ends = np.array([found.sizes.min(), found.sizes.max()])
    level = np.ones(2)
    lines = [Line(WHOLE, ends, found.whole * level, palette.FAINT)]
    if found.moved.size:
        low, high = found.moved.min() * level, found.moved.max() * level
        lines.append(Line(ELSEWHERE, ends, found.moved.mean() * level, palette.MUTED, True, low, high))
    lines.append(Line(REGION, found.sizes, found.by_size, palette.TEXT))
    return replace(BY_SIZE[tested.region], lines=tuple(lines), across=(float(ends[0]), float(ends[1])))


def _curves(curves: FaithfulnessCurves) -> dict[str, Any]:
    return {"deletion": _numbers(curves.deletion), "insertion": _numbers(curves.insertion)}


def _areas(found: Faithfulness, name: str) -> dict[str, Any]:
    """Below one of the two curves."""
    bright, random = found.beside.brightness, found.beside.random
    mean, least, most = spread([getattr(each, name) for each in random])
    return {
        "map": number(getattr(found.map, name)),
        "brightness": None if bright is None else number(getattr(bright, name)),
        "random": {"mean": number(mean), "least": number(least), "most": number(most), "n": len(random)},
    }


def _sufficient(curves: Sequence[FaithfulnessCurves]) -> dict[str, float | None]:
    """By share of the head, the mean over the curves."""
    return {f"{share:g}": number(spread([each.sufficiency(share) for each in curves])[0]) for share in SUFFICIENT}


def _information(curve: InformationCurve | None) -> dict[str, Any] | None:
    if curve is None:
        return None
    return {
        "information": _numbers(curve.information),
        "probability": _numbers(curve.probability),
        "decided": [bool(each) for each in curve.decided],
    }


def _information_areas(curve: InformationCurve | None) -> dict[str, Any] | None:
    return None if curve is None else {"softmax": number(curve.softmax_area), "accuracy": number(curve.accuracy_area)}


def _numbers(values: NDArray[np.float64]) -> list[float | None]:
    return [number(each) for each in values.tolist()]


def _csv(found: Faithfulness) -> bytes:
    """A line per step; a column for each order and curve."""
    orders: dict[str, FaithfulnessCurves] = {"map": found.map}
    if found.beside.brightness is not None:
        orders["brightness"] = found.beside.brightness
    orders |= {f"random_{draw}": each for draw, each in enumerate(found.beside.random, start=1)}
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["share", *(f"{name}_{curve}" for name in orders for curve in ("deletion", "insertion"))])
    for step, share in enumerate(found.map.shares.tolist()):
        values = [getattr(each, curve)[step] for each in orders.values() for curve in ("deletion", "insertion")]
        table.writerow([number(share), *(number(float(each)) for each in values)])
    return text.getvalue().encode("utf-8")
