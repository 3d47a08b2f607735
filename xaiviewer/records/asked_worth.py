"""How far what was asked for agrees with the clinician's mask, and what that is worth beside what knows nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.records.manifest import number
from xaiviewer.records.worth import beside_case, beside_slices, p_words, table_lines
from xaiviewer.requests import MEASURES
from xaiviewer.requests.badges import NOT_MEASURED
from xaiviewer.requests.nulls import Nulls


@dataclass(frozen=True, eq=False)
class AskedWorth:
    """Of one method's answers, the maps that are written: of every layer's those of the chosen layers, else one.

    Attributes:
        scores: by slice with a mask and key of `requests.MEASURES`, float32 ``[map]``.
        nulls: by slice with a mask, what these are held against; None where nobody asked.
        of_case: the same of the scores summed over these slices; None where nobody asked.
    """

    scores: Mapping[int, Mapping[str, NDArray[np.float32]]] = field(default_factory=dict)
    nulls: Mapping[int, Nulls] | None = None
    of_case: Nulls | None = None

    def words(self, index: int, place: int = 0) -> str:
        """p of a map's mass on a slice, or that it was not measured; "" where there is nothing to agree with."""
        mass = self.scores.get(index, {}).get("mass")
        if mass is None or np.isnan(mass[place]):
            return ""
        return p_words(None if self.nulls is None else self.nulls.get(index), place)

    def fields(self, slices: Sequence[int], place: int = 0) -> dict[str, Any]:
        """What the manifest says of a map: lists over the slices that were asked about."""
        nulls = None if self.nulls is None else beside_slices([self.nulls.get(each) for each in slices], place)
        return {
            "agreement": {key: [self.score(each, key, place) for each in slices] for key in MEASURES},
            "nulls": NOT_MEASURED if nulls is None else nulls,
            "nulls_of_case": beside_case(self.of_case, place),
        }

    def score(self, index: int, measure: str, place: int = 0) -> float | None:
        """One of `requests.MEASURES` of a map on a slice; None where it is undefined."""
        values = self.scores.get(index, {}).get(measure)
        return None if values is None else number(values[place])

    def lines(self, name: Sequence[Any], place: int = 0, part: Sequence[int] = ()) -> Iterator[list[Any]]:
        """A map's lines in agreement.csv.

        Args:
            name: its layer and its method.
            place: the map.
            part: the slices asked about, where these are not all that have a mask, see `numbering.part_of`.
        """
        for index in sorted(self.scores):
            known = {key: values[place] for key, values in self.scores[index].items()}
            here = None if self.nulls is None else self.nulls.get(index)
            yield from ([index, *name, *line] for line in table_lines(known, here, place))
        if self.of_case is not None and len(part) != 1:  # of one slice alone the lines above tell all
            about = " ".join(map(str, part)) or "case"
            yield from ([about, *name, *line] for line in table_lines({}, self.of_case, place))
