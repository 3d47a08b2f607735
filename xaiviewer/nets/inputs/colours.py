"""Channels that are the colours of a picture: red, green and blue. Free of torch.

Readers keep a picture of three planes as three volumes, in the order of the sequences that a stack of MR would hold:
whether it is one or the other nobody can tell from the file. A network that names colours says it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from xaiviewer.case import SEQUENCES, Case

COLOURS = ("red", "green", "blue")
"""Names of such channels."""

RGB = "rgb"
"""All of them, as one says it."""

_PLANES = ("TIFF", "picture")
"""Formats whose planes may be colours."""


def of_three_planes(case: Case) -> bool:
    """Whether a case is of pictures of three planes, which no file says to be sequences."""
    series = () if case.contents is None else case.contents.series
    nameless = (each.files for each in series if each.whole and each.format in _PLANES and not each.attributes)
    held = {volume.sequence for volume in case.volumes}
    return held == {*SEQUENCES} and len(SEQUENCES) in Counter(nameless).values()


def colours_of(case: Case) -> Mapping[str, str]:
    """By colour the key of the volume that holds it; empty of pictures without."""
    return dict(zip(COLOURS, SEQUENCES, strict=True)) if of_three_planes(case) else {}


def about_colours(case: Case, sequences: Collection[str]) -> tuple[str, ...]:
    """A sentence where a network of colours sees pictures without.

    Args:
        case: what it looks at.
        sequences: the keys of its channels.
    """
    asked = [each for each in sequences if each in COLOURS]
    if not asked or not case.indices or of_three_planes(case):
        return ()
    return (
        f"The network takes {', '.join(asked)}, and these pictures are kept in grey: it gets the same picture in each.",
    )
