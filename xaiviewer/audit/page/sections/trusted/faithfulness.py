"""Does the marked place matter to the network? Curves and areas of the second stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xaiviewer.audit.page.blocks import Beside, Block, Cell, Chart, Folded, Key, Legend, Said, Section, Table
from xaiviewer.audit.page.known import Known, capital, chance, with_interval
from xaiviewer.audit.page.plots.lines import Line, over_shares
from xaiviewer.audit.page.sections.trusted.sanity import NOT_MEASURED
from xaiviewer.audit.report import FaithfulnessCurve, FaithfulnessRow

_HEAD = ("Order of the pixels", "Value", "Against", "Better by", "q", "Slices", "Patients")
_REFERENCES = {"random order": "even", "brightness order": "hard", "clinician's mask": "outline"}
"""Orders that the maps are held against, and how they are drawn."""

_MARKS = ("line", "second", "third", "fourth", "fifth")


def faithfulness(known: Known) -> Section:
    """The curves of every figure that has some, beside random and brightness order; then every figure as a table."""
    title = "Faithfulness"
    second = known.report.second
    if second is None or not (second.faithfulness or second.curves):
        return Section("faithfulness", title, [Said(NOT_MEASURED)])
    asked = [(each.method, each.layer) for each in second.curves]
    asked += [(each.method, each.layer) for each in second.faithfulness]
    of_maps = [where for where in asked if where[0] not in _REFERENCES]
    marks = {where: _MARKS[at % len(_MARKS)] for at, where in enumerate(dict.fromkeys(of_maps))}
    marks |= {(name, ""): mark for name, mark in _REFERENCES.items()}
    blocks: list[Block] = [
        Said(
            "Pixels of the head are taken away in the order of a map (deletion), or given back to a slice without any "
            "(insertion), and the network is asked each time. A map that names what the network needs makes the "
            "probability fall fast and rise fast, faster than a random order and than going by brightness.",
            "lead",
        )
    ]
    drawn = {(each.method, each.layer) for each in second.curves}
    if drawn:
        keys = [Key(mark, _name(known, *where)) for where, mark in marks.items() if where in drawn]
        blocks += [Legend(keys), Beside(_charts(known, second.curves, marks))]
    figures = dict.fromkeys(each.figure for each in second.faithfulness)
    tables = [_table(known, [each for each in second.faithfulness if each.figure == figure]) for figure in figures]
    blocks += tables[:2]
    if tables[2:]:
        blocks.append(Folded(f"More figures ({len(tables) - 2})", tables[2:]))
    return Section("faithfulness", title, blocks)


def _charts(known: Known, curves: Sequence[FaithfulnessCurve], marks: Mapping[tuple[str, str], str]) -> list[Chart]:
    charts = []
    for figure in dict.fromkeys(each.figure for each in curves):
        of = sorted(
            (each for each in curves if each.figure == figure), key=lambda each: list(marks).index(_where(each))
        )
        shares = [point.share for point in of[0].points]
        lines = [
            Line(
                _name(known, each.method, each.layer),
                [point.value.value for point in each.points],
                marks[_where(each)],
                *_band(each, first=number_ == 0),
            )
            for number_, each in enumerate(of)
            if [point.share for point in each.points] == shares
        ]
        title = capital(figure)
        charts.append(Chart(over_shares(shares, lines, f"{title}: probability", "share of the head"), "", title))
    return charts


def _band(curve: FaithfulnessCurve, *, first: bool) -> tuple[list[float], list[float]]:
    """The interval of one curve alone: of all of them nothing would be seen."""
    if not first:
        return [], []
    return [point.value.low for point in curve.points], [point.value.high for point in curve.points]


def _table(known: Known, rows: Sequence[FaithfulnessRow]) -> Table:
    better = "low" if rows[0].low_is_good else "high"
    return Table(
        f"{capital(rows[0].figure)}; {better} is good; means with 95 % intervals over patients",
        _HEAD,
        [
            (
                _name(known, each.method, each.layer),
                with_interval(each.value),
                each.against,
                Cell(with_interval(each.difference, "{:+.3f}"), role="" if each.q <= 0.05 else "weak"),
                Cell(chance("q", each.q).removeprefix("q "), role="" if each.q <= 0.05 else "weak"),
                str(each.slices),
                str(each.patients),
            )
            for each in rows
        ],
    )


def _where(curve: FaithfulnessCurve) -> tuple[str, str]:
    return (curve.method, "" if curve.method in _REFERENCES else curve.layer)


def _name(known: Known, method: str, layer: str) -> str:
    return method if method in _REFERENCES else f"{known.method(method)} @ {layer}"
