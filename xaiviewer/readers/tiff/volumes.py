"""TIFF files of several slices each, as cases: the files of one patient are series of one case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from xaiviewer.case import SEQUENCES, Contents, MaskSource, Segment, Series
from xaiviewer.readers import vocabulary
from xaiviewer.readers.layout import MASK_WORDS, is_tiff, key_of, mask_name
from xaiviewer.readers.names import shown
from xaiviewer.readers.tiff import volume
from xaiviewer.readers.tiff.file import ImageFile, about, case_name, refuse_large
from xaiviewer.readers.tiff.masks import MaskPages
from xaiviewer.readers.tiff.slices import keys_of
from xaiviewer.readers.tiff.stack import Channel, Stack


def base_of(path: Path) -> str:
    """The stem without the word for a sequence at its end: "p7" for "p7_flair"."""
    match = vocabulary.SUFFIX.fullmatch(path.stem.lower())
    if match is None or match["suffix"] not in vocabulary.SUFFIXES:
        return key_of(path.stem)
    return key_of(path.stem[: match.start("suffix")].rstrip("-_. "))


def groups_of(volumes: Sequence[ImageFile]) -> list[list[ImageFile]]:
    """Volumes of one patient together: alike in name but for the sequence, in size and in number of pages."""
    groups: dict[tuple[object, ...], list[ImageFile]] = {}
    for file in volumes:
        groups.setdefault((base_of(file.path), file.planes[0].shape, len(file.planes)), []).append(file)
    return list(groups.values())


def others(volumes: Sequence[ImageFile], masks: Sequence[Path]) -> list[Path]:
    """The masks that belong to none of the volumes."""
    bases = {base for file in volumes for base in (base_of(file.path), key_of(file.path.stem))}
    return [mask for mask in masks if key_of(_mask_base(mask)) not in bases]


def volume_case(
    path: Path, group: Sequence[ImageFile], masks: Sequence[Path], *, alone: bool, folders: Iterable[str] = ()
) -> Contents:
    """The volumes of one patient as one case.

    Args:
        path: what opens it.
        masks: the masks of the folder.
        alone: nothing else lies in the folder, so that a mask without a name of its own is theirs.
        folders: names of folders that say nothing about the patient.

    Raises:
        ReadError: where the whole is too large.
    """
    series: list[Series] = []
    stacks: list[Stack] = []
    notices: list[str] = []
    for file in group:
        assert file.pages is not None
        arranged = volume.arrange(file.pages)
        made = [Stack(file.path, pages) for pages in arranged.pages]
        series += _series(file, arranged, made, alone=len(group) == 1)
        stacks += made
        notices += about(page for pages in arranged.pages for page in pages)
    refuse_large(path, stacks)
    name, synthetic = case_name(path, folders)
    if len(group) > 1 and not synthetic and not path.is_dir():
        name = shown(base_of(path)) or name
    found = _masks(group, masks, alone=alone)
    return Contents(name, path, tuple(series), found, tuple(dict.fromkeys(notices)), synthetic)


def _series(file: ImageFile, arranged: volume.Channels, stacks: Sequence[Stack], *, alone: bool) -> list[Series]:
    """A series for every channel of a file; `alone` where its keys need not name the file."""
    stem = shown(file.path.stem)
    channels = [
        (Channel(stack, index), name)
        for stack, name in zip(stacks, arranged.names, strict=True)
        for index in range(stack.channels)
    ]
    named = any(arranged.names)
    keys = tuple(str(each + 1) for each in range(len(channels))) if named else keys_of(len(channels))
    found = []
    for (source, name), key in zip(channels, keys, strict=True):
        only = len(channels) == 1
        title = stem if only else name or SEQUENCES.get(key) or f"{stem} channel {key}"
        found.append(
            Series(
                key=key if alone else stem if only else f"{stem}-{key}",
                name=title,
                format="TIFF",
                files=(file.path,),
                shape=source.stack.shape,
                dtype=str(source.stack.dtype),
                geometry=arranged.geometry,
                source=source,
                attributes={"ChannelName": name} if name else {},
                slice_names=tuple(f"{stem}_{each + 1}" for each in range(len(source.stack.planes))),
                notices=arranged.notices,
            )
        )
    return found


def _mask_base(mask: Path) -> str:
    named = mask_name(mask.name)
    return named[0] if named else mask.stem


def _masks(group: Sequence[ImageFile], masks: Sequence[Path], *, alone: bool) -> tuple[MaskSource, ...]:
    """The mask files of a group, one for each word that masks are called by."""
    bases = {base for file in group for base in (base_of(file.path), key_of(file.path.stem))}
    bases |= {""} if alone else set()
    found: dict[str, Path] = {}
    for mask in masks:
        word = (mask_name(mask.name) or ("", "mask"))[1]
        if key_of(_mask_base(mask)) in bases:
            found.setdefault(word, mask)
    words = [word for word in MASK_WORDS if word in found]
    return tuple(
        MaskSource(
            key="mask" if word == words[0] else word,
            name=shown(found[word].stem),
            format="TIFF" if is_tiff(found[word].name) else "picture",
            files=(found[word],),
            segments=(Segment(1, "lesion"),),
            reader=MaskPages(found[word]),
        )
        for word in words
    )
