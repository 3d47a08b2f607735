"""From a subject's files to its series and masks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xaiviewer.case import Contents, Grid, MaskSource, Segment, Series
from xaiviewer.errors import ReadError
from xaiviewer.readers.files.limits import MAX_CASE_BYTES
from xaiviewer.readers.files.listing import Fault
from xaiviewer.readers.grids.reslice import same_grid
from xaiviewer.readers.naming.names import DIALOG, listed, shown, unique
from xaiviewer.readers.nifti.file.header import NiftiHeader, read_header
from xaiviewer.readers.nifti.file.volume import NiftiVolume, value_type
from xaiviewer.readers.nifti.grouping import Subject, key_of
from xaiviewer.readers.nifti.masks.labelled import MAX_LESION_LABELS, holds_labels
from xaiviewer.readers.nifti.masks.labels import list_segments
from xaiviewer.readers.nifti.masks.mask import NiftiMask, placeless
from xaiviewer.readers.nifti.names import Named, channel_of, read_name, stem
from xaiviewer.readers.nifti.sidecar import Dataset, attributes_of, label_names

MAX_LISTED_VOLUMES = 64


@dataclass(frozen=True)
class OpenedSubject:
    """A subject whose headers were read.

    Attributes:
        subject: its files.
        images: the headers that could be read.
        label_maps: images by their names, masks by their values.
    """

    subject: Subject
    images: tuple[NiftiHeader, ...]
    label_maps: tuple[LabelMap, ...] = ()


@dataclass(frozen=True)
class LabelMap:
    """A file that its values show to be a mask.

    Attributes:
        header: the file's.
        values: that it holds.
        convention: its name says so too, beside those of its images.
    """

    header: NiftiHeader
    values: tuple[int, ...]
    convention: bool


def open_subject(subject: Subject, faults: list[Fault]) -> OpenedSubject | None:
    """Read the headers of a subject's images; what cannot be read is added to `faults`. None where nothing is left."""
    headers = _headers(subject.images, faults)
    return OpenedSubject(subject, tuple(headers)) if headers else None


def with_label_maps(found: OpenedSubject) -> OpenedSubject:
    """The label maps among the images told by their values; they stay images where there is nothing else.

    Where all are of few values, as pictures are that were rounded, those are the pictures that are named as such, or
    else those of the most values.
    """
    labelled = []
    for header in found.images:
        base = stem(header.path.name)
        convention = _without_channel(base, found)
        values = holds_labels(header, named=read_name(base).sequence)
        if len(values) > 1 or (convention and values):  # where there is no lesion all of it is background
            labelled.append(LabelMap(header, values, convention))
    if len(labelled) == len(found.images):
        labelled = _plainest(labelled)
    files = [each.header for each in labelled]
    pictures = tuple(header for header in found.images if header not in files)
    return replace(found, images=pictures, label_maps=tuple(labelled)) if pictures else found


def _plainest(labelled: Sequence[LabelMap]) -> list[LabelMap]:
    """The label maps among files that all look like one; none where they are alike."""
    named = [each for each in labelled if read_name(stem(each.header.path.name)).sequence]
    most = max(len(each.values) for each in labelled)
    pictures = named or [each for each in labelled if len(each.values) == most]
    return [each for each in labelled if each not in pictures]


def _without_channel(base: str, found: OpenedSubject) -> bool:
    """nnU-Net's name of the labels: that of the images without the channel's number."""
    channels = (channel_of(stem(header.path.name)) for header in found.images)
    return any(key_of(channel[0]) == key_of(base) for channel in channels if channel)


def contents_of(
    found: OpenedSubject, path: Path, dataset: Dataset | None, faults: list[Fault], *, labels: bool
) -> Contents:
    """What lies on disk for a subject, addressed by `path`."""
    keys: set[str] = set()
    slices = max(header.shape[0] for header in found.images)
    series = [each for header in found.images for each in _series(header, keys, dataset, single_slices=slices == 1)]
    grids = tuple(Grid(header.geometry, header.shape) for header in found.images)
    ordered = sorted(found.subject.masks, key=lambda mask: read_name(stem(mask.name)).brain)
    notices = [sentence for file, sentence in faults if file in found.subject.images]
    headers = _headers(ordered, faults, notices)
    masks = [mask_of(header, grids, dataset, keys, labels=labels) for header in headers]
    for label_map in found.label_maps:
        mask = mask_of(label_map.header, grids, dataset, keys)
        masks.append(mask if label_map.convention else _by_values(mask, label_map, series))
    if labels:
        notices += _about_label_map(found)
    return Contents(shown(found.subject.title), path, tuple(series), tuple(masks), tuple(notices))


def _by_values(mask: MaskSource, label_map: LabelMap, series: Sequence[Series]) -> MaskSource:
    """A mask that only its values show to be one, with the series on whose grid it lies."""
    header = label_map.header
    on = [each for each in series if _on_grid(header, each)]
    where = f" on the grid of {on[0].key}" if on else ""
    name, held = shown(header.path.name), listed([str(value) for value in label_map.values], 6)
    sentence = (
        f"{name} is taken for a mask because of its values: it holds {held} and nothing else{where}. "
        "If it is a picture, give it a name that ends in the sequence, such as _flair."
    )
    keys = tuple(each.key for each in on) if len(label_map.values) <= MAX_LESION_LABELS + 1 else ()
    return replace(mask, by_values=True, series=keys, notices=(*mask.notices, sentence))


def _on_grid(header: NiftiHeader, series: Series) -> bool:
    if header.shape == series.shape and placeless(header.geometry):
        return True
    return same_grid(header.geometry, header.shape, series.geometry, series.shape) is not None


def _about_label_map(found: OpenedSubject) -> list[str]:
    """What is said where all that lies there is a label map, shown as an image because there is none."""
    named = read_name(stem(found.images[0].path.name))
    if found.label_maps or len(found.images) > 1 or named.sequence or named.mask:
        return []
    values = holds_labels(found.images[0])
    if len(values) < 2:
        return []
    name, held = shown(found.images[0].path.name), listed([str(value) for value in values], 6)
    sentence = (
        f"{name} holds {held} and nothing else, as a mask does, but no image lies beside it: it is shown as an image"
    )
    return [f"{sentence}. Open it together with the images that it was drawn on."]


def _headers(paths: Iterable[Path], faults: list[Fault], notices: list[str] | None = None) -> list[NiftiHeader]:
    headers = []
    for path in paths:
        try:
            headers.append(read_header(path))
        except ReadError as error:
            faults.append((path, str(error)))
            if notices is not None:
                notices.append(str(error))
    return headers


def _series(header: NiftiHeader, keys: set[str], dataset: Dataset | None, *, single_slices: bool) -> Iterable[Series]:
    base = shown(stem(header.path.name))
    named = read_name(base)
    attributes = attributes_of(header.path, named)
    count = _listed(header)
    notices = [f"{shown(header.path.name)}: {each[0].lower()}{each[1:]}" for each in header.notices]
    key = unique(base, keys)
    keys.add(key)
    channel = channel_of(base)
    for index in range(count):
        number = index if header.volumes > 1 else channel[1] if channel else 0
        name = dataset.channels.get(number, "") if dataset and (header.volumes > 1 or channel) else ""
        yield Series(
            key=key if header.volumes == 1 else f"{key}[{index}]",
            name=(base if header.volumes == 1 else f"{base}[{index}]") + (f" ({name})" if name else ""),
            format="NIfTI",
            files=header.files,
            shape=header.shape,
            dtype=str(value_type(header)),
            geometry=header.geometry,
            source=NiftiVolume(header, index, _which(header, base, index, name)),
            attributes=attributes | ({"ChannelName": name} if name else {}),
            slice_names=tuple(f"{base}_{number}" for number in range(1, header.shape[0] + 1)),
            notices=(*notices, *_about_volumes(header, count)) if index == 0 else tuple(notices),
            whole=_whole(header, named, index, single_slices=single_slices),
        )


def _listed(header: NiftiHeader) -> int:
    """How many volumes are listed: of a compressed file only those that are reached within the limit."""
    reached = (MAX_CASE_BYTES - header.offset) // header.volume_bytes if header.bytes.compressed else header.volumes
    return min(header.volumes, MAX_LISTED_VOLUMES, max(int(reached), 1))


def _about_volumes(header: NiftiHeader, count: int) -> list[str]:
    """What is unusual about its volumes and values."""
    name, sentences = shown(header.path.name), []
    if header.repeats:
        step = f", {header.step_s:.3g} s apart" if header.step_s else ""
        sentences.append(f"{name} is a series of {header.volumes} volumes{step}; its first stands for it.")
    if count < header.volumes:
        sentences.append(f"{name} holds {header.volumes} volumes, of which the first {count} can be chosen.")
    if header.samples > 1:
        sentences.append(f"{name} holds colours; their brightness is shown.")
    if header.stored.kind == "c":
        sentences.append(f"{name} holds complex numbers; their magnitude is shown.")
    return sentences


def _which(header: NiftiHeader, base: str, index: int, name: str) -> tuple[str, ...]:
    """Which of several volumes is taken, unless its own name tells it, or it stands for a series (`_about_volumes`)."""
    if header.volumes == 1 or name or (header.repeats and index == 0):
        return ()
    taken = f"{shown(header.path.name)} holds {header.volumes} volumes: number {index + 1} ({base}[{index}]) is taken"
    return (f"{taken}; choose another under {DIALOG} (--sequences).",)


def _whole(header: NiftiHeader, named: Named, index: int, *, single_slices: bool) -> bool:
    """A volume to be judged: no computed map, colour picture, later volume of many or stray slice."""
    later = header.repeats and index > 0
    stray = header.shape[0] == 1 and not single_slices
    return not (later or stray or named.derived or header.samples > 1)


def mask_of(
    header: NiftiHeader,
    grids: tuple[Grid, ...],
    dataset: Dataset | None = None,
    keys: set[str] | None = None,
    *,
    labels: bool = True,
) -> MaskSource:
    """The mask with this header, beside images on `grids`; its key is added to `keys`, which are taken."""
    base = shown(stem(header.path.name))
    keys = set() if keys is None else keys
    key = unique(base, keys)
    keys.add(key)
    segments: tuple[Segment, ...] = ()
    about_labels: tuple[str, ...] = ()
    if labels:
        names = label_names(header.path, read_name(base), dataset)
        try:
            segments, about_labels = list_segments(header, names)
        except ReadError as error:
            about_labels = (str(error),)
    notices = [f"{shown(header.path.name)}: {each[0].lower()}{each[1:]}" for each in header.notices]
    return MaskSource(
        key=key,
        name=base,
        format="NIfTI",
        files=header.files,
        segments=segments,
        reader=NiftiMask(header, grids),
        notices=(*notices, *about_labels),
    )
