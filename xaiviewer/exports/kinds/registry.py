"""Every form of export, in the order of lists and help texts."""

from __future__ import annotations

from collections.abc import Iterable

from xaiviewer.errors import UsageError
from xaiviewer.exports.kind import Kind
from xaiviewer.exports.kinds import cine, dicom, figure, html, nifti, pdf, png, svg, tables

KINDS: tuple[Kind, ...] = (
    *dicom.KINDS,
    nifti.KIND,
    pdf.KIND,
    html.KIND,
    tables.CSV,
    tables.JSON,
    tables.XLSX,
    png.KIND,
    svg.KIND,
    cine.KIND,
    cine.GIF,
    figure.KIND,
)


def kinds_named(keys: Iterable[str]) -> tuple[Kind, ...]:
    """The forms of these keys, once each, in the order in which they are listed here.

    Raises:
        UsageError: where there is no such form.
    """
    wanted = [key.strip() for key in keys]
    known = {each.key: each for each in KINDS}
    for key in wanted:
        if key not in known:
            raise UsageError(f"There is no export “{key}”; choose from {', '.join(known)}.")
    return tuple(each for each in KINDS if each.key in wanted)
