"""From what a user has to a package: what can be known is found, the rest is asked, and the package is tried."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from safetensors.torch import load, save

from xaiviewer.case import SEQUENCES
from xaiviewer.errors import ModelError, UsageError
from xaiviewer.nets.calibration import Calibration, Output
from xaiviewer.nets.imports.converting import converted, without_prefix
from xaiviewer.nets.imports.folders import folder_at
from xaiviewer.nets.imports.graphs import FILES as ONNX
from xaiviewer.nets.imports.graphs import read as read_graph
from xaiviewer.nets.imports.held_against import golden_of
from xaiviewer.nets.imports.keras.reading import FILES as KERAS
from xaiviewer.nets.imports.keras.reading import read as read_keras
from xaiviewer.nets.imports.pickles import MOST, SAFETENSORS
from xaiviewer.nets.imports.recognising import Offer, offers
from xaiviewer.nets.inputs.normalisation import Normalisation, Scale
from xaiviewer.nets.keras_twins.architectures import PREPROCESSING
from xaiviewer.nets.packages.description import Described, Factory, Inputs
from xaiviewer.nets.packages.files import LIMITS, opened
from xaiviewer.nets.packages.making import write_package
from xaiviewer.nets.packages.named import is_package
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.nets.packages.state import shapes_in
from xaiviewer.requests import Channel

_TORCH = (".pt", ".pth", ".bin", ".ckpt", ".tar")
_PROGRAMS = {
    ".pt2": "a program of torch.export: loading it runs what is inside",
    ".pkl": "a pickle: loading it runs what is inside",
    ".pickle": "a pickle: loading it runs what is inside",
    ".joblib": "a pickle: loading it runs what is inside",
}


@dataclass(frozen=True)
class Found:
    """What lies at a path.

    Attributes:
        offers: networks that the weights fit, the likeliest first.
        weights: a safetensors file.
        name: to call it by.
        licence: as far as that is said.
    """

    offers: tuple[Offer, ...]
    weights: bytes
    name: str
    licence: str = "not stated"


@dataclass(frozen=True)
class Answers:
    """What only the user knows; None, or "", where that follows from what was found.

    Attributes:
        classes: names, in the order of the outputs.
        finding: which of them is looked for; "" for none.
        channels: names, or keys of MR sequences, in order.
        size: side of the input in pixels.
        field: what of a slice is seen.
        scale, low, high: see `Normalisation`.
        mean, std: per channel.
        output: what the logits mean.
        name: to call it by.
        licence: of the weights.
        spacing: millimetres from one pixel to the next.
        golden: a file that says what another program got, see `held_against`.
        preprocessing: a key of `keras_twins.architectures.PREPROCESSING` in place of mean and deviation.
    """

    classes: tuple[str, ...] = ()
    finding: str = ""
    channels: tuple[str, ...] = ()
    size: int | None = None
    field: str = "slice"
    scale: Scale = "slice"
    low: float | None = None
    high: float | None = None
    mean: tuple[float, ...] | None = None
    std: tuple[float, ...] | None = None
    output: Output | None = None
    name: str = ""
    licence: str = ""
    spacing: float | None = None
    preprocessing: str = ""
    golden: Path | None = None


def found_at(path: Path, factory: Factory | None = None) -> Found:
    """What can be known of a file or folder without running anything in it.

    Args:
        path: a state dict (.safetensors, .pt, .pth), a folder of timm, a bundle of MONAI.
        factory: of a state dict the network, where the user names it.

    Raises:
        ModelError: where it is none of these, or is refused; with the reason and the remedy.
    """
    if path.is_dir():
        folder = folder_at(path)
        if folder is None:
            raise ModelError(
                f"{path} is no model package, no folder of timm (config.json) and no bundle of MONAI "
                "(configs/metadata.json); name a file of weights."
            )
        weights = _read(folder.weights)
        return Found((folder.offer,), weights, folder.name, folder.licence)
    if path.is_file() and path.suffix.lower() in KERAS:
        offer, weights = read_keras(path, factory)
        return Found((offer,), weights, path.name.partition(".")[0])
    if path.is_file() and path.suffix.lower() in ONNX:
        offer, weights = read_graph(path)
        return Found((offer,), weights, path.stem)
    weights = _read(path)
    shapes = shapes_in(weights, str(path))
    if factory is not None:
        known = dict(factory.arguments)
        classes = known.get("num_classes", known.get("out_channels", 0))
        channels = known.get("in_channels", known.get("in_chans", known.get("n_input_channels", 3)))
        offer = Offer(factory, int(classes), int(channels), dimensions=int(known.get("spatial_dims", 2)))
        return Found((offer,), weights, path.stem)
    return Found(offers(shapes), weights, path.stem)


def described_by(found: Found, answers: Answers, offer: Offer | None = None) -> Described:
    """What was found and what the user says, as a description.

    Raises:
        UsageError: for what cannot be known and was not said.
    """
    offer = offer or found.offers[0]
    classes = answers.classes or offer.names
    if len(classes) != offer.classes:
        said = f"{len(classes)} are named" if classes else "their names cannot be known"
        raise UsageError(
            f"This is {offer.title}; {said}: name all {offer.classes} in the order of the outputs (--classes a,b,...)."
        )
    channels, mean, std = _prepared(answers, offer)
    output = answers.output or offer.output or "softmax"
    low = 0.0 if answers.low is None else answers.low
    high = (255.0 if answers.scale == "values" else 100.0) if answers.high is None else answers.high
    return Described(
        answers.name or found.name,
        offer.factory,
        Inputs(
            channels_of(channels, offer.channels),
            answers.size or offer.size,
            answers.field,
            spacing=answers.spacing,
            normalisation=Normalisation(answers.scale, low, high, mean, std),
            dimensions=offer.dimensions,
        ),
        classes,
        answers.finding or None,
        output,
        answers.licence or found.licence,
        calibration=Calibration(output=output),
    )


def _prepared(answers: Answers, offer: Offer) -> tuple[tuple[str, ...], tuple[float, ...], tuple[float, ...]]:
    """The channels as the network takes them, their means and deviations.

    Raises:
        UsageError: where Keras may have turned different channels round, and nobody said so.
    """
    named, mode = answers.channels, answers.preprocessing
    if mode:
        mean, std = (values[: offer.channels] for values in PREPROCESSING[mode])
        return (named[::-1] if mode == "caffe" else named), mean, std
    if offer.preprocessing == "caffe" and len(set(named)) > 1 and answers.mean is None:
        raise UsageError(
            "Keras's preprocess_input turns the channels of such a network round: say whether yours did "
            "(--preprocessing caffe), or how it was fed (--preprocessing rescaled, or --mean and --std)."
        )
    mean, std = (
        (offer.mean if answers.mean is None else answers.mean),
        (offer.std if answers.std is None else answers.std),
    )
    return named, mean, std


def channels_of(named: Sequence[str], count: int) -> tuple[Channel, ...]:
    """The channels of names or keys of sequences; one alone serves all of a network's channels.

    Raises:
        UsageError: for another number of them.
    """
    named = list(named) or [""]
    if len(named) == 1 and count > 1:
        named = named * count
    if len(named) != count:
        raise UsageError(f"The network has {count} input channels, and {len(named)} are named; name each (--channels).")
    keys = {title.lower(): key for key, title in SEQUENCES.items()}
    found: list[Channel] = []
    for number, each in enumerate(named, start=1):
        key = each if each in SEQUENCES else keys.get(each.lower(), "")
        title = SEQUENCES.get(key, each or "main sequence")
        name = title if named.count(each) == 1 else f"{title} ({number})"
        found.append(Channel(name, key, stands_in=number == 1 and bool(key)))
    return tuple(found)


def package_from(path: Path, folder: Path, answers: Answers, factory: Factory | None = None) -> Path:
    """Make a package of whatever lies at a path; a package is tried and copied.

    Raises:
        ModelError: where it is refused.
        UsageError: for what was not said, or a folder that exists.
    """
    if is_package(path) and (path.is_dir() or path.suffix.lower() == ".zip"):
        return copied(path, folder)
    found = found_at(path, factory)
    described = described_by(found, answers)
    golden = None if answers.golden is None else golden_of(answers.golden, described, found.weights)
    return write_package(folder, found.weights, described, golden=golden)


def copied(path: Path, folder: Path) -> Path:
    """A package, tried and copied to a folder.

    Raises:
        ModelError: where it is refused.
        UsageError: where the folder exists.
    """
    if folder.exists():
        raise UsageError(
            f"There is a network “{folder.name}” already; remove it first, or give this one another --name."
        )
    open_package(path)
    files = opened(path)
    folder.parent.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix=".importing-", dir=folder.parent))
    try:
        for name in LIMITS:
            if files.has(name):
                (place / name).write_bytes(files.read(name))
        place.chmod(0o755)
        place.rename(folder)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written ({error.strerror}); make room for it.") from error
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return folder


def _read(path: Path) -> bytes:
    """Weights as a safetensors file."""
    if not path.is_file():
        raise ModelError(f"{path} does not exist; name a file of weights, a package or a folder.")
    kind = path.suffix.lower()
    if kind in _PROGRAMS:
        raise ModelError(f"{path} is {_PROGRAMS[kind]}; write its weights with {SAFETENSORS}.")
    if kind in _TORCH:
        return converted(path)
    if kind != ".safetensors":
        raise ModelError(f"{path} is no file of weights that is known here; write one with {SAFETENSORS}.")
    if path.stat().st_size > MOST:
        raise ModelError(f"{path} is larger than {MOST // 2**30} GB; nothing of that size is read.")
    return _unwrapped(path.read_bytes(), str(path))


def _unwrapped(data: bytes, what: str) -> bytes:
    """The same file under names without a wrapper's prefix."""
    names = shapes_in(data, what)
    changed = {name: fresh for (fresh, _), name in zip(without_prefix(names), names, strict=True)}
    if all(name == fresh for name, fresh in changed.items()):
        return data
    return save({changed[name]: each for name, each in load(data).items()})
