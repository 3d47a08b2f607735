"""Hostile NIfTI: headers that claim, gzip that unfolds, sidecars that recurse."""

from __future__ import annotations

import gzip
import json
import math
import random
import struct
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import nibabel
import numpy as np
from inputs import Input
from mutate import damage

SHAPE = (10, 12, 4)  # column, row, slice
_EDGES = (0, 1, -1, 2, 3, 4, 5, 7, 8, 255, 256, 1024, 32767, -32768)
_LONGS = (*_EDGES, (1 << 31) - 1, -(1 << 31), 1 << 40, (1 << 63) - 1, -(1 << 63))
_REALS = (0.0, -1.0, 1.0, 1e-30, 1e30, 3e38, float("nan"), float("inf"), float("-inf"), 352.0, 353.0, 1e9)
_TYPES = (0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 255, 512, 768, 1024, 1280, 1536, 1792, 2048, 2304, -1, 9999)

# Fields of NIfTI-1 and NIfTI-2 (nifti1.h, nifti2.h): name -> (offset, struct letter, how many)
_ONE = {
    "sizeof_hdr": (0, "i", 1), "dim": (40, "h", 8), "datatype": (70, "h", 1), "bitpix": (72, "h", 1),
    "pixdim": (76, "f", 8), "vox_offset": (108, "f", 1), "scl_slope": (112, "f", 1), "scl_inter": (116, "f", 1),
    "xyzt_units": (123, "B", 1), "qform_code": (252, "h", 1), "sform_code": (254, "h", 1), "quatern": (256, "f", 6),
    "srow": (280, "f", 12), "magic": (344, "B", 4), "extension": (348, "B", 4),
}  # fmt: skip
_TWO = {
    "sizeof_hdr": (0, "i", 1), "magic": (4, "B", 8), "datatype": (12, "h", 1), "bitpix": (14, "h", 1),
    "dim": (16, "q", 8), "pixdim": (104, "d", 8), "vox_offset": (168, "q", 1), "scl_slope": (176, "d", 1),
    "scl_inter": (184, "d", 1), "qform_code": (344, "i", 1), "sform_code": (348, "i", 1), "quatern": (352, "d", 6),
    "srow": (400, "d", 12), "extension": (540, "B", 4),
}  # fmt: skip
_DANGEROUS = ("dim", "datatype", "pixdim", "vox_offset", "scl_slope", "srow", "quatern", "qform_code", "sform_code")


@cache
def volume(kind: str, dtype: str, *, four: bool = False) -> bytes:
    """A small sound volume: the bytes of its .nii."""
    rng = np.random.default_rng(5)
    values = rng.integers(0, 200, (*SHAPE, 3) if four else SHAPE).astype(dtype)
    image = (nibabel.Nifti2Image if kind == "two" else nibabel.Nifti1Image)(values, np.diag([-1.0, -1.0, 5.0, 1.0]))
    image.header.set_qform(image.affine, 1)
    return bytes(image.to_bytes())


@cache
def _packaged() -> dict[str, bytes]:
    folder = Path(nibabel.__file__).parent / "tests" / "data"
    names = ("anatomical.nii", "functional.nii", "standard.nii.gz", "example_nifti2.nii.gz", "resampled_anat_moved.nii")
    return {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}


def _header(data: bytes, rng: random.Random, *, two: bool) -> tuple[bytes, str]:
    """One to three fields changed."""
    changed, told = bytearray(data), []
    fields = _TWO if two else _ONE
    for _ in range(rng.choice((1, 1, 2, 3))):
        name = rng.choice(_DANGEROUS if rng.random() < 0.75 else tuple(fields))
        offset, letter, count = fields[name]
        value = _value(name, letter, rng)
        at = offset + struct.calcsize(letter) * (rng.randrange(count) if rng.random() < 0.9 else 0)
        if name == "dim" and rng.random() < 0.2:  # all of them at once
            struct.pack_into(f"<{count}{letter}", changed, offset, 7, *[rng.choice((32767, 1, 2, 1024))] * 7)
            told.append("every dim")
            continue
        struct.pack_into(f"<{letter}", changed, at, value)
        told.append(f"{name}@{at} = {value}")
        if name == "datatype" and rng.random() < 0.5:
            changed += bytes(16 * math.prod(SHAPE))  # of every type there is enough: its kind decides
    return bytes(changed), ", ".join(told)


def _value(name: str, letter: str, rng: random.Random) -> float:
    if name == "datatype":
        return rng.choice(_TYPES)
    if letter in "fd":
        return rng.choice(_REALS)
    return rng.choice({"B": (0, 1, 255, 0x6E), "h": _EDGES, "i": _LONGS[:16], "q": _LONGS}[letter])


def extension(data: bytes, rng: random.Random) -> tuple[bytes, str]:
    """Header extensions whose sizes lie."""
    size = rng.choice((0, 1, 8, 15, 16, -16, 1 << 30, (1 << 31) - 1, 17))
    body = struct.pack("<ii", size, rng.choice((0, 2, 4, 6, 44, -1))) + rng.randbytes(rng.choice((0, 8, 24)))
    changed = bytearray(data[:348] + b"\1\0\0\0" + body * rng.choice((1, 1, 300)) + data[352:])
    struct.pack_into("<f", changed, 108, rng.choice((352.0, float(352 + len(body)), 1e6)))
    return bytes(changed), f"an extension of {size} bytes"


@cache
def _zeros() -> bytes:
    return gzip.compress(bytes(16 << 20), 9, mtime=0)


def bomb(rng: random.Random) -> tuple[dict[str, bytes], str]:
    """Gzip that unfolds to gigabytes, with a header that claims them or does not."""
    members = rng.choice((20, 160))
    header = bytearray(volume("one", "uint8")[:352])
    claims = rng.random() < 0.7
    if claims:
        struct.pack_into("<8h", header, 40, 3, 1024, 1024, members * 16, 1, 1, 1, 1)
    data = gzip.compress(bytes(header), mtime=0) + _zeros() * members
    return {"bomb.nii.gz": data}, f"{members * 16} MiB of zeros, {'as claimed' if claims else 'unclaimed'}"


def gzipped(data: bytes, rng: random.Random) -> tuple[bytes, str]:
    """Packed, and then the packing damaged or odd."""
    packed = gzip.compress(data, 1, mtime=0)
    ways: dict[str, Callable[[], bytes]] = {
        "as it is": lambda: packed,
        "damaged": lambda: damage(packed, rng)[0],
        "cut": lambda: packed[: rng.randrange(len(packed))],
        "packed twice": lambda: gzip.compress(packed, 1, mtime=0),
        "with a wrong checksum": lambda: packed[:-8] + rng.randbytes(8),
        "followed by noise": lambda: packed + rng.randbytes(40),
        "in two members": lambda: gzip.compress(data[:400], 1, mtime=0) + gzip.compress(data[400:], 1, mtime=0),
        "as zlib": lambda: zlib.compress(data),
        "not packed": lambda: data,
    }
    name = rng.choice(tuple(ways))
    return ways[name](), f"gzip {name}"


def sidecar(rng: random.Random) -> bytes:
    return rng.choice(
        (
            b"[" * 100_000, b'{"a":' * 5000 + b"1" + b"}" * 5000, b"", b"null", b"[]", b"\xff\xfe",
            b'{"EchoTime": "x"}',
            b'{"EchoTime": 1e999, "InversionTime": NaN}', b'{"EchoTime": ' + b"9" * 5000 + b"}", b"{",
            json.dumps({"SeriesDescription": ["x"] * 9, "ContrastBolusAgent": {"a": 1}, "EchoTime": None}).encode(),
            json.dumps({"SeriesDescription": "a\0b\x1b\n" * 400}).encode(), b'{"labels": {"1": {"2": 3}}}',
        )
    )  # fmt: skip


def nifti(rng: random.Random) -> Input:
    """Volumes with damaged or hostile headers, packings, companions and masks."""
    way = rng.random()
    if way < 0.002:
        files, told = bomb(rng)
        return Input(files, rng.choice(("", "bomb.nii.gz")), 1 << 31, told)
    if way < 0.2:
        name, data = rng.choice(list(_packaged().items()))
        unpacked = len(data) if name.endswith("nii") else 64 * len(data)
        data, told = damage(data, rng)
        return Input({name: data}, rng.choice(("", name)), unpacked, f"{name}: {told}")
    kind = rng.choice(("one", "one", "two"))
    data = volume(
        kind, rng.choice(("uint8", "int16", "float32", "float64", "uint16", "int32")), four=rng.random() < 0.2
    )
    sound, honest = data, 4 * len(data)
    how = rng.random()
    if how < 0.55:
        data, told = _header(data, rng, two=kind == "two")
    elif how < 0.65 and kind == "one":
        data, told = extension(data, rng)
    else:
        data, told = damage(data, rng)
    return _arranged(data, sound, honest, told, rng, two=kind == "two")


def pair(data: bytes, *, two: bool) -> dict[str, bytes]:
    """A volume's header and voxels in files of their own, where the voxels start at the first byte."""
    start, magic, offset, letter = (544, 4, 168, "q") if two else (352, 344, 108, "f")
    header = bytearray(data[:start].ljust(start, b"\0"))
    if header[magic : magic + 2] == b"n+":
        header[magic + 1 : magic + 2] = b"i"
    if struct.unpack_from(f"<{letter}", header, offset) == (start,):
        struct.pack_into(f"<{letter}", header, offset, 0)
    return {"flair.hdr": bytes(header), "flair.img": data[start:]}


def _arranged(data: bytes, sound: bytes, honest: int, told: str, rng: random.Random, *, two: bool) -> Input:
    """The hostile volume in one of the ways volumes lie on disk."""
    way = rng.randrange(6)
    if way == 0:
        return Input({"flair.nii": data}, rng.choice(("", "flair.nii")), honest, told)
    if way == 1:
        packed, how = gzipped(data, rng)
        return Input({"flair.nii.gz": packed}, rng.choice(("", "flair.nii.gz")), honest, f"{told}; {how}")
    if way == 2:
        files = pair(data, two=two)
        if rng.random() < 0.2:
            files.pop(rng.choice(tuple(files)))
        return Input(files, rng.choice(("", next(iter(files)))), honest, f"{told}; as a pair")
    if way == 3:
        files = {"sub_flair.nii": sound, "sub_seg.nii": data}
        return Input(files, rng.choice(("", "sub_flair.nii")), honest, f"{told}; as the mask")
    if way == 4:
        files = {"sub_flair.nii": sound, "sub_t1.nii": data}
        return Input(files, "", honest, f"{told}; beside a sound one")
    files = {"sub_FLAIR.nii": sound if rng.random() < 0.5 else data, "sub_FLAIR.json": sidecar(rng)}
    return Input(files, rng.choice(("", "sub_FLAIR.nii")), honest, f"{told}; with a sidecar")
