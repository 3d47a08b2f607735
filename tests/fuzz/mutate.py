"""Damage that needs to know nothing of the format: cuts, flipped bits, spliced and foreign blocks, extreme numbers."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Sequence

_NUMBERS = {
    "B": (0, 1, 0x7F, 0x80, 0xFF),
    "H": (0, 1, 0x7FFF, 0x8000, 0xFFFF, 0xFFFE),
    "I": (0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFFE, 1 << 24),
    "Q": (0, 1, (1 << 63) - 1, 1 << 63, (1 << 64) - 1, 1 << 40),
}


def place(data: bytes | bytearray, rng: random.Random) -> int:
    """A position, more often near the beginning or the end, where formats keep their directories."""
    if not data:
        return 0
    where = rng.random()
    if where < 0.5:
        return rng.randrange(min(len(data), 640))
    if where < 0.65:
        return len(data) - 1 - rng.randrange(min(len(data), 256))
    return rng.randrange(len(data))


def cut(data: bytes, rng: random.Random) -> bytes:
    """The first part only."""
    return data[: rng.randrange(len(data) + 1) if rng.random() < 0.5 else place(data, rng)]


def flip(data: bytes, rng: random.Random) -> bytes:
    """A few bits flipped."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16, 64))):
        if changed:
            changed[place(changed, rng)] ^= 1 << rng.randrange(8)
    return bytes(changed)


def overwrite(data: bytes, rng: random.Random) -> bytes:
    """A run of bytes replaced by zeros, ones or noise."""
    at, length = place(data, rng), rng.choice((1, 2, 4, 8, 16, 64, 512))
    with_ = rng.choice((bytes(length), b"\xff" * length, rng.randbytes(length)))
    return data[:at] + with_[: max(0, len(data) - at)] + data[at + length :]


def number(data: bytes, rng: random.Random) -> bytes:
    """An extreme number in either byte order, anywhere."""
    letter = rng.choice("BHIIQ")
    value = struct.pack(rng.choice("<>") + letter, rng.choice(_NUMBERS[letter]))
    at = place(data, rng)
    return data[:at] + value + data[at + len(value) :]


def splice(data: bytes, rng: random.Random) -> bytes:
    """A block copied over, inserted into or removed from another place."""
    start, at = place(data, rng), place(data, rng)
    block = data[start : start + rng.choice((1, 4, 8, 12, 64, 1024))]
    how = rng.randrange(4)
    if how == 0:
        return data[:at] + block + data[at + len(block) :]
    if how == 1:
        return data[:at] + block * rng.choice((1, 2, 50)) + data[at:]
    if how == 2:
        return data[:at] + data[at + len(block) :]
    return data[: place(data, rng)] + data[at:]


_WAYS: Sequence[Callable[[bytes, random.Random], bytes]] = (cut, flip, flip, overwrite, number, number, splice)


def damage(data: bytes, rng: random.Random) -> tuple[bytes, str]:
    """`data` after one to three kinds of damage, and their names."""
    names = []
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        way = rng.choice(_WAYS)
        data = way(data, rng)
        names.append(way.__name__)
    return data, " + ".join(names)
