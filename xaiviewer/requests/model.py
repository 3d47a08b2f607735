"""A network as its package and its graph describe it. Nothing outside of these values knows which network runs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import SEQUENCES
from xaiviewer.errors import UsageError
from xaiviewer.requests.badges import Sanity

EVIDENCE = "evidence"
"""Kind of the layer that holds the logit of every cell, the same ones that decide."""

CONVOLUTION = "convolution"
"""Kind of a convolution; every other kind but `EVIDENCE` is an activation's name: "relu", "silu"."""

_NUMBERED = re.compile(r" \(\d+\)$")
"""What the names of channels end on that take one and the same picture."""

Task = Literal["classification", "segmentation"]
"""What a network does with a slice."""


@dataclass(frozen=True)
class ModelIdentity:
    """Which weights made a result."""

    name: str
    architecture: str
    sha256: str


@dataclass(frozen=True)
class Channel:
    """One input channel.

    Attributes:
        name: what it is called wherever it is shown: "T1", "red".
        sequence: key of the MR sequence that it takes; "" for a plain channel.
        stands_in: whether it takes the place of one that a case lacks.
    """

    name: str
    sequence: str = ""
    stands_in: bool = False

    @property
    def key(self) -> str:
        """By which a case's volumes are asked for it: one and the same for all channels that take one picture."""
        return self.sequence or unnumbered(self.name)


def unnumbered(name: str) -> str:
    """What several channels that take one and the same picture are called together: "T1 (2)" is T1."""
    return _NUMBERED.sub("", name)


@dataclass(frozen=True)
class Layer:
    """One layer of a classifier whose map can be shown.

    Attributes:
        name: its path, as torch.fx writes it with dots: ``layer4.2.relu_2``. No two layers share one.
        kind: `CONVOLUTION`, `EVIDENCE` or the name of an activation, such as "relu".
        grid: rows and columns of its map.
        stride: input pixels from one cell to the next.
        groups: the parts of the network that it stands in, from coarse to fine: ("Stage 3", "Block 2"); empty where the
            network has none.
        other_names: (library, name) of the same layer elsewhere: (("Keras", "conv5_block3_out"),).
        centre: row and column of the input pixel that the first cell is centred on; between pixels where it is no
            whole number.
        same: groups of methods, by key, that give the same map in it up to a positive factor, whatever the weights and
            the slice: what follows from the network's structure.
    """

    name: str
    kind: str
    grid: tuple[int, int]
    stride: int
    groups: tuple[str, ...] = ()
    other_names: tuple[tuple[str, str], ...] = ()
    centre: tuple[float, float] = (0.0, 0.0)
    same: tuple[tuple[str, ...], ...] = ()

    @property
    def part(self) -> str:
        """The coarsest part of the network it stands in: "Stem", "Stage 3"; "" where there is none."""
        return self.groups[0] if self.groups else ""

    @property
    def alias(self) -> str:
        """Its first other name; "" where it has none."""
        return self.other_names[0][1] if self.other_names else ""

    def is_called(self, name: str) -> bool:
        """Whether this is one of its names."""
        return name == self.name or any(name == other for _, other in self.other_names)


@dataclass(frozen=True)
class ModelDescription:
    """What is known of a network without running it.

    Attributes:
        identity: which weights it has.
        task: what it does with a slice.
        inputs: its channels, in order.
        classes: names of its outputs, in the order of the logits; empty for a segmenter.
        finding: index of the class that is looked for; None where there is none or all classes are equal.
        layers: every layer whose map can be shown, from the input to the output.
        threshold: probability of the finding above which a slice is called so, see `by_threshold`.
        calibrated_for: the kind of images that the probabilities are calibrated for.
        sanity: what sanity checks found about its maps; None where none were measured for these weights.
        outputs_only: why it gives its outputs alone, without layers and gradients; "" where it gives these, too.
        own_input: whether its input is made otherwise than the bundled networks': slices that are shipped for these
            would reach it on a scale that it does not know.
        multilabel: whether each of its classes may hold, or not, by itself.
        volumes: whether it takes whole volumes, so that nothing is asked of single slices.

    Raises:
        ValueError: for a finding that is no class, or a class without a name.
    """

    identity: ModelIdentity
    task: Task = "classification"
    inputs: tuple[Channel, ...] = ()
    classes: tuple[str, ...] = ()
    finding: int | None = None
    layers: tuple[Layer, ...] = ()
    threshold: float = 0.5
    calibrated_for: str = ""
    sanity: Sanity | None = None
    multilabel: bool = False
    outputs_only: str = ""
    own_input: bool = False
    volumes: bool = False

    def __post_init__(self) -> None:
        if not all(self.classes):
            raise ValueError("a class has no name")
        if self.finding is not None and not 0 <= self.finding < len(self.classes):
            raise ValueError(f"the finding {self.finding} is none of {len(self.classes)} classes")

    @property
    def main_class(self) -> int:
        """The class that is explained and shown unless another is asked for: the finding, else the first."""
        return 0 if self.finding is None else self.finding

    @property
    def main_name(self) -> str:
        """Name of `main_class`."""
        return self.classes[self.main_class]

    @property
    def keys(self) -> tuple[str, ...]:
        """Of every channel; a sequence that several of them take stands there as often."""
        return tuple(each.key for each in self.inputs)

    @property
    def titles(self) -> dict[str, str]:
        """What each sequence is called, by its key; one that several channels take, as if it were one."""
        taken = Counter(self.keys)
        return {
            each.key: SEQUENCES.get(each.key, each.key) if taken[each.key] > 1 else each.name for each in self.inputs
        }

    @property
    def stand_in(self) -> Channel | None:
        """The channel that takes the place of one that a case lacks; None where there is none."""
        return next((each for each in self.inputs if each.stands_in), None)

    def called(self, probabilities: NDArray[np.floating]) -> int:
        """Index of the class that a slice is called: the finding above the threshold, else the likeliest other one.

        Of more than two classes of which exactly one holds it is the likeliest.

        Args:
            probabilities: ``[class]``.
        """
        if self.finding is None or not self.by_threshold:
            return int(np.argmax(probabilities))
        if probabilities[self.finding] > self.threshold:
            return self.finding
        others = [index for index in range(len(probabilities)) if index != self.finding]
        return max(others, key=lambda index: probabilities[index])

    @property
    def by_threshold(self) -> bool:
        """Whether the finding is called by its threshold: of two classes, or where each holds by itself."""
        return self.finding is not None and (len(self.classes) == 2 or (self.multilabel and len(self.classes) > 1))

    @property
    def levels(self) -> tuple[str, ...]:
        """What its layers' groups are called, from coarse to fine: ("stage", "block"), each by its commonest word."""
        found = []
        for level in range(max((len(layer.groups) for layer in self.layers), default=0)):
            words = Counter(_word(layer.groups[level]) for layer in self.layers if len(layer.groups) > level)
            found.append(words.most_common(1)[0][0])
        return tuple(found)

    def group_of(self, layer: int, level: int) -> tuple[int, ...]:
        """Indices of the layers that stand in the same group as a layer, down to a level of `levels`."""
        here = self.layers[layer].groups[: level + 1]
        return tuple(index for index, each in enumerate(self.layers) if each.groups[: level + 1] == here)

    @property
    def last_layer(self) -> str:
        """Name of the last layer with channels, the customary one to explain; "" where no layers are listed."""
        return last_layer(self.layers)

    def layer_index(self, name: str) -> int:
        """Index of a layer by one of its names.

        Raises:
            UsageError: where there is none.
        """
        return layer_index(self.layers, name)


def last_layer(layers: Sequence[Layer]) -> str:
    """Name of the last of a network's layers that has channels; "" where there is none."""
    return next((each.name for each in reversed(layers) if each.kind != EVIDENCE), "")


def layer_index(layers: Sequence[Layer], name: str) -> int:
    """Index of a layer by one of its names.

    Raises:
        UsageError: where there is none.
    """
    for index, layer in enumerate(layers):
        if layer.is_called(name):
            return index
    alike = [layer.name for layer in layers if name and name in layer.name][:3]
    hint = ", ".join(alike or [layer.name for layer in layers[-3:]])
    raise UsageError(f"The network has no layer “{name}”; it has, for example, {hint}.")


def _word(group: str) -> str:
    """What a group is, without its number: "stage" of "Stage 3"."""
    word = group.rstrip("0123456789. ")
    return (word or "part").lower()
