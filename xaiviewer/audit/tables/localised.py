"""CheXlocalize's table, and what receptive-field centring gains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from xaiviewer.audit.found import THRESHOLDS
from xaiviewer.audit.report import STRONGEST, CentringRow, Figure, LocalisationRow, SurvivalRow
from xaiviewer.audit.tables.cohort import Cohort
from xaiviewer.audit.tables.figures import Doubles, corrected, means
from xaiviewer.evaluation.chexlocalize import SCORES, Localisation, localisation_table
from xaiviewer.evaluation.tuning import tuned_thresholds
from xaiviewer.requests import MEASURES


def localisation_rows(cohort: Cohort, survival: Sequence[SurvivalRow]) -> list[LocalisationRow]:
    """Mean IoU and hit rate of every method and layer, and IoU at a threshold that was tuned on the other patients."""
    held = {(row.method, row.layer, row.measure): row for row in survival if row.null == STRONGEST}
    rows = []
    for number, method in enumerate(cohort.about.methods):
        patients = [_localisation(cohort, place, number) for place in range(len(cohort.found))]
        table = localisation_table(patients, cohort.layers, seed=cohort.seed, number=cohort.resamples)
        tuned, thresholds = _tuned(cohort, number)
        tuned_means = means(tuned, seed=cohort.seed, number=cohort.resamples)
        for place, layer in enumerate(cohort.layers):
            found, against = table[layer.name], {name: held[method, layer.name, SCORES[name]] for name in SCORES}
            rows.append(
                LocalisationRow(
                    method=method,
                    layer=layer.name,
                    slices=int(found["slices"]),
                    patients=int(found["patients"]),
                    miou=Figure(**found["miou"]),
                    hit_rate=Figure(**found["hit_rate"]),
                    miou_p=against["miou"].p,
                    miou_q=against["miou"].q,
                    hit_rate_p=against["hit_rate"].p,
                    hit_rate_q=against["hit_rate"].q,
                    tuned_iou=tuned_means.figure(place),
                    tuned_threshold=float(np.median(thresholds[:, place])),
                )
            )
    return rows


def _localisation(cohort: Cohort, patient: int, method: int) -> Localisation:
    """One patient's sums: the means over slices times their number, a silent map counting as none."""
    found = cohort.found[patient]
    slices = len(found.about.lesion)
    places = {name: found.about.measures.index(measure) for name, measure in SCORES.items()}
    sums = {
        name: np.nan_to_num(found.observed[place, method].astype(np.float64), nan=0.0) * slices
        for name, place in places.items()
    }
    return Localisation(sums, slices)


def _tuned(cohort: Cohort, method: int) -> tuple[Doubles, Doubles]:
    """Each patient's IoU at the threshold that is best on the others, and that threshold, ``[patient, layer]`` each."""
    scores = np.stack([each.iou[:, method].astype(np.float64) for each in cohort.found])
    thresholds = tuned_thresholds(scores, THRESHOLDS)
    places = np.abs(np.asarray(THRESHOLDS)[None, :, None] - np.nan_to_num(thresholds)[:, None]).argmin(axis=1)
    chosen = np.take_along_axis(scores, places[:, None], axis=1)[:, 0]
    return np.where(np.isnan(thresholds), np.nan, chosen), thresholds


def centring_rows(cohort: Cohort) -> Iterator[CentringRow]:
    """Every method, measure and layer."""
    shift = np.mean([each.about.shift_px for each in cohort.found], axis=0)
    for number, method in enumerate(cohort.about.methods):
        for place, measure in enumerate(MEASURES):
            centred, other = (cohort.stacked("aligned", which, place, number) for which in (0, 1))
            over = [means(each, seed=cohort.seed, number=cohort.resamples) for each in (centred, other)]
            gain = means(centred - other, seed=cohort.seed, number=cohort.resamples, two_sided=True)
            q = corrected(gain.p)
            for index, layer in enumerate(cohort.layers):
                yield CentringRow(
                    method=method,
                    layer=layer.name,
                    measure=measure,
                    patients=int(gain.patients[index]),
                    shift_px=float(shift[index]),
                    centred=float(over[0].value[index]),
                    half_pixel=float(over[1].value[index]),
                    gain=gain.figure(index),
                    p=float(gain.p[index]),
                    q=float(q[index]),
                )
