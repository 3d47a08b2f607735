"""A MONAI DenseNet121 of volumes that opens in a moment: a block of one layer, then another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.packages.description import Described, Factory, Inputs
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.making import make_package
from xaiviewer.requests import Channel

FACTORY = Factory(
    "monai",
    "DenseNet121",
    {
        "spatial_dims": 3,
        "in_channels": 1,
        "out_channels": 2,
        "init_features": 4,
        "growth_rate": 4,
        "block_config": [1, 1],
    },
)


def package(folder: Path, size: int = 32, **further: Any) -> Path:
    """A package of one with random weights, two classes of which "tumour" is the finding."""
    torch.manual_seed(3)
    inputs = Inputs((Channel("FLAIR", "flair"),), size, normalisation=Normalisation("volume", 1, 99), dimensions=3)
    made = Described(folder.name, FACTORY, inputs, ("other", "tumour"), "tumour")
    return make_package(folder, built(FACTORY), replace(made, **further))
