"""What model.json says of a network, as values; free of torch."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xaiviewer.errors import ModelError
from xaiviewer.nets.calibration import Calibration, Output
from xaiviewer.nets.graphs.words import LIBRARY
from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.inputs.orientation import RADIOLOGICAL, axes_of
from xaiviewer.nets.inputs.turns import TURNS, Sides
from xaiviewer.nets.inputs.wanted import Fit
from xaiviewer.nets.packages.files import GRAPH, MODEL, WEIGHTS, Files
from xaiviewer.nets.packages.schema import complaint, once, published
from xaiviewer.requests import Channel, Task

SCHEMA = 1

OWN = "xaiviewer"
"""The library of the networks that this program trains."""

_LEAST, _FARTHEST = 1e-6, 1e9  # of a normalisation's numbers; in single precision what is beyond becomes infinite

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of letters that turn a line round, end it, or speak to a terminal."""
_JOINERS = frozenset("\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}\N{SOFT HYPHEN}")
"""Of these, what words are written with."""

_TAG = re.compile(r"<[A-Za-z!/?]")

IMAGENET = Normalisation("slice", 0, 100, (0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
"""That of networks that were taught on photographs first, for slices of any range of values."""


@dataclass(frozen=True)
class Factory:
    """What builds the network.

    Attributes:
        library, name: which, of `factories`.
        arguments: what it is told.
    """

    library: str
    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)

    @property
    def architecture(self) -> str:
        """What it is called wherever it is shown."""
        return self.name if self.library == OWN else f"{self.library}/{self.name}"

    @property
    def file(self) -> str:
        """What of a package holds the network's numbers."""
        return GRAPH if self.library == LIBRARY else WEIGHTS


@dataclass(frozen=True)
class Inputs:
    """What a network takes.

    Attributes:
        channels: in order.
        size: side of the square, or cube, in pixels; of what is no square the longer one.
        field: "head" or "slice": what of a slice it is.
        margin: of a head's, as a share of its side.
        spacing: millimetres from one pixel to the next; None where the field is scaled to the size.
        normalisation: from stored values to the network's.
        dimensions: 2 or 3.
        depth: of a volume, pixels along the slices; None for as many as the size.
        slice_spacing: of a volume, millimetres along the slices; None for as many as within them.
        orientation: of slices a key of `inputs.turns.TURNS`: how they lie. Of volumes "radiological", or the letters
            that their axes run towards, such as RAS.
        sides: of slices that are no squares, rows and columns as the network gets them; None for the size.
        fit: how what is seen comes into a size of another shape, see `inputs.wanted.Preprocessing`.
    """

    channels: tuple[Channel, ...]
    size: int
    field: str = "slice"
    margin: float = 0.04
    spacing: float | None = None
    normalisation: Normalisation = IMAGENET
    dimensions: int = 2
    depth: int | None = None
    slice_spacing: float | None = None
    orientation: str = RADIOLOGICAL
    sides: Sides | None = None
    fit: Fit = "pad"

    @property
    def shape(self) -> tuple[int, ...]:
        """Pixels along each axis of the network's input."""
        if self.dimensions == 2:
            return self.sides or (self.size, self.size)
        sides = {"slice": self.depth or self.size}
        return tuple(sides.get(axis, self.size) for axis in axes_of(self.orientation))


@dataclass(frozen=True)
class Trained:
    """What a network was trained on.

    Attributes:
        data: in words.
        salt: of the hashes.
        patients: SHA-256 of salt and name of each.
        numbers: the same of the mark of each name, should it be a number as DICOM files state it.
    """

    data: str = ""
    salt: str = ""
    patients: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()

    def holds(self, *known_as: str) -> bool:
        """Whether a patient was among them who goes by one of these, see `Case.known_as`."""
        known = self.patients | self.numbers
        return bool(known) and any(patient_hash(self.salt, each) in known for each in known_as)


@dataclass(frozen=True)
class Described:
    """A network, as its package describes it.

    Attributes:
        name: by which it is shown and kept.
        factory: what builds it.
        inputs: what it takes.
        classes: in the order of the outputs; empty for a segmenter of one output.
        finding: the class that is looked for, or outlined; None where there is none.
        output: what the logits mean.
        licence: of the weights.
        sha256: of the weights' file; "" before there is one.
        task: what it does.
        threshold: probability of the finding above which a slice is called so.
        trained: on what.
        calibration: from logits to probabilities.
        segmenter: name of the network that outlines beside it; "" for none in particular.
        extracted: the calibration where the skull was removed; None for the same.
        gate: of a segmenter, the probability of the finding above which a slice is outlined; None for the classifier's
            threshold.
        further: of a segmenter, the SHA-256 of the other networks that a thorough outline asks as well.
        golden_sides: of a network of volumes, pixels along each axis of its golden input; None for its own.
    """

    name: str
    factory: Factory
    inputs: Inputs
    classes: tuple[str, ...]
    finding: str | None = None
    output: Output = "softmax"
    licence: str = "not stated"
    sha256: str = ""
    task: Task = "classification"
    threshold: float = 0.5
    trained: Trained = field(default_factory=Trained)
    calibration: Calibration = field(default_factory=Calibration)
    segmenter: str = ""
    extracted: Calibration | None = None
    gate: float | None = None
    further: tuple[str, ...] = ()
    golden_sides: tuple[int, ...] | None = None


def patient_hash(salt: str, patient: str) -> str:
    """By which a patient is known in a package without being named."""
    return hashlib.sha256((salt + patient).encode()).hexdigest()


def read_described(files: Files) -> Described:
    """What the package's model.json says.

    Raises:
        ModelError: where it is missing, no JSON, or not as the schema says; with what differs.
    """
    if not files.has(MODEL):
        raise ModelError(f"{files.path} holds no {MODEL}; name a model package, or import what is there first.")
    try:
        given = json.loads(files.read(MODEL).decode("utf-8-sig"), object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{MODEL} of {files.path} is no JSON ({error}); save it anew, as UTF-8.") from error
    wrong = complaint(given, published("model"))
    try:
        return described(given) if not wrong else _refused(wrong)
    except ValueError as error:
        raise ModelError(f"{MODEL} of {files.path} does not hold: {error}.") from error


def _refused(wrong: str) -> Described:
    raise ValueError(wrong)


def described(given: Mapping[str, Any]) -> Described:
    """The values of what is as the schema says.

    Raises:
        ValueError: where one part contradicts another.
    """
    factory, inputs, trained = given["factory"], _inputs(given["inputs"]), given.get("training", {})
    patients = trained.get("patients", {"salt": "", "sha256": []})
    extracted = given.get("calibration_of_extracted_brains")
    found = Described(
        name=given["name"],
        factory=Factory(factory["library"], factory["name"], factory["arguments"]),
        inputs=inputs,
        classes=tuple(given["classes"]),
        finding=given["finding"],
        output=given["output"],
        licence=given["licence"],
        sha256=given["weights"]["sha256"],
        task=given["task"],
        threshold=float(given.get("threshold", 0.5)),
        trained=Trained(
            trained.get("data", ""),
            patients["salt"],
            frozenset(patients["sha256"]),
            frozenset(patients.get("numbers", ())),
        ),
        calibration=Calibration(**given.get("calibration", {}), output=given["output"]),
        segmenter=given.get("segmenter", ""),
        extracted=None if extracted is None else Calibration(**extracted, output=given["output"]),
        gate=given.get("gate"),
        further=tuple(given["weights"].get("further", ())),
        golden_sides=tuple(given["golden_input"]) if "golden_input" in given else None,
    )
    check(found)
    return found


def check(found: Described) -> None:
    """Hold the parts of a description against each other.

    Raises:
        ValueError: where one contradicts another.
    """
    _check_classes(found)
    if (found.further or found.gate is not None) and found.task != "segmentation":
        raise ValueError("a gate and further weights are of segmenters alone")
    if found.further and (found.classes or found.factory.library == LIBRARY):
        raise ValueError("further weights are of segmenters of one output alone, and not of graphs")
    names = [each.name for each in found.inputs.channels]
    if len(set(names)) != len(names):
        raise ValueError("two channels have the same name")
    for each in (found.name, *found.classes, *names):
        if _TAG.search(each) or any(unicodedata.category(letter) in _UNSEEN for letter in set(each) - _JOINERS):
            raise ValueError(f"the name “{' '.join(each.split())[:40]}” is no plain text of one line; write another")
    _check_axes(found.inputs)
    _check_golden(found)
    _check_values(found.inputs.normalisation, len(names))


def _check_classes(found: Described) -> None:
    if found.task == "classification" and not found.classes:
        raise ValueError("a network for classification has no classes")
    if found.task == "segmentation" and found.classes and found.finding is None:
        raise ValueError("a segmenter with classes names no finding, the class that is outlined")
    if len(set(found.classes)) != len(found.classes):
        raise ValueError("two classes have the same name")
    if found.finding is not None and found.finding not in found.classes:
        raise ValueError(f"the finding “{found.finding}” is none of the classes {', '.join(found.classes[:8])}")
    if found.task == "classification" and len(found.classes) == 1 and found.output == "softmax":
        raise ValueError("a softmax of one class is always certain; its output is “sigmoid”")


def _check_values(how: Normalisation, channels: int) -> None:
    for word, values in (("mean", how.mean), ("std", how.std)):
        if values and len(values) != channels:
            raise ValueError(f"normalisation.{word} has {len(values)} numbers for {channels} channels")
    if how.scale == "window" and len(how.windows) not in (1, channels):
        raise ValueError(f"normalisation.windows has {len(how.windows)} names for {channels} channels")
    if how.scale != "window" and how.windows:
        raise ValueError(f"normalisation.windows is of the scale window, and the scale is {how.scale}")
    if any(each <= _LEAST for each in how.std):
        raise ValueError("normalisation.std holds a number that is not above 0.000001")
    if any(abs(each) > _FARTHEST for each in (how.low, how.high, *how.mean, *how.std)):
        raise ValueError("normalisation holds a number beyond 1000000000, which no picture's values are")
    if how.scale in ("volume", "slice", "values") and not how.low < how.high:
        raise ValueError(f"normalisation.low, {how.low:g}, is not below normalisation.high, {how.high:g}")
    if how.scale in ("volume", "slice") and not 0 <= how.low < how.high <= 100:
        raise ValueError("normalisation.low and normalisation.high are no percentiles from 0 to 100")


def _check_golden(found: Described) -> None:
    if found.golden_sides is None:
        return
    if found.inputs.dimensions == 2:
        raise ValueError("golden_input is of volumes alone")
    if any(side > own for side, own in zip(found.golden_sides, found.inputs.shape, strict=True)):
        told = " x ".join(map(str, found.golden_sides))
        raise ValueError(f"golden_input, {told}, is larger than the input, {' x '.join(map(str, found.inputs.shape))}")


def _check_axes(inputs: Inputs) -> None:
    if inputs.dimensions == 2:
        if inputs.depth is not None or inputs.slice_spacing is not None:
            raise ValueError("depth and slice_spacing are of volumes alone")
        if inputs.orientation not in TURNS:
            raise ValueError(f"the orientation {inputs.orientation} is none of slices; choose from {', '.join(TURNS)}")
        if inputs.fit != "pad" and inputs.spacing is not None:
            raise ValueError("a spacing says how large pixels are: there is nothing to crop or to stretch")
        return
    if inputs.sides is not None or inputs.fit != "pad":
        raise ValueError("rows and columns of a size, and a fit, are of slices; a volume has a size and a depth")
    if inputs.orientation in TURNS and inputs.orientation != RADIOLOGICAL:
        raise ValueError(f"the orientation {inputs.orientation} is of slices; of a volume name its axes, such as RAS")
    if inputs.normalisation.scale in ("slice", "slice-z-score"):
        raise ValueError(
            f"the scale {inputs.normalisation.scale} is of slices; a volume takes head, volume, values or window"
        )
    if len(axes_of(inputs.orientation)) != 3:
        raise ValueError(f"the orientation {inputs.orientation} names an axis twice")
    if inputs.slice_spacing is not None and inputs.spacing is None:
        raise ValueError("slice_spacing is given and spacing is not")


def _inputs(given: Mapping[str, Any]) -> Inputs:
    how, size = given["normalisation"], given["size"]
    spacing = given.get("spacing")
    sides = (size[0], size[1]) if isinstance(size, list) else (size, size)
    return Inputs(
        tuple(
            Channel(each["name"], each.get("sequence", ""), each.get("stands_in", False)) for each in given["channels"]
        ),
        max(sides),
        given["field"],
        float(given.get("margin", Inputs.margin)),
        None if spacing is None else float(spacing),
        Normalisation(
            how["scale"],
            float(how.get("low", 0)),
            float(how.get("high", 255 if how["scale"] == "values" else 100)),
            tuple(map(float, how.get("mean", ()))),
            tuple(map(float, how.get("std", ()))),
            tuple(how.get("windows", ())),
        ),
        given["dimensions"],
        given.get("depth"),
        None if given.get("slice_spacing") is None else float(given["slice_spacing"]),
        given.get("orientation", RADIOLOGICAL),
        None if sides[0] == sides[1] else sides,
        given.get("fit", "pad"),
    )


def as_json(found: Described) -> dict[str, Any]:
    """What model.json says of a description: `described` gives it back."""
    inputs, how = found.inputs, found.inputs.normalisation
    scale: dict[str, Any] = {"scale": how.scale}
    if how.scale in ("volume", "slice", "values"):
        scale |= {"low": how.low, "high": how.high}
    lists = (("mean", how.mean), ("std", how.std), ("windows", how.windows))
    scale |= {word: list(values) for word, values in lists if values}
    trained: dict[str, Any] = {"data": found.trained.data}
    if found.trained.patients:
        trained["patients"] = {"salt": found.trained.salt, "sha256": sorted(found.trained.patients)}
        if found.trained.numbers:
            trained["patients"]["numbers"] = sorted(found.trained.numbers)
    extracted = {} if found.extracted is None else {"calibration_of_extracted_brains": _fields(found.extracted)}
    return {
        "schema": SCHEMA,
        "name": found.name,
        "task": found.task,
        "factory": {
            "library": found.factory.library,
            "name": found.factory.name,
            "arguments": dict(found.factory.arguments),
        },
        "inputs": {
            "dimensions": inputs.dimensions,
            "channels": [
                {"name": each.name, "sequence": each.sequence, "stands_in": each.stands_in} for each in inputs.channels
            ],
            "size": inputs.size if inputs.sides is None else list(inputs.sides),
            "field": inputs.field,
            "margin": inputs.margin,
            "orientation": inputs.orientation,
            "spacing": inputs.spacing,
            "normalisation": scale,
            **({} if inputs.fit == "pad" else {"fit": inputs.fit}),
            **({} if inputs.depth is None else {"depth": inputs.depth}),
            **({} if inputs.slice_spacing is None else {"slice_spacing": inputs.slice_spacing}),
        },
        "classes": list(found.classes),
        "finding": found.finding,
        "output": found.output,
        "threshold": found.threshold,
        "licence": found.licence,
        "training": trained,
        "calibration": _fields(found.calibration),
        **extracted,
        "weights": {"sha256": found.sha256, **({"further": list(found.further)} if found.further else {})},
        **({} if found.gate is None else {"gate": found.gate}),
        **({"segmenter": found.segmenter} if found.segmenter else {}),
        **({} if found.golden_sides is None else {"golden_input": list(found.golden_sides)}),
    }


def _fields(calibration: Calibration) -> dict[str, float]:
    return {
        "temperature": calibration.temperature,
        "bias": calibration.bias,
        "neighbours": calibration.neighbours,
    }
