"""Which NIfTI files of a folder are one subject's. Looks at names only and opens nothing.

Conventions: BIDS, BraTS of all years, nnU-Net, the Medical Segmentation Decathlon, dcm2niix, and folders of a
subject's own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xaiviewer.readers.naming.names import natural_key
from xaiviewer.readers.nifti.identity import inside
from xaiviewer.readers.nifti.names import Named, channel_of, data_file, is_nifti, read_name, stem, strange_words

_MASK_FOLDERS = frozenset({"labelstr", "labelsts", "labelsval", "labels", "masks", "segmentations", "annotations"})
_GENERIC = frozenset({"anat", "nifti", "nii", "images", "image", "scans", "volumes", "data"})


def key_of(name: str) -> str:
    """By what names are compared: macOS writes accents apart from their letters."""
    return unicodedata.normalize("NFC", name).casefold()


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
    found = _pictured(folder, images, named)
    keys = _keys(found)
    return found, [mask for mask in masks if not _give(mask, named[mask], found, keys)]


def _pictured(folder: Path, images: Sequence[Path], named: Mapping[Path, Named]) -> list[Subject]:
    """The subjects with their images, by the first of these."""
    pictures = folder.name.lower().startswith("images")
    channels = {path: channel_of(stem(path.name)) for path in images}
    all_of_them = pictures or folder.joinpath("dataset.json").exists()
    numbered = {each[0] for each in channels.values() if each and (each[1] == 0 or all_of_them)}
    by_channel = {path: each[0] for path, each in channels.items() if each and each[0] in numbered}
    found: dict[str, Subject] = {}
    free = [path for path in images if path not in by_channel and not named[path].entities]
    titles, places = _inside(free)
    for path in images:
        plain = not named[path].sequence and not named[path].entities
        name = by_channel.get(path) or titles.get(path, named[path].subject)
        subject = found.setdefault(places.get(path, key_of(name)), Subject(name, folder))
        subject.images.append(path)
        subject.loose = plain and not channels[path] and not pictures and len(subject.images) == 1
    for subject in found.values():  # nnU-Net's labels are called like their images but for the channel
        subject.images.sort(key=lambda path: subject.name in numbered and path not in by_channel)
    return list(found.values()) if places else _without_series_numbers(list(found.values()), dict(named))


def _inside(images: Sequence[Path]) -> tuple[dict[Path, str], dict[Path, str]]:
    """Of images whose names hold the patient somewhere inside: what the patient is called, and a key of each."""
    titles, places = {}, {}
    by_stem: dict[str, list[Path]] = {}
    for path in images:
        by_stem.setdefault(stem(path.name), []).append(path)
    for number, (title, names) in enumerate(inside(by_stem)):
        for path in (path for name in names for path in by_stem[name]):
            titles[path], places[path] = title, f"/{number}"
    return titles, places


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
    keys = {key_of(stem(path.name)): each for each in found for path in each.images}
    return keys | {key_of(each.name): each for each in found if each.name}


def _give(mask: Path, named: Named, found: list[Subject], keys: dict[str, Subject]) -> bool:
    """Add the mask to the subject it belongs to; False where there is none."""
    base, own = key_of(stem(mask.name)), key_of(named.subject)
    ends = [place for place, letter in enumerate(base) if not letter.isalnum()]
    starts = [base, *(base[:end] for end in reversed(ends)), own]  # the longest name first
    subject = next((keys[start] for start in starts if start in keys), None)
    unnamed = [each for each in found if not each.name]
    subject = subject or _held(base, found)
    if subject is None and len(found) == 1 and (unnamed or not own or own.isdigit()):
        subject = found[0]
    if subject is None and not own and len(unnamed) == 1:
        subject = unnamed[0]
    if subject is not None:
        subject.masks.append(mask)
    return subject is not None


def _held(base: str, found: Sequence[Subject]) -> Subject | None:
    """The subject whose name a mask's name holds, word by word: "seg_p1", "AX_FLAIR_TCGA-CS-4941_lesions"."""
    words = {word for word, _ in strange_words(base)}
    fitting: dict[int, list[Subject]] = {}
    for each in found:
        own = {word for word, _ in strange_words(each.name)}
        if own and own <= words:
            fitting.setdefault(len(own), []).append(each)
    best = fitting[max(fitting)] if fitting else []
    return best[0] if len(best) == 1 else None
