"""What a NIfTI file says about itself, checked before anything is allocated.

NIfTI-1 (Cox et al. 2004, nifti1.h), NIfTI-2 (nifti2.h, 2011) and Analyze 7.5 (Mayo Clinic, dbh.h). nibabel lays out the
fields and checks none of them: its readers believe the header, and this module does not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np

from xaiviewer.case import Geometry
from xaiviewer.errors import ReadError
from xaiviewer.readers.files.limits import MAX_CASE_BYTES, MAX_DIMENSION
from xaiviewer.readers.naming.names import shown
from xaiviewer.readers.nifti.file.affine import AffineFields, geometry_of
from xaiviewer.readers.nifti.file.file_bytes import FileBytes, open_bytes
from xaiviewer.readers.nifti.names import data_file

_MAX_CHANNELS = 8
_MAX_VOLUMES = 1 << 20
_DEFLATE = 1032  # no compressed byte makes more than this many (zlib.net, "zlib Technical Details")
_HEADER_BYTES = 540
_SMALLEST = 348

_TYPES = {2: "u1", 4: "i2", 8: "i4", 16: "f4", 32: "c8", 64: "f8", 256: "i1", 512: "u2", 768: "u4"} | {
    1024: "i8", 1280: "u8", 1792: "c16"
}  # fmt: skip
_COLOURS = {128: 3, 2304: 4}
_LONG: dict[int, type[np.generic]] = {1536: np.longdouble, 2048: np.clongdouble}
_QUADRUPLE = 112
"""Bits after the point of an IEEE 128-bit number. Most machines' `longdouble` is another format, of the same size on
x86 (80 bits and filling), of 64 bits under Windows: there such a file would be read as something else."""
_ANALYZE_TYPES = frozenset({2, 4, 8, 16, 32, 64, 128})
Order = Literal["<", ">"]

_CIFTI = range(3000, 3100)
_FREESURFER = (27307, 1, 6)  # the 163,842 points of its finest sphere, divided so that NIfTI-1 can count them
_SECONDS = {8: 1.0, 16: 1e-3, 24: 1e-6}


@dataclass(frozen=True, eq=False)
class NiftiHeader:
    """The checked header of one file.

    Attributes:
        path: the file, as errors name it; of a pair the header.
        data: where its voxels lie: the same file, or the .img of a pair.
        version: "NIfTI-1", "NIfTI-2" or "Analyze 7.5".
        shape: (slices, rows, columns) of one volume.
        volumes: how many of them there are.
        step_s: seconds between volumes that follow each other in time; 0 where they do not, or it is not said.
        stored: type of the numbers in the file, with their byte order.
        samples: numbers per voxel: 1, or 3 or 4 of a colour.
        offset: of the first voxel in `data`.
        slope, inter: value = slope x number + inter; 1 and 0 where the numbers are the values.
        geometry: of every volume.
        notices: sentences on what was assumed.
        bytes: gives the bytes of `data`.
    """

    path: Path
    data: Path
    version: str
    shape: tuple[int, int, int]
    volumes: int
    step_s: float
    stored: np.dtype[np.generic]
    samples: int
    offset: int
    slope: float
    inter: float
    geometry: Geometry
    notices: tuple[str, ...]
    bytes: FileBytes

    @property
    def repeats(self) -> bool:
        """Its volumes are too many to be channels: time points, directions of diffusion."""
        return self.volumes > _MAX_CHANNELS

    @property
    def volume_bytes(self) -> int:
        """Of one volume, in the file."""
        return math.prod(self.shape) * self.stored.itemsize * self.samples

    @property
    def about_surplus(self) -> str:
        """What is said where more bytes follow: a wrong number of columns shears a picture, unseen."""
        return (
            "It holds more bytes than its header describes: its size or its type may be stated wrongly; compare with "
            "another program."
        )

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file it is read from."""
        return (self.path,) if self.path == self.data else (self.path, self.data)


def read_header(path: Path) -> NiftiHeader:
    """Read and check the header of the NIfTI or Analyze file at `path`; of a pair either file may be named.

    Raises:
        ReadError: where the file cannot be read, is empty, is no NIfTI file, is damaged or cut short, is too large, or
            holds what is no image.
    """
    path, data = data_file(path)
    stored = open_bytes(path)
    version, order, fields = _fields(path, _start(stored))
    if version != "Analyze 7.5" and int(fields["intent_code"]) in _CIFTI:
        raise ReadError(f"{shown(path)} holds surface data (CIFTI), not an image; choose a file of voxels.")
    shape, volumes = _shape(path, version, fields)
    kind, samples = _type(path, version, int(fields["datatype"]))
    slope, inter, notices = _scaling(version, fields, samples)
    notices += _about_bits(int(fields["bitpix"]), kind.itemsize * samples * 8)
    single = path == data
    offset, more = _offset(path, version, fields, single=single)
    geometry, about_place = geometry_of(AffineFields.of(fields, shape, oriented=version != "Analyze 7.5"))
    units = int(fields["xyzt_units"])
    with np.errstate(invalid="ignore"):  # a signalling NaN in a damaged header
        step = float(fields["pixdim"][4]) * _SECONDS.get(units & 0x38, 0.0)
    header = NiftiHeader(
        path=path,
        data=data,
        version=version,
        shape=shape,
        volumes=volumes,
        step_s=step if math.isfinite(step) and step > 0 else 0.0,
        stored=kind.newbyteorder(order),
        samples=samples,
        offset=offset,
        slope=slope,
        inter=inter,
        geometry=geometry,
        notices=(*notices, *more, *about_place),
        bytes=stored if single else open_bytes(data),
    )
    return _checked(header)


def stored_fields(path: Path) -> tuple[str, Order, Any]:
    """The fields of a header file as they are stored, unchecked: the format, the byte order, nibabel's header.

    Raises:
        ReadError: where the file cannot be read or is no NIfTI file.
    """
    return _fields(path, _start(open_bytes(path)))


def _start(stored: FileBytes) -> bytes:
    return stored.read(0, _HEADER_BYTES, exact=False).tobytes()


def _fields(path: Path, start: bytes) -> tuple[str, Order, Any]:
    """Which of the three formats it is, its byte order, and nibabel's header with its fields."""
    from nibabel.nifti1 import Nifti1Header  # noqa: PLC0415 - it takes half a second to import
    from nibabel.nifti2 import Nifti2Header  # noqa: PLC0415

    if len(start) < _SMALLEST:
        raise ReadError(
            f"{shown(path)} is too short for a NIfTI file ({len(start)} bytes); copy it again from its source."
        )
    orders: tuple[Order, ...] = ("<", ">")
    for order in orders:
        first = Nifti1Header(start[:_SMALLEST], order, check=False)  # Analyze keeps what is needed in the same places
        likely = 1 <= first["dim"][0] <= 7
        if first["magic"] in (b"n+1", b"ni1") and (first["sizeof_hdr"] == 348 or likely):
            return "NIfTI-1", order, first
        if first["sizeof_hdr"] == 348 and likely:
            return "Analyze 7.5", order, first
        if first["sizeof_hdr"] == 540 and len(start) == _HEADER_BYTES and start[4:7] in (b"n+2", b"ni2"):
            return "NIfTI-2", order, Nifti2Header(start, order, check=False)
    raise ReadError(f"{shown(path)} is not a NIfTI file, whatever its name says; export it as NIfTI.")


def _shape(path: Path, version: str, fields: Any) -> tuple[tuple[int, int, int], int]:
    """(slices, rows, columns) and the number of volumes."""
    dim = [int(each) for each in fields["dim"]]
    if not 1 <= dim[0] <= 7:
        raise ReadError(f"{shown(path)} is damaged (it states {dim[0]} dimensions); copy it again from its source.")
    used = dim[1 : dim[0] + 1] + [1] * (7 - dim[0])
    used[3:] = [max(each, 1) if version == "Analyze 7.5" or each == 0 else each for each in used[3:]]
    if used[2] == 0:
        used[2] = 1  # pictures are sometimes stored as columns x rows x 0
    if min(used) < 1:
        size = " x ".join(str(each) for each in dim[1 : dim[0] + 1])
        raise ReadError(f"{shown(path)} is damaged (it states a size of {size}); copy it again from its source.")
    columns, rows, slices, *others = used
    volumes = math.prod(others)
    if max(columns, rows, slices) > MAX_DIMENSION or volumes > _MAX_VOLUMES:
        size = " x ".join(str(each) for each in used[: dim[0]])
        raise ReadError(
            f"{shown(path)} states a size of {size}, more than this program opens; check how it was exported."
        )
    if (columns, rows, slices) == _FREESURFER:
        raise ReadError(f"{shown(path)} holds surface data (FreeSurfer), not an image; choose a file of voxels.")
    if rows == 1 and (columns == 1 or slices == 1):
        raise ReadError(f"{shown(path)} holds no image but a list of values; choose a file of voxels.")
    return (slices, rows, columns), volumes


def _type(path: Path, version: str, code: int) -> tuple[np.dtype[np.generic], int]:
    """Type of the stored numbers, and how many make a voxel."""
    if version != "Analyze 7.5" or code in _ANALYZE_TYPES:
        if code in _COLOURS:
            return np.dtype(np.uint8), _COLOURS[code]
        if code in _TYPES:
            return np.dtype(_TYPES[code]), 1
        if code in _LONG and np.finfo(np.longdouble).nmant == _QUADRUPLE:
            return np.dtype(_LONG[code]), 1
    name = {0: "none", 1: "single bits", 1536: "128-bit floating point", 2048: "256-bit complex"}.get(code)
    raise ReadError(
        f"{shown(path)} holds numbers of a type that cannot be read here ({name or f'code {code}'}); "
        "export it as 16-bit integers or 32-bit floating point."
    )


def _scaling(version: str, fields: Any, samples: int) -> tuple[float, float, tuple[str, ...]]:
    """Slope and intercept; 1 and 0 where none are given."""
    slope, inter = float(fields["scl_slope"]), float(fields["scl_inter"])
    if samples > 1 or slope == 0 or (math.isnan(slope) and math.isnan(inter)):
        return 1.0, 0.0, ()
    if version == "Analyze 7.5":
        inter = 0.0  # SPM keeps a factor where Analyze keeps nothing; neither has an intercept
        if not math.isfinite(slope):
            return 1.0, 0.0, ()
    elif not math.isfinite(slope) or not math.isfinite(inter):
        usable = (slope, 0.0) if math.isfinite(slope) else (1.0, 0.0)  # as the NIfTI library has it
        return *usable, (f"Its scaling ({slope:g} x value + {inter:g}) is not usable; {usable[0]:g} and 0 were taken.",)
    return slope, inter, ()


def _about_bits(stated: int, taken: int) -> tuple[str, ...]:
    """The header states twice how large a value is: where the two differ, one is wrong."""
    if stated in (0, taken):
        return ()
    return (f"It states values of {stated} bits and a type of {taken}, which was taken; compare with another program.",)


def _offset(path: Path, version: str, fields: Any, *, single: bool) -> tuple[int, tuple[str, ...]]:
    """Where the first voxel lies."""
    stated = float(fields["vox_offset"])
    if not math.isfinite(stated) or stated < 0:
        raise ReadError(
            f"{shown(path)} is damaged (its voxels start at byte {stated:g}); copy it again from its source."
        )
    least = 0 if not single or version == "Analyze 7.5" else 352 if version == "NIfTI-1" else 544
    if stated >= least:
        return int(stated), ()
    return least, (
        f"It says that its voxels start at byte {stated:g}, inside its header; they were read from {least}.",
    )


def _checked(header: NiftiHeader) -> NiftiHeader:
    """Refuse what is larger than its file can hold, or than this program opens."""
    size, claimed = header.bytes.size, header.offset + header.volumes * header.volume_bytes
    if header.volume_bytes > MAX_CASE_BYTES:
        gib = header.volume_bytes / 2**30
        raise ReadError(
            f"{shown(header.path)} states {gib:.1f} GiB for one volume, more than the {MAX_CASE_BYTES >> 30} GiB "
            "this program opens; crop it or export it at a lower resolution."
        )
    possible = size * _DEFLATE if header.bytes.compressed else size
    if claimed > possible:
        raise ReadError(
            f"{shown(header.data)} is cut short (its header states {claimed} bytes, {size} are there); "
            "copy it again from its source."
        )
    if size > claimed and not header.bytes.compressed:
        return replace(header, notices=(*header.notices, header.about_surplus))
    return header
