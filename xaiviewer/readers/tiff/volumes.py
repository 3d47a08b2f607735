"""TIFF files of several slices each, as cases: the files of one patient are series of one case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from xaiviewer.case import SEQUENCES, Contents, MaskSource, Segment, Series
from xaiviewer.readers.files.limits import refuse_large
from xaiviewer.readers.naming import vocabulary
from xaiviewer.readers.naming.layout import MASK_WORDS, is_tiff, key_of, mask_name
from xaiviewer.readers.naming.names import shown
from xaiviewer.readers.tiff.axes.arrange import Arranged
from xaiviewer.readers.tiff.axes.volume import PageVolume
from xaiviewer.readers.tiff.file import ImageFile, about, case_name
from xaiviewer.readers.tiff.masks import MaskPages
from xaiviewer.readers.tiff.slices import keys_of
from xaiviewer.readers.tiff.stack import Channel, Stack


def base_of(path: Path) -> str:
    """The stem without the word for a sequence at its end: "p7" for "p7_flair"."""
    stem = key_of(path.stem)
    match = vocabulary.SUFFIX.fullmatch(stem)
    if match is None or match["suffix"] not in vocabulary.SUFFIXES:
        return stem
    return stem[: match.start("suffix")].rstrip("-_. ")


def groups_of(volumes: Sequence[ImageFile]) -> list[list[ImageFile]]:
    """Volumes of one patient together: alike in name but for the sequence, in size and in number of pages."""
    groups: dict[tuple[object, ...], list[ImageFile]] = {}
    for file in volumes:
        groups.setdefault((base_of(file.path), file.planes[0].shape, len(file.planes)), []).append(file)
    return list(groups.values())


def unowned(volumes: Sequence[ImageFile], masks: Sequence[Path]) -> list[Path]:
    """The masks that belong to none of the volumes."""
    bases = {base for file in volumes for base in (base_of(file.path), key_of(file.path.stem))}
    return [mask for mask in masks if key_of(_mask_base(mask)) not in bases]


def volume_case(
    path: Path, group: Sequence[ImageFile], masks: Sequence[Path], *, is_only: bool, folders: Iterable[str] = ()
) -> Contents:
    """The volumes of one patient as one case.

    Args:
        path: what opens it.
        masks: the masks of the folder.
        is_only: nothing else lies in the folder, so that a mask without a name of its own is theirs.
        folders: names of folders that say nothing about the patient.

    Raises:
        ReadError: where the whole is too large.
    """
    series: list[Series] = []
    stacks: list[Stack] = []
    notices: list[str] = []
    for file in group:
        assert file.arranged is not None
        made = [Stack(file.path, each.pages) for each in file.arranged.volumes]
        series += _series(file, file.arranged, made, is_only=len(group) == 1)
        stacks += [stack for stack, each in zip(made, file.arranged.volumes, strict=True) if each.time == 0]
        notices += about(file.planes)
    refuse_large(shown(path), sum(each.nbytes for each in stacks))
    name, synthetic = case_name(path, folders)
    if len(group) > 1 and not synthetic and not path.is_dir():
        name = shown(base_of(path)) or name
    found = _masks(group, masks, is_only=is_only)
    return Contents(name, path, tuple(series), found, tuple(dict.fromkeys(notices)), synthetic)


def _series(file: ImageFile, arranged: Arranged, stacks: Sequence[Stack], *, is_only: bool) -> list[Series]:
    """A series for every channel and time point of a file; `is_only` where its keys need not name the file.

    The channels at the first time point come before those at later ones, which are no volumes to be judged.
    """
    pairs = list(zip(arranged.volumes, stacks, strict=True))
    keys = _keys([pair for pair in pairs if pair[0].time == 0])
    found: list[Series] = []
    first = after = 0
    for volume, stack in pairs:
        if volume.time == 0:
            first, after = after, after + stack.channels
        for index in range(stack.channels):
            key, title = _called(file, volume, keys[first + index], one_channel=len(keys) == 1, is_only=is_only)
            found.append(
                Series(
                    key=key,
                    name=title,
                    format="TIFF",
                    files=(file.path,),
                    shape=stack.shape,
                    dtype=str(stack.dtype),
                    geometry=volume.geometry,
                    source=Channel(stack, index),
                    attributes={"ChannelName": volume.name} if volume.name else {},
                    slice_names=tuple(f"{shown(file.path.stem)}_{each + 1}" for each in range(len(stack.planes))),
                    notices=arranged.notices,
                    whole=volume.time == 0,
                )
            )
    return sorted(found, key=lambda each: not each.whole)


def _called(file: ImageFile, volume: PageVolume, key: str, *, one_channel: bool, is_only: bool) -> tuple[str, str]:
    """The key and the name of a series; `one_channel` where its file has one channel."""
    stem = shown(file.path.stem)
    title = stem if one_channel else volume.name or SEQUENCES.get(key) or f"{stem} channel {key}"
    whole = key if is_only else stem if one_channel else f"{stem}-{key}"
    later = f"[{volume.time}]" if volume.time else ""
    return whole + later, title + later


def _keys(pairs: Sequence[tuple[PageVolume, Stack]]) -> tuple[str, ...]:
    """The keys of a file's channels: the three sequences where three of one shape have no names of their own."""
    count = sum(stack.channels for _, stack in pairs)
    alike = len({stack.shape for _, stack in pairs}) == 1
    return keys_of(count, named=not alike or any(volume.name for volume, _ in pairs))


def _mask_base(mask: Path) -> str:
    named = mask_name(mask.name)
    return named[0] if named else mask.stem


def _masks(group: Sequence[ImageFile], masks: Sequence[Path], *, is_only: bool) -> tuple[MaskSource, ...]:
    """The mask files of a group, one for each word that masks are called by."""
    bases = {base for file in group for base in (base_of(file.path), key_of(file.path.stem))}
    bases |= {""} if is_only else set()
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
