"""Further packages of classifiers, held against the one that is loaded."""

from __future__ import annotations

from pathlib import Path

from xaiviewer.analysis.analyser import Analyser
from xaiviewer.errors import ModelError, UsageError
from xaiviewer.explain import Network
from xaiviewer.nets.devices import device_of
from xaiviewer.nets.models import Model
from xaiviewer.nets.packages.opening import open_package


def load_beside(analyser: Analyser, folder: Path) -> tuple[Model, Network]:
    """A package whose maps can be laid beside the analyser's, cell by cell: same question, same input, same grids.

    Args:
        analyser: with the classifier that is loaded; the other one goes to the same device.
        folder: of the package.

    Raises:
        UsageError: where it cannot be read, holds the same weights, or another kind of network.
    """
    try:
        model = open_package(folder, device_of(analyser.network.module))
    except ModelError as error:
        raise UsageError(
            f"{folder} holds no package that can be read; name a folder with model.json and weights.safetensors."
        ) from error
    _refuse(analyser, model, folder)
    network = analyser.network.like(model.network)
    try:
        alike = network.all_layers.layers == analyser.description.layers
    except ModelError:
        alike = False
    if not alike:
        raise UsageError(
            f"The network in {folder} has other layers, or other grids, than the one that is loaded; name another "
            "training of the same architecture."
        )
    return model, network


def _refuse(analyser: Analyser, model: Model, folder: Path) -> None:
    """Raise where the package answers another question, or sees something else."""
    known, other = analyser.description, model.description
    if other.task != known.task:
        raise UsageError(f"{folder} holds a network for {other.task}; name a package for {known.task}.")
    if other.identity.sha256 == known.identity.sha256:
        raise UsageError(f"{folder} holds the very weights that are loaded; name those of another training.")
    if (other.classes, other.finding) != (known.classes, known.finding):
        raise UsageError(
            f"The network in {folder} tells {', '.join(other.classes)} apart, the one that is loaded "
            f"{', '.join(known.classes)}; name one of the same classes."
        )
    if other.inputs != known.inputs or model.preprocessing != analyser.preprocessing:
        raise UsageError(
            f"The network in {folder} takes other channels, or slices in another size, than the one that is loaded; "
            "name another training of the same kind."
        )
