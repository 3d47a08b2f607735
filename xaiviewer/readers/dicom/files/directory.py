"""DICOMDIR: the list of files on a medium (PS3.10, 8; PS3.3, F)."""

from __future__ import annotations

import re
from pathlib import Path

from pydicom.dataset import Dataset
from pydicom.multival import MultiValue
from pydicom.uid import MediaStorageDirectoryStorage

from xaiviewer.errors import ReadError
from xaiviewer.readers.dicom.files.header import items, printable, read_header, tags, text, value
from xaiviewer.readers.dicom.files.quiet import guarded
from xaiviewer.readers.files.limits import MAX_FILES
from xaiviewer.readers.files.listing import first_bytes
from xaiviewer.readers.naming.names import listed, shown

_WANTED = tags(["DirectoryRecordSequence"])
_DAMAGED = "is no readable DICOMDIR; open the folder that it lies in."


def is_dicomdir(path: Path) -> bool:
    """Does the file say that it is a DICOMDIR? Told by its file meta information; never raises."""
    head = first_bytes(path, 512)
    return head[128:132] == b"DICM" and MediaStorageDirectoryStorage.encode() in head


def dicomdir_files(path: Path) -> tuple[list[Path], list[str]]:
    """The files that a DICOMDIR lists, in its order, and sentences on those that are missing or lie elsewhere.

    Raises:
        ReadError: where it cannot be read, lists no file, or none of those that it lists is there.
    """
    header = read_header(path, _WANTED)
    with guarded(path, _DAMAGED):
        if str(header.data.file_meta.get("MediaStorageSOPClassUID", "")) != MediaStorageDirectoryStorage:
            raise ReadError(f"{shown(path)} {_DAMAGED}")
        listed_files = [_parts(record) for record in items(header.data, "DirectoryRecordSequence")[:MAX_FILES]]
    found: dict[Path, None] = {}
    missing, elsewhere = [], []
    for parts in filter(None, listed_files):
        name = printable(shown("/".join(parts)))[:120]
        if any(part in {"", ".", ".."} or re.search(r"[/\\:\x00]", part) for part in parts):
            elsewhere.append(name)
        elif (file := _on_disk(path.parent, parts)) is None:
            missing.append(name)
        else:
            found[file] = None
    notices = []
    if missing:
        notices.append(f"{shown(path.name)} lists {len(missing)} files that are not there: {listed(missing)}.")
    if elsewhere:
        notices.append(f"{shown(path.name)} lists {len(elsewhere)} files outside its folder; they were left out.")
    if not found:
        reason = notices[0] if notices else f"{shown(path)} lists no files."
        raise ReadError(f"{reason.rstrip('.')}; open the folder with the images instead.")
    return list(found), notices


def _parts(record: Dataset) -> list[str]:
    """ReferencedFileID of a record: the folders and the name; [] of records that refer to no file."""
    found = value(record, "ReferencedFileID")
    if isinstance(found, MultiValue):
        return [str(part).strip() for part in found]
    name = text(record, "ReferencedFileID")
    return [name] if name else []


def _on_disk(folder: Path, parts: list[str]) -> Path | None:
    """The file below `folder`; copies made by other systems may have changed the case of names."""
    exact = folder.joinpath(*parts)
    if _is_file(exact):
        return exact
    at = folder
    for part in parts:
        try:
            names = {each.name.casefold(): each for each in at.iterdir()}
        except OSError:
            return None
        match = names.get(part.casefold()) or names.get(f"{part.casefold()}.dcm")
        if match is None:
            return None
        at = match
    return at if _is_file(at) else None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
