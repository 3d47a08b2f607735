"""A network of volumes: MONAI's DenseNet121 of 96 x 96 x 96 pixels on a case of BraTS' size, in a process of its own.

It is untaught, and the case is the phantom stretched to 155 slices of 240 x 240: what that weighs and how long it takes
do not depend on what the network was taught, nor on what the pictures show.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import torch

from xaiviewer.analysis import Examiner, load_analyser
from xaiviewer.analysis.loading import NONE
from xaiviewer.benchmarks.limit import limit
from xaiviewer.benchmarks.material import Material
from xaiviewer.benchmarks.timing import Measured, interleaved, milliseconds, peak, ratio
from xaiviewer.case import Case, Geometry, Mask
from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.packages.description import Described, Factory, Inputs
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.making import make_package
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.requests import AnalysisSettings, Channel

_SIDE = 96
_SIZE = (155, 240, 240)
_METHODS = ("grad-cam", "hires-cam", "layer-cam")
_LATE = 95  # percentile


def measure(material: Material, *, repetitions: int = 3, openings: int = 15) -> dict[str, Measured]:
    """Peak resident memory, opening, and how long a case's first and last slice take, maps of every layer included."""
    case = stretched(material.load())
    with tempfile.TemporaryDirectory(prefix="xaiviewer-package-") as place:
        package = _made(Path(place) / "benchmark", case)
        opened = interleaved({"open": partial(open_package, package)}, openings)["open"]
        analyser = load_analyser(material.models, "cpu", classifier=package, segmenter=NONE)
        network, wanted = analyser.network.module, analyser.description.main_class
        volume = torch.randn(1, 1, _SIDE, _SIDE, _SIDE)
        firsts: list[float] = []
        seconds = interleaved(
            {"limit": partial(limit, network, volume, wanted), "all": _run(analyser, case, firsts)}, repetitions
        )
    layers = len(analyser.description.layers)
    what = f"{len(case)} slices, {layers} layers, {len(_METHODS)} methods"
    first = firsts[-repetitions:]
    return {
        "volume_memory": peak(what),
        "volume_opened": Measured(
            float(np.percentile(opened, _LATE)), note=f"its golden output computed again; median {milliseconds(opened)}"
        ),
        "volume_first": ratio(
            first, seconds["limit"], f"{milliseconds(first)}, limit {milliseconds(seconds['limit'])}; from an open case"
        ),
        "volume_all": ratio(seconds["all"], seconds["limit"], f"{milliseconds(seconds['all'])}; {what}"),
    }


def stretched(case: Case) -> Case:
    """A case of BraTS' size: as many slices, rows and columns, of the same pictures."""
    slices, rows, columns = (
        np.arange(wanted) * have // wanted for wanted, have in zip(_SIZE, case.main_volume.voxels.shape, strict=True)
    )
    places, geometry = np.ix_(slices, rows, columns), Geometry(np.eye(4), known=True)
    mask = None if case.mask is None else Mask(case.mask.voxels[places], case.mask.drawn[slices], case.mask.meaning)
    return replace(
        case,
        volumes=tuple(
            replace(each, voxels=each.voxels[places], geometry=geometry, absent=frozenset()) for each in case.volumes
        ),
        slice_names=tuple(f"slice {number}" for number in range(len(slices))),
        mask=mask,
        acquired=None,
    )


def _run(analyser: Examiner, case: Case, firsts: list[float]) -> Callable[[], None]:
    """All slices of the case as one that nothing is known of; the seconds to its first are added to a list."""

    def run() -> None:
        fresh = replace(case)
        start = time.perf_counter()
        slices = analyser.slices(fresh, AnalysisSettings(methods=_METHODS))
        next(slices)
        firsts.append(time.perf_counter() - start)
        for _ in slices:
            pass

    return run


def _made(folder: Path, case: Case) -> Path:
    factory = Factory("monai", "DenseNet121", {"spatial_dims": 3, "in_channels": 1, "out_channels": 2})
    inputs = Inputs(
        (Channel("main sequence", case.main_sequence),),
        _SIDE,
        normalisation=Normalisation("volume", 1, 99),
        dimensions=3,
    )
    torch.manual_seed(0)
    return make_package(folder, built(factory), Described("benchmark", factory, inputs, ("without", "with"), "with"))
