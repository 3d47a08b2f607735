"""The worker with readers that do what no reader may: the campaign must notice each.

The input's number says what they do, in the order of `MISDEEDS`.
"""

from __future__ import annotations

import os
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import worker

from xaiviewer.case import Case, Contents, Geometry, Volume
from xaiviewer.errors import ReadError

made = {"number": 0}
held: list[object] = []


def _raise(error: Exception) -> None:
    raise error


def _leave_a_file() -> None:
    Path("left.tmp").write_bytes(b"x")


def _write_beside(path: Path) -> None:
    (path.parent / "beside.dcm").write_bytes(b"x")


MISDEEDS: dict[str, Callable[[Path], object]] = {
    "ValueError": lambda path: _raise(ValueError("bad value")),
    "RecursionError": lambda path: _raise(RecursionError("too deep")),
    "MemoryError": lambda path: np.zeros(1 << 60, dtype=np.uint8),
    "printed": lambda path: warnings.warn("something odd", stacklevel=1),
    "wrote files": lambda path: _leave_a_file(),
    "wrote files beside": _write_beside,
    "memory": lambda path: held.append(np.ones(120 << 20, dtype=np.uint8)),
    "sentence": lambda path: _raise(ReadError("It cannot be read.")),
    "sentence with its inside": lambda path: _raise(ReadError(f"{path} cannot be read (Error('x')); copy it again.")),
    "case": lambda path: None,
    "slow": lambda path: _burn(),
    "hang": lambda path: time.sleep(1000),
    "crash": lambda path: os.abort(),
    "sound": lambda path: _raise(ReadError(f"{path} is empty (0 bytes); copy it again from its source.")),
}


def _burn() -> None:
    start = time.process_time()
    while time.process_time() - start < worker.SLOWEST_S + 0.1:
        pass


def load_case(path: Path) -> Case:
    """Do what the number says; "case" gives one whose voxels are no numbers."""
    name, misdeed = list(MISDEEDS.items())[made["number"]]
    misdeed(path)
    voxels = np.full((1, 2, 2), np.nan if name == "case" else 0, np.float32)
    return Case("x", path, (Volume("flair", voxels, Geometry()),), ("x",))


def contents(path: Path) -> Contents:
    """Nothing."""
    return Contents("x", path, ())


def make(name: str, seed: int, number: int) -> worker.Input:
    """An input of no format."""
    made["number"] = number
    return worker.Input({"p_1.tif": b"x"}, "", 0, "")


if __name__ == "__main__":
    worker.SLOWEST_S = 0.5
    worker.readers.load_case, worker.readers.contents = load_case, contents  # type: ignore[assignment]
    worker.make = make
    worker.main(int(sys.argv[1]), Path(sys.argv[2]))
