"""A model package as a network that is ready to run."""

from __future__ import annotations

import hashlib
from pathlib import Path

import torch
from torch import nn

from xaiviewer.errors import ModelError
from xaiviewer.nets.devices import CPU
from xaiviewer.nets.graphs.network import GraphNetwork
from xaiviewer.nets.graphs.words import LIBRARY
from xaiviewer.nets.inputs.wanted import Preprocessing
from xaiviewer.nets.models import Model, load_model
from xaiviewer.nets.packages.description import Described, read_described
from xaiviewer.nets.packages.files import GOLDEN, MODEL, opened
from xaiviewer.nets.packages.golden import check_outputs, read_golden
from xaiviewer.nets.packages.named import is_package
from xaiviewer.nets.packages.state import filled_in
from xaiviewer.requests import ModelDescription, ModelIdentity
from xaiviewer.requests.badges import sanity_beside
from xaiviewer.requests.kept_agreement import AGREEMENT, read_agreement

NO_GOLDEN = (
    "This network came without a golden output: whether it computes here what it computed for its author is not known."
)
NOT_MEASURED = "How far this network's maps and probabilities can be trusted was not measured."


def open_package(path: Path, device: torch.device = CPU) -> Model:
    """Read a package, hold it against itself, and put its network on a device.

    Raises:
        ModelError: where anything in it differs from what it says, or may not be in one; a sentence says what.
    """
    files = opened(path)
    described = read_described(files)
    file = described.factory.file
    data = files.read(file)
    if hashlib.sha256(data).hexdigest() != described.sha256:
        raise ModelError(f"{file} of {path} are not the weights that {MODEL} names; get the package again.")
    network = network_of(described, data, f"{file} of {path}")
    golden = read_golden(files.read(GOLDEN), f"{GOLDEN} of {path}") if files.has(GOLDEN) else None
    check_outputs(described, network, golden)
    kept = path if path.is_dir() else path.parent / f"{path.name}.none"  # nothing measured lies in a zip
    agreement = read_agreement(kept / AGREEMENT, described.sha256)
    notices = (() if golden is not None else (NO_GOLDEN,)) + (() if agreement is not None else (NOT_MEASURED,))
    limits = str(getattr(network, "outputs_only", ""))
    notices += (limits,) if limits else ()
    sanity = sanity_beside(kept, described.sha256)
    return Model(
        ModelDescription(
            ModelIdentity(described.name, described.factory.architecture, described.sha256),
            described.task,
            described.inputs.channels,
            described.classes,
            None if described.finding is None else described.classes.index(described.finding),
            threshold=described.threshold,
            sanity=sanity,
            outputs_only=limits,
        ),
        network.to(device),
        preprocessing_of(described),
        described.calibration,
        described.calibration,
        {},
        agreement=agreement,
        notices=notices,
        trained_on=described.trained.holds,
    )


def network_of(described: Described, data: bytes, what: str) -> nn.Module:
    """The network of a file's bytes.

    Raises:
        ModelError: where they do not fit, or are damaged or refused; with what differs.
    """
    factory = described.factory
    if factory.library == LIBRARY:
        return GraphNetwork(data, what, factory.arguments).eval()
    return filled_in(factory, data, what)


def load_network(path: Path, device: torch.device = CPU) -> Model:
    """A package of any kind: one with a model.json, or with a manifest.json as the program's own training writes it.

    Raises:
        ModelError: where it cannot be used; a sentence says why.
    """
    return open_package(path, device) if is_package(path) else load_model(path, device)


def preprocessing_of(described: Described) -> Preprocessing:
    """What the network takes, as inputs are prepared for it."""
    inputs = described.inputs
    return Preprocessing(
        inputs.size,
        inputs.margin,
        tuple(each.key for each in inputs.channels),
        next((each.key for each in inputs.channels if each.stands_in), ""),
        inputs.field,
        inputs.spacing,
        inputs.normalisation,
    )
