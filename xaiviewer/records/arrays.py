"""Arrays in NumPy's .npz form with the same bytes for the same values."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

_WHEN = (1980, 1, 1, 0, 0, 0)  # the first date a zip knows: `numpy.savez` writes the present time


def save_arrays(file: Path | BinaryIO, arrays: Iterable[tuple[str, NDArray[Any]]]) -> None:
    """Write named arrays, which may be made one at a time; `numpy.load` reads them without pickle.

    Stored, not compressed: maps of float32 hardly shrink, and stored ones can be mapped into memory.
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, values in arrays:
            entry = zipfile.ZipInfo(f"{name}.npy", _WHEN)
            with archive.open(entry, "w", force_zip64=True) as stream:
                np.lib.format.write_array(stream, np.ascontiguousarray(values), allow_pickle=False)
