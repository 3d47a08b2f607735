"""What a measurement writes into a package's card."""

from __future__ import annotations

import pytest

from tests.nets.small_network import described
from xaiviewer.audit.measuring.card import section
from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.packages.description import Described, Inputs
from xaiviewer.nets.packages.measured import Measured
from xaiviewer.requests import Channel, KeptAgreement
from xaiviewer.requests.kept_agreement import LayerAgreement, Reference

NAMED = described(inputs=Inputs((Channel("FLAIR", "flair"),), 64, normalisation=Normalisation("slice", 0, 100)))
MEASURED = Measured("0" * 64, "a set", 22, 66, "xaiviewer model measure PACKAGE CASES")


def card(network: Described, null: str) -> str:
    """Of a layer whose strongest null is this one."""
    layer = LayerAgreement(
        layer="features.0",
        method="",
        nearest="grad-cam",
        null=null,
        patients=22,
        observed=0.5,
        expected=0.4,
        difference=0.1,
        low=0.0,
        high=0.2,
        q=0.3,
        brightness_difference=0.0,
        brightness_low=-0.1,
        brightness_high=0.1,
        locality=0.5,
        locality_low=0.4,
        locality_high=0.6,
    )
    reference = Reference("a set", 22, 66, "audit", folds=False)
    return section(network, MEASURED, KeptAgreement(reference, {layer.layer: layer}), None)


@pytest.mark.parametrize(
    ("network", "null", "told"),
    [
        (NAMED, "brightness: flair", "the brightness of FLAIR"),
        (described(), "brightness: flair", "the brightness of the picture"),
        (described(), "edges", "the edges of the picture"),
        (NAMED, "edges", "the edges of the main sequence"),
        (described(), "moved", "a mask at random places"),
    ],
)
def test_a_null_is_told_in_words_and_of_no_sequence_that_the_network_does_not_name(
    network: Described, null: str, told: str
) -> None:
    assert f"| 0.500 | {told} |" in card(network, null)
