"""Files out of archives, called as users know them: by their archive. Apart from the unpacking, which loads more."""

from __future__ import annotations

from pathlib import Path

from xaiviewer.readers.naming.names import shown

_archives: dict[str, str] = {}


def remember(folder: Path, archive: Path) -> None:
    """`archive` was unpacked into `folder`."""
    _archives[str(folder)] = shown(str(archive))


def as_in_archive(text: str) -> str:
    """`text` with every unpacked folder replaced by its archive."""
    for folder, archive in list(_archives.items()):
        text = text.replace(folder, archive)
    return text
