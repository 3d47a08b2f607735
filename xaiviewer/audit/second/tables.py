"""The second stage's tables: sanity and faithfulness over patients."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from xaiviewer.audit.report import CurvePoint, FaithfulnessCurve, FaithfulnessRow, SanityRow, SecondStage
from xaiviewer.audit.second.asked import BRIGHTNESS, CURVES, MASK, RANDOM, Asked, SecondFound
from xaiviewer.audit.tables.figures import Doubles, corrected, means
from xaiviewer.evaluation.bootstrap import RESAMPLES
from xaiviewer.requests.badges import CHECKS

SUFFICIENT = (0.1, 0.2)
"""Shares of the head that are asked whether they suffice for the decision; the curves' first two steps."""

_AGAINST = (RANDOM, BRIGHTNESS)


def second_stage(found: Sequence[SecondFound], slices: int, seed: int, number: int = RESAMPLES) -> SecondStage:
    """The tables of patients who were asked about the same maps; at least one."""
    asked = found[0].about.asked
    return SecondStage(
        chosen=tuple(str(each) for each in asked),
        slices_per_case=slices,
        patients=len(found),
        sanity=tuple(_sanity(found, asked, seed, number)),
        faithfulness=tuple(_faithfulness(found, asked, seed, number)),
        curves=tuple(_curves(found, asked, seed, number)),
    )


def _sanity(found: Sequence[SecondFound], asked: Sequence[Asked], seed: int, number: int) -> Iterator[SanityRow]:
    values, bars = (np.stack([getattr(each, name) for each in found]).astype(np.float64) for name in ("sanity", "bars"))
    signs = np.array([1.0 if CHECKS[key].low_is_good else -1.0 for key in found[0].about.checks])
    better = (bars - values) * signs[:, None]
    of_values, of_bars, of_better = (means(each, seed=seed, number=number) for each in (values, bars, better))
    q = corrected(of_better.p)
    for place, key in enumerate(found[0].about.checks):
        check = CHECKS[key]
        for map_, each in enumerate(asked):
            value, bar = float(of_values.value[place, map_]), float(of_bars.value[place, map_])
            yield SanityRow(
                method=each.method,
                layer=each.layer,
                check=key,
                title=check.title,
                question=check.question,
                source=check.source,
                patients=int(of_values.patients[place, map_]),
                value=of_values.figure(place, map_),
                bar=bar,
                low_is_good=check.low_is_good,
                passed=None if np.isnan(value) or np.isnan(bar) else check.passes(value, bar),
                p=float(of_better.p[place, map_]),
                q=float(q[place, map_]),
            )


def _named(asked: Sequence[Asked]) -> list[tuple[str, str]]:
    """Method and layer of every order."""
    return [(each.method, each.layer) for each in asked] + [(name, "") for name in (RANDOM, BRIGHTNESS, MASK)]


def _figures(found: Sequence[SecondFound]) -> Iterator[tuple[str, bool, Doubles]]:
    """Every figure's name, whether a low one is good, and each patient's mean over slices, ``[patient, order]``."""
    shares = np.asarray(found[0].about.shares)
    areas = np.stack([_mean(np.trapezoid(each.curves.astype(np.float64), shares, axis=-1)) for each in found])
    for place, name in enumerate(CURVES):
        yield name, name.startswith("deletion"), areas[:, :, place]
    insertion = np.stack([_mean(each.curves[:, CURVES.index("insertion")].astype(np.float64), 1) for each in found])
    for share in SUFFICIENT:
        yield f"sufficiency of {share:.0%}".replace("%", " %"), False, insertion[..., np.abs(shares - share).argmin()]
    yield "infidelity", True, np.stack([_mean(each.infidelity.astype(np.float64)) for each in found])
    yield "information", False, np.stack([_mean(each.information.astype(np.float64)) for each in found])


def _faithfulness(
    found: Sequence[SecondFound], asked: Sequence[Asked], seed: int, number: int
) -> Iterator[FaithfulnessRow]:
    names = _named(asked)
    slices = sum(len(each.about.slices) for each in found)
    for figure, low_is_good, values in _figures(found):
        of_values = means(values, seed=seed, number=number)
        for against in _AGAINST:
            other = values[:, names.index((against, ""))][:, None]
            better = means((other - values) * (1 if low_is_good else -1), seed=seed, number=number)
            q = corrected(better.p)
            for order, (method, layer) in enumerate(names):
                if method != against:
                    yield FaithfulnessRow(
                        method=method,
                        layer=layer,
                        figure=figure,
                        low_is_good=low_is_good,
                        patients=int(of_values.patients[order]),
                        slices=slices,
                        value=of_values.figure(order),
                        against=against,
                        difference=better.figure(order),
                        p=float(better.p[order]),
                        q=float(q[order]),
                    )


def _curves(
    found: Sequence[SecondFound], asked: Sequence[Asked], seed: int, number: int
) -> Iterator[FaithfulnessCurve]:
    """Mean curves over patients."""
    each_patient = np.stack([_mean(each.curves.astype(np.float64), 2) for each in found])
    over = means(each_patient, seed=seed, number=number)
    for order, (method, layer) in enumerate(_named(asked)):
        for place, figure in enumerate(CURVES):
            points = tuple(
                CurvePoint(share, over.figure(order, place, at)) for at, share in enumerate(found[0].about.shares)
            )
            yield FaithfulnessCurve(method, layer, figure, points)


def _mean(values: Doubles, axis: int = -1) -> Doubles:
    """Over slices, NaN left out."""
    told = ~np.isnan(values)
    sums = np.where(told, values, 0).sum(axis=axis)
    return np.where(told.any(axis=axis), sums / np.maximum(told.sum(axis=axis), 1), np.nan)
