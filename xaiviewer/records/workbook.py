"""Tables as an XLSX workbook, a sheet each."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from xaiviewer.errors import UsageError
from xaiviewer.records.reading_tables import Table

LONGEST = 32_767
"""Letters that a cell holds."""

TOO_LONG = "too long for a cell: write CSV or JSON"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NO_TITLE = re.compile(r"[\[\]:*?/\\]")


def workbook(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]) -> bytes:
    """The bytes of a workbook.

    Args:
        sheets: title, headings and rows of each. Words stay words, whatever they begin with: no cell is a formula.

    Raises:
        UsageError: where openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook  # noqa: PLC0415 - only where a workbook is written
        from openpyxl.styles import Font  # noqa: PLC0415
    except ImportError as error:
        raise UsageError("XLSX needs the package openpyxl; install it, or write CSV or JSON.") from error
    book = Workbook()
    book.remove(book.active)
    for title, head, rows in sheets:
        sheet = book.create_sheet(_NO_TITLE.sub(" ", title)[:31])
        for at, row in enumerate((head, *rows), start=1):
            for place, value in enumerate(row, start=1):
                cell = sheet.cell(at, place)
                if isinstance(value, str):
                    cell.value = TOO_LONG if len(value) > LONGEST else _CONTROL.sub(" ", value)
                    cell.data_type = "s"
                elif value is not None:
                    cell.value = value
                if at == 1:
                    cell.font = Font(bold=True)
        sheet.freeze_panes, sheet.auto_filter.ref = "A2", sheet.dimensions
        for place, name in enumerate(head, start=1):
            sheet.column_dimensions[sheet.cell(1, place).column_letter].width = min(max(len(str(name)) + 2, 10), 40)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def workbook_of(tables: Iterable[Table]) -> bytes:
    """Tables of readers' figures; a figure fills three columns, the ends of its interval after it."""
    return workbook((each.title, *_spread(each)) for each in tables)


def _spread(table: Table) -> tuple[list[str], list[list[Any]]]:
    wide = [any(isinstance(row[at], Mapping) for row in table.rows) for at in range(len(table.head))]
    head: list[str] = []
    for name, spread in zip(table.head, wide, strict=True):
        head += [name, f"{name}, from", f"{name}, to"] if spread else [name]
    rows = []
    for row in table.rows:
        cells: list[Any] = []
        for cell, spread in zip(row, wide, strict=True):
            if isinstance(cell, Mapping):
                cells += [cell.get(name) for name in ("value", "low", "high")]
            else:
                cells += [cell, None, None] if spread else [cell]
        rows.append(cells)
    return head, rows
