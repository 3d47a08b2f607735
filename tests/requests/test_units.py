"""A map's unit is said where it has one, and nothing else is called a logit."""

from __future__ import annotations

import pytest

from xaiviewer.requests import METHODS
from xaiviewer.requests.units import LOGIT, PER_CELL, PER_PIXEL, PER_REGION, unit_of


@pytest.mark.parametrize(
    ("method", "unit"),
    [
        ("input-x-gradient", PER_PIXEL),
        ("integrated-gradients", PER_PIXEL),
        ("shap-partition", PER_PIXEL),
        ("xrai", PER_PIXEL),
        ("occlusion", LOGIT),
        ("rise", LOGIT),
        ("lime", PER_REGION),
        ("kernel-shap", PER_REGION),
        ("anchors", ""),
        ("saliency", ""),
        ("guided-backprop", ""),
        ("smooth-grad-squared", ""),
    ],
)
def test_what_is_made_at_the_input_has_the_unit_of_its_arithmetic(method: str, unit: str) -> None:
    assert unit_of(method, of_layer=False) == unit


def test_a_form_that_is_scaled_to_its_range_is_in_no_unit() -> None:
    assert unit_of("full-grad", of_layer=False, parameters={"form": "complete"}) == PER_PIXEL
    assert unit_of("full-grad", of_layer=False, parameters={"form": "display"}) == ""


def test_weights_that_are_no_logits_per_activation_give_no_share_of_a_logit() -> None:
    shares = [key for key in METHODS if unit_of(key, of_layer=True) == PER_CELL]
    assert {"grad-cam", "hires-cam", "layer-cam", "xgrad-cam", "cam", "expected-gradients"} <= set(shares)
    assert not {"grad-cam++", "smooth-grad-cam++", "eigen-cam", "eigen-grad-cam", "score-cam"} & set(shares)
