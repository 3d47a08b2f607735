"""How a whole case is analysed."""

from __future__ import annotations

from dataclasses import dataclass

from xaiviewer.requests.measure import THRESHOLD
from xaiviewer.requests.methods import ONE_PASS_METHODS

OUTLINES = {
    "quick": "one network",
    "thorough": "the mean of all networks of the segmenter's package, each for the slice and for its mirror image",
}
"""How a slice is outlined: key and what it means."""


@dataclass(frozen=True)
class AnalysisSettings:
    """What every slice of a case gets, captured whole so that no thread shares state with another.

    Attributes:
        class_index: the class whose logit is explained; None for the network's `ModelDescription.main_class`.
        methods: keys of `ONE_PASS_METHODS`, made together as each slice is judged; none where the networks' judgement
            is wanted without maps. Any other method is asked for by a `Request` of its own.
        segment_all: run the segmenter on every slice, not only on those above the gate.
        gate: the probability of the finding above which a slice is outlined; None for what the segmenter's package
            says, and where that says nothing, for the one above which it is called so.
        outline: a key of `OUTLINES`.
        threshold: share of a map's maximum above which a cell counts as marked, for IoU and Dice.
        both: keep of each pass what the maps of the other class are made from, where two classes' logits are each
            other's negative: to explain that class then costs no pass.
    """

    class_index: int | None = None
    methods: tuple[str, ...] = ONE_PASS_METHODS
    segment_all: bool = False
    gate: float | None = None
    outline: str = "quick"
    threshold: float = float(THRESHOLD.default)
    both: bool = False
