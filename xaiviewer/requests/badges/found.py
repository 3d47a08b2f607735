"""What checks found about one method's maps on a network."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from xaiviewer.case.arrays import frozen
from xaiviewer.requests.badges.checks import CHECKS, Check
from xaiviewer.requests.badges.plain import Values, number, numbers, row, table, value_of, whole, word, words
from xaiviewer.requests.parameter import Value

NOT_MEASURED = "not measured"
"""Stands in exports where a badge would."""


@dataclass(frozen=True)
class Verdict:
    """What one check found about one layer's maps.

    Attributes:
        check: which.
        value: its number; NaN where the check says nothing here.
        bar: what that is held against; NaN where there is nothing.
    """

    check: Check
    value: float
    bar: float

    @property
    def passed(self) -> bool | None:
        """Whether the number is good enough; None where nothing can be said."""
        told = not (math.isnan(self.value) or math.isnan(self.bar))
        return self.check.passes(self.value, self.bar) if told else None

    def fields(self) -> dict[str, Any] | None:
        """As plain values; None where the check says nothing."""
        if self.passed is None:
            return None
        return {"value": number(self.value), "bar": number(self.bar), "passed": self.passed}


@dataclass(frozen=True, eq=False)
class Badges:
    """What was found about a method on a network.

    Attributes:
        method: its key.
        parameters: (name, value) of all that matter, sorted by name.
        seed: of a random method; None where nothing is random.
        class_index: the class whose maps these are.
        layers: names of the layers of the maps; "" for a map on the input's pixels.
        slices: how many slices were changed, and asked of changed networks.
        pairs: how many pairs of slices without relation to each other the bars are means over.
        values: by key of `CHECKS`, float64 ``[layer]``; NaN where a check says nothing here.
        bars: the same, what each number is held against.
        parts: of the network, from the logit to the input.
        cascade: float64 ``[part, layer]``: size of the rank correlation with the intact map while this part and all
            before it are random.
        cascade_structure: the same as structural similarity.
    """

    method: str
    parameters: tuple[tuple[str, Value], ...]
    seed: int | None
    class_index: int
    layers: tuple[str, ...]
    slices: int
    pairs: int
    values: Mapping[str, Values]
    bars: Mapping[str, Values]
    parts: tuple[str, ...]
    cascade: Values
    cascade_structure: Values

    def __post_init__(self) -> None:
        for name in ("values", "bars"):
            given = {key: frozen(np.asarray(each, dtype=np.float64)) for key, each in getattr(self, name).items()}
            object.__setattr__(self, name, given)
        for name in ("cascade", "cascade_structure"):
            object.__setattr__(self, name, frozen(np.asarray(getattr(self, name), dtype=np.float64)))

    def verdict(self, check: str, layer: int) -> Verdict:
        """What a check found about a layer, by its place among `layers`."""
        known = check in self.values and check in self.bars
        value, bar = (float(each[check][layer]) if known else math.nan for each in (self.values, self.bars))
        return Verdict(CHECKS[check], value, bar)

    def verdicts(self, layer: int) -> tuple[Verdict, ...]:
        """Of all checks, in their order."""
        if layer not in self._verdicts:  # every change of what is shown asks, for each method of the list
            self._verdicts[layer] = tuple(self.verdict(check, layer) for check in CHECKS)
        return self._verdicts[layer]

    @cached_property
    def _verdicts(self) -> dict[int, tuple[Verdict, ...]]:
        return {}

    def passed(self, check: str, layer: int) -> bool | None:
        """Whether a layer's maps pass a check; None where it says nothing here."""
        return self.verdict(check, layer).passed

    def alike(self, other: Badges) -> bool:
        """Whether the other ones are about the same maps, be they measured otherwise."""
        mine, others = ((each.method, each.class_index, each.layers) for each in (self, other))
        return mine == others

    def fields(self) -> dict[str, Any]:
        """As plain values; None for what is no number."""
        return {
            "method": self.method,
            "parameters": dict(self.parameters),
            "seed": self.seed,
            "class_index": self.class_index,
            "slices": self.slices,
            "pairs": self.pairs,
            "layers": list(self.layers),
            "parts": list(self.parts),
            "values": {key: numbers(each) for key, each in self.values.items()},
            "bars": {key: numbers(each) for key, each in self.bars.items()},
            "cascade": [numbers(each) for each in self.cascade],
            "cascade_structure": [numbers(each) for each in self.cascade_structure],
        }

    @classmethod
    def from_fields(cls, fields: Mapping[str, Any]) -> Badges:
        """What `fields` were made of.

        Raises:
            KeyError, TypeError, ValueError: where they were not made so.
        """
        layers, parts = words(fields["layers"]), words(fields["parts"])
        unknown = set(fields["values"]) - set(CHECKS)
        if unknown:
            raise ValueError(f"there is no check “{min(unknown)}”")
        if set(fields["values"]) != set(fields["bars"]):
            raise ValueError("numbers and bars are of different checks")
        seed = fields["seed"]
        return cls(
            method=word(fields["method"]),
            parameters=tuple(sorted((word(name), value_of(each)) for name, each in fields["parameters"].items())),
            seed=None if seed is None else whole(seed),
            class_index=whole(fields["class_index"]),
            layers=layers,
            slices=whole(fields["slices"]),
            pairs=whole(fields["pairs"]),
            values={key: row(each, len(layers)) for key, each in fields["values"].items()},
            bars={key: row(each, len(layers)) for key, each in fields["bars"].items()},
            parts=parts,
            cascade=table(fields["cascade"], len(parts), len(layers)),
            cascade_structure=table(fields["cascade_structure"], len(parts), len(layers)),
        )
