"""Zip archives of studies: unpacked once into a folder that goes when the program ends."""

from __future__ import annotations

import atexit
import re
import shutil
import stat
import tempfile
import threading
import zipfile
from pathlib import Path

from xaiviewer.case.series import Cancel, never
from xaiviewer.errors import Cancelled, ReadError
from xaiviewer.readers.dicom.files.quiet import guarded
from xaiviewer.readers.files.limits import MAX_FILES, MAX_SWELLING, MAX_UNPACKED_BYTES, SMALL_BYTES
from xaiviewer.readers.files.listing import first_bytes
from xaiviewer.readers.naming.names import hidden, shown, unpacked

_DAMAGED = "cannot be unpacked; it is damaged or no zip archive: copy it again or unpack it yourself."
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_DOCUMENTS = {".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".jar", ".whl", ".npz", ".pt", ".pth", ".apk", ".epub"}
"""Zip archives by their bytes, but none in which anybody keeps images."""
_NOT_IN_NAMES = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
_CHUNK = 1 << 20

_lock = threading.Lock()
_unpacked: dict[tuple[Path, int, int], Path] = {}


def is_zip(path: Path) -> bool:
    """Is this a zip archive? Told by its first bytes; never raises."""
    return first_bytes(path, 4) in {b"PK\x03\x04", b"PK\x05\x06"}


def open_zip(path: Path, *, cancelled: Cancel = never) -> Path:
    """The folder with the archive's files; unpacked at the first call, again when the archive changed or that is gone.

    Raises:
        ReadError: where it is damaged, encrypted, a trap (it swells beyond the limits, its names lead out of the
            folder) or holds archives itself.
        Cancelled: when `cancelled` says so.
    """
    with guarded(path, _DAMAGED), _lock:
        state = path.stat()
        key = (path.resolve(), state.st_mtime_ns, state.st_size)
        if key not in _unpacked or not _unpacked[key].is_dir():  # systems clean their temporary folders now and then
            folder = Path(tempfile.mkdtemp(prefix="xaiviewer-"))
            atexit.register(shutil.rmtree, folder, ignore_errors=True)
            try:
                _unpack(path, folder, state.st_size, cancelled)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            _unpacked[key] = folder
            unpacked(folder, path)
        return _unpacked[key]


def _unpack(path: Path, folder: Path, size: int, cancelled: Cancel) -> None:
    with zipfile.ZipFile(path) as archive:
        members = [each for each in archive.infolist() if not each.is_dir() and not _aside(each)]
        _refuse_traps(path, size, members)
        written: dict[str, Path] = {}
        for member in members:
            if cancelled():
                raise Cancelled
            target = _free(folder / _safe(path, member.filename), written.get(member.filename))
            written[member.filename] = target
            target.parent.mkdir(parents=True, exist_ok=True)
            _copy(path, archive, member, target)


def _aside(member: zipfile.ZipInfo) -> bool:
    """Links, and what systems leave in archives for themselves."""
    parts = member.filename.replace("\\", "/").split("/")
    left_behind = any(part == "__MACOSX" or (hidden(part) and part.strip(".")) for part in parts)
    return stat.S_ISLNK(member.external_attr >> 16) or left_behind


def _refuse_traps(path: Path, size: int, members: list[zipfile.ZipInfo]) -> None:
    name = shown(path)
    total = sum(member.file_size for member in members)
    if len(members) > MAX_FILES:
        raise ReadError(f"{name} holds {len(members)} files, more than the {MAX_FILES} that are opened; divide it.")
    if total > MAX_UNPACKED_BYTES:
        raise ReadError(
            f"{name} unpacks to {total / 2**30:.0f} GiB, more than the {MAX_UNPACKED_BYTES >> 30} GiB that are opened; "
            "divide it."
        )
    if total > SMALL_BYTES and total > MAX_SWELLING * size:
        raise ReadError(f"{name} unpacks to {total // size} times its size, as traps do; unpack it yourself.")
    if any(member.flag_bits & 0x1 for member in members):
        raise ReadError(f"{name} is encrypted; unpack it with its password and open the folder.")


def _safe(path: Path, member: str) -> Path:
    """Where a member goes below the folder, under a name that every system takes.

    Raises:
        ReadError: where its name leads elsewhere.
    """
    parts = member.replace("\\", "/").split("/")
    if member.startswith(("/", "\\")) or ".." in parts or re.match(r"[A-Za-z]:", member):
        raise ReadError(f"{shown(path)} holds a file whose name leads out of its folder; unpack it yourself.")
    kept = [_NOT_IN_NAMES.sub("_", shown(part)).rstrip(". ") or "_" for part in parts if part not in ("", ".")]
    return Path(*(f"_{part}" if part.split(".")[0].casefold() in _RESERVED else part for part in kept))


def _free(target: Path, same: Path | None) -> Path:
    """`target`, or another name where a member of another name is there: names may become alike in `_safe`.

    Of a member that stands in the archive twice the last counts, as for every program that unpacks it.
    """
    if same is not None:
        return same
    free, number = target, 1
    while free.exists():
        number += 1
        free = target.with_name(f"{target.stem}-{number}{target.suffix}")
    return free


def _copy(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    """Write one member, no more of it than its entry states."""
    with archive.open(member) as source, target.open("wb") as sink:
        chunk = source.read(_CHUNK)
        if chunk.startswith(_ARCHIVES) and target.suffix.lower() not in _DOCUMENTS:
            raise ReadError(f"{shown(path)} holds another archive, {target.name}; unpack it first.")
        while chunk:
            sink.write(chunk)
            chunk = source.read(_CHUNK)
