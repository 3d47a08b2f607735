"""Hostile DICOM: what a header can claim, and files that unfold to more than they are."""

from __future__ import annotations

import random
import struct
import zlib
from functools import cache

from dicom_seeds import (
    COLUMNS,
    ROWS,
    SLICES,
    compressed,
    enhanced,
    packaged,
    segmentation,
    slices,
    structures,
)
from dicom_tree import Element, File, nested, parse
from inputs import Input
from mutate import damage

_TRANSFER = (
    *("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2"),
    *(f"1.2.840.10008.1.2.4.{kind}" for kind in (50, 51, 57, 70, 80, 81, 90, 91, 92, 93, 100, 102, 201, 202, 203)),
    *("1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4", "1.2.840.113619.5.2", "9.9", ""),
)
_CLASSES = (
    *(f"1.2.840.10008.5.1.4.1.1.{kind}" for kind in ("4", "4.1", "4.2", "2", "7", "66.4", "66.7", "481.3", "88.11")),
    *("1.2.840.10008.1.3.10", "1.2.840.10008.5.1.4.1.1.104.1", "1.2.840.10008.5.1.4.1.1.66", ""),
)
_WORDS = (
    *("RGB", "YBR_FULL", "YBR_FULL_422", "PALETTE COLOR", "MONOCHROME1", "MONOCHROME2", "ARGB", "YBR_RCT", ""),
    *("DERIVED\\SECONDARY\\LOCALIZER", "ORIGINAL\\PRIMARY\\MOSAIC", "BINARY", "FRACTIONAL", "LABELMAP", "PROBABILITY"),
    *("OCCUPANCY", "POINT", "OPEN_PLANAR", "CLOSED_PLANAR", "CLOSEDPLANAR_XOR", "OPEN_NONPLANAR", "MR", "SEG", "YES"),
)
_DECIMALS = (
    *("0", "-1", "1", "nan", "inf", "-inf", "1e308", "-1e308", "1e-320", "1e-9", "99999999999999999999", "", " ", "\\"),
    *("abc", "1,5", "0x10", "1\\2", "0\\0", "1\\nan", "1e308\\1e308", "0\\0\\0", "1\\1\\1", "nan\\nan\\nan", "1_0"),
    *("0\\0\\0\\0\\0\\0", "1\\0\\0\\1\\0\\0", "1\\0\\0\\0\\1\\0", "0.7\\0.7\\0\\-0.7\\0.7\\0", "2\\0\\0\\0\\2\\0"),
    *("1e20\\0\\0", "2147483648", "4294967296", "-2147483649", "65536", "3\\3\\3\\3\\3\\3\\3"),
)
_TEXTS = (
    *(
        "x" * 70_000,
        "a\\b\\c",
        "line\nbreak",
        "nul\0nul",
        "\x1b[31mred",
        "../../x",
        "/etc/passwd",
        "\ufeff",
        "%s%n{}{0}",
    ),
    *("FLAIR", "T1 +C", "\\" * 2000, "'\"<b>&amp;", ""),
)
_NUMBERS = (0, 1, 2, 3, 7, 8, 12, 16, 17, 31, 32, 33, 64, 255, 256, 512, 16384, 32767, 32768, 65535)
_PIXEL_MODULE = (
    *(0x00280010, 0x00280011, 0x00280008, 0x00280002, 0x00280004, 0x00280100, 0x00280101, 0x00280102, 0x00280103),
    *(0x00280006, 0x00281052, 0x00281053, 0x00281050, 0x00281051, 0x00020010, 0x00080016, 0x7FE00010),
    *(0x00200032, 0x00200037, 0x00280030, 0x0020000E, 0x00200052, 0x00080060, 0x00080008, 0x00620001, 0x30060050),
    *(0x30060042, 0x30060046, 0x0062000B, 0x00620004, 0x00280106, 0x00280107),
)


def _hostile_value(element: Element, rng: random.Random) -> bytes:
    """A value that its kind allows and no scanner writes."""
    vr = element.vr
    if vr in {b"DS", b"IS"}:
        text = rng.choice(_DECIMALS)
        return (text if rng.random() < 0.97 else "\\".join([text] * rng.choice((7, 3000)))).encode()
    if vr in {b"US", b"SS", b"AT"}:
        return b"".join(
            rng.choice(_NUMBERS).to_bytes(2, "little") for _ in range(rng.choice((0, 1, 1, 1, 1, 2, 3, 300)))
        )
    if vr in {b"UL", b"SL", b"FL", b"FD", b"SV", b"UV"}:
        return rng.choice(
            (bytes(8), b"\xff" * 8, rng.randbytes(8), b"", bytes(6) + b"\xf0\x7f", bytes(6) + b"\xf8\xff")
        )
    if vr == b"UI":
        return rng.choice((*_TRANSFER, *_CLASSES, "1." * 60 + "1", "../1", "1.2\\1.3", "\xff\0")).encode("latin-1")
    if vr == b"CS":
        return rng.choice(_WORDS).encode()
    if vr in {b"OB", b"OW", b"UN", b"OF", b"OD", b"OL"} and isinstance(element.value, bytes):
        value = element.value
        return rng.choice(
            (b"", b"\0", value[: len(value) // 2], value[:-1], value * 2, value + bytes(2), rng.randbytes(40))
        )
    return rng.choice(_TEXTS).encode("utf-8", "replace")


def _hostile_element(file: File, rng: random.Random) -> str:
    """One element changed; says how."""
    leaves = file.leaves()
    known = [each for each in leaves if each.tag in _PIXEL_MODULE]
    element = rng.choice(known if known and rng.random() < 0.6 else leaves)
    way = rng.random()
    if way < 0.7:
        element.value = _hostile_value(element, rng)
        if len(element.value) % 2 and rng.random() < 0.95:
            element.value += b" " if element.vr not in {b"OB", b"OW", b"UI"} else b"\0"
        return f"{element.tag:08X} = {element.value[:40]!r}"
    if way < 0.8:
        element.vr = rng.choice(
            (b"OB", b"OW", b"DS", b"IS", b"US", b"SQ", b"UN", b"FD", b"UI", b"PN", b"??", b"\0\0", b"AT")
        )
        return f"{element.tag:08X} as {element.vr!r}"
    if way < 0.9:
        element.states = rng.choice((0, 1, 0xFFFE, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFE, 0x7FFFFFFF, 1 << 24))
        return f"{element.tag:08X} states {element.states:X} bytes"
    where = rng.choice([each for each in file.everything() if each])
    victim = rng.randrange(len(where))
    if rng.random() < 0.7:
        return f"without {where.pop(victim).tag:08X}"
    where.insert(victim, where[victim])
    return f"{where[victim].tag:08X} twice"


def _hostile_sequence(file: File, rng: random.Random) -> str:
    """A sequence emptied, with items removed, repeated many times, or holding itself."""
    lists = [each for holder in file.everything() for each in holder if not isinstance(each.value, bytes)]
    if not lists or rng.random() < 0.15:
        depth, stated = rng.choice((50, 1000, 8000)), rng.random() < 0.5
        value = nested(depth, stated=stated)
        tag = rng.choice((0x0040A730, 0x00081140, 0x00400275))
        made = Element(tag, b"SQ", value, None if stated else 0xFFFFFFFF)
        file.elements.append(made)
        file.elements.sort(key=lambda each: each.tag)
        if not stated:
            made.value = value + b"\xfe\xff\xdd\xe0\0\0\0\0"
        return f"a sequence {depth} deep"
    element = rng.choice(lists)
    assert not isinstance(element.value, bytes)
    how = rng.randrange(5)
    if how == 0:
        element.value = []
    elif how == 1:
        element.value = [[] for _ in element.value]
    elif how == 2 and element.value:
        element.value.pop(rng.randrange(len(element.value)))
    elif how == 3:
        element.value = element.value * rng.choice((2, 5, 60))
    else:
        rng.shuffle(element.value)
    return f"{element.tag:08X} with items changed ({how})"


def changed(data: bytes, rng: random.Random) -> tuple[bytes, str]:
    """A file of ours with hostile elements, bytes, or both."""
    if rng.random() < 0.3:
        return damage(data, rng)
    file = parse(data)
    told = [
        _hostile_sequence(file, rng) if rng.random() < 0.2 else _hostile_element(file, rng)
        for _ in range(rng.choice((1, 1, 1, 2, 4)))
    ]
    data = file.encode()
    if rng.random() < 0.05:
        data, more = damage(data, rng)
        told.append(more)
    return data, "; ".join(told)


def recoded(data: bytes, rng: random.Random) -> tuple[bytes, str]:
    """An encapsulated file whose compressed stream alone is damaged: its header and its items stay sound."""
    file = parse(data)
    (pixels,) = file.find(0x7FE00010)
    assert isinstance(pixels.value, bytes)
    table, stream, end = pixels.value[:12], pixels.value[20:-8], pixels.value[-8:]  # of offsets; one frame; no more
    stream, told = damage(stream, rng)
    stream += bytes(len(stream) % 2)
    pixels.value = table + struct.pack("<HHI", 0xFFFE, 0xE000, len(stream)) + stream + end
    return file.encode(), f"stream {told}"


@cache
def _zeros_deflated() -> bytes:
    """A piece of a raw deflate stream that unfolds to 16 MiB of zeros and can be followed by more."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(bytes(16 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)


def deflated(*, finished: bool) -> bytes:
    """The first slice deflated (PS3.5, A.5), so that it is whole or more can follow."""
    file = parse(slices()[0])
    (length,), (syntax,) = file.find(0x00020000), file.find(0x00020010)
    before, syntax.value = len(syntax.encode()), b"1.2.840.10008.1.2.1.99"
    assert isinstance(length.value, bytes)
    stated = int.from_bytes(length.value, "little") + len(syntax.encode()) - before
    length.value = stated.to_bytes(4, "little")
    whole, body = file.encode(), 144 + stated
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return whole[:body] + packer.compress(whole[body:]) + packer.flush(zlib.Z_FINISH if finished else zlib.Z_FULL_FLUSH)


def bomb(rng: random.Random) -> tuple[bytes, str]:
    """A deflated file that unfolds to gigabytes."""
    pieces = rng.choice((40, 200))
    return deflated(finished=False) + _zeros_deflated() * pieces, f"deflated, {pieces * 16} MiB of zeros follow"


def dicom(rng: random.Random) -> Input:
    """A series with a hostile slice, one such file alone, a compressed one, or a damaged file of pydicom's."""
    way = rng.random()
    if way < 0.003:
        data, told = bomb(rng)
        return Input({"bomb.dcm": data}, rng.choice(("", "bomb.dcm")), 0, told)
    if way < 0.3:
        name, data = rng.choice(list(packaged(pictures=way > 0.03).items()))
        data, told = damage(data, rng)
        return Input({name: data}, rng.choice(("", name)), 64 * len(data), f"{name}: {told}")
    if way < 0.5:
        name, data = rng.choice(list(compressed().items()))
        data, told = recoded(data, rng) if rng.random() < 0.6 else changed(data, rng)
        return Input({"IM1.dcm": data}, rng.choice(("", "IM1.dcm")), ROWS * COLUMNS * 2, f"{name}: {told}")
    files = {f"IM{index}.dcm": data for index, data in enumerate(slices(), start=1)}
    told = []
    for name in rng.sample(sorted(files), rng.choice((1, 1, 2, 3))):
        files[name], how = changed(files[name], rng)
        told.append(f"{name}: {how}")
    if rng.random() < 0.3:
        name = rng.choice(sorted(files))
        return Input({name: files[name]}, name, ROWS * COLUMNS * 2, f"alone; {'; '.join(told)}")
    return Input(files, "", ROWS * COLUMNS * 2 * SLICES, "; ".join(told))


def enhanced_mr(rng: random.Random) -> Input:
    """An enhanced multi-frame file."""
    data, told = changed(enhanced(), rng)
    return Input({"frames.dcm": data}, rng.choice(("", "frames.dcm")), ROWS * COLUMNS * 2 * SLICES, told)


def seg(rng: random.Random) -> Input:
    """A sound series with a hostile SEG."""
    return _with_mask("seg.dcm", segmentation(), rng)


def rtstruct(rng: random.Random) -> Input:
    """A sound series with a hostile RTSTRUCT."""
    return _with_mask("rtstruct.dcm", structures(), rng)


def _with_mask(name: str, data: bytes, rng: random.Random) -> Input:
    data, told = changed(data, rng)
    files = {f"IM{index}.dcm": each for index, each in enumerate(slices(), start=1)}
    alone = rng.random() < 0.05
    return Input({name: data} if alone else {**files, name: data}, name if alone else "", 0, told)
