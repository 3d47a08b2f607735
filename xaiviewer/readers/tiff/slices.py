"""Slices with a file each, as one case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from xaiviewer.case import SEQUENCES, Contents, Geometry, MaskSource, Segment, Series
from xaiviewer.errors import ReadError
from xaiviewer.readers.files.limits import refuse_large
from xaiviewer.readers.naming.layout import MASK_WORDS, Layout, SliceFile, is_tiff
from xaiviewer.readers.naming.names import none_opens, shown
from xaiviewer.readers.tiff.axes.page_axes import refuse
from xaiviewer.readers.tiff.file import ImageFile, about, case_name
from xaiviewer.readers.tiff.masks import MaskFiles
from xaiviewer.readers.tiff.pages.page import Page
from xaiviewer.readers.tiff.pixels.picture import Picture
from xaiviewer.readers.tiff.planes import StoredPlane, pixels
from xaiviewer.readers.tiff.stack import Channel, Stack
from xaiviewer.readers.tiff.uniform import uniform


def slice_case(
    path: Path,
    found: Layout,
    opened: Mapping[str, ImageFile],
    faults: Mapping[str, str],
    folders: Iterable[str] = (),
) -> Contents:
    """One case of the slices in `found`, as far as their headers are sound and alike.

    Args:
        opened, faults: the files that open, and sentences on those that do not, by name.
        folders: names of folders that say nothing about the patient.

    Raises:
        ReadError: where no slice can be opened or the whole is too large.
    """
    notices = list(found.notices)
    pairs = [(each, opened[each.path.name]) for each in found.slices if each.path.name in opened]
    refused = [faults[each.path.name] for each in found.slices if each.path.name in faults]
    if not pairs:
        raise ReadError(none_opens(refused, "slices"))
    notices += [f"Slice left out: {fault}" for fault in refused]
    kept = set(map(id, uniform([file for _, file in pairs], notices)))
    pairs = [(each, file) for each, file in pairs if id(file) in kept]
    images = [file for _, file in pairs]
    names = _names(path, images)
    planes = [file.planes[0] for file in images]
    grey = _grey_in_colour(planes)
    stacks = [Stack(path, [file.planes[at] for file in images], grey=grey) for at in range(len(names))]
    refuse_large(shown(path), sum(each.nbytes for each in stacks))
    notices += about(planes, grey=grey)
    name, synthetic = case_name(path, folders)
    files = [each for each, _ in pairs]
    series = _series(stacks, names, files, name, _spacing_of(images[0]))
    return Contents(name, path, series, _masks(files), tuple(notices), synthetic)


def _names(path: Path, images: Sequence[ImageFile]) -> tuple[str, ...]:
    """What the channels are called that lie in pages of their own, in every file alike."""
    named = {each.names for each in images if any(each.names)}
    if len(named) == 1 and all(any(each.names) for each in images):
        return named.pop()
    count = len(images[0].planes)
    if named and count > 1:
        refuse(path, "holds slices that name their channels differently")
    return ("",) * count


def keys_of(channels: int, *, named: bool = False) -> tuple[str, ...]:
    """Three channels without names are the three sequences, as in the LGG data set; others are counted."""
    if channels == len(SEQUENCES) and not named:
        return tuple(SEQUENCES)
    return tuple(str(each + 1) for each in range(channels))


def _series(
    stacks: Sequence[Stack],
    names: Sequence[str],
    files: Sequence[SliceFile],
    case: str,
    spacing: tuple[Geometry, list[str]],
) -> tuple[Series, ...]:
    """A series for every channel: of several in each page, or of a page for each."""
    geometry, notices = spacing
    channels = [
        (stack, index, name) for stack, name in zip(stacks, names, strict=True) for index in range(stack.channels)
    ]
    keys = keys_of(len(channels), named=any(names))
    return tuple(
        Series(
            key=key,
            name=name or SEQUENCES.get(key, case if len(keys) == 1 else f"channel {key}"),
            format="TIFF" if isinstance(stack.planes[0], Page) else "picture",
            files=tuple(each.path for each in files),
            shape=stack.shape,
            dtype=str(stack.dtype),
            geometry=geometry,
            source=Channel(stack, index),
            attributes={"ChannelName": name} if name else {},
            slice_names=tuple(shown(each.path.stem) for each in files),
            notices=tuple(notices),
        )
        for (stack, index, name), key in zip(channels, keys, strict=True)
    )


def _masks(files: Sequence[SliceFile]) -> tuple[MaskSource, ...]:
    """One mask for each word that masks of the slices are called by."""
    words = [word for word in MASK_WORDS if any(word in each.masks for each in files)]
    sources = []
    for word in words:
        by_slice = tuple(each.masks.get(word) for each in files)
        present = tuple(each for each in by_slice if each is not None)
        kind = "TIFF" if is_tiff(present[0].name) else "picture"
        key = "mask" if word == words[0] else word
        sources.append(MaskSource(key, key, kind, present, (Segment(1, "lesion"),), MaskFiles(by_slice)))
    return tuple(sources)


def _grey_in_colour(planes: Sequence[StoredPlane]) -> bool:
    """Are pictures in colour only grey? Looks at the first, the middle and the last."""
    if not isinstance(planes[0], Picture) or planes[0].channels != 3:
        return False
    looked = []
    for index in sorted({0, len(planes) // 2, len(planes) - 1}):
        try:
            channels = pixels(planes[index])
        except ReadError:
            continue
        looked.append(bool((channels == channels[:1]).all()))
    return bool(looked) and all(looked)


def _spacing_of(file: ImageFile) -> tuple[Geometry, list[str]]:
    if file.arranged is None:
        return Geometry(), []
    return file.arranged.volumes[0].geometry, list(file.arranged.notices)
