"""What is said of a network in words: its normalisation, its channels."""

from __future__ import annotations

from tests.nets.small_network import described
from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.packages.description import Inputs
from xaiviewer.requests import Channel
from xaiviewer.ui.networks import card_words, scales


def test_a_normalisation_is_told_by_the_words_it_is_asked_for() -> None:
    told = scales.told(Normalisation("values", 0, 255, (0.5, 0.5, 0.5), (0.5, 0.5, 0.5)))
    assert told == "Stored values 0 to 255 (8-bit pictures, ToTensor); mean 0.5, deviation 0.5"
    told = scales.told(Normalisation("slice", 1, 99, (0.5, 0.4, 0.5)))
    assert told == "Percentiles of each slice 1 – 99; mean 0.5; 0.4; 0.5, deviation 1"


def test_what_serves_several_channels_is_told_once() -> None:
    several = [Channel(f"main sequence ({number})") for number in (1, 2, 3)]
    assert card_words.channels(several) == "the case's main picture (3 input channels)"
    assert card_words.channels([Channel("T1", "t1"), Channel("FLAIR", "flair")]) == "T1, FLAIR"


def test_of_a_network_of_volumes_all_sides_are_told() -> None:
    inputs = Inputs((Channel("CT"),), 64, "slice", spacing=2.0, dimensions=3, depth=32)
    assert card_words.rows(described(inputs=inputs))["Size"] == "32 x 64 x 64 pixels, 2 mm apart"
