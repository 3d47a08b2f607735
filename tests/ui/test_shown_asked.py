"""What was asked for is exported from the window with what it is worth there."""

from __future__ import annotations

import numpy as np

from xaiviewer.requests import Assessment, AttributionMap, Curve, LayerMaps, Request
from xaiviewer.requests.nulls import MOVED, NullComparison, NullCurve, Nulls
from xaiviewer.review import ShownState, trust
from xaiviewer.ui.dialogs.exporting.shown_asked import answered_of

LIME = Request.of("lime", network="0" * 64, class_index=1)
EIGEN = Request.of("eigen-cam", network="0" * 64, class_index=1)


def _state(request: Request, maps: int) -> ShownState:
    """Slices 2 and 3 were answered; the nulls of the second of them alone are known."""
    ramp = np.linspace(0.1, 0.4, maps).astype(np.float32)
    scores = {"mass": Assessment(request, "mass", Curve(ramp))}
    curve = NullCurve(MOVED, "placements", ramp / 2, ramp / 4, ramp)
    nulls = Nulls((3,), {"mass": NullComparison("mass", ramp, ramp / 10, *(ramp,) * 4, (curve,), 100, 0)})
    return ShownState(
        judged={(request, 2): scores, (request, 3): scores}, nulls={trust.key_of_asked(request, 3): nulls}
    )


def test_one_map_goes_with_its_scores_and_those_nulls_that_are_known() -> None:
    maps = {index: AttributionMap(LIME, index, np.ones((4, 4), np.float32)) for index in (2, 3, 4)}
    found = answered_of(_state(LIME, 1), LIME, maps)
    assert [found.words(index) for index in (2, 3, 4)] == ["p not measured", "p 0.010", ""]
    assert found.worth.score(3, "mass") is not None


def test_of_every_layers_maps_those_that_are_written_go() -> None:
    layers = tuple(np.ones((4, 4), np.float32) for _ in range(4))
    found = answered_of(_state(EIGEN, 4), EIGEN, {3: LayerMaps(EIGEN, 3, layers)}, (2,), (2,))
    assert found.worth.scores[3]["mass"].shape == (1,)
    assert found.words(3, 2) == "p 0.030"
    assert found.worth.nulls is not None
    (curve,) = found.worth.nulls[3]["mass"].curves
    assert curve.low is not None
    assert curve.values.shape == curve.low.shape == (1,)
