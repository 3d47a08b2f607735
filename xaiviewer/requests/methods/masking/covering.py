"""What all methods of the family share: how that is filled which is absent."""

from __future__ import annotations

from dataclasses import replace

from xaiviewer.requests.parameter import Parameter

FAMILY = "masking the input"

FILLING = Parameter(
    "filling",
    "choice",
    "mean",
    "what covers: each sequence's mean over the slice's head, the slice blurred, the input's zero, which is each "
    "sequence's mean over the whole case, what is in-painted from around, or another slice: that of the case in which "
    "the network sees least of the class, among those with at least half as much head",
    choices=("mean", "blur", "zero", "in-painting", "another-slice"),
)
SEQUENCE_FILLING = replace(
    FILLING,
    help="what covers: each sequence's mean over the slice's head, the slice blurred, the input's zero, which is each "
    "sequence's mean over the whole case, or another slice: that of the case in which the network sees least of the "
    "class, among those with at least half as much head",
    choices=tuple(each for each in FILLING.choices if each != "in-painting"),  # of a whole sequence nothing is around
)
HEAD_ONLY = Parameter(
    "head_only",
    "flag",
    default=True,
    help="cover the head alone and leave the air around it as it is: no scan shows grey there",
)
BLUR = Parameter(
    "blur",
    "float",
    12.0,
    "standard deviation of the blur",
    least=0.5,
    most=128,
    unit="input pixels",
    only_with=(FILLING.name, "blur"),
)
REGION_COVERING = (FILLING, BLUR)  # regions lie in the head
COVERING = (*REGION_COVERING, HEAD_ONLY)

UNSEEN = "What covers is itself a picture that the network was not trained on: compare two fillings."
IN_PAINTING = (
    "In-painting carries bright edges inwards, which can look like a lesion (with whole outlines in-painted, 6 % of "
    "decisions flipped where a healthy region was, against none with a ring's median), and takes its time beside the "
    "passes."
)
NOTES = (UNSEEN, IN_PAINTING)
