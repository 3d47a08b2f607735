"""Codes of what is said: DICOM's own (PS3.16) where there are any, else a private scheme, which says so by its name.

CID 217, "Visual Explanation", has three codes for maps: class activation, gradient-weighted class activation and
saliency. A method gets one of them only where its paper describes that family; all others get a private code.
"""

from __future__ import annotations

import hashlib

from pydicom.sr.coding import Code

from xaiviewer.requests import method_of

PRIVATE = "99XAIVIEWER"
"""Coding scheme designator of our own codes; by PS3.16, 8, private ones begin with 99."""

CLASS_ACTIVATION = Code("130402", "DCM", "Class activation")
GRADIENT_WEIGHTED = Code("130403", "DCM", "Gradient-weighted class activation")
SALIENCY = Code("130404", "DCM", "Saliency")
NO_UNITS = Code("1", "UCUM", "no units")
MILLILITRE = Code("ml", "UCUM", "milliliter")
MILLIMETRE = Code("mm", "UCUM", "millimeter")
SQUARE_MILLIMETRE = Code("mm2", "UCUM", "square millimeter")
DEGREE = Code("deg", "UCUM", "degree")
PIXELS = Code("{pixels}", "UCUM", "pixels")
LENGTH = Code("410668003", "SCT", "Length")
ANGLE = Code("1483009", "SCT", "Angle")
AREA = Code("42798000", "SCT", "Area")
LONG_AXIS = Code("103339001", "SCT", "Long axis")
PERPENDICULAR = Code("131189007", "SCT", "Perpendicular axis")
MEAN = Code("373098007", "SCT", "Mean")
DEVIATION = Code("386136009", "SCT", "Standard deviation")
MINIMUM = Code("255605001", "SCT", "Minimum")
MAXIMUM = Code("56851009", "SCT", "Maximum")
VOLUME = Code("118565006", "SCT", "Volume")
ABNORMAL = Code("49755003", "SCT", "Morphologically Abnormal Structure")
LESION = Code("52988006", "SCT", "Lesion")
PROCESSING = Code("109102", "DCM", "Processing Equipment")
NETWORK = Code("123109", "DCM", "Artificial Intelligence")
SOURCE = Code("121322", "DCM", "Source image for image processing operation")
SEGMENTED = Code("113076", "DCM", "Segmentation")
BODY = Code("38266002", "SCT", "Entire body")
REGIONS = {"HEAD": Code("69536005", "SCT", "Head"), "BRAIN": Code("12738006", "SCT", "Brain")}
"""By BodyPartExamined."""

_FAMILIES = {
    "cam": CLASS_ACTIVATION,
    "grad-cam": GRADIENT_WEIGHTED,
    "grad-cam++": GRADIENT_WEIGHTED,
    "xgrad-cam": GRADIENT_WEIGHTED,
    "smooth-grad-cam++": GRADIENT_WEIGHTED,
    "seg-grad-cam": GRADIENT_WEIGHTED,
    "saliency": SALIENCY,
    "smooth-grad": SALIENCY,
    "smooth-grad-squared": SALIENCY,
}


def of_method(key: str) -> Code:
    """The code of what a method's maps show."""
    return _FAMILIES.get(key) or private(key, method_of(key).title)


def private(value: str, meaning: str) -> Code:
    """A code of our own, within the lengths of PS3.5: 16 and 64 characters."""
    return Code(value if len(value) <= 16 else _short(value), PRIVATE, meaning[:64])


def _short(value: str) -> str:
    """The first letters of each word of a key that is too long, as many as there is room for.

    Words that differ at their end alone would come to one code, which no two things may have.
    """
    words = value.replace("_", "-").split("-")
    each = max(1, 16 // len(words) - 1)
    return "-".join(word[:each] for word in words)[:16]


PROBABILITY = private("probability", "Mean of the model's probability over its outline")


def pixel_value(sequence: str) -> Code:
    """The stored values of a sequence, in its own words."""
    told = f"Stored values of {sequence}"
    return private(f"v{_digest(told)}", told)


def map_value(layer: str) -> Code:
    """The values of a map, in its own words; the measurement's method says whose map it is."""
    told = f"Values of the map of {layer or 'the input'}"
    return private(f"m{_digest(told)}", told)


def map_share(layer: str) -> Code:
    """How much of a map's positive evidence lies somewhere."""
    told = f"Share of the evidence of {layer or 'the input'}"
    return private(f"s{_digest(told)}", told)


DICE = private("dice", "Dice coefficient with the clinician's mask")


def score(measure: str) -> Code:
    """How well a map agrees with the clinician's mask."""
    return private(measure, f"Agreement with the clinician's mask: {measure}")


def p_value(measure: str) -> Code:
    """How often the mask at a random place scores as high."""
    return private(f"p-{measure}", f"p of {measure}: the mask at random places")


def strongest(measure: str) -> Code:
    """What the strongest of what knows nothing of the lesion gets."""
    return private(f"null-{measure}", f"{measure} of the strongest null")


def answer(words: str) -> Code:
    """A question or an answer of a reader's form, in its own words; what is too long ends in a mark that it was cut."""
    told = " ".join(words.split()) or "-"
    return Code(f"r{_digest(told)}", PRIVATE, told if len(told) <= 64 else f"{told[:61]}...")


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:12]
