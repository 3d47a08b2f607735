"""What is drawn and what is scored are one thing."""

import numpy as np
import pytest

from xaiviewer.agreement import Marked, assessments
from xaiviewer.case import Frame
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.heat import heat
from xaiviewer.requests import Layer, LayerMaps, Request

SHAPE = (90, 70)


@pytest.mark.parametrize("alignment", ["centred", "half-pixel"])
@pytest.mark.parametrize("frame", [Frame(3.5, -8.2, 83.0, 64), Frame(-4.5, -6.5, 80.0, 64)])
def test_the_mass_in_the_mask_is_that_of_the_drawn_heat(frame, alignment):
    layer = Layer("layer3.0.relu", "relu", (8, 8), 8)
    values = np.random.default_rng(4).normal(size=(8, 8)).astype(np.float32)
    mask = np.zeros(SHAPE, bool)
    mask[30:52, 20:41] = True
    asked = Request.of("grad-cam", network="w", class_index=1)
    scored = assessments(
        [LayerMaps(asked, 0, (values,))],
        [layer],
        frame,
        Marked(mask, np.ones(SHAPE, bool)),
        alignment=alignment,
    )[asked]
    plain = Appearance(alignment=alignment, scale="maximum", soften=False)  # what else is done is for the eye
    drawn = heat(values, frame.placement(8, alignment), SHAPE, plain).astype(np.float64)
    assert scored["mass"].outcome.values[0] == pytest.approx(drawn[mask].sum() / drawn.sum(), rel=1e-4)
