"""Which part of the complex MR signal a picture shows. Only magnitudes are pictures of the anatomy.

ComplexImageComponent says it (PS3.3 C.8.13.3.1.2), else ImageType or FrameType in the habits of the scanners: "P", "R"
and "I" of Siemens, "P_SE", "R_IR" and "PHASE MAP" of Philips, "PHASE_IMAGE" of Bruker.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

NAMES = {"PHASE": "phase", "REAL": "real part", "IMAGINARY": "imaginary part", "VELOCITY": "velocity"}
"""What is no magnitude: key, as ComplexImageComponent has it, and the name shown."""

MAGNITUDE = "magnitude"
"""The name shown of all others, where it has to be told."""

_REST = r"(?:[ _-].*)?"
_WORDS = (
    ("PHASE", re.compile(rf"P|P_\w+|PHASE{_REST}|PHASEMAP|.*[ _-]PHASE")),
    ("VELOCITY", re.compile(rf"VELOCITY{_REST}|VEL")),
    ("REAL", re.compile(rf"R_(?!COEFF)\w+|REAL{_REST}")),
    ("IMAGINARY", re.compile(rf"I_\w+|IMAG(?:INARY)?{_REST}")),
)
_LETTERS = {"R": "REAL", "I": "IMAGINARY"}  # mean this only where the component is expected
_AT_END = re.compile(r".*_(?:(ph|phase)|(real)|(imag|imaginary))(?:_?[a-z])?(?:\[\d+\])?", re.IGNORECASE)
_BIDS = re.compile(r"(?:^|_)part-(?:(phase)|(real)|(imag))(?:_|$)")


def component_of(image_type: Sequence[str], stated: str = "") -> str:
    """A key of `NAMES`; "" for magnitudes, and where nothing is said.

    Args:
        image_type: the values of ImageType or FrameType in upper case.
        stated: ComplexImageComponent or a vendor's element of that meaning; "" where there is none.
    """
    if stated in NAMES:
        return stated
    for index, word in enumerate(image_type[2:]):
        if index < 2 and word in _LETTERS:
            return _LETTERS[word]
        for key, pattern in _WORDS:
            if pattern.fullmatch(word):
                return key
    return ""


def component_in(attributes: Mapping[str, Any], name: str = "") -> str:
    """The same from a series' attributes, and from the name that a converter or BIDS gave its file."""
    if str(attributes.get("Modality") or "MR") != "MR":
        return ""
    image_type = attributes.get("ImageType") or ()
    words = image_type.split("\\") if isinstance(image_type, str) else image_type
    stated = str(attributes.get("ComplexImageComponent") or "").strip().upper()
    found = component_of([str(each).strip().upper() for each in words], stated)
    match = None if found else _BIDS.search(name) or _AT_END.fullmatch(name)
    if match is not None:
        return next(key for key, part in zip(("PHASE", "REAL", "IMAGINARY"), match.groups(), strict=True) if part)
    return found
