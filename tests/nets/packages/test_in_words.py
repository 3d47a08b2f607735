"""What a network gets, in words: enough to see that it is not what it was taught on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.packages.description import IMAGENET, Inputs
from xaiviewer.nets.packages.in_words import in_words
from xaiviewer.requests import Channel

GREY = Inputs((Channel("main sequence"),), 224, normalisation=Normalisation("slice", 0, 100))
COLOURED = tuple(Channel(each) for each in ("blue", "green", "red"))
SEQUENCES = (Channel("FLAIR", "flair", stands_in=True), Channel("T1", "t1"))


@pytest.mark.parametrize(
    ("inputs", "about", "says"),
    [
        (GREY, "channels", "one, the case's main picture"),
        (GREY, "sees", "all of the slice, as 224 x 224 pixels; all of it, with air beside"),
        (GREY, "lying", "as they are shown"),
        (GREY, "values", "each slice's darkest to its brightest value become 0 to 1"),
        (replace(GREY, orientation="anti-transposed"), "lying", "NIfTI [:, :, k] in RAS"),
        (replace(GREY, size=320, sides=(224, 320), fit="crop"), "sees", "224 rows of 320 pixels; cropped"),
        (replace(GREY, spacing=0.5), "sees", "224 x 224 pixels, 0.5 mm apart"),
        (replace(GREY, field="head"), "sees", "the square around the head"),
        (replace(GREY, channels=COLOURED), "channels", "blue, green, red of pictures in colour"),
        (
            replace(GREY, channels=(Channel("a"), Channel("b"))),
            "channels",
            "2 channels, the case's main picture in each",
        ),
        (replace(GREY, channels=SEQUENCES), "channels", "FLAIR, T1; where one lacks, FLAIR stands in"),
        (replace(GREY, normalisation=IMAGENET), "values", "then minus 0.485; 0.456; 0.406; then divided by 0.229;"),
        (replace(GREY, normalisation=Normalisation("volume", 1, 99)), "values", "percentiles 1 to 99 of the case"),
        (replace(GREY, normalisation=Normalisation("values", 0, 255)), "values", "stored values 0 to 255"),
        (replace(GREY, normalisation=Normalisation("window", windows=("lung",))), "values", "lung (-1350 to 150 HU)"),
        (replace(GREY, dimensions=3, size=96, depth=64), "sees", "volumes, all of the slice, as 64 x 96 x 96 voxels"),
        (replace(GREY, dimensions=3, orientation="RAS"), "lying", "the right, the front, the head"),
    ],
    ids=str,
)
def test_it_is_told_in_words(inputs: Inputs, about: str, says: str) -> None:
    assert says in in_words(inputs)[about]
