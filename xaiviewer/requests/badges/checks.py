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
        bar: what the number is held against: what the maps of two slices that have nothing to do with each other get
            on average; or a limit of its own.
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
                "all behind the layer random",
                "How alike does the map rank places when all that lies behind its layer is random? The same map turned "
                "over counts as alike.",
                "Adebayo 2018",
                "unrelated maps",
            ),
            Check(
                "cascading_structure",
                "the same, as structure",
                "How alike is the map's structure (SSIM) when all that lies behind its layer is random?",
                "Adebayo 2018",
                "unrelated maps",
            ),
            Check(
                "independent",
                "one part behind it random",
                "How alike does the map rank places, on average, when one part of what lies behind its layer is "
                "random and all others are as they were?",
                "Adebayo 2018",
                "unrelated maps",
            ),
            Check(
                "class",
                "another class",
                "How alike does the map of another class rank places? The opposite of this one is as unlike as can be.",
                "Arun 2021",
                "unrelated maps",
            ),
            Check(
                "repeatability",
                "asked again",
                "By what part of itself does the map differ when it is asked for again?",
                "Arun 2021",
                "limit",
                0.0,
            ),
            Check(
                "noise",
                "a little noise",
                "By what part of itself does the map change at most when a little noise is added to the slice "
                "(max-sensitivity)?",
                "Yeh 2019",
                "limit",
                0.5,
            ),
            Check(
                "shift",
                "a shift by a pixel",
                "By what part of itself does the map change at most when the slice is moved by a pixel, and the map "
                "moved back (max-sensitivity)?",
                "Yeh 2019, Kindermans 2019",
                "limit",
                0.5,
            ),
            Check(
                "completeness",
                "completeness",
                "Which part of the logit's change does the sum of the map miss at most?",
                "Sundararajan 2017",
                "limit",
                0.05,
            ),
            Check(
                "outside",
                "heat outside the head",
                "Which share of what speaks for the class lies on cells that are centred in the air?",
                "Saporta 2022",
                "limit",
                0.1,
            ),
            Check(
                "blank",
                "blank maps",
                "Which share of the maps is blank, or holds what is no number?",
                "Arun 2021",
                "limit",
                0.0,
            ),
        )
    }
)
"""By key, in the order in which they are listed."""
