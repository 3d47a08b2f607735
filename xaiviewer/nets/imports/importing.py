"""From what a user has to a package: what can be known is found, the rest is asked, and the package is tried."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import nn

from xaiviewer.case import SEQUENCES
from xaiviewer.errors import ModelError, UsageError
from xaiviewer.nets.calibration import Calibration, Output
from xaiviewer.nets.imports.answers import Answers
from xaiviewer.nets.imports.converting import converted, without_prefix
from xaiviewer.nets.imports.folders import folder_at
from xaiviewer.nets.imports.graphs import FILES as ONNX
from xaiviewer.nets.imports.graphs import read as read_graph
from xaiviewer.nets.imports.held_against import golden_now, golden_of
from xaiviewer.nets.imports.keras.reading import FILES as KERAS
from xaiviewer.nets.imports.keras.reading import read as read_keras
from xaiviewer.nets.imports.pickles import MOST, SAFETENSORS
from xaiviewer.nets.imports.recognising import SIDE, SIZE, Offer, offers
from xaiviewer.nets.inputs.colours import COLOURS, RGB
from xaiviewer.nets.inputs.normalisation import Normalisation, Scale
from xaiviewer.nets.inputs.turns import turn_named
from xaiviewer.nets.keras_twins.architectures import PREPROCESSING
from xaiviewer.nets.packages.description import Described, Factory, Inputs, read_described
from xaiviewer.nets.packages.factories import SMP, outline
from xaiviewer.nets.packages.files import LIMITS, MODEL, opened
from xaiviewer.nets.packages.making import refuse, tried, write_package
from xaiviewer.nets.packages.named import is_package
from xaiviewer.nets.packages.opening import running
from xaiviewer.nets.packages.state import shapes_in
from xaiviewer.nets.packages.store import refuse_occupied
from xaiviewer.nets.packages.telling import MAIN
from xaiviewer.requests import Channel

_COUNTS = {"torchvision": "num_classes", "timm": "num_classes", "monai": "out_channels"}
"""What each library calls the number of classes."""

NUMBERED = "numbered"
"""In place of the classes' names: they are called by their numbers."""

_TORCH = (".pt", ".pth", ".bin", ".ckpt", ".tar")
MOST_CHANNELS = 64
"""As the schema of a package has it: a file that claims a million would be waited for."""

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
        outline(factory)
        classes = _counted(factory, ("num_classes", "out_channels", "classes"), int(factory.library == SMP))
        if not classes and factory.library in _COUNTS:
            raise UsageError(
                f"How many classes {factory.architecture} has is not said; add it: --arguments "
                f"'{{\"{_COUNTS[factory.library]}\": 3}}'."
            )
        channels = _counted(factory, ("in_channels", "in_chans", "n_input_channels"), 3)
        dimensions = _counted(factory, ("spatial_dims",), 2)
        size = SIZE if dimensions == 2 else SIDE
        offer = Offer(factory, classes, channels, size, dimensions=dimensions)
        return Found((offer,), weights, path.stem)
    return Found(offers(shapes), weights, path.stem)


def _counted(factory: Factory, names: Sequence[str], otherwise: int) -> int:
    """The first of these arguments that is given.

    Raises:
        UsageError: where it is no whole number.
    """
    name = next((each for each in names if each in factory.arguments), None)
    value = otherwise if name is None else factory.arguments[name]
    if not isinstance(value, int) or isinstance(value, bool):
        raise UsageError(f"The argument “{name}” of {factory.architecture} is {value!r:.40}; it is a whole number.")
    return value


def described_by(found: Found, answers: Answers, offer: Offer | None = None) -> Described:
    """What was found and what the user says, as a description.

    Raises:
        UsageError: for what cannot be known and was not said.
    """
    offer = offer or found.offers[0]
    classes = answers.classes or offer.names
    if classes == (NUMBERED,) and offer.classes > 1:
        classes = tuple(f"output {number}" for number in range(1, offer.classes + 1))
    if offer.task == "segmentation" and offer.classes == 1:
        classes = ()  # one output is the finding itself
    elif len(classes) != offer.classes:
        said = f"{len(classes)} are named" if classes else "their names cannot be known"
        raise UsageError(
            f"This is {offer.title}; {said}: name all {offer.classes} in the order of the outputs "
            f"(--classes a,b,..., or names.txt with one per line, or “{NUMBERED}”)."
        )
    if offer.task == "segmentation" and classes and answers.finding not in classes:
        raise UsageError(
            f"This is {offer.title}, a segmenter: name the class that is outlined (--finding), one of "
            f"{', '.join(classes[:8])}."
        )
    channels, mean, std = _prepared(answers, offer)
    asked = offer.size if answers.size is None else answers.size
    sides = (asked, asked) if isinstance(asked, int) else asked
    low = 0.0 if answers.low is None else answers.low
    output: Output = "sigmoid" if len(classes) == 1 else answers.output or offer.output or "softmax"
    high = (255.0 if answers.scale == "values" else 100.0) if answers.high is None else answers.high
    return Described(
        answers.name or found.name,
        offer.factory,
        Inputs(
            channels_of(channels, offer.channels),
            max(sides),
            answers.field,
            spacing=answers.spacing,
            normalisation=Normalisation(_scale(answers.scale, offer), low, high, mean, std, answers.windows),
            dimensions=offer.dimensions,
            depth=answers.depth,
            slice_spacing=answers.slice_spacing,
            orientation=turn_named(answers.orientation) if offer.dimensions == 2 else answers.orientation,
            sides=None if sides[0] == sides[1] else sides,
            fit=answers.fit,
        ),
        classes,
        (answers.finding or None) if classes else None,
        output,
        answers.licence or found.licence,
        trained=answers.trained,
        task=offer.task,
        calibration=Calibration(output=output),
        segmenter=answers.segmenter if offer.task == "classification" else "",
    )


def _scale(asked: Scale, offer: Offer) -> Scale:
    """Of a volume the range is taken from all of it where a slice's own is meant."""
    return "volume" if asked == "slice" and offer.dimensions == 3 else asked


def _prepared(answers: Answers, offer: Offer) -> tuple[tuple[str, ...], tuple[float, ...], tuple[float, ...]]:
    """The channels as the network takes them, their means and deviations; one number alone serves all channels.

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
    asked = offer.mean if answers.mean is None else answers.mean, offer.std if answers.std is None else answers.std
    mean, std = (each * offer.channels if len(each) == 1 else each for each in asked)
    return named, mean, std


def channels_of(named: Sequence[str], count: int) -> tuple[Channel, ...]:
    """The channels of names or keys of sequences; one alone serves all of a network's channels.

    Raises:
        UsageError: for another number of them, or more than a package may say.
    """
    if count > MOST_CHANNELS:
        raise UsageError(f"The network has {count} input channels; at most {MOST_CHANNELS} are taken.")
    named = list(named) or [""]
    if [each.lower() for each in named] == [RGB]:
        named = list(COLOURS)
    named = [each.lower() if each.lower() in COLOURS else each for each in named]
    if len(named) == 1 and count > 1:
        named = named * count
    if len(named) != count:
        raise UsageError(f"The network has {count} input channels, and {len(named)} are named; name each (--channels).")
    keys = {title.lower(): key for key, title in SEQUENCES.items()}
    found: list[Channel] = []
    for number, each in enumerate(named, start=1):
        key = each if each in SEQUENCES else keys.get(each.lower(), "")
        title = SEQUENCES.get(key, each or MAIN)
        name = title if named.count(each) == 1 else f"{title} ({number})"
        found.append(Channel(name, key, stands_in=number == 1 and bool(key)))
    return tuple(found)


def package_from(path: Path, folder: Path, answers: Answers, factory: Factory | None = None) -> Path:
    """Make a package of whatever lies at a path; a package is tried and copied.

    Raises:
        ModelError: where it is refused.
        UsageError: for what was not said, a folder that exists, or answers about a package, which says all itself.
    """
    if is_package(path) and (path.is_dir() or path.suffix.lower() == ".zip"):
        if factory is not None or replace(answers, name="") != Answers():
            raise UsageError(
                f"{path} is a package already: what its network takes and gives stands in its {MODEL}, and no option "
                "changes that; leave out all but --name, or name the weights within it to make another package."
            )
        return copied(path, folder)
    return package_of(found_at(path, factory), folder, answers)


def package_of(found: Found, folder: Path, answers: Answers, offer: Offer | None = None) -> Path:
    """Make a package of what was found; `offer` is the network that it is, the likeliest where none is named.

    Raises:
        ModelError: where it is refused.
        UsageError: for what was not said, or a folder that exists.
    """
    described = described_by(found, answers, offer)
    refuse(described)  # before an input of such a size is made
    golden = (
        golden_now(described, found.weights)
        if answers.golden is None
        else golden_of(answers.golden, described, found.weights)
    )
    return write_package(folder, found.weights, described, golden=golden)


def network_of(found: Found, offer: Offer) -> nn.Module:
    """One of the networks that the weights fit, with these weights, before there is a package.

    Raises:
        ModelError: where they are damaged.
    """
    return running(offer.factory, found.weights, found.name)


def copied(path: Path, folder: Path) -> Path:
    """A package, tried and copied to a folder.

    Raises:
        ModelError: where it is refused.
        UsageError: where the folder exists.
    """
    refuse_occupied(folder)
    files = opened(path)
    read_described(files)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(prefix=".importing-", dir=folder.parent))
    except OSError as error:
        raise UsageError(f"{folder} cannot be written ({error.strerror}); name another place.") from error
    fresh = place / folder.name
    try:
        fresh.mkdir()
        for name in LIMITS:
            if files.has(name):
                (fresh / name).write_bytes(files.read(name))
        tried(fresh, str(path))  # the copy: what lies at the path may be another by now
        fresh.rename(folder)
    except OSError as error:
        refuse_occupied(folder)  # another import of this name was first
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
    try:
        if path.stat().st_size > MOST:
            raise ModelError(f"{path} is larger than {MOST // 2**30} GB; nothing of that size is read.")
        return _unwrapped(path.read_bytes(), str(path))
    except OSError as error:
        raise ModelError(f"{path} cannot be read ({error.strerror}); copy it to where you may read it.") from error


def _unwrapped(data: bytes, what: str) -> bytes:
    """The same file under names without a wrapper's prefix."""
    names = shapes_in(data, what)
    changed = {name: fresh for (fresh, _), name in zip(without_prefix(names), names, strict=True)}
    if all(name == fresh for name, fresh in changed.items()):
        return data
    try:
        return save({changed[name]: each for name, each in load(data).items()})
    except SafetensorError as error:
        raise ModelError(
            f"{what} is no whole safetensors file ({error}); write it with safetensors' save_file."
        ) from error
