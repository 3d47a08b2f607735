"""The bundled networks, or a user's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import torch

from xaiviewer import paths
from xaiviewer.analysis.examining import Examiner
from xaiviewer.analysis.roomy import Pair, Roomy
from xaiviewer.analysis.volumes.examiner import VolumeExaminer
from xaiviewer.analysis.volumes.roomy import RoomyVolumes
from xaiviewer.errors import UsageError
from xaiviewer.nets.devices import AUTO, CPU, device_named
from xaiviewer.nets.models import Model
from xaiviewer.nets.packages import store
from xaiviewer.nets.packages.opening import open_package

BUNDLED, NONE = "bundled", "none"
"""Segmenters that are no package: the one that comes with the program, and none."""


def load_analyser(
    models: Path | None = None, device: str = AUTO, *, classifier: Path | None = None, segmenter: str = ""
) -> Examiner:
    """The analyser of the two bundled networks, or of those in another folder of model packages.

    Args:
        models: the folder.
        device: where they run, one of `nets.devices.DEVICES`.
        classifier: the package of another classifier than the one there, a folder or zip.
        segmenter: `BUNDLED`, `NONE`, or the package of another one; "" for what the classifier's package names, else
            the bundled one where that takes the same channels.

    Raises:
        ModelError: where a model package is missing or damaged.
        UsageError: for a device that is not here, or a package of another kind of network.
    """
    folder = models or paths.models()
    return load_pair(
        classifier or folder / "classifier",
        folder / "segmenter",
        device,
        own=classifier is not None,
        beside=segmenter,
    )


def load_pair(classifier: Path, segmenter: Path, device: str = AUTO, *, own: bool, beside: str = "") -> Examiner:
    """The analyser of two packages.

    Args:
        classifier, segmenter: their packages.
        device: where they run, one of `nets.devices.DEVICES`.
        own: whether the classifier is a user's: the segmenter is left out where it takes other channels.
        beside: what stands in the segmenter's place, see `load_analyser`.

    Raises:
        ModelError: where a model package is missing or damaged.
        UsageError: for a device that is not here, or a package of another kind of network.
    """
    where = device_named(device)

    def on(place: torch.device) -> Pair:
        chosen = open_package(classifier, place)
        if chosen.description.task != "classification":
            raise UsageError(
                f"{chosen.identity.name} is a network for {chosen.description.task}; name a classifier, and this one "
                "as --segmenter."
            )
        return _with_segmenter(chosen, segmenter, beside, place, bundled=not own)

    pair = on(where)
    if any(each is not None and each.preprocessing.volumes is not None for each in pair):
        return VolumeExaminer(*pair) if where == CPU else RoomyVolumes(pair, lambda: on(CPU))
    return Examiner(*pair) if where == CPU else Roomy(pair, lambda: on(CPU))


def _with_segmenter(
    classifier: Model, own: Path, asked: str, where: torch.device, *, bundled: bool
) -> tuple[Model, Model | None]:
    """The classifier, with what is to be said of its missing pair, and the segmenter beside it."""
    if asked == NONE:
        return classifier, None
    named = "" if asked else classifier.segmenter
    if named and named not in store.names():
        said = f"The network names the segmenter “{named}”, which was not imported: nothing is outlined."
        return replace(classifier, notices=(*classifier.notices, said)), None
    if asked in ("", BUNDLED) and not named:
        found = open_package(own, where)
        return classifier, found if bundled or asked or _alike(classifier, found) else None
    found = open_package(store.folder() / named if named else Path(asked), where)
    if found.description.task != "segmentation":
        raise UsageError(f"{found.identity.name} is a network for {found.description.task}; name a segmenter.")
    return classifier, found


def _alike(one: Model, other: Model) -> bool:
    """Whether two networks take the same channels: an outline from others would be a wrong one."""
    return one.description.inputs == other.description.inputs
