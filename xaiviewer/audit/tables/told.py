"""Whether maps tell that there is a lesion, whether position in a layer is one in the image, what decisions rest on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from xaiviewer.audit.report import HeatRow, LocalityRow, RelianceRow
from xaiviewer.audit.tables.cohort import Cohort
from xaiviewer.audit.tables.figures import Doubles, Means, corrected, means
from xaiviewer.evaluation.ranking import auroc

LESION, MIRROR, LARGEST, ELSEWHERE, ALONE = (
    "lesion",
    "mirror image",
    "lesion of the largest slice",
    "elsewhere",
    "all but the lesion",
)
NOTHING = "nothing"

_HALF = 0.5  # the own logit's softmax above which a slice is called positive


def heat_rows(cohort: Cohort) -> Iterator[HeatRow]:
    """Every method and layer, of patients with slices of both kinds."""
    both = [each for each in cohort.found if each.about.empty]
    if not both:
        return
    shape = both[0].peak.shape[1:]
    peak, marked = (np.stack([_mean(getattr(each, name)) for each in both]) for name in ("peak", "marked"))
    areas = np.full((len(both), *shape), np.nan)
    for patient, each in enumerate(both):
        truth = np.arange(len(each.highest)) < len(each.about.lesion)
        for at in np.ndindex(*shape):
            areas[(patient, *at)] = auroc(truth, each.highest[(slice(None), *at)])
    over = partial(means, seed=cohort.seed, number=cohort.resamples)
    hot, share = over(peak), over(marked)
    area, above = over(areas), over(areas - 0.5)
    q, slices = corrected(above.p), sum(len(each.about.empty) for each in both)
    for number, method in enumerate(cohort.about.methods):
        for place, layer in enumerate(cohort.layers):
            yield HeatRow(
                method=method,
                layer=layer.name,
                patients=int(hot.patients[number, place]),
                slices=slices,
                peak=hot.figure(number, place),
                marked=share.figure(number, place),
                auroc=area.figure(number, place),
                p=float(above.p[number, place]),
                q=float(q[number, place]),
            )


def locality_rows(cohort: Cohort) -> Iterator[LocalityRow]:
    """Every layer."""
    share, expected = (cohort.stacked("local", which) for which in (0, 1))
    over = partial(means, seed=cohort.seed, number=cohort.resamples)
    of_share, of_expected = over(share), over(expected)
    difference = over(share - expected)
    q = corrected(difference.p)
    for place, layer in enumerate(cohort.layers):
        yield LocalityRow(
            layer=layer.name,
            patients=int(of_share.patients[place]),
            share=of_share.figure(place),
            expected=float(of_expected.value[place]),
            difference=difference.figure(place),
            p=float(difference.p[place]),
            q=float(q[place]),
            positional=bool(np.fmin(of_share.low[place], of_share.value[place]) > _HALF),
        )


def reliance_rows(cohort: Cohort) -> list[RelianceRow]:
    """The lesion, and every region that it is held against."""
    rows = [_whole(cohort, LESION), _whole(cohort, MIRROR), *_largest(cohort)]
    q = corrected(np.array([row[-1].p[0] for row in rows]))
    return [
        RelianceRow(
            region,
            slices,
            int(drop.patients[0]),
            flips.figure(0),
            drop.figure(0),
            against,
            difference.figure(0),
            float(difference.p[0]),
            float(q[place]),
        )
        for place, (region, slices, against, flips, drop, difference) in enumerate(rows)
    ]


_Row = tuple[str, int, str, Means, Means, Means]


def _whole(cohort: Cohort, region: str) -> _Row:
    """With the masks of the whole case filled in, or their mirror images: slices weigh alike."""
    flips, drops, differences = [], [], []
    for each in cohort.found:
        before, without, control = each.reliance.astype(np.float64)
        there = without if region == LESION else control
        told = ~np.isnan(there)
        flips.append((there <= each.about.threshold)[told])
        drops.append((before - there)[told])
        other = control - without if region == LESION else before - control
        differences.append(other[~np.isnan(other)])
    against = MIRROR if region == LESION else NOTHING
    slices = sum(len(each) for each in drops)
    figures = [_pooled(cohort, each) for each in (flips, drops, differences)]
    return region, slices, against, figures[0], figures[1], figures[2]


def _largest(cohort: Cohort) -> Iterator[_Row]:
    """Of each patient the slice with the largest mask, where it is called positive."""
    told = [each for each in cohort.found if each.tested.size]
    if not told:
        return
    tested = np.stack([each.tested for each in told]).astype(np.float64)
    moved = np.array([each.moved.mean(dtype=np.float64) if each.moved.size else np.nan for each in told])
    flipped = np.array([(each.moved <= _HALF).mean() if each.moved.size else np.nan for each in told])
    whole, without = tested[:, 0], tested[:, 1]

    def row(region: str, there: Doubles, flips: Doubles, against: str, other: Doubles) -> _Row:
        drop = whole - there
        figures = [_each(cohort, values) for values in (flips, drop, drop - other)]
        return region, int(np.count_nonzero(~np.isnan(there))), against, figures[0], figures[1], figures[2]

    def flips(there: Doubles) -> Doubles:
        return (there <= _HALF).astype(np.float64)

    nothing = np.zeros(len(told))
    yield row(LARGEST, without, flips(without), ELSEWHERE, whole - moved)
    yield row(ELSEWHERE, moved, flipped, NOTHING, nothing)
    yield row(ALONE, tested[:, 2], flips(tested[:, 2]), NOTHING, nothing)
    for number, size in enumerate(cohort.about.sizes):
        if size:
            there = tested[:, 3 + number]
            yield row(sized(size), there, flips(there), LARGEST, whole - without)


def sized(size: float) -> str:
    """The region in another size, in words."""
    return f"lesion {'grown' if size > 0 else 'shrunk'} by {abs(size):.0%}".replace("%", " %")


def _pooled(cohort: Cohort, values: list[np.ndarray]) -> Means:
    sums = np.array([[each.sum(dtype=np.float64)] for each in values])
    counts = np.array([[float(len(each))] for each in values])
    return means(sums, counts=counts, seed=cohort.seed, number=cohort.resamples)


def _each(cohort: Cohort, values: Doubles) -> Means:
    return means(values[:, None], seed=cohort.seed, number=cohort.resamples)


def _mean(values: np.ndarray) -> Doubles:
    """Over slices, NaN left out."""
    told = ~np.isnan(values)
    sums = np.where(told, values, 0).sum(axis=0, dtype=np.float64)
    return np.where(told.any(axis=0), sums / np.maximum(told.sum(axis=0), 1), np.nan)
