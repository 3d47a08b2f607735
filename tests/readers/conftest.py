"""Slices written for the readers' tests."""

from __future__ import annotations

import importlib.util
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray


def picture(seed: int, shape: tuple[int, ...] = (12, 10, 3), dtype: type = np.uint8) -> NDArray[Any]:
    """Noise of any type: colour order T1, FLAIR, T1 + contrast."""
    values = np.random.default_rng(seed).integers(1, 250, size=shape)
    return values.astype(dtype)


def save(file: Path, pixels: NDArray[Any]) -> Path:
    """Write through OpenCV, which takes the colours in reverse order; any name that the disk takes."""
    ok, data = cv2.imencode(".tif", np.ascontiguousarray(pixels[..., ::-1] if pixels.ndim == 3 else pixels))
    assert ok
    file.write_bytes(data.tobytes())
    return file


def raw_tiff(pixels: NDArray[Any], *, big_endian: bool = False, big: bool = False, **changed: int) -> bytes:
    """An uncompressed TIFF laid out by hand from TIFF 6.0, so that OpenCV's reading is not held against its writing.

    Args:
        changed: tags to state otherwise than is true, such as ``width``, ``photometric`` or ``next_page``.
    """
    order = ">" if big_endian else "<"
    rows, columns, samples = (*pixels.shape, 1)[:3]
    data = np.ascontiguousarray(pixels.astype(pixels.dtype.newbyteorder(order))).tobytes()
    kind = {"u": 1, "i": 2, "f": 3}[pixels.dtype.kind]
    start, field, word = (16, "Q", 20) if big else (8, "I", 12)
    bits_at = start + len(data)
    bits = struct.pack(f"{order}{samples}H", *[changed.get("bits", pixels.dtype.itemsize * 8)] * samples).ljust(
        8, b"\0"
    )
    strip = len(data) // 3
    apart = struct.pack(f"{order}6I", *(start + strip * part for part in range(3)), strip, strip, strip)
    strips_at = bits_at + len(bits)
    directory_at = strips_at + len(apart) + (-(strips_at + len(apart)) % 8)
    inline_bits = samples * 2 <= (8 if big else 4)
    entries = [
        (256, 4, 1, changed.get("width", columns)),
        (257, 4, 1, changed.get("length", rows)),
        (258, 3, samples, bits[: 2 * samples] if inline_bits else bits_at),
        (259, 3, 1, changed.get("compression", 1)),
        (262, 3, 1, changed.get("photometric", 2 if samples == 3 else 1)),
        (273, 4, 3, strips_at) if "apart" in changed else (273, 4, 1, start),
        (274, 3, 1, changed.get("orientation", 1)),
        (277, 3, 1, changed.get("samples", samples)),
        (278, 4, 1, changed.get("length", rows)),
        (279, 4, 3, strips_at + 12) if "apart" in changed else (279, 4, 1, changed.get("strip_bytes", len(data))),
        (284, 3, 1, changed.get("planar", 1)),
        (339, 3, 1, kind),
    ]
    packed = b""
    for tag, code, count, value in entries:
        if isinstance(value, bytes):
            inline = value.ljust(8 if big else 4, b"\0")
        elif code == 3 and count == 1:
            inline = struct.pack(order + "H", value).ljust(8 if big else 4, b"\0")
        elif code == 4 and count == 1:
            inline = struct.pack(order + "I", value).ljust(8 if big else 4, b"\0")
        else:
            inline = struct.pack(order + field, value)  # where the values lie
        packed += struct.pack(f"{order}HH{field}", tag, code, count) + inline
        assert len(packed) % word == 0
    count = struct.pack(order + ("Q" if big else "H"), len(entries))
    head = (b"MM" if big_endian else b"II") + struct.pack(order + "H", 43 if big else 42)
    head += struct.pack(order + "HHQ", 8, 0, directory_at) if big else struct.pack(order + "I", directory_at)
    body = (head + data + bits + apart).ljust(directory_at, b"\0")
    return body + count + packed + struct.pack(order + field, changed.get("next_page", 0))


@pytest.fixture
def patient(tmp_path: Path) -> Callable[..., Path]:
    """Makes a patient's folder: slices of the numbers given, masks for all but those in `bare`."""

    def make(numbers: tuple[int, ...] = (1, 2, 3), *, bare: tuple[int, ...] = (), name: str = "patient") -> Path:
        folder = tmp_path / name
        folder.mkdir(parents=True)
        for number in numbers:
            save(folder / f"{folder.name}_{number}.tif", picture(number))
            if number not in bare:
                mask = np.zeros((12, 10), dtype=np.uint8)
                mask[2:5, number % 7 : number % 7 + 3] = 255
                save(folder / f"{folder.name}_{number}_mask.tif", mask)
        return folder

    return make


@pytest.fixture(scope="session")
def helpers() -> Callable[[Path], ModuleType]:
    """Loads a module of helpers, once, by its file: folders of tests are no packages."""

    def load(file: Path) -> ModuleType:
        name = f"xaiviewer_test_readers_{file.parent.name}_{file.stem}"
        if name not in sys.modules:
            spec = importlib.util.spec_from_file_location(name, file)
            assert spec is not None
            assert spec.loader is not None
            sys.modules[name] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(sys.modules[name])
        return sys.modules[name]

    return load


@pytest.fixture(scope="session")
def tools() -> SimpleNamespace:
    """The writers above, for tests that lay out files themselves."""
    return SimpleNamespace(picture=picture, save=save, raw_tiff=raw_tiff)
