"""What the readers of a study or of a project came to, as PDF: the tables of the page and of the workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xaiviewer.exports.pdf.document import Document
from xaiviewer.records.reading_tables import MEASURED, Table, facts_of, heading_of, remarks_of, tables_of, words_of

_NARROWEST, _WIDEST = 6, 24  # letters of a column
_MOST_COLUMNS = 9
"""That can be read beside each other on the width of a page; a table of more goes on in a second one."""


def readers_report(fields: Mapping[str, Any]) -> bytes:
    """The PDF of the figures of a study (`studies.figures`) or a project (`ledger.concordance`)."""
    name, told = heading_of(fields)
    document = Document(f"Readers: {name}", "What readers came to, with and without what the network said")
    document.paragraph(told)
    for remark in remarks_of(fields):
        document.paragraph(str(remark), caution=True)
    for table in tables_of(fields):
        document.heading(table.title)
        document.paragraph(table.told)
        for part in _parts(table):
            rows = [tuple(words_of(cell) for cell in row) for row in part.rows]
            document.table(part.head, rows, _widths(part.head, rows))
    document.heading(MEASURED)
    document.paragraph(
        f"Intervals: 95 %, {fields['resamples']} resamples, seed {fields['seed']}; of figures over readers both "
        "readers and cases are drawn."
    )
    document.table(("what", "value"), facts_of(fields), (1, 3))
    document.table(("program", "version"), list(fields["versions"].items()), (1, 3))
    return document.bytes()


def _widths(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """As wide as what stands in a column, within reason; a heading of several words may be broken between them."""
    longest = [max(len(word) for word in name.split()) for name in head]
    told = [max([place, *(len(row[at]) for row in rows)]) for at, place in enumerate(longest)]
    return [float(min(max(each, _NARROWEST), _WIDEST)) for each in told]


def _parts(table: Table) -> list[Table]:
    """A table as it is, or in parts that each begin with its first column."""
    if len(table.head) <= _MOST_COLUMNS:
        return [table]
    per, found = _MOST_COLUMNS - 1, []
    for start in range(1, len(table.head), per):
        here = slice(start, start + per)
        rows = tuple((row[0], *row[here]) for row in table.rows)
        found.append(Table(table.title, table.told, (table.head[0], *table.head[here]), rows))
    return found
