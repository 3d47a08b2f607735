"""Slices with a file each, as one case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from xaiviewer.case import SEQUENCES, Contents, Geometry, MaskSource, Segment, Series
from xaiviewer.errors import ReadError
from xaiviewer.readers.layout import MASK_WORDS, Layout, SliceFile, is_tiff
from xaiviewer.readers.names import shown
from xaiviewer.readers.tiff.alike import uniform
from xaiviewer.readers.tiff.file import ImageFile, about, case_name, refuse_large
from xaiviewer.readers.tiff.masks import MaskFiles
from xaiviewer.readers.tiff.page import Page
from xaiviewer.readers.tiff.picture import Picture
from xaiviewer.readers.tiff.planes import Plane, pixels
from xaiviewer.readers.tiff.stack import Channel, Stack, no_slice


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
    said = [faults[each.path.name] for each in found.slices if each.path.name in faults]
    if not pairs:
        raise ReadError(no_slice(said))
    notices += [f"Slice left out: {fault}" for fault in said]
    kept = set(map(id, uniform([file.planes[0] for _, file in pairs], notices)))
    pairs = [(each, file) for each, file in pairs if id(file.planes[0]) in kept]
    planes = [file.planes[0] for _, file in pairs]
    grey = _grey_in_colour(planes)
    stack = Stack(path, planes, grey=grey)
    refuse_large(path, [stack])
    notices += about(planes, grey=grey)
    name, synthetic = case_name(path, folders)
    files = [each for each, _ in pairs]
    series = _series(stack, files, name, _spacing_of(pairs[0][1]))
    return Contents(name, path, series, _masks(files), tuple(notices), synthetic)


def keys_of(channels: int) -> tuple[str, ...]:
    """Three channels are the three sequences, as in the LGG data set; others are counted."""
    return tuple(SEQUENCES) if channels == len(SEQUENCES) else tuple(str(each + 1) for each in range(channels))


def _series(
    stack: Stack, files: Sequence[SliceFile], name: str, spacing: tuple[Geometry, list[str]]
) -> tuple[Series, ...]:
    geometry, notices = spacing
    keys = keys_of(stack.channels)
    return tuple(
        Series(
            key=key,
            name=SEQUENCES.get(key, name if len(keys) == 1 else f"channel {key}"),
            format="TIFF" if isinstance(stack.planes[0], Page) else "picture",
            files=tuple(each.path for each in files),
            shape=stack.shape,
            dtype=str(stack.dtype),
            geometry=geometry,
            source=Channel(stack, index),
            slice_names=tuple(shown(each.path.stem) for each in files),
            notices=tuple(notices),
        )
        for index, key in enumerate(keys)
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


def _grey_in_colour(planes: Sequence[Plane]) -> bool:
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
