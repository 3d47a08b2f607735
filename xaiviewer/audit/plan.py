"""What an audit asks of every patient: frozen values that can be sent to another process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xaiviewer import __version__
from xaiviewer.agreement.nulls import NullSettings
from xaiviewer.case import AUTOMATIC, Choices
from xaiviewer.errors import UsageError
from xaiviewer.requests import METHODS, Answers, Layer, ModelDescription
from xaiviewer.requests.methods.one_pass import FAMILY

BLOCKS, ALL = "blocks", "all"
"""In place of names of layers: the last layer of every part of the network, or every layer."""

AUDITED: tuple[str, ...] = tuple(
    key for key, method in METHODS.items() if method.family == FAMILY and method.answers is Answers.EVERY_LAYER
)
"""The methods that an audit can ask: one pass gives the maps of all layers by all of them."""

OTHER_PATIENTS = 3
RANDOM_NETWORKS = 10


@dataclass(frozen=True, kw_only=True)
class AuditPlan:
    """What is asked of every patient.

    Attributes:
        methods: keys of `AUDITED`.
        layers: `BLOCKS`, `ALL`, or names.
        slices_per_case: at most so many slices with a lesion of each patient, spread evenly; None for all.
        other_patients: how many other patients' masks serve as nulls.
        random_networks: how many networks with random weights the maps are held against.
        permuted: package of one that was trained on permuted labels; None for none.
        nulls: how scores are held against nulls.
        choices: which series and which mask are taken.
        names: whether patients' folder names stand in the report.
    """

    methods: tuple[str, ...] = AUDITED
    layers: tuple[str, ...] = (BLOCKS,)
    slices_per_case: int | None = None
    other_patients: int = OTHER_PATIENTS
    random_networks: int = RANDOM_NETWORKS
    permuted: Path | None = None
    nulls: NullSettings = field(default_factory=NullSettings)
    choices: Choices = AUTOMATIC
    names: bool = True

    @property
    def seed(self) -> int:
        """Of everything that is drawn."""
        return self.nulls.seed

    def fields(self) -> dict[str, Any]:
        """All that a patient's result depends on besides the patient and the weights, as JSON has it."""
        return {
            "methods": list(self.methods),
            "layers": list(self.layers),
            "slices per case": self.slices_per_case,
            "other patients": self.other_patients,
            "networks with random weights": self.random_networks,
            "placements": self.nulls.placements,
            "seed": self.nulls.seed,
            "threshold": self.nulls.threshold,
            "tolerance in mm": self.nulls.tolerance_mm,
            "choices": repr(self.choices),
            "names": self.names,
        }


@dataclass(frozen=True)
class Judging:
    """By which networks a patient is judged.

    Attributes:
        name: of the pair, as reports have it.
        classifier, segmenter: folders of their packages.
        weights: SHA-256 of both, as their manifests name them.
        trained: whether the classifier was trained on the patient.
        own: whether the classifier is another one than the bundled: the segmenter works beside it only where both
            take the same channels.
    """

    name: str
    classifier: Path = field(repr=False)
    segmenter: Path = field(repr=False)
    weights: tuple[str, str]
    trained: bool
    own: bool = False


@dataclass(frozen=True)
class AuditJob:
    """A patient who is to be examined. Its representation names no patient: others may log it.

    Attributes:
        number: in the list of cases, counted from 0.
        path: of the case.
        key: under which the result is kept.
        plan, judging: what is asked, and of whom.
        others: other patients whose masks serve as nulls, the first first; as many as are read until there are enough.
        opening: package of the classifier that says which map opens first.
        folder: of the audit.
        version: of the program that asks.
    """

    number: int
    path: Path = field(repr=False)
    key: str
    plan: AuditPlan = field(repr=False)
    judging: Judging
    others: tuple[Path, ...] = field(repr=False)
    opening: Path = field(repr=False)
    folder: Path = field(repr=False)
    version: str = __version__


def layers_asked(description: ModelDescription, asked: Sequence[str]) -> tuple[int, ...]:
    """Indices of the layers that are meant, from the input to the output.

    Raises:
        UsageError: for a name that none of them has.
    """
    layers = description.layers
    if list(asked) == [ALL]:
        return tuple(range(len(layers)))
    if list(asked) == [BLOCKS]:
        return block_outputs(layers)
    return tuple(sorted({description.layer_index(name) for name in asked}))


def block_outputs(layers: Sequence[Layer]) -> tuple[int, ...]:
    """The last layer of each of the network's finest parts; every layer where it has no parts."""
    if not any(layer.groups for layer in layers):
        return tuple(range(len(layers)))
    return tuple(sorted({layer.groups: index for index, layer in enumerate(layers)}.values()))


def check_methods(methods: Sequence[str]) -> None:
    """Complain of a method that an audit cannot ask.

    Raises:
        UsageError: where there is one.
    """
    for method in methods:
        if method not in AUDITED:
            raise UsageError(
                f"An audit asks methods that one pass gives for every layer, and “{method}” is none of them; choose "
                f"from {', '.join(AUDITED)}."
            )


def spread(indices: Sequence[int], most: int | None) -> tuple[int, ...]:
    """All of the slices, or at most so many of them: the middle one of each of as many equal parts.

    The first and the last slice of a lesion barely cut it: they would stand for it badly.
    """
    if most is None or len(indices) <= most:
        return tuple(indices)
    return tuple(indices[(2 * place + 1) * len(indices) // (2 * most)] for place in range(most))
