"""Masks that lie in a folder of their own: ``labelsTr`` beside ``imagesTr``, a BIDS data set's derivatives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from xaiviewer.readers.files.listing import scanned
from xaiviewer.readers.naming.names import natural_key
from xaiviewer.readers.nifti.grouping import Subject, is_mask_folder, sorted_files
from xaiviewer.readers.nifti.names import Named, read_name, stem

_MASK_FOLDERS = ("labels", "masks", "segmentations", "annotations", "label", "mask", "seg")
_DEPTH = 4
_OWN_SPACES = frozenset({"", "orig", "scanner", "individual", "native", "t1w", "t2w", "flair"})


class MaskFolders:
    """The masks kept apart from the images of one folder. Every folder is listed once."""

    def __init__(self, folder: Path) -> None:
        self._own = not _of_images(folder)  # a folder of masks within the images' own is theirs, one beside is of all
        self._sibling_files = _sibling_files(folder)
        self._by_name = _by_name(self._sibling_files)

    def of(self, subject: Subject) -> list[Path]:
        """The masks of `subject`."""
        keys = [subject.name, *(stem(path.name) for path in subject.images)]
        found = {mask: None for key in keys for mask in self._by_name.get(key.casefold(), ()) if key}
        return list(found) + _derived(subject)

    def of_the_only(self, subject: Subject) -> list[Path]:
        """Masks that may be of `subject`, the only one here, although their names do not begin with its own.

        Those that are called like it but for the numbers are other subjects', whose images lie elsewhere.
        """
        keys = {_without_numbers(key) for key in (subject.name, *(stem(path.name) for path in subject.images))}
        named = [(mask, read_name(stem(mask.name)).subject) for mask in self._sibling_files]
        return [mask for mask, name in named if not name or (self._own and _without_numbers(name) not in keys)]


def _without_numbers(name: str) -> str:
    return re.sub(r"[0-9]+", "#", name.casefold())


def _by_name(files: list[Path]) -> Mapping[str, list[Path]]:
    """Masks by their whole name, and by the part of it before a word such as "seg"."""
    table: dict[str, list[Path]] = {}
    for path in files:
        base = stem(path.name)
        for key in dict.fromkeys((base.casefold(), read_name(base).subject.casefold())):
            table.setdefault(key, []).append(path)
    return table


def _sibling_files(folder: Path) -> list[Path]:
    """Files of the folders of masks that go with a folder of images: beside ``images...``, or within another folder."""
    lower = folder.resolve().name.lower()
    names: tuple[str, ...] = _MASK_FOLDERS
    place = folder
    if _of_images(folder):
        names, place = tuple(each + lower.removeprefix("image").removeprefix("s") for each in names), folder.parent
    return [file for each in _folders(place) if each.name.lower() in names for file in sorted_files(_files(each))[0]]


def _of_images(folder: Path) -> bool:
    """Does the folder hold nothing but images, by its name (imagesTr, images)?"""
    return folder.resolve().name.lower().startswith("image")


def _derived(subject: Subject) -> list[Path]:
    """Masks of a BIDS subject and session below ``derivatives`` (BIDS 1.10, "Derivatives")."""
    root = bids_root(subject.folder)
    if root is None or not subject.name.startswith("sub-"):
        return []
    who = subject.name.split("_")[0]
    spaces = _OWN_SPACES | {read_name(stem(path.name)).entities.get("space", "").lower() for path in subject.images}
    found = []
    for pipeline in _folders(root / "derivatives"):
        start = pipeline if pipeline.name == who else pipeline / who
        files = [path for path in _below(start, _DEPTH) if not _within(path, subject.folder)]
        named = [(path, read_name(stem(path.name))) for path in sorted_files(files)[0]]
        found += [path for path, name in named if name.mask and name.subject == subject.name and _here(name, spaces)]
    return found


def _here(mask: Named, spaces: frozenset[str]) -> bool:
    """Does the mask lie in the images' own space, rather than in a template's?"""
    return mask.entities.get("space", "").lower() in spaces


def bids_root(folder: Path) -> Path | None:
    """The folder above the subject's, ``sub-...``; None outside a BIDS tree. For derivatives, that of the raw data."""
    resolved = folder.resolve()
    for each in (resolved, *resolved.parents):
        if each.name == "derivatives":
            return each.parent
    for each in (resolved, *resolved.parents):
        if each.name.startswith("sub-"):
            return each.parent
    return None


def in_mask_folder(mask: Path) -> bool:
    """Does the mask lie where it is found from its images: a folder of masks, or derivatives?"""
    return is_mask_folder(mask.parent) or "derivatives" in mask.resolve().parts


def _within(path: Path, folder: Path) -> bool:
    return path.parent.resolve() == folder.resolve()


def _folders(folder: Path) -> list[Path]:
    found = [Path(entry.path) for entry in scanned(folder) if entry.is_dir() and not entry.name.startswith(".")]
    return sorted(found, key=lambda each: natural_key(each.name))


def _files(folder: Path) -> list[Path]:
    return [Path(entry.path) for entry in scanned(folder) if entry.is_file()]


def _below(folder: Path, depth: int) -> Iterator[Path]:
    """Files in the folder and, `depth` levels down, in those below it."""
    yield from _files(folder)
    if depth:
        for each in _folders(folder):
            yield from _below(each, depth - 1)
