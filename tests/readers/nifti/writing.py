"""NIfTI and Analyze files laid out by hand from nifti1.h and nifti2.h, so that no reader's twin writes them."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

CODES = {"u1": 2, "i2": 4, "i4": 8, "f4": 16, "c8": 32, "f8": 64, "i1": 256, "u2": 512, "u4": 768} | {
    "i8": 1024, "u8": 1280, "f16": 1536, "c16": 1792, "c32": 2048
}  # fmt: skip
# field -> (struct letters, offset) in NIfTI-1 and NIfTI-2
FIELDS1 = {
    "sizeof_hdr": ("i", 0), "dim": ("8h", 40), "intent_code": ("h", 68), "datatype": ("h", 70), "bitpix": ("h", 72),
    "pixdim": ("8f", 76), "vox_offset": ("f", 108), "scl_slope": ("f", 112), "scl_inter": ("f", 116),
    "xyzt_units": ("B", 123), "descrip": ("80s", 148), "qform_code": ("h", 252), "sform_code": ("h", 254),
    "quatern": ("3f", 256), "qoffset": ("3f", 268), "srow": ("12f", 280), "magic": ("4s", 344),
}  # fmt: skip
FIELDS2 = {
    "sizeof_hdr": ("i", 0), "magic": ("8s", 4), "datatype": ("h", 12), "bitpix": ("h", 14), "dim": ("8q", 16),
    "pixdim": ("8d", 104), "vox_offset": ("q", 168), "scl_slope": ("d", 176), "scl_inter": ("d", 184),
    "descrip": ("80s", 240), "qform_code": ("i", 344), "sform_code": ("i", 348), "quatern": ("3d", 352),
    "qoffset": ("3d", 376), "srow": ("12d", 400), "xyzt_units": ("i", 500), "intent_code": ("i", 504),
}  # fmt: skip


def write_nifti(
    file: Path,
    values: NDArray[Any],
    affine: NDArray[Any] | None = None,
    *,
    version: int = 1,
    order: str = "<",
    extension: bytes = b"",
    colour: bool = False,
    **fields: Any,
) -> Path:
    """Write ``values`` ``[slice, row, column]`` or ``[volume, slice, row, column]``; colours have a last axis more.

    Args:
        file: .nii, .nii.gz, or the .img of a pair, whose header is written beside it.
        affine: 4 x 4, (column, row, slice) index to RAS+ millimetres, written as the sform; none is written for None.
        version: 1, 2, or 0 for Analyze 7.5.
        fields: header fields to state otherwise, such as ``qform_code=1`` or ``dim=(3, 5, 4, 3, 1, 1, 1, 1)``.
    """
    pair, layout = ".img" in file.name, FIELDS2 if version == 2 else FIELDS1
    size = 540 if version == 2 else 348
    start = 0 if pair else size + 4 + len(extension)
    spatial = values.shape[:-1] if colour else values.shape
    dim = (len(spatial), *spatial[::-1])
    header: dict[str, Any] = {
        "sizeof_hdr": size,
        "dim": dim + (1,) * (8 - len(dim)),
        "datatype": {3: 128, 4: 2304}[values.shape[-1]] if colour else CODES[values.dtype.str[1:]],
        "bitpix": values.dtype.itemsize * 8 * (values.shape[-1] if colour else 1),
        "pixdim": (1.0,) * 8 if affine is None else (1.0, *np.linalg.norm(affine[:3, :3], axis=0), 0, 0, 0, 0),
        "vox_offset": start,
        "scl_slope": 1.0,
        "xyzt_units": 2,
        "sform_code": 0 if affine is None else 1,
        "srow": (0.0,) * 12 if affine is None else np.asarray(affine)[:3].ravel(),
        "magic": {0: b"", 1: b"ni1" if pair else b"n+1", 2: (b"ni2" if pair else b"n+2") + b"\0\r\n\x1a\n"}[version],
    } | fields
    raw = bytearray(size)
    for name, value in header.items():
        letters, offset = layout[name]
        many = value if isinstance(value, tuple | list | np.ndarray) else (value,)
        struct.pack_into(order + letters, raw, offset, *many)
    data = np.ascontiguousarray(values).astype(values.dtype.newbyteorder(order)).tobytes()
    packed = bytes(raw)
    if pair:
        header_file = file.with_name(file.name.replace(".img", ".hdr"))
        _save(header_file, packed)
        _save(file, data)
    else:
        _save(file, packed + bytes([bool(extension), 0, 0, 0]) + extension + data)
    return file


def _save(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(data, 1, mtime=0) if file.suffix == ".gz" else data)
