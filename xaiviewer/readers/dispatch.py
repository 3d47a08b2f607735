"""The one way from a path to a case, whatever the format."""

from __future__ import annotations

import os
from pathlib import Path

from xaiviewer.case import Case
from xaiviewer.errors import ReadError
from xaiviewer.readers import layout, tiff
from xaiviewer.readers.find import find_cases
from xaiviewer.readers.names import present, refusal, shown
from xaiviewer.readers.synthetic import synthetic_name


def load_case(path: Path) -> Case:
    """Read a patient's folder, or one slice's file (a case of one slice, with its mask if it lies beside it).

    What does not fit (a damaged slice, a mask of another size) is left out, and `Case.notices` says so. Nothing is
    resampled.

    Raises:
        ReadError: where nothing can be opened; one sentence naming the file and the remedy.
    """
    if not present(path):
        raise ReadError(f"{path} does not exist; check the name, or choose another folder or file.")
    folder = path if path.is_dir() else path.parent
    try:
        names = [entry.name for entry in os.scandir(folder) if entry.is_file()]
    except OSError as error:
        raise ReadError(refusal(folder, error)) from error
    if path.is_dir():
        if not any(layout.is_tiff(name) for name in names):
            raise ReadError(_nothing_in(path))
        found = layout.arrange(path, names)
    elif path.is_file():
        found = layout.single(path, names)
    else:
        raise ReadError(f"{path} is not a file; choose a slice's file or a patient's folder.")
    synthetic = synthetic_name(folder)
    name = synthetic or shown((path.resolve().name if path.is_dir() else path.stem) or str(path))
    return tiff.load(name, path, found, synthetic=synthetic is not None)


def _nothing_in(folder: Path) -> str:
    try:
        below = find_cases(folder)
    except ReadError:
        return f"{folder} holds no TIFF slices; choose a patient's folder with files like patient_1.tif."
    return f"{folder} holds no slices itself but {len(below)} below it; open one of those, such as {below[0]}."
