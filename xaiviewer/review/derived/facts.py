"""What was found about a case, in the few figures by which a worklist is ordered. Pure functions."""

from __future__ import annotations

from collections import Counter

import numpy as np

from xaiviewer.case import Case
from xaiviewer.ledger.worklist import NOTHING_KNOWN, Facts
from xaiviewer.requests import Analysis


def facts_of(case: Case, analysis: Analysis) -> Facts:
    """The figures of a case all of whose slices were analysed; nothing is known of one that was analysed in part."""
    results = [analysis.slices[index] for index in case.indices if index in analysis.slices]
    finding = analysis.description.finding
    if not results or len(results) < len(case.indices) or finding is None:
        return NOTHING_KNOWN
    called = [each for each in results if each.predicted == finding]
    highest = max(float(each.probabilities[finding]) for each in results)
    names = analysis.classes
    others = [each.predicted for each in results if each.predicted != finding]
    return Facts(
        prediction=names[finding] if called else names[max(set(others), key=others.count)],
        probability=round(highest, 6),
        called=bool(called),
        marked=None if case.mask is None else bool(case.mask.voxels.any()),
        dice=_dice(case, analysis),
        attention=_attention(analysis),
    )


def called_in(analysis: Analysis) -> tuple[int, str]:
    """On how many slices the finding is called, and its name; without a finding the class that is called most often."""
    counted = Counter(each.predicted for each in analysis.slices.values())
    most, finding = max(counted, key=lambda each: counted[each], default=None), analysis.description.finding
    told = most if finding is None else finding
    return (0, "") if told is None else (counted[told], analysis.classes[told])


def _dice(case: Case, analysis: Analysis) -> float | None:
    """Of outline and mask over all slices that were outlined; None without either, and where no segmenter was asked."""
    joint, both = 0, 0
    if not analysis.outlines:
        return None
    for index, each in analysis.slices.items():
        mask = case.mask_of(index)
        if mask is None:
            continue
        outlined = np.zeros_like(mask) if each.segmentation is None else each.segmentation
        joint += int(np.count_nonzero(mask)) + int(np.count_nonzero(outlined))
        both += int(np.count_nonzero(mask & outlined))
    return round(2 * both / joint, 6) if joint else None


def _attention(analysis: Analysis) -> float | None:
    """Of the layer and method that a case opens with."""
    if not analysis.layers or not analysis.favourites:
        return None
    layer = analysis.opening_layer(range(len(analysis.layers)))
    method = analysis.favourites[layer].method
    method = method if method in analysis.methods else analysis.methods[0]
    curves = [each.curve(method, "mass") for each in analysis.slices.values()]
    found = [float(each[layer]) for each in curves if each is not None and layer < len(each)]
    known = [each for each in found if not np.isnan(each)]
    return round(float(np.mean(known)), 6) if known else None
