"""A report as one page: no script, nothing loaded from outside, pictures within it."""

from __future__ import annotations

import shlex
from base64 import b64encode
from collections.abc import Iterable, Mapping
from pathlib import Path

from xaiviewer import __version__
from xaiviewer.audit.page.known import Known
from xaiviewer.audit.page.sections.disagreements import MOST
from xaiviewer.audit.page.sections.registry import SECTIONS
from xaiviewer.audit.page.style import AUDIT_STYLE
from xaiviewer.audit.page.template import PAGE
from xaiviewer.audit.report import Report
from xaiviewer.records import NOTICE
from xaiviewer.records.pages.making import engine

FILE = "report.html"
"""In the folder of an audit."""

_PICTURES = "pictures"
_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp"}


def audit_page(report: Report, folder: Path) -> str:
    """The page; whatever is put in is escaped.

    Args:
        report: what came of the audit.
        folder: of the audit: there its pictures lie; one that is missing is left out.
    """
    wanted = [each.picture for each in report.disagreements if each.picture]
    place = shlex.quote(str(folder)) if report.settings.names else "DIR"
    known = Known(report, place, pictures_of(folder, wanted))
    return (
        engine()
        .from_string(PAGE)
        .render(
            title="How far to trust the maps: an audit",
            told=_told(report),
            notice=NOTICE,
            style=AUDIT_STYLE,
            version=report.versions.get("xaiviewer", __version__),
            sections=[make(known) for make in SECTIONS],
        )
    )


def pictures_of(folder: Path, names: Iterable[str], most: int = MOST) -> Mapping[str, str]:
    """The first pictures as ``data:`` addresses by their names in the report; only those inside the folder."""
    inside, found = folder.resolve(), dict[str, str]()
    for name in dict.fromkeys(names):
        if len(found) == most:
            break
        file = next((each for each in (inside / _PICTURES / name, inside / name) if each.is_file()), None)
        kind = None if file is None else _TYPES.get(file.suffix.lower())
        if file is not None and kind is not None and file.resolve().is_relative_to(inside):
            found[name] = f"data:{kind};base64,{b64encode(file.read_bytes()).decode('ascii')}"
    return found


def _told(report: Report) -> str:
    slices = sum(each.slices for each in report.cases)
    told = f"{len(report.cases)} patients · {slices:,} slices"
    told += f" · {len(report.layers)} layers · {len(report.methods)} methods"
    return told + (" · every patient judged by networks that did not train on him" if report.settings.folds else "")
