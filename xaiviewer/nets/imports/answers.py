"""What only the user knows of a network; free of torch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xaiviewer.nets.calibration import Output
from xaiviewer.nets.inputs.normalisation import Scale
from xaiviewer.nets.inputs.orientation import RADIOLOGICAL
from xaiviewer.nets.inputs.turns import Sides
from xaiviewer.nets.inputs.wanted import Fit
from xaiviewer.nets.packages.description import Trained

_UNKNOWN = Trained()


@dataclass(frozen=True)
class Answers:
    """What only the user knows; None, or "", where that follows from what was found.

    Attributes:
        classes: names, in the order of the outputs.
        finding: which of them is looked for; "" for none.
        channels: names, or keys of MR sequences, in order.
        size: side of the input in pixels; of slices that are no squares rows and columns, as the network gets them.
        field: what of a slice is seen.
        scale, low, high, windows: see `Normalisation`.
        mean, std: per channel.
        output: what the logits mean.
        name: to call it by.
        licence: of the weights.
        spacing: millimetres from one pixel to the next.
        trained: on what, and on whom.
        depth, slice_spacing: of volumes, see `packages.description.Inputs`.
        orientation: see there; of slices also what the axes of a NIfTI array run towards, see `inputs.turns.OF_NIFTI`.
        fit: of slices, see there.
        segmenter: of a classifier, name of the imported network that outlines beside it.
        preprocessing: a key of `keras_twins.architectures.PREPROCESSING` in place of mean and deviation.
        golden: a file that says what another program got, see `held_against`.
    """

    classes: tuple[str, ...] = ()
    finding: str = ""
    channels: tuple[str, ...] = ()
    size: int | Sides | None = None
    field: str = "slice"
    scale: Scale = "slice"
    low: float | None = None
    high: float | None = None
    mean: tuple[float, ...] | None = None
    std: tuple[float, ...] | None = None
    output: Output | None = None
    name: str = ""
    licence: str = ""
    spacing: float | None = None
    trained: Trained = _UNKNOWN
    depth: int | None = None
    slice_spacing: float | None = None
    orientation: str = RADIOLOGICAL
    segmenter: str = ""
    preprocessing: str = ""
    golden: Path | None = None
    windows: tuple[str, ...] = ()
    fit: Fit = "pad"
