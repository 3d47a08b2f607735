"""Where prediction and attention disagree, the most telling slices first."""

from __future__ import annotations

import numpy as np

from xaiviewer.audit.disagreeing import disagrees, gap
from xaiviewer.audit.report import LOOKED, WRONG_REASON, DisagreementRow
from xaiviewer.audit.tables.cohort import Cohort
from xaiviewer.audit.tables.figures import corrected

def disagreement_rows(cohort: Cohort) -> list[DisagreementRow]:
    """Every slice on which they disagree: those that are wrong first, then by how far the mass is from its null."""
    every = [(number, case, each) for number, case in zip(cohort.numbers, cohort.found, strict=True)
             for each in case.about.slices]
    q = corrected(np.array([each.p for _, _, each in every], dtype=np.float64))
    rows = [
        (each.right, -gap(each), DisagreementRow(
            case=number,
            slice=each.index + 1,
            kind=WRONG_REASON if each.right else LOOKED,
            network=case.about.network,
            called=case.about.classes[each.called],
            probability=each.probability,
            without=each.without,
            method=case.about.opening_method,
            layer=case.about.opening_layer,
            mass=each.mass,
            expected=each.expected,
            null=each.null,
            points_inside=each.inside,
            p=each.p,
            q=float(q[place]),
            picture=each.picture,
        ))
        for place, (number, case, each) in enumerate(every)
        if disagrees(each)
    ]
    return [row for _, _, row in sorted(rows, key=lambda each: (*each[:2], each[2].case, each[2].slice))]
