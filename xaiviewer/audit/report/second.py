"""The rows of an audit's second stage: are the methods that survived sane, and do they name what matters?"""

from __future__ import annotations

from dataclasses import dataclass

from xaiviewer.audit.report.entries import Figure


@dataclass(frozen=True)
class SanityRow:
    """One check of one method's maps of a layer; see `requests.badges`.

    Attributes:
        check: its key.
        title, question, source: of the check.
        value: mean over patients.
        bar: what it is held against: the mean over random pairs of slices, or a limit.
        low_is_good: which side of the bar is good.
        passed: whether the mean lies on the good side; null where the check says nothing here.
        p, q: of lying on the good side of the bar, patient by patient; q over the rows of a check.
    """

    method: str
    layer: str
    check: str
    title: str
    question: str
    source: str
    patients: int
    value: Figure
    bar: float
    low_is_good: bool
    passed: bool | None
    p: float
    q: float


@dataclass(frozen=True)
class FaithfulnessRow:
    """Does the marked place matter to the network? One figure of one order of the pixels.

    Attributes:
        method, layer: whose map gives the order; "random order", "brightness order" or "clinician's mask" and "" for
            what it is held against.
        figure: "deletion", "insertion" (blur), "deletion, ROAD", "insertion, ROAD" (areas under curves),
            "sufficiency of 10 %" and so on (the probability with that share of the head alone), "infidelity",
            "information" (area under
            the softmax information curve).
        low_is_good: which end is good.
        value: mean over slices of a patient, then over patients.
        against: "random order" or "brightness order".
        difference: how much better than that, whichever end is good; p, q of it, q over the rows of a figure.
    """

    method: str
    layer: str
    figure: str
    low_is_good: bool
    patients: int
    slices: int
    value: Figure
    against: str
    difference: Figure
    p: float
    q: float


@dataclass(frozen=True)
class CurvePoint:
    """Mean over patients of the probability with a share of the head's pixels taken away, or given back."""

    share: float
    value: Figure


@dataclass(frozen=True)
class FaithfulnessCurve:
    """One mean curve, as `FaithfulnessRow` names it."""

    method: str
    layer: str
    figure: str
    points: tuple[CurvePoint, ...]


@dataclass(frozen=True)
class SecondStage:
    """What was asked of the methods that survived.

    Attributes:
        chosen: "method @ layer" of the maps, at most five.
        slices_per_case: of every patient.
        sanity, faithfulness, curves: tables.
    """

    chosen: tuple[str, ...]
    slices_per_case: int
    patients: int
    sanity: tuple[SanityRow, ...]
    faithfulness: tuple[FaithfulnessRow, ...]
    curves: tuple[FaithfulnessCurve, ...]
