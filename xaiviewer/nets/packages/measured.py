"""measured.json: what was measured of a package's network on cases, as it lies beside its weights; free of torch.

It belongs to one file of weights: beside any other it counts as not measured. How far maps leave nulls behind stands in
agreement.json and what sanity checks found in sanity.json, as beside the program's own networks.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xaiviewer.errors import ModelError
from xaiviewer.nets.calibration import Calibration, Output

MEASURED = "measured.json"
SCHEMA = 1

FEW = 20
"""Patients below which every sentence on what was measured says how few they were."""

_REMEDY = "measure it anew (xaiviewer model measure) or delete the file"


@dataclass(frozen=True)
class Measured:
    """What was measured of a network.

    Attributes:
        weights: SHA-256 of them.
        name: of the cases, to be shown.
        patients, slices: how many.
        trained: how many of the patients trained the network, as far as its package knows.
        command: what measured it.
        calibration: from logits to probabilities; None where none could be fitted.
        of_training: whether the ranges are those of the patients that trained it.
        ranges: of statistics of the cases, and of the network's input; see `nets.inputs.distribution`.
        figures: of its decisions, each with its interval.
        said: what the reader of the card should know, in sentences.
        favourites: of every layer the method whose maps agreed best, without nulls; see `analysis.favourites`.
    """

    weights: str
    name: str
    patients: int
    slices: int
    command: str
    trained: int = 0
    calibration: Calibration | None = None
    of_training: bool = False
    ranges: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    figures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    favourites: tuple[Mapping[str, Any], ...] = ()

    @property
    def manifest(self) -> dict[str, Any]:
        """What a case is held against, and which maps open first, as `Model.manifest` says it."""
        told = {"distribution": self.ranges, "distribution_of": "training" if self.of_training else "measured"}
        return (told if self.ranges else {}) | {"figures": self.figures, "favourites": self.favourites}

    @property
    def notices(self) -> tuple[str, ...]:
        """What is to be said of it on every case."""
        if self.patients >= FEW or not self.figures:
            return ()
        count = f"{self.patients} patient{'s' * (self.patients != 1)}"
        return (f"What is known of this network was measured on {count}: intervals are wide.",)

    def fields(self) -> dict[str, Any]:
        """As plain values, for `MEASURED`; `read_measured` gives it back."""
        calibration = self.calibration
        return {
            "schema": SCHEMA,
            "weights": self.weights,
            "reference": {
                "name": self.name,
                "patients": self.patients,
                "slices": self.slices,
                "trained": self.trained,
                "command": self.command,
            },
            "calibration": None
            if calibration is None
            else {
                "temperature": calibration.temperature,
                "bias": calibration.bias,
                "neighbours": calibration.neighbours,
            },
            "inputs": {"of": "training" if self.of_training else "measured", "ranges": self.ranges},
            "figures": self.figures,
            "said": list(self.said),
            **({"favourites": list(self.favourites)} if self.favourites else {}),
        }


def read_measured(file: Path, weights: str, output: Output = "softmax") -> Measured | None:
    """What is kept in a file; None where there is none, or it was measured with other weights.

    Args:
        file: `MEASURED` in a package's folder.
        weights: SHA-256 of the package's.
        output: what the network's logits mean.

    Raises:
        ModelError: where the file cannot be read, is of another format, or holds anything but what it should.
    """
    if not file.is_file():
        return None
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        if held["schema"] != SCHEMA:
            raise ValueError(f"its schema is {held['schema']}, not {SCHEMA}")  # noqa: TRY301 - told like all else
        if held["weights"] != weights:
            return None
        reference, inputs = held["reference"], held["inputs"]
        return Measured(
            weights,
            _text(reference["name"]),
            _count(reference["patients"]),
            _count(reference["slices"]),
            _text(reference["command"]),
            _count(reference["trained"]),
            _calibration(held["calibration"], output),
            {"training": True, "measured": False}[inputs["of"]],
            {_text(name): _range(each) for name, each in inputs["ranges"].items()},
            {_text(name): _figure(each) for name, each in held["figures"].items()},
            tuple(_text(each) for each in held["said"]),
            tuple(_favourite(each) for each in held.get("favourites", ())),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ModelError(f"What was measured of the network, {file}, cannot be read ({error}); {_REMEDY}.") from error


def _calibration(held: Any, output: Output) -> Calibration | None:
    if held is None:
        return None
    temperature, bias, neighbours = (_number(held[name]) for name in ("temperature", "bias", "neighbours"))
    if not (0.001 <= temperature <= 1000 and 0 <= neighbours <= 0.5):
        raise ValueError("its calibration is none")
    return Calibration(temperature, bias, neighbours, output)


def _range(held: Mapping[str, Any]) -> dict[str, float]:
    return {name: _number(held[name]) for name in ("low", "median", "high")}


def _figure(held: Mapping[str, Any]) -> dict[str, float | None]:
    return {name: None if held[name] is None else _number(held[name]) for name in ("value", "low", "high")}


def _favourite(held: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "layer": _text(held["layer"]),
        "method": _text(held["method"]),
        "patients": _count(held["patients"]),
        **{name: _number(held[name]) for name in ("mass", "grad_cam_mass", "peak_auroc") if name in held},
    }


def _number(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise TypeError(f"{value!r} is no number")
    return float(value)


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(f"{value!r} is no count")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 2000:
        raise TypeError(f"{value!r:.60} is no short text")
    return value
