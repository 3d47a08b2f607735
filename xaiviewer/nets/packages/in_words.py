"""What a network gets of a case, in words; free of torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xaiviewer.case import SEQUENCES, takes_whatever
from xaiviewer.nets.inputs.colours import COLOURS
from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.inputs.turns import TITLES
from xaiviewer.nets.inputs.wanted import FITS
from xaiviewer.nets.inputs.windows import WINDOWS
from xaiviewer.nets.packages.description import Inputs
from xaiviewer.requests import Channel


def in_words(inputs: Inputs) -> Mapping[str, str]:
    """A few words each on its channels, on what of a case it sees, how that lies, and on its values."""
    return {
        "channels": _channels(inputs.channels),
        "sees": _seen(inputs),
        "lying": _lying(inputs),
        "values": _values(inputs.normalisation),
    }


def _channels(channels: Sequence[Channel]) -> str:
    count = len(channels)
    if {each.name for each in channels} & {*COLOURS}:
        return f"{', '.join(each.name for each in channels)} of pictures in colour; of others the main picture in each"
    if takes_whatever(channels):
        return f"{count} channels, the case's main picture in each" if count > 1 else "one, the case's main picture"
    if count > 1 and len({each.sequence for each in channels}) == 1:
        return f"{count} channels, {SEQUENCES[channels[0].sequence]} in each"
    stands = next((each.name for each in channels if each.stands_in), "")
    told = ", ".join(each.name for each in channels)
    return f"{told}; where one lacks, {stands} stands in" if stands and count > 1 else told


def _seen(inputs: Inputs) -> str:
    what = {"head": "the square around the head", "slice": "all of the slice"}[inputs.field]
    if inputs.dimensions == 3:
        sides = " x ".join(map(str, inputs.shape))
        apart = "" if inputs.spacing is None else f", {inputs.spacing:g} mm apart"
        return f"volumes, {what}, as {sides} voxels{apart}"
    rows, columns = inputs.shape
    size = f"{rows} x {columns} pixels" if rows == columns else f"{rows} rows of {columns} pixels"
    if inputs.spacing is not None:
        return f"slices, the middle of {what}, as {size}, {inputs.spacing:g} mm apart"
    return f"slices, {what}, as {size}; {FITS[inputs.fit]}"


def _lying(inputs: Inputs) -> str:
    if inputs.orientation in TITLES:
        return TITLES[inputs.orientation]
    axes = {"L": "left", "R": "right", "A": "front", "P": "back", "S": "head", "I": "feet"}
    return "axes run to the " + ", the ".join(axes[each] for each in inputs.orientation)


def _values(how: Normalisation) -> str:
    ends = f"{how.low:g} to {how.high:g}"
    whole = (how.low, how.high) == (0, 100)
    told = {
        "head": "mean 0 and deviation 1 over the head's voxels of the case",
        "volume": "the case's darkest to its brightest value become 0 to 1"
        if whole
        else f"percentiles {ends} of the case become 0 to 1",
        "slice": "each slice's darkest to its brightest value become 0 to 1"
        if whole
        else f"percentiles {ends} of each slice become 0 to 1",
        "values": f"stored values {ends} become 0 to 1",
        "slice-z-score": "mean 0 and deviation 1 over each slice",
        "window": "of CT "
        + ", ".join(f"{each} ({WINDOWS[each][0]:g} to {WINDOWS[each][1]:g} HU)" for each in how.windows)
        + " become 0 to 1",
    }[how.scale]
    mean, std = ("; ".join(f"{each:g}" for each in _told_once(values)) for values in (how.mean, how.std))
    return told + (f"; then minus {mean}" if mean else "") + (f"; then divided by {std}" if std else "")


def _told_once(values: Sequence[float]) -> Sequence[float]:
    return values[:1] if len(set(values)) == 1 else values
