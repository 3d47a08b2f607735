"""Finding cases below a folder."""

from __future__ import annotations

import os
from pathlib import Path

from xaiviewer.errors import ReadError
from xaiviewer.readers.layout import is_mask, is_tiff
from xaiviewer.readers.names import hidden, natural_key, present, refusal


def find_cases(path: Path) -> list[Path]:
    """The cases at or below `path`, in natural order, each to be opened with `load_case`.

    A file is itself one case. Hidden files and folders, folders that may not be entered and links that lead back to
    a folder already seen are passed over.

    Raises:
        ReadError: where nothing lies at `path`, it may not be entered, or no case lies below it.
    """
    if not present(path):
        raise ReadError(f"{path} does not exist; check the name, or choose another folder.")
    if not path.is_dir():
        return [path]
    try:
        next(path.iterdir(), None)
    except OSError as error:
        raise ReadError(refusal(path, error)) from error
    seen: set[tuple[int, int]] = set()
    cases = []
    for name, folders, files in os.walk(path, followlinks=True):
        folders[:] = sorted(filter(lambda each: not hidden(each), folders), key=natural_key)
        if not _new(Path(name), seen):
            folders.clear()
            continue
        if any(is_tiff(each) and not is_mask(each) for each in files):
            cases.append(Path(name))
    if not cases:
        raise ReadError(f"{path} and the folders below it hold no TIFF slices; choose a folder of patients.")
    return cases


def _new(folder: Path, seen: set[tuple[int, int]]) -> bool:
    """Is this folder met for the first time, whatever links led to it?"""
    try:
        status = folder.stat()
    except OSError:
        return False
    identity = (status.st_dev, status.st_ino)
    if identity in seen:
        return False
    seen.add(identity)
    return True
