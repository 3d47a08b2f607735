"""Hostile zips and DICOMDIRs: members that unfold, paths that lead elsewhere, directories that loop."""

from __future__ import annotations

import gc
import io
import random
import stat
import struct
import tempfile
import warnings
import zipfile
from functools import cache
from pathlib import Path

import pydicom
from dicom_hostile import changed as changed_file
from dicom_seeds import segmentation, slices, structures
from inputs import Input
from mutate import damage
from nifti_hostile import nifti
from pydicom.fileset import FileSet
from tiff_hostile import tiff

TRICKS = (
    *(
        "../evil.dcm",
        "../../evil.dcm",
        "/tmp/evil.dcm",
        "C:\\evil.dcm",
        "..\\..\\evil.dcm",
        "a/../../evil.dcm",
        "a\0b.dcm",
    ),
    *("CON", "x" * 300 + ".dcm", "./././IM1.dcm", "", "/", "a//b.dcm", "~/evil.dcm", "\x1b[31m.dcm", "IM1.dcm/IM2.dcm"),
)
_ABSOLUTE = (
    "/etc/passwd",
    "..\\..\\..\\etc\\passwd",
    "..\\outside.dcm",
    "..",
    ".",
    "",
    "A\\" * 8,
    "DICOMDIR",
    "IM1\\IM2",
    "*",
)


@cache
def _study() -> dict[str, bytes]:
    series = {f"study/IM{number}.dcm": data for number, data in enumerate(slices(), start=1)}
    return {**series, "study/seg.dcm": segmentation(), "study/rt.dcm": structures()}


def _archive(files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", how) as archive:
        warnings.simplefilter("ignore")  # names given twice
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _tricky(rng: random.Random) -> tuple[bytes, str]:
    """Names that lead elsewhere, links, empty and many members."""
    name = rng.choice(TRICKS)
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")
        for each, data in _study().items():
            archive.writestr(each, data)
        info = zipfile.ZipInfo(name or "x")
        info.filename = name
        data = slices()[0]
        if rng.random() < 0.3:
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            data = b"../../../../etc/passwd"
        archive.writestr(info, data)
    return buffer.getvalue(), f"member {name!r}"


def _many(rng: random.Random) -> tuple[bytes, str]:
    count = rng.choice((2000, 12_000))
    return _archive({f"d{number % 7}/IM{number}.dcm": b"" for number in range(count)}), f"{count} empty members"


@cache
def _bomb(suffix: str, mebibytes: int, how: int) -> bytes:
    """Zeros with a believable beginning."""
    start = slices()[0] if suffix == "dcm" else b""
    return _archive({f"study/bomb.{suffix}": start + bytes(mebibytes << 20), "study/IM1.dcm": slices()[1]}, how)


def _overlapping() -> bytes:
    """A hundred members that are one and the same stretch of the file (after David Fifield, 2019)."""
    data = _archive({"IM1.dcm": bytes(4 << 20)})
    end = data.rindex(b"PK\5\6")
    central = data[data.index(b"PK\1\2") : end]
    tail = bytearray(data[end:])
    struct.pack_into("<HHII", tail, 8, 100, 100, len(central) * 100, data.index(b"PK\1\2"))
    return data[: data.index(b"PK\1\2")] + central * 100 + bytes(tail)


def _lying(rng: random.Random) -> tuple[bytes, str]:
    """Fields of the archive's directory changed."""
    data = bytearray(_archive(_study(), rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))))
    told = []
    for _ in range(rng.choice((1, 2, 3))):
        kind = rng.choice((b"PK\1\2", b"PK\1\2", b"PK\3\4", b"PK\5\6"))
        places = [at for at in range(len(data) - 4) if data[at : at + 4] == kind] if kind != b"PK\5\6" else []
        at = rng.choice(places) if places else bytes(data).rindex(b"PK\5\6")
        offset = rng.choice(range(4, 22 if kind == b"PK\5\6" else 30, 2))
        value = rng.choice((0, 1, 9, 12, 14, 93, 99, 0xFFFF, 0x7FFF))
        struct.pack_into("<H", data, at + offset, value)
        told.append(f"{kind[2]}{kind[3]}+{offset} = {value}")
    return bytes(data), ", ".join(told)


def zipped(rng: random.Random) -> Input:
    """A zip of a study or other files, damaged or hostile."""
    way, honest = rng.random(), 1 << 20
    if way < 0.006:
        how = rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2))
        mebibytes = rng.choice((60, 300)) if how == zipfile.ZIP_DEFLATED else 60
        suffix = rng.choice(("dcm", "nii", "tif"))
        honest = mebibytes << 20
        data, told = _bomb(suffix, mebibytes, how), f"a bomb of {mebibytes} MiB as .{suffix}, method {how}"
    elif way < 0.012:
        data, told = _overlapping(), "members that overlap"
    elif way < 0.02:
        data, told = _many(rng)
    elif way < 0.2:
        data, told = _tricky(rng)
    elif way < 0.45:
        data, told = _lying(rng)
    elif way < 0.65:
        data, told = damage(_archive(_study(), rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))), rng)
    elif way < 0.7:
        data, told = _archive({"inner.zip": _archive(_study()), "study/IM1.dcm": slices()[0]}), "a zip in a zip"
    elif way < 0.85:
        name = rng.choice(list(_study()))
        member, told = changed_file(_study()[name], rng)
        data = _archive({**_study(), name: member})
    else:
        within = (nifti if rng.random() < 0.5 else tiff)(rng)
        data, told, honest = (
            _archive({f"p/{each}": body for each, body in within.files.items()}),
            within.recipe,
            1 << 22,
        )
    return Input({"study.zip": data}, rng.choice(("", "study.zip", "study.zip")), honest, told, unpacks=True)


# --- DICOMDIR


@cache
def _fileset() -> dict[str, bytes]:
    """A study with its DICOMDIR, as pydicom writes it."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = FileSet()
        for data in (*slices(), segmentation()):
            made.add(pydicom.dcmread(io.BytesIO(data)))
        made.write(folder)
        del made
        gc.collect()  # it holds a temporary folder of its own
        root = Path(folder)
        return {str(file.relative_to(root)): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def _redirected(data: bytes, rng: random.Random) -> tuple[bytes, str]:
    """ReferencedFileID that leads elsewhere; record offsets that loop."""
    changed = bytearray(data)
    if rng.random() < 0.6:
        tag = struct.pack("<HH2s", 0x0004, 0x1500, b"CS")
        places = [at for at in range(len(data) - 6) if data[at : at + 6] == tag]
        at = rng.choice(places)
        (length,) = struct.unpack_from("<H", data, at + 6)
        name = rng.choice(_ABSOLUTE).encode()[:length].ljust(length, b" ")
        changed[at + 8 : at + 8 + length] = name
        return bytes(changed), f"a record refers to {name!r}"
    tag = struct.pack("<HH2s", 0x0004, rng.choice((0x1400, 0x1420, 0x1200, 0x1202)), b"UL")
    places = [at for at in range(len(data) - 6) if data[at : at + 6] == tag]
    targets = [struct.unpack_from("<I", data, at + 8)[0] for at in places]
    value = rng.choice((*targets, 0, 1, 0xFFFFFFFF, len(data)))
    struct.pack_into("<I", changed, rng.choice(places) + 8, value)
    return bytes(changed), f"a record's offset is {value}"


def dicomdir(rng: random.Random) -> Input:
    """A file set with a hostile DICOMDIR."""
    files = dict(_fileset())
    way = rng.random()
    data = files["DICOMDIR"]
    if way < 0.4:
        data, told = _redirected(data, rng)
    elif way < 0.7:
        data, told = changed_file(data, rng)
    else:
        data, told = damage(data, rng)
    files["DICOMDIR"] = data
    if rng.random() < 0.2:
        files.pop(rng.choice(sorted(set(files) - {"DICOMDIR"})))
        told += "; a file is missing"
    return Input(files, rng.choice(("", "DICOMDIR", "DICOMDIR")), 0, told)
