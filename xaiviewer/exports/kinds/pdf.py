"""The report of a case as PDF."""

from __future__ import annotations

from collections.abc import Iterator

from xaiviewer.exports.context import Context
from xaiviewer.exports.kind import Kind, Made
from xaiviewer.exports.sizes import SHEET_TILE, drawn_px


def make(context: Context) -> Iterator[Made]:
    """report.pdf."""
    yield Made("report.pdf", lambda: _report(context))


def _report(context: Context) -> bytes:
    from xaiviewer.exports.pdf.case_report import case_report  # noqa: PLC0415 - reportlab takes a second to import

    return case_report(context)


def size(_: str, context: Context) -> float:
    """About how many bytes it will have."""
    return 60_000 + 3 * 1.1 * drawn_px(context) + 0.65 * len(context.case.indices) * SHEET_TILE


KIND = Kind("pdf", "PDF: a report of each case", make, size=size)
