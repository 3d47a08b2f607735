"""The long table of all cases as CSV, as JSON with a published schema, and as XLSX."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from xaiviewer import __version__, paths
from xaiviewer.exports.kind import Kind, Made
from xaiviewer.exports.measured import COLUMNS as MEASURED_COLUMNS
from xaiviewer.exports.measured import MeasuredRow
from xaiviewer.exports.rows import COLUMNS, Row
from xaiviewer.exports.told import Told
from xaiviewer.records import NOTICE
from xaiviewer.records.manifest import as_json
from xaiviewer.records.provenance import versions

SCHEMA = 1
_HEAD = {"schema": SCHEMA, "notice": NOTICE}
_SHEET_ROWS = 1_000_000  # a sheet of XLSX holds 1,048,576
_WHEN = datetime(1980, 1, 1)  # noqa: DTZ001 - a zip knows no zones; the same bytes for the same values
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDTHS = {
    "case": 24,
    "slice": 8,
    "layer": 28,
    "method": 20,
    "score": 22,
    "question": 50,
    "answer": 50,
    "strongest_null": 28,
}
"""Of columns, in letters; of all others 14."""


def schema_file() -> Path:
    """The JSON schema of scores.json."""
    return paths.resources() / "schemas" / "export.json"


def measured_schema_file() -> Path:
    """The JSON schema of measurements.json."""
    return paths.resources() / "schemas" / "measurements.json"


def rows_of(told: Sequence[Told]) -> Iterator[Row]:
    """Every case's rows, in the order of the cases."""
    for each in told:
        yield from each.rows


def csv_together(told: Sequence[Told]) -> Iterator[Made]:
    """scores.csv."""
    yield Made("scores.csv", lambda: csv_of(COLUMNS, (row.cells for row in rows_of(told))))


def csv_measured(told: Sequence[Told]) -> Iterator[Made]:
    """measurements.csv."""
    yield Made("measurements.csv", lambda: csv_of(MEASURED_COLUMNS, (row.cells for row in measured_of(told))))


def measured_of(told: Sequence[Told]) -> Iterator[MeasuredRow]:
    """Every case's measurements and lesions, in the order of the cases."""
    for each in told:
        yield from each.measured


def csv_of(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A table as CSV."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(columns)
    table.writerows([_plain(each) for each in row] for row in rows)
    return text.getvalue().encode("utf-8", "replace")


def _plain(value: Any) -> Any:
    """A cell: nothing for what is undefined, and no word that a spreadsheet takes for a formula."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def json_together(told: Sequence[Told]) -> Iterator[Made]:
    """scores.json, and its schema beside it."""
    yield Made("scores.json", partial(_json, told))
    yield Made("scores.schema.json", lambda: schema_file().read_bytes())


def _json(told: Sequence[Told]) -> bytes:
    cases = [
        {
            "case": each.name,
            "finding": each.finding,
            "classes": list(each.classes),
            "slices": each.slices,
            "called": each.called,
            "highest_probability": each.probability,
            "models": {task: dict(weights) for task, weights in each.models.items()},
            "requests": [dict(request) for request in each.requests],
            "notices": list(each.notices),
            "head": each.head or None,
        }
        for each in told
    ]
    rows = [dict(zip(COLUMNS, row.cells, strict=True)) for row in rows_of(told)]
    return as_json({**_HEAD, "versions": versions(), "cases": cases, "scores": rows})


def json_measured(told: Sequence[Told]) -> Iterator[Made]:
    """measurements.json, and its schema beside it."""
    yield Made("measurements.json", partial(_measured_json, told))
    yield Made("measurements.schema.json", lambda: measured_schema_file().read_bytes())


def _measured_json(told: Sequence[Told]) -> bytes:
    rows = [row.fields() for row in measured_of(told)]
    return as_json({**_HEAD, "versions": versions(), "measurements": rows})


def xlsx_together(told: Sequence[Told]) -> Iterator[Made]:
    """scores.xlsx."""
    yield Made("scores.xlsx", lambda: xlsx_of(COLUMNS, [row.cells for row in rows_of(told)], _about(told)))


def xlsx_measured(told: Sequence[Told]) -> Iterator[Made]:
    """measurements.xlsx."""
    yield Made(
        "measurements.xlsx", lambda: xlsx_of(MEASURED_COLUMNS, [row.cells for row in measured_of(told)], _about(told))
    )


def _about(told: Sequence[Told]) -> list[tuple[str, str]]:
    return [("notice", NOTICE), *versions().items(), *((each.name, each.words) for each in told)]


def xlsx_of(columns: Sequence[str], rows: Sequence[Sequence[Any]], about: Iterable[Sequence[str]]) -> bytes:
    """A workbook: a sheet on what this is, and the table, over as many sheets as it needs."""
    from openpyxl import Workbook  # noqa: PLC0415 - it takes half a second to import
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    book.properties.creator = f"xaiviewer {__version__}"
    book.properties.created = _WHEN
    first = book.create_sheet("about")
    first.column_dimensions["A"].width, first.column_dimensions["B"].width = 22, 100
    for line in about:
        first.append([_cell(each) for each in line])
    for start in range(0, max(len(rows), 1), _SHEET_ROWS):
        table = book.create_sheet("table" if not start else f"table {start // _SHEET_ROWS + 1}")
        for number, name in enumerate(columns, 1):
            table.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 14)
        part, bold = rows[start : start + _SHEET_ROWS], Font(bold=True)
        table.freeze_panes = "A2"
        table.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(part) + 1}"
        head = [WriteOnlyCell(table, name) for name in columns]
        for each in head:
            each.font = bold
        table.append(head)
        for row in part:
            table.append([_cell(each) for each in row])
    file = io.BytesIO()
    book.save(file)
    return _timeless(file.getvalue())


def _cell(value: Any) -> Any:
    """A value as a sheet holds it; what XML cannot hold is left out."""
    if not isinstance(value, str):
        return value
    return _plain("".join(each for each in value if each >= " " or each in "\t\n"))


def _timeless(data: bytes) -> bytes:
    """The same zip without the time at which it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in given.namelist():
            inside = given.read(name)
            if name == "docProps/core.xml":
                inside = _created(inside)
            kept.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), inside, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _created(core: bytes) -> bytes:
    """openpyxl enters the time of saving whatever it was told."""
    head, found, rest = core.partition(b"<dcterms:modified")
    if not found:
        return core
    opened, _, after = rest.partition(b">")
    _, close, end = after.partition(b"</dcterms:modified>")
    return head + found + opened + b">1980-01-01T00:00:00Z" + close + end


CSV = Kind(
    "csv", "CSV: a row for each case, slice, layer, method and score", together=csv_together, measured=csv_measured
)
JSON = Kind("json", "JSON: the same table, with its schema", together=json_together, measured=json_measured)
XLSX = Kind("xlsx", "XLSX: the same table as a workbook", together=xlsx_together, measured=xlsx_measured)
