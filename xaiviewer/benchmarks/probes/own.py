"""A network of somebody else's: how long its package takes to open, and all its layers against its own limit."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

import numpy as np
import torch

from xaiviewer.benchmarks.limit import limit
from xaiviewer.benchmarks.material import Material
from xaiviewer.benchmarks.timing import Measured, interleaved, milliseconds, ratio
from xaiviewer.explain import AllLayers
from xaiviewer.nets.packages.description import Described, Factory, Inputs
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.making import make_package
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.requests import Channel

_FACTORY = Factory("torchvision", "resnet50", {"num_classes": 3})
_METHOD = ("grad-cam",)
_LATE = 95  # percentile


def measure(material: Material, *, repetitions: int = 25) -> dict[str, Measured]:
    """Of a ResNet-50 of torchvision's with random weights, or of the package that is named by --model."""
    with tempfile.TemporaryDirectory(prefix="xaiviewer-package-") as place:
        package = material.own or _made(Path(place) / "made")
        model = open_package(package)  # the first opening imports the library
        opened = interleaved({"open": partial(open_package, package)}, repetitions, warm_up=False)["open"]
    preprocessing, wanted = model.preprocessing, model.description.main_class
    shape = (1, len(preprocessing.sequences), preprocessing.size, preprocessing.size)
    inputs = np.random.default_rng(0).standard_normal(shape).astype(np.float32)
    explainer = AllLayers(model.network, preprocessing.size)
    seconds = interleaved(
        {
            "limit": partial(limit, model.network, torch.from_numpy(inputs), wanted),
            "ours": partial(explainer, inputs, wanted, _METHOD),
        },
        repetitions,
    )
    name = model.identity.architecture
    note = f"{name}, {len(explainer.layers)} layers in {milliseconds(seconds['ours'])}"
    return {
        "package_opened": Measured(
            float(np.percentile(opened, _LATE)), note=f"{name}, its golden output computed again"
        ),
        "own_layers_over_limit": ratio(seconds["ours"], seconds["limit"], note),
    }


def _made(folder: Path) -> Path:
    torch.manual_seed(0)
    channels = tuple(Channel(f"channel {number}") for number in (1, 2, 3))
    described = Described("benchmark", _FACTORY, Inputs(channels, 224), ("a", "b", "c"), "a")
    return make_package(folder, built(_FACTORY), described)
