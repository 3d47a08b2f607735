"""What is asked of the networks for a case."""

from __future__ import annotations

from dataclasses import dataclass

METHODS = {
    "grad-cam": "Grad-CAM",
    "grad-cam++": "Grad-CAM++",
    "hires-cam": "HiResCAM",
    "layer-cam": "LayerCAM",
    "xgrad-cam": "XGrad-CAM",
}
"""The methods that come out of one pass over all layers: key and the name shown."""

OUTLINES = {
    "quick": "one network",
    "thorough": "the mean of all networks of the segmenter's package, each for the slice and for its mirror image",
}
"""How a slice is outlined: key and what it means."""


@dataclass(frozen=True)
class Request:
    """A job's settings, captured whole so that no thread shares state with another.

    Attributes:
        class_index: the class whose logit is explained; None for the network's `ModelDescription.main_class`.
        methods: keys of `METHODS`; none where the networks' judgement is wanted without maps.
        segment_all: run the segmenter on every slice, not only on those above the gate.
        gate: the probability of the finding above which a slice is outlined; None for what the segmenter's package
            says, and where that says nothing, for the one above which it is called so.
        outline: a key of `OUTLINES`.
        threshold: share of a map's maximum above which a cell counts as marked, for IoU and Dice.
    """

    class_index: int | None = None
    methods: tuple[str, ...] = tuple(METHODS)
    segment_all: bool = False
    gate: float | None = None
    outline: str = "quick"
    threshold: float = 0.5
