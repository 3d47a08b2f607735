"""Which slices are called, and how surely."""

from __future__ import annotations

from collections.abc import Iterator

from xaiviewer.case import Case
from xaiviewer.case.numbering import runs
from xaiviewer.requests import Analysis
from xaiviewer.summary.sentence import Sentence, Term, Value, percent, slices

CALLED = "{count} of {all} slices are called {finding} ({slices}), most surely slice {surest} ({probability})."
CALLED_ONE = "One of {all} slices is called {finding}: slice {surest} ({probability})."
ONLY = "The only slice is called {finding} ({probability})."
ONLY_NOT = "The only slice is not called {finding}; its probability is {probability}."
NONE = "No slice of {all} is called {finding}; the highest probability is {probability}, on slice {surest}."
CLOSE = "The decision is close on {slices}: within 10 percentage points of the threshold of {threshold}."
OF_VOLUME = "The whole volume is called {finding} ({probability})."
NONE_OF_VOLUME = "The whole volume is not called {finding}; its probability is {probability}."
CLOSE_OF_VOLUME = "The decision is close: within 10 percentage points of the threshold of {threshold}."
UNFINISHED = "So far {done} of {all} slices are analysed."
UNFINISHED_ONE = "So far 1 of {all} slices is analysed."
FIRST = "Slice {surest} is called {finding} ({probability})."
FIRST_NOT = "Slice {surest} is not called {finding}; its probability is {probability}."

_CLOSE = 0.1


def decision(case: Case, analysis: Analysis) -> Iterator[Sentence]:
    """How many slices are called the finding, which one most surely, where it is close; or whether the volume is."""
    finding, results = analysis.description.finding, analysis.slices
    if not results:
        return
    count = len(case.indices)
    if len(results) < count:
        begun = UNFINISHED_ONE if len(results) == 1 else UNFINISHED
        yield Sentence(begun, {"done": str(len(results)), "all": str(count)})
    if finding is None:
        return
    name = Term(analysis.classes[finding])
    chances = {index: float(result.probabilities[finding]) for index, result in results.items()}
    surest = max(sorted(chances), key=lambda index: chances[index])
    called = [index for index, result in results.items() if result.predicted == finding]
    told: dict[str, Value] = {
        "finding": name,
        "all": str(len(results)),
        "surest": str(surest + 1),
        "probability": percent(chances[surest]),
    }
    of_volume = analysis.description.volumes
    if of_volume:
        yield Sentence(OF_VOLUME if called else NONE_OF_VOLUME, told)
    elif len(results) == 1 < count:
        yield Sentence(FIRST if called else FIRST_NOT, told)
    elif len(results) == 1:
        yield Sentence(ONLY if called else ONLY_NOT, told)
    elif len(called) == 1:
        yield Sentence(CALLED_ONE, told)
    elif called:
        yield Sentence(CALLED, {**told, "count": str(len(called)), "slices": runs(called)})
    else:
        yield Sentence(NONE, told)
    threshold = analysis.description.threshold
    close = [index for index, chance in chances.items() if abs(chance - threshold) <= _CLOSE]
    if close and analysis.description.by_threshold:
        where = CLOSE_OF_VOLUME if of_volume else CLOSE
        yield Sentence(where, {"slices": slices(close), "threshold": percent(threshold)})
