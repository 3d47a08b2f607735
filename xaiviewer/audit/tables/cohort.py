"""Examined patients together, as the figures over patients take them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np
from numpy.typing import NDArray

from xaiviewer.audit.found import About, CaseFound
from xaiviewer.errors import UsageError
from xaiviewer.evaluation.bootstrap import RESAMPLES
from xaiviewer.requests import Layer
from xaiviewer.requests.nulls import NullComparison, NullCurve, NullKind, Nulls

OUTLINE = "outline"
"""Kind of the null that is none: the model's own outline."""


@dataclass(frozen=True, eq=False)
class Cohort:
    """Patients who were examined alike.

    Attributes:
        numbers: of the patients in the list of cases, counted from 1.
        found: what examining each of them gave; at least one.
        seed, resamples: of the bootstrap.

    Raises:
        UsageError: where the networks that judged them have different layers.
    """

    numbers: tuple[int, ...]
    found: tuple[CaseFound, ...]
    seed: int = 0
    resamples: int = RESAMPLES

    def __post_init__(self) -> None:
        first = self.found[0].about
        for each in self.found:
            if (each.about.methods, each.about.layers, each.about.measures) != (
                first.methods,
                first.layers,
                first.measures,
            ):
                raise UsageError(
                    "The networks that judge these patients have different layers, so that no table holds them all; "
                    "audit the patients of each alone."
                )

    @property
    def about(self) -> About:
        """What is the same for all of them: methods, layers, measures, classes."""
        return self.found[0].about

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """The layers of the tables."""
        return tuple(
            Layer(each.name, each.kind, (each.grid[0], each.grid[1]), each.stride, each.groups)
            for each in self.about.layers
        )

    @cached_property
    def kinds(self) -> dict[str, NullKind]:
        """Kind of every null of any patient by its key, in the order of their first appearance."""
        return {null.key: cast("NullKind", null.kind) for each in self.found for null in each.about.nulls}

    def nulls(self, method: int, *, outline: bool = False) -> list[Nulls]:
        """Every patient's scores by one method beside every null; NaN where a patient has none of that key.

        Args:
            method: its place.
            outline: in place of the nulls the model's outline alone, as if it were one.
        """
        kinds: dict[str, NullKind] = {key: kind for key, kind in self.kinds.items() if (kind == OUTLINE) is outline}
        if outline:
            kinds = dict.fromkeys(kinds, "picture")
        return [_nulls_of(each, method, kinds) for each in self.found]

    def stacked(self, name: str, *at: int) -> NDArray[np.float64]:
        """An array of every patient, ``[patient, ...]``, at a place of its first axes."""
        return np.stack([np.asarray(getattr(each, name), dtype=np.float64)[at] for each in self.found])


def _nulls_of(found: CaseFound, method: int, kinds: Mapping[str, NullKind]) -> Nulls:
    about = found.about
    places = {null.key: place for place, null in enumerate(about.nulls)}
    unknown = np.full(len(about.layers), np.nan, dtype=np.float32)

    def curve(key: str, measure: int) -> NullCurve:
        place = places.get(key)
        if place is None:
            return NullCurve(key, kinds[key], unknown)
        return NullCurve(key, kinds[key], found.null[measure, place, method], draws=about.nulls[place].draws)

    return Nulls(
        about.lesion,
        {
            name: NullComparison(
                name,
                observed=found.observed[number, method],
                p=found.p[number, method],
                q=unknown,
                difference=unknown,
                effect=unknown,
                ceiling=found.ceiling[number, method],
                curves=tuple(curve(key, number) for key in kinds),
                n=0,
                seed=0,
            )
            for number, name in enumerate(about.measures)
        },
    )
