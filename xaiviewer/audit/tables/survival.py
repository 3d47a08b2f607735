"""Which maps are better than all that explains them away?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from xaiviewer.audit.report import STRONGEST, BestRow, Figure, SurvivalRow
from xaiviewer.audit.tables.cohort import OUTLINE, Cohort
from xaiviewer.audit.tables.figures import Doubles, corrected
from xaiviewer.evaluation.nulls import Survival, best_methods, survivals

BEST_BY = ("mass", "average_precision", "pointing_within_a_cell", "iou_otsu")
"""The measures by which the best method of each layer is told."""


def survival_rows(cohort: Cohort) -> list[SurvivalRow]:
    """Every method, layer, measure and null."""
    return [row for number in range(len(cohort.about.methods)) for row in _of_method(cohort, number)]


def _of_method(cohort: Cohort, method: int) -> Iterator[SurvivalRow]:
    patients = cohort.nulls(method)
    outlined = cohort.nulls(method, outline=True) if OUTLINE in cohort.kinds.values() else None
    for place, measure in enumerate(cohort.about.measures):
        ceilings = _means(cohort.stacked("ceiling", place, method))
        found = dict(survivals(patients, measure, seed=cohort.seed, number=cohort.resamples))
        if outlined is not None:
            outline = survivals(outlined, measure, seed=cohort.seed, number=cohort.resamples)
            found |= {key: each for key, each in outline.items() if key != STRONGEST}
        for survival in found.values():
            yield from _rows(cohort, (method, measure), survival, ceilings)


def _rows(cohort: Cohort, of: tuple[int, str], found: Survival, ceilings: Doubles) -> Iterator[SurvivalRow]:
    beaten = found.beaten() & (found.low > 0)
    for number, layer in enumerate(cohort.layers):
        yield SurvivalRow(
            method=cohort.about.methods[of[0]],
            layer=layer.name,
            measure=of[1],
            null=found.null,
            kind=cohort.kinds.get(found.null, STRONGEST),
            stands_for=found.stands_for[number] if found.stands_for else "",
            patients=int(found.patients[number]),
            observed=float(found.observed[number]),
            expected=float(found.expected[number]),
            difference=float(found.difference[number]),
            low=float(found.low[number]),
            high=float(found.high[number]),
            p=float(found.p[number]),
            q=float(found.q[number]),
            ceiling=float(ceilings[number]),
            survives=bool(beaten[number]),
        )


def best_rows(cohort: Cohort, rows: Sequence[SurvivalRow]) -> list[BestRow]:
    """Of every layer, by each of `BEST_BY`, the method that leaves the strongest null farthest behind.

    Args:
        cohort: the patients.
        rows: of `survival_rows`.
    """
    about = cohort.about
    by_key = {(row.method, row.layer, row.measure, row.null): row for row in rows}
    by_method = {method: cohort.nulls(number) for number, method in enumerate(about.methods)}
    bright = f"brightness: {about.main_sequence}"
    found = []
    for measure in (each for each in BEST_BY if each in about.measures):
        chosen, overall = best_methods(by_method, measure, seed=cohort.seed, number=cohort.resamples)
        nearest = _nearest(cohort, by_key, measure)
        beside = [
            by_key.get((method, layer.name, measure, bright))
            for method, layer in zip(nearest, cohort.layers, strict=True)
        ]
        q = corrected(np.array([np.nan if row is None else row.p for row in beside]))
        for number, layer in enumerate(cohort.layers):
            row = beside[number]
            strongest = by_key[nearest[number], layer.name, measure, STRONGEST]
            found.append(
                BestRow(
                    layer=layer.name,
                    measure=measure,
                    method=chosen[number],
                    nearest=nearest[number],
                    null=strongest.stands_for,
                    patients=int(overall.patients[number]),
                    observed=float(overall.observed[number]),
                    expected=float(overall.expected[number]),
                    difference=float(overall.difference[number]),
                    low=float(overall.low[number]),
                    high=float(overall.high[number]),
                    p=float(overall.p[number]),
                    q=float(overall.q[number]),
                    brightness=_figure(row),
                    brightness_p=np.nan if row is None else row.p,
                    brightness_q=float(q[number]),
                )
            )
    return found


def _nearest(cohort: Cohort, by_key: dict[tuple[str, str, str, str], SurvivalRow], measure: str) -> list[str]:
    """By layer the method whose difference to the strongest null is largest; the first where none is defined."""
    methods = cohort.about.methods
    return [
        max(methods, key=lambda method: np.nan_to_num(by_key[method, name, measure, STRONGEST].difference, nan=-np.inf))
        for name in (layer.name for layer in cohort.layers)
    ]


def _figure(row: SurvivalRow | None) -> Figure:
    if row is None:
        return Figure(np.nan, np.nan, np.nan)
    return Figure(row.difference, row.low, row.high)


def _means(values: Doubles) -> Doubles:
    """Over patients, NaN left out."""
    told = ~np.isnan(values)
    return np.where(told.any(axis=0), np.where(told, values, 0).sum(axis=0) / np.maximum(told.sum(axis=0), 1), np.nan)
