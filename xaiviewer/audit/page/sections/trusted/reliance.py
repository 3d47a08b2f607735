"""Do the decisions rest on the lesion? The plainest test needs no map."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xaiviewer.audit.page.blocks import Block, Chart, Key, Legend, Said, Section, Table
from xaiviewer.audit.page.known import Known, chance, with_interval
from xaiviewer.audit.page.plots.lines import Line, over_shares
from xaiviewer.audit.page.plots.whiskers import Whisker, whiskers
from xaiviewer.audit.report import RelianceRow
from xaiviewer.records.pages.making import number

_HEAD = (
    "Filled in",
    "Slices",
    "Patients",
    "Decisions that flip",
    "Fall of the probability",
    "Against",
    "Difference",
    "q",
)
_SIZE = re.compile(r"\b(shrunk|grown) by (\d+(?:\.\d+)?) %")
_OWN = "lesion of the largest slice"
_ELSEWHERE = "elsewhere"


def reliance(known: Known) -> Section:
    """The fall of the probability by region, its course over the region's size, and the table."""
    title = "Reliance on the lesion"
    rows = known.report.reliance
    if not rows:
        return Section("reliance", title, [Said("Not measured.")])
    plain = [each for each in rows if _size(each.region) is None]
    drawn = [
        Whisker(
            each.region,
            each.drop.value,
            each.drop.low,
            each.drop.high,
            each.q <= 0.05 and each.difference.value > 0,
            f"{number(each.drop.value)}, {chance('q', each.q)}",
        )
        for each in plain
    ]
    axis = "fall of the probability, mean over patients, 95 % interval"
    blocks: list[Block] = [
        Said(
            "A region of a slice that is called positive is filled in with what surrounds it, and the slice is judged "
            "again. Where the decision rests on the lesion it falls without it, and stays when the mirror image or the "
            "same region elsewhere in the head is filled in instead.",
            "lead",
        ),
        Legend([Key("dot", "falls further than what it is held against"), Key("hollow", "does not")]),
        Chart(whiskers(drawn, "Fall of the probability by region", axis)),
        *_sizes(rows),
        Table("Means with 95 % intervals over patients", _HEAD, [_row(each) for each in rows]),
    ]
    return Section("reliance", title, blocks)


def _sizes(rows: Sequence[RelianceRow]) -> list[Block]:
    """The course over the region's size, with the region elsewhere as what it is held against."""
    known = {size: each for each in rows if (size := _size(each.region)) is not None}
    own = next((each for each in rows if each.region == _OWN), None)
    if own is not None:
        known[0.0] = own
    if len(known) < 2:
        return []
    sizes = sorted(known)
    falls = [known[size].drop for size in sizes]
    lines = [
        Line(
            "the lesion, smaller or larger",
            [each.value for each in falls],
            "line",
            [each.low for each in falls],
            [each.high for each in falls],
            dots=[True] * len(sizes),
        )
    ]
    keys = [Key("line", "the lesion, smaller or larger")]
    elsewhere = next((each for each in rows if each.region == _ELSEWHERE), None)
    if elsewhere is not None:
        told = "a region of the lesion's own size elsewhere in the head"
        lines.append(Line(told, [elsewhere.drop.value] * len(sizes), "moved"))
        keys.append(Key("moved", told))
    title = "Fall of the probability over the region's size"
    axis = "by which share of its radius the region is larger, in %"
    drawn = over_shares([100 * size for size in sizes], lines, title, axis, (1080, 300))
    return [Legend(keys), Chart(drawn, "On the slice with the largest mask of each patient.", title)]


def _size(region: str) -> float | None:
    """By which part of its radius the region is larger; None where it is no other size of the lesion."""
    found = _SIZE.search(region)
    if found is None:
        return None
    return float(found[2]) / 100 * (-1 if found[1] == "shrunk" else 1)


def _row(row: RelianceRow) -> tuple[str, ...]:
    return (
        row.region,
        str(row.slices),
        str(row.patients),
        with_interval(row.flips, "{:.2f}"),
        with_interval(row.drop),
        row.against,
        with_interval(row.difference, "{:+.3f}"),
        chance("q", row.q).removeprefix("q "),
    )
