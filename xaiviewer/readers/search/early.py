"""Telling of DICOM studies while files are still being read: each as soon as its address is certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from xaiviewer.readers.naming.addresses import Owners


class EarlyStudies:
    """Follows the reading of DICOM files and hands over the address of every study that is complete.

    One picture of every folder is looked at before: a study whose series lie in several folders is told of when the
    last of these was read. Only where a folder mixes studies may one be told of by less than all of its folders.

    Args:
        files: that will be read.
        owners: knows the folders of other formats.
        first: the key of the study that the picture in a file is of; None where it holds none.
        found: hears of the addresses.
    """

    def __init__(
        self,
        files: Sequence[Path],
        owners: Owners,
        first: Callable[[Path], str | None],
        found: Callable[[Path], None],
    ) -> None:
        self._owners = owners
        self._found = found
        self._left = Counter(path.parent for path in files)
        self._folders: dict[str, set[Path]] = {}
        self._here: dict[Path, set[str]] = {folder: set() for folder in self._left}
        self._pictured: set[str] = set()
        self.count = 0
        if len(self._left) > 1:
            for path in _one_of_each(files):
                self._lies_in(path.parent, first(path))

    def read(self, path: Path, study: str | None) -> None:
        """One more file was read: a picture of `study`, by its key, or None where it is something else."""
        folder = path.parent
        if study is not None:
            self._lies_in(folder, study)
            self._pictured.add(study)
        self._left[folder] -= 1
        if not self._left[folder]:
            for each in sorted(self._here[folder]):
                self._announce(each)

    def _lies_in(self, folder: Path, study: str | None) -> None:
        if study is not None and study not in self._here[folder]:
            self._here[folder].add(study)
            self._folders.setdefault(study, set()).add(folder)
            self._owners.add(folder, study)

    def _announce(self, study: str) -> None:
        if study in self._pictured and not any(self._left[folder] for folder in self._folders[study]):
            self._pictured.remove(study)
            self.count += 1
            self._found(self._owners.address(self._folders[study], study)[0])


def _one_of_each(files: Iterable[Path]) -> list[Path]:
    """The first file of every folder."""
    folders: dict[Path, Path] = {}
    for path in files:
        folders.setdefault(path.parent, path)
    return list(folders.values())
