"""How stored values become the network's, by the names that people know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xaiviewer.nets.inputs.normalisation import Normalisation, Scale
from xaiviewer.nets.packages.description import IMAGENET
from xaiviewer.ui.language import figure, later, tr


@dataclass(frozen=True)
class Range:
    """One way to scale.

    Attributes:
        title: English; `tr` gives the reader's word.
        scale, low, high, windows: see `nets.inputs.normalisation.Normalisation`.
        open: whether low and high are the reader's to change.
    """

    title: str
    scale: Scale
    low: float = 0.0
    high: float = 100.0
    open: bool = False
    windows: tuple[str, ...] = ()


RANGES: Mapping[str, Range] = {
    "slice": Range(later("Each slice from its darkest to its brightest"), "slice"),
    "8-bit": Range(later("Stored values 0 to 255 (8-bit pictures, ToTensor)"), "values", 0, 255),
    "volume": Range(later("The case from its darkest to its brightest"), "volume"),
    "z-score": Range(later("Each slice to mean 0, deviation 1"), "slice-z-score"),
    "head": Range(later("The head's voxels to mean 0, deviation 1"), "head"),
    "brain": Range(later("CT, brain window: 0 to 80 HU"), "window", windows=("brain",)),
    "subdural": Range(later("CT, subdural window: −50 to 200 HU"), "window", windows=("subdural",)),
    "bone": Range(later("CT, bone window: −500 to 1500 HU"), "window", windows=("bone",)),
    "lung": Range(later("CT, lung window: −1350 to 150 HU"), "window", windows=("lung",)),
    "abdomen": Range(later("CT, abdomen window: −160 to 240 HU"), "window", windows=("abdomen",)),
    "values": Range(later("Other stored values"), "values", 0, 255, open=True),
    "slice-percentiles": Range(later("Percentiles of each slice"), "slice", 1, 99, open=True),
    "volume-percentiles": Range(later("Percentiles of the case"), "volume", 1, 99, open=True),
}
"""By a key of the window's own; the first is offered first."""

OF_SLICES = ("slice", "slice-z-score")
"""Scales that no volume has: each slice of it would have another."""

OF_VOLUME = "volume"
"""What a volume is offered first."""

NONE, HALF, PHOTOGRAPHS, BYTES, CAFFE, OWN = "none", "half", "photographs", "bytes", "caffe", "own"
"""What is taken off and divided by after that: nothing, 0.5, what photographs have, nothing of 0 to 255, what Keras's
preprocess_input takes off for its mode "caffe", other numbers."""


def after(key: str, channels: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Mean and deviation of each channel; of `CAFFE` these belong to the mode (see `Answers.preprocessing`)."""
    if key == BYTES:
        return (), (1 / 255,) * channels
    if key == HALF:
        return (0.5,) * channels, (0.5,) * channels
    if key == PHOTOGRAPHS:
        return IMAGENET.mean, IMAGENET.std
    return (), ()


def known(mean: tuple[float, ...], std: tuple[float, ...], preprocessing: str = "") -> str:
    """Which of these that is."""
    if preprocessing == CAFFE:
        return CAFFE
    if not mean and not std:
        return NONE
    if (mean, std) == (IMAGENET.mean, IMAGENET.std):
        return PHOTOGRAPHS
    return HALF if set(mean) == set(std) == {0.5} else OWN


def told(how: Normalisation) -> str:
    """A normalisation in the words by which it is asked for, with its numbers where these are its own."""
    known = next((each for each in RANGES.values() if not each.open and _is(each, how)), None)
    if known is None:
        known = next((each for each in RANGES.values() if each.scale == how.scale and each.open), None)
    name = how.scale if known is None else tr(known.title)
    if known is None or known.open:
        name += f" {figure(f'{how.low:g}')} – {figure(f'{how.high:g}')}"
    if not (how.mean or how.std):
        return name
    mean, std = ("; ".join(figure(f"{each:g}") for each in _once(values)) for values in (how.mean, how.std))
    return name + "; " + tr("mean {mean}, deviation {deviation}").format(mean=mean or "0", deviation=std or "1")


def _once(values: tuple[float, ...]) -> tuple[float, ...]:
    """One number where all channels have the same."""
    return values[:1] if len(set(values)) == 1 else values


def _is(each: Range, how: Normalisation) -> bool:
    ends = each.scale not in ("slice", "volume", "values") or (each.low, each.high) == (how.low, how.high)
    return each.scale == how.scale and each.windows == how.windows and ends
