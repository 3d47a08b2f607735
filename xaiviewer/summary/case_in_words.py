"""The paragraph: what is said, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xaiviewer import RESEARCH_USE
from xaiviewer.case import Case, as_told
from xaiviewer.requests import Analysis
from xaiviewer.requests.nulls import NullComparison
from xaiviewer.summary.chance import chance
from xaiviewer.summary.decision import decision
from xaiviewer.summary.disagreement import disagreement
from xaiviewer.summary.place import MapShown, place
from xaiviewer.summary.reliance import reliance
from xaiviewer.summary.sentence import Sentence
from xaiviewer.summary.standing_in import standing_in
from xaiviewer.summary.unlike import unlike

RESEARCH = f"{RESEARCH_USE}."


def case_in_words(
    case: Case,
    analysis: Analysis,
    shown: MapShown | None = None,
    *,
    layer: int = 0,
    mass: float = float("nan"),
    comparison: NullComparison | None = None,
) -> tuple[Sentence, ...]:
    """What the networks said of a case, in sentences; none before the first slice.

    Args:
        case, analysis: what is told of.
        shown: the map that is told of; None where none is.
        layer: its layer's index.
        mass: the share of it in the clinician's mask on its slice; NaN where that is not known.
        comparison: of that share, by layer; None where it was not held against chance.
    """
    if not analysis.slices:
        return ()
    case = as_told(case, analysis.description.inputs)
    told = [*standing_in(case), *decision(case, analysis)]
    if shown is not None:
        told += place(case, analysis, shown)
        told += chance(case, layer, mass, comparison)
    told += reliance(analysis)
    told += disagreement(case, analysis)
    told += unlike(analysis.notices)
    return (*told, Sentence(RESEARCH))


def paragraph(
    sentences: Sequence[Sentence], translate: Callable[[str], str] = str, written: Callable[[str], str] = str
) -> str:
    """The sentences as one paragraph of a language; see `Sentence.said`."""
    return " ".join(each.said(translate, written) for each in sentences)
