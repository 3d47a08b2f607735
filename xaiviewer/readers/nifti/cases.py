"""Which cases a folder's NIfTI files make, and what one file opens."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from xaiviewer.case import Contents
from xaiviewer.case.series import Cancel, never
from xaiviewer.errors import Cancelled, ReadError
from xaiviewer.readers.files.listing import Fault, scanned
from xaiviewer.readers.grids.reslice import same_grid
from xaiviewer.readers.naming.names import natural_key, refusal, shown
from xaiviewer.readers.nifti.grouping import Subject, key_of, sorted_files, subjects
from xaiviewer.readers.nifti.mask_folders import MaskFolders, in_mask_folder
from xaiviewer.readers.nifti.names import data_file, is_nifti, read_name, stem
from xaiviewer.readers.nifti.sidecar import dataset_of
from xaiviewer.readers.nifti.subject import OpenedSubject, contents_of, open_subject, with_label_maps

_MAX_LOOSE = 64
_NOT_ANATOMY = frozenset({"func", "dwi", "fmap", "perf", "meg", "eeg", "ieeg", "beh", "pet"})
_LAST_LETTER = re.compile(r"[0-9]+|(?<=[^A-Za-z])[A-Za-z]$|(?<=[a-z])[A-Z]$")


def cases(
    files: Sequence[Path], *, root: Path, labels: bool = True, cancelled: Cancel = never
) -> tuple[list[Contents], list[Fault]]:
    """The cases among `files`, folder by folder, and the files that are in none of them, with the reason.

    A folder with one subject is that case's path; of several subjects each is addressed by its first file. Masks are
    also looked for where data sets keep them: ``labelsTr`` beside ``imagesTr``, BIDS derivatives.

    Args:
        files: NIfTI files; the two files of a pair count once.
        root: what the user opened: folders of functional or diffusion images within a BIDS subject below it are
            passed over where the anatomy lies beside them.
        labels: list the labels of masks, which reads them where they are small.
        cancelled: asked between subjects.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    found: list[Contents] = []
    faults: list[Fault] = []
    by_folder = sorted(filter(lambda each: is_nifti(each.name), files), key=lambda each: natural_key(str(each.parent)))
    for folder, group in groupby(by_folder, key=lambda each: each.parent):
        if _beside_anatomy(folder, root):
            reason = "is passed over: the anatomy of the same subject lies beside it; open the folder itself to see it."
            faults.append((folder, f"{shown(folder)} {reason}"))
            continue
        found += _folder(folder, list(group), faults, labels=labels, cancelled=cancelled)
    return found, faults


def contents(path: Path) -> Contents:
    """What the file at `path` opens: its subject where it is the address of one, otherwise itself with its masks.

    A mask opens the images that it was drawn on, or itself where there are none.

    Raises:
        ReadError: where the file cannot be read.
    """
    header, _ = data_file(path)
    folder = path.parent
    try:
        files = [folder / entry.name for entry in os.scandir(folder) if entry.is_file()]
    except OSError as error:
        raise ReadError(refusal(path, error)) from error
    faults: list[Fault] = []
    found = _subjects(folder, sorted_files(files)[0], faults, wanted=header)
    for group in found.groups:
        if header in group.subject.images or header in group.subject.masks:
            return _narrowed(group, header, several=found.count > 1, faults=faults)
    for refused, sentence in faults:
        if refused == header:
            raise ReadError(sentence)
    single = open_subject(Subject(stem(path.name), folder, [header]), faults)
    if single is None:
        raise ReadError(faults[-1][1])
    opens = contents_of(single, path, dataset_of(folder), faults, labels=True)
    if header in found.unowned:
        notice = f"{path.name} is a mask by its name, but no image lies beside it: it is shown as an image."
        opens = replace(opens, notices=(*opens.notices, notice))
    return opens


def _folder(folder: Path, files: list[Path], faults: list[Fault], *, labels: bool, cancelled: Cancel) -> list[Contents]:
    whole, orphans = sorted_files(files)
    faults += [
        (path, f"{shown(path)} has no header file beside it ({stem(path.name)}.hdr); copy both.") for path in orphans
    ]
    found = _subjects(folder, whole, faults, cancelled=cancelled)
    dataset = dataset_of(folder)
    cases = []
    for group in found.groups:
        _stop(cancelled)
        path = folder if len(found.groups) == 1 else group.images[0].path
        # Their address rests on names, which are all that a search reads.
        group = with_label_maps(group) if labels else group  # noqa: PLW2901
        cases.append(contents_of(group, path, dataset, faults, labels=labels))
    faults += [
        (mask, f"{shown(mask)} is a mask by its name, but the image it belongs to does not lie beside it.")
        for mask in found.unowned
        if not in_mask_folder(mask)
    ]
    return cases


def _stop(cancelled: Cancel) -> None:
    if cancelled():
        raise Cancelled


@dataclass(frozen=True)
class _Subjects:
    """Of one folder: the subjects whose headers were read, how many there are by name, and the masks of nobody."""

    groups: list[OpenedSubject]
    count: int
    unowned: list[Path]


def _subjects(
    folder: Path,
    files: list[Path],
    faults: list[Fault],
    *,
    wanted: Path | None = None,
    cancelled: Cancel = never,
) -> _Subjects:
    """The subjects of one folder with their masks; where one file is wanted, only its subject's headers are read."""
    named, unowned = subjects(folder, files)
    count, alike = len(named), _may_be_one(named)
    if wanted is not None and not alike:
        named = _related(named, wanted)
    groups: list[OpenedSubject] = []
    for subject in named:
        _stop(cancelled)
        if group := open_subject(subject, faults):
            groups.append(group)
    if alike and len(groups) > 1 and _share_grid(groups):
        groups, count = [_one(groups)], 1
    count -= _join_begun_alike(groups)
    elsewhere = MaskFolders(folder)
    for group in groups:
        group.subject.masks += [mask for mask in elsewhere.of(group.subject) if mask not in group.subject.masks]
    if len(groups) == count == 1 and not groups[0].subject.masks:
        plain = [mask for mask in unowned if not read_name(stem(mask.name)).subject]
        groups[0].subject.masks += plain or elsewhere.of_the_only(groups[0].subject)
        unowned = [mask for mask in unowned if mask not in plain]
    return _Subjects(groups, count, unowned)


def _may_be_one(named: list[Subject]) -> bool:
    """Names that say nothing are one subject's where they share a grid, unless they are merely numbered."""
    loose = [subject for subject in named if subject.loose]
    if len(named) < 2 or not loose or len(loose) > _MAX_LOOSE or len(named) - len(loose) > 1:
        return False
    return len({_LAST_LETTER.sub("", subject.name).casefold() for subject in named}) == len(named)


def _begins(name: str, start: str) -> bool:
    """Is the name another's with a word behind it?"""
    name, start = key_of(name), key_of(start)
    rest = name.removeprefix(start)
    return bool(start) and rest != name and not rest[:1].isalnum() and any(map(str.isalpha, rest))


def _related(named: list[Subject], wanted: Path) -> list[Subject]:
    """The subject with the wanted file, and those with which it may be one because one name begins with the other."""
    of = [subject for subject in named if wanted in subject.images or wanted in subject.masks]
    return [
        subject
        for subject in named
        if any(
            subject is each
            or (subject.loose and _begins(subject.name, each.name))
            or (each.loose and _begins(each.name, subject.name))
            for each in of
        )
    ]


def _join_begun_alike(groups: list[OpenedSubject]) -> int:
    """Join an image of no sequence's name to the subject with whose name its own begins, where they share a grid.

    Masks are called so that no list of words holds: ``p1_flair`` and ``p1_whatever``.

    Returns:
        How many were joined.
    """
    joined = 0
    loose = [each.subject for each in groups if each.subject.loose]
    for subject in sorted(loose, key=lambda each: -len(each.name)):  # what is longest may belong to what is shorter
        group = next(each for each in groups if each.subject is subject)
        owners = [each for each in groups if each is not group and _begins(group.subject.name, each.subject.name)]
        owner = max(owners, key=lambda each: len(each.subject.name), default=None)
        if owner is None or not any(
            _share_grid([OpenedSubject(owner.subject, (each,)), group]) for each in owner.images
        ):
            continue
        owner.subject.images += group.subject.images
        owner.subject.masks += group.subject.masks
        groups[groups.index(owner)] = OpenedSubject(owner.subject, (*owner.images, *group.images))
        groups.remove(group)
        joined += 1
    return joined


def _share_grid(groups: list[OpenedSubject]) -> bool:
    first, *others = [header for group in groups for header in group.images]
    return all(same_grid(first.geometry, first.shape, each.geometry, each.shape) is not None for each in others)


def _one(groups: list[OpenedSubject]) -> OpenedSubject:
    whole = Subject("", groups[0].subject.folder)
    for group in groups:
        whole.images += group.subject.images
        whole.masks += group.subject.masks
    return OpenedSubject(whole, tuple(header for group in groups for header in group.images))


def _narrowed(group: OpenedSubject, file: Path, *, several: bool, faults: list[Fault]) -> Contents:
    """A subject as one of its files opens it."""
    folder, address = group.subject.folder, group.images[0].path
    group = with_label_maps(group)
    subject, images, notices = group.subject, group.images, []
    label_maps = group.label_maps
    if file in subject.masks:
        subject, label_maps = replace(subject, masks=[file]), ()
    elif any(each.header.path == file for each in label_maps):
        if not (several and file == address):
            subject = replace(subject, masks=[])
            label_maps = tuple(each for each in label_maps if each.header.path == file)
    elif len(images) > 1 and not (several and file == address):
        images = tuple(header for header in images if header.path == file)
        subject = replace(subject, name=stem(file.name), images=[file])
        whole = address if several else folder
        notices = [f"Only {file.name} is open; {shown(whole)} opens it with the other images of the same subject."]
    if not images:
        raise ReadError(next(sentence for path, sentence in faults if path == file))
    found = contents_of(OpenedSubject(subject, images, label_maps), file, dataset_of(folder), faults, labels=True)
    return replace(found, notices=(*found.notices, *notices))


def _beside_anatomy(folder: Path, root: Path) -> bool:
    """A BIDS folder of functional or diffusion images with ``anat`` beside it, that was not asked for itself."""
    if folder.name not in _NOT_ANATOMY or folder.resolve() == root.resolve():
        return False
    if not any(part.startswith("sub-") for part in folder.parts):
        return False
    return any(is_nifti(entry.name) for entry in scanned(folder.with_name("anat")))
