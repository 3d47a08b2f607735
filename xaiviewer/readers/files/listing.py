"""What lies in a folder and below it: files with size and time, hidden and system files passed over."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from xaiviewer import RESEARCH_USE
from xaiviewer.case.series import Cancel, never
from xaiviewer.errors import Cancelled, ReadError
from xaiviewer.readers.files.limits import MAX_FILES
from xaiviewer.readers.naming.names import hidden, natural_key, present, refusal, shown

NO_IMAGE = "no image"
"""How the reason begins for which texts, tables and the like are left out: it needs no saying."""

WRITTEN = "a folder of explanations that this program wrote: its pictures are no scans"
"""Why what `xaiviewer explain` wrote among the patients is left out."""

_MANIFEST, _STAMP = "manifest.json", f'"notice": "{RESEARCH_USE}'.encode()

_SYSTEM_FILES = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})
_SYSTEM_FOLDERS = frozenset({"__macosx", "$recycle.bin", "system volume information", "lost+found", "@eadir"})


class Skipped(NamedTuple):
    """A file that belongs to no case, and why; files of one kind have one reason."""

    path: Path
    reason: str


Fault = tuple[Path, str]
"""A file that cannot be opened, and the whole sentence why."""


@dataclass(frozen=True)
class Entry:
    """A file as it lies on disk: what changes when it does."""

    path: Path
    size: int
    modified_ns: int


@dataclass(frozen=True)
class Listing:
    """Files in natural order, a folder's own before those of its sub-folders; and what could not be entered."""

    entries: tuple[Entry, ...]
    skipped: tuple[Skipped, ...] = ()

    def below(self, folder: Path) -> frozenset[Entry]:
        """The files in `folder` and below it."""
        return frozenset(entry for each in self._inside.get(folder, ()) for entry in self._own[each])

    @cached_property
    def _own(self) -> dict[Path, list[Entry]]:
        """Files by the folder they lie in."""
        own: dict[Path, list[Entry]] = {}
        for entry in self.entries:
            own.setdefault(entry.path.parent, []).append(entry)
        return own

    @cached_property
    def _inside(self) -> dict[Path, list[Path]]:
        """For every folder itself and the folders with files below it."""
        inside: dict[Path, list[Path]] = {}
        for folder in self._own:
            for above in (folder, *folder.parents):
                inside.setdefault(above, []).append(folder)
        return inside


def list_files(path: Path, *, cancelled: Cancel = never) -> Listing:
    """The file at `path`, or all files in the folder at `path` and below it.

    Links are followed, but never to a folder already seen.

    Raises:
        ReadError: where nothing lies there, it may not be entered, or it holds too many files.
        Cancelled: when `cancelled` says so.
    """
    if not present(path):
        raise ReadError(f"{shown(path)} does not exist; check the name, or choose another file or folder.")
    if not path.is_dir():
        if not path.is_file():
            raise ReadError(f"{shown(path)} is not a file; choose a file or a patient's folder.")
        return Listing((_entry(path, path.stat()),))
    entries: list[Entry] = []
    skipped: list[Skipped] = []
    seen: set[tuple[int, int]] = set()
    waiting = [path]
    while waiting:
        if cancelled():
            raise Cancelled
        folder = waiting.pop()
        try:
            files, folders = _opened(folder, seen)
        except OSError as error:
            if folder == path:
                raise ReadError(refusal(path, error)) from error
            skipped.append(Skipped(folder, f"a folder that cannot be entered ({(error.strerror or 'error').lower()})"))
            continue
        if _written_by_us(files):
            skipped.append(Skipped(folder, WRITTEN))
            continue
        entries += files
        if len(entries) > MAX_FILES:
            raise ReadError(f"{shown(path)} holds more than {MAX_FILES:,} files; open one of the folders below it.")
        waiting += reversed(folders)
    return Listing(tuple(entries), tuple(skipped))


def _written_by_us(files: Iterable[Entry]) -> bool:
    """Whether they lie in a folder that holds explanations: these begin with the notice that all of them bear."""
    return any(each.path.name == _MANIFEST and _STAMP in first_bytes(each.path, 256) for each in files)


def siblings(path: Path) -> Listing:
    """The files in the folder of the file at `path`, without those in folders below.

    Raises:
        ReadError: where the folder cannot be listed.
    """
    try:
        files, _ = _opened(path.parent, set())
    except OSError as error:
        raise ReadError(refusal(path.parent, error)) from error
    return Listing(tuple(files))


def _opened(folder: Path, seen: set[tuple[int, int]]) -> tuple[list[Entry], list[Path]]:
    """The folder's files and sub-folders; nothing for a folder seen before."""
    status = folder.stat()
    identity = (status.st_dev, status.st_ino)
    if identity in seen:
        return [], []
    seen.add(identity)
    files, folders = [], []
    with os.scandir(folder) as found:
        for each in sorted(found, key=lambda entry: natural_key(entry.name)):
            if hidden(each.name):
                continue
            try:
                if each.is_dir():
                    if each.name.lower() not in _SYSTEM_FOLDERS:
                        folders.append(folder / each.name)
                elif each.is_file() and each.name.lower() not in _SYSTEM_FILES:
                    files.append(_entry(folder / each.name, each.stat()))
            except OSError:  # a link to nowhere, or a file that vanished
                continue
    return files, folders


def _entry(path: Path, status: os.stat_result) -> Entry:
    return Entry(path, status.st_size, status.st_mtime_ns)


def first_bytes(path: Path, count: int) -> bytes:
    """The file's first bytes; none where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(count)
    except (OSError, ValueError):
        return b""


def scanned(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in the folder, in no order; nothing where it cannot be entered."""
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def by_folder(paths: Iterable[Path]) -> dict[Path, list[str]]:
    """Names by folder, in order."""
    folders: dict[Path, list[str]] = {}
    for path in paths:
        folders.setdefault(path.parent, []).append(path.name)
    return folders
