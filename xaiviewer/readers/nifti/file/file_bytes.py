"""The bytes of a file, plain or compressed with gzip, from any place in it.

A compressed file is decompressed once: on the way the decompressor's state is put down every few megabytes, so that
the next volume, or a slice further back, is reached from there (Adler's zran.c does the same).

indexed_gzip 1.10 does it too and finds slices in any order in half the time; but it takes 1.8 to 3 times as long for a
whole file, which is what is read most, 0.8 ms instead of 0.1 for a first slice, and reads short without an error where
the file is cut.
"""

from __future__ import annotations

import os
import threading
import zlib
from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case.series import Cancel, Progress, ignore, never
from xaiviewer.errors import Cancelled, ReadError
from xaiviewer.readers.naming.names import refusal, shown

_GZIP = b"\x1f\x8b"
_PIECE = 1 << 20
_INPUT = 1 << 16
_BEYOND = 1 << 16
_MAX_MEMBERS = 1 << 17
_MAX_STATES = 64  # about 40 kB each
_STRIDE = 1 << 22


@dataclass(frozen=True)
class _Request:
    """What is read: bytes from `start` on, fewer at the end of the file unless `exact`, and who follows it."""

    start: int
    count: int
    exact: bool
    progress: Progress
    cancelled: Cancel


class FileBytes(ABC):
    """A file's bytes, decompressed.

    Attributes:
        path: the file.
        size: of the file on disk.
        compressed: its bytes are not those on disk.
    """

    compressed: bool

    def __init__(self, path: Path, size: int) -> None:
        self.path = path
        self.size = size

    def read(
        self,
        start: int,
        count: int,
        *,
        exact: bool = True,
        progress: Progress = ignore,
        cancelled: Cancel = never,
    ) -> NDArray[np.uint8]:
        """`count` bytes from `start` on; fewer at the end of the file unless `exact`.

        Raises:
            ReadError: where the file ends before, is damaged or cannot be read.
            Cancelled: when `cancelled` says so.
        """
        try:
            with self.path.open("rb", buffering=0) as file:
                return self._read(file, _Request(start, count, exact, progress, cancelled))
        except OSError as error:
            raise ReadError(refusal(self.path, error)) from error

    @abstractmethod
    def _read(self, file: FileIO, asked: _Request) -> NDArray[np.uint8]:
        """What is asked, from the open file."""


def open_bytes(path: Path) -> FileBytes:
    """The bytes of the file at `path`, whatever its name says about compression.

    Raises:
        ReadError: where it cannot be read or is empty.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise ReadError(f"{shown(path)} is not a file; choose a NIfTI file.")
        with path.open("rb") as file:
            start = file.read(2)
    except OSError as error:
        raise ReadError(refusal(path, error)) from error
    if not start:
        raise ReadError(f"{shown(path)} is empty (0 bytes); copy it again from its source.")
    return GzippedFile(path, size) if start == _GZIP else PlainFile(path, size)


class PlainFile(FileBytes):
    """A file that is not compressed. It is not mapped into memory: cut short meanwhile, it would end the program."""

    compressed = False

    def _read(self, file: FileIO, asked: _Request) -> NDArray[np.uint8]:
        there = os.fstat(file.fileno()).st_size
        count = _there(self.path, asked.start, asked.count, there, exact=asked.exact)
        file.seek(asked.start)
        out = np.empty(count, dtype=np.uint8)
        done = 0
        while done < count:
            if asked.cancelled():
                raise Cancelled
            taken = file.readinto(out.data[done : done + _PIECE])
            if not taken:
                raise _short(self.path, asked.start + count, asked.start + done)
            done += taken
            asked.progress(done, count)
        return out


def _there(path: Path, start: int, count: int, size: int, *, exact: bool) -> int:
    """How many of `count` bytes from `start` a file of `size` holds."""
    if start + count <= size:
        return count
    if exact:
        raise _short(path, start + count, size)
    return max(size - start, 0)


def _short(path: Path, wanted: int, there: int) -> ReadError:
    return ReadError(
        f"{shown(path)} is cut short ({wanted} bytes needed, {there} there); copy it again from its source."
    )


def _filled(path: Path, pieces: Iterator[bytes], asked: _Request) -> NDArray[np.uint8]:
    """The bytes that are asked for, which `pieces` begin with."""
    out = np.empty(asked.count, dtype=np.uint8)
    done = 0
    for piece in pieces:
        taken = min(len(piece), asked.count - done)
        out[done : done + taken] = np.frombuffer(piece, np.uint8, taken)
        done += taken
        asked.progress(done, asked.count)
        if done == asked.count:
            break
    if done < asked.count and asked.exact:
        raise _short(path, asked.count, done)
    return out[:done]


class GzippedFile(FileBytes):
    """A file compressed with gzip (RFC 1952), of one member or several."""

    compressed = True

    def __init__(self, path: Path, size: int) -> None:
        super().__init__(path, size)
        self._lock = threading.Lock()
        self._states: list[tuple[int, int, Any]] = []  # (bytes made, bytes used, decompressor there)
        self._stamp: tuple[int, int] | None = None

    def _read(self, file: FileIO, asked: _Request) -> NDArray[np.uint8]:
        try:
            pieces = self._from(file, asked.start, asked.start + asked.count, asked.cancelled)
            out = _filled(self.path, pieces, asked)
            if asked.exact:
                next(pieces, None)  # where the file ends here its checksum is compared
        except zlib.error as error:
            raise ReadError(
                f"{shown(self.path)} is damaged and does not decompress; copy it again from its source."
            ) from error
        return out

    def _from(self, file: FileIO, start: int, end: int, cancelled: Cancel) -> Iterator[bytes]:
        """Decompressed pieces that begin at `start` and finish at `end`, and one more after it."""
        made, used, engine = self._nearest(file, start)
        file.seek(used)
        waiting, members = b"", 0
        while True:
            if cancelled():
                raise Cancelled
            if engine.eof:  # what follows is another member, or filling that is none of our business
                waiting, members = engine.unused_data, members + 1
                if len(waiting) < 2:
                    more = file.read(_INPUT)
                    waiting, used = waiting + more, used + len(more)
                if not waiting.startswith(_GZIP):
                    return
                if members > _MAX_MEMBERS:
                    raise zlib.error("too many members")
                engine = zlib.decompressobj(31)
            elif not waiting:
                waiting = file.read(_INPUT)
                if not waiting:
                    reason = "is cut short (its compressed bytes end too early); copy it again from its source."
                    raise ReadError(f"{shown(self.path)} {reason}")
                used += len(waiting)
            limit = start if made < start else end if made < end else made + _BEYOND
            piece = engine.decompress(waiting, min(_PIECE, limit - made))
            waiting = engine.unconsumed_tail
            made += len(piece)
            self._put_down(made, used - len(waiting), engine)
            if piece and made > start:
                yield piece

    def _nearest(self, file: FileIO, start: int) -> tuple[int, int, Any]:
        """The state from which `start` is reached soonest."""
        status = os.fstat(file.fileno())
        stamp = status.st_size, status.st_mtime_ns
        with self._lock:
            if stamp != self._stamp:
                self._states.clear()
                self._stamp = stamp
            place = bisect_right(self._states, start, key=lambda state: state[0])
            if not place:
                return 0, 0, zlib.decompressobj(31)
            made, used, engine = self._states[place - 1]
            return made, used, engine.copy()

    def _put_down(self, made: int, used: int, engine: Any) -> None:
        """Keep the state that has `made` bytes, where none is near; every second one goes when there are too many."""
        with self._lock:
            stride = _STRIDE if not self._states else max(_STRIDE, self._states[-1][0] // _MAX_STATES)
            place = bisect_right(self._states, made, key=lambda state: state[0])
            before = self._states[place - 1][0] if place else 0
            after = self._states[place][0] if place < len(self._states) else made + stride
            if engine.eof or made - before < stride or after - made < stride:
                return
            self._states.insert(place, (made, used, engine.copy()))
            if len(self._states) > _MAX_STATES:
                del self._states[::2]
