"""The patients that trained a network, from a list of their names or from a folder of their cases.

A case is known by what the list of cases calls it, and so are these: names from a folder are read as a case's name is
when it is opened, and of DICOM the patient's number besides. Only salted hashes of them go any further.
"""

from __future__ import annotations

from pathlib import Path

from xaiviewer.case.series import Cancel, never
from xaiviewer.errors import UsageError
from xaiviewer.nets.packages.description import Trained
from xaiviewer.nets.packages.making import trained_on
from xaiviewer.readers import contents, search

MOST = 16 * 2**20
"""Bytes of a list; one of a million patients is smaller."""


def trained_at(source: Path, data: str = "", *, cancelled: Cancel = never) -> Trained:
    """The patients of a list or folder, as salted hashes.

    Args:
        source: a text file with one name per line, or a folder of cases.
        data: what the network was trained on, in words.
        cancelled: asked between files.

    Raises:
        ReadError: where a folder holds no case, or one that cannot be opened: its patient would be missing unnoticed.
        UsageError: where a list is none, or names nobody.
        Cancelled: when `cancelled` says so.
    """
    if source.is_dir():
        found = [contents(each, cancelled=cancelled) for each in search(source, cancelled=cancelled).cases]
        return trained_on([each.name for each in found], data, numbers=[each.number for each in found])
    return trained_on(_listed(source), data)


def _listed(file: Path) -> list[str]:
    """The names of a list; a byte order mark, which some editors write, is no part of the first."""
    if not file.exists():
        raise UsageError(f"{file} does not exist; name a folder of cases, or a file with one name per line.")
    try:
        if file.stat().st_size > MOST:
            raise UsageError(f"{file} is larger than {MOST // 2**20} MB, as no list of patients is; name another file.")
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read as a list of patients; give one name per line, in UTF-8.") from error
    names = [line.strip() for line in text.splitlines() if line.strip()]
    if not names:
        raise UsageError(f"{file} names no patient; give one name per line.")
    if any("\0" in each for each in names):
        raise UsageError(f"{file} is no text; give a text file with one name per line.")
    return names
