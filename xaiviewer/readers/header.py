"""What one file says about itself, whatever its format: the text of the header dialog and of ``inspect --header``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xaiviewer.errors import ReadError
from xaiviewer.readers import tiff
from xaiviewer.readers.files.header_line import HeaderLine, without_names
from xaiviewer.readers.naming.names import present, shown
from xaiviewer.readers.nifti.file import fields
from xaiviewer.readers.search.formats import is_nifti
from xaiviewer.readers.tiff import listing

_INDENT = "  "
_WIDEST_NAME = 48


def read_lines(path: Path, frame: int | None = None) -> tuple[HeaderLine, ...]:
    """Every element, field or tag of a file's header.

    Args:
        path: a DICOM, NIfTI, Analyze or TIFF file, or a PNG or JPEG, which say little.
        frame: the only frame or page, from 0, that is told of where a file holds many.

    Raises:
        ReadError: where it is no such file, or damaged; one sentence naming the file and the remedy.
    """
    if not present(path):
        raise ReadError(f"{shown(path)} does not exist; check the name, or choose another file.")
    if path.is_dir():
        raise ReadError(f"{shown(path)} is a folder; name one of its files.")
    if is_nifti(path):
        return fields.header_lines(path)
    if tiff.is_picture(path.name):
        return listing.header_lines(path, frame)
    from xaiviewer.readers import dicom  # noqa: PLC0415 - the others need no pydicom
    from xaiviewer.readers.dicom.files import elements  # noqa: PLC0415

    if dicom.is_zip(path):
        raise ReadError(f"{shown(path)} is an archive; unpack it and name one of its files.")
    if not dicom.is_dicom(path):
        raise ReadError(f"{shown(path)} is no DICOM, NIfTI or TIFF file; choose one of these.")
    return elements.header_lines(path, frame)


def as_text(lines: Sequence[HeaderLine]) -> str:
    """The lines as aligned text, as they are printed and copied."""
    names = [_INDENT * each.depth + each.keyword for each in lines]
    tags = max((len(each.tag) for each in lines), default=0)
    kinds = max((len(each.vr) for each in lines), default=0)
    wide = min(max(map(len, names), default=0), _WIDEST_NAME)
    return "\n".join(
        f"{each.tag:<{tags}}  {each.vr:<{kinds}}  {name:<{wide}}  {each.value}".rstrip()
        for each, name in zip(lines, names, strict=True)
    )


__all__ = ["HeaderLine", "as_text", "read_lines", "without_names"]
