"""What lies in a folder of TIFF files or pictures, or in one such file: the series and masks of one or more cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from xaiviewer.case import Contents
from xaiviewer.errors import ReadError
from xaiviewer.readers.files.listing import Fault, scanned
from xaiviewer.readers.naming import layout
from xaiviewer.readers.naming.layout import Layout, SliceFile, is_mask, is_picture, is_tiff
from xaiviewer.readers.naming.names import listed, natural_key, shown
from xaiviewer.readers.tiff.file import open_file, open_files
from xaiviewer.readers.tiff.slices import slice_case
from xaiviewer.readers.tiff.volumes import base_of, groups_of, unowned, volume_case

_IMAGE_FOLDERS = ("images", "image", "imgs", "img")
_MASK_FOLDERS = ("masks", "mask", "labels", "label", "segmentations")


def cases(path: Path, names: Sequence[str]) -> tuple[list[Contents], list[Fault]]:
    """The cases made of the TIFF files and pictures in a folder, or of one file, and what was skipped and why.

    Only headers are read (and, of pictures in colour, the pixels of three, to tell grey saved in colour).

    Args:
        path: a folder, or one of its files.
        names: the files in that folder.
    """
    try:
        return _folder(path, names) if path.is_dir() else _file(path, names)
    except ReadError as error:
        return [], [(path, str(error))]


def _folder(folder: Path, names: Sequence[str]) -> tuple[list[Contents], list[Fault]]:
    if folder.name.lower() in _MASK_FOLDERS and _sibling(folder, _IMAGE_FOLDERS) is not None:
        return [], []  # the images beside it take the masks
    masks = layout.masks_in(folder, names) or _masks_in_sibling(folder)
    images, left_out = _images(names)
    if not images and not masks:
        return [], []
    opened, faults = open_files(folder, images)
    volumes = [file for file in opened.values() if file.is_volume]
    taken = {file.path.name for file in volumes}
    slices = [name for name in images if name not in taken]
    found: list[Contents] = []
    refused: list[Fault] = []
    if slices or not volumes:
        try:
            arranged = layout.arrange(folder, slices, unowned(volumes, masks))
            arranged = replace(arranged, notices=(*arranged.notices, *left_out))
            found.append(slice_case(folder, arranged, opened, faults, _IMAGE_FOLDERS))
        except ReadError as error:
            refused.append((folder, str(error)))
    groups = groups_of(volumes)
    is_only = len(groups) == 1 and not slices
    for group in groups:
        try:
            case = volume_case(
                folder if is_only else group[0].path, group, masks, is_only=is_only, folders=_IMAGE_FOLDERS
            )
        except ReadError as error:
            refused.append((group[0].path, str(error)))
        else:
            found.append(replace(case, notices=(*case.notices, *left_out)) if is_only else case)
    return found, refused


def _file(path: Path, names: Sequence[str]) -> tuple[list[Contents], list[Fault]]:
    folder = path.parent
    masks = [mask for mask in layout.masks_in(folder, names) or _masks_in_sibling(folder) if mask != path]
    found = _mask_as_image(path, names) or layout.single(path, masks)
    file = open_file(path)
    if not file.is_volume:
        return [slice_case(path, found, {path.name: file}, {})], []
    images, _ = _images(names)
    base = base_of(path)
    alike = [name for name in images if is_tiff(name) and name != path.name and base_of(folder / name) == base]
    opened, _ = open_files(folder, alike)
    volumes = sorted(
        (file, *(each for each in opened.values() if each.is_volume)), key=lambda each: natural_key(each.path.name)
    )
    group = next(each for each in groups_of(volumes) if file in each)
    case = volume_case(path, group, masks, is_only=len(group) == len(images))
    return [replace(case, notices=(*case.notices, *found.notices))], []


def _mask_as_image(path: Path, names: Iterable[str]) -> Layout | None:
    """What is called a mask, with no slice that it could belong to, as an image; None for everything else."""
    named = layout.mask_name(path.name)
    if named is None or (path.parent.name.lower() in _MASK_FOLDERS and _sibling(path.parent, _IMAGE_FOLDERS)):
        return None
    images, _ = _images(names)
    owner = layout.key_of(named[0])
    if any(owner in ("", layout.key_of(Path(name).stem), base_of(path.parent / name)) for name in images):
        return None
    sentence = f"{shown(path.name)} is a mask by its name, but no slice of it lies beside it: it is shown as an image."
    return Layout((SliceFile(path),), (sentence,))


def _images(names: Iterable[str]) -> tuple[list[str], list[str]]:
    """The TIFF files among `names`, or where there are none the pictures; and what is said of the others."""
    images = sorted((name for name in names if is_picture(name) and not is_mask(name)), key=natural_key)
    tiffs = [name for name in images if is_tiff(name)]
    if not tiffs or len(tiffs) == len(images):
        return images, []
    rest = [shown(name) for name in images if not is_tiff(name)]
    what = "1 picture" if len(rest) == 1 else f"{len(rest)} pictures"
    return tiffs, [f"{what} beside the TIFF files left out ({listed(rest)}); keep the slices in one format."]


def _sibling(folder: Path, called: Sequence[str]) -> Path | None:
    """The folder beside `folder` that is called one of these, in any case of letters."""
    found = [each for each in scanned(folder.resolve().parent) if each.name.lower() in called and each.is_dir()]
    return folder.parent / min(each.name for each in found) if found else None


def _masks_in_sibling(folder: Path) -> list[Path]:
    """The files of a folder of masks beside a folder of images; a mask there need not be called one."""
    sibling = _sibling(folder, _MASK_FOLDERS) if folder.name.lower() in _IMAGE_FOLDERS else None
    if sibling is None:
        return []
    names = [each.name for each in scanned(sibling) if is_picture(each.name) and each.is_file()]
    return [sibling / name for name in sorted(names, key=lambda name: (not is_tiff(name), natural_key(name)))]
