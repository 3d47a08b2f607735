"""Where prediction and attention disagree, the most telling slices first."""

from __future__ import annotations

import numpy as np

from xaiviewer.audit.found import About, SliceFound
from xaiviewer.audit.report import LOOKED, WRONG_REASON, DisagreementRow
from xaiviewer.audit.tables.cohort import Cohort
from xaiviewer.audit.tables.figures import corrected


def disagreement_rows(cohort: Cohort) -> list[DisagreementRow]:
    """Every slice on which they disagree: those that are called wrongly first, then by how far mass and null differ."""
    every = [
        (number, case.about, each)
        for number, case in zip(cohort.numbers, cohort.found, strict=True)
        for each in case.about.slices
    ]
    q = corrected(np.array([each.p for _, _, each in every], dtype=np.float64))
    telling = [(number, about, each, float(q[place])) for place, (number, about, each) in enumerate(every)]
    telling = [each for each in telling if each[2].disagrees]
    telling.sort(key=lambda each: (each[2].right, -each[2].gap, each[0], each[2].index))
    return [_row(*each) for each in telling]


def _row(number: int, about: About, found: SliceFound, q: float) -> DisagreementRow:
    return DisagreementRow(
        case=number,
        slice=found.index + 1,
        kind=WRONG_REASON if found.right else LOOKED,
        network=about.network,
        called=about.classes[found.called],
        probability=found.probability,
        without=found.without,
        method=about.opening_method,
        layer=about.opening_layer,
        mass=found.mass,
        expected=found.expected,
        null=found.null,
        points_inside=found.inside,
        p=found.p,
        q=q,
        picture=found.picture,
    )
