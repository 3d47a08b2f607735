"""What was measured about a network's maps, as it is kept beside the package."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from xaiviewer.errors import ModelError
from xaiviewer.requests.badges.found import Badges
from xaiviewer.requests.badges.plain import whole, word
from xaiviewer.requests.parameter import Value

FILE = "sanity.json"
"""Its name in the folder of a model package."""

PHANTOM = "the synthetic head"
"""What the reference set is called that is always there."""

SCHEMA = 1


@dataclass(frozen=True)
class Reference:
    """On what something was measured.

    Attributes:
        name: of the set.
        patients: how many; 0 for a phantom.
        slices: how many; 0 where whole volumes were examined.
        command: what measured it.
    """

    name: str
    patients: int
    slices: int
    command: str


@dataclass(frozen=True, eq=False)
class Sanity:
    """All that was measured about a network's maps.

    Attributes:
        weights: SHA-256 of the weights.
        reference: on what it was measured.
        measured: what was found, one for each method and choice of layers.
        problem: why nothing is known, a sentence; "" where something is.
    """

    weights: str
    reference: Reference
    measured: tuple[Badges, ...] = ()
    problem: str = ""

    @classmethod
    def of_case(cls, measured: Sequence[Badges]) -> Sanity:
        """What was measured on a case that is open, by the networks that are loaded."""
        return cls("", Reference("", 0, 0, ""), tuple(measured))

    def badges(
        self,
        method: str,
        layer: str,
        class_index: int,
        parameters: Mapping[str, Value] = MappingProxyType({}),
        *,
        varied: Collection[str] = (),
    ) -> tuple[Badges, int] | None:
        """What was found about a layer's maps, and the layer's place in it; None where it was not measured.

        Args:
            method: its key.
            layer: name of the layer; "" for the input's pixels.
            class_index: the class whose maps are meant.
            parameters: by name.
            varied: names of those that may have had another value: they make maps finer, not others.
        """
        wanted = {name: value for name, value in parameters.items() if name not in varied}
        for each in self.measured:
            had = {name: value for name, value in each.parameters if name not in varied}
            same = (each.method, each.class_index, had) == (method, class_index, wanted)
            if same and layer in each.layers:
                return each, each.layers.index(layer)
        return None

    def with_measured(self, fresh: Sequence[Badges], reference: Reference) -> Sanity:
        """The same with more; what was measured of the same maps before gives way, and so does all of another set."""
        same = (self.reference.name, self.reference.patients) == (reference.name, reference.patients)
        kept = [each for each in self.measured if same and not any(each.alike(other) for other in fresh)]
        return replace(self, reference=reference, measured=(*kept, *fresh), problem="")

    def fields(self) -> dict[str, Any]:
        """As plain values, for `FILE`."""
        return {
            "schema": SCHEMA,
            "weights": self.weights,
            "reference": reference_fields(self.reference),
            "methods": [each.fields() for each in self.measured],
        }


def reference_fields(reference: Reference) -> dict[str, Any]:
    """A reference as plain values."""
    names = ("name", "patients", "slices", "command")
    return {name: getattr(reference, name) for name in names}


def read_sanity(file: Path) -> Sanity:
    """What a file of `FILE`'s kind holds, whichever weights it is about.

    Raises:
        ModelError: where it cannot be read, or is damaged.
    """
    try:
        fields = json.loads(file.read_text(encoding="utf-8"))
        if fields["schema"] != SCHEMA:
            raise ValueError(f"its schema is {fields['schema']}, not {SCHEMA}")  # noqa: TRY301 - told as all else
        given = fields["reference"]
        return Sanity(
            word(fields["weights"]),
            Reference(word(given["name"]), whole(given["patients"]), whole(given["slices"]), word(given["command"])),
            tuple(Badges.from_fields(each) for each in fields["methods"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ModelError(
            f"The sanity checks in {file} cannot be read ({error}); remove the file, or measure them again by "
            f"“xaiviewer sanity --keep {file.parent}”."
        ) from error


def sanity_beside(folder: Path, weights: str) -> Sanity | None:
    """What was measured about the weights of a model package; None where nothing was.

    A damaged file keeps nobody from using the network: its sentence stands where the badges would.
    """
    file = folder / FILE
    if not file.exists():
        return None
    try:
        found = read_sanity(file)
    except ModelError as error:
        return Sanity(weights, Reference("", 0, 0, ""), problem=str(error))
    return found if found.weights == weights else None
