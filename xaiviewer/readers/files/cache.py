"""What was found about a case's files, kept while these do not change, so that no header is read twice."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from xaiviewer.case import Contents
from xaiviewer.readers.files.listing import Entry
from xaiviewer.readers.naming.addresses import study_files

_MAX_FILES = 200_000  # entries of listings kept, some 100 MB at most
_MAX_CASES = 5_000


@dataclass(frozen=True)
class _Kept:
    contents: Contents
    around: frozenset[Entry]
    own: frozenset[Entry]


class ContentsCache:
    """Contents by the path of their case. Threads may share it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Path, _Kept] = OrderedDict()
        self._files = 0
        self._lock = threading.Lock()

    def keep(self, contents: Contents, around: frozenset[Entry]) -> None:
        """Remember `contents` as they are while the files `around` them, and their own wherever these lie, stay."""
        kept = _Kept(contents, around, _entries(contents))
        with self._lock:
            self._drop(contents.path)
            self._kept[contents.path] = kept
            self._files += len(around)
            while self._kept and (self._files > _MAX_FILES or len(self._kept) > _MAX_CASES):
                self._drop(next(iter(self._kept)))

    def known(self, path: Path, around: frozenset[Entry]) -> Contents | None:
        """What is remembered of the case at `path`; None where there is nothing or its files have changed."""
        with self._lock:
            kept = self._kept.get(path)
            if kept is not None:
                self._kept.move_to_end(path)
        if kept is None or kept.around != around or kept.own != _entries(kept.contents):
            return None
        return kept.contents

    def _drop(self, path: Path) -> None:
        kept = self._kept.pop(path, None)
        if kept is not None:
            self._files -= len(kept.around)


def _entries(contents: Contents) -> frozenset[Entry]:
    """The case's own files as they lie on disk now; those that do not lie there themselves are left out."""
    found = set()
    for path in study_files(contents):
        try:
            status = path.stat()
        except OSError:
            continue
        found.add(Entry(path, status.st_size, status.st_mtime_ns))
    return frozenset(found)
