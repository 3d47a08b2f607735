"""A small network of torchvision's, as a package describes it."""

from __future__ import annotations

from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.packages.description import Described, Factory, Inputs
from xaiviewer.requests import Channel

CLASSES = ("glioma", "meningioma", "pituitary")
FACTORY = Factory("torchvision", "squeezenet1_1", {"num_classes": 3, "in_channels": 1})


def described(**changes: object) -> Described:
    """A description of that network; changed."""
    given: dict[str, object] = {
        "name": "mine",
        "factory": FACTORY,
        "inputs": Inputs((Channel("grey"),), 64, normalisation=Normalisation("slice", 0, 100)),
        "classes": CLASSES,
        "finding": "glioma",
    }
    return Described(**(given | changes))  # type: ignore[arg-type]
