"""A small network of torchvision's as a package."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.packages.description import Described, Factory, Inputs
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.making import make_package
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


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package that tests copy."""
    torch.manual_seed(1)
    return make_package(tmp_path_factory.mktemp("packages") / "mine", built(FACTORY), described())
