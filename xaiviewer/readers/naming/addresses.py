"""How a DICOM study is addressed: by a folder of its own, or by a folder that it shares and its StudyInstanceUID.

A study's key is its StudyInstanceUID and a mark of its patient: anonymisers and phantoms have given one UID to several.
In addresses the mark stands only where the UID alone would not tell.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from xaiviewer.case import Contents
from xaiviewer.readers.naming.names import shown

_OTHER = ""  # no address ends in it
_UNNAMED = "unnamed study"
_NAME = re.compile(rf"(?:[0-9.]{{5,64}}|{_UNNAMED})(?:-[0-9]{{6}})?")  # UIDs: DICOM PS3.5, 9.1


class Owners:
    """To which studies the folders below what the user opened belong.

    Args:
        root: what the user opened.
        others: folders with images of other formats.
    """

    def __init__(self, root: Path, others: Iterable[Path] = ()) -> None:
        self._root = root
        self._owners: dict[Path, set[str]] = {}
        for folder in others:
            self.add(folder, _OTHER)

    def add(self, folder: Path, study: str) -> None:
        """A file of the study with this key lies in `folder`."""
        for each in (folder, *folder.parents):
            self._owners.setdefault(each, set()).add(study)
            if each == self._root:
                return

    def address(self, folders: Iterable[Path], study: str) -> tuple[Path, bool]:
        """By what a study whose files lie in `folders` is opened, and whether that is a folder of its own.

        That is the topmost folder whose images are all its own: a study whose series lie in sub-folders is one case.
        Where it shares the folders it lies in with other studies, it is the lowest folder that holds all of it, and
        behind that the StudyInstanceUID, as if it were a folder.
        """
        folder = self._common(folders)
        if self._owners[folder] - {_OTHER} != {study}:
            return folder / name_among(study, self._owners[folder]), False
        while folder != self._root and self._owners[folder.parent] == {study}:
            folder = folder.parent
        return folder, True

    def _common(self, folders: Iterable[Path]) -> Path:
        """The lowest folder that holds all of `folders`."""
        names = {str(folder) for folder in folders}
        common = Path(os.path.commonpath(names)) if names else self._root
        return common if common == self._root or self._root in common.parents else self._root


def addressed(studies: Sequence[Contents], root: Path, others: Iterable[Path] = ()) -> list[Contents]:
    """The studies, each with its address below `root`; see `Owners`."""
    owners = Owners(root, others)
    folders = [{path.parent for path in study_files(each)} for each in studies]
    for study, own in zip(studies, folders, strict=True):
        for folder in own:
            owners.add(folder, study.study)
    found = []
    for study, own in zip(studies, folders, strict=True):
        address, is_own = owners.address(own, study.study)
        name = shown(address.resolve().name or str(address)) if is_own else study.name
        found.append(replace(study, path=address, name=name))
    return found


def keyed(uid: str, mark: str) -> str:
    """The key of a study, fit to be the name of a file; files without a StudyInstanceUID are one study, too."""
    name = re.sub(r"[^0-9A-Za-z.]", "_", uid[:64]).strip(".")
    return f"{name or _UNNAMED}-{mark}"


def uid_in(key: str) -> str:
    """The StudyInstanceUID in a study's key."""
    return key.rpartition("-")[0]


def name_among(key: str, keys: Iterable[str]) -> str:
    """How an address ends: with the StudyInstanceUID, or, where several of `keys` have it, with the key."""
    unambiguous = all(uid_in(each) != uid_in(key) for each in keys if each != key)
    return uid_in(key) if unambiguous else key.rstrip("-")


def named_like_a_study(name: str) -> bool:
    """May an address end in `name`?"""
    return _NAME.fullmatch(name) is not None


def study_files(study: Contents) -> list[Path]:
    """Every file of its series and masks."""
    series = [path for each in study.series for path in each.files]
    return series + [path for each in study.masks for path in each.files]
