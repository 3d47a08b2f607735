"""Which sanity checks there are, and what their numbers mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal


@dataclass(frozen=True)
class Check:
    """A property that a map ought to have, whatever it shows.

    Attributes:
        key: as it is written into files.
        title: as it is shown.
        question: what its number answers.
        source: where it comes from.
        bar: what the number is held against: how alike the maps of two slices that have nothing to do with each other
            are, on average; or a limit of its own.
        limit: that limit; NaN where the bar is measured.
        low_is_good: whether the number ought to lie at or below the bar; else at or above it.
    """

    key: str
    title: str
    question: str
    source: str
    bar: Literal["unrelated maps", "limit"]
    limit: float = float("nan")
    low_is_good: bool = True

    def passes(self, value: float, bar: float) -> bool:
        """Whether a number is good enough."""
        return value <= bar if self.low_is_good else value >= bar


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        check.key: check
        for check in (
            Check(
                "cascading",
                "randomised behind the layer",
                "How alike is the map when all parts behind its layer are random?",
                "Adebayo 2018",
                "unrelated maps",
            ),
            Check(
                "independent",
                "one part randomised",
                "How alike is the map, on average, when one part of the network is random?",
                "Adebayo 2018",
                "unrelated maps",
            ),
            Check(
                "class",
                "class sensitivity",
                "How alike is the map of another class?",
                "Arun 2021",
                "unrelated maps",
            ),
            Check(
                "repeatability",
                "repeatability",
                "By how much does the map differ when it is asked for again?",
                "Arun 2021",
                "limit",
                0.0,
            ),
            Check(
                "noise",
                "stability under noise",
                "By what part of itself does the map change at most when a little noise is added?",
                "Yeh 2019",
                "limit",
                0.5,
            ),
            Check(
                "shift",
                "stability under a shift",
                "How alike is the map when the slice is moved by a pixel?",
                "Kindermans 2019",
                "limit",
                0.9,
                low_is_good=False,
            ),
            Check(
                "completeness",
                "completeness gap",
                "Which part of the logit's change does the sum of the map miss?",
                "Sundararajan 2017",
                "limit",
                0.05,
            ),
            Check(
                "outside",
                "heat outside the head",
                "Which share of the map's evidence lies in the air?",
                "Saporta 2022",
                "limit",
                0.1,
            ),
            Check(
                "blank",
                "blank maps",
                "Which share of the maps is blank or holds no numbers?",
                "Arun 2021",
                "limit",
                0.0,
            ),
        )
    }
)
"""By key, in the order in which they are listed."""
