"""CheXlocalize's table, so that figures can stand beside the paper's."""

from __future__ import annotations

import math

from xaiviewer.audit.page.blocks import Block, Cell, Folded, Said, Section, Table
from xaiviewer.audit.page.known import Known, chance, with_interval
from xaiviewer.audit.report import LocalisationRow
from xaiviewer.records.pages.making import number

_HEAD = ("Layer", "Method", "Mean IoU", "q", "Hit rate", "q", "IoU, cut tuned", "Cut", "Slices", "Patients")


def localisation(known: Known) -> Section:
    """Of every layer the method with the highest mean IoU; all of them folded."""
    rows = known.report.localisation
    if not rows:
        return Section("localisation", "CheXlocalize's protocol", [Said("Not measured.")])
    best: dict[str, LocalisationRow] = {}
    for row in rows:
        if row.layer not in best or _or_least(row) > _or_least(best[row.layer]):
            best[row.layer] = row
    blocks: list[Block] = [
        Said(
            "Saporta et al. 2022: a map is scaled between its minimum and maximum, cut at Otsu's threshold and held "
            "against the outline (IoU); it hits where its strongest pixel lies inside. Slices without a lesion are "
            "left out. The paper draws its images, here patients are drawn; q is against the layer's strongest null. "
            "Beside it the mean IoU at a cut, a share of a map's maximum, that was tuned on all other patients.",
            "lead",
        ),
        Table(
            "Of every layer the method with the highest mean IoU; 95 % intervals over patients",
            _HEAD,
            [_row(known, best[layer.name]) for layer in known.report.layers if layer.name in best],
        ),
        Folded(
            f"All {len(rows)} rows",
            [Table("Every method in every layer", _HEAD, [_row(known, each) for each in rows])],
        ),
    ]
    return Section("localisation", "CheXlocalize's protocol", blocks)


def _row(known: Known, row: LocalisationRow) -> list[str | Cell]:
    return [
        row.layer,
        known.method(row.method),
        with_interval(row.miou),
        _weak(row.miou_q),
        with_interval(row.hit_rate),
        _weak(row.hit_rate_q),
        with_interval(row.tuned_iou),
        number(row.tuned_threshold, "{:.2f}"),
        str(row.slices),
        str(row.patients),
    ]


def _weak(q: float) -> Cell:
    """A q; one that says nothing stands back."""
    return Cell(chance("q", q).removeprefix("q "), role="" if q <= 0.05 else "weak")


def _or_least(row: LocalisationRow) -> float:
    return row.miou.value if math.isfinite(row.miou.value) else -math.inf
