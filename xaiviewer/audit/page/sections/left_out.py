"""Cases that are in no table, and why."""

from __future__ import annotations

from xaiviewer.audit.page.blocks import Said, Section, Table
from xaiviewer.audit.page.known import Known


def left_out(known: Known) -> Section:
    """A row each; that none was left out is said, too."""
    title, rows = "Cases that were left out", known.report.skipped
    if not rows:
        return Section("left-out", title, [Said("None: every case that was found is in the tables.")])
    told = [(str(each.number), each.label, each.reason, each.code) for each in rows]
    return Section("left-out", title, [Table("In no table", ("Number", "Case", "Why", "Code"), told)])
