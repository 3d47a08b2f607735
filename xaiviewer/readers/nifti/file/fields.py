"""The fields of a NIfTI or Analyze header as lines to be read by people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.readers.files.header_line import HeaderLine, one_line
from xaiviewer.readers.nifti.file.header import stored_fields
from xaiviewer.readers.nifti.names import data_file

_FORMS = {0: "not stated", 1: "scanner", 2: "aligned to another image", 3: "Talairach", 4: "MNI 152"}
_TYPES = {2: "uint8", 4: "int16", 8: "int32", 16: "float32", 32: "complex64", 64: "float64", 128: "RGB"} | {
    256: "int8", 512: "uint16", 768: "uint32", 1024: "int64", 1280: "uint64", 2304: "RGBA"
}  # fmt: skip
_LENGTHS = {1: "m", 2: "mm", 3: "µm"}
_TIMES = {8: "s", 16: "ms", 24: "µs"}


def header_lines(path: Path) -> tuple[HeaderLine, ...]:
    """The fields in their order; of a pair those of its header file.

    Raises:
        ReadError: where the file cannot be read or is no NIfTI file.
    """
    header, _ = data_file(path)
    version, order, fields = stored_fields(header)
    kinds = fields.structarr.dtype.fields
    ends = "little-endian" if order == "<" else "big-endian"
    lines = [HeaderLine("", "format", "", f"{version}, {ends}")]
    for name in fields.keys():  # noqa: SIM118 - nibabel's header is no dictionary
        kind, start = kinds[name][:2]
        value = np.asarray(fields[name])
        lines.append(HeaderLine(str(start), name, _type(kind), _value(name, value), personal=kind.base.kind == "S"))
    return tuple(lines)


def _type(kind: np.dtype[np.generic]) -> str:
    if kind.base.kind == "S":
        return f"{kind.itemsize} characters"
    count = int(np.prod(kind.shape, dtype=int))
    return kind.base.newbyteorder("=").name + (f" × {count}" if count > 1 else "")


def _value(name: str, value: NDArray[Any]) -> str:
    if value.dtype.kind == "S":
        return one_line(value.tobytes().partition(b"\0")[0].decode("latin-1"))
    told = " ".join(f"{each:g}" if isinstance(each, float) else str(each) for each in value.ravel().tolist())
    if name in ("qform_code", "sform_code"):
        return f"{told} ({_FORMS.get(int(value), 'unknown')})"
    if name == "datatype":
        return f"{told} ({_TYPES.get(int(value), 'another type')})"
    if name == "xyzt_units":
        units = _LENGTHS.get(int(value) & 0x07, ""), _TIMES.get(int(value) & 0x38, "")
        return told + (f" ({', '.join(filter(None, units))})" if any(units) else "")
    return told
