"""Does a network's input look like that of the cases it is known by? What a wrong scale or another kind of image moves.

Wrong normalisation is what goes wrong most often when a network is brought from elsewhere, and nothing else shows it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from xaiviewer.requests.notice import Notice, notice

RANGE = (
    "The network's input of {channel} has the mean {mean} and the deviation {deviation}; {where} it had {usual} and "
    "{spread}: another scale, or another kind of image?"
)

_SLICES = 12
_MEAN, _DEVIATION = "mean of the input: ", "deviation of the input: "
_SLACK = 0.5  # of the input's usual deviation: what lies outside the range by less is no other kind of image


def spread(indices: Sequence[int]) -> list[int]:
    """At most a dozen of a case's slices, evenly spread."""
    places = np.linspace(0, len(indices) - 1, min(_SLICES, len(indices))).round().astype(int)
    return [indices[place] for place in np.unique(places)]


def input_statistics(inputs: NDArray[np.float32], channels: Sequence[str]) -> dict[str, float]:
    """Mean and deviation of each channel.

    Args:
        inputs: of the slices of `spread`, ``[slice, channel, size, size]``.
        channels: their names.
    """
    found = {}
    for place, name in enumerate(channels):
        found[_MEAN + name] = float(inputs[:, place].mean(dtype=np.float64))
        found[_DEVIATION + name] = float(inputs[:, place].std(dtype=np.float64))
    return found


def tells_of_input(known: Mapping[str, object]) -> bool:
    """Whether ranges hold any of the input."""
    return any(name.startswith(_MEAN) for name in known)


def input_notices(
    found: Mapping[str, float], known: Mapping[str, Mapping[str, float]], where: str
) -> tuple[Notice, ...]:
    """A sentence for each channel whose values are not like those of the cases that a network is known by.

    Args:
        found: of a case, by `input_statistics`.
        known: ranges of these.
        where: those cases, "in training".
    """
    said = []
    for key in (name for name in known if name.startswith(_MEAN)):
        channel = key.removeprefix(_MEAN)
        usual = known.get(_DEVIATION + channel)
        if key not in found or usual is None:
            continue
        mean, deviation = found[key], found[_DEVIATION + channel]
        slack = _SLACK * usual["median"]
        low, high = known[key]["low"] - slack, known[key]["high"] + slack
        if not low <= mean <= high or not usual["low"] / 2 <= deviation <= usual["high"] * 2:
            here = {"mean": f"{mean:.2f}", "deviation": f"{deviation:.2f}"}
            there = {"usual": f"{known[key]['median']:.2f}", "spread": f"{usual['median']:.2f}"}
            said.append(notice(RANGE, channel=channel, where=where, **here, **there))
    return tuple(said)
