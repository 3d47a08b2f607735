"""Which NIfTI files of a folder are one subject's. Looks at names only and opens nothing.

Conventions: BIDS, BraTS of all years, nnU-Net, the Medical Segmentation Decathlon, dcm2niix, and folders of a
subject's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xaiviewer.readers.names import natural_key
from xaiviewer.readers.nifti.names import Named, channel_of, data_file, is_nifti, read_name, stem

_MASK_FOLDERS = frozenset({"labelstr", "labelsts", "labelsval", "labels", "masks", "segmentations", "annotations"})
_GENERIC = frozenset({"anat", "nifti", "nii", "images", "image", "scans", "volumes", "data"})


@dataclass
class Subject:
    """Files that belong together.

    Attributes:
        name: of the subject, from the files' names; "" where they do not begin with it.
        folder: where the files lie.
        images, masks: in natural order.
        loose: its one image is called like nothing in particular; it may belong to another.
    """

    name: str
    folder: Path
    images: list[Path] = field(default_factory=list)
    masks: list[Path] = field(default_factory=list)
    loose: bool = False

    @property
    def title(self) -> str:
        """What it is called in the list of cases."""
        if self.name:
            return self.name
        folder = self.folder.resolve()
        return (folder.parent if folder.name.lower() in _GENERIC else folder).name or str(folder)


def is_mask_folder(folder: Path) -> bool:
    """Does the folder hold nothing but masks, by its name (labelsTr, masks, ...)?"""
    return folder.name.lower() in _MASK_FOLDERS


def is_mask(path: Path) -> bool:
    """Is it a mask by its own name, or its folder's?"""
    return is_mask_folder(path.parent) or read_name(stem(path.name)).mask


def sorted_files(files: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """NIfTI files in natural order, pairs once by their header; and .img files without one."""
    whole: dict[Path, None] = {}
    orphans = []
    for path in sorted(filter(lambda each: is_nifti(each.name), files), key=lambda each: natural_key(each.name)):
        header, data = data_file(path)
        if path == data != header and not header.is_file():
            orphans.append(path)
        else:
            whole[header] = None
    return list(whole), orphans


def subjects(folder: Path, files: Sequence[Path]) -> tuple[list[Subject], list[Path]]:
    """The subjects among a folder's `files` (sorted, pairs once), and the masks that belong to none of them."""
    named = {path: read_name(stem(path.name)) for path in files}
    images = [path for path in files if not named[path].mask] if not is_mask_folder(folder) else []
    pictured = set(images)
    masks = [path for path in files if path not in pictured]
    pictures = folder.name.lower().startswith("images")
    found: dict[str, Subject] = {}
    channels = [channel for channel in map(channel_of, (stem(each.name) for each in images)) if channel]
    all_of_them = pictures or folder.joinpath("dataset.json").exists()
    numbered = {base for base, number in channels if number == 0 or all_of_them}
    for path in images:
        channel = channel_of(stem(path.name))
        plain = not named[path].sequence and not named[path].entities
        name = channel[0] if channel and channel[0] in numbered else named[path].subject
        subject = found.setdefault(name.casefold(), Subject(name, folder))
        subject.images.append(path)
        subject.loose = plain and not channel and not pictures and len(subject.images) == 1
    merged = _without_series_numbers(list(found.values()), named)
    keys = _keys(merged)
    return merged, [mask for mask in masks if not _give(mask, named[mask], merged, keys)]


def _without_series_numbers(found: list[Subject], named: dict[Path, Named]) -> list[Subject]:
    """One subject where names differ by series numbers (``3_T1``, ``5_FLAIR``) or by what they show alone."""
    singles = [subject for subject in found if len(subject.images) == 1]
    if len(found) < 2 or len(singles) < len(found) or any(subject.loose for subject in found):
        return found
    names = [named[subject.images[0]] for subject in found]
    if any(name.entities or not name.sequence for name in names):
        return found
    kinds = {name.rest.casefold() for name in names}
    no_subjects = all(not subject.name or subject.name.isdigit() for subject in found) or not any(
        each.isdigit() for subject in found for each in subject.name
    )
    if no_subjects and len(kinds) == len(found):
        return [Subject("", found[0].folder, [subject.images[0] for subject in found])]
    return found


def _keys(found: list[Subject]) -> dict[str, Subject]:
    """The names by which a mask's name may begin: those of subjects and of their images."""
    keys = {stem(path.name).casefold(): each for each in found for path in each.images}
    return keys | {each.name.casefold(): each for each in found if each.name}


def _give(mask: Path, named: Named, found: list[Subject], keys: dict[str, Subject]) -> bool:
    """Add the mask to the subject it belongs to; False where there is none."""
    base, own = stem(mask.name).casefold(), named.subject.casefold()
    ends = [place for place, letter in enumerate(base) if not letter.isalnum()]
    starts = [base, *(base[:end] for end in reversed(ends)), own]  # the longest name first
    subject = next((keys[start] for start in starts if start in keys), None)
    unnamed = [each for each in found if not each.name]
    if subject is None and len(found) == 1 and (unnamed or not own or own.isdigit()):
        subject = found[0]
    if subject is None and not own and len(unnamed) == 1:
        subject = unnamed[0]
    if subject is not None:
        subject.masks.append(mask)
    return subject is not None
