"""DICOM files written for tests: a classic MR series from voxels and an affine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import (
    UID,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    HTJ2KLossless,
    JPEG2000Lossless,
    JPEGLosslessSV1,
    MRImageStorage,
    generate_uid,
)

ROOT = "1.2.826.0.1.3680043.8.498."


def uid(*parts: object) -> UID:
    """A UID that depends on `parts` alone, so that tests are the same in every run."""
    return generate_uid(prefix=ROOT, entropy_srcs=[str(part) for part in parts])


def mr_header(**tags: Any) -> Dataset:
    """What every MR slice says, with `tags` (DICOM keywords) added or changed; a tag of None is left out."""
    header = Dataset()
    header.file_meta = FileMetaDataset()
    header.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    said: dict[str, Any] = {
        "SOPClassUID": MRImageStorage,
        "Modality": "MR",
        "PatientName": "Doe^Jane",
        "PatientID": "4711",
        "StudyDate": "20200102",
        "StudyInstanceUID": uid("study"),
        "SeriesInstanceUID": uid("series", tags.get("SeriesNumber", 1)),
        "FrameOfReferenceUID": uid("frame of reference"),
        "SeriesNumber": 1,
        "SeriesDescription": "T2 FLAIR",
        "ImageType": ["ORIGINAL", "PRIMARY", "M", "ND"],
        "SamplesPerPixel": 1,
        "PhotometricInterpretation": "MONOCHROME2",
    }
    for keyword, value in {**said, **tags}.items():
        if value is not None:
            setattr(header, keyword, value)
    return header


def set_pixels(header: Dataset, pixels: NDArray[Any], *, bits_stored: int | None = None) -> None:
    """Store `pixels` (``[row, column]``, ``[frame, row, column]`` or with 3 samples last) uncompressed."""
    colour = header.SamplesPerPixel == 3
    rows, columns = pixels.shape[-3:-1] if colour else pixels.shape[-2:]
    header.Rows, header.Columns = rows, columns
    if pixels.ndim == (4 if colour else 3):
        header.NumberOfFrames = len(pixels)
    if colour and "PlanarConfiguration" not in header:
        header.PlanarConfiguration = 0
    header.BitsAllocated = pixels.dtype.itemsize * 8
    header.BitsStored = bits_stored or header.BitsAllocated
    header.HighBit = header.BitsStored - 1
    header.PixelRepresentation = int(pixels.dtype.kind == "i")
    big = header.file_meta.TransferSyntaxUID == ExplicitVRBigEndian
    data = pixels.astype(pixels.dtype.newbyteorder(">" if big else "<")).tobytes()
    header.PixelData = data + b"\0" * (len(data) % 2)
    header["PixelData"].VR = "OB" if pixels.dtype.itemsize == 1 else "OW"


def compress(header: Dataset, syntax: UID) -> None:
    """Compress its pixels without loss, each value as BitsStored bits."""
    encode = {JPEGLosslessSV1: _jpeg, JPEG2000Lossless: _jpeg_2000, HTJ2KLossless: imagecodecs.htj2k_encode}.get(syntax)
    if encode is None:
        header.compress(syntax, generate_instance_uid=False)
        return
    frames = header.pixel_array.reshape(-1, header.Rows, header.Columns)
    bits = {} if syntax == HTJ2KLossless else {"bitspersample": header.BitsStored}
    header.PixelData = encapsulate([encode(frame, **bits) for frame in frames])
    header["PixelData"].is_undefined_length = True
    header.file_meta.TransferSyntaxUID = syntax


def _jpeg(frame: NDArray[Any], bitspersample: int) -> bytes:
    unsigned = frame.view(f"u{frame.itemsize}") & ((1 << bitspersample) - 1)
    return imagecodecs.jpeg8_encode(unsigned, lossless=True, bitspersample=bitspersample)


def _jpeg_2000(frame: NDArray[Any], bitspersample: int) -> bytes:
    return imagecodecs.jpeg2k_encode(frame, codecformat="j2k", reversible=True, bitspersample=bitspersample)


def save(header: Dataset, file: Path) -> Path:
    """Write with preamble and file meta; UIDs are made where none is given."""
    if "SOPInstanceUID" not in header:
        header.SOPInstanceUID = uid("instance", file)
    header.file_meta.MediaStorageSOPClassUID = header.SOPClassUID
    header.file_meta.MediaStorageSOPInstanceUID = header.SOPInstanceUID
    file.parent.mkdir(parents=True, exist_ok=True)
    header.save_as(file, enforce_file_format=True)
    return file


def place(header: Dataset, affine: NDArray[np.float64], index: int) -> None:
    """State where slice `index` lies: the affine maps (column, row, slice) to LPS millimetres."""
    columns_mm, rows_mm, slices_mm = np.linalg.norm(affine[:3, :3], axis=0)
    cosines = np.concatenate([affine[:3, 0] / columns_mm, affine[:3, 1] / rows_mm])
    header.ImageOrientationPatient = [decimal(value) for value in cosines]
    header.ImagePositionPatient = [decimal(value) for value in affine[:3, 3] + index * affine[:3, 2]]
    header.PixelSpacing = [decimal(rows_mm), decimal(columns_mm)]
    header.SliceThickness = decimal(slices_mm)
    header.SpacingBetweenSlices = decimal(slices_mm)


def decimal(value: float) -> str:
    """As a decimal string of at most 16 characters (PS3.5, DS)."""
    for digits in range(15, 0, -1):
        text = f"{float(value):.{digits}g}"
        if len(text) <= 16:
            return text
    return "0"


def write_mr_series(
    folder: Path,
    voxels: NDArray[Any],
    affine: NDArray[np.float64],
    *,
    first: int = 1,
    stem: str = "slice",
    bits_stored: int | None = None,
    **tags: Any,
) -> list[Path]:
    """One classic MR file for each slice of `voxels` ``[slice, row, column]``.

    Args:
        affine: 4 x 4, (column, row, slice) to LPS mm; its slice column may be tilted, the others must be orthogonal.
        first: InstanceNumber of the first slice.
        stem: files are called ``<stem>-0001.dcm`` and so on.
        bits_stored: where it is not the whole of the type.
        tags: DICOM keywords added or changed in every slice; None leaves one out, a function gets the slice's index.

    Returns:
        The files, in slice order.
    """
    files = []
    series = tags.get("SeriesInstanceUID", uid("series", tags.get("SeriesNumber", 1)))
    for index, pixels in enumerate(voxels):
        own = {keyword: value(index) if callable(value) else value for keyword, value in tags.items()}
        header = mr_header(**{"InstanceNumber": first + index, **own})
        if "SOPInstanceUID" not in own:
            header.SOPInstanceUID = uid("instance", series, stem, first + index, folder.name)
        place(header, affine, index)
        for keyword in ("ImageOrientationPatient", "ImagePositionPatient", "PixelSpacing", "SpacingBetweenSlices"):
            if keyword in own:  # it was set before the place was
                if own[keyword] is None:
                    del header[keyword]
                else:
                    setattr(header, keyword, own[keyword])
        set_pixels(header, pixels, bits_stored=bits_stored)
        files.append(save(header, folder / f"{stem}-{first + index:04d}.dcm"))
    return files
