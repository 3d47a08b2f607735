"""Packages that somebody made to harm: refused in a sentence, nothing waited for, nothing left in the store."""

from __future__ import annotations

import codecs
import hashlib
import io
import json
import os
import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save

from tests.nets.small_network import FACTORY, described
from xaiviewer.errors import ModelError, UsageError
from xaiviewer.nets.imports.importing import copied
from xaiviewer.nets.packages import store
from xaiviewer.nets.packages.description import Factory, as_json, check
from xaiviewer.nets.packages.factories import built, outline
from xaiviewer.nets.packages.files import CARD, GOLDEN, MODEL, WEIGHTS
from xaiviewer.nets.packages.making import make_package, write_package
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.nets.packages.schema import complaint, published
from xaiviewer.nets.packages.state import tensors_in

INPUT, LOGITS = np.zeros((1, 1, 64, 64), np.float32), np.zeros((1, 3), np.float32)


@pytest.fixture
def package(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "mine"))


def with_weights(package: Path, data: bytes) -> Path:
    """The package with these weights, which its model.json names."""
    (package / WEIGHTS).write_bytes(data)
    given = json.loads((package / MODEL).read_text())
    given["weights"]["sha256"] = hashlib.sha256(data).hexdigest()
    (package / MODEL).write_text(json.dumps(given))
    return package


def safetensors(header: str) -> bytes:
    return struct.pack("<Q", len(header)) + header.encode() + b"0000"


def arrays(**held: np.ndarray) -> bytes:
    made = io.BytesIO()
    np.savez(made, **held)
    return made.getvalue()


def claiming(shape: str, kind: int = zipfile.ZIP_STORED) -> bytes:
    """A golden output whose arrays say that they have this shape."""
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}".encode()
    array = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + b"0000" * 40
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", kind) as archive:
        archive.writestr("input.npy", array)
        archive.writestr("logits.npy", array)
    return made.getvalue()


def spoilt(kind: int) -> bytes:
    """The same, damaged within its compressed bytes."""
    made = bytearray(claiming("(4,)", kind))
    made[45:70] = bytes(each ^ 0xFF for each in made[45:70])
    return bytes(made)


@pytest.mark.parametrize(
    "header",
    [
        '{"a": {"dtype": "F32", "shape": [1e999], "data_offsets": [0, 4]}}',
        '{"a": {"dtype": "F32", "shape": [1.5], "data_offsets": [0, 4]}}',
        '{"a": {"dtype": "F32", "shape": "1", "data_offsets": [0, 4]}}',
        '{"a": {"dtype": "F32", "shape": [1], "data_offsets": ["a", "b"]}}',
        '{"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, NaN]}}',
        '{"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 1e999]}}',
        '{"a": 3}',
        "[" * 100_000,
        '{"__metadata__": 3, "a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}',
        '{"__metadata__": null, "a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}',
        '{"__metadata__": {"format": 3}, "a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}',
        '{"__metadata__": ["format"], "a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}',
        ' {"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}',
        '{"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}, "a": {}}',
        '{"a": {"dtype": "F32", "dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}',
        '{"a": {"dtype": 32, "shape": [1], "data_offsets": [0, 4]}}',
        '{"a": {"dtype": "F32", "shape": "", "data_offsets": [0, 4]}}',
        '{"a": {"dtype": "F32", "shape": {}, "data_offsets": [0, 4]}}',
        '{"a": {"dtype": "F32", "shape": [true], "data_offsets": [0, 4]}}',
        '{"a": {"dtype": "F32", "shape": [-1], "data_offsets": [0, 4]}}',
        '{"a": {"dtype": "F32", "shape": [1], "data_offsets": [false, 4]}}',
        '{"a": {"dtype": "F32", "shape": [1], "data_offsets": [-4, 0]}}',
        '{"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4, 8]}}',
        '{"a": {"dtype": "F32", "shape": [1], "data_offsets": [4]}}',
        f'{{"a": {{"dtype": "F32", "shape": [{"1, " * 999}1], "data_offsets": [0, 4]}}}}',
    ],
)
def test_a_header_of_weights_that_holds_no_numbers_is_refused(package: Path, header: str) -> None:
    with pytest.raises(ModelError, match=r"weights\.safetensors of .* is no whole safetensors file"):
        open_package(with_weights(package, safetensors(header)))


@pytest.mark.parametrize("name", ["two\\nlines", "\\u001b[31m", "\\ud800", "n" * 1000])
def test_a_name_of_weights_that_no_sentence_can_hold_is_refused(package: Path, name: str) -> None:
    header = f'{{"{name}": {{"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}}}'
    with pytest.raises(ModelError, match="a tensor whose name is no plain, short text"):
        open_package(with_weights(package, safetensors(header)))


@pytest.mark.parametrize("shape", [[0, 10**30], [0, 2**62, 4]])
def test_a_tensor_of_no_numbers_and_endless_sides_is_refused(shape: list[int]) -> None:
    header = json.dumps({"a": {"dtype": "F32", "shape": shape, "data_offsets": [0, 0]}}).encode()
    with pytest.raises(ModelError, match="lies between bytes that are not its own"):
        tensors_in(struct.pack("<Q", len(header)) + header, "it")


ONE = {"dtype": "F32", "shape": [1]}


@pytest.mark.parametrize(
    ("entries", "size"),
    [
        ({"a": ONE | {"data_offsets": [0, 4]}, "b": ONE | {"data_offsets": [2, 6]}}, 8),
        ({"a": ONE | {"data_offsets": [0, 4]}, "b": ONE | {"data_offsets": [0, 4]}}, 4),
        ({"a": ONE | {"data_offsets": [0, 4]}, "b": ONE | {"data_offsets": [8, 12]}}, 12),
        ({"a": ONE | {"data_offsets": [4, 8]}}, 8),
        ({"a": ONE | {"data_offsets": [0, 4]}}, 5),
        ({"a": ONE | {"data_offsets": [0, 8]}}, 8),
        ({"a": ONE | {"data_offsets": [4, 0]}}, 4),
        ({"a": {"dtype": "F4", "shape": [2], "data_offsets": [0, 1]}}, 1),
        ({"a": {"dtype": "f32", "shape": [1], "data_offsets": [0, 4]}}, 4),
        ({"a": ONE | {"data_offsets": [0, 4]}}, 3),
        ({"a": ONE | {"data_offsets": [0, 2**63]}}, 4),
    ],
    ids=["overlap", "twice", "hole", "late", "trailing", "longer", "backwards", "bits", "small", "short", "endless"],
)
def test_tensors_that_do_not_fill_the_file_one_after_the_other_are_refused(entries: object, size: int) -> None:
    header = json.dumps(entries).encode()
    with pytest.raises(ModelError, match=r"it is (damaged|no whole safetensors file)"):
        tensors_in(struct.pack("<Q", len(header)) + header + bytes(size), "it")


def test_tensors_may_be_told_in_any_order_and_the_header_padded() -> None:
    entries = {
        "b": ONE | {"data_offsets": [4, 8]},
        "__metadata__": {"format": "pt"},
        "a": ONE | {"data_offsets": [0, 4]},
    }
    header = json.dumps(entries).encode() + b"   "
    found = tensors_in(struct.pack("<Q", len(header)) + header + struct.pack("<2f", 1, 2), "it")
    assert {name: float(each) for name, each in found.items()} == {"a": 1, "b": 2}


@pytest.mark.parametrize("coding", ["utf-16-le", "utf-32-le", "utf-8-sig"])
def test_a_header_in_another_coding_is_refused(coding: str) -> None:
    header = json.dumps({"a": ONE | {"data_offsets": [0, 4]}}).encode(coding)
    with pytest.raises(ModelError, match="it is no whole safetensors file"):
        tensors_in(struct.pack("<Q", len(header)) + header + bytes(4), "it")


@pytest.mark.parametrize("kind", [torch.int64, torch.bool, torch.complex64])
def test_weights_of_another_kind_of_number_are_refused(package: Path, kind: torch.dtype) -> None:
    tensors = load_file(package / WEIGHTS)
    tensors["features.0.weight"] = tensors["features.0.weight"].to(kind)
    with pytest.raises(ModelError, match=r"holds features\.0\.weight as \w+, and .* takes float32; save"):
        open_package(with_weights(package, save(tensors)))


@pytest.mark.parametrize(
    "data",
    [
        arrays(input=INPUT, logits=np.full_like(LOGITS, np.inf)),
        arrays(input=INPUT, logits=np.full_like(LOGITS, np.nan)),
        arrays(input=INPUT[:0], logits=LOGITS[:0]),
        claiming("(2684354560000,)"),
        claiming(f"({'9' * 40},)"),
        claiming("(-4,)"),
        spoilt(zipfile.ZIP_DEFLATED),
        spoilt(zipfile.ZIP_LZMA),
        b"",
    ],
    ids=["infinite", "nan", "none", "terabytes", "endless", "negative", "deflate", "lzma", "empty"],
)
def test_a_golden_output_that_proves_nothing_is_refused(package: Path, data: bytes) -> None:
    (package / GOLDEN).write_bytes(data)
    with pytest.raises(ModelError, match=r"golden\.npz of .*; (make it anew|write it with)"):
        open_package(package)


@pytest.mark.parametrize("kind", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_that_is_damaged_within_is_refused(package: Path, tmp_path: Path, kind: int) -> None:
    file = tmp_path / "mine.zip"
    with zipfile.ZipFile(file, "w", kind) as archive:
        archive.write(package / MODEL, MODEL)
    data = bytearray(file.read_bytes())
    data[60:90] = bytes(each ^ 0xFF for each in data[60:90])
    file.write_bytes(data)
    with pytest.raises(ModelError, match=r"model\.json in the zip .* is damaged .*get it again"):
        open_package(file)


def test_a_description_that_says_something_twice_is_refused(package: Path) -> None:
    told = (package / MODEL).read_text()
    (package / MODEL).write_text(told.replace("{", '{"name": "another",', 1))
    with pytest.raises(ModelError, match=r"model\.json of .* is no JSON \(it says “name” twice\)"):
        open_package(package)


@pytest.mark.parametrize("name", [MODEL, WEIGHTS, GOLDEN])
def test_a_folder_where_a_file_should_be_is_refused(package: Path, name: str) -> None:
    (package / name).unlink()
    (package / name).mkdir()
    with pytest.raises(ModelError, match=rf"{name} of the package .* is no file"):
        open_package(package)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in a folder here")
def test_a_pipe_is_not_waited_for(package: Path) -> None:
    (package / WEIGHTS).unlink()
    os.mkfifo(package / WEIGHTS)
    with pytest.raises(ModelError, match="is no file"):
        open_package(package)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda given: given.update(name="\ud800"), "name holds characters that are no text"),
        (lambda given: given.update(name="a\x00b"), "name holds characters that are no text"),
        (lambda given: given["inputs"].update(size=10**400), r"inputs\.size is 10+\.\.\.; it must be a finite number"),
        (lambda given: given["inputs"]["normalisation"].update(mean=[10**400]), "must be a finite number"),
    ],
)
def test_values_that_are_none_are_told(change: Callable[[dict[str, Any]], object], says: str) -> None:
    given = as_json(described())
    given["weights"]["sha256"] = "0" * 64
    assert not complaint(given, published("model"))
    change(given)
    with pytest.raises(AssertionError, match=says):
        assert not complaint(given, published("model")), complaint(given, published("model"))


@pytest.mark.parametrize(
    "name", ["two\nlines", "<img src='//elsewhere/x'>", "\u202eexe.amoilg", "a\u2028b", "a\u2066b"]
)
def test_a_name_is_plain_text_of_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelError, match="is no plain text of one line"):
        write_package(tmp_path / "made", b"", described(classes=(name, "b", "c"), finding=None))


def test_letters_that_words_are_written_with_are_plain_text() -> None:
    check(described(classes=("می\N{ZERO WIDTH NON-JOINER}خواهم", "b", "c"), finding=None))


def test_a_description_with_a_mark_of_byte_order_is_read(package: Path) -> None:
    file = package / MODEL
    file.write_bytes(codecs.BOM_UTF8 + file.read_bytes())  # as Windows' own editors save it
    assert open_package(package).description.identity.name == "mine"


def test_weights_that_give_no_numbers_are_told_as_that(tmp_path: Path) -> None:
    network = built(FACTORY)
    weights = next(each for name, each in network.state_dict().items() if name.endswith("weight"))
    weights.fill_(3e38)
    with pytest.raises(ModelError, match="numbers that are not finite for an input of ordinary ones: its weights"):
        make_package(tmp_path / "made", network, described())


@pytest.mark.slow
def test_a_network_of_thousands_of_parts_is_not_built() -> None:
    given = {"spatial_dims": 2, "in_channels": 1, "out_channels": 2, "blocks_down": [20_000]}
    with pytest.raises(ModelError, match="“blocks_down” of monai/SegResNet is no plain, small value"):
        outline(Factory("monai", "SegResNet", given))


def test_what_is_kept_is_what_was_tried_though_the_package_changes_meanwhile(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from xaiviewer.nets.imports import importing

    def swapped(files: Any) -> Any:
        read = read_described(files)
        (package / WEIGHTS).write_bytes(b"other")
        return read

    read_described = importing.read_described
    monkeypatch.setattr(importing, "read_described", swapped)
    with pytest.raises(ModelError, match=rf"weights\.safetensors of {package} are not the weights"):
        copied(package, tmp_path / "store" / "mine")
    assert list((tmp_path / "store").iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(package: Path, tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file")
    with pytest.raises(UsageError, match="cannot be written"):
        copied(package, tmp_path / "store" / "mine")


def test_what_a_killed_import_left_is_not_listed_and_goes(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "folder", lambda: tmp_path)
    left, fresh = tmp_path / ".importing-abc", tmp_path / ".importing-now"
    shutil.copytree(package, left)
    shutil.copytree(package, fresh)
    (left / CARD).touch()
    os.utime(left, (0, 0))
    assert store.names() == ["mine"]
    store.free_place("another")
    assert (left.exists(), fresh.exists()) == (False, True)
