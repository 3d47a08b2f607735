"""Would another network say the same? The checks of the second stage."""

from __future__ import annotations

import math

from xaiviewer.audit.page.blocks import Block, Cell, Said, Section, Table
from xaiviewer.audit.page.known import Known, chance, with_interval
from xaiviewer.audit.report import SanityRow
from xaiviewer.records.pages.making import number

NOT_MEASURED = "Not measured: the second stage was not asked for, or nothing survived that could be asked."


def sanity(known: Known) -> Section:
    """A row for every check, a column for every map that was chosen; what each check asks, below."""
    title = "Sanity"
    second = known.report.second
    if second is None or not second.sanity:
        return Section("sanity", title, [Said(NOT_MEASURED)])
    maps = list(dict.fromkeys((each.method, each.layer) for each in second.sanity))
    rows = {(each.check, each.method, each.layer): each for each in second.sanity}
    checks = {each.check: each for each in second.sanity}
    table: list[list[str | Cell]] = [
        [check.title, _bar(check), *(_cell(rows.get((key, *where))) for where in maps)] for key, check in checks.items()
    ]
    blocks: list[Block] = [
        Said(
            f"Of the maps that survived, on {second.slices_per_case} slices of each of {second.patients} patients: the "
            "number, and whether it lies on the good side of its bar. Where the bar is measured it is the mean over "
            "random pairs of slices.",
            "lead",
        ),
        Table(
            "Checks and maps", ("Check", "Bar", *(f"{known.method(method)} @ {layer}" for method, layer in maps)), table
        ),
        Table(
            "What the checks ask",
            ("Check", "Question", "Source"),
            [(each.title, each.question, each.source) for each in checks.values()],
        ),
    ]
    return Section("sanity", title, blocks)


def _bar(row: SanityRow) -> str:
    if math.isnan(row.bar):
        return "none"
    return f"{'at most' if row.low_is_good else 'at least'} {number(row.bar, '{:.2f}')}"


def _cell(row: SanityRow | None) -> Cell:
    """In words and by a sign, so that colour is never the only one."""
    if row is None or math.isnan(row.value.value):
        return Cell("not measured", role="weak")
    words = f"{with_interval(row.value, '{:.2f}')}, bar {number(row.bar, '{:.2f}')}, {chance('p', row.p)}"
    if row.passed is None:
        return Cell(f"{number(row.value.value, '{:.2f}')} says nothing here", words, "weak")
    verdict = "✓ passes" if row.passed else "✗ fails"
    return Cell(f"{number(row.value.value, '{:.2f}')} {verdict}", words, "" if row.passed else "caution")
