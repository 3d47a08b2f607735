"""What timm and MONAI write beside their weights: read as data; names of Python are held against the list alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

from xaiviewer.errors import ModelError
from xaiviewer.nets.imports.recognising import SIDE, SIZE, Offer, of_sides
from xaiviewer.nets.packages.description import Factory
from xaiviewer.nets.packages.factories import MONAI

_TARGET = "_target_"
_MOST = 4 * 2**20
_LARGEST = 1e6  # of what says how an input is made: infinity and what is no number are neither
_TIMM_ARGUMENTS = ("global_pool", "drop_rate")


@dataclass(frozen=True)
class Folder:
    """What a folder tells.

    Attributes:
        offer: the network.
        weights: the file that holds its weights.
        licence: of it, as far as that is said.
        name: of it.
    """

    offer: Offer
    weights: Path
    licence: str = "not stated"
    name: str = ""


def folder_at(path: Path) -> Folder | None:
    """What timm's or MONAI's folder tells; None where it is neither.

    Raises:
        ModelError: where it is one of them and cannot be used.
    """
    if (path / "configs" / "metadata.json").is_file():
        return _bundle(path)
    if (path / "config.json").is_file():
        return _timm(path)
    return None


def _timm(path: Path) -> Folder:
    """A folder as timm saves it, and the Hugging Face hub keeps it."""
    told = _json(path / "config.json")
    name = told.get("architecture")
    if not isinstance(name, str):
        raise ModelError(f"{path / 'config.json'} names no architecture of timm; only timm's folders are read.")
    shown, own = (
        each if isinstance(each, Mapping) else {} for each in (told.get("pretrained_cfg", told), told.get("model_args"))
    )
    shape = _numbers(shown.get("input_size", [3, SIZE, SIZE]), 3, path)
    channels = own.get("in_chans", int(shape[0]))
    classes = told.get("num_classes", shown.get("num_classes"))
    if not _plausible(classes) or not _plausible(channels):
        raise ModelError(f"{path / 'config.json'} does not say how many classes there are.")
    given = {"num_classes": classes, "in_chans": channels}
    given |= {key: told[key] for key in _TIMM_ARGUMENTS if key in told}
    mean, std = (_numbers(shown.get(key, ()), None, path) for key in ("mean", "std"))
    named = told.get("label_names", shown.get("label_names"))
    names = named if isinstance(named, list) else []
    return Folder(
        Offer(
            Factory("timm", name, given),
            classes,
            channels,
            of_sides(int(shape[-2]), int(shape[-1])),
            mean if len(mean) == channels else (),
            std if len(std) == channels else (),
            tuple(map(str, names)) if len(names) == classes else (),
        ),
        _weights(path, ("model.safetensors", "pytorch_model.bin")),
        str(shown.get("license", "not stated")),
        path.resolve().name,
    )


def _bundle(path: Path) -> Folder:
    """A bundle of MONAI: its inference.json, or train.json, says what builds the network."""
    metadata = _json(path / "configs" / "metadata.json")
    definition = _network_in(path)
    target = str(definition.pop(_TARGET)).rpartition(".")
    own = target[2]
    if own not in MONAI or target[0] not in ("", "monai.networks.nets", f"monai.networks.nets.{MONAI.get(own)}"):
        raise ModelError(
            f"The bundle {path} asks for “{''.join(target)[:80]}”, which is not on the list of factories; nothing was "
            f"run. MONAI's networks that are: {', '.join(MONAI)}."
        )
    for key, value in definition.items():
        if _is_program(value):
            raise ModelError(f"The bundle {path} computes “{key}” by an expression; write the number in its place.")
    entry, out = (_first_of(metadata, side) for side in ("inputs", "outputs"))
    channels = _count(definition.get("in_channels"), definition.get("n_input_channels"), entry.get("num_channels"), 1)
    classes = _count(definition.get("out_channels"), definition.get("num_classes"), out.get("num_channels"))
    if not _plausible(classes) or not _plausible(channels):
        raise ModelError(f"The bundle {path} does not say how many classes and channels its network has.")
    shape, named = entry.get("spatial_shape"), out.get("channel_def")
    size = [each for each in shape if isinstance(each, int)] if isinstance(shape, list) else []
    names = named if isinstance(named, Mapping) else {}
    ordered = tuple(str(names[str(each)]) for each in range(classes) if str(each) in names)
    return Folder(
        Offer(
            Factory("monai", own, definition),
            classes,
            channels,
            size[0] if size else SIZE if _count(definition.get("spatial_dims"), 2) == 2 else SIDE,
            names=ordered if len(ordered) == classes else (),
            dimensions=_count(definition.get("spatial_dims"), 2),
        ),
        _weights(path / "models", ("model.safetensors", "model.pt")),
        str(metadata.get("license", "not stated")),
        str(metadata.get("name", path.resolve().name)),
    )


def _first_of(metadata: Mapping[str, Any], side: str) -> Mapping[str, Any]:
    """What a bundle says of the first of its inputs or outputs; nothing where it says nothing that can be read."""
    layout = metadata.get("network_data_format")
    named = layout.get(side) if isinstance(layout, Mapping) else None
    found: Any = next(iter(named.values()), {}) if isinstance(named, Mapping) else {}
    return found if isinstance(found, Mapping) else {}


def _count(*given: object) -> int:
    """The first of these that is a whole number; 0 where none is."""
    return next((each for each in given if isinstance(each, int) and not isinstance(each, bool)), 0)


def _network_in(path: Path) -> dict[str, Any]:
    """The definition of the bundle's network, and nothing else of its configuration."""
    for name in ("inference.json", "train.json", "evaluate.json"):
        file = path / "configs" / name
        if not file.is_file():
            continue
        told = _json(file)
        for key in ("network_def", "network", "net", "model"):
            found = told.get(key)
            if isinstance(found, Mapping) and _TARGET in found:
                return dict(found)
    raise ModelError(f"The bundle {path} defines no network (network_def with {_TARGET}) in its inference.json.")


def _is_program(value: object) -> bool:
    """Whether MONAI would compute it: an expression, a reference, another object."""
    if isinstance(value, str):
        return value.startswith(("$", "@", "%"))
    if isinstance(value, Mapping):
        return True
    return isinstance(value, list) and any(_is_program(each) for each in value)


def _weights(folder: Path, names: tuple[str, ...]) -> Path:
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise ModelError(f"{folder} holds no weights; it should hold {' or '.join(names)}.")


def _plausible(count: object) -> TypeGuard[int]:
    """Whether something can be how many classes or channels there are."""
    return isinstance(count, int) and not isinstance(count, bool) and 0 < count <= _LARGEST


def _json(file: Path) -> dict[str, Any]:
    try:
        told = json.loads(file.read_text(encoding="utf-8")) if file.stat().st_size <= _MOST else None
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{file} cannot be read ({error}); get the folder again.") from error
    if not isinstance(told, dict):
        raise ModelError(f"{file} holds no JSON object; get the folder again.")
    return told


def _numbers(given: object, count: int | None, path: Path) -> tuple[float, ...]:
    """Numbers of a list.

    Raises:
        ModelError: for anything else.
    """
    right = isinstance(given, list | tuple) and all(
        isinstance(each, int | float) and abs(each) <= _LARGEST for each in given
    )
    if not isinstance(given, list | tuple) or not right or count not in (None, len(given)):
        raise ModelError(f"{path / 'config.json'} holds {given!r:.60} where numbers should be.")
    return tuple(map(float, given))
