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
                "How similar is the map (rank correlation, sign ignored) when all layers behind its own have random "
                "weights?",
                "Adebayo 2018",
                "unrelated maps",
            ),
            Check(
                "cascading_structure",
                "the same, as structure",
                "How similar is the map's structure (SSIM) when all layers behind its own have random weights?",
                "Adebayo 2018",
                "unrelated maps",
            ),
            Check(
                "independent",
                "one part behind it random",
                "How similar is the map on average (rank correlation, sign ignored) when one part of the network "
                "behind its layer has random weights, and all others their own?",
                "Adebayo 2018",
                "unrelated maps",
            ),
            Check(
                "class",
                "another class",
                "How similar is the map of another class (rank correlation)? The opposite map is as dissimilar as "
                "can be.",
                "Arun 2021",
                "unrelated maps",
            ),
            Check(
                "repeatability",
                "asked again",
                "By which fraction does the map change when it is computed again?",
                "Arun 2021",
                "limit",
                0.0,
            ),
            Check(
                "noise",
                "a little noise",
                "By which fraction does the map change at most when a little noise is added to the slice "
                "(max-sensitivity)?",
                "Yeh 2019",
                "limit",
                0.5,
            ),
            Check(
                "shift",
                "a shift by a pixel",
                "By which fraction does the map change at most when the slice is shifted by a pixel, and the map "
                "shifted back (max-sensitivity)?",
                "Yeh 2019, Kindermans 2019",
                "limit",
                0.5,
            ),
            Check(
                "completeness",
                "completeness",
                "By which fraction of the logit's change does the map's sum miss it at most?",
                "Sundararajan 2017",
                "limit",
                0.05,
            ),
            Check(
                "outside",
                "heat outside the head",
                "Which share of the positive evidence lies on cells centred outside the head?",
                "Saporta 2022",
                "limit",
                0.1,
            ),
            Check(
                "blank",
                "blank maps",
                "Which share of the maps is blank, or holds values that are not numbers?",
                "Arun 2021",
                "limit",
                0.0,
            ),
        )
    }
)
"""By key, in the order in which they are listed."""
