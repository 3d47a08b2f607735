"""Where clinician and model disagree."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from xaiviewer.case import Case
from xaiviewer.evaluation.overlap import dice_of_counts
from xaiviewer.requests import Analysis
from xaiviewer.summary.sentence import Figure, Sentence, Term, slices

MISSED = "The clinician outlined a lesion on {slices}, not called {finding}."
ADDED = "The clinician outlined nothing on {slices}, called {finding}."
AGREED = "The slices called {finding} are those that the clinician outlined."
AGREED_WHERE_DRAWN = (
    "Of the slices with a clinician's mask, those called {finding} are the ones on which something is outlined."
)
AGREED_ON_NONE = "The clinician outlined nothing, and no slice with a mask is called {finding}."
MISSED_IN_VOLUME = "The clinician outlined a lesion in the volume, which is not called {finding}."
ADDED_IN_VOLUME = "The clinician outlined nothing in the volume, which is called {finding}."
AGREED_ON_VOLUME = "Clinician and model agree on the volume."
OVERLAP = "Over the case the outlines overlap with a Dice of {dice}."
OVERLAP_SO_FAR = "Over the slices analysed so far the outlines overlap with a Dice of {dice}."


def disagreement(case: Case, analysis: Analysis) -> Iterator[Sentence]:
    """The slices on which mask and decision contradict each other, and how far the outlines overlap."""
    finding = analysis.description.finding
    masks = {index: mask for index in analysis.slices if (mask := case.mask_of(index)) is not None}
    if finding is None or not masks:
        return
    finished = len(analysis.slices) == len(case.indices)
    name = Term(analysis.classes[finding])
    called = {index for index in masks if analysis.slices[index].predicted == finding}
    outlined = {index for index, mask in masks.items() if mask.any()}
    if analysis.description.volumes:  # one decision, against whether anything is outlined anywhere
        wrong = "" if bool(called) == bool(outlined) else MISSED_IN_VOLUME if outlined else ADDED_IN_VOLUME
        yield Sentence(wrong, {"finding": name}) if wrong else Sentence(AGREED_ON_VOLUME)
    else:
        for template, differing in ((MISSED, outlined - called), (ADDED, called - outlined)):
            if differing:
                yield Sentence(template, {"slices": slices(sorted(differing)), "finding": name})
        if called == outlined and finished:
            everywhere = len(masks) == len(analysis.slices)
            agreed = AGREED_ON_NONE if not outlined else AGREED if everywhere else AGREED_WHERE_DRAWN
            yield Sentence(agreed, {"finding": name})
    if not analysis.outlines:
        return
    drawn = {index: analysis.slices[index].segmentation for index in masks}
    counts = np.zeros(3, dtype=np.int64)
    for index, mask in masks.items():
        outline = drawn[index]
        model = np.zeros_like(mask, dtype=bool) if outline is None else outline
        counts += [int((mask & model).sum()), int(model.sum()), int(mask.sum())]
    overlap, model_px, clinician_px = (int(each) for each in counts)
    if model_px + clinician_px:
        yield Sentence(
            OVERLAP if finished else OVERLAP_SO_FAR,
            {"dice": Figure(f"{dice_of_counts(overlap, model_px, clinician_px):.2f}")},
        )
