"""What becomes of the decisions when the outlined lesion is filled in."""

from __future__ import annotations

from collections.abc import Iterator

from xaiviewer.requests import Analysis
from xaiviewer.summary.sentence import Sentence, Term, percent

FALLS = "With {region} filled in on every slice, the probability on slice {slice} goes from {before} to {after}."
LEFT = "Of {called} slices called {finding} {left} still are."
LEFT_ONE = "Of {called} slices called {finding} {left} still is."
LEFT_NONE = "Of {called} slices called {finding} none still is."
ONE_LEFT = "The one slice called {finding} still is."
ONE_NOT = "The one slice called {finding} is not any more."
FALLS_OF_VOLUME = "With {region} filled in on every slice, the volume's probability goes from {before} to {after}."
REGIONS = {"clinician": Term("the clinician's mask"), "model": Term("the model's outline")}


def reliance(analysis: Analysis) -> Iterator[Sentence]:
    """The decision without the lesion; nothing where that was not looked at."""
    finding, found = analysis.description.finding, analysis.reliance
    if finding is None or not found:
        return
    before = {
        index: float(analysis.slices[index].probabilities[finding]) for index in found if index in analysis.slices
    }
    called = [index for index in before if analysis.slices[index].predicted == finding]
    if not called:
        return
    surest = max(called, key=lambda index: before[index])
    after = {index: float(found[index].probabilities[finding]) for index in called}
    left = sum(after[index] > found[index].threshold for index in called)
    of_volume = analysis.description.volumes
    yield Sentence(
        FALLS_OF_VOLUME if of_volume else FALLS,
        {
            "region": REGIONS["clinician" if found[surest].region == "clinician" else "model"],
            "slice": str(surest + 1),
            "before": percent(before[surest]),
            "after": percent(after[surest]),
        },
    )
    if of_volume:
        return
    yield Sentence(
        _left(len(called), left),
        {"called": str(len(called)), "finding": Term(analysis.classes[finding]), "left": str(left)},
    )


def _left(called: int, left: int) -> str:
    """The sentence for these numbers."""
    if called == 1:
        return ONE_LEFT if left else ONE_NOT
    return LEFT_NONE if not left else LEFT_ONE if left == 1 else LEFT
