"""What the labels of slices and the names of channels tell beyond counting."""

from __future__ import annotations

import re

from xaiviewer.readers.choosing.sequences import recognise_name

_COUNTER = re.compile(r"[\s:._#(\[-]*\d+(?:\s*(?:/|of)\s*\d+)?\s*[)\]]?$")
_ENDING = re.compile(r"\.(?:tiff?|png|jpe?g|dcm|nii(?:\.gz)?)(?![a-z0-9])", re.IGNORECASE)
_AXES = re.compile(r"^(?:[czt]:\d+/\d+[\s;,-]*)+", re.IGNORECASE)
_NAMELESS = re.compile(
    r"(?:channels?|ch|c|images?|img|im|im0+|slices?|frames?|series|layer|page|stack|untitled|position|pos|[xyzt])?"
    r"(?:[\s:._#/-]*\d+)*[\s:._#/-]*",
    re.IGNORECASE,
)


def named(text: str) -> str:
    """What a label or the name of a channel tells beyond counting: "FLAIR" of "FLAIR:3/7", "" of "c:1/3 z:2/7"."""
    rest = _ENDING.sub("", _AXES.sub("", text.strip()))
    while (shorter := _COUNTER.sub("", rest)) != rest and shorter and kind_of(shorter) == kind_of(rest):
        rest = shorter
    return "" if _NAMELESS.fullmatch(rest) and not kind_of(rest) else rest


def kind_of(name: str) -> str:
    """The sequence that a name tells of, as users call it; "" where it tells of none."""
    found = recognise_name(name) if name else None
    return found.label if found else ""
