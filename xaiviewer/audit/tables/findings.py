"""The outcome of an audit in sentences: what a reader must not miss, whatever it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from xaiviewer.audit.report import WRONG_REASON, BestRow, Figure, HeatRow, LocalityRow, RelianceRow, Report
from xaiviewer.requests import EVIDENCE, FURTHER_MEASURES, MEASURES
from xaiviewer.requests.methods import method_title

_BY = "mass"
_HALF = 0.5


def findings(report: Report) -> Iterator[str]:
    """Sentences, from a report that is complete but for them."""
    best = [row for row in report.best if row.measure == _BY]
    if len(report.cases) < 2:
        yield "One patient gives neither intervals nor p: nothing can be said to survive."
    elif best:
        yield _surviving(best)
        yield _brightness(best, report.settings.opening_layer)
    yield from _last_layers(best, report)
    yield from _local(report.locality)
    yield from _relied(report.reliance)
    yield from _hot(report.false_heat, report)
    yield from _disagreeing(report)
    trained = sum(each.trained for each in report.cases)
    if trained:
        yield (
            f"{trained} of {len(report.cases)} patients trained the network that judges them: these figures flatter "
            "it; --folds judges each by networks that never saw him."
        )


def _surviving(best: Sequence[BestRow]) -> str:
    survive = [row for row in best if row.method]
    if not survive:
        return (
            f"By {MEASURES[_BY].title} no method beats the strongest null in any of {len(best)} layers: the agreement "
            "of these maps with the lesion is no more than what explains it away."
        )
    top = max(survive, key=lambda row: row.difference)
    return (
        f"By {MEASURES[_BY].title} a method beats the strongest null in {len(survive)} of {len(best)} layers; "
        f"farthest ahead is {method_title(top.method)} in {top.layer}, {top.observed:.2f} against {top.expected:.2f} "
        f"of {top.null} (difference {_told(Figure(top.difference, top.low, top.high))})."
    )


def _brightness(best: Sequence[BestRow], opening: str) -> str:
    above = [row for row in best if row.brightness.low > 0 and row.brightness_q <= 0.05]
    before = [row for row in above if _before(best, row.layer, opening)]
    if not above:
        return f"None of {len(best)} layers beats the brightness of the main sequence."
    names = ", ".join(row.layer for row in above[:6]) + (", ..." if len(above) > 6 else "")
    return (
        f"Layers that beat the brightness of the main sequence: {len(above)} of {len(best)} ({names}), of which "
        f"{len(before)} before the layer that opens first."
    )


def _before(best: Sequence[BestRow], layer: str, opening: str) -> bool:
    order = [row.layer for row in best]
    return opening in order and order.index(layer) < order.index(opening)


def _last_layers(best: Sequence[BestRow], report: Report) -> Iterator[str]:
    """How much the last stage loses against the best layer before it."""
    groups = {each.name: each.groups[:1] for each in report.layers if each.kind != EVIDENCE}
    inner = [row for row in best if row.layer in groups and np.isfinite(row.observed)]
    if len({groups[row.layer] for row in inner}) < 2:
        return
    last = groups[inner[-1].layer]
    late = max((row for row in inner if groups[row.layer] == last), key=lambda row: row.observed)
    early = max((row for row in inner if groups[row.layer] != last), key=lambda row: row.observed)
    stage = last[0] if last else late.layer
    yield (
        f"In {stage}, the last one, the best map holds {late.observed:.2f} of its relevance in the lesion; in "
        f"{early.layer} it is {early.observed:.2f}."
    )


def _local(rows: Sequence[LocalityRow]) -> Iterator[str]:
    told = [row for row in rows if row.patients]
    lost = [row for row in told if row.share.value < _HALF]
    if told and lost:
        yield (
            f"From {lost[0].layer} on, {len(lost)} of {len(told)} layers keep less than half of an activation's change "
            f"inside the filled lesion (least in {min(lost, key=lambda row: row.share.value).layer}, "
            f"{min(row.share.value for row in lost):.2f}): position there is not position in the image."
        )


def _relied(rows: Sequence[RelianceRow]) -> Iterator[str]:
    found = {row.region: row for row in rows}
    lesion, mirror = found.get("lesion"), found.get("mirror image")
    if lesion is None or not lesion.slices:
        return
    said = f"With the lesion filled in {_told(lesion.flips)} of {lesion.slices} decisions flip"
    if mirror is not None and mirror.slices:
        said += f", with its mirror image {_told(mirror.flips)} of {mirror.slices}"
    yield f"{said}; the probability falls by {_told(lesion.drop)}."


def _hot(rows: Sequence[HeatRow], report: Report) -> Iterator[str]:
    first = report.settings
    for row in rows:
        if (row.method, row.layer) == (first.opening_method, first.opening_layer):
            yield (
                f"On slices without a lesion the map that opens first reaches {_told(row.peak)} of the highest peak of "
                f"the same patient's lesions; its maximum tells the two apart with an AUROC of {_told(row.auroc)}."
            )


def _disagreeing(report: Report) -> Iterator[str]:
    examined = sum(each.lesion_slices_examined for each in report.cases)
    wrong = sum(row.kind == WRONG_REASON for row in report.disagreements)
    if examined:
        yield (
            f"Slices with a lesion: {examined}, of which {wrong} are called rightly although the map that opens first "
            f"is no better than its nulls or points outside, and {len(report.disagreements) - wrong} wrongly although "
            "it lies in the lesion."
        )


def _told(figure: Figure) -> str:
    if not np.isfinite(figure.value):
        return "undefined"
    if not np.isfinite(figure.low):
        return f"{figure.value:.2f}"
    return f"{figure.value:.2f} ({figure.low:.2f} to {figure.high:.2f})"


TITLES = {key: each.title for key, each in {**MEASURES, **FURTHER_MEASURES}.items()}
"""Of every measure."""
