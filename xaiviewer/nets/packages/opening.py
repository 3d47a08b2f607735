"""A model package as a network that is ready to run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import nn

from xaiviewer.case import takes_whatever
from xaiviewer.nets.devices import CPU
from xaiviewer.nets.entering import entering
from xaiviewer.nets.graphs.network import GraphNetwork
from xaiviewer.nets.graphs.words import LIBRARY
from xaiviewer.nets.inputs.turns import TURNS, Way
from xaiviewer.nets.inputs.wanted import OfVolumes, Preprocessing
from xaiviewer.nets.models import Model
from xaiviewer.nets.packages.deciding import deciding
from xaiviewer.nets.packages.description import Described, Factory, Inputs, read_described
from xaiviewer.nets.packages.files import GOLDEN, opened
from xaiviewer.nets.packages.golden import check_outputs, read_golden, shape_of_golden
from xaiviewer.nets.packages.heads import with_two_outputs
from xaiviewer.nets.packages.measured import MEASURED, Measured, read_measured
from xaiviewer.nets.packages.outlining import outlining
from xaiviewer.nets.packages.state import filled_in
from xaiviewer.nets.packages.weights import WeightsFile, weights_of
from xaiviewer.requests import ModelDescription, ModelIdentity
from xaiviewer.requests.badges import Sanity, sanity_beside
from xaiviewer.requests.kept_agreement import AGREEMENT, read_agreement

NO_GOLDEN = (
    "This network came without a golden output: whether it computes here what it computed for its author is not known."
)
NOT_MEASURED = (
    "How far this network's maps and probabilities can be trusted was not measured: xaiviewer model measure does it."
)
VOLUMES_NOT_MEASURED = (
    "How far this network's maps and probabilities can be trusted was not measured, and of networks of volumes "
    "xaiviewer model measure cannot do it yet."
)
OF_SEGMENTER = {
    NO_GOLDEN: "The segmenter came without a golden output: whether it computes here what it computed for its author "
    "is not known.",
    NOT_MEASURED: "How far this segmenter's outlines can be trusted was not measured.",
}
"""The same of a segmenter."""

WHOLE_HEADS = "whole heads"
"""What probabilities are calibrated for where extracted brains have a calibration of their own."""

OUTLINED = "Of the classes of {name} the outline is “{outlined}”."


@dataclass(frozen=True)
class _Further:
    """Another network of a package, which takes what the first takes."""

    file: WeightsFile
    described: Described

    @property
    def identity(self) -> ModelIdentity:
        """See `Weights`."""
        return self.file.identity

    def network(self, device: torch.device) -> nn.Module:
        """See `Weights`."""
        return entered(self.file.network(device), self.described)


def open_package(path: Path, device: torch.device = CPU) -> Model:
    """Read a package, hold it against itself, and put its network on a device.

    Raises:
        ModelError: where anything in it differs from what it says, or may not be in one; a sentence says what.
    """
    files = opened(path)
    described = read_described(files)
    first, *further = weights_of(files, described)
    for each in further:
        each.read()
    network = running(described.factory, first.read(), f"{first.file} of {path}")
    golden = read_golden(files.read(GOLDEN), f"{GOLDEN} of {path}") if files.has(GOLDEN) else None
    check_outputs(described, network, golden)
    kept = path if path.is_dir() else path.parent / f"{path.name}.none"  # nothing measured lies in a zip
    agreement = read_agreement(kept / AGREEMENT, described.sha256)
    measured = read_measured(kept / MEASURED, described.sha256, described.output)
    known = agreement is not None or (described.task == "segmentation" and measured is not None)
    notices: tuple[str, ...] = () if golden is not None and not golden.at_import else (NO_GOLDEN,)
    notices += () if known else (VOLUMES_NOT_MEASURED if of_volumes(described) else NOT_MEASURED,)
    limits = outputs_only(network)
    notices += (limits,) if limits else ()
    if described.task == "segmentation":
        notices = tuple(OF_SEGMENTER[each] for each in notices)
        if len(described.classes) > 1:
            notices += (OUTLINED.format(name=described.name, outlined=described.finding),)
        network = outlining(network, described)
    if measured is not None:
        notices += measured.notices
        described = replace(described, calibration=measured.calibration or described.calibration)
    return replace(
        model_of(described, network.to(device), sanity_beside(kept, described.sha256)),
        manifest=_known(described, measured),
        further=tuple(_Further(each, described) for each in further),
        agreement=agreement,
        notices=notices,
    )


def _known(described: Described, measured: Measured | None) -> Mapping[str, Any]:
    gate = {} if described.gate is None else {"gate": described.gate}
    return gate | ({} if measured is None else measured.manifest)


def model_of(described: Described, network: nn.Module, sanity: Sanity | None = None) -> Model:
    """A network as it is described, wherever it is; `sanity` is what checks found about its maps.

    One output is told as two classes, the class and its absence: as one it would always be the likeliest. A network of
    turned slices is given them as they are shown, and turns them: see `entering`.
    """
    wants, decides = preprocessing_of(described), deciding(described)
    if described.task == "classification" and len(described.classes) == 1:
        place = next((each.device for each in network.parameters()), CPU)
        network = with_two_outputs(network, torch.zeros(shape_of_golden(described), device=place))
        (name,) = described.classes
        calibration = replace(described.calibration, output="softmax")
        described = replace(described, classes=(f"no {name}", name), finding=name, calibration=calibration)
    return Model(
        ModelDescription(
            ModelIdentity(described.name, described.factory.architecture, described.sha256),
            described.task,
            described.inputs.channels,
            described.classes,
            None if described.finding is None else described.classes.index(described.finding),
            threshold=described.threshold,
            sanity=sanity,
            calibrated_for="" if described.extracted is None else WHOLE_HEADS,
            outputs_only=outputs_only(network),
            own_input=takes_whatever(described.inputs.channels) or not wants.plain,
            multilabel=described.calibration.output == "sigmoid",
            volumes=of_volumes(described),
        ),
        entered(network, described),
        wants,
        described.calibration,
        described.extracted or described.calibration,
        {},
        trained_on=described.trained.holds,
        segmenter=described.segmenter,
        deciding=decides,
    )


def of_volumes(described: Described) -> bool:
    """Whether it is a classifier that decides once for a whole volume."""
    return described.inputs.dimensions == 3 and described.task == "classification"


def running(factory: Factory, data: bytes, what: str) -> nn.Module:
    """The network of a file's bytes.

    Raises:
        ModelError: where they do not fit, or are damaged or refused; with what differs.
    """
    if factory.library == LIBRARY:
        return GraphNetwork(data, what, factory.arguments).eval()
    return filled_in(factory, data, what)


def outputs_only(network: nn.Module) -> str:
    """Why a network gives its outputs alone; "" where it has layers."""
    return next((each.outputs_only for each in network.modules() if isinstance(each, GraphNetwork)), "")


def entered(network: nn.Module, described: Described) -> nn.Module:
    """The network for slices as they are prepared, whichever way its own lie."""
    way = preprocessing_of(described).way
    return network if way is None else entering(network, way, outlines=described.task == "segmentation")


def _of_volumes(inputs: Inputs) -> OfVolumes:
    apart = inputs.spacing if inputs.slice_spacing is None else inputs.slice_spacing
    return OfVolumes(inputs.depth or inputs.size, apart, inputs.orientation)


def preprocessing_of(described: Described) -> Preprocessing:
    """What the network takes, as inputs are prepared for it."""
    inputs = described.inputs
    rows, columns = inputs.shape if inputs.dimensions == 2 else (inputs.size, inputs.size)
    way = Way(TURNS[inputs.orientation], (rows, columns)) if inputs.dimensions == 2 else None
    return Preprocessing(
        inputs.size,
        inputs.margin,
        tuple(each.key for each in inputs.channels),
        next((each.key for each in inputs.channels if each.stands_in), ""),
        inputs.field,
        inputs.spacing,
        inputs.normalisation,
        None if inputs.dimensions == 2 else _of_volumes(inputs),
        None if way is None or way.plain else way,
        inputs.fit,
    )
