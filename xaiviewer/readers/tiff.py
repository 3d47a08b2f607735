"""TIFF slices of the LGG layout: three channels (pre-contrast T1, FLAIR, post-contrast T1), or FLAIR alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import SEQUENCES, Case, Geometry, Mask, Volume
from xaiviewer.errors import ReadError
from xaiviewer.readers.layout import Layout, SliceFile
from xaiviewer.readers.names import listed, refusal, shown
from xaiviewer.readers.tiff_header import TiffHeader, read_header

MAX_CASE_BYTES = 2 << 30
"""A case that would take more memory than this is refused before it is decoded."""

_TYPES = {(8, "unsigned"), (16, "unsigned"), (16, "signed"), (32, "float"), (64, "float")}
_MASK_TYPES = _TYPES | {(1, "unsigned")}
_COMPRESSIONS = {"none", "LZW", "JPEG", "Deflate", "PackBits"}  # others OpenCV may pass on undecoded
_CHANNELS = {1: ("flair",), 3: tuple(SEQUENCES)}

# A damaged file is reported in one sentence of ours, not on the terminal.
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)


@dataclass(frozen=True)
class _Opened:
    file: SliceFile
    header: TiffHeader


def load(name: str, source: Path, layout: Layout, *, synthetic: bool) -> Case:
    """Decode the slices and masks of `layout`.

    Raises:
        ReadError: where no slice can be opened, or the whole is larger than `MAX_CASE_BYTES`.
    """
    notices = list(layout.notices)
    opened = _uniform(_open(layout.slices, notices), notices)
    _refuse_large(source, opened)
    try:
        files, images = _decode_slices(opened, notices)
        mask = _decode_masks(files, images.shape[2:], notices)
    except MemoryError:
        raise ReadError(f"{source} does not fit into memory; close other programs or open fewer slices.") from None
    sequences = _CHANNELS[len(images)]
    notices += _about_sequences(images, sequences)
    geometry = Geometry()
    volumes = tuple(Volume(key, voxels, geometry) for key, voxels in zip(sequences, images, strict=True))
    names = tuple(shown(file.path.stem) for file in files)
    return Case(name, source, volumes, names, mask, tuple(notices), synthetic)


def _open(slices: Sequence[SliceFile], notices: list[str]) -> list[_Opened]:
    """The slices whose header is sound; where it is the only one its fault is the case's."""
    opened, faults = [], []
    for file in slices:
        try:
            opened.append(_Opened(file, _slice_header(file.path)))
        except ReadError as error:
            faults.append(str(error))
    if not opened:
        raise ReadError(_no_slice(faults))
    notices += [f"Slice left out: {fault}" for fault in faults]
    return opened


def _slice_header(path: Path) -> TiffHeader:
    header = read_header(path)
    _refuse_unsupported(path, header, _TYPES)
    if header.samples not in _CHANNELS:
        needed = "three (T1, FLAIR, T1 + contrast) or one (FLAIR)"
        raise ReadError(f"{path} has {header.samples} channels; save it with {needed}.")
    return header


def _uniform(opened: list[_Opened], notices: list[str]) -> list[_Opened]:
    """The slices of the commonest size and type; nothing is resampled to make the others fit."""
    usual, _ = Counter(_signature(each.header) for each in opened).most_common(1)[0]
    notices += [
        f"Slice left out: {each.file.path} is {_signature(each.header)} where the other slices are {usual}; "
        "export all slices alike."
        for each in opened
        if _signature(each.header) != usual
    ]
    return [each for each in opened if _signature(each.header) == usual]


def _signature(header: TiffHeader) -> str:
    channels = "1 channel" if header.samples == 1 else f"{header.samples} channels"
    return f"{header.size} pixels, {channels}, {header.bits}-bit {header.kind}"


def _refuse_large(source: Path, opened: list[_Opened]) -> None:
    total = sum(each.header.nbytes for each in opened)
    if total > MAX_CASE_BYTES:
        raise ReadError(
            f"{source} needs {total / 2**30:.1f} GiB of memory, more than the {MAX_CASE_BYTES >> 30} GiB this program "
            "gives a case; open fewer slices."
        )


def _refuse_unsupported(path: Path, header: TiffHeader, types: set[tuple[int, str]]) -> None:
    if header.pages:
        raise ReadError(f"{path} holds several pages; save each slice as a file of its own.")
    meant = {"grey"} if header.samples == 1 else {"RGB"} | ({"YCbCr"} if header.compression == "JPEG" else set())
    if header.colours not in meant:
        wanted = "greyscale with black as 0" if header.samples == 1 else "RGB"
        raise ReadError(f"{path} stores {header.colours}; save it as {wanted}.")
    if header.bits != 8 and (header.planar or header.turned):  # OpenCV would give other pixels without a word
        what = "each channel apart" if header.planar else "the picture turned"
        raise ReadError(f"{path} stores {what} with {header.bits} bits; save it again in the usual layout.")
    if header.compression not in _COMPRESSIONS:
        raise ReadError(f"{path} is compressed with {header.compression}; save it uncompressed or with LZW or Deflate.")
    if (header.bits, header.kind) not in types:
        raise ReadError(f"{path} stores {header.bits}-bit {header.kind} values; save it as 8 or 16 bits or as float.")


def _decode_slices(opened: list[_Opened], notices: list[str]) -> tuple[list[SliceFile], NDArray[Any]]:
    """The readable files, and their pixels ``[sequence, slice, row, column]``."""
    images: NDArray[Any] | None = None
    files: list[SliceFile] = []
    faults = []
    holes = []
    for each in opened:
        try:
            channels = _decode(each.file.path, each.header)
        except ReadError as error:
            faults.append(str(error))
            continue
        if images is None:
            images = np.empty((len(channels), len(opened), *channels.shape[1:]), channels.dtype)
        elif channels.shape[1:] != images.shape[2:]:
            faults.append(f"{each.file.path} is turned unlike the other slices; export all slices alike.")
            continue
        if channels.dtype.kind == "f" and not np.isfinite(channels).all():
            channels = np.nan_to_num(channels, nan=0.0, posinf=0.0, neginf=0.0)
            holes.append(shown(each.file.path.name))
        images[:, len(files)] = channels
        files.append(each.file)
    if images is None:
        raise ReadError(_no_slice(faults))
    notices += [f"Slice left out: {fault}" for fault in faults]
    if holes:
        notices.append(f"Values that are no numbers are shown as 0 in {listed(holes)}; export again to be sure.")
    return files, images[:, : len(files)]


def _decode_masks(files: list[SliceFile], shape: tuple[int, ...], notices: list[str]) -> Mask | None:
    """The masks that fit; None where there is none."""
    voxels = np.zeros((len(files), *shape), dtype=bool)
    drawn = np.zeros(len(files), dtype=bool)
    soft = []
    for index, file in enumerate(files):
        if file.mask is None:
            continue
        try:
            values = _decode_mask(file.mask, shape)
        except ReadError as error:
            notices.append(f"Mask left out: {error}")
            continue
        voxels[index] = values > 0
        drawn[index] = True
        if np.any(voxels[index] & (values != values.max())):
            soft.append(shown(file.mask.name))
    if soft:
        notices.append(f"Masks with several values, each above 0 counted as lesion: {listed(soft)}.")
    return Mask(voxels, drawn) if drawn.any() else None


def _decode_mask(path: Path, shape: tuple[int, ...]) -> NDArray[Any]:
    """Mask values ``[row, column]``: the largest of the colours where it was saved in colour.

    Raises:
        ReadError: where it cannot be decoded or has another shape than `shape`.
    """
    header = read_header(path)
    _refuse_unsupported(path, header, _MASK_TYPES)
    if header.samples not in (1, 3, 4):
        raise ReadError(f"{path} has {header.samples} channels; save the mask as greyscale.")
    if header.samples == 4:  # the fourth is opacity
        header = replace(header, samples=3)
    channels = _decode(path, header)
    values: NDArray[Any] = channels[0] if len(channels) == 1 else channels.max(axis=0)
    if values.shape != shape:
        rows, columns = values.shape
        sizes = f"{columns} x {rows} pixels but its slice {shape[1]} x {shape[0]}"
        raise ReadError(f"{path} is {sizes}; export the mask on the slice's grid.")
    return values


def _decode(path: Path, header: TiffHeader) -> NDArray[Any]:
    """Pixels ``[sample, row, column]`` in the file's order of samples.

    Raises:
        ReadError: where the file cannot be read or decoded.
    """
    try:
        data = np.fromfile(path, dtype=np.uint8)
    except OSError as error:
        raise ReadError(refusal(path, error)) from error
    try:
        image = cv2.imdecode(data, cv2.IMREAD_UNCHANGED) if data.size else None
    except cv2.error:
        image = None
    if image is None:
        raise ReadError(
            f"{path} cannot be decoded (compression: {header.compression}); it is damaged or of a rare kind: copy it "
            "again or save it uncompressed."
        )
    channels = image[None] if image.ndim == 2 else np.moveaxis(image[..., :3], -1, 0)[::-1]  # OpenCV gives BGR
    if len(channels) == 3 and header.samples == 1 and header.bits == 1:
        channels = channels[:1]
    if len(channels) != header.samples:
        raise ReadError(f"{path} decodes to {len(channels)} channels, not {header.samples}; save it uncompressed.")
    return channels


def _no_slice(faults: list[str]) -> str:
    rest = len(faults) - 1
    return faults[0] + (f" None of the {rest} other slices opens either." if rest else "")


def _about_sequences(images: NDArray[Any], sequences: tuple[str, ...]) -> list[str]:
    """What the reader should know of sequences that are missing or given twice."""
    if len(sequences) == 1:
        return ["The slices have one channel, taken as FLAIR; the networks see FLAIR in place of T1 and T1 + contrast."]
    t1, flair, t1c = images
    missing = [SEQUENCES[key] for key, voxels in (("t1", t1), ("t1c", t1c)) if np.array_equal(voxels, flair)]
    if missing:
        verb = "holds" if len(missing) == 1 else "hold"
        why = "a sequence was missing when the files were made"
        return [f"{' and '.join(missing)} {verb} the same pictures as FLAIR: {why}."]
    if np.array_equal(t1, t1c):
        return ["T1 + contrast holds the same pictures as T1: a sequence was missing when the files were made."]
    return []
