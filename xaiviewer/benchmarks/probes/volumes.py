"""A network of volumes on a whole case: MONAI's DenseNet121 of 96 x 96 x 96 pixels, untaught, in a process of its own.

What it weighs and how long it takes do not depend on what it was taught.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import torch

from xaiviewer.analysis import load_analyser
from xaiviewer.analysis.loading import NONE
from xaiviewer.benchmarks.material import Material
from xaiviewer.benchmarks.timing import Measured, peak
from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.packages.description import Described, Factory, Inputs
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.making import make_package
from xaiviewer.requests import AnalysisSettings, Channel

_SIDE = 96
_METHODS = ("grad-cam", "hires-cam", "layer-cam")


def measure(material: Material) -> dict[str, Measured]:
    """Peak resident memory of a case's maps of every layer; and, in words, seconds to the first slice's and to all."""
    case = material.load()
    arguments = {"spatial_dims": 3, "in_channels": 1, "out_channels": 2}
    inputs = Inputs(
        (Channel("main sequence", case.main_sequence),),
        _SIDE,
        normalisation=Normalisation("volume", 1, 99),
        dimensions=3,
    )
    torch.manual_seed(0)
    factory = Factory("monai", "DenseNet121", arguments)
    described = Described("benchmark", factory, inputs, ("without", "with"), "with")
    with tempfile.TemporaryDirectory() as place:
        package = make_package(Path(place) / "benchmark", built(factory), described)
        analyser = load_analyser(material.models, "cpu", classifier=package, segmenter=NONE)
        start = time.perf_counter()
        slices = analyser.slices(case, AnalysisSettings(methods=_METHODS))
        next(slices)
        first = time.perf_counter() - start
        for _ in slices:
            pass
        all_of_them = time.perf_counter() - start
    layers = len(analyser.description.layers)
    return {
        "volume_memory": peak(
            f"{len(case)} slices, {layers} layers, {len(_METHODS)} methods: first slice after {first:.1f} s, all after "
            f"{all_of_them:.1f} s"
        )
    }
