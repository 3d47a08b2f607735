"""The formats that the self-test writes and reads back: every decoder and plug-in that a frozen program may have lost.

The voxels are a coarse head in 12 bits; what is read must be what was written, to the bit.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import ReadError

_SHAPE = (6, 64, 56)
_SPACING_MM = (5.0, 1.0, 1.0)
_ROOT = "1.2.826.0.1.3680043.8.498."  # pydicom's, for UIDs that are nobody's
_SYNTAXES = (
    "ExplicitVRLittleEndian", "DeflatedExplicitVRLittleEndian", "RLELossless", "JPEGLosslessSV1", "JPEGLSLossless",
    "JPEG2000Lossless",
)  # fmt: skip


def format_checks(folder: Path) -> dict[str, Callable[[], str]]:
    """A check by name, each of which writes below `folder`, reads it back and says what it read."""
    checks: dict[str, Callable[[], str]] = {}
    for syntax in _SYNTAXES:
        checks[f"read DICOM, {syntax}"] = lambda syntax=syntax: dicom(folder / syntax, syntax)  # type: ignore[misc]
    checks["read NIfTI"] = lambda: nifti(folder / "nifti")
    checks["read TIFF"] = lambda: tiff(folder / "tiff")
    checks["codecs of TIFF, PNG and JPEG"] = codecs
    return checks


def head() -> NDArray[np.uint16]:
    """``[slice, row, column]``: an ellipsoid with some noise, of a fixed seed."""
    slices, rows, columns = (np.linspace(-1, 1, size) for size in _SHAPE)
    distance = (0.7 * slices[:, None, None]) ** 2 + rows[:, None] ** 2 + columns**2
    noise = np.random.default_rng(5).integers(0, 200, _SHAPE)
    return np.where(distance < 0.8, 1500 + 1200 * (1 - distance) + noise, noise).astype(np.uint16)


def dicom(folder: Path, syntax: str) -> str:
    """A series, one file for each slice, in a transfer syntax."""
    voxels = head()
    write_series(folder, voxels, syntax)
    return _same(folder, voxels)


def nifti(folder: Path) -> str:
    """A compressed volume in the orientation that needs no turning."""
    import nibabel  # noqa: PLC0415 - only where it is wanted

    voxels = head()
    folder.mkdir(parents=True)
    thick, high, wide = _SPACING_MM
    affine = np.diag([-wide, -high, thick, 1.0])  # to RAS+: columns run to the left, rows to the back
    made: Any = nibabel.Nifti1Image
    nibabel.save(made(voxels.transpose(2, 1, 0).astype(np.int16), affine), folder / "head_flair.nii.gz")
    return _same(folder, voxels)


def tiff(folder: Path) -> str:
    """Slices as grey TIFF files of 16 bits, compressed."""
    import cv2  # noqa: PLC0415 - only where it is wanted

    voxels = head()
    folder.mkdir(parents=True)
    settings = [cv2.IMWRITE_TIFF_COMPRESSION, cv2.IMWRITE_TIFF_COMPRESSION_LZW]
    for number, pixels in enumerate(voxels, start=1):
        _, data = cv2.imencode(".tif", pixels, settings)
        (folder / f"head_{number}.tif").write_bytes(data.tobytes())
    return _same(folder, voxels)


def codecs() -> str:
    """The codecs that imagecodecs imports by name only when they are called."""
    import imagecodecs  # noqa: PLC0415 - a failing import is this check's failure

    needed: dict[str, Any] = {
        "CCITT": imagecodecs.CCITTFAX4,
        "JPEG": imagecodecs.JPEG8,
        "JPEG 2000": imagecodecs.JPEG2K,
        "JPEG XL": imagecodecs.JPEGXL,
        "LERC": imagecodecs.LERC,
        "LZW": imagecodecs.LZW,
        "PNG": imagecodecs.PNG,
        "WebP": imagecodecs.WEBP,
        "ZSTD": imagecodecs.ZSTD,
    }
    lacking = [name for name, codec in needed.items() if not codec.available]
    if lacking:
        raise ReadError(f"imagecodecs lacks {', '.join(lacking)}.")
    return f"imagecodecs {imagecodecs.__version__}: {', '.join(needed)}"


def _same(folder: Path, voxels: NDArray[np.uint16]) -> str:
    """Read the only case in `folder` and hold it against what was written."""
    from xaiviewer.readers import load_case  # noqa: PLC0415 - a failing import is this check's failure

    case = load_case(folder)
    read = case.volumes[0].voxels
    if read.shape != voxels.shape:
        raise ReadError(f"{voxels.shape} was written, {read.shape} was read.")
    if not np.array_equal(read, voxels):
        raise ReadError(f"{np.count_nonzero(read != voxels)} of {voxels.size} voxels are not what was written.")
    return f"{len(case)} slices, {len(case.notices)} notices"


def write_series(folder: Path, voxels: NDArray[np.uint16], syntax: str) -> None:
    """MR Image Storage (PS3.3 A.4), one file for each slice; pydicom itself compresses RLE alone."""
    import imagecodecs  # noqa: PLC0415 - only where it is wanted
    from pydicom import uid  # noqa: PLC0415
    from pydicom.encaps import encapsulate  # noqa: PLC0415

    encoders: dict[str, Callable[[NDArray[np.uint16]], bytes | bytearray]] = {
        "JPEGLosslessSV1": lambda pixels: imagecodecs.jpeg8_encode(pixels, lossless=True, bitspersample=12),
        "JPEGLSLossless": imagecodecs.jpegls_encode,
        "JPEG2000Lossless": lambda pixels: imagecodecs.jpeg2k_encode(pixels, codecformat="j2k", reversible=True),
    }

    folder.mkdir(parents=True)
    thick, high, wide = _SPACING_MM
    for index, pixels in enumerate(voxels):
        header = _header(
            InstanceNumber=index + 1,
            SOPInstanceUID=f"{_ROOT}{index + 10}",
            ImageOrientationPatient=[1, 0, 0, 0, 1, 0],
            ImagePositionPatient=[0, 0, index * thick],
            PixelSpacing=[high, wide],
            SliceThickness=thick,
            SpacingBetweenSlices=thick,
            Rows=pixels.shape[0],
            Columns=pixels.shape[1],
            PixelData=pixels.astype("<u2").tobytes(),
        )
        header["PixelData"].VR = "OW"
        wanted = getattr(uid, syntax)
        if encode := encoders.get(syntax):
            header.PixelData = encapsulate([bytes(encode(pixels))])
            header["PixelData"].is_undefined_length = True
        elif wanted.is_encapsulated:
            header.compress(wanted, generate_instance_uid=False)
        header.file_meta.TransferSyntaxUID = wanted
        header.save_as(folder / f"slice-{index + 1}.dcm", enforce_file_format=True)


def _header(**own: Any) -> Any:
    """What all slices state, and what each states for itself."""
    from pydicom.dataset import Dataset, FileMetaDataset  # noqa: PLC0415 - only where it is wanted
    from pydicom.uid import ExplicitVRLittleEndian, MRImageStorage  # noqa: PLC0415

    header = Dataset()
    header.file_meta = FileMetaDataset()
    header.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    shared = {
        "SOPClassUID": MRImageStorage,
        "Modality": "MR",
        "PatientName": "Self^Test",
        "PatientID": "self-test",
        "StudyInstanceUID": f"{_ROOT}1",
        "SeriesInstanceUID": f"{_ROOT}2",
        "FrameOfReferenceUID": f"{_ROOT}3",
        "SeriesNumber": 1,
        "SeriesDescription": "T2 FLAIR",
        "SamplesPerPixel": 1,
        "PhotometricInterpretation": "MONOCHROME2",
        "BitsAllocated": 16,
        "BitsStored": 12,
        "HighBit": 11,
        "PixelRepresentation": 0,
    }
    for keyword, value in {**shared, **own}.items():
        setattr(header, keyword, value)
    return header
