"""What a program that was killed left of a folder that it wrote; it is cleared where that program is provably dead.

Who writes beside a target marks the place by a file that it keeps locked. The system lets go of the lock when the
program ends, however it ends: so a marked place whose lock can be had is nobody's any more. A place of another machine
is left alone, as some network file systems keep locks to themselves.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from xaiviewer.records.locking import locked

MARK, NEW, OLD = "xaiviewer.lock", "new", "old"
"""All that a place ever holds: its mark, what is made, and what that replaces."""

_WORDS = 4096  # bytes of a mark, at most


@dataclass(frozen=True)
class Mark:
    """Who writes: the name of the target beside the place, by which process of which machine."""

    target: str
    process: int
    machine: str


@contextmanager
def marked(place: Path, target: Path) -> Iterator[None]:
    """While the block runs, this process is known to write `target` at `place`."""
    handle = _marked(place, Mark(target.name, os.getpid(), platform.node()))
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _marked(place: Path, mark: Mark) -> int | None:
    """The locked mark; None where there can be none, and then nobody clears what is left."""
    try:
        handle = os.open(place / MARK, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    except OSError:  # whoever writes there finds out
        return None
    with suppress(OSError):
        if locked(handle):
            os.write(handle, json.dumps(vars(mark)).encode("ascii"))
            return handle
    os.close(handle)
    return None


def clear(folder: Path) -> list[str]:
    """Clear what killed programs left in a folder, with a sentence on each.

    What one was about to replace is put back where nothing has taken its place.
    """
    told = []
    places: list[Path] = []
    with suppress(OSError):
        places = sorted(each for each in folder.iterdir() if each.name.startswith("."))
    for place in places:
        with suppress(OSError):  # it stays for the next time
            told += _cleared(place) if (place / MARK).is_file() else []
    return told


def _cleared(place: Path) -> list[str]:
    handle = os.open(place / MARK, os.O_RDWR)
    try:
        mark = _read(handle) if locked(handle) else None
        if mark is None or mark.machine != platform.node() or {e.name for e in place.iterdir()} - {MARK, NEW, OLD}:
            return []
        target = place.with_name(mark.target)
        back = (place / OLD).exists() and not target.exists()
        if back:
            (place / OLD).rename(target)
    finally:
        os.close(handle)
    shutil.rmtree(place)
    ended = f"{target} was never finished (process {mark.process} was ended while it wrote); what there was is removed"
    return [f"{ended}; what was there before is there again." if back else f"{ended}."]


def _read(handle: int) -> Mark | None:
    """None where it was not written to its end, or by something else."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        told = json.loads(os.read(handle, _WORDS))
        mark = Mark(str(told["target"]), int(told["process"]), str(told["machine"]))
    except (ValueError, TypeError, KeyError):
        return None
    return mark if Path(mark.target).name == mark.target else None
