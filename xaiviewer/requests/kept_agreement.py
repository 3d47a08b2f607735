"""How far each layer's maps leave behind what knows nothing, as measured for a network and kept beside its package.

The file, `AGREEMENT`, belongs to one file of weights: beside any other it counts as not measured.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from xaiviewer.errors import ModelError

AGREEMENT = "agreement.json"
_SCHEMA = 1
_MEASURE = "mass"
"""The one by which methods are chosen: what is said of them speaks of evidence in masks."""

_REMEDY = "measure it anew (xaiviewer audit --keep) or delete the file"

LOCAL = 0.5
"""From which share of an activation's change that stays inside a filled-in lesion on a cell is still a place."""


@dataclass(frozen=True)
class Reference:
    """On whom it was measured.

    Attributes:
        name: of the set.
        patients, slices: how many.
        command: what measured it.
        folds: whether each patient was judged by networks that did not train on him.
    """

    name: str
    patients: int
    slices: int
    command: str
    folds: bool


@dataclass(frozen=True)
class LayerAgreement:
    """What was measured of one layer; NaN where something was not.

    Attributes:
        layer: its name.
        method: key of the method that leaves the strongest null farthest behind; "" where none beats it.
        nearest: key of the one that comes nearest; the same where one beats it.
        null: key of the strongest null.
        observed, expected: the method's mean score, and that null's.
        difference, low, high: between them, with its 95 % interval over patients.
        q: of the difference, corrected over the layers.
        patients: how many.
        brightness_difference, brightness_low, brightness_high: the same against the main sequence's brightness.
        locality, locality_low, locality_high: the share of the activation's change, when the lesion is filled in, that
            stays inside it.
    """

    layer: str
    method: str
    nearest: str
    null: str
    observed: float
    expected: float
    difference: float
    low: float
    high: float
    q: float
    patients: int
    brightness_difference: float
    brightness_low: float
    brightness_high: float
    locality: float
    locality_low: float
    locality_high: float

    @property
    def survives(self) -> bool:
        """Whether a method beats every null, its interval above zero."""
        return bool(self.method) and self.low > 0

    @property
    def shown(self) -> str:
        """Key of the method that opens first: the one that survives, else the nearest."""
        return self.method if self.survives else self.nearest or self.method

    @property
    def local(self) -> bool | None:
        """Whether position in the layer still means position in the image; None where that was not measured."""
        return None if math.isnan(self.locality) else self.locality >= LOCAL


@dataclass(frozen=True)
class KeptAgreement:
    """What was measured of a network, by the names of its layers."""

    reference: Reference
    layers: Mapping[str, LayerAgreement]


_Kind = TypeVar("_Kind", Reference, LayerAgreement)


def read_agreement(file: Path, weights: str) -> KeptAgreement | None:
    """What is kept in a file; None where there is none, or it was measured with other weights.

    Args:
        file: `AGREEMENT` in a package's folder.
        weights: SHA-256 of the package's.

    Raises:
        ModelError: where the file cannot be read, is of another format, or holds anything but what it should.
    """
    if not file.is_file():
        return None
    try:
        held = json.loads(file.read_text(encoding="utf-8"), parse_constant=_no_number)
        if not isinstance(held, dict) or held.get("schema") != _SCHEMA:
            raise ValueError(f"its schema is not {_SCHEMA}")  # noqa: TRY301 - told like whatever else is wrong with it
        if held["weights"] != weights:
            return None
        if held["measure"] != _MEASURE:
            raise ValueError(f"it was measured by {held['measure']}, not by {_MEASURE}")  # noqa: TRY301
        found = [_made(LayerAgreement, each) for each in held["layers"]]
        by_name = {each.layer: each for each in found}
        if len(by_name) < len(found):
            raise ValueError("a layer stands in it twice")  # noqa: TRY301
        return KeptAgreement(_made(Reference, held["reference"]), by_name)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"What was measured of the network, {file}, cannot be read ({error}); {_REMEDY}.") from error


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _made(kind: type[_Kind], held: Mapping[str, Any]) -> _Kind:
    """A record whose every field is there and of its type; null is a float that was not measured."""
    values = {}
    for each in fields(kind):
        value, wanted = held[each.name], str(each.type)
        if wanted == "float":
            value = float("nan") if value is None else value
            good = isinstance(value, int | float) and not isinstance(value, bool)
            value = float(value) if good else value
        else:
            good = type(value).__name__ == wanted
        if not good:
            raise TypeError(f"“{each.name}” is {value!r}, no {wanted}")
        values[each.name] = value
    return kind(**values)
