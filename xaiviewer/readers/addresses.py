"""How a DICOM study is addressed: by a folder of its own, or by a folder that it shares and its StudyInstanceUID."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from xaiviewer.case import Contents
from xaiviewer.readers.names import shown

_OTHER = -1


def addressed(studies: Sequence[Contents], root: Path, others: Iterable[Path] = ()) -> list[Contents]:
    """The studies, each with its address below `root`.

    That is the topmost folder whose images are all its own: a study whose series lie in sub-folders is one case. Where
    it shares the folders it lies in with other studies, it is the lowest folder that holds all of it, and behind that
    the StudyInstanceUID, as if it were a folder.

    Args:
        studies: what was found below `root`.
        root: what the user opened.
        others: folders with images of other formats.
    """
    files = [files_of(each) for each in studies]
    owners: dict[Path, set[int]] = {}
    for index, paths in enumerate(files):
        for folder in {path.parent for path in paths}:
            _own(folder, root, index, owners)
    for folder in others:
        _own(folder, root, _OTHER, owners)
    found = []
    for index, (study, paths) in enumerate(zip(studies, files, strict=True)):
        folder = _common(paths, root)
        if owners[folder] - {_OTHER} != {index}:
            found.append(replace(study, path=folder / study_uid(study)))
            continue
        while folder != root and owners[folder.parent] == {index}:
            folder = folder.parent
        found.append(replace(study, path=folder, name=shown(folder.resolve().name or str(folder))))
    return found


def _own(folder: Path, root: Path, owner: int, owners: dict[Path, set[int]]) -> None:
    """Enter `owner` for the folder and all above it up to `root`."""
    for each in (folder, *folder.parents):
        owners.setdefault(each, set()).add(owner)
        if each == root:
            return


def study_uid(study: Contents) -> str:
    """Its StudyInstanceUID."""
    uids = [str(series.attributes.get("StudyInstanceUID", "")) for series in study.series]
    return next(filter(None, uids), "unnamed study")


def files_of(study: Contents) -> list[Path]:
    """Every file of its series and masks."""
    series = [path for each in study.series for path in each.files]
    return series + [path for each in study.masks for path in each.files]


def _common(paths: Sequence[Path], root: Path) -> Path:
    """The lowest folder that holds all of `paths`."""
    folders = {path.parent for path in paths}
    common = Path(os.path.commonpath([str(folder) for folder in folders])) if folders else root
    return common if common == root or root in common.parents else root
