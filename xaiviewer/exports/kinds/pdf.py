"""The report of a case as PDF."""

from __future__ import annotations

from collections.abc import Iterator

from xaiviewer.exports.context import Context
from xaiviewer.exports.kind import Kind, Made


def make(context: Context) -> Iterator[Made]:
    """report.pdf."""
    yield Made("report.pdf", lambda: _report(context))


def _report(context: Context) -> bytes:
    from xaiviewer.exports.pdf.case_report import case_report  # noqa: PLC0415 - reportlab takes a second to import

    return case_report(context)


KIND = Kind("pdf", "PDF: a report of each case", make)
