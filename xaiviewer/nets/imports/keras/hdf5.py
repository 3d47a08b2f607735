"""What lies in a .h5, .hdf5 or .keras, as a safetensors file: arrays by layer, and the configuration as text.

Runs in a process apart (`converting.in_a_process`): the library that reads HDF5 is written in C. Of the file nothing is
followed that leads elsewhere, and nothing is read that claims more than lies there.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from xaiviewer.nets.imports.pickles import MOST

CONFIG = "config"
"""Key of the safetensors file's metadata: the configuration as JSON, "" where there is none."""

SEPARATOR = "|"
"""Between a layer's name and what of it an array is: kernel, bias, gamma, beta, moving_mean, moving_variance, or a
number in Keras's order."""

_CONFIG_MOST = 32 * 2**20
_DEPTH, _COUNT = 32, 100_000
_RATIO = 200
_FILTERS = {h5py.h5z.FILTER_DEFLATE, h5py.h5z.FILTER_SHUFFLE, h5py.h5z.FILTER_FLETCHER32, h5py.h5z.FILTER_LZF}
_INSIDE = "model.weights.h5"
_SKIPPED = ("optimizer", "optimizer_weights", "top_level_model_weights", "loss_tracker", "metrics")
"""Groups that hold what only training needs."""


def lifted(source: Path, target: Path) -> None:
    """Write what a file of Keras holds as safetensors.

    Raises:
        ValueError: where it is refused; with the reason.
    """
    if source.suffix.lower() == ".keras":
        config, data = _from_archive(source)
        with h5py.File(io.BytesIO(data), "r") as file:
            found = _arrays(file, config)
    else:
        with source.open("rb") as raw:  # not by its name: HDF5 would look for files beside it
            if raw.read(8) != b"\x89HDF\r\n\x1a\n":
                raise ValueError("it is no HDF5 file")
            raw.seek(0)
            with h5py.File(raw, "r") as file:
                config = _config_of(file)
                found = _arrays(file, config)
    if not found:
        raise ValueError("it holds no weights")
    save_file(found, target, metadata={CONFIG: config})


def _from_archive(source: Path) -> tuple[str, bytes]:
    """Configuration and weights of a .keras; nothing of it is unpacked."""
    if not zipfile.is_zipfile(source):
        raise ValueError("it is no zip, which a .keras is")
    with zipfile.ZipFile(source) as archive:
        entries = {each.filename: each for each in archive.infolist()}
        for name, entry in entries.items():
            place = PurePosixPath(name)
            if place.is_absolute() or ".." in place.parts or "\\" in name or ":" in name:
                raise ValueError(f"it holds “{name[:80]}”, which points out of it")
            if entry.file_size > max(_RATIO * entry.compress_size, 2**20):
                raise ValueError(f"“{name[:80]}” claims {entry.file_size / 2**20:.0f} MB in a few bytes")
        for name, most in (("config.json", _CONFIG_MOST), (_INSIDE, MOST)):
            if name not in entries:
                raise ValueError(f"it holds no {name}")
            if entries[name].file_size > most:
                raise ValueError(f"{name} claims {entries[name].file_size / 2**30:.1f} GB")
        return archive.read("config.json").decode("utf-8"), archive.read(_INSIDE)


def _config_of(file: h5py.File) -> str:
    """The text of a .h5 that holds the whole network; "" for weights alone."""
    if "model_config" not in file.attrs:
        return ""
    told: Any = file.attrs["model_config"]
    text = told.decode("utf-8") if isinstance(told, bytes) else str(told)
    if len(text) > _CONFIG_MOST:
        raise ValueError("its configuration is too long")
    return text


def _arrays(file: h5py.File, config: str) -> dict[str, NDArray[np.float32]]:
    """Every array of floating-point numbers, by layer and what it is."""
    root = _group(file, "model_weights") if "model_weights" in file else file
    names = _names_by_place(config) if config else {}
    found: dict[str, NDArray[np.float32]] = {}
    claimed = 0
    for place, data in _datasets(root):
        if data.dtype.kind != "f":
            continue  # a generator's state
        claimed += data.size * 4
        _refuse_tricks(place, data)
        if claimed > MOST:
            raise ValueError(f"its weights claim more than {MOST // 2**30} GB")
        key = _key(root, place, names)
        if key in found:
            raise ValueError(
                f"two layers are called “{key.rpartition(SEPARATOR)[0][:60]}”; give each a name of its own"
            )
        found[key] = np.ascontiguousarray(data[()], dtype=np.float32)
    return found


def _datasets(root: h5py.Group) -> Iterator[tuple[tuple[str, ...], h5py.Dataset]]:
    """All arrays below a group, by the names on the way, without following any link."""
    waiting: list[tuple[tuple[str, ...], h5py.Group]] = [((), root)]
    seen, count = set[int](), 0
    while waiting:
        place, group = waiting.pop()
        for name in group:
            count += 1
            if count > _COUNT or len(place) > _DEPTH:
                raise ValueError("it holds more groups than a network has")
            if not isinstance(group.get(name, getlink=True), h5py.HardLink):
                raise ValueError(f"it holds a link to elsewhere (“{name[:60]}”), which is not followed")  # noqa: TRY004
            if not place and name in _SKIPPED:
                continue
            each = group[name]
            if isinstance(each, h5py.Dataset):
                yield (*place, name), each
            elif isinstance(each, h5py.Group):
                address = h5py.h5o.get_info(each.id).addr
                if address in seen:
                    raise ValueError("one of its groups lies in itself")
                seen.add(address)
                waiting.append(((*place, name), each))


def _group(file: h5py.File, name: str) -> h5py.Group:
    if not isinstance(file.get(name, getlink=True), h5py.HardLink) or not isinstance(file[name], h5py.Group):
        raise ValueError(f"its “{name}” is a link to elsewhere, which is not followed")  # noqa: TRY004
    return file[name]


def _refuse_tricks(place: tuple[str, ...], data: h5py.Dataset) -> None:
    """Raise for an array that lies in another file, needs a filter from outside, or claims more than lies there."""
    name, made = "/".join(place)[-60:], data.id.get_create_plist()
    if made.get_layout() == h5py.h5d.VIRTUAL or made.get_external_count():
        raise ValueError(f"the numbers of “{name}” lie in another file, which is not opened")
    if any(made.get_filter(number)[0] not in _FILTERS for number in range(made.get_nfilters())):
        raise ValueError(f"“{name}” is packed in a way that is not read")
    held = data.id.get_storage_size()
    if data.size * data.dtype.itemsize > max(_RATIO * held, 2**20 if held else 0):
        raise ValueError(f"“{name}” claims {data.size * 4 / 2**20:.0f} MB and holds {held} bytes")


_VARIABLE = re.compile(r"(kernel|bias|gamma|beta|moving_mean|moving_variance)(?::\d+)?")


def _key(root: h5py.Group, place: tuple[str, ...], names: Mapping[str, str]) -> str:
    """Layer and variable of an array.

    The files of Keras 3 keep `layers/conv2d_3/vars/0`, with the layer's name beside; older ones
    `outer/model/conv1_conv/kernel:0`.
    """
    if len(place) > 2 and place[-2] == "vars" and place[-1].isdigit():
        inside = "/".join(place[:-2])
        name: Any = root["/".join(place[:-1])].attrs.get("name", names.get(inside, ""))
        if not name:
            raise ValueError("it does not name its layers; save the whole network as .keras")
        return f"{name}{SEPARATOR}{place[-1]}"
    match = _VARIABLE.fullmatch(place[-1])
    if match is None or len(place) < 2:
        raise ValueError(f"“{'/'.join(place)[-60:]}” is no weight of a layer that is known here")
    return f"{place[-2]}{SEPARATOR}{match[1]}"


def _names_by_place(config: str) -> dict[str, str]:
    """Where Keras 3 keeps each layer, by its kind and number, and the layer's name."""
    found: dict[str, str] = {}
    waiting: list[tuple[str, Any]] = [("", json.loads(config))]
    while waiting:
        before, told = waiting.pop()
        layers = told.get("config", {}).get("layers", []) if isinstance(told.get("config"), dict) else []
        counts: dict[str, int] = {}
        for each in layers:
            kind = _snake(str(each["class_name"]))
            number = counts[kind] = counts.get(kind, -1) + 1
            place = f"{before}layers/{kind}{f'_{number}' if number else ''}"
            found[place] = str(each["config"].get("name", ""))
            waiting.append((f"{place}/", each))
    return found


def _snake(name: str) -> str:
    """A class's name as Keras writes it in places: "Conv2D" as "conv2d"."""
    name = re.sub(r"\W+", "", name)
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()
