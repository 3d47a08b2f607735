"""The bundled networks, or a user's own."""

from __future__ import annotations

from pathlib import Path

from xaiviewer import paths
from xaiviewer.analysis.examining import Examiner
from xaiviewer.errors import UsageError
from xaiviewer.nets.devices import AUTO, device_named
from xaiviewer.nets.models import Model
from xaiviewer.nets.packages.opening import load_network


def load_analyser(models: Path | None = None, device: str = AUTO, *, classifier: Path | None = None) -> Examiner:
    """The analyser of the two bundled networks, or of those in another folder of model packages.

    Beside another classifier the segmenter works only where it takes the same channels.

    Args:
        models: the folder.
        device: where they run, one of `nets.devices.DEVICES`.
        classifier: the package of another classifier than the one there, a folder or zip.

    Raises:
        ModelError: where a model package is missing or damaged.
        UsageError: for a device that is not here, or a package of another kind of network.
    """
    folder = models or paths.models()
    return load_pair(classifier or folder / "classifier", folder / "segmenter", device, own=classifier is not None)


def load_pair(classifier: Path, segmenter: Path, device: str = AUTO, *, own: bool) -> Examiner:
    """The analyser of two packages.

    Args:
        classifier, segmenter: their packages.
        device: where they run, one of `nets.devices.DEVICES`.
        own: whether the classifier is a user's: the segmenter is left out where it takes other channels.

    Raises:
        ModelError: where a model package is missing or damaged.
        UsageError: for a device that is not here, or a package of another kind of network.
    """
    where = device_named(device)
    chosen = load_network(classifier, where)
    if chosen.description.task != "classification":
        raise UsageError(f"{chosen.identity.name} is a network for {chosen.description.task}; name a classifier.")
    outlines = load_network(segmenter, where)
    return Examiner(chosen, outlines if not own or _alike(chosen, outlines) else None)


def _alike(one: Model, other: Model) -> bool:
    """Whether two networks take the same channels: an outline from others would be a wrong one."""
    return one.description.inputs == other.description.inputs
