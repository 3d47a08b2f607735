"""What the window needs of an audit: its patients, and the slices on which decision and attention disagree."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xaiviewer.audit.report import CaseEntry, DisagreementRow, NetworkEntry
from xaiviewer.audit.report.fields import built
from xaiviewer.audit.report.whole import FILE, read_fields
from xaiviewer.errors import ReadError


@dataclass(frozen=True)
class Opened:
    """An audit's folder, as far as it is opened.

    Attributes:
        folder: it.
        networks, cases: by which, and of whom.
        disagreements: the gravest first, as `tables.disagreements` orders them.
        gone: where patients were who lie there no longer.
    """

    folder: Path
    networks: tuple[NetworkEntry, ...]
    cases: tuple[CaseEntry, ...]
    disagreements: tuple[DisagreementRow, ...]
    gone: frozenset[Path]


def opened(folder: Path) -> Opened:
    """An audit's patients and disagreements; its tables, which may be large, are left alone.

    Raises:
        ReadError: where the folder holds no audit, or one that this version does not know.
    """
    found = read_fields(folder)
    try:
        networks = built(tuple[NetworkEntry, ...], found.get("networks"))
        cases = built(tuple[CaseEntry, ...], found.get("cases"))
        rows = built(tuple[DisagreementRow, ...], found.get("disagreements"))
    except ValueError as error:
        raise ReadError(f"{folder / FILE} is no report of this version ({error}); run the audit again.") from error
    gone = frozenset(path for each in cases if each.path and not (path := Path(each.path)).exists())
    return Opened(folder, networks, cases, rows, gone)
