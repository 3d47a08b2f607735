"""What becomes of the decisions when the outlined lesion is filled in."""

from __future__ import annotations

from collections.abc import Iterator

from xaiviewer.requests import Analysis
from xaiviewer.summary.sentence import Sentence, Term, percent

FALLS = "With {region} filled in on every slice, the probability on slice {slice} goes from {before} to {after}."
LEFT = "Of {called} slices called {finding}, {left} are still called so."
LEFT_ONE = "Of {called} slices called {finding}, 1 is still called so."
LEFT_NONE = "Of {called} slices called {finding}, none is still called so."
ONE_LEFT = "The one slice called {finding} is still called so."
ONE_NOT = "The one slice called {finding} is no longer called so."
WHERE_OUTLINED = (
    "Something is outlined on {called} of the {all} slices called {finding}; number of these still called so: {left}."
)
FALLS_OF_VOLUME = "With {region} filled in on every slice, the volume's probability goes from {before} to {after}."
CLINICIAN, MODEL = Term("the clinician's mask"), Term("the model's outline")
BOTH = Term("the clinician's mask, and the model's outline where the clinician drew none,")


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
    regions = {each.region for each in found.values()}
    surest = max(called, key=lambda index: before[index])
    left = sum(analysis.description.called(found[index].probabilities) == finding for index in called)
    of_volume = analysis.description.volumes
    yield Sentence(
        FALLS_OF_VOLUME if of_volume else FALLS,
        {
            "region": BOTH if len(regions) > 1 else CLINICIAN if "clinician" in regions else MODEL,
            "slice": str(surest + 1),
            "before": percent(before[surest]),
            "after": percent(float(found[surest].probabilities[finding])),
        },
    )
    if of_volume:
        return
    name = Term(analysis.classes[finding])
    every = sum(each.predicted == finding for each in analysis.slices.values())
    template = _left(len(called), left) if every == len(called) else WHERE_OUTLINED
    numbers = {"all": str(every), "called": str(len(called)), "left": str(left)}
    yield Sentence(template, {**numbers, "finding": name})


def _left(called: int, left: int) -> str:
    """The sentence for these numbers."""
    if called == 1:
        return ONE_LEFT if left else ONE_NOT
    return LEFT_NONE if not left else LEFT_ONE if left == 1 else LEFT
